#!/usr/bin/env python3
"""Times comparing on linked pairs and large stories, beside plain dtl and wikidiff2, and stores the tables.

    pairs.py [--data DIR] [--work DIR] [--out FILE] [--crawl LINES]

Pairs: every link `find` makes in ktlab and basil. All three run one after another on the same pairs; wikidiff2 only
where it is installed (Debian: php-cli php-wikidiff2). Pages: stories of ten articles and more in the first --crawl
articles of baomoi, and the largest of ktlab. Result: bench/runs/pairs.md.
"""

import argparse
import json
import pathlib
import platform
import shutil
import subprocess
import sys

import sets

PAIRS = sets.RELEASE / "bench" / "quality" / "samestory_pairs"
WIKIDIFF2 = pathlib.Path(__file__).resolve().parent / "wikidiff2.php"


def measured(path, what):
    """The lines samestory_pairs prints, as fields."""
    done = subprocess.run([str(PAIRS), str(sets.BACKGROUND), str(path), str(what)], check=True, stdout=subprocess.PIPE,
                          text=True, encoding="utf-8")
    return [line.split("\t") for line in done.stdout.splitlines()]


def wikidiff2(pairs, texts):
    """Microseconds of each pair, or why there are none."""
    if not shutil.which("php"):
        return "php is not installed"
    modules = subprocess.run(["php", "-m"], stdout=subprocess.PIPE, text=True, check=False).stdout.split()
    if "wikidiff2" not in modules:
        return "php has no wikidiff2"
    lines = "".join(json.dumps([texts[a], texts[b]]) + "\n" for a, b in pairs)
    done = subprocess.run(["php", str(WIKIDIFF2)], input=lines, check=True, stdout=subprocess.PIPE, text=True)
    return [float(line) for line in done.stdout.split()]


def at(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))]


def milliseconds(value):
    return f"{value / 1000:.2f}"


def figures(name, values):
    return f"| {name} | {len(values):,} | " + " | ".join(
        milliseconds(at(values, share)) for share in (0.5, 0.9, 0.99)) + f" | {milliseconds(max(values))} |"


def texts_of(path, work):
    """id -> text of the articles in stories, as the program compares them."""
    subprocess.run([str(sets.PROGRAM), "find", str(path), "--out", str(work / "found")], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    lines = (work / "found" / "articles.jsonl").read_text("utf-8").splitlines()
    return {article["id"]: article["text"] for article in map(json.loads, lines)}


def pair_tables(data, work):
    lines, collected, others = [], [], []
    reason = None
    for name in ("ktlab", "basil"):
        path = data / name / "articles.jsonl"
        if not path.exists():
            continue
        pairs = measured(path, "pairs")
        wiki = wikidiff2([pair[:2] for pair in pairs], texts_of(path, work))
        reason = wiki if isinstance(wiki, str) else None
        collected += [(name, list(map(float, pair[2:]))) for pair in pairs]
        others += wiki if reason is None else [None] * len(pairs)
    of_600 = [all(500 <= tokens <= 720 for tokens in pair[:2]) for _, pair in collected]
    chosen = [(f"linked pairs of {name}", [of == name for of, _ in collected]) for name in ("ktlab", "basil")]
    chosen.append(("those of both whose texts have 500 to 720 tokens", of_600))
    for title, keep in chosen:
        pairs = [pair for (_, pair), kept in zip(collected, keep) if kept]
        wiki = [value for value, kept in zip(others, keep) if kept and value is not None]
        if not pairs:
            continue
        lines += [f"### {title[0].upper()}{title[1:]}", "",
                  f"Median length {at([t for pair in pairs for t in pair[:2]], .5):.0f} tokens. Milliseconds.", "",
                  "| | pairs | median | 90 % | 99 % | most |", "| --- | --- | --- | --- | --- | --- |",
                  figures("samestory, reading both texts included", [pair[2] for pair in pairs]),
                  figures("samestory, texts read: sentences, rows, scripts, facts, passages",
                          [pair[2] - pair[3] for pair in pairs]),
                  figures("dtl on the tokens of the whole texts, texts read", [pair[4] for pair in pairs])]
        if wiki:
            lines.append(figures("wikidiff2 on the paragraphs, words inside changed ones", wiki))
        met = sum(pair[5] > 0 for pair in pairs)
        lines += ["", f"dtl met its bound of 2,000,000 points, and so was not minimal, in {met} of them.", ""]
    if reason:
        lines += [f"wikidiff2 was not run: {reason}.", ""]
    return lines


def page_tables(data, work, crawl):
    pages = []
    ktlab = data / "ktlab" / "articles.jsonl"
    if ktlab.exists():
        pages += [("ktlab", *page) for page in measured(ktlab, 6)]
    packed = sets.unpack(data, "baomoi", work / "baomoi.jsonl")
    if packed:
        part = work / "pages.jsonl"
        with open(packed, "rb") as source, open(part, "wb") as out:
            out.writelines(line for _, line in zip(range(crawl), source))
        pages += [(f"baomoi, {crawl:,} articles", *page) for page in measured(part, 10)]
    lines = ["### Pages of large stories", "", "Comparing takes all articles of a story (at most the earliest 40),"
             " writing is from the model to the HTML. Milliseconds, thousands of bytes; median and most.", "",
             "| set | articles | stories | words | comparing | writing | page |",
             "| --- | --- | --- | --- | --- | --- | --- |"]
    for name in dict.fromkeys(page[0] for page in pages):
        for least, most in ((6, 9), (10, 10), (11, 15), (16, 25), (26, 1000)):
            of = [page for page in pages if page[0] == name and least <= int(page[2]) <= most]
            if not of:
                continue
            columns = [[float(page[k]) / by for page in of] for k, by in ((3, 1), (4, 1000), (5, 1000), (6, 1000))]
            count = str(least) if least == most else f"{least} to {max(int(page[2]) for page in of)}"
            cells = [f"{at(column, .5):,.{digits}f} · {max(column):,.{digits}f}"
                     for column, digits in zip(columns, (0, 1, 1, 0))]
            lines.append(f"| {name} | {count} | {len(of)} | " + " | ".join(cells) + " |")
    return lines + [""]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=sets.ROOT.parent / "shared" / "data")
    parser.add_argument("--work", type=pathlib.Path, default=sets.ROOT / "build" / "quality")
    parser.add_argument("--out", type=pathlib.Path, default=sets.ROOT / "bench" / "runs" / "pairs.md")
    parser.add_argument("--crawl", type=int, default=12_000)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                if line.startswith("model name")), platform.machine())
    lines = ["# How long comparing takes", "", sets.stamp("bench/quality/pairs.py"), "",
             f"{cpu}. One thread; times are of the processor, the least of five runs of each pair or page.", ""]
    lines += pair_tables(arguments.data, arguments.work)
    lines += page_tables(arguments.data, arguments.work, arguments.crawl)
    print("\n".join(lines))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text("\n".join(lines), encoding="utf-8")
    print(f"stored in {arguments.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
