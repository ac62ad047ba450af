"""What eval is given: groupings without tabs, stories that are none, ids that repeat or are unknown."""

import json
import os

from cases import Cases
from trial import CONTROLS, SANITIZED, check, only

CASES = Cases()
GOLD = b"a\tone\nb\tone\nc\ttwo\nd\ttwo\n"
STORIES = b'{"articles":[{"id":"a"},{"id":"b"}],"links":[]}\n{"articles":[{"id":"c"},{"id":"d"}],"links":[]}\n'
PERFECT = {"articles": "4", "gold-stories": "2", "pairs-true": "2", "pairs-found": "2", "unknown-ids": "0",
           "f1": "1.0000"}


def figures(out):
    fields = " ".join(out.decode("utf-8", "replace").split("\n")[:2]).split()
    return dict(zip(fields[::2], fields[1::2]))


def scored(name, gold=GOLD, stories=STORIES, ends=None, **expected):
    def run(t):
        t.put("gold.tsv", gold() if callable(gold) else gold)
        t.put("stories.jsonl", stories() if callable(stories) else stories)
        out = t.run("eval", "gold.tsv", "stories.jsonl", seconds=10, megabytes=700)
        only((out.code, out.err), (0, ""), "exit code and standard error", out)
        found = figures(out.out)
        wanted = {**PERFECT, **{key.replace("_", "-"): value for key, value in expected.items()}}
        only({key: found.get(key) for key in wanted}, wanted, "figures", out)
    CASES.add(name, run, ends)


def refused(name, gold=GOLD, stories=STORIES, naming=()):
    def run(t):
        t.put("gold.tsv", gold)
        t.put("stories.jsonl", stories)
        t.refuse("eval", "gold.tsv", "stories.jsonl", naming=naming)
    CASES.add(name, run)


refused("a gold line without a tab", GOLD + b"e three\n", naming="gold.tsv:5")
refused("a gold file that is a program", bytes(range(256)).replace(b"\t", b"") * 3 + b"\n", naming="gold.tsv:1")
refused("a story line cut off", stories=STORIES[:-30], naming="stories.jsonl:2")
refused("a story line that is an array", stories=b"[]\n", naming="stories.jsonl:1")
refused("a story line without articles", stories=b'{"links":[]}\n', naming="stories.jsonl:1")
refused("a story whose articles are numbers", stories=b'{"articles":[1,2]}\n', naming="stories.jsonl:1")
refused("a story whose ids are numbers", stories=b'{"articles":[{"id":1}]}\n', naming=("stories.jsonl:1", "id"))
refused("stories nested 100,000 deep", stories=b'{"articles":' + b"[" * 100_000 + b"\n", naming="stories.jsonl:1")
refused("stories in UTF-16", stories=b"\xff\xfe" + STORIES.decode().encode("utf-16-le"), naming="stories.jsonl:1")
refused("gold and stories in each other's place", STORIES, GOLD, naming="gold.tsv:1")
refused("no gold at all", b"", naming="gold.tsv")
refused("a gold file of blank lines", b"\n \n\t\n", naming="gold.tsv")

scored("Windows' line ends, a third column and blank lines", GOLD.replace(b"\n", b"\tnote\r\n") + b"\r\n",
       STORIES.replace(b"\n", b"\r\n\r\n"))
scored("a byte-order mark before the gold and the stories", b"\xef\xbb\xbf" + GOLD, b"\xef\xbb\xbf" + STORIES)
scored("a last line without its end", GOLD[:-1], STORIES[:-1])
scored("no stories: every article stands alone", stories=b"", pairs_found="0", f1="0.0000")
scored("ids nobody knows", stories=STORIES + b'{"articles":[{"id":"x"},{"id":"y"}]}\n', unknown_ids="2")
scored("an article twice in one story", stories=STORIES.replace(b'{"id":"b"}', b'{"id":"b"},{"id":"b"},{"id":"a"}'))
scored("a story twice", stories=STORIES + STORIES)
scored("links without scores, with words for scores, with unknown ids",
       stories=STORIES.replace(b'"links":[]',
                               b'"links":[{"a":"a","b":"b"},{"a":"a","b":"b","score":"x"},{"a":"q","b":7,"score":1}]'))
scored("ids that are scripts, paths and flags, and bytes that are no UTF-8",
       b"<script>\tone\n../x\tone\n--out\ttwo\n\xff\ttwo\n",
       json.dumps({"articles": [{"id": "<script>"}, {"id": "../x"}]}).encode() + b"\n", pairs_found="1", f1="0.6667")
scored("a label of a megabyte", GOLD.replace(b"one", b"o" * 1_000_000))
scored("100,000 articles, each alone", lambda: b"".join(b"n%d\tg%d\n" % (i, i) for i in range(100_000)), b"",
       articles="100000",
       gold_stories="100000", pairs_true="0", pairs_found="0")

@CASES("ids that drive a terminal, among the worst misses", ends="read")
def _(t):
    t.put("gold.tsv", b"a\x1b[31m\tone\nb\xe2\x80\xae\xc2\x9b\tone\nc\xff\tone\n")
    t.put("stories.jsonl", b"")
    out = t.run("eval", "gold.tsv", "stories.jsonl")
    only(out.code, 0, "exit code", out)
    check(not CONTROLS.search(out.out.decode("utf-8")), "control characters on standard output", out)


MANY = 1000 if SANITIZED else 30_000


@CASES("one story of 30,000 articles, whose pairs are 450 million", ends="read")
def _(t):
    t.put("gold.tsv", b"".join(b"n%d\tone\n" % i for i in range(MANY)))
    t.put("stories.jsonl", json.dumps({"articles": [{"id": f"n{i}"} for i in range(MANY)]}).encode() + b"\n")
    out = t.run("eval", "gold.tsv", "stories.jsonl", seconds=15, megabytes=500)
    only(out.code, 0, "exit code", out)
    found = figures(out.out)
    only((found["pairs-true"], found["pairs-found"], found["f1"]), (str(MANY * (MANY - 1) // 2),) * 2 + ("1.0000",),
         "figures", out)


@CASES("an article in the gold twice, under two stories")
def _(t):
    t.put("gold.tsv", GOLD + b"a\ttwo\n")
    t.put("stories.jsonl", STORIES)
    t.refuse("eval", "gold.tsv", "stories.jsonl", naming="gold.tsv:5")


@CASES("folders, and nothing, in the place of either file")
def _(t):
    t.put("gold.tsv", GOLD)
    t.put("stories.jsonl", STORIES)
    os.mkdir(t.folder / "folder")
    for gold, stories, named in (("folder", "stories.jsonl", "folder"), ("gold.tsv", "folder", "folder"),
                                 ("absent", "stories.jsonl", "absent"),
                                 ("gold.tsv", "absent", "absent"), ("gold.tsv", "", "No such file")):
        t.refuse("eval", gold, stories, naming=named)
