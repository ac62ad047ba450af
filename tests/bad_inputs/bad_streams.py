"""Standard input that is missing, of another kind, packed, slow or cut off."""

import contextlib
import fcntl
import gzip
import lzma
import os
import socket
import threading
import time

from cases import Cases
from support import CHESS, LIGHTHOUSE, to_jsonl
from trial import CLOSED, FEED, check, only

CASES = Cases()
HEALTHY = to_jsonl([{"id": name, "text": text} for name, text in FEED.items()])
FIND = ("find", "-", "--singles", "--format", "jsonl")


def stream(name, data, read=(), **expected):
    """JSON Lines on standard input; read there is final, so each verb gets it anew."""
    def run(t):
        t.survey("-", read=read, healthy=FEED, stdin=data() if callable(data) else data, **expected)
    CASES.add(name, run)


def nothing(name, stdin, naming, lines=1):
    def run(t):
        for verb in (("find",), ("dedup", "--out", "kept"), ("sketch", "--out", "kept")):
            with contextlib.ExitStack() as stack:
                source = stdin
                if isinstance(stdin, str):
                    source = os.open(t.folder / stdin, os.O_RDONLY)
                    stack.callback(os.close, source)
                t.refuse(*verb, "-", stdin=source, naming=naming, lines=lines)
    CASES.add(name, run)


nothing("no standard input at all", CLOSED, ("standard input", "Bad file descriptor"))
nothing("standard input that is a folder", ".", ("standard input", "directory"))
nothing("standard input that is empty", "/dev/null", "no article")
nothing("a gzip header and nothing else on standard input", gzip.compress(b"")[:10],
        ("no article read", "1 skipped", "cut off"))


@CASES("plain text on standard input: no line is JSON")
def _(t):
    text = "\n".join(line for line in CHESS.split("\n") if line)
    t.refuse("find", "-", stdin=text.encode(), naming=("no article read", "3 skipped", "-:1: not JSON"))


@CASES("random bytes on standard input")
def _(t):
    out = t.run("find", "-", stdin=os.urandom(100_000))
    only((out.code, out.out), (2, b""), "exit code and standard output", out)
    check(len(out.err.splitlines()) <= 13 and "no article" in out.err, "what is said", out)
    t.outcome = "refused"


stream("packed lines on standard input", lambda: gzip.compress(HEALTHY))
stream("packed lines on standard input, cut off", lambda: gzip.compress(HEALTHY + b"x" * 9)[:-4],
       skipped={"-": "damaged after"})


@CASES("lines packed twice on standard input")
def _(t):
    t.refuse("find", "-", stdin=lzma.compress(gzip.compress(HEALTHY)),
             naming=("no article read", "packed more than once"))


stream("a last line without its end, and carriage returns", HEALTHY.replace(b"\n", b"\r\n") +
       to_jsonl([{"id": "x", "text": CHESS}])[:-1],
       read={"x": CHESS})
stream("a last line that breaks off, as of a writer that died",
       HEALTHY + to_jsonl([{"id": "x", "text": CHESS}])[:200],
       skipped={"-:3": "not JSON"})
stream("bytes that are no UTF-8 on standard input", HEALTHY + b'{"id": "x", "text": "a \xff b c d e f"}\n',
       read={"x": "a \ufffd b c d e f"}, mended={"-:3": "1 invalid byte sequence"})
stream("an article again under its id on standard input", HEALTHY + HEALTHY,
       repeated={"-:3": "same text", "-:4": "same text"})


@CASES("UTF-16 on standard input")
def _(t):
    t.refuse("find", "-", stdin=b"\xff\xfe" + HEALTHY.decode().encode("utf-16-le"),
             naming=("no article read", "UTF-16"))


@CASES("standard input named twice, and beside a folder", ends="read")
def _(t):
    t.put("in/m.txt", LIGHTHOUSE)
    t.survey("-", "-", "in", read={"m.txt": LIGHTHOUSE}, healthy=FEED, stdin=HEALTHY)


def piped(name, write, read, ends=None):
    """A thread of the case writes into a pipe, or a socket, what the run reads."""
    def run(t):
        reader, writer = os.pipe()
        thread = threading.Thread(target=write, args=(writer,))
        thread.start()
        try:
            out = t.run(*FIND, stdin=reader)
        finally:
            os.close(reader)
            thread.join()
        only(out.code, 0, "exit code", out)
        only({article["id"] for line in out.objects for article in line["articles"]}, read, "articles", out)
    CASES.add(name, run, ends)


def a_byte_at_a_time(writer):
    with contextlib.suppress(BrokenPipeError), os.fdopen(writer, "wb", buffering=0) as pipe:
        for i in range(0, len(HEALTHY), 7):
            pipe.write(HEALTHY[i:i + 7])


def with_a_pause(writer):
    with contextlib.suppress(BrokenPipeError), os.fdopen(writer, "wb", buffering=0) as pipe:
        pipe.write(HEALTHY[:100])
        time.sleep(0.7)
        pipe.write(HEALTHY[100:])


def endless_blanks(writer):
    with contextlib.suppress(BrokenPipeError), os.fdopen(writer, "wb", buffering=0) as pipe:
        for _ in range(300):
            pipe.write(b"\n" * 65536)
        pipe.write(HEALTHY)


piped("a writer that gives a few bytes at a time", a_byte_at_a_time, set(FEED))
piped("a writer that pauses inside a line", with_a_pause, set(FEED))
piped("twenty million empty lines before the first", endless_blanks, set(FEED))


@CASES("a writer that pauses, on a pipe that does not wait (O_NONBLOCK)", ends="read")
def _(t):
    reader, writer = os.pipe()
    fcntl.fcntl(reader, fcntl.F_SETFL, os.O_NONBLOCK)
    thread = threading.Thread(target=with_a_pause, args=(writer,))
    thread.start()
    try:
        out = t.run(*FIND, stdin=reader)
    finally:
        os.close(reader)
        thread.join()
    only(out.code, 0, "exit code", out)
    only({article["id"] for line in out.objects for article in line["articles"]}, set(FEED), "articles", out)


@CASES("standard input that is a socket")
def _(t):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(HEALTHY)
        ours.shutdown(socket.SHUT_WR)
        out = t.run(*FIND, stdin=theirs.fileno())
    only((out.code, len(out.objects)), (0, 1), "exit code and stories", out)


@CASES("a named pipe as INPUT whose writer writes nothing")
def _(t):
    os.mkfifo(t.folder / "pipe")
    t.put("in/x.md", "")

    def during(_):
        os.close(os.open(t.folder / "pipe", os.O_WRONLY))
    t.refuse("find", "pipe", naming="no article", during=during)


@CASES("a named pipe that gives a text where lines of JSON are read")
def _(t):
    os.mkfifo(t.folder / "pipe")

    def during(_):
        with open(t.folder / "pipe", "wb") as pipe:
            pipe.write(b"a text of some words\nand some more of them\n")
    t.refuse("find", "pipe", naming=("no article read", "2 skipped", "pipe:1"), during=during)


@CASES("text of standard input kept beside a sketch, and then damaged", ends="refused")
def _(t):
    made = t.run("sketch", "-", "--out", "s", stdin=HEALTHY)
    only(made.code, 0, "exit code", made)
    text = (t.folder / "s.text").read_bytes()
    for damaged in (text[:-1], b"", text[:len(text) // 2] + b"\0" + text[len(text) // 2 + 1:], os.urandom(len(text))):
        t.put("s.text", damaged)
        t.refuse("dedup", "s", "--out", "kept", naming="s")


@CASES("standard input by the system's names for it, as a pipe and as a file", ends="read")
def _(t):
    feed = t.put("feed.jsonl", HEALTHY)
    for name in ("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"):
        out = t.run("find", name, "--format", "jsonl", stdin=HEALTHY)
        only((out.code, len(out.objects)), (0, 1), "exit code and stories", out)
        reader, writer = os.pipe()
        os.write(writer, HEALTHY)
        os.close(writer)
        out = t.run("find", name, "--format", "jsonl", stdin=reader)
        os.close(reader)
        only((out.code, len(out.objects)), (0, 1), "exit code and stories", out)
    with feed.open("rb") as file:
        file.seek(100)
        out = t.run("find", "-", "--singles", "--format", "jsonl", stdin=file)
    check(out.code == 0 and "-:1: not JSON" in out.err, "a stream begins where it stands", out)
