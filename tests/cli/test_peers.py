"""The table of other programs: README's is the one generated from the stored figures, and pairs are scored as said."""

import json
import subprocess
import sys
import types
import unittest

from support import SOURCE, CliTest, read_lines

sys.path.insert(0, str(SOURCE / "bench" / "peers"))
import run as peers  # noqa: E402


class Table(unittest.TestCase):
    def setUp(self):
        self.stored = json.loads((SOURCE / "bench/runs/peers.json").read_text("utf-8"))

    def test_readme_holds_what_is_stored(self):
        readme = (SOURCE / "README.md").read_text("utf-8")
        self.assertEqual(peers.with_table(readme, self.stored), readme, "bench/peers/run.py --render writes it")

    def test_so_does_the_page(self):
        self.assertEqual(peers.peers_page(self.stored), (SOURCE / "bench/runs/peers.md").read_text("utf-8"))

    def test_every_peer_is_there_or_named_with_a_reason(self):
        ran = {key.split(" ")[0] for key in self.stored["results"]}
        for name in peers.NAMES:
            self.assertTrue(name in ran or self.stored["missing"].get(name), name)
        self.assertIn("samestory", ran)

    def test_a_readme_without_marks_is_refused(self):
        with self.assertRaises(ValueError):
            peers.with_table("no marks", self.stored)


class Score(unittest.TestCase):
    truth = types.SimpleNamespace(pairs={(0, 1), (2, 3), (4, 5)}, stubs={8, 9})

    def score(self, text):
        got = peers.score((line.split() for line in text.splitlines()), self.truth)
        return got["found"], got["right"], got["reported"], got["stub_pairs"]

    def test_pairs_in_either_order_once(self):
        self.assertEqual(self.score("pair 1 0\npair 0 1\npair 2 7\npair 8 9"), (1, 1, 2, 1))

    def test_a_group_is_all_its_pairs(self):
        self.assertEqual(self.score("group 0 1 2"), (1, 1, 3, 0))

    def test_a_pair_is_found_where_one_of_it_is_dropped(self):
        # 3 is dropped over a stranger: the pair is gone from what is kept, but the drop is no right one.
        self.assertEqual(self.score("drop 1 0\ndrop 3 6"), (2, 1, 2, 0))

    def test_flags(self):
        self.assertEqual(self.score("flag 0\nflag 1\nflag 2\nflag 7\nflag 8"), (1, 3, 4, 1))

    def test_rounding_never_makes_all_of_nearly_all(self):
        self.assertEqual(peers.two(999, 1000), ".99")
        self.assertEqual(peers.two(1000, 1000), "1.00")
        self.assertEqual(peers.two(0, 0), "–")


class ExactPairs(CliTest):
    def test_counts_by_the_contracts_words(self):
        shared = " ".join(f"w{i}" for i in range(90))
        texts = [shared, shared.upper() + " !", shared + " " + " ".join(f"x{i}" for i in range(40)), "một hai ba bốn", "Khác " * 9,
                 shared + " " + " ".join(f"y{i}" for i in range(30))]
        path = self.write_jsonl("a.jsonl", [{"id": str(i), "text": text} for i, text in enumerate(texts)])
        out = subprocess.run([peers.EXACT, path], stdout=subprocess.PIPE, text=True, check=True).stdout
        # 86 shingles of the first in 126 of the third are .68, in 116 of the last .74.
        self.assertEqual(sorted(out.splitlines()), ["pair 0 1 86 86", "pair 0 5 86 116", "pair 1 5 86 116", "stub 3"])

    def test_samestory_through_the_whole_script(self):
        articles = [{"id": f"a{i}", "text": " ".join(f"w{i // 2}.{k}" for k in range(60))} for i in range(6)]
        path = self.write_jsonl("a.jsonl", articles)
        subprocess.run([sys.executable, "-B", SOURCE / "bench/peers/run.py", path, "--only", "samestory,gaoya", "--peers",
                        self.path("none"), "--work", self.path("work"), "--out", self.path("runs"), "--readme", self.path("none")],
                       check=True, stderr=subprocess.DEVNULL)
        stored = json.loads(self.path("runs/peers.json").read_text("utf-8"))
        result = stored["results"]["samestory best"]
        self.assertEqual((result["found"], result["truth"], result["right"], result["reported"]), (3, 3, 3, 3))
        self.assertIn("gaoya", stored["missing"])
        self.assertEqual(len(read_lines(self.path("work/kept.jsonl"))), 3)


if __name__ == "__main__":
    unittest.main()
