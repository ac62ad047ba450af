"""JSON that is broken, lies about its types, or is built to be expensive. One bad line is one loss."""

import json

from cases import Cases
from support import CHESS, LIGHTHOUSE, to_jsonl
from trial import FEED

CASES = Cases()
PLACE = "feed.jsonl:2"
GOOD = json.dumps(CHESS, ensure_ascii=False).encode()


def bad_line(name, line, reason):
    """The second of four lines is skipped; the third is an article."""
    def run(t):
        t.feed(line, {"id": "after", "text": LIGHTHOUSE})
        t.survey(read={"after": LIGHTHOUSE}, skipped={PLACE: reason}, healthy=FEED)
    CASES.add(name, run)


def mended_line(name, line, texts, reason):
    def run(t):
        t.feed(line, {"id": "after", "text": LIGHTHOUSE})
        t.survey(read={"after": LIGHTHOUSE, **texts}, mended={PLACE: reason}, healthy=FEED)
    CASES.add(name, run)


def read_line(name, line, texts, **options):
    def run(t):
        t.feed(line, {"id": "after", "text": LIGHTHOUSE})
        t.survey(read={"after": LIGHTHOUSE, **texts}, healthy=FEED, **options)
    CASES.add(name, run)


NOT_JSON = "(?i)not JSON"
bad_line("an object without a text", b"{}", 'no "text"')
bad_line("a line cut in the middle", b'{"id": "x", "text": ' + GOOD[:90], NOT_JSON)
bad_line("a comma too many", b'{"id": "x", "text": ' + GOOD + b",}", NOT_JSON)
bad_line("a comment behind the object", b'{"id": "x", "text": ' + GOOD + b"} // see there", NOT_JSON)
bad_line("single quotes, as Python prints", b"{'id': 'x', 'text': 'n\xc4\x83m con m\xc3\xa8o'}", NOT_JSON)
bad_line("NaN as a number", b'{"id": "x", "score": NaN, "text": ' + GOOD + b"}", NOT_JSON)
bad_line("arrays nested 100,000 deep in a field nobody reads",
         b'{"text": ' + GOOD + b', "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
         "(?i)deep")
bad_line("objects nested 100,000 deep", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "(?i)deep")
bad_line("brackets that open 1,000,000 times and never close", b"[" * 1_000_000, NOT_JSON)
bad_line("an escape that is none", b'{"id": "x", "text": "caf\\xe9 on the corner of the street"}', NOT_JSON)
bad_line("a tab that is not escaped", b'{"id": "x", "text": "one\ttwo three four five six"}', NOT_JSON)
bad_line("two objects on one line", b'{"id": "x", "text": ' + GOOD + b'} {"id": "y", "text": ' + GOOD + b"}",
         NOT_JSON)
bad_line("a text that is null", b'{"id": "x", "text": null}', 'null, expected a string')
bad_line("a text that is an array", b'{"id": "x", "text": ["a", "b"]}', "an array, expected a string")
bad_line("a text that is an object", b'{"id": "x", "text": {"html": "a"}}', "an object, expected a string")
bad_line("a text that is true", b'{"id": "x", "text": true}', "true or false, expected a string")
bad_line("a text of spaces of many kinds", '{"id": "x", "text": " \u00a0\u3000\u200b "}'.encode(), "empty")
bad_line("a string where an object should be", b'"just a string"', "a string, expected an object")
bad_line("a number with two points", b'{"id": "x", "views": 1.2.3, "text": ' + GOOD + b"}", NOT_JSON)
bad_line("a number with leading zeros", b'{"id": "x", "views": 007, "text": ' + GOOD + b"}", NOT_JSON)
bad_line("a page of an error instead of a record", b"<html><body><h1>502 Bad Gateway</h1></body></html>", NOT_JSON)
bad_line("a line of NUL, as a crash leaves it", b"\0" * 5000, NOT_JSON)

mended_line("half a surrogate pair in the text",
            b'{"id": "x", "text": "n\xc4\x83m con m\xc3\xa8o \\ud83d ng\xe1\xbb\xa7 say"}',
            {"x": "năm con mèo \ufffd ngủ say"}, "1 escape of half a surrogate pair")
mended_line("the second half of a pair in the title", b'{"id": "x", "title": "\\ude00", "text": ' + GOOD + b"}",
            {"x": CHESS},
            "half a surrogate pair")
mended_line("a surrogate pair the wrong way round", b'{"id": "x", "text": "a \\ude00\\ud83d b c d e"}',
            {"x": "a \ufffd\ufffd b c d e"}, "2 escapes of half a surrogate pair")
mended_line("NUL by its escape in the text", b'{"id": "x", "text": "one \\u0000 two three four five"}',
            {"x": "one \ufffd two three four five"}, "1 NUL")
mended_line("NUL by its escape in the id", b'{"id": "x\\u0000y", "text": ' + GOOD + b"}", {"x\ufffdy": CHESS},
            "1 NUL")
mended_line("bytes that are no UTF-8 in the text", b'{"id": "x", "text": "one \xff two three four five"}',
            {"x": "one \ufffd two three four five"}, "1 invalid byte sequence replaced")
mended_line("bytes that are no UTF-8 in the name of a field", b'{"id": "x", "t\xe9l": 1, "text": ' + GOOD + b"}",
            {"x": CHESS},
            "1 invalid byte sequence replaced")
mended_line("a byte that is no UTF-8 and half a pair in one line: both are said",
            b'{"id": "x", "text": "one \xff two \\ud83d three four five"}',
            {"x": "one \ufffd two \ufffd three four five"},
            ["1 invalid byte sequence replaced", "1 escape of half a surrogate pair"])
mended_line("an over-long slash inside an escape's place", b'{"id": "x", "text": "a \xc0\xaf b c d e f"}',
            {"x": "a \ufffd\ufffd b c d e f"}, "2 invalid byte sequences replaced")
mended_line("a count of more digits than any integer has",
            b'{"id": "x", "views": ' + b"9" * 40 + b', "text": ' + GOOD + b"}", {"x": CHESS}, "1 number beyond 64 bits")
mended_line("a number beyond all doubles", b'{"id": "x", "views": 1e999, "text": ' + GOOD + b"}", {"x": CHESS},
            "1 number beyond 64 bits")

read_line("the text twice: the first counts", b'{"id": "x", "text": ' + GOOD + b', "text": "other words"}',
          {"x": CHESS})
read_line("a text that is null beside a body", b'{"id": "x", "text": null, "body": ' + GOOD + b"}", {"x": CHESS})
read_line("a field nested 900 deep that nobody reads", b'{"id": "x", "text": ' + GOOD + b', "x": ' + b"[" * 900 +
          b"]" * 900 + b"}",
          {"x": CHESS})
read_line("an id that is an array", b'{"id": ["x"], "text": ' + GOOD + b"}", {PLACE: CHESS})
read_line("an id that is null", b'{"id": null, "text": ' + GOOD + b"}", {PLACE: CHESS})
read_line("an id of spaces", b'{"id": "  ", "text": ' + GOOD + b"}", {PLACE: CHESS})
read_line("an id that is a number", b'{"id": -17, "text": ' + GOOD + b"}", {"-17": CHESS})
read_line("an id that is a number with a fraction", b'{"id": 1.5, "text": ' + GOOD + b"}", {"1.5": CHESS})
read_line("a hundred thousand fields", b"{" + b"".join(b'"f%d": %d, ' % (i, i) for i in range(100_000)) +
          b'"id": "x", "text": ' + GOOD +
          b"}", {"x": CHESS})
read_line("the name of a field of 5 MB", b'{"id": "x", "' + b"k" * 5_000_000 + b'": 1, "text": ' + GOOD + b"}",
          {"x": CHESS})
read_line("a text of nothing but escapes", b'{"id": "x", "text": "' + b"\\u0061\\u0020" * 100_000 + b'"}',
          {"x": "a " * 100_000})
read_line("all aliases at once, each another text: the first of the list counts",
          to_jsonl([{"articleBody": "e", "maintext": "d", "body": "c", "content": "b", "text": CHESS,
                     "id": "x"}])[:-1], {"x": CHESS})
read_line("a byte-order mark in the middle, as of two files joined",
          b"\xef\xbb\xbf" + b'{"id": "x", "text": ' + GOOD + b"}", {"x": CHESS})
read_line("blank lines of many kinds", b" \t\n\r\n\x0b\x0c", {})


def file_case(name, file, data, **expected):
    """A file beside the healthy two."""
    def run(t):
        t.beside()
        t.put(f"in/{file}", data)
        t.survey(**expected)
    CASES.add(name, run)


ONE, TWO = ({"id": "one", "text": CHESS}, {"id": "two", "text": LIGHTHOUSE})
BOTH = {"one": CHESS, "two": LIGHTHOUSE}
RAW = [json.dumps(one, ensure_ascii=False).encode() for one in (ONE, TWO)]
LINES = to_jsonl([ONE, TWO])

file_case("JSON Lines in UTF-16, little end first", "f.jsonl", b"\xff\xfe" + LINES.decode().encode("utf-16-le"),
          skipped={"f.jsonl": "UTF-16.*convert"})
file_case("JSON Lines in UTF-16, big end first", "f.jsonl", b"\xfe\xff" + LINES.decode().encode("utf-16-be"),
          skipped={"f.jsonl": "UTF-16.*convert"})
file_case("JSON Lines in UTF-16 without a mark", "f.jsonl", LINES.decode().encode("utf-16-le"),
          skipped={f"f.jsonl:{n}": NOT_JSON for n in (1, 2, 3)})
file_case("JSON Lines in Windows' line ends behind a mark", "f.jsonl",
          b"\xef\xbb\xbf" + LINES.replace(b"\n", b"\r\n"), read=BOTH)
file_case("a last line without its end", "f.jsonl", LINES[:-1], read=BOTH)
file_case("lines ended by carriage returns alone are one line", "f.jsonl", LINES.replace(b"\n", b"\r"),
          skipped={"f.jsonl:1": NOT_JSON})
file_case("an array under the name of JSON Lines", "f.jsonl", b"[\n" + RAW[0] + b",\n" + RAW[1] + b"\n]\n",
          read={"two": LIGHTHOUSE},
          skipped={"f.jsonl:1": NOT_JSON, "f.jsonl:2": NOT_JSON, "f.jsonl:4": NOT_JSON})
file_case("an array cut inside its third element", "f.json",
          b"[" + RAW[0] + b", " + RAW[1] + b', {"id": "three", "te', read=BOTH,
          skipped={"f.json:3": "ends inside the value"})
file_case("an array with a damaged element between two", "f.json",
          b"[" + RAW[0] + b', {"text": nope}, ' + RAW[1] + b"]", read=BOTH,
          skipped={"f.json:2": NOT_JSON})
file_case("an array without its commas", "f.json", b"[" + RAW[0] + b" " + RAW[1] + b"]", read=BOTH)
file_case("an array of arrays, numbers and strings", "f.json", b'[[1], 2, "three", null, ' + RAW[0] + b"]",
          read={"one": CHESS},
          skipped={"f.json:1": "an array, expected", "f.json:2": "a number, expected",
                   "f.json:3": "a string, expected",
                   "f.json:4": "null, expected"})
file_case("rubbish behind an array", "f.json", b"[" + RAW[0] + b"] and so on", read={"one": CHESS},
          skipped={"f.json": NOT_JSON})
file_case("a string that is never closed takes the rest with it", "f.json",
          b"[" + RAW[0] + b', {"text": "open, ' + RAW[1].replace(b'"', b"'")
          + b"]", read={"one": CHESS}, skipped={"f.json:2": "ends inside the value"})
file_case("an array of commas", "f.json", b"[" + b"," * 500_000 + RAW[0] + b"]", read={"one": CHESS})
file_case("a value nested 100,000 deep", "f.json", b"[" + RAW[0] + b", " + b"[" * 100_000 + b"]" * 100_000 + b"]",
          read={"one": CHESS},
          skipped={"f.json:2": "(?i)deep"})
file_case("JSON Lines under the name of JSON, the first line damaged", "f.json", b'{"id": "x", "te\n' + LINES,
          read=BOTH,
          skipped={"f.json:1": NOT_JSON})
file_case("a string under the name of JSON", "f.json", b'"a text of five words at least"',
          skipped={"f.json": NOT_JSON})
file_case("plain text under the name of JSON", "f.json", CHESS, skipped={"f.json": NOT_JSON})
file_case("an empty array and an empty object", "f.json", b"[]{}", skipped={"f.json": 'no "text"'})
file_case("JSON of no bytes", "f.json", b"")
file_case("JSON in UTF-16", "f.json", b"\xff\xfe" + b"".join(RAW[:1]).decode().encode("utf-16-le"),
          skipped={"f.json": "UTF-16|not JSON"})
file_case("an object spread over lines and cut off", "f.json",
          json.dumps(ONE, ensure_ascii=False, indent=1).encode()[:-40],
          skipped={"f.json": "ends inside the value"})
file_case("closing brackets that were never opened", "f.json", b"[" + RAW[0] + b"]]]}}", read={"one": CHESS},
          skipped={"f.json": NOT_JSON})


def named(name, first, reason=NOT_JSON):
    """JSON Lines named on the command line, which are told by their content: a damaged first line is one loss."""
    def run(t):
        t.put("f.jsonl", first + b"\n" + to_jsonl([{"id": name, "text": text} for name, text in FEED.items()]))
        t.survey("f.jsonl", healthy=FEED, skipped={"f.jsonl:1": reason})
    CASES.add(name, run)


named("named lines of which the first is no JSON", b"no json")
named("named lines of which the first is a page of an error", b"<html><body><h1>502 Bad Gateway</h1></body></html>")
named("named lines of which the first is cut off at its front", RAW[0][40:])
named("named lines of which the first is cut off at its end", RAW[0][:40])
named("named lines of which the first is an array", b"[1, 2]", "an array, expected an object")
