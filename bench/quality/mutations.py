#!/usr/bin/env python3
"""Scores `diff` on articles of corpus/ rewritten in known ways (mutate.py), each way by itself and all mixed.

    mutations.py [--seeds N] [--first-seed N] [--articles N] [--only KIND] [--misses FILE] [--out FILE]

Every case compares an article with its mutant through `diff --format jsonl`; what is right is known by construction:

moves       A block moved over others: the block or those jumped over may be called moved, whichever weighs less in
            words; where neither weighs half as much again as the other, either (the one that agrees better counts).
            A new sentence with an old passage may be called moved; where the old one is gone nothing is asked.
            Recall is the share of these sentences called moved on either side, precision the share of sentences called
            moved that are these. Blocks: of those of two sentences and more, how many have one number of their own.
numbers     A number or date changed: the row's facts hold both spellings, in different versions.
classes     Tone-only, case-only and format-only changes: every step that differs has the class, and none reaches beyond
            the changed words and one more.
rows        Sentences split, merged, reworded stand in one row with what they came from; dropped and new ones alone.
furniture   The line is marked aside; sentences of six words and more that end in a stop are not.
passages    A run of 8 to 15 words put into a new sentence: a passage, or the kept words of a row, covers four fifths
            of it on both sides.

Exit 1 where the whole set, alone and mixed, is below a floor. Result: bench/runs/mutations.md.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import unicodedata

import mutate
import sets

KINDS = ["move one near", "move one far", "move block near", "move block far", *mutate.CHANGES, "decomposed", "split",
         "merge", "furniture", "drop", "insert", "passage kept", "passage gone", "passage place", "mixed"]
CLASSES = {"tone place": "tone", "tone marks": "tone", "case word": "case", "case sentence": "case",
           "case name": "case", "spelt": "number", "date format": "number", "grouping": "number",
           "grouping swapped": "number"}
# name -> (floor, what is counted)
MEASURES = {
    "move recall": (0.95, "sentences moved"), "move precision": (0.98, "sentences called moved"),
    "block whole": (None, "blocks of two and more"),
    "number": (0.99, "numbers and dates changed"), "attached": (0.99, "the same with a unit attached"),
    "facts of unchanged": (None, "spellings changed, no number or date called different"),
    "tone place": (0.99, "hòa → hoà"), "tone marks": (0.99, "tone marks dropped or changed"),
    "case word": (0.99, "a word in capitals"), "case sentence": (0.99, "a sentence in capitals"),
    "case name": (0.99, "a name in small letters"),
    "spelt": (None, "3 → ba"), "date format": (None, "9/10 → 9-10"), "grouping": (None, "1.240 → 1240"),
    "grouping swapped": (None, "1.240 → 1,240"),
    "split": (None, "sentences split"), "merge": (None, "sentences merged"),
    "light": (None, "one or two words changed"), "heavy": (None, "half of the words changed"),
    "kept": (None, "sentences left alone, row of the two called same"),
    "decomposed": (1.0, "the same in NFD, row of the two called same"),
    "drop": (None, "sentences dropped, alone"), "new": (None, "sentences of other stories, alone"),
    "furniture": (None, "lines put in, aside"), "account": (None, "sentences of the account, not aside"),
    "passage": (None, "passages"), "no false passage": (None, "cases without a passage, none reported"),
    "laws": (1.0, "scripts rebuild both sides"),
}


def diff(folder, case_number, old, new):
    paths = []
    for side, text in (("old", old), ("new", new)):
        path = folder / f"{case_number}-{side}.txt"
        path.write_bytes(text.encode())
        paths.append(path)
    done = subprocess.run([str(sets.PROGRAM), "diff", *map(str, paths), "--format", "jsonl"],
                          stdout=subprocess.PIPE, check=False)
    for path in paths:
        path.unlink()
    if done.returncode not in (0, 1):
        raise SystemExit(f"diff ended with {done.returncode}")
    return json.loads(done.stdout)


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def visible(data):
    """Words in NFC: what a reader sees."""
    return unicodedata.normalize("NFC", data.decode()).split()


class Rows:
    """The rows of one comparison, asked by bytes of the two texts."""

    def __init__(self, found, texts):
        self.found, self.texts = found, [text.encode() for text in texts]
        self.cells = ([], [])
        for number, row in enumerate(found["rows"]):
            for cell in row["cells"]:
                self.cells[cell["article"]].append((cell, number))

    def of(self, side, start, end):
        """(cell, row number) of the sentences there: half of the range or half of the sentence."""
        return [(cell, row) for cell, row in self.cells[side]
                if 2 * overlap((start, end), (cell["start"], cell["end"])) >= min(end - start,
                                                                              cell["end"] - cell["start"])]

    def joined(self, old, new):
        """Numbers of the rows that hold all of the old ranges and all of the new."""
        rows = [{row for _, row in self.of(side, *one)} for side, ranges in ((0, old), (1, new)) for one in ranges]
        return set.intersection(*rows) if all(rows) else set()

    def edits(self, row, old, new):
        """The scripts of a row between the cells there, each as (op, class) with old side first."""
        cells = self.found["rows"][row]["cells"]
        for edit in self.found["rows"][row]["edits"]:
            a, b = cells[edit["a"]], cells[edit["b"]]
            if overlap(old, (a["start"], a["end"])) and overlap(new, (b["start"], b["end"])):
                yield list(zip(edit["ops"], edit.get("classes") or [None] * len(edit["ops"])))

    def lawful(self):
        for row in self.found["rows"]:
            for edit in row["edits"]:
                a, b = row["cells"][edit["a"]], row["cells"][edit["b"]]
                at = [a["start"], b["start"]]
                for (op, *offsets), kind in zip(edit["ops"], edit.get("classes") or [None] * len(edit["ops"])):
                    if offsets[0] != at[0] or offsets[2] != at[1] or (op == "=") != (
                            offsets[0] < offsets[1] and offsets[2] < offsets[3]):
                        return False
                    old, new = self.texts[0][offsets[0]:offsets[1]], self.texts[1][offsets[2]:offsets[3]]
                    if kind is not None and (kind == "") != (visible(old) == visible(new)):
                        return False
                    at = [offsets[1], offsets[3]]
                if at != [a["end"], b["end"]]:
                    return False
        return True


class Score:
    """Counts of one case, and what was missed."""

    def __init__(self, case, found):
        self.case, self.rows = case, Rows(found, (case.old_text, case.new_text))
        self.counts, self.misses = collections.defaultdict(lambda: [0, 0]), []
        self.new_of = collections.defaultdict(list)
        for unit in case.new:
            for of in unit.of:
                self.new_of[of].append(unit)
        self.count("laws", self.rows.lawful(), "")
        for unit in case.new:
            self.unit(unit)
        self.gone()
        self.moves()
        self.passages()

    def count(self, measure, right, note):
        self.counts[measure][0] += bool(right)
        self.counts[measure][1] += 1
        if not right:
            self.misses.append(f"{measure}\t{self.case.name}\t{self.case.article}\t{self.case.seed}\t" +
                               note.replace("\n", " "))

    def old_range(self, of):
        return self.case.old[of].start, self.case.old[of].end

    def unit(self, unit):
        new = (unit.start, unit.end)
        cells = self.rows.of(1, *new)
        if unit.prose:
            self.count("account", not any(cell.get("aside") for cell, _ in cells), unit.text)
        if unit.kind in ("furniture", "new"):
            alone = all(self.rows.found["rows"][row]["kind"] == "only" for _, row in cells)
            if unit.kind == "new":
                self.count("new", alone, unit.text)
            else:
                self.count("furniture", all(cell.get("aside") for cell, _ in cells), unit.text)
            return
        if not unit.of or not unit.prose:
            return
        rows = self.rows.joined([self.old_range(of) for of in unit.of], [new])
        pair = f"{' '.join(self.case.old[of].text for of in unit.of)}\t{unit.text}"
        if unit.kind == "split":
            if unit is self.new_of[unit.of[0]][0]:
                both = [(other.start, other.end) for other in self.new_of[unit.of[0]]]
                self.count("split", self.rows.joined([self.old_range(unit.of[0])], both),
                           pair + " | " + self.new_of[unit.of[0]][1].text)
            return
        if unit.kind == "merged":
            self.count("merge", rows, pair)
        elif unit.kind in ("kept", "decomposed"):
            self.count(unit.kind, any(self.same(row, unit) for row in rows), pair)
        elif unit.kind in ("light", "heavy"):
            self.count(unit.kind, rows, pair)
        elif unit.kind in ("number", "attached"):
            self.count(unit.kind, any(self.fact(row, unit) for row in rows), f"{self.marked(unit)}\t{pair}")
        else:
            self.count(unit.kind, any(self.classed(row, unit) for row in rows), f"{self.marked(unit)}\t{pair}")
            if unit.kind != "tone marks":
                self.count("facts of unchanged", not any(self.false_fact(row, unit) for row in rows), pair)

    def marked(self, unit):
        old = self.case.old[unit.of[0]].text.encode()
        new = unit.text.encode()
        return ", ".join(f"{old[a:b].decode()}→{new[c:d].decode()}" for (a, b), (c, d) in unit.marks[:4])

    def scripts(self, row, unit):
        return self.rows.edits(row, self.old_range(unit.of[0]), (unit.start, unit.end))

    def same(self, row, unit):
        return any(all(op[0] == "=" for op, _ in script) for script in self.scripts(row, unit))

    def marks(self, unit):
        """Of a unit, in bytes of the two texts."""
        base = self.case.old[unit.of[0]].start
        return [((base + a, base + b), (unit.start + c, unit.start + d)) for (a, b), (c, d) in unit.marks]

    def classed(self, row, unit):
        """Every differing step has the one class, touches a changed word and spares what is further than a word off."""
        marks, wanted = self.marks(unit), CLASSES[unit.kind]
        for script in self.scripts(row, unit):
            steps = [(op, kind) for op, kind in script if kind != ""]
            told = all(kind == wanted and any(overlap(old, op[1:3]) or overlap(new, op[3:5]) for old, new in marks)
                       for op, kind in steps)
            hit = all(any(overlap(old, op[1:3]) or overlap(new, op[3:5]) for op, _ in steps) for old, new in marks)
            tight = all(self.words_beyond(op, marks) <= 1 for op, _ in steps)
            if steps and told and hit and tight:
                return True
        return False

    def words_beyond(self, op, marks):
        """Words of a step that did not change."""
        beyond = 0
        for side, (start, end) in enumerate((op[1:3], op[3:5])):
            left = self.rows.texts[side][start:end].decode(errors="replace").split()
            changed = sum(bool(overlap(mark[side], (start, end))) for mark in marks)
            beyond = max(beyond, len(left) - changed)
        return beyond

    def fact(self, row, unit):
        """Both numbers are held against each other."""
        (old, new), = self.marks(unit)
        cells = self.rows.found["rows"][row]["cells"]
        for fact in self.rows.found["rows"][row].get("facts", []):
            if fact["kind"] not in ("number", "date"):
                continue
            at = [[side["version"] for side in fact["sides"] if cells[side["cell"]]["article"] == article and
                   overlap(mark, (side["start"], side["end"]))] for article, mark in ((0, old), (1, new))]
            if any(a != b for a in at[0] for b in at[1]):
                return True
        return False

    def false_fact(self, row, unit):
        """Numbers or dates called different between the two, though only their spelling is."""
        cells = self.rows.found["rows"][row]["cells"]
        for fact in self.rows.found["rows"][row].get("facts", []):
            if fact["kind"] not in ("number", "date"):
                continue
            sides = [side for side in fact["sides"] if overlap(
                (side["start"], side["end"]), (self.old_range(unit.of[0]), (unit.start, unit.end))[
                    cells[side["cell"]]["article"]])]
            if {cells[side["cell"]]["article"] for side in sides} == {0, 1}:
                return True
        return False

    def gone(self):
        for of in self.case.dropped:
            self.count("drop", all(self.rows.found["rows"][row]["kind"] == "only"
                                   for _, row in self.rows.of(0, *self.old_range(of))), self.case.old[of].text)

    # ---------------------------------------------------------------------------------------------------- moves

    def called_moved(self):
        """Originals (or, for a row without one, its new cell) that a cell of either side calls moved."""
        called = set()
        reused = [(unit.start, unit.end) for _, unit, _ in self.case.passages]
        for row in self.rows.found["rows"]:
            of_row = [cell for cell in row["cells"] if cell["article"] == 0 or not any(
                overlap(one, (cell["start"], cell["end"])) for one in reused)]
            moved = [cell for cell in of_row if cell["moved"]]
            if not moved or {cell["article"] for cell in of_row} != {0, 1}:
                continue
            olds = {of for cell in row["cells"] if cell["article"] == 0 for of in range(len(self.case.old))
                    if 2 * overlap(self.old_range(of), (cell["start"], cell["end"])) >=
                    min(cell["end"] - cell["start"], self.case.old[of].end - self.case.old[of].start)}
            called |= olds or {("new", cell["start"]) for cell in moved}
        return {of for of in called if of not in range(len(self.case.old)) or not self.case.old[of].aside}

    def moves(self):
        if self.case.name == "passage gone":
            return
        called, explained = self.called_moved(), set()
        for block, jumped in self.case.moves:
            sides = [[of for of in side if self.new_of[of]] for side in (block, jumped)]
            if not all(sides):
                continue
            words = [sum(self.weight(of) for of in side) for side in sides]
            allowed = [side for side, own, other in zip(sides, words, reversed(words)) if own * 2 <= other * 3]
            reference = max(allowed, key=lambda side: (
                len(called & set(side)) / len(side) - len(called & set(sum(sides, [])) - set(side)), -len(side)))
            explained |= set(reference)
            note = f"block {block} over {jumped} ({words[0]:g} and {words[1]:g} words), called {sorted(map(str, called))}"
            for of in reference:
                if all(unit.kind in mutate.FIRM for unit in self.new_of[of]):
                    self.count("move recall", of in called, f"{of}: {self.case.old[of].text[:60]}… {note}")
            if len(reference) > 1:
                self.count("block whole", self.whole(reference), note)
        for of in called:
            text = self.case.old[of].text[:60] if of in range(len(self.case.old)) else str(of)
            self.count("move precision", of in explained, f"{of}: {text}… moves {self.case.moves}")

    def weight(self, of):
        """Words; half of them where half were changed."""
        words = self.case.old[of].words
        return words / 2 if any(unit.kind == "heavy" for unit in self.new_of[of]) else words

    def whole(self, reference):
        """Their moved cells have one number on a side, and nobody else has it."""
        for side in (0, 1):
            ranges = [self.old_range(of) for of in reference] if side == 0 else [
                (unit.start, unit.end) for of in reference for unit in self.new_of[of]]
            cells = [cell for one in ranges for cell, _ in self.rows.of(side, *one)]
            numbers = {cell.get("block", 0) for cell in cells}
            if len(numbers) != 1 or 0 in numbers:
                continue
            starts = {cell["start"] for cell in cells}
            if all(cell["start"] in starts for cell, _ in self.rows.cells[side] if cell.get("block") in numbers):
                return True
        return False

    # ------------------------------------------------------------------------------------------------- passages

    def passages(self):
        reported = self.rows.found.get("passages", [])
        if not self.case.passages:
            self.count("no false passage", not reported, "; ".join(self.rows.texts[0][
                one["a"]["start"]:one["a"]["end"]].decode(errors="replace") for one in reported))
        for old, unit, (start, end) in self.case.passages:
            new = (unit.start + start, unit.start + end)
            held = any(5 * overlap(old, (one["a"]["start"], one["a"]["end"])) >= 4 * (old[1] - old[0]) and
                       5 * overlap(new, (one["b"]["start"], one["b"]["end"])) >= 4 * (new[1] - new[0])
                       for one in reported)
            self.count("passage", held or self.kept_in_a_row(old, new),
                       self.rows.texts[0][old[0]:old[1]].decode() + "\t" + unit.text)

    def kept_in_a_row(self, old, new):
        for row in self.rows.joined([old], [new]):
            for script in self.rows.edits(row, old, new):
                kept = [op for op, _ in script if op[0] == "="]
                if 5 * sum(overlap(old, op[1:3]) for op in kept) >= 4 * (old[1] - old[0]) and \
                        5 * sum(overlap(new, op[3:5]) for op in kept) >= 4 * (new[1] - new[0]):
                    return True
        return False


# ------------------------------------------------------------------------------------------------------------ runs


def language_of(text):
    return "vi" if sum(c in "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ" for c in text) > 20 else "en"


def read_corpus(folder, pool, most):
    """What mutate.Mutator takes, of every article of corpus/."""
    subprocess.run([str(sets.PROGRAM), "find", str(sets.ROOT / "corpus"), "--singles", "--out", str(folder / "corpus")],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    lines = (folder / "corpus" / "articles.jsonl").read_text("utf-8").splitlines()
    read = sorted((json.loads(line) for line in lines), key=lambda article: article["id"])
    gold = sets.read_gold(sets.ROOT / "corpus" / "gold.tsv")
    step = max(1, len(read) // most) if most else 1
    read = read[::step][:most] if most else read
    for article in read:
        article["text"] = unicodedata.normalize("NFC", article["text"])
    found = pool.map(lambda item: diff(folder, f"own-{item[0]}", item[1]["text"], item[1]["text"]), enumerate(read))
    stories = [gold.get(article["id"], {article["id"]}) for article in read]
    articles = []
    for article, story, one in zip(read, stories, found):
        others = [other["text"] for other, its in zip(read, stories) if not its & story]
        cells = sorted((cell["start"], cell["end"], cell.get("aside", False)) for row in one["rows"]
                       for cell in row["cells"] if cell["article"] == 0)
        articles.append((article["id"], language_of(article["text"]), article["text"],
                         mutate.units_of(article["text"], cells, others), story))
    return articles


def run(seeds, kinds=KINDS, most=0, workers=os.cpu_count()):
    """(kind of case -> measure -> [right, all], misses, number of cases)."""
    counts = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))
    misses, number = [], 0
    with tempfile.TemporaryDirectory(prefix="samestory-mutations-") as folder, \
            concurrent.futures.ThreadPoolExecutor(workers) as pool:
        folder = pathlib.Path(folder)
        articles = read_corpus(folder, pool, most)
        mutator = mutate.Mutator(articles)
        cases = (mutator.case(kind, random.Random(f"{seed} {kind} {article[0]}"), article, seed)
                 for seed in seeds for article in articles for kind in kinds)
        cases = [case for case in cases if case]
        found = pool.map(lambda item: Score(item[1], diff(folder, item[0], item[1].old_text, item[1].new_text)),
                         enumerate(cases))
        for case, score in zip(cases, found):
            number += 1
            misses += score.misses
            for measure, (right, everything) in score.counts.items():
                counts[case.name][measure][0] += right
                counts[case.name][measure][1] += everything
    return counts, misses, number


def summed(counts, mixed):
    sums = {}
    for measure in MEASURES:
        chosen = [of[measure] for name, of in counts.items() if (name == "mixed") == mixed and measure in of]
        sums[measure] = [sum(one[0] for one in chosen), sum(one[1] for one in chosen)]
    return sums


def whole(counts):
    alone, mixed = summed(counts, False), summed(counts, True)
    return {measure: [alone[measure][i] + mixed[measure][i] for i in (0, 1)] for measure in MEASURES}


def failures(counts):
    """(measure, share, floor) of what is below its floor over the whole set."""
    for measure, (right, everything) in whole(counts).items():
        floor = MEASURES[measure][0]
        if floor and everything and right < floor * everything:
            yield measure, right / everything, floor


def share(one):
    return "–" if not one[1] else f"{one[0] / one[1]:.4f} ({one[0]:,} of {one[1]:,})"


def tables(counts):
    alone, mixed, both = summed(counts, False), summed(counts, True), whole(counts)
    lines = ["| measure | of | each by itself | all mixed | the whole set | floor |",
             "| --- | --- | --- | --- | --- | --- |"]
    for measure, (floor, of) in MEASURES.items():
        lines.append(f"| {measure} | {of} | {share(alone[measure])} | {share(mixed[measure])} | "
                     f"{share(both[measure])} | {floor or '–'} |")
    lines += ["", "| moves | recall | precision | block whole |", "| --- | --- | --- | --- |"]
    for kind in KINDS:
        if kind in counts and counts[kind]["move recall"][1]:
            lines.append(f"| {kind} | " + " | ".join(
                share(counts[kind][measure]) for measure in ("move recall", "move precision", "block whole")) + " |")
    others = [0, sum(of["move precision"][1] for kind, of in counts.items() if not of["move recall"][1])]
    lines += ["", f"Sentences called moved in cases where none was: {others[1]}."]
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=0, help="so many, spread over the corpus; 0: all")
    parser.add_argument("--only", choices=KINDS, action="append")
    parser.add_argument("--misses", type=pathlib.Path, help="what was missed, a line each")
    parser.add_argument("--out", type=pathlib.Path, default=sets.ROOT / "bench" / "runs" / "mutations.md")
    arguments = parser.parse_args()
    seeds = range(arguments.first_seed, arguments.first_seed + arguments.seeds)
    counts, misses, number = run(seeds, arguments.only or KINDS, arguments.articles)
    head = ["# Known changes found by `diff`", "", sets.stamp("bench/quality/mutations.py"), "",
            f"{number:,} cases: articles of `corpus/` against mutants of theirs, {arguments.seeds} seeds.", ""]
    lines = head + tables(counts)
    print("\n".join(lines))
    if arguments.misses:
        arguments.misses.write_text("\n".join(misses) + "\n", encoding="utf-8")
    if not arguments.only:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"stored in {arguments.out}", file=sys.stderr)
    below = list(failures(counts))
    for measure, reached, floor in below:
        print(f"{measure}: {reached:.4f} is below {floor}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
