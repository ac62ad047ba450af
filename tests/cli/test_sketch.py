"""`sketch`: find and dedup over a sketch print the same bytes as over what was sketched."""

import gzip
import random
import shutil
import unittest

from support import CORPUS, CliTest, FLOOD, ORGAN, corpus_run, made_up_articles, run, to_jsonl


class SketchTest(CliTest):
    def sketch(self, *inputs, name="sketch", **options):
        path = self.path(name)
        outcome = self.succeed("sketch", *inputs, "--out", path, **options)
        self.assertEqual(outcome.out, b"")
        return path

    def results(self, *inputs, name, **options):
        """Every byte that find and dedup make of the inputs."""
        out = self.path(name)
        printed = self.succeed("find", *inputs, "--format", "jsonl", "--singles", "--out", out, **options).out
        table = self.succeed("find", *inputs, **options).out
        kept, dropped = self.path(name + ".kept"), self.path(name + ".dropped")
        self.succeed("dedup", *inputs, "--out", kept, "--dropped", dropped, **options)
        self.succeed("dedup", *inputs, "--out", kept.with_suffix(".event"), "--level", "event", **options)
        files = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}
        files |= {p.suffix: p.read_bytes() for p in (kept, dropped, kept.with_suffix(".event"))}
        return files | {"jsonl": printed, "table": table}

    def assert_same(self, inputs, sketches, **options):
        expected = self.results(*inputs, name="over-inputs", **options)
        self.assertGreater(len(expected["jsonl"]), 1000)
        found = self.results(*sketches, name="over-sketches")
        self.assertEqual(set(found), set(expected))
        for name, content in expected.items():
            self.assertEqual(found[name], content, name)

    def text_of(self, sketch):
        return sketch.with_name(sketch.name + ".text")


class SameBytes(SketchTest):
    def test_corpus(self):
        sketch = self.sketch(CORPUS)
        self.assertFalse(self.text_of(sketch).exists())
        self.assert_same([CORPUS], [sketch])
        over_sketch = self.succeed("find", sketch, "--format", "jsonl").out
        self.assertEqual(over_sketch, corpus_run()[0].out)

    def test_jsonl(self):
        source = self.write_jsonl("a.jsonl", made_up_articles())
        sketch = self.sketch(source)
        self.assertFalse(self.text_of(sketch).exists())
        self.assert_same([source], [sketch])

    def test_packed(self):
        for one in made_up_articles():
            self.write(f"in/outlet/{one['id']}.txt.gz", gzip.compress(one["text"].encode()))
        self.write("in/more.jsonl.gz", gzip.compress(to_jsonl(made_up_articles())))
        sketch = self.sketch(self.path("in"))
        self.assertTrue(self.text_of(sketch).exists())
        self.assert_same([self.path("in")], [sketch])

    def test_standard_input(self):
        data = to_jsonl(made_up_articles())
        sketch = self.sketch("-", stdin=data)
        self.assertTrue(self.text_of(sketch).exists())
        self.assert_same(["-"], [sketch], stdin=data)

    def test_skipped_and_repeated_articles(self):
        self.write("in/a.jsonl", to_jsonl(made_up_articles()) + b"broken\n" + to_jsonl(made_up_articles()[:2]))
        self.write("in/bad.txt", b"\xff\xfe\xfd " + FLOOD.encode() + b"\xff")
        self.write("in/empty.txt", b"")
        self.write("in/notes.md", b"no article")
        sketch = self.sketch(self.path("in"))
        self.assert_same([self.path("in")], [sketch])
        for command in (["find"], ["dedup", "--out", self.path("kept")]):
            errors = [self.succeed(*command, source).err for source in (self.path("in"), sketch)]
            self.assertEqual(*errors)
            self.assertIn("skipped", errors[0])

    def test_two_sketches_are_two_folders(self):
        articles = made_up_articles()
        for number, one in enumerate(articles):
            self.write(f"{'ab'[number % 2]}/{one['source']}/{one['id']}.txt", one["text"])
        self.write("a/same/name.txt", ORGAN + "One.")
        self.write("b/same/name.txt", ORGAN + "Two.")
        folders = [self.path("a"), self.path("b")]
        sketches = [self.sketch(folder, name=folder.name + ".sketch") for folder in folders]
        self.assert_same(folders, sketches)
        one_way = self.succeed("find", *sketches, "--format", "jsonl").out
        self.assertIn(b'"a/same/name.txt"', one_way)
        self.assertEqual(self.succeed("find", *reversed(sketches), "--format", "jsonl").out, one_way)
        self.assertEqual(self.succeed("find", folders[0], sketches[1], "--format", "jsonl").out, one_way)

    def test_two_sketches_with_kept_texts(self):
        articles = made_up_articles()
        halves = [self.write(f"{name}.jsonl.gz", gzip.compress(to_jsonl(part)))
                  for name, part in (("a", articles[:2]), ("b", articles[2:]))]
        self.assert_same(halves, [self.sketch(half, name=half.name + ".sketch") for half in halves])

    def test_threads_do_not_show(self):
        packed = self.write("a.jsonl.gz", gzip.compress(to_jsonl(made_up_articles())))
        files = []
        for threads in (1, 4):
            # The same name in both runs, so that nothing but the threads differs.
            sketch = self.sketch(CORPUS, packed, "--threads", threads)
            files.append((sketch.read_bytes(), self.text_of(sketch).read_bytes()))
        self.assertEqual(*files)

    def test_a_sketch_may_move(self):
        source = self.write_jsonl("a.jsonl.gz", made_up_articles()[:0])
        source.write_bytes(gzip.compress(to_jsonl(made_up_articles())))
        expected = self.succeed("find", source, "--format", "jsonl").out
        sketch = self.sketch(source)
        (self.path("elsewhere")).mkdir()
        for path in (sketch, self.text_of(sketch)):
            shutil.move(path, self.path("elsewhere"))
        source.unlink()  # its texts are kept: it is not needed any more
        self.assertEqual(self.succeed("find", self.path("elsewhere/sketch"), "--format", "jsonl").out, expected)

    def test_a_stale_text_file_goes(self):
        sketch = self.sketch("-", stdin=to_jsonl(made_up_articles()))
        self.assertTrue(self.text_of(sketch).exists())
        self.sketch(self.write_jsonl("a.jsonl", made_up_articles()))
        self.assertFalse(self.text_of(sketch).exists())


class Refusals(SketchTest):
    def refuse_all(self, sketch, **options):
        self.refuse("find", sketch, **options)
        self.refuse("dedup", sketch, "--out", self.path("kept"), **options)
        self.assertFalse(self.path("kept").exists())

    def test_an_input_that_changed(self):
        for one in made_up_articles():
            self.write(f"in/{one['id']}.txt", one["text"])
        sketch = self.sketch(self.path("in"))
        self.succeed("find", sketch)
        changes = {"same size": ORGAN.replace("Maud", "Mary"), "longer": ORGAN + ".", "shorter": ORGAN[:-1], "empty": ""}
        for change, text in changes.items():
            with self.each(change=change):
                self.write("in/organ-1.txt", text)
                self.refuse_all(sketch, naming="organ-1.txt")
        self.path("in/organ-1.txt").unlink()
        self.refuse_all(sketch, naming="organ-1.txt")
        # What was there when it was sketched is there again.
        self.write("in/organ-1.txt", ORGAN)
        self.succeed("find", sketch)

    def test_a_changed_line_of_jsonl(self):
        source = self.write_jsonl("a.jsonl", made_up_articles())
        sketch = self.sketch(source)
        source.write_bytes(source.read_bytes().replace(b"Skerrow", b"Skarrow"))
        self.refuse_all(sketch, naming="a.jsonl")

    def test_a_damaged_sketch(self):
        source = self.write_jsonl("a.jsonl", made_up_articles())
        sketch = self.sketch(source)
        whole = sketch.read_bytes()
        random_numbers = random.Random(17)
        for _ in range(40):
            place = random_numbers.randrange(8, len(whole))
            damaged = bytearray(whole)
            damaged[place] ^= 1 << random_numbers.randrange(8)
            with self.each(place=place):
                sketch.write_bytes(damaged)
                self.refuse("find", sketch, naming="sketch")
        for size in (9, 100, len(whole) // 2, len(whole) - 1):
            with self.each(size=size):
                sketch.write_bytes(whole[:size])
                self.refuse_all(sketch, naming="sketch")
        sketch.write_bytes(whole + b"\0")
        self.refuse_all(sketch, naming="sketch")
        sketch.write_bytes(whole)
        self.succeed("find", sketch)

    def test_a_damaged_or_missing_text_file(self):
        sketch = self.sketch("-", stdin=to_jsonl(made_up_articles()))
        text = self.text_of(sketch)
        whole = text.read_bytes()
        for name, content in (("flipped", whole[:60] + bytes([whole[60] ^ 16]) + whole[61:]), ("cut", whole[:-1]),
                              ("empty", b"")):
            with self.each(name=name):
                text.write_bytes(content)
                self.refuse_all(sketch, naming="sketch")
        text.unlink()
        self.refuse_all(sketch, naming="sketch.text")

    def test_strict(self):
        source = self.write("a.jsonl", to_jsonl(made_up_articles()) + b"broken\n")
        self.succeed("sketch", source, "--out", self.path("sketch"))
        outcome = run("sketch", source, "--out", self.path("sketch"), "--strict")
        self.assertEqual(outcome.code, 2, str(outcome))
        self.assertIn("a.jsonl:8", outcome.err)


if __name__ == "__main__":
    unittest.main()
