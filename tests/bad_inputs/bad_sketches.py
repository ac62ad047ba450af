"""Sketch files that are cut, changed, of another make, or whose inputs have changed. Refused, by name."""

import os
import struct

from cases import Cases
from support import CHESS, LIGHTHOUSE, ORGAN, to_jsonl, without_file_rights
from trial import FEED, check, only

CASES = Cases()
VERBS = (("find", "s"), ("dedup", "s", "--out", "kept"), ("info", "s"))


def make(t, *inputs, **options):
    if not inputs:
        t.beside()
        t.put("in/m.txt", CHESS)
        inputs = ("in",)
    made = t.run("sketch", *inputs, "--out", "s", **options)
    only(made.code, 0, "exit code", made)
    return (t.folder / "s").read_bytes()


def refuse_all(t, naming, verbs=VERBS, **options):
    for verb in verbs:
        t.refuse(*verb, naming=naming, **options)
    check(not (t.folder / "kept").exists(), "an output of a refused run")


def changed(name, change, naming=("s", "sketch")):
    def run(t):
        t.put("s", change(make(t)))
        refuse_all(t, naming)
    CASES.add(name, run)


def flip(data, at):
    return data[:at] + bytes([data[at] ^ 0x41]) + data[at + 1:]


def number(data, at, value, form="<I"):
    return data[:at] + struct.pack(form, value) + data[at + struct.calcsize(form):]


def footer(data, field, value):
    """0 segments, 1 where their offsets lie, 2 where the catalog lies, 3 its size, 4 the checksum."""
    return number(data, len(data) - 40 + 8 * field, value, "<Q")


def part(data, field):
    return struct.unpack("<Q", data[len(data) - 40 + 8 * field:][:8])[0]


changed("a sketch cut to its magic word", lambda d: d[:8], ("s", "cut short"))
changed("a sketch cut to its header", lambda d: d[:24], ("s", "cut short"))
changed("a sketch cut to half", lambda d: d[:len(d) // 16 * 8])
changed("a sketch without its last byte", lambda d: d[:-1], ("s", "cut short"))
changed("a sketch without its last eight bytes", lambda d: d[:-8])
changed("eight bytes behind a sketch", lambda d: d + b"\0" * 8)
changed("two sketches one after the other", lambda d: d + d)
changed("a sketch of another format version", lambda d: number(d, 8, 77), ("s", "format version 77", "make it again"))
changed("a sketch of other shingles", lambda d: number(d, 12, 4), ("s", "words of a shingle 4", "make it again"))
changed("a sketch of other permutations", lambda d: number(d, 16, 64), ("s", "permutations 64", "make it again"))
changed("a sketch of other signatures", lambda d: number(d, 20, 9), ("s", "signature version 9", "make it again"))
changed("a byte of a segment changed", lambda d: flip(d, 100), ("s", "checksum"))
changed("a byte of the offsets changed", lambda d: flip(d, part(d, 1) + 1), ("s", "checksum"))
changed("a byte of the catalog changed", lambda d: flip(d, part(d, 2) + 10), ("s", "checksum"))
changed("a byte of the checksum changed", lambda d: flip(d, len(d) - 3), ("s", "checksum"))
changed("a sketch that claims 2^60 segments", lambda d: footer(d, 0, 1 << 60))
changed("a sketch that claims 2^64 - 1 segments", lambda d: footer(d, 0, (1 << 64) - 1))
changed("a sketch whose offsets lie beyond its end", lambda d: footer(d, 1, len(d) * 8))
changed("a sketch whose catalog has 2^63 bytes", lambda d: footer(d, 3, 1 << 63))
changed("a sketch of zeros behind its header", lambda d: d[:24] + b"\0" * (len(d) - 24))
changed("a sketch of ones behind its header", lambda d: d[:24] + b"\xff" * (len(d) - 24))


@CASES("every 97th byte of a sketch changed in turn")
def _(t):
    data = make(t)
    for at in range(24, len(data), max(97, len(data) // 60)):
        t.put("s", flip(data, at))
        t.refuse("info", "s", naming="s")


@CASES("a sketch cut at forty places")
def _(t):
    data = make(t)
    for i in range(40):
        t.put("s", data[:8 + (len(data) - 9) * i // 40])
        t.refuse("info", "s", naming="s")


@CASES("an empty file, a text and a folder where a sketch is described")
def _(t):
    t.beside()
    t.put("empty", b"")
    for name, said in (("empty", "not a sketch"), ("in/a-organ.txt", "not a sketch"), ("in", "no stories.jsonl"),
                       ("absent", "No such file")):
        t.refuse("info", name, naming=(name, said))


@CASES("a pipe where a sketch is described: it does not wait for one")
def _(t):
    os.mkfifo(t.folder / "pipe")
    t.refuse("info", "pipe", naming="pipe")


def stale(name, change, naming="in/m.txt", ends=None):
    """The inputs changed after they were sketched: their texts must not be shown as those of the sketch."""
    def run(t):
        make(t)
        change(t)
        refuse_all(t, naming, VERBS[:2])
        described = t.run("info", "s")
        only(described.code, 0, "exit code of info, which reads no input", described)
    CASES.add(name, run, ends)


def replace(t, make_other):
    (t.folder / "in/m.txt").unlink()
    make_other(t.folder / "in/m.txt")


stale("an input that is gone", lambda t: (t.folder / "in/m.txt").unlink())
stale("an input that has one word more", lambda t: t.put("in/m.txt", CHESS + "thêm"))
stale("an input of the same size and other words", lambda t: t.put("in/m.txt", CHESS.replace("Budapest", "Belgrade")))
stale("an input that is empty now", lambda t: t.put("in/m.txt", b""))
stale("an input that became a folder", lambda t: replace(t, os.mkdir))
stale("an input that became a pipe", lambda t: replace(t, os.mkfifo))
stale("an input that became a link in a circle", lambda t: replace(t, lambda path: path.symlink_to("m.txt")))
stale("the whole folder of the inputs gone", lambda t: (t.folder / "in").rename(t.folder / "out"), naming="in/")


@CASES("an input that may no longer be read")
def _(t):
    make(t)
    (t.folder / "in/m.txt").chmod(0)
    refuse_all(t, ("in/m.txt", "Permission denied"), VERBS[:2], prefix=without_file_rights())


@CASES("a file that came to the folder later is none of the sketch's business", ends="read")
def _(t):
    make(t)
    before = t.run("find", "s", "--format", "jsonl")
    t.put("in/late.txt", LIGHTHOUSE)
    after = t.run("find", "s", "--format", "jsonl")
    only((after.code, after.out), (0, before.out), "exit code and stories", after)


LINES = to_jsonl([{"id": name, "text": text} for name, text in FEED.items()])


def kept_text(name, change):
    """Texts of standard input lie beside the sketch."""
    def run(t):
        make(t, "-", stdin=LINES)
        change(t, (t.folder / "s.text").read_bytes())
        refuse_all(t, "s.text", VERBS[:2])
    CASES.add(name, run)


kept_text("kept texts that are gone", lambda t, d: (t.folder / "s.text").unlink())
kept_text("kept texts without their last byte", lambda t, d: t.put("s.text", d[:-1]))
kept_text("kept texts with one byte changed", lambda t, d: t.put("s.text", flip(d, len(d) // 2)))
kept_text("kept texts of another run", lambda t, d: (t.run("sketch", "-", "--out", "s2",
    stdin=to_jsonl([{"id": "x", "text": ORGAN}])),
                                                     (t.folder / "s2.text").rename(t.folder / "s.text")))
kept_text("kept texts that are a folder", lambda t, d: ((t.folder / "s.text").unlink(),
                                                        (t.folder / "s.text").mkdir()))


@CASES("a sketch named twice, beside its own inputs, counts once", ends="read")
def _(t):
    make(t)
    plain = t.run("find", "in", "--format", "jsonl")
    for inputs in (("s", "s"), ("s", "in"), ("in", "s", "./s")):
        out = t.run("find", *inputs, "--format", "jsonl")
        only(out.code, 0, "exit code", out)
        only([sorted(a["id"] for a in line["articles"]) for line in out.objects],
             [sorted(a["id"] for a in line["articles"]) for line in plain.objects], "stories", out)


@CASES("a sketch inside a folder that is read is not an article", ends="read")
def _(t):
    data = make(t)
    t.put("in/all.sketch", data)
    t.survey(read={"m.txt": CHESS}, ignored={"all.sketch": "not an article by its name"})


@CASES("a sketch under the name of JSON Lines in a folder")
def _(t):
    data = make(t)
    t.put("in/all.jsonl", data.replace(b"\n", b" "))
    t.survey(read={"m.txt": CHESS}, skipped={"all.jsonl:1": "not JSON"})


@CASES("a sketch of no article")
def _(t):
    t.put("in/e.txt", b"")
    t.refuse("sketch", "in", "--out", "s", naming=("no article read", "e.txt: no text"))
    check(not (t.folder / "s").exists(), "a sketch of nothing")


def results(name, file, data, naming):
    """info over a folder that find wrote and something damaged."""
    def run(t):
        t.beside()
        out = t.run("find", "in", "--out", "out")
        only(out.code, 0, "exit code", out)
        if data is None:
            (t.folder / "out" / file).unlink()
        else:
            t.put(f"out/{file}", data((t.folder / "out" / file).read_bytes()))
        t.refuse("info", "out", naming=naming)
    CASES.add(name, run)


results("a result folder without its stories", "stories.jsonl", None, ("out", "no stories.jsonl"))
results("a result folder whose stories are cut", "stories.jsonl", lambda d: d[:len(d) // 2],
        ("out/stories.jsonl:1", "not a story"))
results("a result folder whose stories are numbers", "stories.jsonl", lambda d: b"1\n2\n",
        ("out/stories.jsonl:1", "not a story"))
results("a result folder whose stories are nested 100,000 deep", "stories.jsonl", lambda d: b"[" * 100_000 + b"\n",
        ("out/stories.jsonl:1", "not a story"))
results("a result folder without its articles", "articles.jsonl", None, ("articles.jsonl", "No such file"))
