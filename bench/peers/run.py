#!/usr/bin/env python3
"""Other programs on the same file, with what they find held against the exact truth.

    run.py FILE.jsonl --peers FOLDER [--only NAME,...] [--settings equal,best] [--lines N] [--slow] [--times N]
    run.py --render

FOLDER is what setup.sh made. Each program runs from file to pairs, pinned to one processor, `equal` at the settings all
have in common (lower-cased words, shingles of five, 128 permutations, 16 bands of 8, threshold .7), `best` as its own
documentation has it for speed or quality. --slow adds what takes many minutes. Truth: all pairs whose Jaccard similarity is
.7 or more, counted exactly (samestory_exact_pairs), kept in --work for the next run. --lines takes the first N articles,
to try an adapter. Figures are added to bench/runs/peers.json, one entry a program and setting; peers.md and the table
in README.md between its two marks are written from it (--render writes them alone).
"""

import argparse
import datetime
import hashlib
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT / "bench" / "crawl"), str(ROOT / "bench" / "quality")]
import measure  # noqa: E402
import page  # noqa: E402
import sets  # noqa: E402

EXACT = sets.RELEASE / "bench" / "peers" / "samestory_exact_pairs"
PYTHON_PEERS = {"gaoya": "gaoya", "rensa": "rensa", "fastsketchlsh": "FastSketchLSH", "datasketch": "datasketch",
                "dedup_rs": "dedup-rs", "text_dedup": "text-dedup", "datatrove": "datatrove"}
SLOW = {("datatrove", "best")}


def say(text):
    print(text, file=sys.stderr, flush=True)


class Truth:
    """The exact pairs of a file and its stubs, by line."""

    def __init__(self, source, work):
        with open(source, "rb") as file:
            name = hashlib.file_digest(file, "sha256").hexdigest()[:16]
        stored = work / f"exact-{name}.txt"
        if not stored.exists():
            say("counting the truth")
            half = stored.with_suffix(".part")
            with open(half, "wb") as out:
                subprocess.run([EXACT, source], stdout=out, check=True)
            half.rename(stored)
        self.pairs, self.stubs = set(), set()
        for line in stored.read_text("ascii").splitlines():
            kind, *numbers = line.split()
            if kind == "stub":
                self.stubs.add(int(numbers[0]))
            else:
                self.pairs.add((int(numbers[0]), int(numbers[1])))


def ordered(a, b):
    return (a, b) if a < b else (b, a)


def score(lines, truth):
    """What a program's lines are worth. Pairs with a stub are counted by themselves: none can have a shingle.

    Who reports pairs or groups has found a pair where it stands in them; who drops articles, where not both are kept;
    who flags, where both are flagged. Precision is of reported pairs, of drops with their survivors, of flagged articles.
    """
    pairs, drops, flags, with_stub = set(), {}, set(), 0
    for kind, *numbers in lines:
        numbers = [int(n) for n in numbers]
        if kind == "flag":
            flags.add(numbers[0])
            continue
        if kind == "drop":
            drops[numbers[0]] = numbers[1]
        reported = [numbers] if kind in ("pair", "drop") else \
            ((a, b) for i, a in enumerate(numbers) for b in numbers[i + 1:])
        for a, b in reported:
            if a in truth.stubs or b in truth.stubs:
                with_stub += 1
            elif a != b:
                pairs.add(ordered(a, b))
    if flags:
        with_stub = len(flags & truth.stubs)
        flags -= truth.stubs
        alike = {article for pair in truth.pairs for article in pair}
        found, right, reported = sum(a in flags and b in flags for a, b in truth.pairs), len(flags & alike), len(flags)
    else:
        found = sum(pair in pairs or pair[0] in drops or pair[1] in drops for pair in truth.pairs)
        right, reported = len(pairs & truth.pairs), len(pairs)
    return {"found": found, "truth": len(truth.pairs), "right": right, "reported": reported, "stub_pairs": with_stub,
            "flags": bool(flags)}


def lines_of(path):
    with open(path, encoding="ascii") as file:
        for line in file:
            yield line.split()


def dedup_lines(dropped, source):
    """The drops of `samestory dedup` by line of the file."""
    with open(source, "rb") as file:
        numbers = {str(json.loads(line).get("id")): i for i, line in enumerate(file)}
    with open(dropped, "rb") as file:
        for line in file:
            drop = json.loads(line)
            yield "drop", numbers[drop["id"]], numbers[drop["survivor"]]


def version_of(name, args):
    if name == "samestory":
        return sets.commit()
    if name == "fastdedup":
        return "d2c4614"
    if not (args.peers / "bin" / "python").exists():
        return None
    code = f"import importlib.metadata as m; print(m.version('{PYTHON_PEERS[name]}'))"
    done = subprocess.run([args.peers / "bin" / "python", "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return done.stdout.strip() or None


def reason_missing(name, args):
    """Why a peer is not there, or None."""
    if name == "samestory":
        return None
    if name == "fastdedup" and (args.peers / "bin" / "fastdedup").exists():
        return None
    if name != "fastdedup" and version_of(name, args):
        return None
    missing = args.peers / "missing.tsv"
    for line in missing.read_text("utf-8").splitlines() if missing.exists() else []:
        peer, _, reason = line.partition("\t")
        if peer.lower().replace("-", "_") == name:
            return reason or "not installed"
    return "not installed"


def one(name, setting, source, truth, args):
    """Cost and worth of one program at one setting."""
    out, dropped = args.work / "found.txt", args.work / "dropped.jsonl"
    if name == "samestory":
        command = [sets.PROGRAM, "dedup", source, "--out", args.work / "kept.jsonl", "--dropped", dropped, "--threads", "1"]
    else:
        command = [args.peers / "bin" / "python", "-B", HERE / f"{name}_peer.py", setting, source, out]
    environment = {"RAYON_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false",
                   "HF_DATASETS_OFFLINE": "1", "PYTHONPATH": str(HERE)}
    cpus = {min(os.sched_getaffinity(0))}
    measure.warm(source)
    costs = measure.interleaved({"peer": lambda: measure.run(command, cpus=cpus, env=environment),
                                 "wc": lambda: measure.word_count(source, cpus)}, args.times)
    cost, wc = measure.median(costs["peer"]), measure.median(costs["wc"])
    found = dedup_lines(dropped, source) if name == "samestory" else lines_of(out)
    shown = " ".join(str(part.name if isinstance(part, pathlib.Path) else part) for part in command)
    return {"cpu": cost.cpu, "wall": cost.wall, "wc": wc.cpu, "peak": cost.peak, "runs": args.times, "command": shown,
            **score(found, truth)}


NAMES = {"gaoya": "gaoya", "rensa": "rensa", "fastsketchlsh": "FastSketchLSH", "datasketch": "datasketch",
         "dedup_rs": "dedup-rs", "text_dedup": "text-dedup", "datatrove": "datatrove", "fastdedup": "fastdedup",
         "samestory": "samestory dedup"}
NOTES = {
    ("gaoya", "best"): "25 bands of 5",
    ("rensa", "equal"): "checked by signature",
    ("rensa", "best"): "rho; samples by position; flags, no pairs",
    ("fastsketchlsh", "equal"): "from strings; checked by signature",
    ("fastsketchlsh", "best"): "fed hashes made by numpy; checked by signature",
    ("datasketch", "equal"): "SHA-1; checked by signature",
    ("datasketch", "best"): "farmhash; checked by signature",
    ("dedup_rs", "equal"): "union of bands, not checked",
    ("dedup_rs", "best"): "25 bands of 10, not checked",
    ("text_dedup", "equal"): "union of bands, not checked",
    ("text_dedup", "best"): "250 permutations, xxh3, its own bands",
    ("datatrove", "equal"): "union of bands, not checked; words between spaces",
    ("datatrove", "best"): "its own tokeniser, which strips tone marks",
    ("fastdedup", "equal"): "checked by signature",
    ("fastdedup", "best"): "shingles of three characters, its default",
    ("samestory", "best"): "its defaults: 32 bands of 4, every drop counted exactly",
}


def two(part, of):
    """Rounded down: 1.00 means all."""
    return "–" if of == 0 else f"{int(part / of * 100 + 1e-9) / 100:.2f}".lstrip("0") if part < of else "1.00"


def rows(stored):
    """The programs by articles a CPU-second, the fastest first; the measure of the machine beside each."""
    done = [(key, figures) for key, figures in stored["results"].items()]
    for key, f in sorted(done, key=lambda item: item[1]["cpu"] / item[1]["wc"]):
        name, setting = key.split(" ")
        label = NAMES[name] + (f" {f['version']}" if name != "samestory" else "")
        if name == "samestory":
            label = f"**{label}**"
        yield [label, "–" if name == "samestory" else setting, f"{f['cpu']:.1f}", f"{f['cpu'] / f['wc']:.1f}",
               f"{stored['articles'] / f['cpu']:,.0f}", f"{f['peak'] / 1e6:,.0f}", two(f["found"], f["truth"]),
               two(f["right"], f["reported"]), f"{f['stub_pairs']:,}", NOTES.get((name, setting), "")]


HEAD = ["program", "settings", "CPU s", "CPU of `wc -w`", "articles a CPU-second", "peak MB", "recall", "precision",
        "with stubs", ""]


def readme_table(stored):
    return "\n".join(page.table(HEAD, rows(stored), left=(0, 1, 9))[:-1])


def readme_block(stored):
    wc = sorted(f["wc"] for f in stored["results"].values())
    return (f"One file ({stored['name']}: {stored['articles']:,} articles, {stored['bytes'] / 1e6:.1f} MB), one thread, from "
            f"file to pairs; `equal` is lower-cased words,\nshingles of five, 128 permutations, 16 bands of 8, threshold .7; "
            f"`best` is each one's own advice. Truth is exact: {next(iter(stored['results'].values()))['truth']:,} pairs\nof "
            f"Jaccard .7 or more. `wc -w` took {wc[0]:.2f} to {wc[-1]:.2f} CPU s beside them. `with stubs` counts pairs "
            f"reported of texts under five words.\n[How, where and with what commands](bench/runs/peers.md).\n\n"
            f"{readme_table(stored)}")


def peers_page(stored):
    lines = ["# Other programs on the same file", "", f"{stored['host']}. Made by `bench/peers/run.py`.", "",
             readme_block(stored).replace("[How, where and with what commands](bench/runs/peers.md).\n", ""), "",
             "Recall: pairs of the truth that stand among those reported, in one group, or of which one was dropped.",
             "Precision: of pairs reported (all of a group's), of dropped with kept, of flagged articles. Peak is the",
             "highest resident size of any process of the run. CPU is user and system, of all processes.", "", "## Commands", ""]
    lines += page.table(["program", "settings", "runs", "`wc -w` CPU s", "found", "right of reported", "made", "command"],
                        ([NAMES[k.split(" ")[0]], k.split(" ")[1], str(f["runs"]), f"{f['wc']:.2f}",
                          f"{f['found']} of {f['truth']}", f"{f['right']:,} of {f['reported']:,}",
                          f"{f['date']}, {f['commit']}", f"`{f['command']}`"] for k, f in sorted(stored["results"].items())), left=(0, 1, 6, 7))
    if stored.get("missing"):
        lines += ["## Not run", ""] + page.table(["program", "reason"], ([NAMES[n], r] for n, r in sorted(stored["missing"].items())), left=(0, 1))
    return "\n".join(lines).rstrip() + "\n"


BEGIN, END = "<!-- peers -->", "<!-- /peers -->"


def with_table(readme, stored):
    """The README with what stands between the marks renewed."""
    before, mark, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"README.md has no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n{readme_block(stored)}\n{END}{after}"


def write_pages(stored, args):
    (args.out / "peers.md").write_text(peers_page(stored), "utf-8")
    if args.readme and args.readme.exists():
        args.readme.write_text(with_table(args.readme.read_text("utf-8"), stored), "utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=pathlib.Path)
    parser.add_argument("--peers", type=pathlib.Path, default=ROOT / "build" / "peers")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build" / "bench-peers")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "bench" / "runs")
    parser.add_argument("--readme", type=pathlib.Path, default=ROOT / "README.md")
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(NAMES))
    parser.add_argument("--settings", type=lambda text: text.split(","), default=["equal", "best"])
    parser.add_argument("--lines", type=int)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("--render", action="store_true")
    args = parser.parse_args()
    path = args.out / "peers.json"
    if args.render:
        write_pages(json.loads(path.read_text("utf-8")), args)
        return
    if not args.file:
        parser.error("FILE.jsonl is missing")
    args.work.mkdir(parents=True, exist_ok=True)
    args.out.mkdir(parents=True, exist_ok=True)
    source = args.file.resolve()
    if args.lines:
        part = args.work / f"first-{args.lines}.jsonl"
        with open(source, "rb") as whole, open(part, "wb") as out:
            for _, line in zip(range(args.lines), whole):
                out.write(line)
        source = part
    truth = Truth(source, args.work)
    stored = json.loads(path.read_text("utf-8")) if path.exists() else {}
    with open(source, "rb") as file:
        articles = sum(1 for _ in file)
    if stored.get("bytes") != source.stat().st_size:
        stored = {}  # of another file
    stored |= {"host": measure.host(), "name": source.stem, "articles": articles, "bytes": source.stat().st_size}
    stored.setdefault("results", {})
    stored.setdefault("missing", {})
    for name in args.only:
        reason = reason_missing(name, args)
        stored["missing"].pop(name, None)
        if reason:
            stored["missing"][name] = reason
            continue
        for setting in args.settings:
            # What samestory does has no settings of this kind.
            if (name == "samestory" and setting == "equal") or ((name, setting) in SLOW and not args.slow):
                continue
            try:
                figures = one(name, setting, source, truth, args)
            except RuntimeError as error:
                say(f"{name} {setting}: {error}")
                stored["missing"][name] = f"{setting}: failed: {str(error).splitlines()[-1][:200]}"
                continue
            figures |= {"version": version_of(name, args), "date": str(datetime.date.today()), "commit": sets.commit()}
            stored["results"][f"{name} {setting}"] = figures
            say(f"{name} {setting}: {figures['cpu']:.2f} CPU s, {figures['cpu'] / figures['wc']:.1f} of wc -w, "
                f"recall {two(figures['found'], figures['truth'])}, precision {two(figures['right'], figures['reported'])}, "
                f"{figures['stub_pairs']} with stubs")
            path.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n", "utf-8")
    path.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n", "utf-8")
    write_pages(stored, args)


if __name__ == "__main__":
    main()
