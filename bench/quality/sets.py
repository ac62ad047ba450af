"""Sets of articles with gold, parts of them in files of their own, and the figures of their pairs."""

import collections
import datetime
import json
import os
import pathlib
import platform
import random
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BACKGROUND = ROOT / "corpus" / "background"
RELEASE = pathlib.Path(os.environ.get("SAMESTORY_BUILD", ROOT / "build" / "release"))
PROGRAM = RELEASE / "samestory"
FIGURES = RELEASE / "bench" / "quality" / "samestory_figures"
ALL_PAIRS = RELEASE / "bench" / "quality" / "samestory_all_pairs"


def commit():
    """Of the checkout; a release unpacked has none, and a bare machine no git."""
    if not shutil.which("git"):
        return "unknown"
    described = subprocess.run(["git", "-C", str(ROOT), "describe", "--always", "--dirty"],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return described.stdout.strip() or "unknown"


def stamp(script):
    """When, of what, where and how a table was made."""
    command = " ".join([script] + sys.argv[1:])
    return f"{datetime.date.today()}, commit {commit()}, {os.cpu_count()} cores, {platform.machine()}; `{command}`"


def read_gold(path):
    """id -> set of stories; an article may stand in two."""
    gold = collections.defaultdict(set)
    for line in open(path, encoding="utf-8"):
        if line.strip():
            article, story = line.rstrip("\n").split("\t")[:2]
            gold[article].add(story)
    return gold


class JsonSet:
    """A set whose articles are the lines of one file."""

    def __init__(self, folder):
        self.name = folder.name
        self.input = folder / "articles.jsonl"
        self.gold_path = folder / "gold.tsv"
        self.gold = read_gold(self.gold_path)
        self.articles = {}
        for line in open(self.input, encoding="utf-8"):
            article = json.loads(line)
            self.articles[str(article["id"])] = article

    def write(self, path, ids, change=None):
        """The articles named, each changed by change(article), as one file; its path."""
        path = path.with_suffix(".jsonl")
        with open(path, "w", encoding="utf-8") as out:
            for article in ids:
                record = dict(self.articles[article])
                if change:
                    change(record)
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        return path

    def dated(self):
        return any(article.get("date") for article in self.articles.values())


class FolderSet:
    """corpus/: files below outlets' folders, and JSON Lines among them."""

    def __init__(self, folder):
        self.name = folder.name
        self.input = folder
        self.gold_path = folder / "gold.tsv"
        self.gold = read_gold(self.gold_path)
        self.lines = {}
        for path in sorted(folder.rglob("*.jsonl")):
            for line in open(path, encoding="utf-8"):
                self.lines[str(json.loads(line)["id"])] = (path.relative_to(folder), line)

    def write(self, path, ids, change=None):
        assert change is None
        shutil.rmtree(path, ignore_errors=True)
        for article in ids:
            source, line = self.lines.get(article, (pathlib.Path(article), None))
            target = path / source
            target.parent.mkdir(parents=True, exist_ok=True)
            if line is None:
                shutil.copy(self.input / source, target)
            else:
                with open(target, "a", encoding="utf-8") as out:
                    out.write(line)
        return path

    def dated(self):
        return False  # its dates are in its texts and cannot be taken away


def find_sets(data):
    """Every folder of `data` with articles.jsonl and gold.tsv, and the project's own corpus."""
    sets = [FolderSet(ROOT / "corpus")]
    if data.is_dir():
        for folder in sorted(data.iterdir()):
            if (folder / "articles.jsonl").exists() and (folder / "gold.tsv").exists():
                sets.append(JsonSet(folder))
    return sets


def unpack(data, name, path):
    """A crawl of `data`, unpacked to `path`; None where it is not there."""
    packed = data / name / "articles.jsonl.zst"
    if not packed.exists():
        return None
    if not path.exists():
        subprocess.run(["zstd", "-dqf", str(packed), "-o", str(path)], check=True)
    return path


def stories_of(gold):
    stories = collections.defaultdict(list)
    for article in sorted(gold):
        for story in sorted(gold[article]):
            stories[story].append(article)
    return stories


def random_folders(a_set, count, seed, most=6):
    """`count` lists of the articles of 2 to `most` stories."""
    stories, draw = stories_of(a_set.gold), random.Random(seed)
    names = sorted(stories)
    for _ in range(count):
        chosen = draw.sample(names, draw.randint(2, most))
        yield sorted({article for story in chosen for article in stories[story]})


def thinned(a_set, seed, whole=0.35):
    """Most stories down to one article: a folder where hardly anything belongs together."""
    stories, draw = stories_of(a_set.gold), random.Random(seed)
    kept = set()
    for story in sorted(stories):
        kept |= set(stories[story]) if draw.random() < whole else {draw.choice(stories[story])}
    return sorted(kept)


def write_large(a_set, path, seed, stories_count=12, size=25, least=3):
    """Some stories blown up: `size` articles each, made of sentences drawn from all their reports. Returns gold."""
    stories, draw = stories_of(a_set.gold), random.Random(seed)
    large = set(draw.sample(sorted(s for s in stories if len(stories[s]) >= least), stories_count))
    path, gold = path.with_suffix(".jsonl"), {}
    with open(path, "w", encoding="utf-8") as out:
        for story in sorted(stories):
            if story not in large:
                for article in stories[story]:
                    record = dict(a_set.articles[article], date=None)
                    gold[article] = {story}
                    out.write(json.dumps(record, ensure_ascii=False) + "\n")
                continue
            sentences = []
            for article in stories[story]:
                parts = re.split(r"(?<=[.!?”\"])\s+|\n+", a_set.articles[article]["text"])
                sentences += [part for part in parts if len(part.split()) > 4]
            typical = max(4, len(sentences) // (2 * len(stories[story])))
            for number in range(size):
                count = min(len(sentences) * 2 // 3, draw.randint(typical // 2, typical * 3 // 2))
                drawn = sorted(draw.sample(range(len(sentences)), max(1, count)))
                record = {"id": f"{story}-{number}",
                          "title": a_set.articles[draw.choice(stories[story])].get("title", ""),
                          "text": " ".join(sentences[i] for i in drawn)}
                gold[record["id"]] = {story}
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path, gold


def figures(paths):
    """For each path: (rows, copies). A row is the two ids and the figures as samestory_figures prints them."""
    for start in range(0, len(paths), 200):
        command = [str(FIGURES), str(BACKGROUND)] + [str(p) for p in paths[start:start + 200]]
        rows = None
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
            for line in process.stdout:
                line = line.rstrip("\n")
                if line.startswith("# "):
                    if rows is not None:
                        yield rows, copies
                    rows, copies = [], {}
                elif line.startswith("= "):
                    copy, original = line[2:].split("\t")
                    copies[copy] = original
                else:
                    rows.append(line.split("\t"))
            if rows is not None:
                yield rows, copies
        if process.returncode != 0:
            raise SystemExit(f"{command[0]} failed")


def find(path, *flags):
    """`samestory find` over a path, as bytes of JSON Lines."""
    return subprocess.run([str(PROGRAM), "find", str(path), "--format", "jsonl", *flags], check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def evaluate(gold_path, stories, work):
    """What `samestory eval` says of the stories: a dict of its figures."""
    result = work / "stories.jsonl"
    result.write_bytes(stories)
    text = subprocess.run([str(PROGRAM), "eval", str(gold_path), str(result)], check=True, stdout=subprocess.PIPE,
                          text=True).stdout
    words = text.split("\n")[1].split()
    return {name: float(value) for name, value in zip(words[::2], words[1::2])}


def write_gold(path, gold, ids):
    with open(path, "w", encoding="utf-8") as out:
        for article in ids:
            for story in sorted(gold[article]):
                out.write(f"{article}\t{story}\n")
    return path
