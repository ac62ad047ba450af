"""What the adapters share: reading the file, and saying what was found.

An adapter is called as `NAME.py SETTING FILE OUT` and writes lines to OUT, articles by their line in FILE from 0:
  pair A B      reported as alike
  drop A B      A is dropped, B kept in its place
  group A B...  reported as alike, all of them
  flag A        reported as having one that is alike, without saying which
It reads with orjson, the fastest reader Python has, so that a peer is not charged for a slow one.
"""

import re
import sys

import orjson

WORDS = re.compile(r"\w+")
PERMUTATIONS, BANDS, ROWS, SHINGLE_WORDS, THRESHOLD = 128, 16, 8, 5, 0.7


def texts(path):
    with open(path, "rb") as lines:
        for line in lines:
            yield orjson.loads(line)["text"] or ""


def words(text):
    return WORDS.findall(text.lower())


def shingles(text):
    """Lower-cased words, five in a row, each once; the text's words themselves where there are fewer."""
    found = words(text)
    if len(found) < SHINGLE_WORDS:
        return {" ".join(found)} if found else set()
    return {" ".join(five) for five in zip(found, found[1:], found[2:], found[3:], found[4:])}


def main(**settings):
    """Runs the setting named on the command line; each yields lines as tuples."""
    setting, path, out = sys.argv[1:4]
    with open(out, "w", encoding="ascii") as file:
        for line in settings[setting](path):
            file.write(" ".join(map(str, line)) + "\n")


def groups(roots):
    """Lines of the groups, from each article's root."""
    members = {}
    for article, root in roots:
        members.setdefault(root, []).append(article)
    for of in members.values():
        if len(of) > 1:
            yield ("group", *of)
