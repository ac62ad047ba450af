"""What `diff` says of its rows: known changes found, and the laws of its JSON on real pairs."""

import json
import os
import pathlib
import sys
import unittest

from support import PROGRAM, SHARED, SOURCE, CliTest, needs_shared
from test_diff import DiffTest

sys.path.insert(0, str(SOURCE / "bench" / "quality"))
os.environ.setdefault("SAMESTORY_BUILD", str(pathlib.Path(PROGRAM).parent))
import mutations  # noqa: E402


class KnownChanges(CliTest):
    """A part of ./dev mutations: every kind of change, one seed, a quarter of the corpus."""

    @classmethod
    def setUpClass(cls):
        cls.counts, cls.misses, cls.number = mutations.run([7], most=32)

    def test_every_kind_was_there(self):
        self.assertGreater(self.number, 400)
        self.assertEqual([kind for kind in mutations.KINDS if kind not in self.counts], [])
        alone, mixed = mutations.summed(self.counts, False), mutations.summed(self.counts, True)
        for measure, (floor, _) in mutations.MEASURES.items():
            with self.each(measure=measure):
                self.assertGreater(alone[measure][1] + mixed[measure][1], 3)

    def test_nothing_is_below_its_floor(self):
        below = []
        for where, mixed in (("alone", False), ("mixed", True)):
            for measure, (right, everything) in mutations.summed(self.counts, mixed).items():
                floor = mutations.MEASURES[measure][0]
                # One miss more than a whole run may have: a part has too few of a kind to tell .99 from .98.
                if floor and right < floor * everything - (floor < 1):
                    below.append(f"{measure}, {where}: {right} of {everything}, floor {floor}")
        self.assertEqual(below, [], "\n".join(self.misses[:40]))


class Scoring(CliTest):
    """The score itself: what is wrong is counted as wrong."""

    OLD = "Sáu thợ lặn xuống vịnh Tiên Sa lúc rạng đông. Họ mang theo 17 bình khí nén. Biển lặng, nước trong tới đáy."
    NEW = "Sáu thợ lặn xuống vịnh Tiên Sa lúc rạng đông. Họ mang theo 19 bình khí nén. Biển lặng, nước trong tới đáy."

    def score(self, change):
        """The counts of the number changed above, the program's answer changed by `change`."""
        cells, at = [], 0
        for sentence in self.OLD.split(". "):
            start = len(self.OLD[:at].encode())
            text = self.OLD[at:at + len(sentence) + 1].rstrip()
            cells.append((start, start + len(text.encode()), False))
            at += len(sentence) + 2
        units = mutations.mutate.units_of(self.OLD, cells, [])
        new = mutations.mutate.units_of(self.OLD, cells, [])
        new[1].text, new[1].kind = "Họ mang theo 19 bình khí nén.", "number"
        new[1].marks = [((len("Họ mang theo ".encode()),) * 2, (len("Họ mang theo ".encode()),) * 2)]
        new[1].marks = [tuple((start, start + 2) for start, _ in new[1].marks[0])]
        case = mutations.mutate.Case("number", "invented", 0, units, new, self.OLD)
        mutations.mutate.render(case)
        self.assertEqual(case.new_text, self.NEW + "\n")
        found = mutations.diff(self.folder, 0, case.old_text, case.new_text)
        change(found)
        return mutations.Score(case, found).counts

    def test_the_answer_as_it_is(self):
        counts = self.score(lambda found: None)
        self.assertEqual([counts[measure] for measure in ("number", "kept", "laws")], [[1, 1], [2, 2], [1, 1]])
        self.assertNotIn("move precision", counts)

    def test_facts_taken_away(self):
        def change(found):
            for row in found["rows"]:
                row["facts"] = []
        self.assertEqual(self.score(change)["number"], [0, 1])

    def test_a_false_move(self):
        def change(found):
            found["rows"][2]["cells"][0]["moved"] = True
        self.assertEqual(self.score(change)["move precision"], [0, 1])

    def test_a_row_torn_apart(self):
        def change(found):
            first = found["rows"][0]
            found["rows"].append({"kind": "only", "cells": [first["cells"].pop()], "edits": []})
            first["edits"] = []
        self.assertEqual(self.score(change)["kept"], [1, 2])

    def test_steps_that_do_not_rebuild(self):
        def change(found):
            found["rows"][1]["edits"][0]["ops"].pop()
        self.assertEqual(self.score(change)["laws"], [0, 1])


class RealPairs(DiffTest):
    """The JSON of linked pairs; tests/pipeline holds every pair of three sets to more laws."""

    def test_links_of_ktlab(self):
        data = needs_shared(SHARED / "ktlab") / "articles.jsonl"
        texts = {str(one["id"]): one["text"] for one in map(json.loads, data.read_text("utf-8").splitlines())}
        stories = self.succeed("find", data, "--format", "jsonl").objects
        links = [(link["a"], link["b"]) for story in stories for link in story["links"]]
        self.assertGreater(len(links), 300)
        for a, b in links[::len(links) // 20]:
            with self.each(a=a, b=b):
                operands = self.files(texts[a], texts[b])
                found = self.compare(*operands, code=1)
                self.assert_laws(found, [texts[a], texts[b]])
                self.assertEqual(self.shape(found, 0), self.shape(self.compare(*reversed(operands), code=1), 1))

    @staticmethod
    def shape(found, first):
        """Rows, facts and passages with the article at position `first` called the first."""
        name = lambda article: article ^ first
        rows = []
        for row in found["rows"]:
            cells = [(name(cell["article"]), cell["start"], cell["end"], cell["moved"], cell["block"], cell["main"],
                      cell["aside"]) for cell in row["cells"]]
            facts = []
            for fact in row["facts"]:
                versions = {}
                for side in fact["sides"]:
                    versions.setdefault(side["version"], []).append((cells[side["cell"]], side["start"], side["end"]))
                facts.append((fact["kind"], sorted(sorted(sides) for sides in versions.values())))
            rows.append((row["kind"], sorted(cells), sorted(facts)))
        passages = [tuple(sorted((name(one[side]["article"]), one[side]["start"], one[side]["end"])
                                 for side in ("a", "b"))) for one in found["passages"]]
        return sorted(rows), sorted(passages)


if __name__ == "__main__":
    unittest.main()
