#!/usr/bin/env python3
"""Fits the event score's coefficients (engine/match/score.cc) on the program's own figures.

    fit.py [--data DIR] [--work DIR] [--ablate]

Every set with gold counts in several shapes, since the program must serve them all with one setting: whole, as random
folders of 2 to 6 stories, thinned so that most articles stand alone, with stories of 25, with and without dates, and
(for the first Vietnamese set) inside a crawl of another year, whose articles cannot be of its events. Pairs of two
crawls that were judged by hand (judged.tsv) come in with the share of the candidates they stand for. The sets' weights
are below; inside a set every shape weighs the same, and its same-event pairs sum up to one.

Logistic regression by Newton's method; then average linkage as in engine/story/group.h at the program's cut, and pair
F1. Printed are the lines for score.cc, F1 of each shape, and for each set the F1 when it was left out of the fit.
--ablate fits again without each figure, and groups by single and complete linkage.
"""

import argparse
import collections
import heapq
import pathlib

import numpy as np

import sets

CUT = 0.46  # Config::story_cohesion
SMALL_CROWD = 20
NAMES = ["Whole", "Lead", "StandsOut", "Time", "Undated", "Crowd", "SameOutlet", "SameOutletTime", "DayShared",
         "DaysApart"]
SET_WEIGHTS = collections.defaultdict(lambda: 1.0, {"ktlab": 1.5, "judged:baomoi": 0.1, "judged:saudinews": 0.1})
SHAPE_WEIGHTS = collections.defaultdict(lambda: 1.0, {"thinned": 0.7, "thinned undated": 0.7, "large": 0.3})  # made up
FOLDERS = 100


class Sample:
    """One corpus: its candidate pairs' figures and what the gold says of them."""

    def __init__(self, rows, copies, gold, ids):
        place = {article: i for i, article in enumerate(ids)}
        rows = [r for r in rows if r[0] in place and r[1] in place]
        self.articles = len(ids)
        self.a = np.array([place[r[0]] for r in rows], dtype=int)
        self.b = np.array([place[r[1]] for r in rows], dtype=int)
        self.x = columns(np.array([[float(v) for v in r[2:]] for r in rows]).reshape(-1, 10))
        self.gold = [gold.get(article, set()) for article in ids]
        self.known = np.array([bool(g) for g in self.gold])
        self.y = np.array([bool(self.gold[i] & self.gold[j]) for i, j in zip(self.a, self.b)], dtype=bool)
        self.copies = [(place[c], place[o]) for c, o in copies.items() if c in place and o in place]
        self.weight = np.ones(len(rows))


def columns(raw):
    whole, lead, nearest, other, crowd, dated, hours, outlet, days = raw.T[:9]
    log = lambda v: np.log(0.01 + v)
    time = np.where(dated > 0, np.log1p(hours / 6), 0)
    undated = 1 - dated
    return np.stack([log(whole), log(lead), np.minimum(0, log(whole) - log(np.maximum(nearest, 3 * other))), time,
                     undated, np.log(np.maximum(SMALL_CROWD, crowd)), outlet, outlet * time, undated * (days == 1),
                     undated * (days == 2)], axis=1)


def no_date(record):
    record.pop("date", None)


def shapes(data, work):
    """(set, shape) -> samples, made once and read back from the program."""
    work.mkdir(parents=True, exist_ok=True)
    jobs = []  # (set, shape, path, gold, ids)
    for s in sets.find_sets(data):
        ids = sorted(s.gold)
        jobs.append((s.name, "whole", s.input, s.gold, ids))
        changes = [("", None)] + ([(" undated", no_date)] if s.dated() else [])
        for label, change in changes:
            if change:
                jobs.append((s.name, "whole" + label, s.write(work / f"{s.name}-whole-u", ids, change), s.gold, ids))
            some = sets.thinned(s, 11)
            path = s.write(work / f"{s.name}-thin{label.strip()}", some, change)
            jobs.append((s.name, "thinned" + label, path, {a: s.gold[a] for a in some}, some))
            for i, folder in enumerate(sets.random_folders(s, FOLDERS if change is None else FOLDERS // 2, 7)):
                path = s.write(work / f"{s.name}-{i}{label.strip()}", folder, change)
                jobs.append((s.name, "folders" + label, path, {a: s.gold[a] for a in folder}, folder))
        if isinstance(s, sets.JsonSet):
            path, gold = sets.write_large(s, work / f"{s.name}-large", 5)
            jobs.append((s.name, "large", path, gold, sorted(gold)))
    for s in sets.find_sets(data):
        crawl = sets.unpack(data, "baomoi", work / "baomoi.jsonl")
        if s.name != "ktlab" or crawl is None:
            continue
        for label, change in (("", None), (" undated", no_date)):
            part = s.write(work / "part", sorted(s.gold), change)
            path = work / f"mixed{label.strip()}.jsonl"
            path.write_bytes(crawl.read_bytes() + part.read_bytes())
            jobs.append((s.name, "in a crawl" + label, path, s.gold, None))
    result = collections.defaultdict(list)
    for job, (rows, copies) in zip(jobs, sets.figures([job[2] for job in jobs])):
        name, shape, _, gold, ids = job
        if ids is None:  # a crawl: only pairs with a labelled article say anything
            rows = [r for r in rows if r[0] in gold or r[1] in gold]
            ids = sorted(set(gold) | {r[0] for r in rows} | {r[1] for r in rows})
        result[name, shape].append(Sample(rows, copies, gold, ids))
    for crawl in ("baomoi", "saudinews"):
        path = sets.unpack(data, crawl, work / f"{crawl}.jsonl")
        if path is not None:
            result[f"judged:{crawl}", "judged"].append(judged(crawl, path))
    return result


def judged(crawl, path):
    verdicts = {}
    for line in open(pathlib.Path(__file__).with_name("judged.tsv"), encoding="utf-8"):
        of, a, b, verdict, stands_for = line.rstrip("\n").split("\t")[:5]
        if of == crawl and verdict != "unsure":
            verdicts[frozenset((a, b))] = (verdict == "same", float(stands_for))
    (rows, _), = sets.figures([path])
    rows = [r for r in rows if frozenset(r[:2]) in verdicts]
    sample = Sample(rows, {}, {}, sorted({r[0] for r in rows} | {r[1] for r in rows}))
    sample.y = np.array([verdicts[frozenset(r[:2])][0] for r in rows])
    sample.weight = np.array([verdicts[frozenset(r[:2])][1] for r in rows])
    return sample


def fit(data, leave_out=None, keep=None):
    """Coefficients, the intercept first; those not in `keep` are 0."""
    keep = list(range(len(NAMES))) if keep is None else keep
    of_set = collections.Counter()
    for name, shape in data:
        of_set[name] += SHAPE_WEIGHTS[shape]
    xs, ys, ws = [], [], []
    for (name, shape), samples in data.items():
        if name == leave_out:
            continue
        same = sum(float((s.weight * s.y).sum()) for s in samples)
        for s in samples:
            xs.append(s.x[:, keep])
            ys.append(s.y)
            ws.append(s.weight * (SET_WEIGHTS[name] * SHAPE_WEIGHTS[shape] / of_set[name] / max(same, 1e-9)))
    x, y, w = np.concatenate(xs), np.concatenate(ys).astype(float), np.concatenate(ws)
    w = w / w.mean()
    x = np.concatenate([np.ones((len(x), 1)), x], axis=1)
    beta = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (w * (y - p)) - 0.01 * beta
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + 0.01 * np.eye(len(beta))
        step = np.linalg.solve(hessian, gradient)
        beta += step
        if np.abs(step).max() < 1e-7:
            break
    full = np.zeros(len(NAMES) + 1)
    full[0] = beta[0]
    full[1 + np.array(keep)] = beta[1:]
    return full


def score(sample, beta):
    return 1 / (1 + np.exp(-np.clip(beta[0] + sample.x @ beta[1:], -30, 30)))


def group(sample, p, cut=CUT, linkage="average"):
    """Labels by article. Pairs that are no candidates count 0 (the program compares some of them late)."""
    between = collections.defaultdict(dict)
    for a, b, value in zip(sample.a.tolist(), sample.b.tolist(), p.tolist()):
        if value >= 0.001:
            between[a][b] = between[b][a] = (value, value, value)  # sum, least, most
    size = dict.fromkeys(between, 1)
    version = dict.fromkeys(between, 0)
    label = list(range(sample.articles))
    members = {a: [a] for a in between}

    def likeness(a, b):
        total, least, most = between[a][b]
        if linkage == "average":
            return total / (size[a] * size[b])
        return most if linkage == "single" else least

    def offer(a, b):
        value = likeness(a, b)
        if value >= cut:
            first, second = min(a, b), max(a, b)
            heapq.heappush(queue, (-value, first, second, version[first], version[second]))

    queue = []
    for a in list(between):
        for b in between[a]:
            if a < b:
                offer(a, b)
    while queue:
        _, a, b, of_a, of_b = heapq.heappop(queue)
        if version.get(a) != of_a or version.get(b) != of_b:
            continue
        gone = between.pop(b)
        between[a].pop(b)
        for other in set(gone) | set(between[a]):
            if other == a:
                continue
            old, new = between[a].get(other, (0, 0, 0)), gone.get(other, (0, 0, 0))
            joined = (old[0] + new[0], min(old[1], new[1]), max(old[2], new[2]))
            between[a][other] = between[other][a] = joined
            between[other].pop(b, None)
        members[a] += members.pop(b)
        size[a] += size.pop(b)
        version[a] += 1
        del version[b]
        for other in between[a]:
            offer(a, other)
    for name, of in members.items():
        for article in of:
            label[article] = name
    for copy, original in sample.copies:
        label[copy] = label[original]
    return label


def pair_f1(sample, label):
    """Over the articles the gold knows; a pair is right where they share a story."""
    groups, stories = collections.defaultdict(list), collections.defaultdict(list)
    for article, of in enumerate(label):
        if sample.known[article]:
            groups[of].append(article)
            for story in sample.gold[article]:
                stories[story].append(article)
    true = {(a, b) for of in stories.values() for i, a in enumerate(of) for b in of[i + 1:]}
    found = {(a, b) for of in groups.values() for i, a in enumerate(of) for b in of[i + 1:]}
    right = len(true & found)
    return 1.0 if not true and not found else 2 * right / (len(true) + len(found))


def shape_f1(samples, beta, **how):
    return float(np.mean([pair_f1(s, group(s, score(s, beta), **how)) for s in samples]))


def by_set(data, beta, **how):
    means = collections.defaultdict(list)
    for (name, shape), samples in data.items():
        if shape != "judged":
            means[name].append(shape_f1(samples, beta, **how))
    return {name: float(np.mean(values)) for name, values in means.items()}


def show(title, values):
    print(f"{title:28}", "  ".join(f"{name} {value:.3f}" for name, value in values.items()),
          f" mean {np.mean(list(values.values())):.4f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=sets.ROOT.parent / "shared" / "data")
    parser.add_argument("--work", type=pathlib.Path, default=sets.ROOT / "build" / "quality")
    parser.add_argument("--ablate", action="store_true")
    arguments = parser.parse_args()
    data = shapes(arguments.data, arguments.work)
    beta = fit(data)
    print("// engine/match/score.cc")
    for name, value in zip(["Intercept"] + NAMES, beta):
        print(f"constexpr double k{name} = {value:.2f};")
    print("\npair F1 by shape")
    for (name, shape), samples in data.items():
        if shape != "judged":
            print(f"  {name:10} {shape:20} {shape_f1(samples, beta):.3f}")
    for name, shape in data:
        if shape != "judged":
            continue
        sample, = data[name, shape]
        sure = score(sample, beta) >= CUT
        w = sample.weight
        print(f"  {name:31} precision {(w * sample.y * sure).sum() / (w * sure).sum():.2f}"
              f" recall {(w * sample.y * sure).sum() / (w * sample.y).sum():.2f} of candidate pairs")
    print("\nmean F1 over a set's shapes")
    show("all sets fitted", by_set(data, beta))
    left_out = {}
    for name in dict.fromkeys(name for name, shape in data if shape != "judged"):
        left_out[name] = by_set({k: v for k, v in data.items() if k[0] == name}, fit(data, leave_out=name))[name]
    show("each set left out in turn", left_out)
    if arguments.ablate:
        print("\nwithout one figure, fitted again")
        for column, name in enumerate(NAMES):
            keep = [i for i in range(len(NAMES)) if i != column]
            show(name, by_set(data, fit(data, keep=keep)))
        time = [i for i, name in enumerate(NAMES) if name not in ("Time", "SameOutletTime")]
        show("both of time", by_set(data, fit(data, keep=time)))
        print("\nlinkage, at its best cut of .2, .3, .5, .7, .9")
        for linkage in ("single", "average", "complete"):
            best = max((by_set(data, beta, cut=cut, linkage=linkage) for cut in (0.2, 0.3, 0.5, 0.7, 0.9)),
                       key=lambda values: np.mean(list(values.values())))
            show(linkage, best)


if __name__ == "__main__":
    main()
