"""Text files whose bytes are not UTF-8, or nothing at all. U+FFFD stands for each maximal ill-formed part."""

import random
import re
import sys

from cases import Cases
from support import CHESS
from trial import ANY, FOLDER

CASES = Cases()
INVALID = r"invalid byte sequences? replaced by U\+FFFD"


def mended_text(data):
    """Unicode's recommended practice, by Python's own decoder; NUL is replaced too."""
    return data.decode("utf-8", "replace").replace("\0", "\ufffd")


def broken(name, data, count=None):
    """A file that is mended: each replacement counted, every other byte kept."""
    def run(t):
        t.beside()
        t.put("in/bad.txt", data)
        expected = mended_text(data)
        replaced = expected.count("\ufffd") if count is None else count
        t.survey(read={"bad.txt": expected}, mended={"bad.txt": rf"\A{replaced} {INVALID}"})
    CASES.add(name, run)


def inside(sequence):
    return CHESS.encode().replace(b"Caro-Kann", b"Caro" + sequence + b"Kann")


broken("a continuation byte without a lead", inside(b"\x80"))
broken("a two-byte character cut off by the end of the file", CHESS.encode() + b"\xc3")
broken("a three-byte character cut off by a line end", inside(b"\xe1\xbb\n"))
broken("a four-byte character cut off by a letter", inside(b"\xf0\x9f\x98x"))
broken("a slash in two bytes, over-long", inside(b"\xc0\xaf"))
broken("NUL in two bytes, as Java writes it", inside(b"\xc0\x80"))
broken("a slash in three bytes, over-long", inside(b"\xe0\x80\xaf"))
broken("a slash in four bytes, over-long", inside(b"\xf0\x80\x80\xaf"))
broken("a surrogate in UTF-8", inside(b"\xed\xa0\x80"))
broken("a surrogate pair in UTF-8 (CESU-8)", inside(b"\xed\xa0\xbd\xed\xb8\x80"))
broken("a code point beyond U+10FFFF", inside(b"\xf4\x90\x80\x80"))
broken("leads of five and six bytes", inside(b"\xf8\x88\x80\x80\x80\xfc\x84\x80\x80\x80\x80"))
broken("a UTF-16 mark in the middle of UTF-8", inside(b"\xfe\xff"))
broken("every byte from 0 to 255", bytes(range(256)) * 4)
broken("bytes FF and nothing else", b"\xff" * 1000)
broken("random bytes", random.Random(7).randbytes(1 << 16))
broken("a million continuation bytes", CHESS.encode() + b"\x80" * 1_000_000)
broken("NUL between words", CHESS.encode().replace(b" ", b"\0"))
broken("a block of NUL, as a crash leaves it", b"\0" * 65536)
broken("a character cut at the end of a read block", b"a " * 8191 + b"a\xe1\xbb" + b" b" * 200_000 + b"\xf0\x9f")
broken("Vietnamese in windows-1258", "Chị Hương gặp ông Đức ở Huế\n".encode("cp1258", "replace") +
       b"\xf5\xd2\xcc ba lan n\xf4i nhau")
broken("UTF-16 without a byte-order mark", CHESS.encode("utf-16-le"))
broken("a picture under a text's name", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + random.Random(8).randbytes(5000) +
       b"\xff\xd9")


@CASES("a program under a text's name")
def _(t):
    t.beside()
    with open(sys.executable, "rb") as file:
        data = file.read(1 << 17)
    t.put("in/bad.txt", data)
    t.survey(read={"bad.txt": mended_text(data)}, mended={"bad.txt": INVALID})


@CASES("UTF-16 with a mark and half a unit at its end")
def _(t):
    t.beside()
    t.put("in/bad.txt", b"\xff\xfe" + CHESS.encode("utf-16-le") + b"\x41")
    t.survey(read={"bad.txt": CHESS + "\ufffd"}, mended={"bad.txt": ["UTF-16 .little-endian., read as such",
        rf"\A1 {INVALID}"]})


@CASES("UTF-16 with half a surrogate pair")
def _(t):
    t.beside()
    t.put("in/bad.txt", b"\xfe\xff" + CHESS.encode("utf-16-be") + b"\xd8\x3d\x00!")
    t.survey(read={"bad.txt": CHESS + "\ufffd!"}, mended={"bad.txt": ["UTF-16 .big-endian., read as such",
        rf"\A1 {INVALID}"]})


@CASES("UTF-32 with its mark, which begins like UTF-16's")
def _(t):
    t.beside()
    t.put("in/bad.txt", b"\xff\xfe\0\0" + "năm con mèo ngủ trên mái".encode("utf-32-le"))
    t.survey(read={"bad.txt": ANY}, mended={"bad.txt": ["UTF-16", INVALID]})


@CASES("a UTF-16 mark and nothing after it")
def _(t):
    t.beside()
    t.put("in/bad.txt", b"\xff\xfe")
    t.survey(skipped={"bad.txt": "no text"})


@CASES("a UTF-8 mark and nothing after it")
def _(t):
    t.beside()
    t.put("in/bad.txt", b"\xef\xbb\xbf")
    t.survey(skipped={"bad.txt": "no text"})


@CASES("two UTF-8 marks: the second is a character of the text")
def _(t):
    t.beside()
    t.put("in/bad.txt", b"\xef\xbb\xbf\xef\xbb\xbf" + CHESS.encode())
    t.survey(read={"bad.txt": "\ufeff" + CHESS})


@CASES("a file of no bytes")
def _(t):
    t.beside()
    t.put("in/bad.txt", b"")
    t.survey(skipped={"bad.txt": "no text"})


@CASES("line ends of three systems in one file, none of them changed")
def _(t):
    t.beside()
    text = CHESS.replace("\n\n", "\r\r", 1).replace("\n\n", "\r\n\r\n", 1)
    t.put("in/bad.txt", text)
    t.survey(read={"bad.txt": text})


@CASES("U+FFFD that stood in the file is no mending of ours")
def _(t):
    t.beside()
    text = CHESS.replace("Caro-Kann", "Caro\ufffd\ufffdKann")
    t.put("in/bad.txt", text)
    t.survey(read={"bad.txt": text})


@CASES("the healthy two themselves with a bad byte each still meet")
def _(t):
    for name, text in FOLDER.items():
        t.put(f"in/{name}", text.encode().replace(b"organ", b"org\xffan", 1))
    texts = {name: re.sub("organ", "org\ufffdan", text, count=1) for name, text in FOLDER.items()}
    t.survey(healthy=texts, mended={name: rf"\A1 {INVALID}" for name in FOLDER})
