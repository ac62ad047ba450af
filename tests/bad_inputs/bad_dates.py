"""Dates that are no days, lie beyond the years there are, or are no dates. The article stays, undated."""

import json

from cases import Cases
from support import CHESS, LIGHTHOUSE, ORGAN, ORGAN_OTHER, parse_lines
from trial import ANY, FEED, check, only

CASES = Cases()


def dates_read(t):
    return {line["id"]: line.get("date") for line in parse_lines((t.folder / "out/articles.jsonl").read_bytes())}


def text_of(number):
    """Like no other, so that dates are all that is tested."""
    return " ".join(f"từ{number}x{word}" for word in range(12))


def dated(name, values, expected=None):
    """Each value as the date of a line, raw JSON where bytes; `expected`: what is made of it, None for no date."""
    def run(t):
        raw = [value if isinstance(value, bytes) else json.dumps(value).encode() for value in values]
        t.feed(*(b'{"id": "d%d", "date": %s, "text": %s}' % (i, value, json.dumps(text_of(i)).encode())
                 for i, value in enumerate(raw)))
        t.survey(healthy=FEED, read={f"d{i}": text_of(i) for i in range(len(raw))}, twice=len(raw) == 1)
        found = dates_read(t)
        wanted = expected if isinstance(expected, list) else [expected] * len(raw)
        only([found[f"d{i}"] for i in range(len(raw))], wanted, f"dates of {values}")
        t.table()
    CASES.add(name, run)


dated("31 February, day first, month first and in ISO", ["31/02/2025", "02/31/2025", "2025-02-31", "31.2.2025",
    "31-02-2025 10:00"])
dated("29 February of a year that has none", ["29/02/2023", "1900-02-29"])
dated("29 February of a year that has one", ["29/02/2024", "2000-02-29"], ["2024-02-29", "2000-02-29"])
dated("months 0 and 13, days 0 and 32", ["2025-13-01", "2025-00-10", "2025-01-00", "2025-01-32", "00/00/0000"])
dated("year 0", ["0000-01-01", "01/01/0000", "0000-00-00 00:00:00"])
dated("years below 0", ["-0001-01-01", "-2025-01-01", "01/01/-5"])
dated("years beyond 9999", ["10000-01-01", "99999-12-31", "+12025-01-01"])
dated("hours, minutes and seconds that are none", ["2025-01-01T25:00", "2025-01-01 10:61", "2025-01-01T10:00:61",
                                                   "2025-01-01T-1:00"])
dated("zones no place on earth has", ["2025-01-01T00:00+99:99", "2025-01-01T00:00+18:01", "2025-01-01T00:00-25:00"])
dated("a moment whose zone pushes it out of the years there are",
      ["9999-12-31T23:59:59-18:00", "0001-01-01T00:00:00+14:00"])
dated("months and weekdays of no language", ["32 tháng 13 năm 2025", "Thứ tám, 15/15/2025", "Smarch 15, 2025",
                                             "ngày 31 tháng 2 năm 2025"])
dated("words, markup and emptiness", ["yesterday", "<b>2025</b>", "", "   ", "null", "N/A", "0", "-"])
dated("digits of other scripts", ["٢٠٢٥-٠١-١٥", "二〇二五年一月十五日"])
dated("a string of digits is no moment", ["1736942400", "20250231"])
dated("numbers from before there were crawls, and years", [b"0", b"-1", b"2025", b"12345"])
dated("numbers beyond all days", [b"1e308", b"-1e308", b"9223372036854775807", b"18446744073709551615", b"1e18"])
dated("31 February written as a number", [b"20250231", b"20251301", b"20250100"])
dated("arrays, objects, truth", [b'["2025-01-01"]', b'{"$date": "2025-01-01"}', b"true", b"null"])
dated("a date followed by a megabyte", ["2025-01-01 " + "x" * 1_000_000])
dated("a megabyte of digits", ["1" * 1_000_000])
dated("a date with NUL and controls behind it", ["2025-01-01\0", "2025-01-01\x1b[31m"])


@CASES("a leap second and midnight by 24 are a date or none, never another day")
def _(t):
    t.feed({"id": "x", "date": "2016-12-31T23:59:60Z", "text": CHESS},
           {"id": "y", "date": "2025-01-01T24:00:00Z", "text": LIGHTHOUSE})
    t.survey(healthy=FEED, read={"x": CHESS, "y": LIGHTHOUSE})
    found = dates_read(t)
    check(found["x"] is None or found["x"][:16] in ("2016-12-31T23:59", "2017-01-01T00:00"), found)
    check(found["y"] is None or found["y"].startswith("2025-01-02T00:00"), found)


@CASES("a date that is none beside one that is: the next field counts")
def _(t):
    t.feed({"id": "x", "date": "31/02/2025", "datePublished": "2025-03-02", "text": CHESS})
    t.survey(healthy=FEED, read={"x": CHESS})
    only(dates_read(t)["x"], "2025-03-02", "date")


@CASES("31 February in the head of a text and in a file's name")
def _(t):
    t.beside()
    text = "31/02/2025 10:00\n\n" + CHESS
    t.put("in/head.txt", text)
    t.put("in/2025-02-31-name.txt", LIGHTHOUSE)
    t.survey(read={"head.txt": text, "2025-02-31-name.txt": LIGHTHOUSE})
    only({name: date for name, date in dates_read(t).items() if date}, {}, "dates")


@CASES("dates that are none in a page's metadata")
def _(t):
    t.beside()
    t.put("in/bad.html", '<html><head><meta property="article:published_time" content="2025-02-31T10:00:00Z">'
          '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"0000-00-00"}</script></head>'
          f'<body><article><time datetime="99999-01-01">x</time><p>{CHESS}</p></article></body></html>')
    t.survey(read={"bad.html": ANY})
    only(dates_read(t)["bad.html"], None, "date")


@CASES("10,000 dates in the head of one text")
def _(t):
    t.beside()
    text = "15/01/2025 10:00\n" * 10_000 + CHESS
    t.put("in/bad.txt", text)
    t.survey(read={"bad.txt": text})


def apart(name, first, second, window, together):
    """The healthy two with these dates."""
    def run(t):
        articles = [{"id": "organ-1", "text": ORGAN, "date": first},
                    {"id": "organ-2", "text": ORGAN_OTHER, "date": second}]
        t.put("f.jsonl", "".join(json.dumps(one) + "\n" for one in articles))
        out = t.run("find", "f.jsonl", "--format", "jsonl", "--window-hours", window)
        only((out.code, len(out.objects)), (0, together), "exit code and stories", out)
    CASES.add(name, run)


apart("one event at both ends of time: no story", "0001-01-01", "9999-12-31", "168", 0)
apart("one event at both ends of time, any distance allowed: a story", "0001-01-01T00:00:00-18:00",
      "9999-12-31T23:59:59+18:00", "0", 1)
apart("both ends of time at the widest window there is", "0001-01-01", "9999-12-31", "1000000", 0)
