"""Writes the WARC and WET files in warc/ from invented pages, by warcio, and warc/expected.tsv beside them.

    python3 -m venv venv && venv/bin/pip install warcio==1.8.1 && venv/bin/python tests/article/make_warc.py

The same bytes come out each time: dates and record ids are fixed. A line of expected.tsv is an article that has to be
read: file, URL, source, title, text, the last with \\n for a line feed. What stands in a file without such a line must
not be read.
"""

import gzip
import io
import pathlib
import unicodedata
import zlib

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

FOLDER = pathlib.Path(__file__).resolve().parent / "warc"
CRAWLED = "2026-03-05T02:00:00Z"

HARBOUR = ("Cảng Cửa Lò đón chuyến tàu đầu tiên", [
    "Sáng nay cảng mới ở Cửa Lò đã mở cầu số hai để đón chuyến tàu đầu tiên sau hai năm xây dựng.",
    "Ban quản lý cho biết mỗi ngày cầu này có thể đón mười hai chuyến, gấp đôi so với trước đây.",
    "Người dân hai bên bờ đứng xem rất đông, nhiều người mang theo cả con nhỏ và máy ảnh."])
BRIDGE = ("Old bridge closes for a season", [
    "The wooden bridge below the mill closes on Monday and will not carry walkers again before autumn.",
    "Carpenters found that four of its nine beams have gone soft where the water reaches them in spring.",
    "Until then a ferry runs every quarter of an hour, and the town pays for it."])
BAKER = ("Le boulanger rouvre après l’incendie", [
    "Le boulanger de la place a rouvert hier, onze semaines après l’incendie qui avait détruit son four.",
    "Des élèves de l’école voisine ont chanté pour fêter les premières miches sorties du fournil.",
    "Il répète qu’il n’a jamais pensé à quitter le quartier, où son père travaillait déjà."])
OBSERVATORY = ("丘の天文台が夜の見学を再開", [
    "丘の上の天文台は、三年ぶりに夜の見学会を再開すると金曜日に発表した。",
    "新しい望遠鏡は古いものより二倍明るく、町の子どもたちが最初に星を見ることになる。",
    "見学は毎週土曜日に開かれ、雨の日は講義に変わるという。"])
MARKET = ("Chợ nổi họp lại sau mùa lũ", [
    "Chợ nổi trên nhánh sông phía tây đã họp lại từ hôm qua, muộn hơn mọi năm gần ba tuần vì nước lên cao.",
    "Hơn một trăm ghe chở dưa, khoai và gạo đậu san sát từ lúc trời còn tối.",
    "Các chủ ghe nói giá dưa năm nay thấp, nhưng khách về mua đông nên ai cũng thấy vui."])
LIBRARY = ("Library lends tools as well as books", [
    "From this week the branch in Fell Street lends drills, ladders and a cement mixer along with its novels.",
    "Members may keep a tool for four days, and a retired joiner explains on Saturdays how to hold it.",
    "The idea came from a reader who had bought a saw to use it once."])


def page(story, head="", lang="vi"):
    title, paragraphs = story
    body = "".join(f"<p>{text}</p>\n" for text in paragraphs)
    return (f'<!DOCTYPE html>\n<html lang="{lang}"><head>{head}<title>{title} - Trang nhất</title></head>\n<body>'
            '<nav><ul><li><a href="/">Trang nhất</a></li><li><a href="/the-thao">Thể thao</a></li></ul></nav>\n'
            f"<article><h1>{title}</h1>\n{body}</article>\n"
            "<footer><p>© 2026. Giữ mọi quyền.</p></footer></body></html>\n")


def plain_page(story, head="", lang="en"):
    """Without letters beyond the story's own, for charsets that have no Vietnamese."""
    title, paragraphs = story
    body = "".join(f"<p>{text}</p>\n" for text in paragraphs)
    return (f'<html lang="{lang}"><head>{head}<title>{title}</title></head><body><div class="menu"><a href="/">+</a>'
            f"</div><article><h1>{title}</h1>\n{body}</article></body></html>\n")


def windows_1258(text):
    """Python's codec wants tone marks apart from their letters, as the charset has them."""
    out = bytearray()
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", letter)
            shape = [mark for mark in marks if mark in "\u0302\u0306\u031b"]
            tone = [mark for mark in marks if mark not in shape]
            out += (unicodedata.normalize("NFC", "".join([base, *shape])) + "".join(tone)).encode("cp1258")
    return bytes(out)


def chunked(body, size=100):
    parts = [body[i:i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x;n=1\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\nX-Trailer: 1\r\n\r\n"


def bare_deflate(body):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


class Crawl:
    """One file being written, and what has to be read of it."""

    def __init__(self, name, version="1.0"):
        self.name = name
        self.expected = []
        self.file = open(FOLDER / name, "wb")
        self.writer = WARCWriter(self.file, gzip=name.endswith(".gz"), warc_version=version)
        self.count = 0

    def _write(self, kind, url, payload, http=None, content_type=None, **extra):
        self.count += 1
        headers = {"WARC-Date": CRAWLED, "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{self.count:012d}>"}
        headers.update({name.replace("_", "-"): value for name, value in extra.items()})
        record = self.writer.create_warc_record(url, kind, payload=io.BytesIO(payload), http_headers=http,
                                                warc_content_type=content_type, warc_headers_dict=headers)
        self.writer.write_record(record)

    def info(self):
        self._write("warcinfo", None, b"software: a crawler of our own\r\n", content_type="application/warc-fields")

    def request(self, url):
        self._write("request", url, b"", StatusAndHeaders("GET / HTTP/1.1", [("Host", "x.example")], is_http_request=True))

    def response(self, url, body, headers, status="200 OK", **extra):
        self._write("response", url, body, StatusAndHeaders(status, headers, protocol="HTTP/1.1"), **extra)

    def other(self, kind, url, payload, content_type, **extra):
        self._write(kind, url, payload, content_type=content_type, **extra)

    def expect(self, url, story, source=None, title=None, text=None):
        host = url.split("/")[2].removeprefix("www.")
        text = text or "\n\n".join(story[1])
        self.expected.append((self.name, url, source or host, title or story[0], text.replace("\n", "\\n")))

    def close(self):
        self.file.close()
        return self.expected


HTML = ("Content-Type", "text/html; charset=utf-8")


def wire(name, version):
    """Bodies as they go over the wire, and every kind of record."""
    crawl = Crawl(name, version)
    crawl.info()
    url = "https://cua-lo.example/cang-moi.html"
    crawl.request(url)
    crawl.response(url, chunked(page(HARBOUR).encode()), [HTML, ("Transfer-Encoding", "chunked")])
    crawl.expect(url, HARBOUR)
    crawl.other("metadata", url, b"fetchTimeMs: 12\r\n", "application/warc-fields")
    url = "https://www.north.example/bridge?id=1&lang=en"
    head = '<meta property="article:published_time" content="2026-03-04T07:15:00+07:00">'
    crawl.response(url, gzip.compress(page(BRIDGE, head, "en").encode(), mtime=0), [HTML, ("Content-Encoding", "gzip")])
    crawl.expect(url, BRIDGE)
    url = "https://north.example/library"
    crawl.response(url, chunked(zlib.compress(page(LIBRARY).encode())),
                   [HTML, ("content-encoding", "deflate"), ("TRANSFER-ENCODING", "Chunked")])
    crawl.expect(url, LIBRARY)
    url = "https://north.example/library-again"
    crawl.response(url, bare_deflate(page(LIBRARY).encode()), [HTML, ("Content-Encoding", "deflate")])
    crawl.expect(url, LIBRARY)
    url = "https://north.example/brotli"
    crawl.response(url, b"\x8b\x02\x80not unpacked here\x03", [HTML, ("Content-Encoding", "br")])
    url = "https://north.example/gone"
    crawl.response(url, page(BRIDGE).encode(), [HTML], "404 Not Found")
    crawl.response("https://north.example/moved", b"<p>moved</p>", [HTML, ("Location", url)], "301 Moved Permanently")
    crawl.response("https://north.example/a.png", b"\x89PNG\r\n\x1a\n\r\n\r\n", [("Content-Type", "image/png")])
    crawl.response("https://north.example/robots.txt", b"User-agent: *\n", [("Content-Type", "text/plain")])
    crawl.response("https://north.example/half", page(BRIDGE).encode()[:300], [HTML], WARC_Truncated="length")
    crawl.response("https://north.example/empty", b"", [HTML])
    profile = "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"
    crawl._write("revisit", "https://north.example/bridge", b"", StatusAndHeaders("200 OK", [HTML], protocol="HTTP/1.1"),
                 WARC_Profile=profile)
    url = "https://north.example/notes.txt"
    crawl.response(url, "\n\n".join([BRIDGE[0], *BRIDGE[1]]).encode(), [("Content-Type", "text/plain;charset=UTF-8")])
    crawl.expect(url, BRIDGE, text="\n\n".join([BRIDGE[0], *BRIDGE[1]]))
    url = "file:///home/crawl/market.html"
    crawl.other("resource", url, page(MARKET).encode(), "text/html")
    crawl.expect(url, MARKET, source="crawls")
    crawl.other("resource", "dns:north.example", b"20260305\nnorth.example. 300 IN A 192.0.2.1\n", "text/dns")
    return crawl.close()


def charsets():
    crawl = Crawl("charsets.warc.gz")
    crawl.info()
    url = "http://a.example/1258"
    crawl.response(url, windows_1258(page(HARBOUR)), [("Content-Type", "text/html; charset=windows-1258")])
    crawl.expect(url, HARBOUR)
    url = "http://a.example/1258-meta"
    crawl.response(url, windows_1258(page(MARKET, '<meta charset="windows-1258">')), [("Content-Type", "text/html")])
    crawl.expect(url, MARKET)
    url = "http://b.example/latin"
    latin = plain_page(BAKER, lang="fr").replace("’", "'").encode("iso-8859-1")
    crawl.response(url, latin, [("Content-Type", 'text/html; Charset="ISO-8859-1"')])
    crawl.expect(url, (BAKER[0].replace("’", "'"), [text.replace("’", "'") for text in BAKER[1]]))
    url = "http://c.example/sjis"
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">'
    crawl.response(url, plain_page(OBSERVATORY, meta, "ja").encode("cp932"), [("Content-Type", "text/html")])
    crawl.expect(url, OBSERVATORY)
    url = "http://c.example/sjis-http"
    crawl.response(url, plain_page(OBSERVATORY, '<meta charset="utf-8">', "ja").encode("cp932"),
                   [("Content-Type", "text/html;charset=shift_jis")])
    crawl.expect(url, OBSERVATORY)
    url = "http://d.example/utf-8-called-latin"
    crawl.response(url, page(MARKET).encode(), [("Content-Type", "text/html; charset=iso-8859-1")])
    crawl.expect(url, MARKET)
    url = "http://d.example/none"
    crawl.response(url, page(HARBOUR).encode(), [])
    crawl.expect(url, HARBOUR)
    return crawl.close()


def cc_news():
    """Headers as Common Crawl's news crawler leaves them: bodies undone, what was undone renamed."""
    crawl = Crawl("CC-NEWS-20260305020000-00001.warc.gz")
    crawl.info()
    for url, story in (("https://bao.example/thoi-su/cang-moi-20260304.htm", HARBOUR),
                       ("https://www.bao.example/doi-song/cho-noi.htm", MARKET)):
        crawl.request(url)
        body = page(story).encode()
        crawl.response(url, body, [("Server", "nginx"), HTML, ("X-Crawler-Transfer-Encoding", "chunked"),
                                   ("X-Crawler-Content-Encoding", "gzip"), ("Content-Length", str(len(body))),
                                   ("Last-Modified", "Wed, 04 Mar 2026 01:00:00 GMT")],
                       WARC_Identified_Payload_Type="text/html")
        crawl.expect(url, story)
    # Some of its years kept the names.
    url = "https://north.example/kept-names"
    crawl.response(url, page(BRIDGE, lang="en").encode(),
                   [HTML, ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")])
    crawl.expect(url, BRIDGE)
    return crawl.close()


def wet(name):
    crawl = Crawl(name)
    crawl.info()
    for url, story in (("https://bao.example/cho-noi", MARKET), ("https://north.example/library", LIBRARY)):
        lines = [story[0] + " - Trang nhất", "Trang nhất", *story[1]]
        crawl.other("conversion", url, "\n".join(lines).encode(), "text/plain",
                    WARC_Identified_Content_Language="vie,eng")
        crawl.expect(url, story, title=lines[0], text="\n".join(lines))
    return crawl.close()


def main():
    FOLDER.mkdir(exist_ok=True)
    expected = [*wire("wire-1.0.warc.gz", "1.0"), *wire("wire-1.1.warc", "1.1"), *charsets(), *cc_news(),
                *wet("pages.warc.wet.gz"), *wet("pages.wet")]
    lines = ["\t".join(article) + "\n" for article in expected]
    (FOLDER / "expected.tsv").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
