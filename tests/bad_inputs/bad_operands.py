"""What diff is given: folders, several articles, texts without words, texts made to be compared slowly."""

import json
import os
import random

from cases import Cases
from support import CHESS, LIGHTHOUSE, ORGAN, ORGAN_OTHER, foreign_scripts, to_jsonl, without_file_rights
from trial import SANITIZED, check, only

CASES = Cases()
LESS = 20 if SANITIZED else 1
FEED = [{"id": "one", "text": ORGAN}, {"id": "two", "text": ORGAN_OTHER}]


def refused(name, operands, naming, make=None, prefix=False):
    def run(t):
        t.put("a.txt", ORGAN)
        t.put("feed.jsonl", to_jsonl(FEED))
        if make is not None:
            make(t)
        for pair in (("a.txt", operands), (operands, "a.txt")):
            t.refuse("diff", *pair, naming=naming, prefix=without_file_rights() if prefix else ())
    CASES.add(name, run)


refused("a folder as operand", "folder", ("folder", "is a folder"), lambda t: os.mkdir(t.folder / "folder"))
refused("a file of several articles without an id", "feed.jsonl",
        ("feed.jsonl", "holds 2 articles", "feed.jsonl#one"))
refused("an id the file does not hold", "feed.jsonl#three", ("feed.jsonl", 'no article has the id "three"'))
refused("an id of control characters that the file does not hold", "feed.jsonl#\x1b[31m\u202e", "feed.jsonl")
refused("an empty id", "feed.jsonl#", "feed.jsonl")
refused("a mark and no file", "#one", "#one")
refused("an operand that is not there", "absent.txt", "absent.txt")
refused("an operand without a name", "", "names no file")
refused("an empty text", "empty.txt", ("empty.txt", "no article"), lambda t: t.put("empty.txt", b""))
refused("a text of white space", "blank.txt", ("blank.txt", "no article"),
        lambda t: t.put("blank.txt", "\u00a0\n\t\u3000"))
refused("a page without text", "page.html", ("page.html", "no article"),
        lambda t: t.put("page.html", "<html><body><nav>x</nav></body></html>"))
refused("lines of which none is JSON", "bad.jsonl", ("bad.jsonl", "no article"),
        lambda t: t.put("bad.jsonl", b'{"id": \n{"id": \n'))
refused("an archive cut off", "bad.zip", "bad.zip", lambda t: t.put("bad.zip", b"PK\x03\x04" + b"\0" * 40))
refused("an operand that may not be read", "locked.txt", ("locked.txt", "Permission denied"),
        lambda t: t.put("locked.txt", ORGAN).chmod(0), prefix=True)
refused("an operand that is a link in a circle", "loop", ("loop", "symbolic links"),
        lambda t: (t.folder / "loop").symlink_to("loop"))


@CASES("an id out of a feed of which the rest is broken", ends="read")
def _(t):
    t.put("feed.jsonl", b"no json\n" + to_jsonl(FEED[:1]) + b'{"id": "x", "te\n' + to_jsonl(FEED[1:]))
    t.diff("feed.jsonl#one", "feed.jsonl#two")


@CASES("a file with a mark in its name, and ids with marks", ends="read")
def _(t):
    t.put("a#one", ORGAN)
    t.put("f#g.jsonl", to_jsonl([{"id": "#x#", "text": ORGAN_OTHER}, {"id": "y", "text": CHESS}]))
    t.diff("a#one", "f#g.jsonl##x#")


def rebuilt(t, a, b, view):
    """Each edit's ops cover both cells byte for byte, and an equal part is equal."""
    texts = [a.encode(), b.encode()]
    for row in view["rows"]:
        for edit in row.get("edits", ()):
            one, two = (row["cells"][edit[side]] for side in "ab")
            at, to = one["start"], two["start"]
            for kind, a_start, a_end, b_start, b_end in (op[:5] for op in edit["ops"]):
                only((a_start, b_start), (at, to), "an op's beginning")
                if kind == "=":
                    parts = texts[one["article"]][a_start:a_end], texts[two["article"]][b_start:b_end]
                    only(*(b" ".join(part.split()) for part in parts), "an equal part")
                at, to = a_end, b_end
            only((at, to), (one["end"], two["end"]), "the ends of the last op")
    for article, text in enumerate(texts):
        cells = sorted((cell["start"], cell["end"]) for row in view["rows"] for cell in row["cells"]
                       if cell["article"] == article)
        at = 0
        for start, end in cells:
            check(start >= at and not text[at:start].strip(b" \t\r\n"), f"bytes {at} to {start} are in no cell")
            at = end
        check(not text[at:].decode().strip(), f"the last {len(text) - at} bytes are in no cell")


def compared(name, a, b, code=1, seconds=5, megabytes=400, exact=True):
    """Two texts made to be hard: whatever is given up is said by `degraded`, and the rows still hold."""
    def run(t):
        one, two = a(), b()
        t.put("a.txt", one)
        t.put("b.txt", two)
        view = t.diff("a.txt", "b.txt", code=code, seconds=seconds, megabytes=megabytes)
        if exact:
            rebuilt(t, one, two, view)
        for kind in ("html", "text"):
            out = t.run("diff", "a.txt", "b.txt", "--format", kind, seconds=seconds, megabytes=megabytes)
            only(out.code, code, f"exit code of {kind}", out)
            if kind == "html":
                only(foreign_scripts(out.out), [], "scripts")
    CASES.add(name, run)


def shuffled(seed, count, words):
    random_order = random.Random(seed)
    return " ".join(random_order.choice(words) for _ in range(count)) + "\n"


WORDS = [f"{first}{last}" for first in ("ba", "ca", "đa", "ga", "ha", "la", "ma", "na")
         for last in ("", "n", "t", "nh")]
FEW = 20_000 // LESS
compared("a text against itself", lambda: CHESS, lambda: CHESS, code=0)
compared("texts that differ in their line ends alone", lambda: CHESS, lambda: CHESS.replace("\n", "\r\n"), code=0)
compared("two texts without one word", lambda: "… !? ***\n" * 50, lambda: "--- ;;; «»\n" * 50)
compared("a text of one letter", lambda: "a", lambda: ORGAN)
compared("one token 100,000 times against one more", lambda: "tin " * (5 * FEW), lambda: "tin " * (5 * FEW + 1),
         seconds=10)
compared("one token a million times against it as often on lines", lambda: "tin " * (50 * FEW),
         lambda: "tin\n" * (50 * FEW), code=0, seconds=20, exact=False)
compared("random words of a small set, 20,000 a side", lambda: shuffled(1, FEW, WORDS),
         lambda: shuffled(2, FEW, WORDS), seconds=20)
compared("two letters in random order, 20,000 a side", lambda: shuffled(3, FEW, "ab"), lambda: shuffled(4, FEW, "ab"),
         seconds=20)
compared("5,000 sentences in the opposite order", lambda: "".join(f"Con mèo số {i} ngủ ở nhà {i * 7}.\n"
    for i in range(FEW // 4)),
         lambda: "".join(f"Con mèo số {i} ngủ ở nhà {i * 7}.\n" for i in reversed(range(FEW // 4))), seconds=20)
compared("5,000 sentences that are nearly all alike", lambda: "".join(f"Con mèo ngủ ở nhà {i % 3}.\n"
    for i in range(FEW // 4)),
         lambda: "".join(f"Con mèo ngủ ở nhà {i % 4}.\n" for i in range(FEW // 4)), seconds=20)
compared("one sentence of 20,000 words against its second half first", lambda: " ".join(f"từ{i}" for i in range(FEW)),
         lambda: " ".join(f"từ{i}" for i in [*range(FEW // 2, FEW), *range(FEW // 2)]), seconds=20)
compared("two megabytes that share nothing", lambda: " ".join(f"a{i}" for i in range(10 * FEW)),
         lambda: " ".join(f"b{i}" for i in range(10 * FEW)),
         seconds=20, exact=False)
compared("overrides, joiners and marks in both", lambda: ORGAN.replace(" ", " \u202e").replace("a", "a\u0301\u0323"),
         lambda: ORGAN.replace(" ", "\u200d \u2066").replace("a", "a\u0323\u0301"), code=0, exact=False)
compared("scripts as the words that differ", lambda: ORGAN.replace("Sunday", "<script>alert(1)</script>"),
         lambda: ORGAN.replace("Sunday", "</script><img src=x onerror=alert(2)>"))


@CASES("one operand sixty times")
def _(t):
    t.put("a.txt", ORGAN)
    out = t.run("diff", *["a.txt"] * 60, "--format", "jsonl", seconds=10)
    only((out.code, len(json.loads(out.out)["articles"])), (0, 60), "exit code and articles", out)


@CASES("forty articles on forty events")
def _(t):
    for i in range(40):
        t.put(f"{i}.txt", f"{(CHESS, LIGHTHOUSE, ORGAN)[i % 3]}\nSố {i}.\n")
    out = t.run("diff", *[f"{i}.txt" for i in range(40)], "--format", "html", seconds=10)
    only((out.code, foreign_scripts(out.out)), (1, []), "exit code and scripts", out)


@CASES("bytes that are no UTF-8 in both operands")
def _(t):
    t.put("a.txt", ORGAN.encode().replace(b"Sunday", b"Sun\xffday"))
    t.put("b.txt", ORGAN.encode().replace(b"Sunday", b"Sun\0day"))
    view = t.diff("a.txt", "b.txt", code=0)
    check(all(row["kind"] == "same" for row in view["rows"]), "both are mended to one text")
    t.outcome = "mended"


@CASES("operands from two pipes")
def _(t):
    for name in ("p", "q"):
        os.mkfifo(t.folder / name)

    def during(_):
        for name, one in zip("pq", FEED):
            with open(t.folder / name, "wb") as pipe:
                pipe.write(to_jsonl([one]))
    out = t.run("diff", "p", "q", "--format", "jsonl", during=during)
    only(out.code, 1, "exit code", out)
