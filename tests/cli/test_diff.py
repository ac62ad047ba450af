"""`diff`: the laws of its JSON, its exit codes, and what its text and pages may hold."""

import unicodedata
import unittest

from support import (CHESS, CORPUS, CliTest, FLOOD, FLOOD_OTHER, LIGHTHOUSE, ORGAN, ORGAN_OTHER, article,
                     foreign_scripts, made_up_articles, run)

WHITE_SPACE = " \t\n\r\v\f\u00a0\u2028\u2029\u3000\ufeff"
LONG_WORDS = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 4
WIDE = "東京都知事は十日、新しい港の開港式に出席した。式典には三千人が集まり、花火が上がった。\n\n" * 3


class DiffTest(CliTest):
    def compare(self, *operands, flags=(), code=None):
        """The one JSON object, checked against every law of the contract, and the exit code."""
        outcome = run("diff", *operands, "--format", "jsonl", *flags)
        self.assertIn(outcome.code, (0, 1) if code is None else (code,), str(outcome))
        self.assertEqual(outcome.err, "")
        found, = outcome.objects
        self.assertEqual(list(found), ["articles", "rows", "degraded", "passages"])
        self.assertIs(type(found["degraded"]), bool)
        for one in found["articles"]:
            self.assertEqual(list(one), ["id", "source"])
        return found

    def assert_laws(self, found, texts):
        texts = [text.encode() for text in texts]
        self.assertEqual(len(found["articles"]), len(texts))
        cells_of = [[] for _ in texts]
        for row in found["rows"]:
            self.assertEqual(list(row), ["kind", "cells", "edits", "facts"])
            self.assertIn(row["kind"], ("same", "edited", "near", "only"))
            for cell in row["cells"]:
                self.assertEqual(list(cell), ["article", "start", "end", "moved", "block", "main", "aside"])
                self.assertIs(type(cell["moved"]), bool)
                cells_of[cell["article"]].append((cell["start"], cell["end"]))
            self.assert_edits(row, texts)
            articles = {cell["article"] for cell in row["cells"]}
            self.assertEqual(row["kind"] == "only", len(articles) == 1, row)
        for text, cells in zip(texts, cells_of):
            self.assert_covered(text, sorted(cells))

    def assert_covered(self, text, cells):
        """In order, without gap or overlap but white space."""
        at = 0
        for start, end in cells:
            self.assertLess(start, end)
            self.assertGreaterEqual(start, at, "cells overlap")
            self.assertEqual(text[at:start].decode().strip(WHITE_SPACE), "", "text between cells")
            text[start:end].decode()  # whole characters
            at = end
        self.assertLessEqual(at, len(text))
        self.assertEqual(text[at:].decode().strip(WHITE_SPACE), "", "text after the last cell")

    def assert_edits(self, row, texts):
        cells = row["cells"]
        expected = {(a, b) for a in range(len(cells)) for b in range(len(cells))
                    if a != b and cells[a]["article"] != cells[b]["article"]}
        found = [(edit["a"], edit["b"]) for edit in row["edits"]]
        self.assertLessEqual(set(found), expected)
        self.assertEqual({frozenset(pair) for pair in found}, {frozenset(pair) for pair in expected})
        self.assertEqual(len(found), len({frozenset(pair) for pair in found}), "a pair of cells stands twice")
        for edit in row["edits"]:
            self.assertEqual(list(edit), ["a", "b", "ops", "classes"])
            a, b = cells[edit["a"]], cells[edit["b"]]
            text_a, text_b = texts[a["article"]], texts[b["article"]]
            at_a, at_b = a["start"], b["start"]
            self.assertEqual(len(edit["classes"]), len(edit["ops"]))
            for op, a_start, a_end, b_start, b_end in edit["ops"]:
                self.assertEqual((a_start, b_start), (at_a, at_b), "ops do not join")
                self.assertLessEqual(a_start, a_end)
                self.assertLessEqual(b_start, b_end)
                if op == "=":
                    self.assertLess(a_start, a_end)
                elif op == "-":
                    self.assertTrue(a_start < a_end and b_start == b_end, edit)
                elif op == "+":
                    self.assertTrue(a_start == a_end and b_start < b_end, edit)
                else:
                    self.fail(f"op {op}")
                text_a[a_start:a_end].decode()
                text_b[b_start:b_end].decode()
                at_a, at_b = a_end, b_end
            self.assertEqual((at_a, at_b), (a["end"], b["end"]), "ops do not reach the end of the cells")

    def files(self, *texts):
        return [self.write(f"{number}.txt", text) for number, text in enumerate(texts)]


class ExitCodes(DiffTest):
    def test_identical(self):
        for text in (ORGAN, FLOOD, WIDE, "Một.", "không dấu chấm"):
            with self.each(text=text[:20]):
                found = self.compare(*self.files(text, text), code=0)
                self.assert_laws(found, [text, text])
                self.assertEqual({row["kind"] for row in found["rows"]}, {"same"})
                self.assertFalse(any(cell["moved"] for row in found["rows"] for cell in row["cells"]))
                for flag in ("text", "html"):
                    self.assertEqual(run("diff", *self.files(text, text), "--format", flag).code, 0)

    def test_the_same_file_twice(self):
        a, = self.files(ORGAN)
        self.assert_laws(self.compare(a, a, code=0), [ORGAN, ORGAN])

    def test_different(self):
        for a, b in ((ORGAN, ORGAN.replace("£385,000", "£358,000")), (ORGAN, ORGAN_OTHER), (ORGAN, CHESS),
                     (ORGAN, ORGAN + "It rained.\n"), (ORGAN, "x")):
            for flag in ("text", "html", "jsonl"):
                with self.each(b=b[-20:], format=flag):
                    self.assertEqual(run("diff", *self.files(a, b), "--format", flag).code, 1)

    def test_one_of_three_differs(self):
        self.compare(*self.files(ORGAN, ORGAN, ORGAN_OTHER), code=1)
        self.compare(*self.files(ORGAN, ORGAN, ORGAN), code=0)

    def test_sentences_in_another_order_differ(self):
        first, second, *_ = ORGAN.split("\n\n")
        found = self.compare(*self.files(f"{first}\n\n{second}\n", f"{second}\n\n{first}\n"), code=1)
        self.assertTrue(any(cell["moved"] for row in found["rows"] for cell in row["cells"]))


class Operands(DiffTest):
    def setUp(self):
        super().setUp()
        self.several = self.write_jsonl("several.jsonl", made_up_articles())

    def test_file_with_one_article(self):
        one = self.write_jsonl("one.jsonl", [article("organ-9", ORGAN, source="Gazette")])
        page = self.write("page.html", "<html><head><title>Organ</title></head><body><article>" + "".join(
            f"<p>{p}</p>" for p in ORGAN_OTHER.split("\n\n")) + "</article></body></html>")
        text, = self.files(ORGAN)
        found = self.compare(one, text, page, code=1)
        self.assertEqual(found["articles"][0], {"id": "organ-9", "source": "Gazette"})
        self.assertEqual(found["articles"][1]["id"], "0.txt")
        self.assertEqual(found["articles"][2]["id"], "page.html")

    def test_file_and_id(self):
        found = self.compare(f"{self.several}#organ-1", f"{self.several}#organ-2", code=1)
        self.assertEqual(found["articles"], [{"id": "organ-1", "source": "Wexcombe Gazette"},
                                             {"id": "organ-2", "source": "The Tollen Echo"}])
        self.assert_laws(found, [ORGAN, ORGAN_OTHER])

    def test_an_id_with_a_hash_and_a_file_with_one(self):
        odd = self.write_jsonl("odd.jsonl", [article("a#b", ORGAN), article("c", ORGAN)])
        self.assertEqual(self.compare(f"{odd}#a#b", f"{odd}#c", code=0)["articles"][0]["id"], "a#b")
        hashed = self.write("no#id.txt", ORGAN)
        self.assertEqual(self.compare(hashed, f"{odd}#c", code=0)["articles"][0]["id"], "no#id.txt")

    def test_refusals(self):
        one, = self.files(ORGAN)
        self.refuse("diff", one)
        self.refuse("diff", self.several, one, naming=("several.jsonl", "7"))
        self.refuse("diff", f"{self.several}#flood-9", one, naming="flood-9")
        self.refuse("diff", f"{self.folder}/absent.jsonl#a", one, naming="absent.jsonl")
        self.refuse("diff", self.folder, one, naming="folder")
        self.refuse("diff", self.write("empty.txt", ""), one, naming="empty.txt")
        self.refuse("diff", one, one, "--base", 2, naming="--base")


class Laws(DiffTest):
    def test_pairs(self):
        for a, b in ((ORGAN, ORGAN_OTHER), (FLOOD, FLOOD_OTHER), (FLOOD, FLOOD.replace("12 tấn", "14 tấn")),
                     (CHESS, LIGHTHOUSE), (ORGAN, ORGAN.upper()), (WIDE, WIDE.replace("三千", "二千")),
                     (ORGAN, ORGAN.replace(". ", "; ")), (ORGAN.replace("\n\n", " "), ORGAN),
                     (FLOOD, "\r\n".join(FLOOD.split("\n"))), (LONG_WORDS, LONG_WORDS + "x"), ("a", "b"),
                     ("Câu một. Câu hai. Câu ba.", "Câu ba. Câu một. Câu một. Câu hai."), (ORGAN, ORGAN + ORGAN)):
            with self.each(a=a[:20], b=b[:20]):
                found = self.compare(*self.files(a, b))
                self.assert_laws(found, [a, b])
                back = self.compare(*self.files(b, a))
                self.assert_laws(back, [b, a])

    def test_a_changed_number_is_one_edit(self):
        changed = FLOOD.replace("312 căn", "331 căn")
        found = self.compare(*self.files(FLOOD, changed), code=1)
        kinds = [row["kind"] for row in found["rows"]]
        self.assertEqual((kinds.count("edited"), kinds.count("same")), (1, len(kinds) - 1))
        edited, = (row for row in found["rows"] if row["kind"] == "edited")
        gone = [FLOOD.encode()[op[1]:op[2]] for op in edited["edits"][0]["ops"] if op[0] == "-"]
        come = [changed.encode()[op[3]:op[4]] for op in edited["edits"][0]["ops"] if op[0] == "+"]
        if edited["cells"][edited["edits"][0]["a"]]["article"] == 1:
            gone, come = come, gone
        self.assertEqual((b"".join(gone).strip(), b"".join(come).strip()), (b"312", b"331"))

    def test_an_added_sentence_is_only_in_one(self):
        added = ORGAN.replace("until March.\n", "until March. The choir sang on.\n")
        found = self.compare(*self.files(ORGAN, added), code=1)
        only, = (row for row in found["rows"] if row["kind"] != "same")
        cell, = only["cells"]
        self.assertEqual(only["kind"], "only")
        self.assertEqual(cell["article"], 1)
        self.assertEqual(added.encode()[cell["start"]:cell["end"]].strip(), b"The choir sang on.")

    def test_several(self):
        texts = [FLOOD, FLOOD_OTHER, FLOOD.replace("12 tấn", "14 tấn"), FLOOD_OTHER + FLOOD]
        operands = self.files(*texts)
        for base in range(len(texts)):
            with self.each(base=base):
                found = self.compare(*operands, flags=("--base", base), code=1)
                self.assert_laws(found, texts)
                # The base is read from top to bottom; a sentence said twice stands where it is said first.
                cells = [[c["start"] for c in row["cells"] if c["article"] == base] for row in found["rows"]]
                starts = [min(row) for row in cells if row]
                self.assertEqual(starts, sorted(starts))

    def test_base_is_the_first_by_default(self):
        operands = self.files(ORGAN, ORGAN_OTHER, LIGHTHOUSE)
        printed = [run("diff", *operands, "--format", "jsonl", *flags).out
                   for flags in ((), ("--base", 0), ("--base", 1))]
        self.assertEqual(printed[0], printed[1])
        self.assertNotEqual(printed[0], printed[2])

    def test_corpus(self):
        stories = {}
        for line in (CORPUS / "gold.tsv").read_text("utf-8").splitlines():
            name, story = line.split("\t")
            if name.endswith(".txt"):
                stories.setdefault(story, []).append(CORPUS / name)
        compared = 0
        for story, paths in sorted(stories.items()):
            if len(paths) < 2:
                continue
            with self.each(story=story):
                self.assert_laws(self.compare(*paths), [path.read_bytes().decode() for path in paths])
                compared += 1
        self.assertGreater(compared, 15)


def columns(line):
    """Columns of a terminal, as unicodedata tells: wide ones count two, marks and controls none."""
    return sum(0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else
               2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


class Printed(DiffTest):
    HOSTILE = "<script>alert(1)</script> \x1b[31mđỏ\x1b[0m \u202egnc\u202c & \"nháy\" 'đơn' <img src=x onerror=y>. "

    def test_text_keeps_to_its_width(self):
        pairs = [(ORGAN, ORGAN_OTHER), (FLOOD, FLOOD_OTHER), (WIDE, WIDE.replace("三千", "二千")),
                 (LONG_WORDS + ".", LONG_WORDS + "x."), (ORGAN, ORGAN), (self.HOSTILE + ORGAN, ORGAN)]
        for a, b in pairs:
            for width in (80, 40):
                with self.each(a=a[:20], width=width):
                    flags = () if width == 80 else ("--width", width)
                    outcome = run("diff", *self.files(a, b), *flags)
                    for line in outcome.text.split("\n"):
                        self.assertLessEqual(columns(line), width, line)

    def test_text_of_several_keeps_to_its_width(self):
        outcome = run("diff", *self.files(ORGAN, ORGAN_OTHER, CHESS, WIDE, LONG_WORDS))
        for line in outcome.text.split("\n"):
            self.assertLessEqual(columns(line), 80, line)

    def test_long_names_keep_to_the_width(self):
        a = self.write_jsonl("a.jsonl", [article("id" * 100, ORGAN, source="Nguồn tin " * 20, title="Tựa đề " * 40)])
        outcome = run("diff", a, *self.files(ORGAN_OTHER))
        for line in outcome.text.split("\n"):
            self.assertLessEqual(columns(line), 80, line)

    def test_piped_text_has_no_terminal_codes(self):
        """Neither colours of ours nor codes out of the articles, whatever the environment says."""
        for text in (ORGAN_OTHER, self.HOSTILE + ORGAN):
            outcome = run("diff", *self.files(self.HOSTILE + ORGAN, text), env={"TERM": "xterm-256color"})
            self.assertNotIn(b"\x1b", outcome.out)
            self.assertGreater(len(outcome.out), 100)

    def test_text_shows_what_changed(self):
        outcome = run("diff", *self.files(FLOOD, FLOOD.replace("312 căn", "331 căn")))
        self.assertIn("312", outcome.text)
        self.assertIn("331", outcome.text)

    def test_page_runs_only_its_own_script(self):
        outcome = run("diff", *self.files(self.HOSTILE + ORGAN, self.HOSTILE + ORGAN_OTHER), "--format", "html")
        self.assertEqual(foreign_scripts(outcome.out), [])
        self.assertNotRegex(outcome.out, rb"<img\s+src=x")
        self.assertIn(b"Content-Security-Policy", outcome.out)
        self.assertIn(b"Maud Ellacott", outcome.out)
        self.assertTrue(outcome.text.lstrip().lower().startswith("<!doctype html>"))
        self.assertIn("</html>", outcome.text)

    def test_page_loads_nothing(self):
        page = run("diff", *self.files(ORGAN, ORGAN_OTHER), "--format", "html").text
        self.assertNotRegex(page, r"(?i)<(link|iframe|object|embed|img)\b[^>]*(href|src)=[\"']?https?:")
        self.assertNotRegex(page, r"(?i)@import|url\(\s*[\"']?https?:")

    def test_the_same_bytes_each_time(self):
        operands = self.files(FLOOD, FLOOD_OTHER)
        for kind in ("text", "html", "jsonl"):
            printed = {run("diff", *operands, "--format", kind).out for _ in range(3)}
            self.assertEqual(len(printed), 1)


if __name__ == "__main__":
    unittest.main()
