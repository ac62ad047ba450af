"""Strange command lines and surroundings: each is one clear line and exit 2, or makes no difference."""

import os

from cases import Cases
from support import CHESS, LIGHTHOUSE
from trial import FOLDER, check, only

CASES = Cases()


def refused(name, *commands, naming=()):
    def run(t):
        t.beside()
        for command in commands:
            t.refuse(*command, naming=naming)
    CASES.add(name, run)


def found(name, *commands, inputs=("in",), env=None, make=None, said=()):
    """Runs that must give what a plain one gives, byte for byte."""
    def run(t):
        t.beside()
        if make is not None:
            make(t)
        plain = t.run("find", *inputs, "--format", "jsonl")
        only((plain.code, len(plain.objects)), (0, 1), "exit code and stories", plain)
        for command in commands or (("find", *inputs, "--format", "jsonl"),):
            out = t.run(*command, env=env)
            only((out.code, out.out), (0, plain.out), "exit code and stories", out)
            check(all(word in out.err for word in said) and (said or not out.err), "standard error", out)
    CASES.add(name, run)


refused("a verb of other bytes than UTF-8", (b"f\xffnd", "in"), (b"\xff",), naming="no such verb")
refused("a verb with a terminal's escapes in it", ("\x1b[31mfind\x07", "in"), ("fi\nnd",), naming="no such verb")
refused("a flag of other bytes than UTF-8", ("find", "in", b"--\xff\xfe"), ("find", "in", b"--out\xff", "x"))
refused("a verb in capitals, and one cut short", ("FIND", "in"), ("fin", "in"), naming="no such verb")
refused("an INPUT that is an argument of 100,000 bytes", ("find", "in", "x" * 100_000), naming="File name too long")
refused("a flag of 100,000 bytes", ("find", "in", "--" + "x" * 100_000))
refused("threads in other notations", *[("find", "in", "--threads", value)
                                        for value in ("1e1", "+2x", "1.5", "٢", "", "1025")],
        naming="--threads")
refused("hours that are no hours", *[("find", "in", "--window-hours", value)
                                     for value in ("1e308", "-0.1", "1,5", "0x", "∞", "1e-", "", "-inf")],
        naming="--window-hours")
refused("sizes that overflow", *[("find", "in", "--memory", value)
                                 for value in ("99999999999999999999999G", "1e30", "-1", "64M64M", "٦٤M",
                                               "0x4000000")],
        naming="--memory")
refused("a base that overflows", *[("diff", "in/a-organ.txt", "in/z-organ.txt", "--base", value)
                                   for value in ("4294967296", "18446744073709551616", "-9223372036854775808",
                                                 "1e1")], naming="--base")
refused("a width that overflows", *[("diff", "in/a-organ.txt", "in/z-organ.txt", "--width", value)
                                    for value in ("0", "19", "99999999999", "-80")],
        naming="--width")
refused("a choice in capitals, doubled or with spaces", ("find", "in", "--format", "JSONL"),
        ("find", "in", "--format", "table,jsonl"),
        ("find", "in", "--format", " table"), naming="--format")
refused("explain without ids, with one id, with an empty one",
        *[("find", "in", "--explain", value) for value in ("", ",", ",,", "a-organ.txt", "a-organ.txt,")])
refused("explain with ids of control characters", ("find", "in", "--explain", "\x1b[31mx,\u202ey"))
refused("a flag of another verb", ("find", "in", "--dropped", "x"),
        ("sketch", "in", "--out", "s", "--format", "jsonl"), ("diff", "in/a-organ.txt",
        "in/z-organ.txt", "--strict"), ("info", "in", "--threads", "2"))
refused("work in a folder that is not there, is a file, is nothing", ("find", "in", "--work", "absent"),
        ("find", "in", "--work", "in/a-organ.txt"),
        ("find", "in", "--work", ""), naming="--work")
refused("stats into a folder and into another output", ("find", "in", "--stats", "in"),
        ("dedup", "in", "--out", "kept", "--stats", "kept"), naming="--stats")
refused("stats below what is not there", ("find", "in", "--stats", "absent/x"), naming="absent/x")
refused("word frequencies that are not there", ("find", "in", "--background", "absent"), naming="--background")


@CASES("a flag twice with two values")
def _(t):
    t.beside()
    out = t.run("find", "in", "--format", "jsonl", "--format", "table")
    check(out.code == 2 and "--format" in out.err and out.err.count("\n") == 1, "one clear line", out)
    t.outcome = "refused"


def tables(t, content):
    t.put("tables/en.tsv", content)
    t.put("tables/vi.tsv", content)


def background(name, content, code, naming=()):
    """Tables of word frequencies that are none."""
    def run(t):
        t.beside()
        tables(t, content)
        for flag in ((), ("--background", "tables"), ("--background", "tables/en.tsv")):
            env = {} if flag else {"SAMESTORY_BACKGROUND": str(t.folder / "tables")}
            if code == 2:
                t.refuse("find", "in", *flag, env=env, naming=naming)
            else:
                out = t.run("find", "in", *flag, env=env)
                only(out.code, 0, "exit code", out)
    CASES.add(name, run)


background("a table of word frequencies of random bytes", os.urandom(20_000), 2, "tables/")
background("a table of word frequencies without numbers", b"the\tmany\nof\tsome\n", 2, "tables/en.tsv")
background("a table of word frequencies of no bytes", b"", 2, "tables/")
background("a table of frequencies below zero, beyond all numbers and none", b"the\t-1\nof\t1e999\nand\tnan\n", 2,
           "tables/en.tsv")

found("a language, a country and a time zone nobody has", env={"LC_ALL": "xx_YY.UTF-99", "LANG": "\xff",
    "TZ": "Mars/Olympus", "LANGUAGE": "zz"})
found("no environment at all", env={key: None for key in ("PATH", "LC_ALL", "HOME", "LANG")})
found("a comma as the locale's point", env={"LC_ALL": "de_DE.UTF-8", "LC_NUMERIC": "vi_VN"})
found("a terminal of no columns, of a million, of words", env={"COLUMNS": "0", "TERM": "x" * 5000, "NO_COLOR": "1",
    "LINES": "-1"})
found("flags before, between and behind the inputs, and a bare -- among them", ("find", "--format", "jsonl", "in"),
      ("find", "in", "--format=jsonl"),
      ("find", "--format", "jsonl", "--", "in"))
found("an INPUT that begins with a dash, behind --", ("find", "--format", "jsonl", "--", "-in"), inputs=("./-in",),
      make=lambda t: (t.folder / "in").rename(t.folder / "-in"))
found("5,000 INPUTs, most of them the same", ("find", "--format", "jsonl", *["in"] * 2500, *["./in"] * 2500),
      said=("2 repeated",))
found("1,024 threads for two articles", ("find", "in", "--format", "jsonl", "--threads", "1024"))
found("the least memory there may be", ("find", "in", "--format", "jsonl", "--memory", "64M"))


@CASES("word frequencies named by the environment that are not there")
def _(t):
    t.beside()
    out = t.run("find", "in", env={"SAMESTORY_BACKGROUND": str(t.folder / "absent")})
    check(out.code == 2 and "absent" in out.err and out.err.count("\n") == 1, "one clear line", out)
    t.outcome = "refused"


@CASES("INPUTs of one name in two folders of one name", ends="read")
def _(t):
    for i, text in enumerate((CHESS, LIGHTHOUSE)):
        t.put(f"{i}/x/m.txt", text)
        t.beside()
    out = t.run("dedup", "0/x", "1/x", "in", "--out", "kept")
    only(out.code, 0, "exit code", out)
    only((t.folder / "kept").read_bytes().count(b"\n"), 2 + len(FOLDER), "articles kept", out)
