#!/usr/bin/env python3
"""Scores the program, at its defaults, on every set with gold it finds, and stores the table.

    run.py [--data DIR] [--work DIR] [--out FILE] [--seed N] [--quick] [--all-pairs]

Sets: every folder of --data (default ../shared/data beside the checkout) with articles.jsonl and gold.tsv, and corpus/.
Table 1  pair precision, recall and F1, B-cubed, ARI of `find`, as `eval` counts them; the share of labelled pairs that
         are candidates (or copies), and the candidates an article has
Table 2  300 random folders of 2 to 6 stories: mean F1
Table 3  each set inside a crawl of other articles (baomoi, saudinews): recall of the labelled pairs
Table 4  spellings and furniture changed at random: change of F1
--quick leaves out tables 3 and 4 and takes 30 folders. --all-pairs adds the recall of candidates over all pairs of
cosine .14 in 10,000 articles of a crawl and a set, compared exactly (minutes). Result: bench/runs/quality.md.
"""

import argparse
import os
import pathlib
import random
import re
import subprocess
import sys
import unicodedata

import sets


def table(title, head, rows):
    lines = [f"### {title}", "", "| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    print("\n".join(lines), "\n", flush=True)
    return lines + [""]


def three(value):
    return f"{value:.3f}".lstrip("0") if value < 1 else f"{value:.3f}"


def gold_pairs(gold):
    for of in sets.stories_of(gold).values():
        for i, a in enumerate(of):
            for b in of[i + 1:]:
                yield frozenset((a, b))


def candidates(path, gold):
    """(share of the labelled pairs that are compared or copies, candidates an article has)."""
    (rows, copies), = sets.figures([path])
    pairs = {frozenset(row[:2]) for row in rows}
    articles = {a for row in rows for a in row[:2]}
    first = lambda a: copies.get(a, a)
    wanted = set(gold_pairs(gold))
    found = sum(first(a) == first(b) or frozenset((first(a), first(b))) in pairs for a, b in wanted)
    return found / len(wanted), 2 * len(pairs) / max(1, len(articles))


def score_sets(all_sets, work):
    rows = []
    for s in all_sets:
        result = sets.evaluate(s.gold_path, sets.find(s.input), work)
        recall, met = candidates(s.input, s.gold)
        rows.append([s.name] + [three(result[k]) for k in ("precision", "recall", "f1", "b3", "ari")] +
                    [three(recall), f"{met:.1f}"])
    return table("Sets", ["set", "precision", "recall", "F1", "B-cubed", "ARI", "candidate recall",
                          "candidates an article"], rows)


def score_folders(all_sets, work, count, seed):
    rows = []
    for s in all_sets:
        f1 = []
        for ids in sets.random_folders(s, count, seed):
            gold = sets.write_gold(work / "folder.tsv", s.gold, ids)
            f1.append(sets.evaluate(gold, sets.find(s.write(work / "folder", ids)), work)["f1"])
        rows.append([s.name, three(sum(f1) / len(f1)), three(sorted(f1)[len(f1) // 20]),
                     f"{sum(v >= 0.9995 for v in f1)} of {len(f1)}"])
    return table(f"{count} random folders of 2 to 6 stories, seed {seed}",
                 ["drawn from", "mean F1", "5th percentile", "without a mistake"], rows)


def score_in_crawls(all_sets, data, work):
    rows = []
    for crawl in ("baomoi", "saudinews"):
        path = sets.unpack(data, crawl, work / f"{crawl}.jsonl")
        if path is None:
            continue
        others = sum(1 for _ in open(path, "rb"))
        for s in all_sets:
            if not isinstance(s, sets.JsonSet):
                continue
            part, mixed = s.write(work / "part", sorted(s.gold)), work / "mixed.jsonl"
            mixed.write_bytes(path.read_bytes() + part.read_bytes())
            result = sets.evaluate(s.gold_path, sets.find(mixed), work)
            recall, met = candidates(mixed, s.gold)
            rows.append([s.name, f"{crawl} ({others:,})", three(result["recall"]), three(result["precision"]),
                         three(result["f1"]), three(recall), f"{met:.1f}"])
            mixed.unlink()
    return table("Inside a crawl", ["set", "others", "recall", "precision", "F1", "candidate recall",
                                    "candidates an article"], rows)


OLD_TONES = [("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"), ("oè", "òe"), ("oé", "óe"),
             ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"), ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"),
             ("uỵ", "ụy")]
FURNITURE = ["Ảnh: TTXVN", "Bạn không thể gửi bình luận liên tục. Xin hãy đợi 60 giây nữa.", "Chia sẻ bài viết", "Top",
             "Xem thêm các tin khác cùng chuyên mục", "Theo dõi chúng tôi trên mạng xã hội để nhận tin mới nhất"]


def changes(seed):
    """Name -> a function that changes an article; each article is changed with probability one half."""
    draw = random.Random(seed)

    def sometimes(change):
        def changed(record):
            if draw.random() < 0.5:
                change(record)
        return changed

    def text(function):
        def change(record):
            for field in ("title", "text"):
                record[field] = function(record.get(field) or "")
        return change

    def tones(value):
        for new, old in OLD_TONES:
            value = re.sub(rf"(?<!q){new}(?!\w)", old, value)
        return value

    def furniture(record):
        lines = record["text"].split("\n")
        for line in draw.sample(FURNITURE, 3):
            lines.insert(draw.randint(0, len(lines)), line)
        record["text"] = "\n".join(lines)

    return {"NFD": sometimes(text(lambda v: unicodedata.normalize("NFD", v))),
            "tone placement": sometimes(text(tones)),
            "upper case": sometimes(text(str.upper)),
            "dashes": sometimes(text(lambda v: v.replace(" - ", " – ").replace("-", "‐"))),
            "furniture": sometimes(furniture)}


def score_changes(all_sets, work, seed):
    rows = []
    for s in all_sets:
        if s.name != "ktlab":
            continue
        plain = sets.evaluate(s.gold_path, sets.find(s.input), work)["f1"]
        for name, change in changes(seed).items():
            path = s.write(work / "changed", sorted(s.articles), change)
            f1 = sets.evaluate(s.gold_path, sets.find(path), work)["f1"]
            rows.append([s.name, name, three(f1), f"{f1 - plain:+.4f}"])
    return table("Half of the articles changed", ["set", "change", "F1", "against unchanged"], rows)


def recall_of_all_pairs(all_sets, data, work):
    rows = []
    crawl = sets.unpack(data, "baomoi", work / "baomoi.jsonl")
    for s in all_sets:
        if s.name != "ktlab" or crawl is None:
            continue
        path = work / "all-pairs.jsonl"
        with open(path, "wb") as out:
            with open(crawl, "rb") as lines:
                out.writelines(line for _, line in zip(range(10_000), lines))
            out.write(s.input.read_bytes())
        words = subprocess.run([str(sets.ALL_PAIRS), str(sets.BACKGROUND), str(path)], check=True,
                               stdout=subprocess.PIPE, text=True).stdout.split()
        value = dict(zip(words[::2], words[1::2]))
        rows.append([f"{s.name} and 10,000 of baomoi", value["articles"], value["alike"], value["recall"],
                     value["met-per-article"]])
    return table("Candidates among all pairs of whole-text cosine .14 or more",
                 ["articles of", "originals", "pairs", "recall", "candidates an article"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=sets.ROOT.parent / "shared" / "data")
    parser.add_argument("--work", type=pathlib.Path, default=sets.ROOT / "build" / "quality")
    parser.add_argument("--out", type=pathlib.Path, default=sets.ROOT / "bench" / "runs" / "quality.md")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--all-pairs", action="store_true")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    all_sets = sets.find_sets(arguments.data)
    if len(all_sets) == 1:
        print(f"{arguments.data}: no sets there, scoring corpus/ alone", file=sys.stderr)
    lines = ["# Quality of `find` at its defaults", "",
             sets.stamp("bench/quality/run.py"), ""]
    lines += score_sets(all_sets, arguments.work)
    lines += score_folders(all_sets, arguments.work, 30 if arguments.quick else 300, arguments.seed)
    if not arguments.quick:
        lines += score_in_crawls(all_sets, arguments.data, arguments.work)
        lines += score_changes(all_sets, arguments.work, arguments.seed)
    if arguments.all_pairs:
        lines += recall_of_all_pairs(all_sets, arguments.data, arguments.work)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text("\n".join(lines), encoding="utf-8")
    print(f"stored in {arguments.out}")


if __name__ == "__main__":
    main()
