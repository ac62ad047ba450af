"""The verbs that write, and what their outputs must be."""

import os

from support import parse_lines
from trial import check, only

KEEP = ("dedup", "in", "--out", "kept", "--dropped", "dropped")
FIND = ("find", "in", "--out", "out")
SKETCH = ("sketch", "in", "--out", "s")
VERBS = {"find": FIND, "dedup": KEEP, "sketch": SKETCH}


def whole_outputs(t, verb, said="of an undisturbed run"):
    """What the verb writes must be what it writes when nothing is wrong."""
    names = {"find": ("out/stories.jsonl", "out/articles.jsonl", "out/index.html"), "dedup": ("kept", "dropped"),
             "sketch": ("s",)}[verb]
    found = {name: (t.folder / name).read_bytes() for name in names}
    plain = t.run(*VERBS[verb])
    only(plain.code, 0, "exit code", plain)
    for name, data in found.items():
        check(data == (t.folder / name).read_bytes(), f"{name} is not that {said}: {data[:300]!r}")


def absent_outputs(t, *names):
    for name in names:
        check(not (t.folder / name).exists(), f"{name} of a refused run")
    only([p for p in os.listdir(t.folder) if "." in p and not p.startswith(".std")], [], "temporary files")
