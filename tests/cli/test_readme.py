"""README.md to the letter: its commands print what it says, … standing for what it leaves out."""

import os
import re
import subprocess
import unittest

from support import CliTest, CORPUS, PROGRAM, SOURCE, TIMEOUT_SECONDS, run

GAP = "…"


def excerpts():
    """Commands of README.md, each with the lines it says they print."""
    found = []
    for block in re.findall(r"(?ms)^```\n(\$ .*?)^```$", (SOURCE / "README.md").read_text(encoding="utf-8")):
        for part in re.split(r"(?m)^\$ ", block)[1:]:
            command, *lines = part.rstrip("\n").split("\n")
            found.append((command, lines))
    return found


def says(line, printed):
    return line == printed or re.fullmatch(".*".join(map(re.escape, line.split(GAP))), printed) is not None


def disagreement(lines, printed):
    """The first line of an excerpt that is not where it should be in what was printed; None where all are."""
    at, after_gap = 0, False
    for line in lines:
        if line == GAP:
            after_gap = True
            continue
        while after_gap and at < len(printed) and not says(line, printed[at]):
            at += 1
        if at == len(printed) or not says(line, printed[at]):
            return line
        at, after_gap = at + 1, False
    return None if after_gap or at == len(printed) else printed[at]


class Readme(CliTest):
    def test_excerpts(self):
        (self.folder / "corpus").symlink_to(CORPUS)
        (self.folder / "bin").mkdir()
        (self.folder / "bin/samestory").symlink_to(PROGRAM)
        found = excerpts()
        self.assertEqual({command.split()[1] for command, _ in found if command.startswith("samestory")},
                         {"find", "diff", "dedup", "sketch", "eval"})
        environment = os.environ | {"PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}"}
        for command, lines in found:
            with self.each(command=command):
                done = subprocess.run(["bash", "-c", command], cwd=self.folder, env=environment, check=False,
                                      stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=TIMEOUT_SECONDS)
                self.assertIn(done.returncode, (0, 1))
                printed = done.stdout.decode("utf-8").rstrip("\n").split("\n")
                self.assertIsNone(disagreement(lines, printed), "\n".join(printed[:40]))

    def test_a_disagreement_is_seen(self):
        printed = ["one", "two", "three", "four"]
        for lines in (["one", "two", "three", "four"], [GAP, "three", "four"], ["one", GAP], ["one", GAP, "fo…r"]):
            self.assertIsNone(disagreement(lines, printed), lines)
        for lines in (["two"], ["one", "two"], [GAP, "four", "three"], ["one", "three", GAP], [GAP, "five", GAP]):
            self.assertIsNotNone(disagreement(lines, printed), lines)

    def test_flags_and_packages_are_those_there_are(self):
        """Every flag README names is a flag of some verb; every package that ./dev installs is in its table."""
        text = (SOURCE / "README.md").read_text(encoding="utf-8")
        own = text.split("## Using it")[1].split("## Packages")[0]
        helps = "".join(run("help", verb).text for verb in ("find", "diff", "dedup", "sketch", "info", "eval"))
        named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", own))
        self.assertGreater(len(named), 12)
        self.assertEqual({flag for flag in named if not re.search(rf"(?m)^  {flag}\b", helps)}, set())
        rows = re.findall(r"(?m)^\| (`[^|]*)\|", text.split("## Packages")[1])
        packages = set(re.findall(r"`([a-z0-9+.-]+)`", "".join(rows)))
        dev = (SOURCE / "dev").read_text(encoding="utf-8")
        lists = re.findall(r"readonly (CORE|TEST|LINT)_PACKAGES=\(([^)]*)\)", dev)
        self.assertEqual(len(lists), 3)
        wanted = {package for _, listed in lists for package in listed.split()}
        self.assertEqual(wanted - packages, set())


if __name__ == "__main__":
    unittest.main()
