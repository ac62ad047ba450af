"""Much of one thing. Sparse files stand for what is large and empty; under sanitizers all of it is smaller."""

import os
import threading

from cases import Cases
from support import CHESS, ORGAN, ORGAN_OTHER, parse_lines, to_jsonl
from trial import FEED, SANITIZED, check, only

CASES = Cases()
GIGABYTE = 130 << 20 if SANITIZED else 1 << 30  # beyond the bound of a record in any case
MAPPED = 1300  # a sketch maps its inputs to hash them: pages of the cache, no memory of its own
LESS = 20 if SANITIZED else 1
HEALTHY = [to_jsonl([{"id": name, "text": text}]) for name, text in FEED.items()]


def hole(path, before, size, after):
    """`before`, so many bytes of NUL that take no disk, `after`."""
    with open(path, "wb") as file:
        file.write(before)
        file.truncate(len(before) + size)
        file.seek(0, 2)
        file.write(after)


@CASES("a gigabyte on one line of JSON Lines")
def _(t):
    (t.folder / "in").mkdir()
    hole(t.folder / "in/f.jsonl", HEALTHY[0], GIGABYTE, b"\n" + HEALTHY[1])
    t.survey(healthy=FEED, skipped={"f.jsonl:2": "longer than 64 MiB"}, megabytes=MAPPED, seconds=8)


@CASES("a gigabyte on one line inside a string of JSON")
def _(t):
    (t.folder / "in").mkdir()
    hole(t.folder / "in/f.jsonl", HEALTHY[0] + b'{"id": "x", "text": "', GIGABYTE, b'"}\n' + HEALTHY[1])
    t.survey(healthy=FEED, skipped={"f.jsonl:2": "longer than 64 MiB"}, megabytes=MAPPED, seconds=8)


@CASES("a gigabyte of one value in an array")
def _(t):
    t.beside()
    hole(t.folder / "in/f.json", b'[{"id": "x", "text": "', GIGABYTE,
         b'"}, ' + to_jsonl([{"id": "y", "text": CHESS}]) + b"]")
    t.survey(read={"y": CHESS}, skipped={"f.json:1": "longer than 64 MiB"}, megabytes=MAPPED, seconds=8)


@CASES("a text, a page and a packed file of a gigabyte each")
def _(t):
    t.beside()
    for name in ("b.txt", "b.html", "b.txt.gz"):
        hole(t.folder / "in" / name, b"", GIGABYTE, b"")
    t.survey(skipped={"b.txt": "longer than 64 MiB", "b.html": "longer than 64 MiB",
                      "b.txt.gz": "longer than 64 MiB"}, megabytes=240, seconds=8)


@CASES("a terabyte in one sparse text")
def _(t):
    t.beside()
    hole(t.folder / "in/b.txt", b"a", 1 << 40, b"")
    t.survey(skipped={"b.txt": "longer than 64 MiB"}, megabytes=300)


@CASES("a text of just less than the 64 MiB a record may have")
def _(t):
    t.beside()
    size = 63 << 20
    with open(t.folder / "in/b.txt", "wb") as file:
        for i in range(size // (1 << 20) // (8 if SANITIZED else 1)):
            file.write(b"".join(b"w%x tin vui " % (i << 16 | j) for j in range(1 << 16)).ljust(1 << 20)[:1 << 20])
    size = (t.folder / "in/b.txt").stat().st_size
    out = t.run("dedup", "in", "--out", "kept", seconds=6, megabytes=450)
    only((out.code, (t.folder / "kept").stat().st_size > size), (0, True), "exit code, and all of it kept", out)
    out = t.run("find", "in", "--format", "jsonl", seconds=10, megabytes=2000)
    only((out.code, len(out.objects)), (0, 1), "exit code and stories", out)


@CASES("a gigabyte on one line of standard input")
def _(t):
    reader, writer = os.pipe()

    def write():
        block = b"x" * (1 << 20)
        with os.fdopen(writer, "wb", buffering=0) as pipe:
            pipe.write(HEALTHY[0])
            for _ in range(GIGABYTE >> 20):
                pipe.write(block)
            pipe.write(b"\n" + HEALTHY[1])
    thread = threading.Thread(target=write)
    thread.start()
    try:
        out = t.run("find", "-", "--singles", "--format", "jsonl", stdin=reader, megabytes=260, seconds=8)
    finally:
        os.close(reader)
        thread.join()
    only((out.code, len(out.objects)), (0, 1), "exit code and stories", out)
    check("-:2: longer than 64 MiB; skipped" in out.err, "the long line is not named", out)
    t.outcome = "skipped"


def words(name, text, seconds=12, megabytes=700, **options):
    """One long text beside the healthy two."""
    def run(t):
        t.beside()
        t.put("in/b.txt", text())
        t.survey(read={"b.txt": text()}, seconds=seconds, megabytes=megabytes, twice=False, **options)
        out = t.run("dedup", "in", "--out", "kept", seconds=seconds, megabytes=megabytes)
        only((out.code, len(parse_lines((t.folder / "kept").read_bytes()))), (0, 3), "exit code and articles kept",
             out)
    CASES.add(name, run)


MILLION = 1_000_000 // LESS
words("one token a million times", lambda: "tin " * MILLION)
words("one token a million times, each on its line", lambda: "tin\n" * MILLION)
words("one token a million times, each a sentence", lambda: "Tin. " * MILLION)
words("two tokens by turns, a million of them", lambda: "tin vui " * (MILLION // 2))
words("a million tokens, no two alike", lambda: "".join(f"w{i:x} " for i in range(MILLION)))
words("a million numbers, no two alike", lambda: "".join(f"{i},{i % 10} " for i in range(MILLION)))
words("one sentence of 200,000 words without a stop",
      lambda: "con mèo đen ngủ trên mái đình " * (200_000 // 7 // LESS))
words("one sentence 20,000 times",
      lambda: "Con mèo đen ngủ trên mái đình làng Vạc suốt buổi trưa.\n" * (20_000 // LESS))
words("100,000 quotations", lambda: "Ông Tí nói: “Tôi không biết”. " * (100_000 // LESS))
words("100,000 names", lambda: "".join(f"Ông Nguyễn Văn A{i} gặp bà Trần Thị B{i}. " for i in range(50_000 // LESS)))
words("100,000 dates and sums", lambda: "Ngày 31/02/2025 chi 1.000.000 đồng, 12 %. " * (50_000 // LESS))


def articles(name, lines, kept, story=None, seconds=10, megabytes=300, verbs=("dedup", "find")):
    """Many articles between the healthy two: how many dedup keeps, and how many the largest story has."""
    def run(t):
        with open(t.folder / "f.jsonl", "wb") as file:
            file.write(HEALTHY[0])
            for i, line in enumerate(lines()):
                file.write(to_jsonl([{"id": f"n{i}", **line}]))
            file.write(HEALTHY[1])
        if "dedup" in verbs:
            out = t.run("dedup", "f.jsonl", "--out", "kept", "--dropped", "dropped", seconds=seconds,
                        megabytes=megabytes)
            only(out.code, 0, "exit code", out)
            left = [line["id"] for line in parse_lines((t.folder / "kept").read_bytes())]
            check(set(FEED) <= set(left), "the healthy two are not kept", out)
            dropped = (t.folder / "dropped").read_bytes().count(b"\n")
            only((len(left), len(left) + dropped), (kept, i + 3), "articles kept, and read", out)
        if "find" in verbs:
            out = t.run("find", "f.jsonl", "--format", "jsonl", seconds=seconds, megabytes=megabytes)
            only(out.code, 0, "exit code", out)
            stories = [{article["id"] for article in line["articles"]} for line in out.objects]
            check(set(FEED) in stories, "the healthy two are no story", out)
            if story is not None:
                only(max(map(len, stories)), story, "articles of the largest story", out)
    CASES.add(name, run)


COUNT = 10_000 // LESS
articles("ten thousand copies of one article", lambda: ({"text": CHESS} for _ in range(COUNT)), kept=3, story=COUNT)
articles("ten thousand copies that differ in a word each", lambda: ({"text": f"{CHESS} Số {i}."}
    for i in range(COUNT)), kept=3, story=COUNT)
articles("ten thousand copies of a text without five words",
         lambda: ({"text": "Trang này không có"} for _ in range(COUNT)), kept=COUNT + 2)
articles("ten thousand texts without one word", lambda: ({"text": "…!? " * (i % 50 + 1)} for i in range(COUNT)),
         kept=COUNT + 2)
articles("ten thousand articles of one title, otherwise different",
         lambda: ({"title": "Tin trong ngày", "text": " ".join(f"từ{i}x{j}" for j in range(40))}
                  for i in range(COUNT)), kept=COUNT + 2)
articles("ten thousand articles around one rare name",
         lambda: ({"text": "Ông Đoàn Viết Thuận ở Bàu Trẹm " +
                   " ".join(f"việc{(i * 7919 + j * 104729) % 50000}" for j in range(40))} for i in range(COUNT)),
         kept=None, seconds=25, verbs=("find",))
articles("a chain: each article half the one before",
         lambda: ({"text": " ".join(f"mắt{i * 20 + j}" for j in range(40))} for i in range(COUNT // 2)),
         kept=COUNT // 2 + 2, seconds=20)


@CASES("a hundred thousand broken lines: ten are said, all are listed")
def _(t):
    count = 100_000 // LESS
    with open(t.put("in/f.jsonl", HEALTHY[0]), "ab") as file:
        file.write(b"no json\n" * count + HEALTHY[1])
    out = t.run("find", "in", "--out", "out", "--format", "jsonl", seconds=10, megabytes=300)
    only((out.code, len(out.objects), len(out.err.splitlines())), (0, 1, 12), "exit code, stories, lines said", out)
    check(out.err.endswith(f"{count:,} skipped, 0 mended, 0 repeated, 0 not articles\n"), "count", out)
    only((t.folder / "out/skipped.jsonl").read_bytes().count(b"\n"), count, "lines of skipped.jsonl", out)
    t.outcome = "skipped"


@CASES("5,000 empty files and 5,000 of other kinds")
def _(t):
    t.beside()
    count = 5000 // LESS
    for i in range(count):
        t.put(f"in/e/{i:05}.txt", b"")
        t.put(f"in/p/{i:05}.png", b"")
    t.survey(skipped={f"e/{i:05}.txt": "no text" for i in range(count)},
             ignored={f"p/{i:05}.png": "not an article" for i in range(count)},
             seconds=10, twice=False)


@CASES("a report of 3,000 articles on one event")
def _(t):
    count = 3000 // LESS
    with open(t.folder / "f.jsonl", "wb") as file:
        for i in range(count):
            text = (ORGAN, ORGAN_OTHER)[i % 2].replace("Sunday", f"Sunday {i}")
            file.write(to_jsonl([{"id": f"n{i}", "text": text, "source": f"s{i % 300}", "date": "2025-11-03"}]))
    out = t.run("find", "f.jsonl", "--out", "out", "--format", "jsonl", seconds=60, megabytes=900)
    only((out.code, max(len(line["articles"]) for line in out.objects)), (0, count),
         "exit code and articles of the story", out)
