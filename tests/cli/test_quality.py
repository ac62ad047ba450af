"""bench/quality/run.py as anyone runs it: on corpus/ alone, where no other sets are."""

import os
import pathlib
import subprocess
import sys
import unittest

from support import SOURCE, CliTest


class Run(CliTest):
    def test_scores_the_corpus_and_stores_the_table(self):
        out = pathlib.Path(self.path("runs/quality.md"))
        done = subprocess.run([sys.executable, "-B", SOURCE / "bench/quality/run.py", "--quick", "--data",
                               self.path("nothing"), "--work", self.path("work"), "--out", out],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=400,
                              env=dict(os.environ, PYTHONUTF8="1"), check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("scoring corpus/ alone", done.stderr)
        table = out.read_text("utf-8")
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()
                if line.startswith("| corpus")]
        self.assertEqual(len(rows), 2, table)
        precision, recall, f1, _, _, candidate_recall, met = map(float, rows[0][1:])
        self.assertAlmostEqual(f1, 2 * precision * recall / (precision + recall), delta=0.002)
        self.assertGreaterEqual(candidate_recall, recall - 0.02)
        self.assertLess(met, 30)
        self.assertGreater(float(rows[1][1]), 0.9, "mean F1 of random folders")


if __name__ == "__main__":
    unittest.main()
