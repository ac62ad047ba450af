"""Zip and tar that are cut, damaged, lie, or name what lies outside. A member is read as a file of a folder."""

import gzip
import os
import tarfile
import zipfile
import zlib

from cases import Cases
from packing import deflate, tar_body, tar_header, tar_of, zip_end, zip_entry, zip_from, zip_of
from support import CHESS, LIGHTHOUSE
from trial import FOLDER, check, only

CASES = Cases()
A, B = ("a-organ.txt", FOLDER["a-organ.txt"].encode()), ("z-organ.txt", FOLDER["z-organ.txt"].encode())
CHESS_BYTES = CHESS.encode()
DAMAGED = "damaged after"


def archive(name, file, make, read=(), inside=True, **expected):
    """An archive whose first and last members are the healthy two, or (inside=False) that lies beside them."""
    def run(t):
        healthy = {f"{file}/{member}": text for member, text in FOLDER.items()} if inside else FOLDER
        if not inside:
            t.beside()
        t.put(f"in/{file}", make())
        names = {kind: {f"{file}{place}": reason for place, reason in said.items()}
                 for kind, said in expected.items() if isinstance(said, dict)}
        others = {key: value for key, value in expected.items() if not isinstance(value, dict)}
        t.survey(read={f"{file}/{member}": text for member, text in dict(read).items()}, healthy=healthy, **names,
                 **others)
        outside = sorted(path.name for path in t.folder.iterdir() if not path.name.startswith("."))
        check(outside == ["all.sketch", "all.sketch.text", "dropped", "in", "kept", "out", "tmp"] or not inside,
              f"files outside: {outside}")
    CASES.add(name, run)


def between(*members):
    return [A, *members, B]


def zip_parts(*parts):
    """Entries by hand between the healthy two."""
    return zip_from([zip_entry(A[0].encode(), A[1], deflate(A[1])), *parts,
                     zip_entry(B[0].encode(), B[1], deflate(B[1]))])


def entry(name, data=CHESS_BYTES, **fields):
    return zip_entry(name, data, deflate(data), **fields)


archive("a zip member that climbs out of its folder", "a.zip",
        lambda: zip_of(between(("../../../etc/x.txt", CHESS_BYTES))),
        read={"../../../etc/x.txt": CHESS})
archive("a zip member with an absolute name", "a.zip", lambda: zip_of(between(("/etc/passwd.txt", CHESS_BYTES))),
        read={"etc/passwd.txt": CHESS})
archive("a zip member with Windows' way out", "a.zip", lambda: zip_parts(entry(b"..\\..\\C:\\x.txt")),
        read={"../../C:/x.txt": CHESS})
archive("a zip member named as a script", "a.zip", lambda: zip_of(between(("<script>alert(1)<%2fscript>.txt",
    CHESS_BYTES))),
        read={"<script>alert(1)<%2fscript>.txt": CHESS})
archive("a zip member whose name is no UTF-8", "a.zip", lambda: zip_parts(entry(b"b\xe1o \xff.txt")),
        read={"b\ufffdo \ufffd.txt": CHESS})
archive("a zip member whose name says UTF-8 and is not", "a.zip",
        lambda: zip_parts(entry(b"b\xe1o.txt", flags=0x800)),
        skipped={"/member 2": "its name is not what the archive says"})
archive("a zip member without a name", "a.zip", lambda: zip_parts(entry(b"")), ignored={"": "without a name"})
archive("a zip member whose name has 60,000 bytes", "a.zip", lambda: zip_parts(entry(b"x/" * 30_000 + b"y.txt")),
        ignored={"": "longer than 4096 bytes"})
archive("a zip member with controls in its name", "a.zip", lambda: zip_parts(entry(b"a\x1b[31m\nb\x07.txt")),
        read={"a\x1b[31m\nb\x07.txt": CHESS})
archive("two zip members of one name and two texts", "a.zip",
        lambda: zip_from([entry(A[0].encode(), A[1]), entry(b"m.txt"), entry(b"m.txt", LIGHTHOUSE.encode()),
                          entry(B[0].encode(), B[1])]),
        read={"m.txt": CHESS, "m.txt~*": LIGHTHOUSE}, mended={"": "again with another text"})
archive("two zip members of one name and one text", "a.zip",
        lambda: zip_from([entry(A[0].encode(), A[1]), entry(b"m.txt"), entry(b"m.txt"), entry(B[0].encode(), B[1])]),
        read={"m.txt": CHESS}, repeated={"": "again with the same text"})
archive("a zip member whose sum is wrong", "a.zip", lambda: zip_parts(entry(b"m.txt", crc=1)),
        skipped={"/m.txt": "(?i)crc|damaged"})
archive("a zip member whose bytes are damaged", "a.zip", lambda: zip_parts(zip_entry(b"m.txt", CHESS_BYTES,
    b"\xff" * 300)),
        skipped={"/m.txt": DAMAGED})
archive("a zip member longer than it says", "a.zip", lambda: zip_parts(entry(b"m.txt", size=10)),
        skipped={"/m.txt": DAMAGED})
archive("an encrypted zip member", "a.zip", lambda: zip_parts(entry(b"m.txt", flags=1)),
        skipped={"/m.txt": "encrypted"})
archive("a zip member packed by a method nobody has", "a.zip", lambda: zip_parts(entry(b"m.txt", method=77)),
        skipped={"/m.txt": DAMAGED})
archive("a zip within a zip", "a.zip", lambda: zip_of(between(("b.zip", zip_of([("x.txt", CHESS_BYTES)])))),
        skipped={"/b.zip": "an archive within an archive"})
archive("a zip member of 80 MB of spaces", "a.zip", lambda: zip_of([("m.txt", CHESS_BYTES),
    ("n.txt", b" " * (80 << 20)), ("o.txt", LIGHTHOUSE.encode())]),
        inside=False, read={"m.txt": CHESS, "o.txt": LIGHTHOUSE}, skipped={"/n.txt": "longer than 64 MiB"})
archive("eight zip members of 10 MB of spaces each", "a.zip", lambda: zip_of([("m.txt", CHESS_BYTES),
    *((f"n{i}.txt", b" " * (10 << 20)) for i in range(8)), ("o.txt", LIGHTHOUSE.encode())]),
        inside=False, read={"m.txt": CHESS},
        skipped={f"/n{i}.txt": "no text" for i in range(7)} | {"/n7.txt": "1000 times", "/o.txt": "1000 times"})
archive("gzip within gzip within a zip", "a.zip", lambda: zip_of(between(("m.txt.gz",
    gzip.compress(gzip.compress(CHESS_BYTES))))),
        skipped={"/m.txt.gz": "packed more than once"})
archive("a zip of folders named as texts", "a.zip", lambda: zip_of(between(("m.txt/", b""),
    ("m.txt/n.txt", CHESS_BYTES))),
        read={"m.txt/n.txt": CHESS})
archive("rubbish before a zip, as of one that unpacks itself", "a.zip",
        lambda: b"MZ\x90\0" * 500 + zip_of(between(("m.txt", CHESS_BYTES))),
        read={"m.txt": CHESS})
archive("rubbish behind a zip", "a.zip", lambda: zip_of(between(("m.txt", CHESS_BYTES))) + b"rubbish" * 100,
        read={"m.txt": CHESS})
archive("a zip cut off inside its last member", "b.zip", lambda: zip_of([("m.txt", CHESS_BYTES),
    ("n.txt", LIGHTHOUSE.encode())])[:-350],
        inside=False, read={"m.txt": CHESS}, skipped={"": "damaged|cut", "/n.txt": "damaged|cut"})
archive("a zip without members", "b.zip", lambda: zip_end(b"", b"", 0), inside=False)
archive("no bytes under a zip's name", "b.zip", lambda: b"", inside=False)
archive("plain text under a zip's name", "b.zip", lambda: CHESS_BYTES, inside=False,
        skipped={"": "no archive that is read|damaged"})
archive("a 7z under a zip's name", "b.zip", lambda: b"7z\xbc\xaf\x27\x1c\0\4" + b"\0" * 500, inside=False,
        skipped={"": "no archive that is read|damaged"})
archive("a directory of members that is all rubbish", "b.zip", lambda: zip_end(b"", b"PK\x01\x02" + b"\xff" * 500, 3),
        inside=False,
        skipped={"": "damaged|no archive"})
archive("10,000 pictures and one article", "a.zip",
        lambda: zip_of(between(*[(f"{i}.png", b"") for i in range(10_000)], ("m.txt", CHESS_BYTES)),
                       zipfile.ZIP_STORED),
        read={"m.txt": CHESS}, ignored={"": "not an article by its name: 10000 members"})


@CASES("300 zip members that all unpack the same megabyte")
def _(t):
    t.beside()
    local, central = zip_entry(b"m000.txt", b"a" * (1 << 20), deflate(b"a" * (1 << 20)))
    directory = b"".join(central[:46] + b"m%03d.txt" % i for i in range(300))
    t.put("in/a.zip", zip_end(local, directory, 300))
    out = t.run("find", "in", "--format", "jsonl", megabytes=400)
    only(out.code, 0, "exit code", out)
    check(any(set(FOLDER) <= {a["id"] for a in line["articles"]} for line in out.objects), "the healthy two", out)


NOISE = [(f"{i}.bin", os.urandom(1 << 16)) for i in range(2)]


def broken_tar():
    header = bytearray(tar_header(b"m.txt", b"%011o\0" % len(CHESS_BYTES)))
    header[150] ^= 1
    return tar_body([A, B]) + bytes(header) + CHESS_BYTES + b"\0" * 2048


def zeros_between():
    """One gzip of a tar whose middle member is no article; 64 MiB at a time, to spare our own memory."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    size = 1 << 30
    out = packer.compress(tar_body([("m.txt", CHESS_BYTES)]) + tar_header(b"big.bin", b"%011o\0" % size))
    for _ in range(16):
        out += packer.compress(b"\0" * (size >> 4))
    return out + packer.compress(tar_of([("n.txt", LIGHTHOUSE.encode())])) + packer.flush()


def sparse_tar():
    """GNU's old form: a file of 1 TB that has no data at all."""
    header = bytearray(tar_header(b"hole.txt", b"00000000000\0", b"S"))
    header[257:265] = b"ustar  \0"
    terabyte = b"\x80" + (1 << 40).to_bytes(11, "big")
    header[386:410] = terabyte + b"00000000000\0"
    header[483:495] = terabyte
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return tar_body([("m.txt", CHESS_BYTES)]) + bytes(header) + tar_of([("n.txt", LIGHTHOUSE.encode())])


def special(name, kind, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info, b""


archive("tar members that climb out, absolute ones too", "a.tar",
        lambda: tar_of(between(("../../x.txt", CHESS_BYTES), ("/etc/y.txt", LIGHTHOUSE.encode()))),
        read={"../../x.txt": CHESS, "etc/y.txt": LIGHTHOUSE})
archive("links, devices and pipes in a tar", "a.tar",
        lambda: tar_of(between(special("l.txt", tarfile.SYMTYPE, "/etc/passwd"),
                               special("h.txt", tarfile.LNKTYPE, A[0]),
                               special("c.txt", tarfile.CHRTYPE), special("b.txt", tarfile.BLKTYPE),
                               special("p.txt", tarfile.FIFOTYPE))),
        ignored={"": "a link or device: 5 members"})
archive("a tar whose last header has a wrong sum", "a.tar",
        broken_tar, skipped={"": DAMAGED})
archive("a tar cut off inside a member", "b.tar", lambda: tar_of([("m.txt", CHESS_BYTES),
    ("n.txt", LIGHTHOUSE.encode() * 9)])[:4000],
        inside=False, read={"m.txt": CHESS}, skipped={"/n.txt": DAMAGED, "": DAMAGED})
archive("a tar member of eight exabytes", "b.tar", lambda: tar_body([("m.txt", CHESS_BYTES)]) +
        tar_header(b"n.txt", b"\x80" + b"\0" * 3 + b"\x7f" + b"\xff" * 7) + b"x" * 512, inside=False,
        read={"m.txt": CHESS}, skipped=
        {"": DAMAGED})
archive("a tar member of negative size", "b.tar", lambda: tar_body([("m.txt", CHESS_BYTES)]) +
        tar_header(b"n.txt", b"\xff" * 12) + b"x" * 512 + b"\0" * 1024, inside=False, read={"m.txt": CHESS},
        skipped={"": DAMAGED})
archive("a tar member of a size that is no number", "b.tar", lambda: tar_body([("m.txt", CHESS_BYTES)]) +
        tar_header(b"n.txt", b"zzzzzzzzzzzz") + b"\0" * 1024, inside=False, read={"m.txt": CHESS},
        skipped={"/n.txt": "no text"})
archive("a name of a megabyte by a pax header", "a.tar", lambda: tar_of(between(("x" * 1_000_000 + ".txt",
    CHESS_BYTES))),
        ignored={"": "longer than 4096 bytes|not an article by its name"})
archive("a name of a megabyte by GNU's header", "a.tar",
        lambda: tar_of(between(("x" * 1_000_000 + ".txt", CHESS_BYTES)), kind=tarfile.GNU_FORMAT),
        ignored={"": "longer than 4096 bytes"})
archive("macOS's own files beside each", "a.tar", lambda: tar_of(between(("._m.txt", b"\0\5\x16\7" * 50),
    ("m.txt", CHESS_BYTES))),
        read={"m.txt": CHESS}, ignored={"": "not an article by its name: 1 member"})
archive("20,000 members of no bytes", "a.tar", lambda: tar_of(between(*[(f"{i}.md", b"") for i in range(20_000)])),
        ignored={"": "not an article by its name: 20000 members"})
archive("a tar of no bytes", "b.tar", lambda: b"", inside=False)
archive("a tar of zeros", "b.tar", lambda: b"\0" * 10240, inside=False)
archive("half a tar.gz", "b.tar.gz", lambda: gzip.compress(tar_of([("m.txt", CHESS_BYTES), *NOISE]))[:-40_000],
        inside=False,
        read={"m.txt": CHESS}, skipped={"": DAMAGED}, ignored={"": "not an article by its name"})
archive("a gigabyte of zeros between the members of a tar.gz", "b.tar.gz", zeros_between, inside=False,
        read={"m.txt": CHESS},
        skipped={"": "1000 times"}, ignored={"": "not an article by its name"}, seconds=10)
archive("a tar in which a hole of a terabyte stands", "b.tar", sparse_tar, inside=False,
        read={"m.txt": CHESS, "n.txt": LIGHTHOUSE},
        skipped={"/hole.txt": "64 MiB|1000 times|no text"})
