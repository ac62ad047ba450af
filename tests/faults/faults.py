"""Fails every system call of a run in turn and holds what comes of it against what is promised.

    faults.py [--verbs find,dedup,sketch] [--jobs N] [--table FILE]

A run on a small input is traced once. Then it is made again for each of its system calls after main() and each error that
call may give, with that one call failing (strace --inject), in a folder of its own. What must hold:

  EINTR                       changes nothing: the same bytes, exit 0
  an input below a folder     exit 0, the file skipped and named
  anything else               exit 0 and the same bytes, or exit 2 with one line that says why
  outputs                     whole or absent: the new bytes, the old ones, or nothing; no temporary file stays
  afterwards                  the same command without a fault gives exit 0 and the bytes of an undisturbed run

Nothing ends by a signal or takes longer than a minute.
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
TIMEOUT = 10
PROGRAM = os.environ.get("SAMESTORY_BIN", str(SOURCE / "build/release/samestory"))

# What each call can fail with; calls that cannot fail in a way a program sees are left out. brk is one: it never returns an
# error, but where it did not move, which strace cannot say.
ERRORS = {
    "openat": ("EINTR", "EACCES", "EMFILE", "ENOSPC"),
    "read": ("EINTR", "EIO"),
    "pread64": ("EINTR", "EIO"),
    "write": ("EINTR", "ENOSPC"),
    "pwrite64": ("EINTR", "ENOSPC"),
    "newfstatat": ("EACCES",),
    "getdents64": ("EIO",),
    "mmap": ("ENOMEM",),
    "mkdir": ("EACCES",),
    "rename": ("ENOSPC",),
    "unlink": ("EACCES",),
    "ftruncate": ("ENOSPC",),
    "lseek": ("EINVAL",),
    "fcntl": ("EBADF",),
    "clone3": ("EAGAIN",),
}
VERBS = {
    "find": ("find", "in", "--threads", "1", "--out", "out"),
    "dedup": ("dedup", "in", "--threads", "1", "--out", "out/kept.jsonl", "--dropped", "out/dropped.jsonl"),
    "sketch": ("sketch", "in", "--threads", "1", "--out", "out/all.sketch"),
}


def make_input(folder):
    news = sorted((SOURCE / "corpus/harbour-post").glob("*.txt"))[:3] + sorted((SOURCE / "corpus/delta-courier").glob("*.txt"))[:3]
    for path in news:
        (folder / path.parent.name).mkdir(exist_ok=True, parents=True)
        shutil.copy(path, folder / path.parent.name / path.name)
    lines = (SOURCE / "corpus/meridian-wire/wire.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "wire.jsonl").write_bytes(b"".join(lines[:4]))


def run(verb, folder, prefix=()):
    (folder / "out").mkdir(exist_ok=True)
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TMPDIR": str(folder / "tmp"),
                   "SAMESTORY_BACKGROUND": str(SOURCE / "corpus/background")}
    (folder / "tmp").mkdir(exist_ok=True)
    return subprocess.run([*prefix, PROGRAM, *VERBS[verb]], cwd=folder, capture_output=True, env=environment, timeout=TIMEOUT,
                          check=False)


def outputs(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted((folder / "out").rglob("*")) if path.is_file()}


def calls_of(verb, folder):
    """(system call, its number among the calls of that name) of the traced run, from main() on."""
    trace = folder / "trace"
    done = run(verb, folder, ("strace", "-f", "-o", str(trace)))
    assert done.returncode == 0, done.stderr
    counts, calls, in_main = collections.Counter(), [], False
    for line in trace.read_text(errors="replace").splitlines():
        found = re.match(r"\d+ +(\w+)\(", line)
        if not found:
            continue
        name = found[1]
        counts[name] += 1
        # What main() does first: it blocks the signals that a thread of its own waits for.
        in_main |= name == "rt_sigprocmask" and "INT" in line
        if in_main and name in ERRORS:
            calls.append((name, counts[name]))
    assert in_main and calls
    return calls


class Trial:
    def __init__(self, verb, source, expected, printed):
        self.verb, self.source, self.expected, self.printed = verb, source, expected, printed

    def __call__(self, call, number, error, old):
        with tempfile.TemporaryDirectory(prefix="samestory-fault-") as name:
            folder = pathlib.Path(name)
            shutil.copytree(self.source, folder / "in")
            before = {}
            if old:
                (folder / "out").mkdir()
                for path in self.expected:
                    (folder / path).parent.mkdir(parents=True, exist_ok=True)
                    (folder / path).write_bytes(b"of an earlier run\n")
                before = outputs(folder)
            try:
                done = run(self.verb, folder, ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
                                               "-e", f"inject={call}:error={error}:when={number}"))
            except subprocess.TimeoutExpired:
                return "hangs", "more than a minute"
            said = done.stderr.decode("utf-8", "replace")
            after = outputs(folder)
            if done.returncode not in (0, 2):
                return "crash", f"exit {done.returncode}: {said[-300:]}"
            torn = [path for path, content in after.items() if content not in (self.expected.get(path), before.get(path))]
            skipped = "skipped" in said
            if done.returncode == 0 and not skipped and (torn or any(p not in after for p in self.expected)):
                return "wrong", f"exit 0, but {torn or 'outputs absent'}: {said[-300:]}"
            if done.returncode == 0 and not skipped and done.stdout != self.printed:
                return "wrong", "exit 0, but other bytes printed"
            if done.returncode == 2 and torn:
                return "torn", f"{torn}: {said[-300:]}"
            if done.returncode == 2 and not said.strip().startswith("samestory: "):
                return "silent", said[-300:]
            if error == "EINTR" and (done.returncode != 0 or skipped):
                return "interrupted", said[-300:]
            left = [path.name for path in (folder / "tmp").iterdir()]
            if left:
                return "litter", f"left in TMPDIR: {left}"
            again = run(self.verb, folder)
            if again.returncode != 0 or outputs(folder) != self.expected or again.stdout != self.printed:
                return "lasting", f"afterwards exit {again.returncode}: {again.stderr.decode('utf-8', 'replace')[-300:]}"
            return ("skipped" if skipped else "unchanged") if done.returncode == 0 else "refused", said.strip().splitlines()[-1:]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbs", default=",".join(VERBS))
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--sample", type=int, default=1, help="every n-th call only")
    parser.add_argument("--table", type=pathlib.Path)
    args = parser.parse_args()
    good = ("unchanged", "skipped", "refused")
    table, bad = {}, []
    with tempfile.TemporaryDirectory(prefix="samestory-faults-") as name:
        base = pathlib.Path(name)
        make_input(base / "in")
        for verb in args.verbs.split(","):
            reference = base / verb
            shutil.copytree(base / "in", reference / "in")
            calls = calls_of(verb, reference)
            expected = outputs(reference)
            printed = run(verb, reference).stdout
            trial = Trial(verb, base / "in", expected, printed)
            tries = [(call, number, error, (number + len(error)) % 2 == 0) for call, number in calls[::args.sample]
                     for error in ERRORS[call]]
            counts = collections.defaultdict(collections.Counter)
            with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
                for (call, number, error, old), (outcome, said) in zip(tries, pool.map(lambda t: trial(*t), tries)):
                    counts[f"{call} {error}"][outcome] += 1
                    if outcome not in good:
                        bad.append(f"{verb}: {call} number {number}, {error}: {outcome}: {said}")
            table[verb] = {"calls": len(calls), "runs": len(tries), "outcomes": counts}
            print(f"{verb}: {len(calls)} calls, {len(tries)} runs: "
                  f"{dict(sum((c for c in counts.values()), collections.Counter()))}", flush=True)
    if args.table:
        lines = ["| verb | call and error | " + " | ".join(good) + " | otherwise |", "| --- | --- | ---: | ---: | ---: | ---: |"]
        for verb, figures in table.items():
            for what, outcomes in sorted(figures["outcomes"].items()):
                other = sum(n for outcome, n in outcomes.items() if outcome not in good)
                lines.append(f"| {verb} | {what} | " + " | ".join(str(outcomes[g]) for g in good) + f" | {other} |")
        args.table.write_text("\n".join(lines) + "\n")
    for line in bad:
        print(line, file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
