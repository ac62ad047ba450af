"""Makes what rarely happens happen, everywhere it can, and holds what comes of it against trial.py's promises.

    faults.py [--verbs find,dedup,sketch] [--kinds calls,short,interrupt,memory,space,output] [--sample N] [--table FILE]

A run on a small input is made again and again in folders of its own:

  calls      each system call after main() fails once with each error it can give (strace --inject)
  short      reads and writes that move few bytes at a time          must change nothing
  interrupt  every n-th open, read and write interrupted             must change nothing
  memory     an allocation fails                                     any of them, by --sample
  space      files may not grow beyond so many bytes; address space is limited
  output     standard output is closed, a closed pipe, full
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

import trial

SHIM = os.environ.get("SAMESTORY_FAULT_SHIM", str(trial.SOURCE / "build/release/tests/faults/libfault_shim.so"))
MEMORY_STEPS = 400  # allocations tried in a run of some ten thousand

# What each call can fail with; calls that cannot fail in a way a program sees are left out. brk is one: it never returns
# an error, but where it did not move, which strace cannot say.
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
    "renameat2": ("ENOSPC", "EINVAL"),
    "unlink": ("EACCES",),
    "ftruncate": ("ENOSPC",),
    "lseek": ("EINVAL",),
    "fcntl": ("EBADF",),
    "clone3": ("EAGAIN",),
}


def calls_of(tried, scratch):
    """(system call, its number among the calls of that name) of a traced run, from main() on."""
    folder = scratch / f"traced-{tried.verb}"
    folder.mkdir()
    shutil.copytree(tried.source, folder / "in")
    done = trial.run(tried.verb, folder, ("strace", "-f", "-o", str(folder / "trace")))
    assert done.returncode == 0, done.stderr
    counts, calls, in_main = collections.Counter(), [], False
    for line in (folder / "trace").read_text(errors="replace").splitlines():
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


def tries_of_calls(tried, scratch, sample):
    for call, number in calls_of(tried, scratch)[::sample]:
        for error in ERRORS[call]:
            prefix = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
                      "-e", f"inject={call}:error={error}:when={number}")
            yield f"{call} {error}", f"number {number}", {
                "prefix": prefix, "old": (number + len(error)) % 2 == 0, "must_not_matter": error == "EINTR",
                # What cannot be removed stays.
                "may_litter": call == "unlink"}


def shimmed(fault, **more):
    return {"LD_PRELOAD": SHIM, "SAMESTORY_FAULT": fault} | more


def tries_of_short(_tried, _scratch, _sample):
    for bytes_at_once in (1, 2, 3, 7, 100, 4095, 65537):
        yield "short reads and writes", f"{bytes_at_once} bytes", {
            "env": shimmed(f"short:{bytes_at_once}"), "old": bytes_at_once % 2 == 0, "must_not_matter": True}


def tries_of_interrupt(_tried, _scratch, _sample):
    for every in (2, 3, 5, 7, 11, 13, 50):
        yield "calls interrupted", f"every {every}th", {
            "env": shimmed(f"interrupt:{every}"), "old": every % 2 == 0, "must_not_matter": True}


def tries_of_memory(tried, scratch, sample):
    count = scratch / f"allocations-{tried.verb}"
    outcome = tried(False, env=shimmed("memory:0", SAMESTORY_FAULT_COUNT=str(count)))
    assert outcome[0] == "unchanged", outcome
    made = int(count.read_text())
    for number in sorted({1 + step * made // MEMORY_STEPS for step in range(0, MEMORY_STEPS, sample)}):
        yield "allocation fails", f"number {number} of {made}", {"env": shimmed(f"memory:{number}"), "old": number % 2 == 0}


def limit(what, amount):
    def apply():
        if what == resource.RLIMIT_FSIZE:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(what, (amount, amount))
    return apply


def tries_of_space(_tried, _scratch, _sample):
    for amount in (0, 1, 100, 1000, 5000, 20000):
        yield "files may not grow", f"beyond {amount} bytes", {"limits": limit(resource.RLIMIT_FSIZE, amount), "old": amount % 2 == 0}
    for mega in (60, 70, 80, 100, 150, 200, 250):
        yield "address space limited", f"to {mega} MB", {"limits": limit(resource.RLIMIT_AS, mega << 20), "old": mega % 20 == 0}
    for files in (4, 5, 6, 8, 10, 15):
        yield "few open files", str(files), {"limits": limit(resource.RLIMIT_NOFILE, files), "old": files % 2 == 0}


def tries_of_output(_tried, _scratch, _sample):
    reading, writing = os.pipe()
    os.close(reading)
    yield "standard output: a closed pipe", "", {"stdout": writing, "old": False, "must_not_matter": True}
    os.close(writing)
    if _tried.printed:
        full = os.open("/dev/full", os.O_WRONLY)
        yield "standard output: full", "", {"stdout": full, "old": False}
        os.close(full)
        yield "standard output: closed", "", {"old": False, "limits": lambda: os.close(1), "stdout": None}


KINDS = {"calls": tries_of_calls, "short": tries_of_short, "interrupt": tries_of_interrupt, "memory": tries_of_memory,
         "space": tries_of_space, "output": tries_of_output}


def table_of(outcomes):
    lines = ["| verb | fault | runs | unchanged | skipped | refused | otherwise |",
             "| --- | --- | ---: | ---: | ---: | ---: | ---: |"]
    for (verb, what), counts in outcomes.items():
        runs = sum(counts.values())
        good = [counts[outcome] for outcome in trial.GOOD]
        lines.append(f"| {verb} | {what} | {runs} | " + " | ".join(map(str, good)) + f" | {runs - sum(good)} |")
    return "\n".join(lines) + "\n"


def may_trace():
    """Some machines forbid tracing to everybody: then no call can be made to fail."""
    return subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbs", default=",".join(trial.VERBS))
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--sample", type=int, default=1, help="every n-th call or allocation only")
    parser.add_argument("--table", type=pathlib.Path)
    args = parser.parse_args()
    kinds = args.kinds.split(",")
    if "calls" in kinds and not may_trace():
        print("calls: left out, this machine does not let strace trace", file=sys.stderr)
        kinds.remove("calls")
    outcomes, bad = collections.defaultdict(collections.Counter), []
    with tempfile.TemporaryDirectory(prefix="samestory-faults-") as name, \
         concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        scratch = pathlib.Path(name)
        for verb in args.verbs.split(","):
            tried = trial.Trial(verb, scratch)
            for kind in kinds:
                # Those of `output` share descriptors with what makes them.
                tries = KINDS[kind](tried, scratch, args.sample)
                run = (lambda t: (t, tried(**t[2])))
                for (what, where, _), (outcome, said) in map(run, tries) if kind == "output" else pool.map(run, list(tries)):
                    outcomes[verb, what][outcome] += 1
                    if outcome not in trial.GOOD:
                        bad.append(f"{verb}: {what}, {where}: {outcome}: {said}")
            print(f"{verb}: {sum(sum(c.values()) for (v, _), c in outcomes.items() if v == verb)} runs", flush=True)
    table = table_of(outcomes)
    print(table, end="")
    if args.table:
        args.table.write_text(table)
    for line in bad:
        print(line, file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
