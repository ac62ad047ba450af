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
import re
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import zipfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
LONGEST = 32_768


# What the tests of a part hand to it, raw strings and others, is where its harness starts from.
LITERAL = re.compile(r'R"(?P<mark>\w*)\((?P<raw>.*?)\)(?P=mark)"|"(?P<plain>(?:[^"\\\n]|\\.)*)"', re.DOTALL)


def literals(*tests):
    for test in tests:
        for found in LITERAL.finditer((SOURCE / "tests" / test).read_text(encoding="utf-8")):
            if found["raw"] is not None:
                yield found["raw"].encode()
            elif len(found["plain"]) > 3 and not found["plain"].endswith(".h"):
                yield re.sub(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[nrt0\\\"'])",
                             lambda escape: escape[0].encode().decode("unicode_escape"), found["plain"]).encode()


def archives(text, page, lines):
    """tar, zip and what they may hold, each packed in each way."""
    members = {"a/1.txt": text, "a/../2.txt": text[:700], "b.html": page, "/c.jsonl": lines, "d.json": lines[:3000],
               "e.txt.gz": gzip.compress(text, mtime=0), "f.jsonl.xz": lzma.compress(lines), "g/._1.txt": b"fork", "h.zip": b"PK",
               "i.jpg": b"no article", "": text[:10], "j" * 300 + ".txt": text[:200], "Thứ_năm.txt".encode().decode(): text[:300],
               "k.warc": b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"}
    for format in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=format) as archive:
            for name, content in members.items():
                member = tarfile.TarInfo(name if len(name) < 100 or format != tarfile.USTAR_FORMAT else name[:60] + ".txt")
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
            for kind, target in ((tarfile.SYMTYPE, "a/1.txt"), (tarfile.LNKTYPE, "a/1.txt"), (tarfile.FIFOTYPE, ""),
                                 (tarfile.DIRTYPE, "")):
                member = tarfile.TarInfo("l.txt")
                member.type, member.linkname = kind, target
                archive.addfile(member)
        yield from (out.getvalue(), gzip.compress(out.getvalue(), mtime=0), bz2.compress(out.getvalue()),
                    lzma.compress(out.getvalue()))
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            for name, content in members.items():
                archive.writestr(zipfile.ZipInfo(name), content)
        yield out.getvalue()
        # The flag of encryption, at its place in a member's header.
        yield out.getvalue().replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01")


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
    put("json_lines", *(b"\x40" + text for text in literals("article/json_article_test.cc", "article/line_chunks_test.cc")))
    put("json_lines", b'\x20{"text":"a","date":1736900000,"url":"http://a.example/b"}\n\n{"id":"x","text":"b\xff"}\r\n',
        b'\x01\xef\xbb\xbf{"content":"\\ud83d \\u0000","title":null}\n[1]\n{"text":""}\n')
    for choice, group in enumerate((plain, [b"[" + b",".join(lines[0].splitlines()[:3]) + b"]"] if lines else [], pages, texts)):
        put("records", *(bytes([choice + 4 * step]) + content for content in group for step in (0, 20)))
    put("records", *(bytes([choice]) + text for choice, test in ((0, "warc_test"), (1, "json_article_test"), (2, "html_test"),
                                                                 (3, "text_article_test"))
                     for text in literals(f"article/{test}.cc")))
    put("text", *texts, *literals("text/tokenize_test.cc", "text/sentence_test.cc", "text/spelling_test.cc", "text/language_samples.cc"), "Thứ Năm 9/10, ông Lý Cường hoà giải tại TP.HCM… 3,200 người – “tốt”".encode(),
        "ก็ยังไม่ 東京都の橋 Ⅷ ﬁ e\u0301\u0323 \u200d\u202e x".encode(), b"\xff\xfe\xc0\x80 \xed\xa0\x80 \xf4\x90\x80\x80")
    put("dates", *(text[:400] for text in texts), b"2025-10-09T22:10:00+07:00", "Thứ hai, 15.1.2025, 19:16".encode(),
        "15 tháng 1 năm 2025".encode(), b"Thu, 09 Oct 2025 22:10:00 +0700", b"15 Jan 2025 7:16 pm", b"31/02/2025", b"0000-00-00",
        struct.pack("<d", 1736900000.5), *literals("article/date_test.cc"))
    put("diff", *(b"\xff".join((a[:1500], b[:1500])) for a, b in zip(texts, texts[1:])),
        *(text[:1500] + b"\xff" + text[:1400].replace(b"a", b"o") + b"\xff" + text[200:1500] for text in texts[:10]))
    put("report", *literals("report/html_test.cc", "report/terminal_test.cc"))
    put("report", b"\xff".join((b"<script>alert(1)</script>", b"\"'&<>", b"</style><img src=x onerror=1>", b"]]>--><!--",
                                b"javascript:alert(1)", "\u202e\u2028\x1b[31m".encode(), b"\x00\x07")), *(t[:800] for t in texts[:5]))
    put("gold", *(gold + b"\xff" + gold for gold in literals("pipeline/evaluate_test.cc")))
    put("gold", b"a\ts1\nb\ts1\nc\ts2\n\xff" + b'{"story":"s-1","articles":[{"id":"a"},{"id":"b"}],"links":[{"a":"a","b":"b","score":0.9}]}\n',
        b"\xff", b"a\n\xff{}", b"a\ts\na\tt\n\xff[]\n")

    put("archive", *archives(texts[0], pages[0], lines[0]))
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
