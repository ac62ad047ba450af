"""What is measured on third-party articles beside the project (../shared/data): stories, seeds, scores."""

import random
import subprocess
import sys
import tempfile
import unittest

from support import SHARED, SOURCE, CliTest, needs_shared, stories_as_sets, to_jsonl
from test_eval_info import random_grouping

SEED_000 = "000_b0c4e1b8955646bd.txt"
SEED_001 = "001_6887269b432569c6.txt"
NAMES_OF_THE_MEETING = ("Lý Cường", "Bình Nhưỡng", "9/10")


def reference(gold, stories):
    """What the measuring tool beside the project prints."""
    tool = needs_shared(SHARED.parent / "tools/score_stories.py")
    return subprocess.run([sys.executable, tool, gold, stories], stdout=subprocess.PIPE, check=True,
                          text=True).stdout


class Seeds(CliTest):
    def setUp(self):
        super().setUp()
        self.seeds = needs_shared(SHARED / "seeds")

    def test_one_story_of_the_first_two(self):
        stories = self.succeed("find", self.seeds, "--format", "jsonl").objects
        self.assertEqual(stories_as_sets(stories), {frozenset({SEED_000, SEED_001})})
        link, = stories[0]["links"]
        self.assertTrue(any(name in phrase for name in NAMES_OF_THE_MEETING for phrase in link["shared"]),
                        link["shared"])

    def test_singles_are_the_other_three(self):
        stories = self.succeed("find", self.seeds, "--format", "jsonl", "--singles").objects
        self.assertEqual(sorted(len(story["articles"]) for story in stories), [1, 1, 1, 2])

    def test_an_article_of_two_events_stands_in_both_stories(self):
        """001 reports a second meeting; beside an article of that meeting alone it is in both stories."""
        first, second = ((self.seeds / name).read_text("utf-8") for name in (SEED_000, SEED_001))
        paragraphs = second.split("\n\n")
        last_of_first_event = max(i for i, paragraph in enumerate(paragraphs) if "Lý Cường" in paragraph)
        cut = "\n\n".join(paragraphs[last_of_first_event + 1:-1])  # the last is a by-line
        self.assertIn("Medvedev", cut)
        self.assertGreater(len(cut), 500)
        self.write("in/000.txt", first)
        self.write("in/001.txt", second)
        self.write("in/medvedev.txt", cut)
        stories = self.succeed("find", self.path("in"), "--format", "jsonl").objects
        self.assertEqual(stories_as_sets(stories),
                         {frozenset({"000.txt", "001.txt"}), frozenset({"001.txt", "medvedev.txt"})})


class Ktlab(CliTest):
    @classmethod
    def setUpClass(cls):
        cls.data = needs_shared(SHARED / "ktlab")
        cls.temporary = tempfile.TemporaryDirectory(prefix="samestory-cli-")
        cls.addClassCleanup(cls.temporary.cleanup)

    def test_agrees_with_the_gold(self):
        gold = self.data / "gold.tsv"
        found = self.succeed("find", self.data / "articles.jsonl", "--format", "jsonl").out
        stories = self.write("stories.jsonl", found)
        report = self.succeed("eval", gold, stories).text
        expected = reference(gold, stories)
        self.assertEqual("".join(report.splitlines(keepends=True)[:2]), expected)

    def test_random_groupings_of_it_score_alike(self):
        gold_path = self.data / "gold.tsv"
        gold = dict(line.split("\t") for line in gold_path.read_text("utf-8").splitlines())
        names = list(gold)
        for seed in range(20):
            random_numbers = random.Random(seed)
            stories = []
            for _ in range(random_numbers.randrange(1, 120)):
                middle = random_numbers.randrange(len(names))
                near = names[max(0, middle - 6):middle + 6]
                stories.append(random_numbers.sample(near, random_numbers.randrange(1, len(near) + 1)))
            lines = self.write("stories.jsonl", as_lines(stories))
            with self.each(seed=seed):
                report = self.succeed("eval", gold_path, lines).text
                self.assertEqual("".join(report.splitlines(keepends=True)[:2]), reference(gold_path, lines))


class Quality(CliTest):
    """What is owed at the defaults; bench/runs/quality.md has what is reached."""

    def test_floors_of_f1_and_ari(self):
        sets = [(needs_shared(SHARED / name), floor) for name, floor in
                (("ktlab", 0.90), ("basil", 0.94), ("cstnews", 0.87))]
        for data, floor in sets + [(SOURCE / "corpus", 0.97)]:
            with self.each(set=data.name):
                self.write("stories.jsonl", self.succeed("find", data, "--format", "jsonl").out)
                words = self.succeed("eval", data / "gold.tsv", self.path("stories.jsonl")).text.split("\n")[1].split()
                values = dict(zip(words[::2], map(float, words[1::2])))
                self.assertGreaterEqual(values["f1"], floor)
                self.assertGreaterEqual(values["ari"], floor)


class Scores(CliTest):
    def test_small_random_groupings_score_alike(self):
        for seed in range(100, 120):
            gold, stories = random_grouping(seed)
            gold_path = self.write("gold.tsv", "".join(f"{name}\t{story}\n" for name, story in gold.items()))
            lines = self.write("stories.jsonl", as_lines(stories))
            with self.each(seed=seed):
                report = self.succeed("eval", gold_path, lines).text
                self.assertEqual("".join(report.splitlines(keepends=True)[:2]), reference(gold_path, lines))


def as_lines(stories):
    return to_jsonl({"articles": [{"id": name} for name in story]} for story in stories)


if __name__ == "__main__":
    unittest.main()
