"""Compressed files that are cut, damaged, packed twice or grow beyond reason. Of lines, what came before is kept."""

import bz2
import gzip
import lzma
import os
import re
import struct
import zlib

from cases import Cases
from packing import lz4_frame, tar_of, xz_with_dictionary, zstd, zstd_frame
from support import CHESS, LIGHTHOUSE, parse_lines, to_jsonl
from trial import ANY, FOLDER, check, only

CASES = Cases()
DAMAGED = "damaged after"
FEW = to_jsonl([{"id": "one", "text": CHESS}, {"id": "two", "text": LIGHTHOUSE}])
BOTH = {"one": CHESS, "two": LIGHTHOUSE}
SKIPPABLE = b"\x50\x2a\x4d\x18\x04\0\0\0abcd"
BOMB = "unpacks to more than 1000 times its size|longer than 64 MiB"


def packed(name, file, make, read=(), reason=None, mended=(), place=None, also=(), **options):
    """`make()` gives the file's bytes; `reason` where the file, or the rest of it, is skipped."""
    def run(t):
        t.beside()
        t.put(f"in/{file}", make())
        t.survey(read=read, skipped={**({place or file: reason} if reason else {}), **dict(also)}, mended=mended,
                 **options)
    CASES.add(name, run)


def lines(name, file, make, reason=DAMAGED):
    """A feed of 300 articles, packed and then hurt: the whole lines before the damage are kept and no half line."""
    def run(t):
        texts = [f"{LIGHTHOUSE} {i} {os.urandom(500).hex()}" for i in range(300)]
        t.beside()
        t.put(f"in/{file}", make(to_jsonl([{"id": f"n{i:03}", "text": text} for i, text in enumerate(texts)])))
        t.outcome = "skipped"
        out = t.run("find", "in", "--singles", "--format", "jsonl", "--out", "out")
        only(out.code, 0, "exit code", out)
        read = {line["id"]: line["text"] for line in parse_lines((t.folder / "out/articles.jsonl").read_bytes())}
        healthy = {name: read.pop(name) for name in FOLDER}
        only(healthy, FOLDER, "the healthy two", out)
        check(30 <= len(read) < 300, f"{len(read)} of 300 lines read", out)
        only(read, {f"n{i:03}": texts[i] for i in range(len(read))}, "lines before the damage", out)
        check(any(set(FOLDER) <= {a["id"] for a in line["articles"]} for line in out.objects), "the healthy story",
              out)
        said = parse_lines((t.folder / "out/skipped.jsonl").read_bytes())
        check([line for line in said if line["place"] == file and re.search(reason, line["reason"])],
              "the damage is not named", out)
        # A block of bzip2 is vouched for only at its end: lines of rubbish may stand before the damage is known.
        left = [line for line in said if line["place"] != file
                and not (file.endswith(".bz2") and "not JSON" in line["reason"])]
        only(left, [], "incidents beyond what was expected", out)
        strict = t.run("dedup", "in", "--strict", "--out", "kept")
        only(strict.code, 2, "exit code under --strict", strict)
    CASES.add(name, run)


def flipped(data, at, count=30):
    at = int(at * len(data))
    return data[:at] + bytes(byte ^ 0x55 for byte in data[at:at + count]) + data[at + count:]


def half(pack):
    return lambda data: pack(data)[:len(pack(data)) * 3 // 5]


def nonsense(data):
    """Deflate up to a place where a block can begin, and there one of a kind that does not exist."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(data[:len(data) * 2 // 3]) + packer.flush(zlib.Z_FULL_FLUSH) + b"\xff" * 1000


def deep(layers):
    data = CHESS.encode()
    for _ in range(layers):
        data = gzip.compress(data)
    return data


def zlib_gzip(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def bomb(pack):
    """200 MB of spaces, made from four parts to spare our own memory."""
    return pack(b" " * (50 << 20)) * 4


def named_gzip(name):
    data = gzip.compress(CHESS.encode())
    return data[:3] + bytes([data[3] | 8]) + data[4:10] + name + data[10:]


def extra_gzip():
    data = gzip.compress(CHESS.encode())
    return data[:3] + bytes([data[3] | 4]) + data[4:10] + struct.pack("<H", 65535) + b"x" * 65535 + data[10:]

lines("gzip of lines cut off", "f.jsonl.gz", half(gzip.compress))
lines("zstd of lines cut off", "f.jsonl.zst", half(zstd))
lines("xz of lines cut off", "f.jsonl.xz", half(lambda data: lzma.compress(data, preset=0)))
lines("bzip2 of lines cut off", "f.jsonl.bz2", half(lambda data: bz2.compress(data, 1)))
lines("lz4 of lines cut off", "f.jsonl.lz4", half(lz4_frame))
lines("gzip of lines that turns into nonsense halfway", "f.jsonl.gz", nonsense)
lines("bzip2 of lines whose later blocks are damaged", "f.jsonl.bz2",
      lambda data: flipped(bz2.compress(data, 1), 0.8))
lines("the second of two gzip members damaged", "f.jsonl.gz",
      lambda data: gzip.compress(data[:len(data) // 2]) + nonsense(data[len(data) // 2:]))

packed("gzip of a text cut off: half an article is none", "f.txt.gz", lambda: gzip.compress(CHESS.encode())[:-200],
       reason=DAMAGED)
packed("gzip whose sum is wrong", "f.txt.gz", lambda: gzip.compress(CHESS.encode())[:-8] + b"\1\2\3\4" +
       struct.pack("<I", len(CHESS.encode())),
       reason="damaged after.*check")
packed("gzip whose length is wrong", "f.txt.gz", lambda: gzip.compress(CHESS.encode())[:-4] + b"\1\2\3\4",
       reason="damaged after.*(length|check)")
packed("rubbish behind a gzip of lines", "f.jsonl.gz", lambda: gzip.compress(FEW) + b"and so on, and so on",
       read=BOTH, reason=DAMAGED)
packed("zeros behind a gzip, as tapes have them", "f.txt.gz", lambda: gzip.compress(CHESS.encode()) + b"\0" * 10_000,
       read={"f.txt.gz": CHESS})
packed("a gzip header and nothing else", "f.txt.gz", lambda: gzip.compress(b"")[:10], reason=DAMAGED)
packed("no bytes under a packed name", "f.txt.gz", lambda: b"", reason="no text")
packed("plain lines under a packed name", "f.jsonl.gz", lambda: FEW, read=BOTH)
packed("zstd under gzip's name", "f.txt.gz", lambda: zstd(CHESS.encode()), read={"f.txt.gz": CHESS})
packed("gzip within gzip", "f.txt.gz", lambda: gzip.compress(gzip.compress(CHESS.encode())),
       reason="packed more than once")
packed("gzip within xz", "f.jsonl.xz", lambda: lzma.compress(gzip.compress(FEW)), reason="packed more than once")
packed("ten layers of gzip", "f.txt.gz", lambda: deep(10), reason="packed more than once")
packed("a gzip of 200 MB of spaces", "f.txt.gz", lambda: bomb(zlib_gzip), reason=BOMB)
packed("a zstd of 200 MB of one byte in 100 KB", "f.txt.zst", lambda: zstd_frame([(1, 131071, b"a")] * 1600),
       reason=BOMB)
packed("an xz of 200 MB of spaces", "f.txt.xz", lambda: bomb(lambda data: lzma.compress(data, preset=0)), reason=BOMB)
packed("a bzip2 of 200 MB of spaces", "f.txt.bz2", lambda: bomb(lambda data: bz2.compress(data, 9)), reason=BOMB)
packed("a bomb behind good lines", "f.jsonl.gz", lambda: gzip.compress(FEW) + bomb(zlib_gzip), read=BOTH,
       reason="1000 times its size",
       also={"f.jsonl.gz:3": "longer than 64 MiB"}, megabytes=400)
packed("a bomb of empty lines", "f.jsonl.zst", lambda: zstd_frame([(0, len(FEW), FEW)] + [(1, 131071, b"\n")] * 1600),
       read=BOTH, reason=BOMB,
       megabytes=300)
packed("zstd that asks for a window of 2 GB", "f.txt.zst", lambda: zstd_frame([(0, 5, b"hello")], 31), reason=DAMAGED)
packed("xz that asks for a dictionary of 4 GB", "f.txt.xz", lambda: xz_with_dictionary(CHESS.encode(), 40),
       read={"f.txt.xz": CHESS})
packed("zstd of skippable frames alone", "f.txt.zst", lambda: SKIPPABLE * 10 + zstd(b""), reason="no text|damaged")
packed("zstd behind a skippable frame, as its parallel packer writes it", "f.txt.zst",
       lambda: SKIPPABLE + zstd(CHESS.encode()),
       read={"f.txt.zst": CHESS})
packed("10,000 empty gzip members before the text", "f.txt.gz",
       lambda: gzip.compress(b"") * 10_000 + gzip.compress(CHESS.encode()),
       read={"f.txt.gz": CHESS})
packed("a gzip header that names another file", "f.txt.gz", lambda: named_gzip(b"../../etc/cron.d/x\0"),
       read={"f.txt.gz": CHESS})
packed("a gzip header with 64 KB of its own", "f.txt.gz", extra_gzip, read={"f.txt.gz": CHESS})
packed("gzip of no known method", "f.txt.gz", lambda: b"\x1f\x8b\x07" + gzip.compress(CHESS.encode())[3:],
       read={"f.txt.gz": ANY},
       mended={"f.txt.gz": r"replaced by U\+FFFD"})
packed("a tar under a text's name is a text", "f.txt.gz", lambda: gzip.compress(tar_of([("a.txt", CHESS.encode())])),
       read={"f.txt.gz": ANY},
       mended={"f.txt.gz": r"replaced by U\+FFFD"})
packed("gzip of text that is no UTF-8", "f.txt.gz", lambda: gzip.compress(CHESS.encode() + b"\xff"),
       read={"f.txt.gz": CHESS + "\ufffd"},
       mended={"f.txt.gz": "1 invalid byte sequence"})
packed("gzip of an array cut off inside its third element", "f.json.gz",
       lambda: gzip.compress(b"[" + b", ".join(FEW.strip().split(b"\n")) + b', {"id": "three'), read=BOTH,
       place="f.json.gz:3",
       reason="ends inside the value")
