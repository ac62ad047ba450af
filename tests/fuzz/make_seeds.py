"""Inputs for the harnesses to start from, out of corpus/ and the fixtures of tests/: make_seeds.py FOLDER PROGRAM.

What each harness reads is said at its head. Names are hashes, so that the same input stands there once. PROGRAM makes the
sketch whose parts are inputs.
"""

import bz2
import gzip
import hashlib
import io
import lzma
import pathlib
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import zipfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
LONGEST = 20_000


def sketch_parts(program, lines):
    """A sketch file, its segments and its catalog (engine/sketch/sketch_file.h has the layout)."""
    with tempfile.TemporaryDirectory() as name:
        news, sketch = pathlib.Path(name) / "news.jsonl", pathlib.Path(name) / "sketch"
        news.write_bytes(b"".join(line + b"\n" for line in lines.splitlines()[:8]))
        subprocess.run([program, "sketch", news, "--out", sketch], check=True, stderr=subprocess.DEVNULL)
        whole = sketch.read_bytes()
    segments, index, catalog, catalog_bytes, _ = struct.unpack("<5Q", whole[-40:])
    offsets = struct.unpack(f"<{segments + 1}Q", whole[index:index + 8 * (segments + 1)])
    return whole, [whole[a:b] for a, b in zip(offsets, offsets[1:])], whole[catalog:catalog + catalog_bytes]


def main(folder, program):
    shutil.rmtree(folder, ignore_errors=True)

    def put(harness, *contents):
        (folder / harness).mkdir(parents=True, exist_ok=True)
        for content in contents:
            content = content[:LONGEST]
            (folder / harness / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content)

    texts = [path.read_bytes() for path in sorted((SOURCE / "corpus").rglob("*.txt"))][:40]
    lines = [path.read_bytes()[:LONGEST] for path in sorted((SOURCE / "corpus").rglob("*.jsonl"))]
    pages = [path.read_bytes() for path in sorted((SOURCE / "corpus").rglob("*.html"))]
    pages += [path.read_bytes() for path in sorted((SOURCE / "tests/article/layouts").rglob("*.html"))]
    warcs = [path.read_bytes() for path in sorted((SOURCE / "tests/article/warc").rglob("*")) if path.is_file()]
    plain = [w for w in warcs if w.startswith(b"WARC/")] + [gzip.decompress(w) for w in warcs if w.startswith(b"\x1f\x8b")]

    put("json_lines", *(bytes([choice]) + text for text in lines for choice in (0, 7, 255)))
    put("json_lines", b'\x20{"text":"a","date":1736900000,"url":"http://a.example/b"}\n\n{"id":"x","text":"b\xff"}\r\n',
        b'\x01\xef\xbb\xbf{"content":"\\ud83d \\u0000","title":null}\n[1]\n{"text":""}\n')
    for choice, group in enumerate((plain, [b"[" + b",".join(lines[0].splitlines()[:3]) + b"]"] if lines else [], pages, texts)):
        put("records", *(bytes([choice + 4 * step]) + content for content in group for step in (0, 20)))
    put("text", *texts, "Thứ Năm 9/10, ông Lý Cường hoà giải tại TP.HCM… 3,200 người – “tốt”".encode(),
        "ก็ยังไม่ 東京都の橋 Ⅷ ﬁ e\u0301\u0323 \u200d\u202e x".encode(), b"\xff\xfe\xc0\x80 \xed\xa0\x80 \xf4\x90\x80\x80")
    put("dates", *(text[:400] for text in texts), b"2025-10-09T22:10:00+07:00", "Thứ hai, 15.1.2025, 19:16".encode(),
        "15 tháng 1 năm 2025".encode(), b"Thu, 09 Oct 2025 22:10:00 +0700", b"15 Jan 2025 7:16 pm", b"31/02/2025", b"0000-00-00",
        struct.pack("<d", 1736900000.5))
    put("diff", *(b"\xff".join((a[:1500], b[:1500])) for a, b in zip(texts, texts[1:])),
        *(text[:1500] + b"\xff" + text[:1400].replace(b"a", b"o") + b"\xff" + text[200:1500] for text in texts[:10]))
    put("report", b"\xff".join((b"<script>alert(1)</script>", b"\"'&<>", b"</style><img src=x onerror=1>", b"]]>--><!--",
                                b"javascript:alert(1)", "\u202e\u2028\x1b[31m".encode(), b"\x00\x07")), *(t[:800] for t in texts[:5]))
    put("gold", b"a\ts1\nb\ts1\nc\ts2\n\xff" + b'{"story":"s-1","articles":[{"id":"a"},{"id":"b"}],"links":[{"a":"a","b":"b","score":0.9}]}\n',
        b"\xff", b"a\n\xff{}", b"a\ts\na\tt\n\xff[]\n")

    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        for i, text in enumerate([*texts[:2], *pages[:1], *lines[:1]]):
            member = tarfile.TarInfo(("a/1.txt", "a/../2.txt", "b.html", "/c.jsonl")[i])
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    packed_zip = io.BytesIO()
    with zipfile.ZipFile(packed_zip, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("a/1.txt"), texts[0])
        archive.writestr(zipfile.ZipInfo("b.jsonl"), lines[0])
    put("archive", tar.getvalue(), packed_zip.getvalue(), gzip.compress(tar.getvalue(), mtime=0))
    for content in (texts[0], b"", b"a" * 100_000):
        for packed in (gzip.compress(content, mtime=0), bz2.compress(content), lzma.compress(content)):
            put("packed", b"\x10" + packed, b"\x00" + packed + packed, b"\x80" + packed[:-9] + b"x" * 9 + packed)
    put("sketch", *(bytes([choice]) + struct.pack("<4Q", n, 8 * n, 16, 0) + bytes(88 * n + 512 * n + 8 * n + 16)
                    for choice in range(4) for n in (0, 1, 3)),
        b"\x03samestry" + struct.pack("<4I", 2, 5, 128, 1) + bytes(80))
    whole, segments, catalog = sketch_parts(program, lines[0])
    put("sketch", b"\x03" + whole, b"\x01" + catalog, *(b"\x00" + segment for segment in segments))
    put("stages", b"", b"\x00" + b"samestg1" * 3, *(bytes([1, at, 0, 1]) + segments[0] for at in (0, 90, 255)),
        b"\x03\x05\x00\x00abcdefg", b"\x01\x09\x00\x80")
    print(sum(1 for path in folder.rglob("*") if path.is_file()), "inputs")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
