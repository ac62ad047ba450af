"""A run replaces what an earlier run left, and no article: neither one of an INPUT folder, nor one behind a sketch."""

import shutil
import unittest

from sandbox import Sandbox
from support import FLOOD, FLOOD_OTHER, run


class Replaced(Sandbox):
    def setUp(self):
        super().setUp()
        for name, text in (("a.txt", FLOOD), ("b.txt", FLOOD_OTHER), ("index.html", f"<p>{FLOOD}"), ("f.jsonl", "{}")):
            self.write("in/" + name, text)
        self.write("stays.text", "a stranger's\n")
        self.before = {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}

    def refuse(self, *command, naming):
        outcome = self.go(*command)
        self.assertEqual(outcome.code, 2, str(outcome))
        self.assertRegex(outcome.err, r"\Asamestory: [^\n]+\n\Z", str(outcome))
        self.assertIn(str(naming), outcome.err)
        for path, content in self.before.items():
            self.assertEqual(path.read_bytes(), content, path)

    def done(self, *command, cwd=None):
        outcome = run(*command, cwd=cwd or self.path("here"), env={"TMPDIR": str(self.path("tmp"))})
        self.assertEqual(outcome.code, 0, str(outcome))
        return outcome

    def test_no_article_of_an_input_folder(self):
        folder, kept = self.path("in"), self.path("out/kept.jsonl")
        for name in ("a.txt", "f.jsonl", "news.jsonl"):
            path = folder / name
            for command in (("dedup", folder, "--out", path), ("sketch", folder, "--out", path),
                            ("dedup", folder, "--out", kept, "--dropped", path), ("find", folder, "--stats", path),
                            ("dedup", folder / "..", "--out", path), ("sketch", f"{folder}/./", "--out", path)):
                with self.each(name=name, command=command):
                    self.refuse(*command, naming=path)

    def test_no_page_of_an_input_folder(self):
        self.refuse("find", self.path("in"), "--out", self.path("in"), naming=self.path("in/index.html"))

    def test_nothing_nameless_beside_a_sketch(self):
        self.refuse("sketch", self.news, "--out", self.path("stays"), naming=self.path("stays.text"))

    def test_no_article_behind_a_sketch(self):
        self.done("sketch", self.path("in"), "--out", self.path("out/all.sketch"))
        for path in (self.path("in/a.txt"), self.news):
            for command in (("dedup", self.path("out/all.sketch"), "--out", path),
                            ("find", self.path("out/all.sketch"), "--stats", path)):
                with self.each(path=path, verb=command[0]):
                    self.refuse(*command, naming=path)
        self.done("dedup", self.path("out/all.sketch"), "--out", self.path("out/kept.jsonl"))

    def test_no_texts_beside_a_sketch(self):
        sketch = self.path("out/all.sketch")
        self.assertEqual(self.go("sketch", "-", "--out", sketch, stdin=self.news.read_bytes()).code, 0)
        self.before[self.path("out/all.sketch.text")] = self.path("out/all.sketch.text").read_bytes()
        self.refuse("dedup", sketch, "--out", self.path("out/all.sketch.text"), naming="all.sketch.text")
        self.path("out/all.sketch.text").rename(self.path("out/away"))
        del self.before[self.path("out/all.sketch.text")]
        self.refuse("find", sketch, naming="all.sketch keeps its texts there")

    def test_standard_output_is_no_file_of_that_name(self):
        for command in (("dedup", self.news, "--out", "-"), ("sketch", self.news, "--out", "-"),
                        ("find", self.news, "--out", "-"),
                        ("dedup", self.news, "--out", self.path("out/kept.jsonl"), "--dropped", "-")):
            with self.each(command=command):
                self.refuse(*command, naming='found "-"')
        self.assertFalse(self.path("here/-").exists())

    def test_what_an_earlier_run_left(self):
        """Within the INPUT too: it is no article, and the run goes as the first did."""
        for verb, names in (("find", ("stories.jsonl", "articles.jsonl")), ("sketch", ("all.sketch",)),
                            ("dedup", ("kept.jsonl", "dropped.jsonl"))):
            folder = self.path(f"again-{verb}")
            shutil.copytree(self.path("in"), folder)
            (folder / "index.html").unlink()
            command = [verb, folder, "--out", folder / names[0] if verb != "find" else folder]
            command += ["--dropped", folder / names[1]] if verb == "dedup" else []
            command += ["--stats", folder / "stats.json"]
            before = {path.name for path in folder.iterdir()}
            self.done(*command)
            first = {name: (folder / name).read_bytes() for name in names}
            self.assertTrue(before.isdisjoint(first))
            self.done(*command)
            with self.each(verb=verb):
                if verb == "sketch":  # which tells of what was passed over
                    self.assertEqual(self.done("find", *first, "--singles", cwd=folder).out,
                                     self.done("find", *before, "--singles", cwd=folder).out)
                else:
                    changed = [name for name in names if (folder / name).read_bytes() != first[name]]
                    self.assertEqual(changed, [])

    def test_results_are_no_articles(self):
        folder = self.path("in")
        plain = self.done("find", folder, "--format", "jsonl").out
        self.done("find", folder, "--out", folder / "deep/result")
        self.assertEqual(self.done("find", folder, "--format", "jsonl").out, plain)
        # A folder that only looks like it is read.
        (folder / "deep/result/skipped.jsonl").unlink()
        self.assertNotEqual(self.done("find", folder, "--format", "jsonl").out, plain)


if __name__ == "__main__":
    unittest.main()
