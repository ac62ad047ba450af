"""bench/crawl/run.py as anyone runs it, on a small crawl; and its checker on results that are wrong."""

import json
import os
import pathlib
import subprocess
import sys
import unittest

from support import PROGRAM, SOURCE, CliTest

BUILD = pathlib.Path(os.environ.get("SAMESTORY_BUILD", SOURCE / "build" / "release"))
GENERATOR = BUILD / "corpus" / "crawl" / "samestory_crawl"
CHECK = BUILD / "bench" / "crawl" / "samestory_crawl_check"


def figures(*command):
    done = subprocess.run([*map(str, command)], stdout=subprocess.PIPE, text=True, check=True, timeout=120)
    return {name: int(value) for name, value in (line.split() for line in done.stdout.splitlines())}


class Run(CliTest):
    def bench(self, *args):
        done = subprocess.run([sys.executable, "-B", SOURCE / "bench/crawl/run.py", *map(str, args), "--work",
                               self.path("work"), "--out", self.path("runs"), "--times", "1"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=500, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(self.path("runs/crawl.json").read_text("utf-8"))

    def test_measures_and_checks_every_verb(self):
        stored = self.bench("sizes", "--sizes", "400")["sizes"]
        self.assertEqual(set(stored), {"dedup 400", "find 400", "sketch 400"})
        dedup = stored["dedup 400"]["check"]
        self.assertEqual(dedup["articles"], 400)
        self.assertEqual(dedup["kept"] + dedup["dropped"], 400)
        self.assertGreater(dedup["truth_pairs"], 20)
        self.assertEqual(dedup["caught"], dedup["truth_pairs"])
        self.assertEqual(dedup["sampled"], dedup["dropped"])
        for wrong in ("lost", "twice", "below", "misreported", "strangers", "survivors_gone"):
            self.assertEqual(dedup[wrong], 0, wrong)
        self.assertEqual(dedup["stubs_kept"], dedup["stubs"])
        found = stored["find 400"]["check"]
        self.assertGreater(found["pairs_right"], 0.9 * found["pairs_true"])
        self.assertGreater(found["pairs_right"], 0.9 * found["pairs_found"])
        for name, run in stored.items():
            self.assertGreater(run["cpu"], 0, name)
            self.assertGreater(run["wc"], 0, name)
        page = self.path("runs/crawl.md").read_text("utf-8")
        self.assertIn("| 400 |", page)
        self.assertIn("### `find`", page)

    def test_a_crawl_of_ones_own_on_one_thread_and_on_all(self):
        crawl = self.path("crawl.jsonl")
        subprocess.run([GENERATOR, "--articles", "300", "--out", crawl, "--truth", self.path("truth.tsv")], check=True)
        stored = self.bench("baomoi", crawl)["baomoi"]
        every = len(os.sched_getaffinity(0))
        threads = {"1 thread"} | ({f"{every} threads"} if every > 1 else set())
        self.assertEqual(set(stored), {f"{verb}, {of}" for verb in ("sketch", "dedup", "find") for of in threads})
        for name, run in stored.items():
            self.assertEqual(run["articles"], 300, name)
            self.assertIn(f"--threads {run['threads']}", run["command"], name)
            self.assertGreater(run["cpu"], 0, name)
            self.assertGreater(run["wc"], 0, name)

    def test_a_killed_run_ends_with_the_same_bytes(self):
        kill = self.bench("kill", "--articles", "600", "--kill", "2")["kill"]["dedup 600"]
        self.assertTrue(kill["same_bytes"])
        self.assertLessEqual(len(kill["killed_after"]), 2)


class Check(CliTest):
    """What is right passes, and each kind of mistake shows under its own name."""

    def setUp(self):
        super().setUp()
        self.crawl, self.truth = self.path("crawl.jsonl"), self.path("truth.tsv")
        subprocess.run([GENERATOR, "--articles", "500", "--seed", "3", "--stubs", "0.02", "--out", self.crawl, "--truth", self.truth],
                       check=True)
        self.kept, self.dropped = self.path("kept.jsonl"), self.path("dropped.jsonl")
        subprocess.run([PROGRAM, "dedup", self.crawl, "--out", self.kept, "--dropped", self.dropped], check=True,
                       stderr=subprocess.DEVNULL)
        self.rows = [line.split("\t") for line in self.truth.read_text("utf-8").splitlines()]

    def check(self):
        return figures(CHECK, "dedup", self.crawl, self.truth, self.kept, self.dropped)

    def test_generated_files_agree(self):
        ids = [json.loads(line)["id"] for line in self.crawl.read_text("utf-8").splitlines()]
        self.assertEqual(ids, [row[0] for row in self.rows])
        self.assertEqual(len(set(ids)), 500)

    def test_a_stranger_dropped(self):
        drops = self.dropped.read_text("utf-8").splitlines()
        survivors = {json.loads(line)["survivor"] for line in drops}
        single = next(row[0] for row in self.rows if row[2] == "single" and row[0] not in survivors)
        drops.append(json.dumps(dict(json.loads(drops[0]), id=single, jaccard=0.9)))
        self.dropped.write_text("\n".join(drops) + "\n", "utf-8")
        kept = [line for line in self.kept.read_text("utf-8").splitlines() if json.loads(line)["id"] != single]
        self.kept.write_text("\n".join(kept) + "\n", "utf-8")
        wrong = self.check()
        self.assertEqual((wrong["strangers"], wrong["below"], wrong["misreported"], wrong["lost"]), (1, 1, 1, 0))

    def test_a_copy_kept(self):
        right = self.check()
        drops = self.dropped.read_text("utf-8").splitlines()
        of_truth = {row[0] for row in self.rows if row[2] == "copy"}
        again = next(i for i, line in enumerate(drops) if json.loads(line)["id"] in of_truth and
                     [r for r in self.rows if r[0] == json.loads(line)["id"]][0][3] == json.loads(line)["survivor"])
        line = drops.pop(again)
        self.dropped.write_text("\n".join(drops) + "\n", "utf-8")
        with open(self.kept, "a", encoding="utf-8") as kept:
            kept.write(json.dumps({"id": json.loads(line)["id"], "text": ""}) + "\n")
        self.assertEqual(self.check()["caught"], right["caught"] - 1)

    def test_an_article_lost_and_one_twice(self):
        kept = self.kept.read_text("utf-8").splitlines()
        self.kept.write_text("\n".join(kept[1:] + kept[-1:]) + "\n", "utf-8")
        wrong = self.check()
        self.assertEqual((wrong["lost"], wrong["twice"]), (1, 1))

    def test_stories_are_counted_by_pairs(self):
        events = {}
        for row in self.rows:
            events.setdefault(row[1], []).append(row[0])
        large = [of for of in events.values() if len(of) > 2]
        stories = self.path("stories.jsonl")

        def pairs(found):
            stories.write_text("".join(json.dumps({"articles": [{"id": i} for i in of]}) + "\n" for of in found), "utf-8")
            return figures(CHECK, "find", self.truth, stories)

        true = sum(len(of) * (len(of) - 1) // 2 for of in events.values())
        whole = pairs([of for of in events.values() if len(of) > 1])
        self.assertEqual((whole["pairs_true"], whole["pairs_found"], whole["pairs_right"]), (true, true, true))
        a, b = large[0], large[1]
        merged = pairs([a + b])
        both = len(a) + len(b)
        self.assertEqual(merged["pairs_found"], both * (both - 1) // 2)
        self.assertEqual(merged["pairs_right"], len(a) * (len(a) - 1) // 2 + len(b) * (len(b) - 1) // 2)
        twice = pairs([a, a[:2] + b])
        self.assertEqual(twice["in_two"], 2)
        self.assertEqual(twice["pairs_right"], merged["pairs_right"], "a pair in two stories is one pair")


if __name__ == "__main__":
    unittest.main()
