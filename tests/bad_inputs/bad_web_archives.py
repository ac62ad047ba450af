"""WARC and WET whose records lie about their length, break off, are packed badly or repeat."""

import gzip
import zlib

from cases import Cases
from support import CHESS, LIGHTHOUSE, ORGAN, ORGAN_OTHER

CASES = Cases()
SITE = "https://crawl.example/"
HEALTHY = {SITE + "a": ORGAN, SITE + "z": ORGAN_OTHER}
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n"


def record(block, url=SITE + "x", kind="resource", mime="text/plain", length=None, extra=b"", version=b"WARC/1.1"):
    fields = [f"WARC-Type: {kind}".encode(), b"WARC-Date: 2025-12-01T00:00:00Z"]
    if url is not None:
        fields.append(b"WARC-Target-URI: " + (url if isinstance(url, bytes) else url.encode()))
    if mime:
        fields.append(f"Content-Type: {mime}".encode())
    if length != b"":
        fields.append(b"Content-Length: " + (str(len(block)).encode() if length is None else length))
    return version + b"\r\n" + b"\r\n".join(fields) + b"\r\n" + extra + b"\r\n" + block + b"\r\n\r\n"


def response(body, head=HTTP, url=SITE + "x"):
    return record(head + b"\r\n" + body, url, "response", "application/http; msgtype=response")


FIRST, LAST = record(ORGAN.encode(), SITE + "a"), record(ORGAN_OTHER.encode(), SITE + "z")
TEXT, OTHER = CHESS.encode(), LIGHTHOUSE.encode()


def warc(name, middle, read=(), skipped=None, ignored=None, mended=(), after=LAST, repeated=(), packed=False,
         **options):
    """Records between the healthy two; the second record's place is f.warc:2."""
    def run(t):
        parts = [FIRST, *(middle() if callable(middle) else middle), after]
        file = "f.warc.gz" if packed else "f.warc"
        t.put(f"in/{file}", b"".join(map(gzip.compress, parts))
              if packed == "records" else gzip.compress(b"".join(parts)) if packed
              else b"".join(parts))
        said = {kind: ({f"{file}{place}": reason for place, reason in dict(given).items()} if given else ())
                for kind, given in (("skipped", skipped), ("ignored", ignored), ("mended", mended),
                                    ("repeated", repeated))}
        t.survey(healthy=HEALTHY, read=read, **said, **options)
    CASES.add(name, run)


X = {SITE + "x": CHESS}
warc("a length that takes half of the next record", [record(TEXT, length=str(len(TEXT) + 90).encode()),
                                                     record(OTHER, SITE + "y")],
     skipped={":2": "no record ends after"})
warc("a length shorter than the record", [record(TEXT, length=b"50")],
     skipped={":2": "no record ends after the 50 bytes"})
warc("a negative length", [record(TEXT, length=b"-5")], skipped={":2": 'Content-Length is "-5", expected a number'})
warc("a length in words", [record(TEXT, length=b"many")], skipped={":2": 'Content-Length is "many"'})
warc("a length of twenty digits", [record(TEXT, length=b"9" * 20)], skipped={":2": "Content-Length is"})
warc("no length", [record(TEXT, length=b"")], skipped={":2": 'Content-Length is ""'})
warc("a length of an exabyte: the file ends inside", [], after=LAST + record(TEXT, length=b"1000000000000000000"),
     skipped={":3": ["longer than 64 MiB", "the file ends inside"]})
warc("a header without an end", [b"WARC/1.1\r\n" + b"X-Field: " + b"x" * 300_000 + b"\r\n"],
     skipped={":2": "no end within 256 KiB"})
warc("rubbish between records", [b"\x00\x01rubbish and more of it\r\n\r\n"], skipped={"": "are no WARC record"})
warc("a header that breaks off before the next record", [b"WARC/1.1\r\nWARC-Type: response\r\n"],
     skipped={":2": "its header breaks off"})
warc("the file ends inside a header", [], after=LAST + b"WARC/1.1\r\nWARC-Type: resp",
     skipped={":3": "no end within|ends"})
warc("the file ends inside a record", [], after=LAST + record(TEXT)[:-200],
     skipped={":3": "the file ends inside the record"})
warc("lines ended by line feeds alone", [record(TEXT).replace(b"\r\n", b"\n")], read=X)
warc("header lines that go on in the next", [record(TEXT, extra=b"X-Long: a\r\n  b\r\n\tc\r\n")], read=X)
warc("a record that quotes another's first line", [record(TEXT + b"\nWARC/1.0\nWARC-Type: response\n")],
     read={SITE + "x": CHESS + "\nWARC/1.0\nWARC-Type: response\n"})
warc("a record of unknown type, one in parts, one cut off by the crawler",
     [record(TEXT, kind="invented"), record(TEXT, extra=b"WARC-Segment-Number: 1\r\n"),
      record(TEXT, extra=b"WARC-Truncated: length\r\n")],
     ignored={"": ["unknown type: 1 record", "part of a record: 1", "cut off by the crawler"]})
warc("HTTP that says 404, 500, nothing and nonsense",
     [response(TEXT, HTTP.replace(b"200 OK", status)) for status in (b"404 Not Found", b"500", b"", b"two hundred")],
     ignored={"": ["HTTP status 404: 1", "HTTP status 500: 1", "another protocol than HTTP: 2"]})
warc("HTTP headers without end", [record(HTTP[:-2] + b"x" * 300_000, kind="response", mime="application/http")],
     ignored={"": "HTTP headers without end"})
warc("a chunk longer than the body", [response(b"7fffffffffffffff\r\nabc\r\n0\r\n\r\n",
                                               HTTP + b"Transfer-Encoding: chunked\r\n")],
     skipped={":2": "chunked body is cut off"})
warc("chunks without an end", [response(b"%x\r\n" % len(TEXT) + TEXT + b"\r\nzz\r\n",
                                        HTTP + b"Transfer-Encoding: chunked\r\n")],
     skipped={":2": "chunked body is damaged"})
warc("a chunked header over a body that is not", [response(TEXT, HTTP + b"Transfer-Encoding: chunked\r\n")], read=X)
warc("a packed body that is cut off", [response(gzip.compress(TEXT)[:-30], HTTP + b"Content-Encoding: gzip\r\n")],
     skipped={":2": "packed body is damaged or cut off"})
warc("a packed body of 80 MB in 80 KB", lambda: [response(gzip.compress(b" " * (80 << 20)),
    HTTP + b"Content-Encoding: gzip\r\n")],
     skipped={":2": "longer than 64 MiB unpacked"}, megabytes=300)
warc("a body packed twice over, each a bomb",
     lambda: [response(gzip.compress(gzip.compress(b" " * (80 << 20))), HTTP + b"Content-Encoding: gzip, gzip\r\n")],
     skipped={":2": "longer than 64 MiB unpacked"}, megabytes=300)
warc("a body in Brotli", [response(b"\x0b\x02\x80", HTTP + b"Content-Encoding: br\r\n")],
     skipped={":2": '"br" is not read'})
warc("a body packed five times over", [response(TEXT, HTTP + b"Content-Encoding: gzip, gzip, gzip, gzip, gzip\r\n")],
     skipped={":2": "more than 2 codings"})
warc("a body that was unpacked under a header that stayed", [response(TEXT, HTTP + b"Content-Encoding: gzip\r\n")],
     read=X)
warc("deflate without its wrapper, as some servers send it",
     [response(zlib.compress(TEXT)[2:-4], HTTP + b"Content-Encoding: deflate\r\n")], read=X)
warc("an address that climbs, and one that is a script",
     [record(TEXT, "file:///../../etc/passwd"), record(OTHER, "javascript:alert('<script>')")],
     read={"file:///../../etc/passwd": CHESS, "javascript:alert('<script>')": LIGHTHOUSE})
warc("an address that is no UTF-8", [record(TEXT, b"https://crawl.example/\xff\xe9")],
     read={SITE + "\ufffd\ufffd": CHESS})
warc("an address with controls", [record(TEXT, SITE + "a\x1b[31m\x07b")], read={SITE + "a\x1b[31m\x07b": CHESS})
warc("no address at all", [record(TEXT, None)], read={"f.warc:2": CHESS})
warc("one address twice, two texts", [record(TEXT), record(OTHER)], read={**X, SITE + "x~*": LIGHTHOUSE},
     mended={":3": "again with another text"})
warc("one address twice, one text", [record(TEXT), record(TEXT)], read=X, repeated={":3": "again with the same text"})
warc("a charset nobody knows", [response(TEXT, HTTP.replace(b"utf-8", b"x-nobody"))], read=X)
warc("text that is no UTF-8", [record(TEXT + b"\xff")], read={SITE + "x": CHESS + "\ufffd"},
     mended={":2": "1 invalid byte sequence"})
warc("a page without text", [record(b" \n ")], skipped={":2": "no text"})


@CASES("1,500 damaged records between good ones")
def _(t):
    t.put("in/f.warc", FIRST + LAST + record(TEXT, length=b"x") * 1500 + record(OTHER, SITE + "y"))
    expected = {f"f.warc:{n}": "Content-Length is" for n in range(3, 1004)}
    t.survey(healthy=HEALTHY, skipped={**expected, "f.warc": "more than 1000 damaged parts"})


def gzip_damage(data):
    packed = gzip.compress(data)
    return packed[:60] + bytes(byte ^ 0x55 for byte in packed[60:100]) + packed[100:]


@CASES("one damaged gzip member of a crawl is one loss")
def _(t):
    t.put("in/f.warc.gz", gzip.compress(FIRST) + gzip_damage(record(TEXT)) +
          gzip.compress(record(OTHER, SITE + "y")) + gzip.compress(LAST))
    t.survey(healthy=HEALTHY, read={SITE + "y": LIGHTHOUSE},
             skipped={"f.warc.gz": "up to the next gzip member that is whole"})


@CASES("a crawl cut off inside its last gzip member")
def _(t):
    t.put("in/f.warc.gz", gzip.compress(FIRST) + gzip.compress(LAST) + gzip.compress(record(TEXT))[:-40])
    t.survey(healthy=HEALTHY, skipped={"f.warc.gz": "damaged after.*cut off inside a gzip member"})


@CASES("a crawl of no bytes, and one of text")
def _(t):
    t.put("in/f.warc", FIRST + LAST)
    t.put("in/g.warc", b"")
    t.put("in/h.warc", CHESS)
    t.survey(healthy=HEALTHY, skipped={"h.warc": "are no WARC record"})


@CASES("a WET file of a version to come")
def _(t):
    t.put("in/f.warc.wet", FIRST + record(TEXT, kind="conversion", version=b"WARC/9.9") + LAST)
    t.survey(healthy=HEALTHY, read=X)


@CASES("a record of a gigabyte, nearly all of it a hole")
def _(t):
    size = 1 << 30
    path = t.put("in/f.warc", FIRST + record(b"", length=str(size).encode())[:-4])
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size + size)
        file.seek(0, 2)
        file.write(b"\r\n\r\n" + LAST)
    t.survey(healthy=HEALTHY, skipped={"f.warc:2": "longer than 64 MiB"}, seconds=5,
             megabytes=1300)  # a sketch maps its inputs to hash them
