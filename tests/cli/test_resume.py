"""A run with --work that is killed at any moment goes on when it is started again, and prints the same bytes."""

import pathlib
import random
import subprocess
import time
import unittest

from support import CliTest, PROGRAM, TIMEOUT_SECONDS, to_jsonl

SYLLABLES = ("cầu Vàm Sậy đóng phà Bến Mía chạy thêm lúa giá tăng mưa lũ trụ lún đê vỡ gạo xã thôn tỉnh nước dâng "
             "harbour pilot rice rose storm wall broke at night ledger council vote bakery organ pipe 17 312 8,74").split()


def invented_text(numbers, words):
    return " ".join(f"{numbers.choice(SYLLABLES)}{numbers.randrange(40)}" for _ in range(words)) + "."


def invented_articles(count, words, seed):
    """Every third article is a copy of an earlier one with a few words changed."""
    numbers = random.Random(seed)
    texts, articles = [], []
    for i in range(count):
        if i % 3 == 2:
            parts = numbers.choice(texts).split(" ")
            for _ in range(4):
                parts[numbers.randrange(len(parts))] = f"khác{numbers.randrange(10**6)}"
            text = " ".join(parts)
        else:
            text = invented_text(numbers, words)
            texts.append(text)
        articles.append({"id": f"n{numbers.randrange(10**9)}", "source": f"outlet{i % 7}", "text": text,
                         "date": f"2025-05-{1 + i % 28:02}"})
    return articles


class KilledRuns(CliTest):
    def setUp(self):
        super().setUp()
        self.work = self.path("work")
        self.work.mkdir()
        self.numbers = random.Random(20251122)

    def write_folder(self, articles, files):
        for i in range(files):
            self.write(f"news/{i:02}.jsonl", to_jsonl(articles[i::files]))
        for i, article in enumerate(articles[:40]):
            self.write(f"news/texts/{i:03}.txt", article["text"])
        return self.path("news")

    def run_and_kill(self, command, moment):
        """Kills the run after so many seconds. Whether it had not ended before, and whether it left stages."""
        with subprocess.Popen([PROGRAM, *map(str, command)], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as process:
            time.sleep(moment)
            process.kill()
            killed = process.wait(timeout=TIMEOUT_SECONDS) != 0
        return killed, any(stage.name.startswith("read-") for stage in self.work.glob("samestory-*/*"))

    def check(self, verb, flags, outputs, trials):
        """`flags(folder)` names the outputs below a folder; `outputs` are their names."""
        plain = self.path("plain")
        plain.mkdir()
        begun = time.monotonic()
        self.succeed(*verb, *flags(plain), "--threads", "1")
        seconds = time.monotonic() - begun
        expected = {name: (plain / name).read_bytes() for name in outputs}
        killed = left = 0
        for trial in range(trials):
            with self.each(trial=trial):
                out = self.path(f"out{trial}")
                out.mkdir()
                moments = [self.numbers.uniform(0, seconds) for _ in range(1 + trial % 3)]
                command = [*verb, *flags(out), "--work", self.work, "--threads", str(1 + trial % 2)]
                for moment in moments:
                    was_killed, left_stages = self.run_and_kill(command, moment)
                    killed += was_killed
                    left += left_stages
                self.succeed(*command)
                for name in outputs:
                    self.assertTrue((out / name).read_bytes() == expected[name], f"{name} after {moments}")
                self.assertEqual(list(self.work.iterdir()), [], "the run is done and needs no folder")
        self.assertGreater(killed, trials // 3, f"killed too late, of {seconds:.2f} s")
        self.assertGreater(left, 0, "no run had left anything to go on with")

    def test_dedup(self):
        news = self.write_folder(invented_articles(9000, 300, 1), 3)
        self.check(["dedup", news],
                   lambda out: ["--out", out / "kept.jsonl", "--dropped", out / "dropped.jsonl"],
                   ["kept.jsonl", "dropped.jsonl"], 12)

    def test_sketch(self):
        news = self.write_folder(invented_articles(6000, 300, 2), 2)
        self.check(["sketch", news], lambda out: ["--out", out / "news.sketch"], ["news.sketch"], 6)

    def test_find(self):
        news = self.write_folder(invented_articles(1200, 120, 3), 2)
        self.check(["find", news], lambda out: ["--out", out],
                   ["stories.jsonl", "articles.jsonl", "skipped.jsonl"], 6)

    def test_of_another_run_nothing_is_taken(self):
        news = self.write_folder(invented_articles(300, 60, 4), 1)
        command = ["dedup", news, "--out", self.path("kept.jsonl"), "--work", self.work]
        self.succeed(*command)
        before = self.path("kept.jsonl").read_bytes()
        for moment in (0.02, 0.04, 0.06):
            self.run_and_kill(command, moment)
        (pathlib.Path(news) / "00.jsonl").write_bytes(to_jsonl(invented_articles(200, 60, 5)))
        self.succeed(*command)
        other = self.path("kept.jsonl").read_bytes()
        self.assertNotEqual(other, before)
        self.succeed(*command[:-2])
        self.assertEqual(self.path("kept.jsonl").read_bytes(), other)

    def test_explaining_leaves_nothing_either(self):
        articles = invented_articles(9, 60, 6)
        news = self.write("a.jsonl", to_jsonl(articles))
        self.succeed("find", news, "--explain", f"{articles[0]['id']},{articles[1]['id']}", "--work", self.work)
        self.assertEqual(list(self.work.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
