#!/usr/bin/env python3
"""Whole runs over crawls: time, memory, disk, recall and precision, stored as bench/runs/crawl.json and crawl.md.

    run.py sizes   [--verbs dedup,find,sketch] [--sizes 10000,100000,1000000,5000000] [--find-until 1000000]
    run.py kill    [--articles 1000000] [--kill 10] [--verb dedup]
    run.py packed  [--articles 100000]
    run.py baomoi  FILE.jsonl
    run.py render

sizes   makes crawls (corpus/crawl), runs each verb over them under --memory and holds the result against the truth
kill    ends a run with signal 9 at random moments, starts it again with the same command and the same --work folder,
        and compares the bytes it ends with against those of a run that was left alone
packed  dedup over one made crawl as plain JSON Lines, gzip and Zstandard: medians of five
baomoi  each verb on a real crawl, on one thread and on all, and `LC_ALL=C.UTF-8 wc -w`: medians of five, taken in turn
render  writes the page again from the stored figures

All: [--work DIR] [--memory 1G] [--threads N] [--seed N] [--out FOLDER] [--keep]. --memory is left out where the program
has no such flag. Runs under a minute are done five times (--times) and the median stands; each has `wc -w` on its file beside it.
Made files lie in --work (default build/bench-crawl), 3.7 KB an article, and as much again for what dedup keeps.
"""

import argparse
import dataclasses
import datetime
import functools
import hashlib
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

import measure
import page

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench" / "quality"))
import sets  # noqa: E402  (where the program is, and what commit)

GENERATOR = sets.RELEASE / "corpus" / "crawl" / "samestory_crawl"
CHECK = sets.RELEASE / "bench" / "crawl" / "samestory_crawl_check"
SHORT_SECONDS = 60


def say(text):
    print(text, file=sys.stderr, flush=True)


def has_flag(verb, flag):
    text = subprocess.run([sets.PROGRAM, "help", verb], stdout=subprocess.PIPE, text=True, check=True).stdout
    return re.search(rf"^\s+{flag}\b", text, re.MULTILINE) is not None


def make_crawl(articles, args):
    """(crawl, truth), made unless they are there from an earlier run."""
    crawl = args.work / f"crawl-{articles}-{args.seed}.jsonl"
    truth = crawl.with_suffix(".tsv")
    if not crawl.exists() or not truth.exists():
        say(f"making {articles:,} articles")
        half = crawl.with_suffix(".part")
        measure.run([GENERATOR, "--articles", articles, "--seed", args.seed, "--out", half, "--truth", truth])
        half.rename(crawl)
    return crawl, truth


class Job:
    """One verb over one file: its command, and what it writes."""

    def __init__(self, verb, source, args, threads=None, keep_work=False):
        self.verb, self.source = verb, pathlib.Path(source)
        self.scratch = args.work / f"{verb}-work"
        self.keep_work = keep_work
        self.kept, self.dropped = args.work / "kept.jsonl", args.work / "dropped.jsonl"
        self.stories, self.sketch = args.work / "stories.jsonl", args.work / "crawl.sketch"
        self.command = [sets.PROGRAM, verb, source]
        if verb == "dedup":
            self.command += ["--out", self.kept, "--dropped", self.dropped]
        elif verb == "sketch":
            self.command += ["--out", self.sketch]
        else:
            self.command += ["--format", "jsonl"]
        if threads or args.threads:
            self.command += ["--threads", threads or args.threads]
        if args.memory and has_flag(verb, "--memory"):
            self.command += ["--memory", args.memory]
        self.command += ["--work", self.scratch]

    @property
    def stdout(self):
        return self.stories if self.verb == "find" else None

    @property
    def outputs(self):
        return {"dedup": [self.kept, self.dropped], "sketch": [self.sketch], "find": [self.stories]}[self.verb]

    def clear(self):
        shutil.rmtree(self.scratch, ignore_errors=True)
        self.scratch.mkdir(parents=True)

    def run(self, cpus=None):
        self.clear()
        return measure.run(self.command, stdout=self.stdout, work=self.scratch, cpus=cpus)

    def digest(self):
        total = hashlib.sha256()
        for path in self.outputs:
            with open(path, "rb") as file:
                while block := file.read(1 << 22):
                    total.update(block)
        return total.hexdigest()

    def remove(self):
        shutil.rmtree(self.scratch, ignore_errors=True)
        for path in self.outputs:
            path.unlink(missing_ok=True)

    def shown(self):
        """The command as anyone would type it: names of files without their folders."""
        return " ".join(pathlib.Path(part).name if isinstance(part, pathlib.Path) else str(part) for part in self.command)


def measured(job, args, counted=None):
    return side_by_side({"job": (job, None)}, args, counted)["job"]


def side_by_side(jobs, args, counted=None):
    """{name: medians} of {name: (job, cpus)} over one file and of `wc -w` on it, or on `counted`, beside each, all of them
    in turn; once where one takes more than a minute."""
    turns = {}
    measure.warm(next(iter(jobs.values()))[0].source)
    for name, (job, cpus) in jobs.items():
        turns[name] = functools.partial(job.run, cpus)
        turns[name, "wc"] = functools.partial(measure.word_count, counted or job.source, cpus)
    costs = measure.interleaved(turns, 1)
    if max(cost.wall for cost, in costs.values()) < SHORT_SECONDS:
        more = measure.interleaved(turns, args.times - 1)
        costs = {name: costs[name] + more[name] for name in turns}
    figures = {}
    for name, (job, _) in jobs.items():
        figures[name] = dataclasses.asdict(measure.median(costs[name])) | {
            "wc": measure.median(costs[name, "wc"]).cpu, "runs": len(costs[name]), "command": job.shown()}
        del figures[name]["code"]
    return figures


def check(*parts):
    """The checker's "name value" lines."""
    done = subprocess.run([str(CHECK), *map(str, parts)], stdout=subprocess.PIPE, text=True, check=True)
    return {name: int(value) for name, value in (line.split() for line in done.stdout.splitlines())}


def sizes(args):
    for articles in args.sizes:
        crawl, truth = make_crawl(articles, args)
        for verb in args.verbs:
            if verb == "find" and articles > args.find_until:
                continue
            say(f"{verb} of {articles:,}")
            job = Job(verb, crawl, args)
            figures = measured(job, args) | {"articles": articles, "bytes": crawl.stat().st_size, "verb": verb}
            if verb == "dedup":
                figures["check"] = check("dedup", crawl, truth, job.kept, job.dropped, args.sample, args.seed)
            elif verb == "find":
                figures["check"] = check("find", truth, job.stories)
            job.remove()
            store(args, "sizes", f"{verb} {articles}", figures)
        if not args.keep:
            crawl.unlink()
            truth.unlink()


def kill(args):
    """Ends the run `args.kill` times at moments drawn evenly over the time a run takes."""
    crawl, _ = make_crawl(args.articles, args)
    measure.warm(crawl)
    job = Job(args.verb, crawl, args)
    say(f"{args.verb} of {args.articles:,} left alone")
    alone = job.run()
    wanted = job.digest()
    job.remove()
    job.clear()
    draw = random.Random(args.seed)
    moments = sorted(draw.uniform(0.02, 0.98) * alone.wall for _ in range(args.kill))
    waits = [b - a for a, b in zip([0] + moments, moments)]
    killed, spent = [], 0.0
    for wait in waits:
        process = measure.start(job.command, stdout=job.stdout)
        began = time.monotonic()
        try:
            process.wait(timeout=wait)
            say("done before it could be killed")
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed.append(round(wait, 2))
        process.stderr.close()
        spent += time.monotonic() - began
    # Resumed for the last time, with what the killed runs left in --work.
    last = measure.run(job.command, stdout=job.stdout, work=job.scratch)
    same = job.digest() == wanted
    figures = {"verb": args.verb, "articles": args.articles, "killed_after": killed, "same_bytes": same,
               "alone_wall": alone.wall, "last_wall": last.wall, "all_wall": spent + last.wall, "command": job.shown()}
    job.remove()
    store(args, "kill", f"{args.verb} {args.articles}", figures)
    if not args.keep:
        crawl.unlink()
        crawl.with_suffix(".tsv").unlink()
    if not same:
        sys.exit("the bytes differ from those of the run that was left alone")


def packed(args):
    crawl, _ = make_crawl(args.articles, args)
    for name, packer in (("JSON Lines", None), ("gzip", ["gzip", "-6"]), ("Zstandard", ["zstd", "-q", "-3"])):
        source = crawl
        if packer:
            source = crawl.with_suffix(f".jsonl.{'gz' if packer[0] == 'gzip' else 'zst'}")
            with open(source, "wb") as out:
                subprocess.run([*packer, "-c", str(crawl)], stdout=out, check=True)
        say(f"dedup of {args.articles:,}, {name}")
        job = Job("dedup", source, args, threads=args.threads)
        figures = measured(job, args, counted=crawl)
        store(args, "packed", name, figures | {"articles": args.articles, "bytes": crawl.stat().st_size,
                                               "packed_bytes": source.stat().st_size})
        job.remove()
        if packer:
            source.unlink()
    if not args.keep:
        crawl.unlink()
        crawl.with_suffix(".tsv").unlink()


def baomoi(args):
    source = pathlib.Path(args.file)
    articles = sum(1 for _ in open(source, "rb"))
    every = sorted(measure.os.sched_getaffinity(0))
    memory = {"articles": articles, "bytes": source.stat().st_size}
    for verb in ("sketch", "dedup", "find"):
        say(verb)
        jobs = {threads: (Job(verb, source, args, threads=threads), set(every[:threads]))
                for threads in sorted({1, len(every)})}
        for threads, figures in side_by_side(jobs, args).items():
            name = f"{verb}, {threads} thread{'s' if threads > 1 else ''}"
            store(args, "baomoi", name, figures | memory | {"threads": threads, "verb": verb})
        jobs[1][0].remove()


def store(args, part, name, figures):
    """Adds the figures to the stored ones and writes the page again; so parts can be run one by one."""
    path = args.out / "crawl.json"
    stored = json.loads(path.read_text("utf-8")) if path.exists() else {}
    stored["host"] = measure.host()
    figures |= {"date": str(datetime.date.today()), "commit": sets.commit()}
    stored.setdefault(part, {})[name] = figures
    args.out.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n", "utf-8")
    (args.out / "crawl.md").write_text(page.render(stored), "utf-8")
    say(f"  {page.summary(figures)}")


def render(args):
    stored = json.loads((args.out / "crawl.json").read_text("utf-8"))
    (args.out / "crawl.md").write_text(page.render(stored), "utf-8")


def whole_numbers(text):
    return [int(part) for part in text.replace("_", "").split(",")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--work", type=pathlib.Path, default=ROOT / "build" / "bench-crawl")
    shared.add_argument("--memory", default="1G")
    shared.add_argument("--threads", type=int)
    shared.add_argument("--seed", type=int, default=1)
    shared.add_argument("--times", type=int, default=5)
    shared.add_argument("--out", type=pathlib.Path, default=ROOT / "bench" / "runs")
    shared.add_argument("--keep", action="store_true", help="leave made crawls in the work folder")
    verbs = parser.add_subparsers(dest="part", required=True)
    part = verbs.add_parser("sizes", parents=[shared])
    part.add_argument("--sizes", type=whole_numbers, default=[10_000, 100_000, 1_000_000, 5_000_000])
    part.add_argument("--verbs", type=lambda text: text.split(","), default=["dedup", "find", "sketch"])
    part.add_argument("--find-until", type=int, default=1_000_000)
    part.add_argument("--sample", type=int, default=20_000, help="dropped articles counted again, 0 for none")
    part.set_defaults(call=sizes)
    part = verbs.add_parser("kill", parents=[shared])
    part.add_argument("--articles", type=int, default=1_000_000)
    part.add_argument("--kill", type=int, default=10)
    part.add_argument("--verb", choices=["dedup", "find", "sketch"], default="dedup")
    part.set_defaults(call=kill)
    part = verbs.add_parser("packed", parents=[shared])
    part.add_argument("--articles", type=int, default=100_000)
    part.set_defaults(call=packed)
    part = verbs.add_parser("baomoi", parents=[shared])
    part.add_argument("file")
    part.set_defaults(call=baomoi)
    verbs.add_parser("render", parents=[shared]).set_defaults(call=render)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    args.call(args)


if __name__ == "__main__":
    main()
