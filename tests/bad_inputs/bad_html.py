"""Pages that are broken, nested beyond reason, lie about their charset or try to run something."""

import random

from cases import Cases
from support import CHESS
from trial import ANY, FOLDER, SANITIZED, check

CASES = Cases()
PARAGRAPHS = CHESS.strip().split("\n\n")
BODY = "".join(f"<p>{part}</p>" for part in PARAGRAPHS).encode()
DEEP = "nested deeper than 250"
TIMES = 20 if SANITIZED else 1  # what is built to be slow is shorter where all is slow


def whole(text):
    return b"<!doctype html><html><head><meta charset=utf-8></head><body><article>" + text + b"</article></body></html>"


def headed(head):
    """The whole article with more in its head."""
    return whole(BODY).replace(b"</head>", head + b"</head>")


def linked_data(json):
    return headed(b'<script type="application/ld+json">' + json + b"</script>")


def page(name, data, text=None, **expected):
    """`text`: words that stand in what is read and, after a `-`, words that do not; None where nothing is read."""
    def run(t):
        t.beside()
        t.put("in/bad.html", data if isinstance(data, bytes) else data.encode())
        seconds = expected.pop("seconds", 3)
        t.survey(read={} if text is None else {"bad.html": ANY}, seconds=seconds, **expected)
        if text is None:
            return
        line = next(line for line in (t.folder / "out/articles.jsonl").read_text("utf-8").split("\n")
                    if '"bad.html"' in line)
        for words in text if isinstance(text, tuple) else (text,):
            wanted = not words.startswith("-")
            check((words.removeprefix("-") in line) == wanted, f"{words!r} in what was read: {line[:600]}")
    CASES.add(name, run)


FIRST, LAST = "Lò Thị Mỷ", "tập huấn ở Budapest"
TOO_MANY = {} if SANITIZED else {"bad.html": "more than 500000 elements; what follows is left out"}
SKIP = {"skipped": {"bad.html": "no text"}}

page("100,000 divisions within one another, and text behind them",
     whole(BODY + b"<div>" * 100_000 + b"<p>sau chot</p>"),
     (FIRST, LAST, "-sau chot"), mended={"bad.html": DEEP})
page("100,000 divisions within one another, and text in the innermost", whole(b"<div>" * 100_000 + BODY),
     mended={}, **SKIP)
page("100,000 bold and italic elements that are never closed", whole(BODY + b"<b><i>" * 50_000), (FIRST, LAST),
     mended={"bad.html": DEEP})
page("100,000 tables within one another", whole(BODY + b"<table><tr><td>" * 100_000), (FIRST, LAST),
     mended={"bad.html": DEEP})
page("100,000 lists within one another, closed in order", whole(BODY + b"<ul><li>" * 100_000 +
    b"</li></ul>" * 100_000), (FIRST, LAST),
     mended={"bad.html": DEEP})
page("tags nested 100,000 deep inside a comment, which do not count",
     whole(b"<!--" + b"<div>" * 100_000 + b"-->" + BODY), (FIRST, LAST))
page("a comment that is never closed", whole(BODY + b"<!-- <p>mu\xe1\xbb\x99n</p>"), (FIRST, LAST, "-muộn"))
page("a script that is never closed", whole(BODY + b"<script>var a = '<p>sau</p>'"), (FIRST, LAST, "-var a"))
page("a style that is never closed", whole(BODY + b"<style>p { color: red }"), (FIRST, LAST, "-color"))
page("an attribute whose quote is never closed", whole(BODY + b'<p class="a>xa x\xc3\xb4i</p>'), (FIRST, LAST))
page("a tag that the page ends in", whole(BODY)[:-20] + b"<p clas", (FIRST, LAST))
page("a hundred thousand attributes on one element",
     whole(b"<p " + b" ".join(b"a%d=%d" % (i, i) for i in range(100_000 // TIMES)) + b">" + BODY), (FIRST, LAST))
page("one attribute a hundred thousand times", whole(b"<p " + b"class=x " * (100_000 // TIMES) + b">" + BODY),
     (FIRST, LAST))
page("an attribute of 8 MB", whole(b'<p class="' + b"x" * 8_000_000 + b'">' + BODY), (FIRST, LAST))
page("the name of an element of a million characters", whole(BODY + b"<" + b"x" * 1_000_000 + b">y"), (FIRST, LAST))
page("character references to what is no character", whole(BODY.replace(b"Caro-Kann",
    b"Caro&#0;&#xD800;&#x110000;&#99999999999999;&#xFFFE;Kann")),
     (FIRST, LAST))
page("half a million entities", whole(BODY + b"<p>" + b"&amp;&nbsp;&eacute;" * (170_000 // TIMES) + b"</p>"),
     (FIRST, LAST))
page("entities that grow a billion-fold, as XML has them",
     b'<!DOCTYPE html [<!ENTITY a "ha">' + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10)
                                                    for i in range(9)) + b"]>" +
     whole(BODY + b"<p>&j;</p>"), (FIRST, LAST))
page("an entity that names a file of the machine",
     b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + whole(BODY + b"<p>&x;</p>"),
     (FIRST, LAST, "-root:"))
page("NUL inside tags, names and text", whole(BODY.replace(b"<p>", b"<p\0>", 1).replace(b"Caro", b"Ca\0ro")), LAST,
     mended={"bad.html": r"replaced by U\+FFFD"})
page("UTF-16 with a mark, declared UTF-8", b"\xff\xfe" + whole(BODY).decode().encode("utf-16-le"), (FIRST, LAST),
     mended={"bad.html": "UTF-16"})
page("a charset nobody knows", whole(BODY).replace(b"charset=utf-8", b"charset=x-klingon"), (FIRST, LAST))
page("UTF-7 declared, which hides markup", whole(BODY + b"<p>+ADw-script+AD4-alert(1)</p>").replace(b"charset=utf-8",
    b"charset=utf-7"),
     (FIRST, LAST, "+ADw-script"))
page("UTF-8 under a declared windows-1252", whole(BODY).replace(b"charset=utf-8", b"charset=windows-1252"),
     (FIRST, LAST))
page("no charset, and bytes that are not UTF-8",
     whole(b"<p>Le caf\xe9 de la gare a ferm\xe9 hier soir apr\xe8s vingt ans.</p>").replace(
     b"<meta charset=utf-8>", b""), "Le café de la gare", mended={"bad.html": "CP1252, read as such"})
page("Shift-JIS declared, and bytes that are not",
     whole("<p>昨夜の大雨で三百戸が停電した。市長は明日復旧すると述べた。</p>".encode("shift_jis") + b"\xff\xfd\x81").replace(b"charset=utf-8",
         b"charset=shift_jis"),
     "昨夜の大雨で", mended={"bad.html": ["CP932, read as such", r"invalid byte sequences? replaced"]})
page("ISO-2022-JP that never leaves its escape",
     whole(b"<p>\x1b$B:rLk$NBg1+$G;0I48M$,DdEE$7$?</p>").replace(b"charset=utf-8", b"charset=iso-2022-jp"),
     "昨夜", mended={"bad.html": ["ISO-2022-JP", "invalid byte sequence"]})
page("a declared charset of a megabyte", whole(BODY).replace(b"charset=utf-8", b"charset=" + b"x" * 1_000_000),
     (FIRST, LAST))
page("no bytes", b"", **SKIP)
page("a page without a body", b"<!doctype html><title>Only a title</title>", **SKIP)
page("a page of scripts alone", whole(b"<script>document.write('<p>nothing to read here</p>')</script>" * 50), **SKIP)
page("a page of frames", b"<html><frameset cols=50%,*><frame src=a.html><frame src=b.html></frameset></html>", **SKIP)
page("a menu and no article", b"<html><body><nav><a href=/>Home</a> <a href=/x>World</a></nav></body></html>", **SKIP)
page("the body closed before the text begins", b"<html><body></body></html>" + BODY, (FIRST, LAST))
page("end tags of nothing, a million of them", whole(BODY + b"</div>" * (1_000_000 // TIMES)), FIRST)
page("a million line breaks", whole(BODY + b"<br>" * (1_000_000 // TIMES)), (FIRST, LAST), seconds=6, megabytes=500,
     mended=TOO_MANY)
page("200,000 empty paragraphs side by side", whole(BODY + b"<p></p>" * (200_000 // TIMES)), (FIRST, LAST), seconds=6)
page("four million less-than signs", whole(BODY + b"<p>" + b"<" * (4_000_000 // TIMES)), (FIRST, LAST), seconds=6,
     megabytes=600)
page("a million tags that begin and do not end", whole(BODY + b"<a" * (1_000_000 // TIMES)), (FIRST, LAST))
page("a million comments that begin and do not end", whole(BODY + b"<!--" * (1_000_000 // TIMES)), (FIRST, LAST))
page("a million ends of scripts in a script", whole(b"<script>" + b"</scrip" * (1_000_000 // TIMES) + b"</script>" +
                                                    BODY), (FIRST, LAST))
page("100,000 links in one paragraph", whole(BODY + b"<p>" + b"<a href=/>x y</a> " * (100_000 // TIMES) + b"</p>"),
     FIRST, seconds=6, megabytes=300)
page("processing instructions and CDATA", whole(b"<?php echo '<p>ma</p>' ?><![CDATA[ <p>x</p> ]]>" + BODY),
     (FIRST, LAST, "-php echo"))
page("text inside drawings and formulas",
     whole(BODY + b"<svg><foreignObject><p>trong tranh</p></foreignObject></svg><math><mtext>x"), (FIRST, LAST))
page("JSON-LD that is broken", linked_data(b'{"articleBody": "x'), (FIRST, LAST))
page("JSON-LD nested 100,000 deep", linked_data(b'{"a":[' * 100_000), (FIRST, LAST))
page("JSON-LD whose fields have other types",
     linked_data(b'{"@type":"NewsArticle","headline":[1],"datePublished":{"a":1},"publisher":7,"articleBody":["x"],'
                 b'"url":false}'),
     (FIRST, LAST))
page("a title that closes the report's own script",
     b"<title></script><script>alert(1)</script></title>" + whole(BODY), (FIRST, LAST))
page("addresses of scripts as the page's own address",
     headed(b'<link rel=canonical href="javascript:alert(1)"><base href="data:text/html,x">'), (FIRST, LAST))
page("plain text under a page's name", CHESS, (FIRST, LAST))


@CASES("random bytes under a page's name")
def _(t):
    t.beside()
    t.put("in/bad.html", random.Random(9).randbytes(50_000))
    t.survey(read={"bad.html": ANY}, mended={"bad.html": ["CP1252", "invalid byte|replaced"]})


@CASES("a page longer than 16 MiB")
def _(t):
    t.beside()
    size = (16 << 20) + 1
    with t.put("in/bad.html", whole(BODY)).open("r+b") as file:
        file.truncate(size)
    t.survey(skipped={"bad.html": f"a page of {size} bytes, longer than 16 MiB"})


@CASES("a page of just 16 MiB, nearly all of it script")
def _(t):
    t.beside()
    data = whole(b"<script>" + b"x" * 16_000_000 + b"</script>" + BODY)
    t.put("in/bad.html", data + b" " * ((16 << 20) - len(data)))
    t.survey(read={"bad.html": CHESS.strip()}, megabytes=200)


@CASES("two million tags that mean nothing")
def _(t):
    t.beside()
    t.put("in/bad.html", whole(BODY + b"<x>a</x>" * (1_000_000 // TIMES)))
    t.survey(read={"bad.html": ANY}, mended=TOO_MANY, seconds=8, megabytes=800, twice=False)


@CASES("the healthy two as pages full of broken markup")
def _(t):
    for name, text in FOLDER.items():
        paragraphs = "".join(f"<p><b><i>{part}</b></i><p></div>" for part in text.strip().split("\n\n"))
        t.put(f"in/{name}.html", f"<html><body><article>{paragraphs}<table><tr></article>")
    t.survey(healthy={f"{name}.html": ANY for name in FOLDER})
