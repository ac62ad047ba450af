"""A result is the old one or the new one, at whatever moment a run is ended; no output is another's, or an input.

The five names of a result folder change places one after the other. An interrupt waits for that; only a kill (SIGKILL,
a machine that stops) in these few system calls leaves some of them old and some new, each whole.
"""

import collections
import os
import pathlib
import random
import shutil
import signal
import subprocess
import time
import unittest

from support import CliTest, PROGRAM, TIMEOUT_SECONDS, made_up_articles, needs_tool, parse_lines, run, to_jsonl

# Calls by which a result is changed; a run is ended before each of them in turn.
CALLS = ("rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "mkdir", "openat", "fchmod")


def result(folder):
    """Relative name → content of what find promises; what a killed run left beside it is not in it."""
    folder = pathlib.Path(folder)
    names = ["stories.jsonl", "articles.jsonl", "skipped.jsonl", "index.html"]
    names += sorted(f"story/{path.name}" for path in folder.glob("story/*"))
    return {name: (folder / name).read_bytes() if (folder / name).exists() else None for name in names}


class EndedRuns(CliTest):
    """find into a folder that holds an earlier result."""

    def setUp(self):
        super().setUp()
        articles = made_up_articles()
        old = self.write_jsonl("old.jsonl", articles)
        for one in articles:  # other texts, so other stories, other pages, other everything
            one["id"] += "-new"
        self.write_jsonl("new.jsonl", articles[:-1])
        self.write("broken.jsonl", to_jsonl(articles) + b"broken\n")
        for name, source in (("old", old), ("new", self.path("new.jsonl"))):
            self.succeed("find", source, "--out", self.path(name))
        self.old, self.new = result(self.path("old")), result(self.path("new"))
        self.assertNotEqual(set(self.old), set(self.new))
        self.out = self.path("box/out")
        self.seen = collections.Counter()

    def begin(self):
        shutil.rmtree(self.path("box"), ignore_errors=True)
        self.path("box").mkdir()
        shutil.copytree(self.path("old"), self.out)

    def command(self, prefix=()):
        return [*prefix, PROGRAM, "find", self.path("new.jsonl"), "--out", self.out, "--threads", "1"]

    def assert_whole(self, moment, in_exchange=False):
        """All old or all new. In the exchange of the five names only each of them is, the folder of pages as one."""
        found = result(self.out)
        state = "old" if found == self.old else "new" if found == self.new else "mixed"
        self.seen[state] += 1
        if state != "mixed":
            return
        states = {}
        for part in ("stories.jsonl", "articles.jsonl", "skipped.jsonl", "index.html", "story/"):
            of_part = [{name: content for name, content in made.items() if name.startswith(part)}
                       for made in (found, self.old, self.new)]
            states[part] = "old" if of_part[0] == of_part[1] else "new" if of_part[0] == of_part[2] else "torn"
        self.assertTrue(in_exchange and "torn" not in states.values(), f"ended {moment}: {states}")

    def assert_goes_on(self):
        """The same command again gives the new result and leaves nothing of the ended run."""
        self.succeed(*self.command()[1:])
        self.assertEqual(result(self.out), self.new)
        self.assertEqual([path.name for path in self.path("box").iterdir()], ["out"])
        names = {path.name for path in self.out.iterdir()}
        self.assertEqual(names, {"stories.jsonl", "articles.jsonl", "skipped.jsonl", "index.html", "story"})

    def test_killed_before_each_call(self):
        needs_tool("strace")
        for call in CALLS:
            for count in range(1, 1000):
                self.begin()
                strace = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e",
                          f"inject={call}:signal=KILL:when={count}"]
                ended = subprocess.run(self.command(strace), capture_output=True, timeout=TIMEOUT_SECONDS, check=False)
                with self.each(call=call, count=count):
                    self.assert_whole(f"before {call} {count}", in_exchange=call.startswith("rename"))
                    if self.seen["mixed"] == 1:
                        self.assert_goes_on()
                if ended.returncode == 0:
                    break
        self.assertGreater(self.seen["old"], 20)
        self.assertGreater(self.seen["new"], len(CALLS) - 1)
        self.assertLess(self.seen["mixed"], 6)

    def test_killed_and_begun_again(self):
        numbers = random.Random(3)
        for trial in range(12):
            self.begin()
            self.end_at(numbers.uniform(0, 0.12), signal.SIGKILL)
            with self.each(trial=trial):
                self.assert_whole(f"in trial {trial}")
                self.assert_goes_on()

    def end_at(self, moment, number):
        with subprocess.Popen(self.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(moment)
            process.send_signal(number)
            return process.wait(timeout=TIMEOUT_SECONDS)

    def test_interrupted(self):
        numbers = random.Random(4)
        codes = collections.Counter()
        for number in (signal.SIGINT, signal.SIGTERM):
            for trial in range(25):
                self.begin()
                code = self.end_at(numbers.uniform(0, 0.12), number)
                codes[code] += 1
                with self.each(trial=trial, signal=number.name):
                    # Before main begins a signal ends the program as it ends any.
                    self.assertIn(code, (0, 130, -number))
                    self.assert_whole("by a signal")
                    names = {path.name for path in self.path("box").rglob("*")} - set(os.listdir(self.out / "story"))
                    self.assertEqual(names, {"out", "story", "stories.jsonl", "articles.jsonl", "skipped.jsonl",
                                             "index.html"})
        self.assertGreater(codes[130], 5, codes)

    def test_failed_runs(self):
        """What ends in an error changes nothing of the old result."""
        self.begin()
        for command in (["find", self.path("absent"), "--out", self.out],
                        ["find", "-", "--out", self.out],
                        ["find", self.path("new.jsonl"), "--out", self.out, "--explain", "x,y"]):
            with self.each(command=command[1]):
                self.assertEqual(run(*command).code, 2)
                self.assert_whole("by an error")
                self.assertEqual(result(self.out), self.old)


class EndedFiles(CliTest):
    """Each file of dedup and sketch is the old one or the new one."""

    def test_killed_before_each_call(self):
        needs_tool("strace")
        articles = made_up_articles()
        sources = [self.write_jsonl("old.jsonl", articles), self.write_jsonl("new.jsonl", articles[:-2])]
        out = self.path("out")
        for verb in (["dedup", "--out", out / "kept", "--dropped", out / "dropped"],
                     ["sketch", "--out", out / "sketch"]):
            states = []
            for source in sources:
                shutil.rmtree(out, ignore_errors=True)
                out.mkdir()
                self.succeed(*verb, source)
                states.append({path.name: path.read_bytes() for path in out.iterdir()})
            for call in ("rename", "unlink", "close"):
                for count in range(1, 1000):
                    for name, content in states[0].items():
                        (out / name).write_bytes(content)
                    ended = subprocess.run(["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e",
                                            f"inject={call}:signal=KILL:when={count}", PROGRAM, *verb, sources[1],
                                            "--threads", "1"], capture_output=True, timeout=TIMEOUT_SECONDS,
                                           check=False)
                    with self.each(verb=verb[0], call=call, count=count):
                        for name in states[0]:
                            self.assertIn((out / name).read_bytes(), [state[name] for state in states])
                    if ended.returncode == 0:
                        break
            self.assertEqual({name: (out / name).read_bytes() for name in states[1]}, states[1])


class SameFile(CliTest):
    """Outputs equal to each other or to an input are refused before the work, however they are spelled."""

    def setUp(self):
        super().setUp()
        self.news = self.write_jsonl("in/news.jsonl", made_up_articles())
        self.write_jsonl("in/more.jsonl", made_up_articles()[:2])
        self.path("link").symlink_to("in")

    def spellings(self, path):
        folder, name = path.parent, path.name
        return path, f"{folder}/./{name}", f"{folder}//{name}", f"{folder}/../{folder.name}/{name}"

    def assert_refused(self, *command):
        before = {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}
        with self.each(command=" ".join(map(str, command))):
            self.refuse(*command, naming="--")
            self.assertEqual({path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}, before)

    def test_two_outputs(self):
        one = self.path("one")
        for other in self.spellings(one):
            self.assert_refused("dedup", self.news, "--out", one, "--dropped", other)
            self.assert_refused("dedup", self.news, "--out", one, "--stats", other)
            self.assert_refused("dedup", self.news, "--out", self.path("two"), "--dropped", one, "--stats", other)
            self.assert_refused("sketch", self.news, "--out", one, "--stats", other)
        self.assert_refused("sketch", self.news, "--out", one, "--stats", f"{one}.text")
        for name in ("stories.jsonl", "articles.jsonl", "skipped.jsonl", "index.html"):
            self.assert_refused("find", self.news, "--out", self.path("out"), "--stats", self.path(f"out/{name}"))

    def test_an_output_that_is_an_input(self):
        for other in (*self.spellings(self.news), self.path("link/news.jsonl")):
            self.assert_refused("dedup", self.news, "--out", other)
            self.assert_refused("dedup", self.news, "--out", self.path("one"), "--dropped", other)
            self.assert_refused("sketch", self.news, "--out", other)
            self.assert_refused("find", self.news, "--stats", other)
        sketch = self.path("sketch")
        self.succeed("sketch", self.news, "--out", sketch)
        self.assert_refused("dedup", sketch, "--out", sketch)

    def test_a_result_below_its_own_input_is_no_input(self):
        """The second run gives what the first gave."""
        plain = {"out": self.path("plain"), "said": None}
        self.succeed("find", self.path("in"), "--out", plain["out"])
        made = []
        for _ in range(3):
            outcome = self.succeed("find", self.path("in"), "--out", self.path("in/report"), "--format", "jsonl",
                                   "--strict")
            made.append((outcome.out, (self.path("in/report/stories.jsonl")).read_bytes()))
        self.assertEqual(made[1:], made[:1] * 2)
        self.assertEqual(made[0][1], (plain["out"] / "stories.jsonl").read_bytes())

    def test_kept_articles_below_their_own_input(self):
        kept = self.path("in/kept.jsonl")
        made = []
        for _ in range(3):
            self.succeed("dedup", self.path("in"), "--out", kept, "--dropped", self.path("in/dropped.jsonl"),
                         "--strict")
            made.append((kept.read_bytes(), self.path("in/dropped.jsonl").read_bytes()))
        self.assertEqual(made[1:], made[:1] * 2)
        self.assertEqual(len(parse_lines(made[0][0])) + len(parse_lines(made[0][1])), len(made_up_articles()))


if __name__ == "__main__":
    unittest.main()
