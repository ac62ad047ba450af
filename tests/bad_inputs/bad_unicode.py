"""Well-formed UTF-8 that is hostile: what drives terminals, hides, grows, or has no word in it."""

import json
import unicodedata

from cases import Cases
from support import CHESS, ORGAN
from trial import CONTROLS, FOLDER, check, only

CASES = Cases()


def kept(name, text, more=None, **options):
    """A text is read exactly as it stands, nothing is said of it, and the table stays plain."""
    def run(t):
        t.beside()
        t.put("in/bad.txt", text)
        t.survey(read={"bad.txt": text}, **options)
        t.table(**options)
        if more is not None:
            more(t)
    CASES.add(name, run)


def title(name, words):
    """The same as the title, outlet and id of a line of JSON."""
    def run(t):
        t.feed({"id": "x" + words, "text": CHESS, "title": words + " end", "source": "S" + words,
                "url": "https://a/" + words})
        t.survey(read={"x" + words: CHESS}, healthy={"organ-1": ORGAN, "organ-2": FOLDER["z-organ.txt"]})
        t.table()
        page = (t.folder / "out/index.html").read_text("utf-8")
        check("\x1b" not in page, "an escape in the page")
        t.put("other.txt", ORGAN)
        outcome = t.run("diff", f"in/feed.jsonl#x{words}", "other.txt")
        check(not CONTROLS.search(outcome.out.decode()), f"control characters in the comparison: "
              f"{CONTROLS.findall(outcome.out.decode())[:5]}", outcome)
    CASES.add(name, run)


title("bidirectional overrides in title, outlet and id", "\u202egnp.exe\u202c\u202d12\u202c")
title("bidirectional isolates and marks that are never closed", "\u2066\u2067\u2068abc\u200f\u061c")
title("colours and cursor moves for a terminal", "\x1b[31m\x1b[2J\x1b[10;10Hred")
title("a terminal's clipboard and window title (OSC)", "\x1b]52;c;cm0gLXJmIH4=\x07\x1b]0;owned\x07")
title("the same by single C1 characters", "\x9b31m\x9d52;c;cm0=\x9c")
title("backspaces that overwrite what stood before", "good\b\b\b\bevil\x7f\x7f")
title("carriage returns and form feeds that start a line anew", "a\rb\fc\vd")
title("line and paragraph separators, which end a line of JavaScript", "a\u2028b\u2029c")

kept("bidirectional overrides through a text", "\n\n".join(f"\u202e{part}\u202c" for part in CHESS.split("\n\n")))
kept("a zero-width joiner between all letters", "\u200d".join(CHESS))
kept("a byte-order mark inside words", CHESS.replace("a", "a\ufeff"))
kept("variation selectors and tags behind every letter", "".join(c + "\ufe0f\U000e0041" for c in CHESS[:400]))
kept("noncharacters, private use and unassigned code points",
     CHESS + "\ufffe \uffff \U0001fffe \ue000 \U0010ffff \u0378 \U000e0fff\n")
kept("a hundred thousand marks on one letter", "Chợ " + "e" + "\u0301" * 100_000 + " họp sáng nay ở làng\n")
kept("marks in the wrong order, 200,000 of them", "Chợ e" + "\u0301\u0323" * 100_000 + " họp sáng nay ở làng\n")
kept("a text that begins with marks on nothing", "\u0301\u0323\u031b" * 1000 + CHESS)
kept("marks and nothing else", "\u0301\u0323 " * 50)
kept("punctuation and nothing else", "… — !? ... ;;; «» ()\n" * 100)
kept("emoji and nothing else", "\U0001f525\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1fb\U0001f1f3\n" * 100)
kept("digits and nothing else", "17 4 1999 3,5 12.000 0\n" * 100)
kept("direction marks and nothing else", "\u200e\u200f\u061c" * 100)
kept("one letter", "a")
kept("four words, which is a stub", "Mưa lớn ở Huế\n")
kept("Chinese without a space, 300,000 characters", "河內昨夜大雨三百戶停電市長說明日恢復供水供電" * 14_000, seconds=10)
kept("Thai without a space, 100,000 characters", "ฝนตกหนักเมื่อคืนนี้น้ำท่วมบ้านสามร้อยหลัง" * 2500, seconds=10)
kept("Khmer without a space, 60,000 characters", "ភ្លៀងធ្លាក់ខ្លាំងយប់មិញទឹកលិចផ្ទះ" * 1800, seconds=10)
kept("Burmese without a space, 60,000 characters", "မနေ့ညကမိုးသည်းထန်စွာရွာသွန်း" * 2100, seconds=10)
kept("one word of a million letters", "a" * 1_000_000)
kept("Korean taken apart into 300,000 jamo", unicodedata.normalize("NFD", "큰비가내렸다" * 22_000), seconds=10)
kept("letters that fold into three", "ΐ ŉ ﬃ İ ẞ ﷺ \ufdfa " * 20_000, seconds=10)
kept("quotation marks that open and never close", "“ông ‘nói «rằng \"thế " * 20_000, seconds=10)
kept("brackets that open and never close", "([{（「 tin " * 20_000, seconds=10)
kept("half a million line ends between two words", "tin" + "\n" * 500_000 + "vui\n")
kept("half a million full stops", "tin " + "." * 500_000 + " vui\n")
kept("hyphens and apostrophes that join 200,000 parts to one word", "a-b'c’d·" * 50_000, seconds=10)
kept("digits, points and commas in one number of 300,000 characters", "Giá 1" + ".000,5" * 50_000 + " đồng\n",
     seconds=10)
kept("an address of a million characters", "xem https://a.example/" + "x/y?z=1&" * 125_000 + "\n", seconds=10,
     megabytes=250)


def blank(name, text):
    def run(t):
        t.beside()
        t.put("in/bad.txt", text)
        t.survey(skipped={"bad.txt": "no text"})
    CASES.add(name, run)


blank("no-break, wide and zero-width spaces and nothing else", "\u00a0\u3000\u200b\u2003 \n" * 100)
blank("line ends and nothing else", "\r\n" * 10_000)


@CASES("one text twice, composed and decomposed: a copy, each with its own bytes")
def _(t):
    t.beside()
    apart = unicodedata.normalize("NFD", CHESS)
    t.put("in/b.txt", CHESS)
    t.put("in/c.txt", apart)
    t.survey(read={"b.txt": CHESS, "c.txt": apart})
    dropped = [json.loads(line) for line in (t.folder / "dropped").read_text("utf-8").splitlines()]
    only([(line["id"], line["jaccard"]) for line in dropped], [("c.txt", 1)], "dropped")


@CASES("a message about a name full of escapes is one plain line", ends="refused")
def _(t):
    t.refuse("find", "no\x1b[31m\u202esuch\nfile\x9b.txt", naming="such")


@CASES("controls in the text of a record, shown by the comparison")
def _(t):
    t.beside()
    bad = ORGAN.replace("Sunday", "\x1b[5mSun\u202eday\x07\x9b0m")
    t.put("in/bad.txt", bad)
    t.survey(read={"bad.txt": bad}, together={"bad.txt"})
    outcome = t.run("diff", "in/a-organ.txt", "in/bad.txt")
    only(outcome.code, 1, "exit code", outcome)
    check(not CONTROLS.search(outcome.out.decode()), "control characters in the comparison", outcome)
    rows = t.diff("in/a-organ.txt", "in/bad.txt")["rows"]
    check(any(row["kind"] == "edited" for row in rows), "the changed sentence is no row of edits")
