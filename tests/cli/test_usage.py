"""How the program takes its command line, and what it says where it cannot go on."""

import fcntl
import json
import os
import re
import signal
import struct
import subprocess
import termios
import time
import unittest

from support import (CORPUS, CliTest, ORGAN, ORGAN_OTHER, PROGRAM, TIMEOUT_SECONDS, made_up_articles, run, to_jsonl)

VERBS = ("find", "diff", "dedup", "sketch", "info", "eval", "help")

# Every flag the contract names, by verb.
FLAGS = {
    "find": ("--out", "--format", "--threads", "--window-hours", "--strict", "--work", "--memory", "--singles",
             "--explain", "--stats"),
    "diff": ("--format", "--base"),
    "dedup": ("--out", "--dropped", "--keep", "--level", "--threads", "--strict", "--work", "--memory", "--stats"),
    "sketch": ("--out", "--threads", "--strict", "--work", "--memory", "--stats"),
    "info": ("--format",),
    "eval": (),
    "help": (),
}

# Flags that take a number: the least and the most, as the help says them, and what lies just beyond.
RANGES = {
    "--threads": ("1", "1024", ("0", "1025", "1.5")),
    "--memory": ("64M", "1024T", ("67108863", "63.99M", "1025T", "1125899906842625")),
    "--window-hours": ("0", "1000000", ("-0.001", "1000000.5", "nan")),
    "--base": ("0", None, ("-1", "1000001", "0.5")),
    "--width": ("20", "1000", ("19", "1001", "80x")),
}


class Refusals(CliTest):
    """Exit 2, one line on standard error, nothing on standard output."""

    def setUp(self):
        super().setUp()
        self.articles = self.write_jsonl("articles.jsonl", made_up_articles())
        self.a = self.write("a.txt", ORGAN)
        self.b = self.write("b.txt", ORGAN_OTHER)

    def test_no_verb(self):
        self.refuse(naming="help")

    def test_unknown_verb(self):
        self.refuse("group", self.articles, naming="group")
        self.refuse("help", "group", naming="group")

    def test_unknown_flag(self):
        self.refuse("--verbose", naming="--verbose")
        for command in (("find", self.articles), ("diff", self.a, self.b), ("info", CORPUS), ("eval", self.a, self.b),
                        ("dedup", self.articles, "--out", self.path("kept")),
                        ("sketch", self.articles, "--out", self.path("sketch"))):
            with self.each(verb=command[0]):
                self.refuse(*command, "--colour", naming="--colour")

    def test_unknown_flag_before_all_else(self):
        for verb in ("find", "diff", "info", "eval", "dedup", "sketch"):
            for flag in ("--bogus", "-x", "--version", "--bogus=1"):
                with self.each(verb=verb, flag=flag):
                    self.refuse(verb, flag, naming=f"{flag.split('=')[0]}: no such flag (see samestory help {verb})")
        self.write("-dash.txt", "a text")
        self.assertIn("./-dash.txt", run("find", "-dash.txt", cwd=self.folder).err)

    def test_flags_before_the_verb(self):
        for words in (("--threads", "2"), ("--strict",), ("--out", "x"), ("--bogus",)):
            with self.each(words=words):
                self.refuse(*words, "find", self.articles, naming=f"{words[0]}: stands before the verb")

    def test_operands_behind_two_dashes(self):
        self.write("-dash.txt", self.path(self.a).read_text(encoding="utf-8"))
        plain = run("diff", self.a, self.b)
        for command in (("diff", "--", self.a, self.b), ("diff", self.a, "--", self.b), ("diff", self.a, self.b, "--")):
            with self.each(command=command):
                outcome = run(*command)
                self.assertEqual((outcome.code, outcome.out), (plain.code, plain.out), str(outcome))
        for command in (("find", "--", "-dash.txt"), ("find", self.a, "--", "-dash.txt"),
                        ("find", "--singles", "--threads", "1", "--", "-dash.txt")):
            with self.each(command=command):
                self.assertEqual(run(*command, cwd=self.folder).code, 0)
        self.refuse("find", self.a, "--", "--threads", naming="./--threads")

    def test_explain_says_what_it_does_not_use(self):
        for flags in ((), ("--singles",), ("--format", "jsonl"), ("--out", self.path("result"))):
            with self.each(flags=flags):
                outcome = run("find", self.articles, "--explain", "flood-1,flood-2", *flags)
                self.assertEqual(outcome.code, 0, str(outcome))
                self.assertEqual("are not used" in outcome.err, bool(flags))
        self.assertFalse(self.path("result").exists())

    def test_the_same_article_twice_is_not_explained(self):
        self.refuse("find", self.articles, "--explain", "flood-1,flood-1", naming="name two")

    def test_bad_value(self):
        for flag, value in (("--format", "xml"), ("--format", ""), ("--threads", "0"), ("--threads", "-1"),
                            ("--threads", "two"), ("--threads", "99999999999999999999"), ("--window-hours", "-1"),
                            ("--window-hours", "a week"), ("--window-hours", "nan"), ("--window-hours", "inf"),
                            ("--memory", "63M"), ("--memory", "x"), ("--memory", "1Q"), ("--memory", ""),
                            ("--memory", "0"), ("--memory", "-1G"), ("--memory", "G"), ("--memory", "1.5.2G"),
                            ("--memory", "67108863"), ("--memory", "64 M"), ("--memory", "nan"),
                            ("--memory", "1e12"), ("--memory", "99999999T"), ("--memory", "1GG"),
                            ("--work", self.path("absent")), ("--explain", "one-id")):
            with self.each(flag=flag, value=str(value)):
                self.refuse("find", self.articles, flag, value, naming=flag)
        for flag, value in (("--keep", "newest"), ("--level", "partial")):
            with self.each(flag=flag, value=value):
                self.refuse("dedup", self.articles, "--out", self.path("kept"), flag, value, naming=flag)
        for value in ("2", "-1", "x"):
            with self.each(flag="--base", value=value):
                self.refuse("diff", self.a, self.b, "--base", value, naming="--base")

    def commands_with(self, flag):
        """A command of each verb that has the flag."""
        commands = (["find", self.articles], ["dedup", self.articles, "--out", self.path("kept")],
                    ["sketch", self.articles, "--out", self.path("sketch")], ["diff", self.a, self.b])
        return [command for command in commands if f"  {flag} " in run("help", command[0]).text]

    def test_ranges(self):
        for flag, (least, most, beyond) in RANGES.items():
            commands = self.commands_with(flag)
            self.assertGreater(len(commands), 0)
            for command in commands:
                for value in (least, most or least):
                    with self.each(verb=command[0], flag=flag, value=value):
                        outcome = run(*command, flag, value)
                        self.assertIn(outcome.code, (0, 1), str(outcome))
                for value in beyond:
                    with self.each(verb=command[0], flag=flag, value=value):
                        words = (flag, f" from {least} to {most or ''}", value)
                        outcome = self.refuse(*command, flag, value, naming=words)
                        self.assertIn("expected", outcome.err)

    def test_a_base_beyond_the_articles(self):
        self.refuse("diff", self.a, self.b, "--base", "2", naming=("--base", "from 0 to 1"))

    def test_every_number_has_its_range(self):
        """A flag of help whose value is a number stands in RANGES, and its help says the range and the default."""
        numbers = set()
        for verb in VERBS:
            text = re.sub(r"\n {30}", " ", run("help", verb).text)
            for flag, said in re.findall(r"(?m)^  (--[a-z-]+) (?:N|H|SIZE) +(.*)$", text):
                numbers.add(flag)
                self.assertIn("by default", said)
                for end in RANGES[flag][:2]:
                    self.assertIn(end or "one less than there are", said)
        self.assertEqual(numbers, set(RANGES))

    def test_a_message_names_what_is_wrong(self):
        for command, words in ((["find", self.articles, "--threads"], ("--threads", "value")),
                               (["find", self.articles, "--threads", "1", "--threads", "2"],
                                ("--threads", "more than once")),
                               (["find", self.articles, "--strict=maybe"], ("--strict", "no value")),
                               (["find", self.articles, "--format", "xml"], ("--format", "table or jsonl", '"xml"')),
                               (["find", self.articles, "--out", ""], ("--out", "path")),
                               (["find", self.articles, "--work", self.a], ("--work", "folder", self.a)),
                               (["find", self.articles, "--background", self.path("none")], ("--background", "none")),
                               (["find", self.articles, "--explain", "flood-1"], ("--explain", "comma")),
                               (["find", self.articles, "--explain", "flood-1,x"], ("--explain", '"x"')),
                               (["find"], ("INPUT", "missing", "help find")),
                               (["dedup", self.articles], ("--out", "missing", "help dedup")),
                               (["info", self.a, self.b], (self.b, "too many", "help info")),
                               (["eval", self.a], ("STORIES", "missing", "help eval")),
                               (["find", self.articles, "--colour"], ("--colour", "no such flag", "help find"))):
            with self.each(command=" ".join(map(str, command))):
                outcome = self.refuse(*command, naming=words)
                for jargon in ("required but", "Value", "Directory", "subcommand", "{", "convert"):
                    self.assertNotIn(jargon, outcome.err)

    def test_memory_in_any_unit(self):
        kept = set()
        for value in ("64M", "64m", "64MB", "64MiB", "65536K", "67108864", "67108864B", "0.5G", "2GiB", "1T"):
            with self.each(value=value):
                outcome = run("dedup", self.articles, "--memory", value, "--out", self.path("kept"))
                self.assertEqual(outcome.code, 0, str(outcome))
                kept.add(self.path("kept").read_bytes())
        self.assertEqual(len(kept), 1)

    def test_memory_as_the_run_tells_it(self):
        for value, size in (("64M", 64 << 20), ("1.5G", 3 << 29), ("100000000", 100_000_000)):
            with self.each(value=value):
                run("dedup", self.articles, "--memory", value, "--out", self.path("kept"), "--stats",
                    self.path("stats"))
                self.assertEqual(json.loads(self.path("stats").read_bytes())["memory_bytes"], size)

    def test_a_flag_without_its_value(self):
        for flag in ("--out", "--format", "--threads", "--explain", "--memory"):
            with self.each(flag=flag):
                self.refuse("find", self.articles, flag, naming=flag)

    def test_missing_operands(self):
        for command in (("find",), ("dedup", "--out", self.path("kept")), ("dedup", self.articles), ("diff",),
                        ("diff", self.a), ("sketch", "--out", self.path("sketch")), ("sketch", self.articles),
                        ("info",), ("eval",), ("eval", self.a)):
            with self.each(command=command[0]):
                self.refuse(*command)

    def test_too_many_operands(self):
        self.refuse("info", self.folder, self.folder)
        self.refuse("eval", self.a, self.a, self.a)

    def test_explain_names_an_absent_id(self):
        self.refuse("find", self.articles, "--explain", "flood-1,flood-9", naming="flood-9")

    def test_missing_file(self):
        absent = self.path("no-such-file.jsonl")
        gold = self.write("gold.tsv", "x\tone\n")
        for command in (("find", absent), ("find", self.articles, absent), ("diff", self.a, absent),
                        ("dedup", absent, "--out", self.path("kept")), ("sketch", absent, "--out", self.path("sk")),
                        ("info", absent), ("eval", absent, self.articles), ("eval", gold, absent)):
            with self.each(command=command[0]):
                self.refuse(*command, naming="no-such-file.jsonl")
        self.assertFalse(self.path("kept").exists())
        self.assertFalse(self.path("sk").exists())

    def test_no_article_read(self):
        empty = self.path("empty")
        empty.mkdir()
        self.write("others/notes.md", ORGAN)
        self.write("others/picture.jpg", b"\xff\xd8\xff\xe0")
        blank = self.write("blank.jsonl", "\n\n")
        for name in (empty, self.path("others"), blank):
            for command in (("find", name), ("dedup", name, "--out", self.path("kept")),
                            ("sketch", name, "--out", self.path("sketch"))):
                with self.each(command=command[0], name=name.name):
                    outcome = run(*command)
                    self.assertEqual((outcome.code, outcome.out), (2, b""), str(outcome))
                    self.assertRegex(outcome.err.splitlines()[-1], r"\Asamestory: .*article", str(outcome))
        self.refuse("find", empty)
        self.refuse("find", blank)
        self.refuse("find", "-", stdin=b"")

    def test_output_that_cannot_be_written(self):
        below_a_file = self.path("a.txt") / "out"
        absent = self.path("absent/folder/file")
        self.refuse("find", self.articles, "--out", below_a_file, naming="a.txt")
        self.refuse("find", self.articles, "--out", "/proc/samestory", naming="/proc/samestory")
        for out in (below_a_file, absent, self.folder):
            with self.each(out=out.name):
                self.refuse("dedup", self.articles, "--out", out, naming=out)
                self.refuse("dedup", self.articles, "--out", self.path("kept"), "--dropped", out, naming=out)
                self.refuse("sketch", self.articles, "--out", out, naming=out)
                self.assertFalse(self.path("kept").exists())

    def test_nothing_temporary_stays(self):
        self.refuse("dedup", self.articles, self.path("absent"), "--out", self.path("kept"))
        self.refuse("sketch", self.articles, self.path("absent"), "--out", self.path("sketch"))
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["a.txt", "articles.jsonl", "b.txt"])

    def test_a_message_stays_one_line(self):
        self.refuse("find", self.folder / "two\nlines\x1b[31m.txt")


class HelpAndVersion(CliTest):
    def test_version(self):
        outcome = self.succeed("--version")
        self.assertRegex(outcome.text, r"\Asamestory \d+\.\d+\.\d+\n\Z")
        self.assertEqual(outcome.err, "")

    def test_help_names_every_verb(self):
        for command in (("help",), ("--help",), ("-h",)):
            outcome = self.succeed(*command)
            self.assertEqual(outcome.err, "")
            for verb in VERBS:
                self.assertRegex(outcome.text, rf"(?m)^\s+{verb}\b", f"{command}: {verb}")

    def test_help_fits_a_terminal(self):
        for verb in ("", *VERBS):
            text = self.succeed("help", *([verb] if verb else [])).text
            self.assertTrue(all(len(line) <= 80 for line in text.splitlines()), text)
            for jargon in ("SUBCOMMAND", "Subcommand", "OPTIONS", "Options", "Positional", "INT ", "REQUIRED",
                           "existing"):
                self.assertNotIn(jargon, text)

    def test_help_of_a_verb_names_its_flags(self):
        for verb in VERBS:
            with self.each(verb=verb):
                outcome = self.succeed("help", verb)
                self.assertEqual(outcome.err, "")
                self.assertIn(verb, outcome.text)
                for flag in FLAGS[verb]:
                    self.assertRegex(outcome.text, rf"{flag}\b")
                self.assertEqual(self.succeed(verb, "--help").text, outcome.text)


class StandardOutput(CliTest):
    """A closed pipe ends quietly with 0; a full device is exit 2 with a line."""

    def commands(self):
        articles = self.write_jsonl("articles.jsonl", made_up_articles())
        a, b = self.write("a.txt", ORGAN), self.write("b.txt", ORGAN)
        gold = self.write("gold.tsv", "x\tone\ny\tone\n")
        stories = self.write_jsonl("stories.jsonl", [{"articles": [{"id": "x"}, {"id": "y"}]}])
        sketch = self.path("sketch")
        self.succeed("sketch", articles, "--out", sketch)
        return [("find", articles), ("find", articles, "--format", "jsonl"), ("diff", a, b),
                ("diff", a, b, "--format", "html"), ("info", sketch), ("eval", gold, stories), ("help",),
                ("help", "find"), ("--version",)]

    def test_closed_pipe(self):
        for command in self.commands():
            with self.each(command=" ".join(map(str, command))):
                reader, writer = os.pipe()
                os.close(reader)
                try:
                    outcome = run(*command, stdout=writer)
                finally:
                    os.close(writer)
                self.assertEqual((outcome.code, outcome.err), (0, ""), str(outcome))

    def test_pipe_closed_midway(self):
        long_text = "\n\n".join(f"{ORGAN}\n\nParagraph {i}." for i in range(200))  # more than a pipe holds
        a, b = self.write("long-a.txt", long_text), self.write("long-b.txt", long_text)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(writer)
            os.read(reader, 1)
            os._exit(0)
        os.close(reader)
        try:
            outcome = run("diff", a, b, "--format", "html", stdout=writer)
        finally:
            os.close(writer)
            os.waitpid(child, 0)
        self.assertEqual((outcome.code, outcome.err), (0, ""), str(outcome))

    def test_full_device(self):
        for command in self.commands():
            with self.each(command=" ".join(map(str, command))):
                with open("/dev/full", "wb", buffering=0) as full:
                    self.refuse(*command, stdout=full)


class Interrupts(CliTest):
    def test_an_interrupt_is_130_and_leaves_nothing(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            for verb in ("dedup", "sketch"):
                with self.each(verb=verb, signal=number.name):
                    # Standard input stays open, so the program is still reading when the signal comes.
                    with subprocess.Popen([PROGRAM, verb, "-", "--out", self.path("out")], stdin=subprocess.PIPE,
                                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                        process.stdin.write(to_jsonl(made_up_articles()))
                        process.stdin.flush()
                        # Signals are waited for before the parse; the pipe is empty once it reads.
                        wait_until_read(process.stdin.fileno())
                        process.send_signal(number)
                        code = process.wait(timeout=TIMEOUT_SECONDS)
                        self.assertEqual((code, process.stdout.read()), (130, b""))
                    self.assertEqual(list(self.folder.iterdir()), [])


def wait_until_read(pipe):
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4))[0] > 0:
        if time.monotonic() > deadline:
            raise AssertionError("the program does not read its standard input")
        time.sleep(0.01)


if __name__ == "__main__":
    unittest.main()
