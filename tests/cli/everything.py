"""Every byte the program makes of corpus/, under names of its own: what test_reproducible.py holds against golden
hashes and against itself.

The articles are copied into a fresh folder first, so that stray files of a checkout do not show, and the program's
version is taken out of the pages, so that a release by itself changes no hash.
"""

import hashlib
import json
import pathlib
import shutil

from support import CORPUS, parse_lines, run

NAME = "corpus"  # of the copy, in whatever folder it lies
NOT_ARTICLES = ("background", "crawl")
TWO = ("harbour-post/2025-06-18-orvane-doubles-lindfurt.txt", "meridian-wire/wire.jsonl#mw-0003")
THIRD = "delta-courier/2025-06-19-what-lindfurt-means-for-tarnmouth.txt"
EXPLAINED = "mw-0003,delta-courier/2025-06-19-what-lindfurt-means-for-tarnmouth.txt"


def corpus_files():
    """Relative paths of the corpus's articles, and of what stands beside them."""
    found = (path.relative_to(CORPUS) for path in CORPUS.rglob("*") if path.is_file())
    return sorted(path for path in found
                  if path.parts[0] not in NOT_ARTICLES and not any(part.startswith(".") for part in path.parts))


def copy_corpus(folder, order=None):
    """corpus/ below `folder`, its files made one by one in the order given."""
    for path in corpus_files() if order is None else order:
        place = pathlib.Path(folder) / NAME / path
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(CORPUS / path, place)
    return pathlib.Path(folder) / NAME


def version():
    return run("--version").text.split()[1]


def without_version(content, number):
    """The bytes with VERSION for the program's own number."""
    for spelling in ("samestory <bdi>%s</bdi>", "samestory %s"):
        content = content.replace((spelling % number).encode(), (spelling % "VERSION").encode())
    return content


class Everything:
    """Runs the verbs in one way (flags, environment, prefix, place) and collects what they make.

    `place` holds the articles as `inputs` spells them, seen from `cwd`; `out` is an empty folder for the outputs.
    """

    def __init__(self, cwd, out, inputs=(NAME,), flags=(), env=None, prefix=(), feed=None):
        self.cwd, self.out, self.inputs = pathlib.Path(cwd), pathlib.Path(out), list(inputs)
        self.flags, self.env, self.prefix, self.feed = list(flags), env, list(prefix), feed
        self.made = {}

    def run(self, *args, stdin=b"", codes=(0,)):
        outcome = run(*args, stdin=stdin, env=self.env, prefix=self.prefix, cwd=self.cwd)
        if outcome.code not in codes:
            raise AssertionError(str(outcome))
        return outcome

    def keep_file(self, name, path):
        self.made[name] = pathlib.Path(path).read_bytes()

    def find(self):
        out = self.out / "find"
        outcome = self.run("find", *self.inputs, "--format", "jsonl", "--out", out, *self.flags)
        self.made["find.jsonl"] = outcome.out
        self.made["find.said"] = outcome.err.encode()
        for path in out.rglob("*"):
            if path.is_file():
                self.keep_file("find/" + path.relative_to(out).as_posix(), path)

    def tables(self):
        self.made["find.table"] = self.run("find", *self.inputs, "--singles", *self.flags).out
        self.made["find.explained"] = self.run("find", *self.inputs, "--explain", EXPLAINED, *self.flags).out

    def dedup(self, level):
        kept, dropped = self.out / f"{level}.kept", self.out / f"{level}.dropped"
        outcome = self.run("dedup", *self.inputs, "--level", level, "--out", kept, "--dropped", dropped, *self.flags)
        self.made[f"dedup/{level}.said"] = outcome.err.encode()
        self.keep_file(f"dedup/{level}.kept.jsonl", kept)
        self.keep_file(f"dedup/{level}.dropped.jsonl", dropped)

    def sketch(self):
        """Of standard input: a sketch of files names where they lie."""
        path = self.out / "sketch"
        self.run("sketch", "-", "--out", path, *self.flags, stdin=self.feed)
        self.keep_file("sketch", path)
        self.keep_file("sketch.text", str(path) + ".text")
        self.made["sketch.info"] = self.run("info", path, "--format", "jsonl").out
        self.made["sketch.find.jsonl"] = self.run("find", path, "--format", "jsonl", *self.flags).out

    def diff(self, formats=("text", "html", "jsonl")):
        corpus = self.inputs[0] if len(self.inputs) == 1 else NAME
        operands = [f"{corpus}/{name}" for name in (*TWO, THIRD)]
        for form in formats:
            for count in (2, 3):
                outcome = self.run("diff", *operands[:count], "--format", form, codes=(1,))
                self.made[f"diff/{count}.{form}"] = outcome.out

    def look(self):
        self.made["find.info"] = self.run("info", self.out / "find").out
        self.made["find.info.jsonl"] = self.run("info", self.out / "find", "--format", "jsonl").out
        self.made["find.eval"] = self.run("eval", CORPUS / "gold.tsv", self.out / "find/stories.jsonl").out

    def all(self):
        self.find()
        self.tables()
        for level in ("copy", "event"):
            self.dedup(level)
        self.sketch()
        self.diff()
        self.look()
        return self.made

    def most(self):
        """What is left out either has no more to depend on, or is made of the same."""
        self.find()
        self.dedup("event")
        self.sketch()
        self.diff(["html"])
        return self.made


def feed():
    """The corpus's texts and feeds as one feed of JSON Lines, for standard input."""
    lines = []
    for path in corpus_files():
        if path.suffix == ".txt":
            text = (CORPUS / path).read_bytes().decode("utf-8")
            lines.append({"id": path.as_posix(), "text": text, "source": path.parts[0], "date": path.name[:10]})
        elif path.suffix == ".jsonl":
            lines += parse_lines((CORPUS / path).read_bytes())
    return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)


def digests(made):
    number = version()
    return {name: hashlib.sha256(without_version(content, number) if name.endswith("html") else content).hexdigest()
            for name, content in made.items()}
