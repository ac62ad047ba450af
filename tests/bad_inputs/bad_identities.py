"""Ids, titles, outlets and addresses that want to be paths, scripts, flags or each other."""

import base64
import csv
import io
import json
import re

from cases import Cases
from support import CHESS, LIGHTHOUSE, ORGAN, foreign_scripts, to_jsonl
from trial import FEED, check, only

CASES = Cases()


def outside(t):
    """Everything in the case's folder that no verb was told to write."""
    told = {"in", "out", "kept", "dropped", "all.sketch", "all.sketch.text", "tmp"}
    return sorted(path.name for path in t.folder.iterdir() if path.name not in told
                  and not path.name.startswith(".std"))


def identity(name, ids, **options):
    """Articles of these ids, each with a text of its own, all kept under their ids; nothing is written elsewhere."""
    def run(t):
        texts = {one: f"{LIGHTHOUSE} {i}" for i, one in enumerate(ids)}
        t.feed(*({"id": one, "text": text} for one, text in texts.items()))
        t.survey(healthy=FEED, read=texts, **options)
        only(outside(t), [], "files outside")
        t.table()
        operand = t.run("diff", f"in/feed.jsonl#{ids[0]}", "in/feed.jsonl#organ-1", "--format", "html")
        only(operand.code, 1, "exit code", operand)
        only(foreign_scripts(operand.out), [], "scripts of the comparison")
        explained = t.run("find", "in", "--explain", f"{ids[0]},organ-1")
        only(explained.code, 0, "exit code of --explain", explained)
    CASES.add(name, run)


identity("ids that climb", ["../../../etc/passwd", "..", ".", "../out/index.html", "out/../../x"])
identity("ids that are absolute paths, devices and drives", ["/etc/passwd", "/dev/null", "C:\\Windows\\x",
    "\\\\host\\share", "file:///etc/passwd"])
identity("ids that are scripts", ["<script>alert(1)</script>", "</script><script>alert(2)</script>",
                                  "\"><img src=x onerror=alert(3)>",
                                  "'-alert(4)-'", "]]><svg onload=alert(5)>", "<!--"])
identity("ids that are flags and operands", ["--out", "-", "-rf", "a,b,c", "a#b#c", "#", ","])
identity("ids that are JavaScript's own names", ["__proto__", "constructor", "toString", "null", "NaN", "undefined"])
identity("ids of white space, quotes and backslashes", [" a ", "a\tb", "a\\nb", "\"", "\\", "a\nb\r\nc"])
identity("an id of 100,000 characters", ["x" * 100_000])
identity("ids that differ in their last letter after 10,000", ["y" * 10_000 + end for end in "abc"])
identity("ids that differ only in how a letter is composed", ["b\u00e1o", "ba\u0301o", "BÁO"])
identity("ids that look like those the program makes", ["feed.jsonl:2", "feed.jsonl:1", "s-6f1c02ab9d3e", "x~0123"])
identity("template and format marks", ["{{7*7}}", "${7*7}", "%s%n%x", "{0}", "=cmd|' /C calc'!A0"])


@CASES("ids that become one id when they are mended")
def _(t):
    t.feed(b'{"id": "x\\ud83d", "text": %s}' % json.dumps(CHESS).encode(),
           b'{"id": "x\\ud83e", "text": %s}' % json.dumps(LIGHTHOUSE).encode())
    half = "half a surrogate pair"
    t.survey(healthy=FEED, read={"x\ufffd": CHESS, "x\ufffd~*": LIGHTHOUSE},
             mended={"feed.jsonl:2": half, "feed.jsonl:3": [half, "again with another text"]})


@CASES("one id a thousand times, each another text: all are kept apart")
def _(t):
    lines = [{"id": "x", "text": f"{LIGHTHOUSE} number {i} of a thousand"} for i in range(1000)]
    t.feed(*lines)
    out = t.run("dedup", "in", "--out", "kept", "--dropped", "dropped")
    only(out.code, 0, "exit code", out)
    ids = [json.loads(line)["id"] for name in ("kept", "dropped")
           for line in (t.folder / name).read_text().splitlines()]
    only((len(ids), len(set(ids))), (1002, 1002), "ids")
    check("999 mended" in out.err, "999 renamed", out)
    t.outcome = "mended"


@CASES("one id a thousand times, all of one text: it counts once")
def _(t):
    t.feed(*[{"id": "x", "text": LIGHTHOUSE}] * 1000)
    t.survey(healthy=FEED, read={"x": LIGHTHOUSE}, repeated={f"feed.jsonl:{n}": "again with the same text"
        for n in range(3, 1002)})


@CASES("an article that already has the id a renamed one would get")
def _(t):
    lines = [{"id": "x", "text": CHESS}, {"id": "x", "text": LIGHTHOUSE}]
    t.put("first.jsonl", to_jsonl(lines))
    t.run("dedup", "first.jsonl", "--out", "kept")
    taken = [json.loads(line)["id"] for line in (t.folder / "kept").read_text().splitlines() if "~" in line][0]
    t.feed(*lines, {"id": taken, "text": ORGAN.replace("Sunday", "Friday")})
    out = t.run("dedup", "in", "--out", "kept", "--dropped", "dropped")
    ids = [json.loads(line)["id"] for name in ("kept", "dropped")
           for line in (t.folder / name).read_text().splitlines()]
    only((out.code, len(ids), len(set(ids))), (0, 5, 5), "exit code, articles, ids", out)
    t.outcome = "mended"


def field(name, seconds=3, megabytes=160, **fields):
    """Other fields of a line; the pages stay safe, and the address of an article is text and no link."""
    def run(t):
        t.feed({"id": "x", "text": CHESS, **fields}, {"id": "y", "text": CHESS + " Cập nhật lúc 9 giờ.", **fields})
        t.survey(healthy=FEED, read={"x": CHESS, "y": CHESS + " Cập nhật lúc 9 giờ."}, seconds=seconds,
                 megabytes=megabytes)
        t.table(seconds=seconds, megabytes=megabytes)
        for page in [t.folder / "out/index.html", *(t.folder / "out/story").iterdir()]:
            text = page.read_text("utf-8")
            check("href=\"javascript:" not in text.lower() and "<img src=x" not in text
                  and "href=\"data:text/html" not in text, f"markup of an article "
                  f"in {page.name}")
    CASES.add(name, run)


SCRIPT = "</title></script><script>alert(1)</script><img src=x onerror=alert(2)>"
field("scripts in title, outlet and address", title=SCRIPT, source=SCRIPT, url="https://a.example/" + SCRIPT)
field("an address that is a script", title="t", url="javascript:alert(document.domain)", source="")
field("an address that is a page of its own", title="t", url="data:text/html,<script>alert(1)</script>", source="")
field("an address without a host, with users, ports and spaces", title="t", url="http://user:pass@:99999/ ../ \u202e",
      source="")
field("a title of 5 MB", title="Vỡ đê " * 700_000, source="a", seconds=10, megabytes=600)
field("an outlet of a megabyte", title="t", source="S" * 1_000_000)
field("titles, outlets and addresses that are no strings", title=[1], source={"name": {"name": "x"}}, url=7)
field("an outlet that climbs", title="t", source="../../../etc")


@CASES("sentences and outlets that are formulas of a spreadsheet")
def _(t):
    formulas = ("=HYPERLINK(\"https://a.example\",\"Mưa\")", "@SUM(1+1)*cmd|' /C calc'!A0", "+84 cũng bị ngập nặng")
    text = "\n\n".join([*formulas, CHESS])
    texts = {"x": text, "y": text + "Hết."}
    t.feed(*({"id": name, "text": one, "source": "=1+1" + name} for name, one in texts.items()))
    t.survey(healthy=FEED, read=texts)
    tables = [base64.b64decode(found).decode("utf-8") for page in (t.folder / "out/story").iterdir()
              for found in re.findall(r'href="data:text/csv;charset=utf-8;base64,([^"]*)"', page.read_text("utf-8"))]
    check(any("HYPERLINK" in table for table in tables), "no table holds the sentence")
    cells = [cell for table in tables for row in csv.reader(io.StringIO(table)) for cell in row]
    only([cell for cell in cells if cell[:1] in "=@+\t\r" and cell], [], "cells a spreadsheet would run")


@CASES("folders and files named as scripts, flags and dots")
def _(t):
    t.beside()
    names = ["<script>alert(1)<script>/a.txt", ".../b.txt", "--out/c.txt", "$(reboot)/d.txt", "a&b;c/`e`.txt",
             "%2e%2e%2f/f.txt", "-.txt", ".txt",
             "..txt", "~/g.txt", "con.txt", "a\\b\\h.txt"]
    texts = {name: f"{LIGHTHOUSE} {i}" for i, name in enumerate(names)}
    for name, text in texts.items():
        t.put(f"in/{name}", text)
    t.survey(read=texts)
    t.table()


@CASES("text that is the report's own markup and data")
def _(t):
    text = ORGAN + ('\n\n<script type="application/json" id="data">{"articles":[]}</script>\n\n'
                    '<!-- --><style>*{display:none}</style>\n')
    t.feed({"id": "x", "text": text})
    t.survey(healthy=FEED, read={"x": text}, together={"x"})
    page = t.run("diff", "in/feed.jsonl#x", "in/feed.jsonl#organ-1", "--format", "html")
    only(foreign_scripts(page.out), [], "scripts")
    check(b"<style>*{display:none}" not in page.out, "a style of the article")
