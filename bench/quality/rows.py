#!/usr/bin/env python3
"""Scores the rows of `diff` against what judges said of the sentences of CSTNews, and stores the table.

    rows.py [--data DIR] [--out FILE] [--nway] [--examples N]

Gold: sentence-relations.tsv (cluster, doc_a, sent_a, doc_b, sent_b, relation, judge; sentences are the lines of an
article's text, from 1). Two sentences say the same where a judge saw Identity, Equivalence, Subsumption or Overlap;
any other relation (Follow-up, Elaboration, ...) counts only for "any relation".

Counted are pairs of lines of two articles that judges compared, each pair once however many rows or cells hold it. The
program's cells are its own: a cell stands for every line with which it shares at least half of the cell or half of the
line, in bytes. A pair of lines is aligned where one row holds cells of both. Precision: aligned pairs that say the same,
of all aligned; recall: of all that say the same. The program runs at its defaults, on two articles at a time and (N-way)
on all the articles of a cluster at once. The baselines see the lines themselves and their thresholds are the best for
this very set: what they reach is more than they would elsewhere.

--nway takes the misses and the worst pairs of the table from the N-way runs. Result: bench/runs/rows.md.
"""

import argparse
import collections
import datetime
import difflib
import itertools
import json
import math
import pathlib
import platform
import re
import subprocess
import sys

import sets

SAME = {"Identity", "Equivalence", "Subsumption", "Overlap"}


def pair(a, b):
    """Two (article, line), one way round."""
    return (a, b) if a < b else (b, a)


class Judged:
    """Articles as lines, and what the judges said of them."""

    def __init__(self, folder):
        self.input = folder / "articles.jsonl"
        self.lines, self.bounds = {}, {}
        for record in map(json.loads, open(self.input, encoding="utf-8")):
            lines = record["text"].split("\n")
            ends = list(itertools.accumulate(len(line.encode()) + 1 for line in lines))
            self.lines[record["id"]] = lines
            self.bounds[record["id"]] = [(end - 1 - len(line.encode()), end - 1) for line, end in zip(lines, ends)]
        self.same, self.related, self.compared = set(), set(), set()
        self.clusters = collections.defaultdict(set)
        with open(folder / "sentence-relations.tsv", encoding="utf-8") as relations:
            next(relations)
            for fields in map(str.split, relations):
                cluster, a, line_a, b, line_b, relation = fields[:6]
                key = pair((a, int(line_a) - 1), (b, int(line_b) - 1))
                self.related.add(key)
                if relation in SAME:
                    self.same.add(key)
                self.compared.add(tuple(sorted((a, b))))
                self.clusters[cluster] |= {a, b}


def run_diff(judged, articles):
    command = [sets.PROGRAM, "diff", "--format", "jsonl", *(f"{judged.input}#{article}" for article in articles)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"rows.py: samestory diff {' '.join(articles)} exits with {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout)["rows"]


def lines_of(bounds, start, end):
    """The lines a cell stands for."""
    for number, (first, last) in enumerate(bounds):
        shared = min(end, last) - max(start, first)
        if shared > 0 and 2 * shared >= min(end - start, last - first):
            yield number


class Aligned:
    """Pairs of lines that stand in one row: pair -> whether one of the two has moved; and each line's cells."""

    def __init__(self):
        self.pairs = {}
        self.cells = collections.Counter()
        self.lines_of_cells = collections.Counter()

    def add(self, judged, articles, rows):
        for row in rows:
            cells = []
            for cell in row["cells"]:
                article = articles[cell["article"]]
                held = list(lines_of(judged.bounds[article], cell["start"], cell["end"]))
                for line in held:
                    self.cells[tuple(articles), article, line] += 1
                    self.lines_of_cells[tuple(articles), article, line] = len(held)
                    cells.append((article, line, cell["moved"]))
            for (a, line_a, moved_a), (b, line_b, moved_b) in itertools.combinations(cells, 2):
                if a != b and tuple(sorted((a, b))) in judged.compared:
                    key = pair((a, line_a), (b, line_b))
                    self.pairs[key] = self.pairs.get(key, False) or moved_a or moved_b


def align(judged, groups):
    aligned = Aligned()
    for articles in groups:
        aligned.add(judged, articles, run_diff(judged, articles))
    return aligned


# Baselines. Words are runs of letters and digits, other signs stand alone, both in lower case.


def words(line):
    return collections.Counter(re.findall(r"\w+|[^\w\s]", line.lower()))


class Bags:
    """Each line as a bag of words, weighed by the articles of the set that hold them."""

    def __init__(self, judged):
        self.bags = {(a, n): words(line) for a, of in judged.lines.items() for n, line in enumerate(of)}
        held = collections.Counter()
        for of in judged.lines.values():
            held.update({word for line in of for word in words(line)})
        self.idf = {word: math.log((1 + len(judged.lines)) / count) for word, count in held.items()}
        self.norms = {key: math.sqrt(sum((n * self.idf[word]) ** 2 for word, n in bag.items()))
                      for key, bag in self.bags.items()}

    def dice(self, x, y, weigh=lambda word: 1):
        mass = sum(n * weigh(word) for word, n in (self.bags[x] + self.bags[y]).items())
        shared = sum(n * weigh(word) for word, n in (self.bags[x] & self.bags[y]).items())
        return 2 * shared / mass if mass else 0

    def idf_dice(self, x, y):
        return self.dice(x, y, self.idf.__getitem__)

    def cosine(self, x, y):
        both = self.bags[x].keys() & self.bags[y].keys()
        norm = self.norms[x] * self.norms[y]
        return sum(self.bags[x][w] * self.bags[y][w] * self.idf[w] ** 2 for w in both) / norm if norm else 0


def best_matches(judged, likeness, mutual):
    """(likeness, pair) of the pairs that are best for both of their lines (mutual) or for one of them."""
    for a, b in sorted(judged.compared):
        table = {(i, j): likeness((a, i), (b, j))
                 for i in range(len(judged.lines[a])) for j in range(len(judged.lines[b]))}
        row, column = collections.Counter(), collections.Counter()
        for (i, j), value in table.items():
            row[i], column[j] = max(row[i], value), max(column[j], value)
        for (i, j), value in table.items():
            best = (value == row[i], value == column[j])
            if value > 0 and (all(best) if mutual else any(best)):
                yield value, pair((a, i), (b, j))


def positional(judged, likeness):
    """As line diffs of wikis do: equal lines by a diff; in a changed stretch the first old against the first new line,
    the second against the second, and so on."""
    for a, b in sorted(judged.compared):
        matcher = difflib.SequenceMatcher(None, judged.lines[a], judged.lines[b], autojunk=False)
        for op, i, i_end, j, j_end in matcher.get_opcodes():
            if op in ("equal", "replace"):
                for k in range(min(i_end - i, j_end - j)):
                    x, y = (a, i + k), (b, j + k)
                    yield (2 if op == "equal" else likeness(x, y)), pair(x, y)


def score(pairs, same):
    right = len(same & set(pairs))
    return 2 * right / (len(pairs) + len(same)), right / max(1, len(pairs)), right / len(same)


def best_threshold(matches, same):
    """(pairs, threshold) of the greatest F1; matches with one likeness stand or fall together."""
    matches = sorted(matches, reverse=True)
    best, right = (0, 0, 0), 0
    for number, (value, key) in enumerate(matches, 1):
        right += key in same
        if number == len(matches) or matches[number][0] != value:
            best = max(best, (2 * right / (number + len(same)), number, value))
    return [key for _, key in matches[:best[1]]], best[2]


def why_missed(judged, bags, aligned, pairwise, groups_of):
    """Counts and the worst of each reason, for pairs that say the same and are not aligned."""
    held = collections.defaultdict(list)
    for x, y in aligned.pairs:
        held[x, y[0]].append(y)
        held[y, x[0]].append(x)
    reasons = collections.defaultdict(list)
    for x, y in sorted(judged.same - aligned.pairs.keys()):
        likeness = bags.idf_dice(x, y)
        rivals = [bags.idf_dice(x, other) for other in held[x, y[0]]]
        rivals += [bags.idf_dice(other, y) for other in held[y, x[0]]]
        run = groups_of[x[0], y[0]]
        split = any(aligned.cells[run, *z] != 1 or aligned.lines_of_cells[run, *z] != 1 for z in (x, y))
        if (x, y) in pairwise.pairs:
            reason = "aligned where the two articles stand alone, parted where all of the cluster do"
        elif split:
            reason = "one of the two is split or joined otherwise"
        elif rivals and max(rivals) >= likeness:
            reason = "one of the two stands against a line more alike"
        elif rivals:
            reason = "one of the two stands against a line less alike"
        elif likeness < .2:
            reason = "both stand alone; likeness below .2"
        elif likeness < .35:
            reason = "both stand alone; likeness .2 to .35"
        else:
            reason = "both stand alone; likeness .35 or more"
        reasons[reason].append((likeness, x, y))
    return reasons


def why_false(judged, bags, aligned):
    reasons = collections.defaultdict(list)
    for x, y in sorted(aligned.pairs.keys() - judged.same):
        related = "another relation" if (x, y) in judged.related else "no relation"
        others = [pair(z, (w[0], line)) for z, w in ((x, y), (y, x)) for line in range(len(judged.lines[w[0]]))]
        beside = ("one of the two says the same as another line" if judged.same & set(others) else
                  "neither has a line that says the same")
        reasons[f"judges saw {related}; {beside}"].append((bags.idf_dice(x, y), x, y))
    return reasons


# Tables.


def three(value):
    return f"{value:.3f}".lstrip("0")


def name(x, y):
    return f"{x[0]}:{x[1] + 1} {y[0]}:{y[1] + 1}"


def table(head, rows):
    return ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head),
            *("| " + " | ".join(map(str, row)) + " |" for row in rows), ""]


def score_row(title, chosen, pairs, judged):
    f1, precision, recall = score(pairs, judged.same)
    any_relation = len(judged.related & set(pairs)) / max(1, len(pairs))
    return [title, chosen, three(f1), three(precision), three(recall), three(any_relation), len(pairs)]


def reason_rows(reasons, examples, descending):
    order = sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0]))
    for reason, of in order:
        worst = sorted(of, key=lambda item: (-item[0] if descending else item[0], item[1:]))[:examples]
        yield reason, len(of), ", ".join(f"{name(x, y)} ({three(likeness)})" for likeness, x, y in worst)


def report(judged, pairwise, nway, use_nway, examples):
    bags = Bags(judged)
    rows = [score_row("samestory, two articles at a time", "defaults", list(pairwise.pairs), judged),
            score_row("samestory, all articles of a cluster", "defaults", list(nway.pairs), judged)]
    for title, matches in (
            ("word Dice, best for both lines", best_matches(judged, bags.dice, True)),
            ("tf-idf cosine, best for one of the lines", best_matches(judged, bags.cosine, False)),
            ("line diff, changed lines by position, word Dice", positional(judged, bags.dice))):
        pairs, threshold = best_threshold(matches, judged.same)
        rows.append(score_row(title, f"threshold {three(threshold)}", pairs, judged))
    lines = table(["", "chosen", "F1", "precision", "recall", "any relation", "pairs"], rows)
    aligned, groups = (nway, judged.clusters.values()) if use_nway else (pairwise, judged.compared)
    groups_of = {two: tuple(sorted(of)) for of in groups for two in itertools.permutations(of, 2)}
    moved = [key for key, has_moved in aligned.pairs.items() if has_moved]
    right = len(judged.same & set(moved))
    lines += [f"Of {len(moved)} pairs with a moved cell {right} are right"
              + (f" ({three(right / len(moved))})." if moved else "."), ""]
    missed = why_missed(judged, bags, aligned, pairwise, groups_of)
    lines += ["### Missed", ""] + table(["why", "pairs", "most alike (article:line, idf-weighted Dice)"],
                                        reason_rows(missed, examples, True))
    lines += ["### Aligned, yet not said to say the same", ""] + table(
        ["", "pairs", "least alike"], reason_rows(why_false(judged, bags, aligned), examples, False))
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=sets.ROOT.parent / "shared" / "data")
    parser.add_argument("--out", type=pathlib.Path, default=sets.ROOT / "bench" / "runs" / "rows.md")
    parser.add_argument("--nway", action="store_true")
    parser.add_argument("--examples", type=int, default=5, metavar="N", help="ids named for each reason (default 5)")
    options = parser.parse_args()
    folder = options.data / "cstnews"
    for file in (folder / "articles.jsonl", folder / "sentence-relations.tsv"):
        if not file.exists():
            print(f"rows.py: {file}: no such file; --data names the folder that holds cstnews/", file=sys.stderr)
            return 2
    if not sets.PROGRAM.exists():
        print(f"rows.py: {sets.PROGRAM}: no such file; ./dev build makes it", file=sys.stderr)
        return 2
    judged = Judged(folder)
    pairwise = align(judged, sorted(judged.compared))
    nway = align(judged, [tuple(sorted(of)) for of in judged.clusters.values()])
    commit = subprocess.run(["git", "-C", sets.ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    head = ["# Rows of `diff` against judged sentences (CSTNews)", "",
            f"{datetime.date.today()}, commit {commit.stdout.strip()}, {platform.machine()}; `bench/quality/rows.py`", "",
            f"{len(judged.same)} pairs of lines say the same, in {len(judged.compared)} pairs of articles.", ""]
    lines = head + report(judged, pairwise, nway, options.nway, options.examples)
    print("\n".join(lines[4:]))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("\n".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
