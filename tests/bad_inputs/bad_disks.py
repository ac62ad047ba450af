"""Disks that are full, and too little of memory, open files or stack. Results are whole or absent."""

import contextlib
import os
import resource
import subprocess

import packing
from cases import Cases
from support import parse_lines, to_jsonl
from trial import SANITIZED, check, only
from writing import FIND, KEEP, SKETCH, VERBS, absent_outputs

CASES = Cases()


def many(t, count=300):
    """Enough, and each like no other, that results are larger than the disks below."""
    t.put("in/many.jsonl", to_jsonl({"id": i, "text": " ".join(f"từ{i}x{word}" for word in range(60))}
                                    for i in range(count)))


STAGED = 5000  # articles, for which a run needs temporary files
LITTLE = ("--memory", "64M")


def limited(name, limit, command):
    """No file may grow beyond the limit: as on a disk that fills up while a result is written."""
    def run(t):
        t.beside()
        many(t)
        for existing in (False, True):
            if existing:
                for old in ("kept", "dropped", "s"):
                    t.put(old, "of an earlier run\n")
            t.refuse(*command, limits={resource.RLIMIT_FSIZE: limit}, naming="File too large")
            if existing:
                only({(t.folder / old).read_bytes() for old in ("kept", "dropped", "s")}, {b"of an earlier run\n"},
                     "earlier outputs")
            else:
                absent_outputs(t, "kept", "dropped", "s")
        check(not (t.folder / "out/stories.jsonl").exists(), "stories of a refused run")
    CASES.add(name, run)


limited("a disk that takes no byte, for find", 0, FIND)
limited("a disk that takes 10 KB, for find", 10_000, FIND)
limited("a disk that takes no byte, for dedup", 0, KEEP)
limited("a disk that takes 10 KB, for dedup", 10_000, KEEP)
limited("a disk that takes 4 KB, for sketch", 4000, SKETCH)


@contextlib.contextmanager
def small_disk(t, size):
    """(a folder, how to make writes into it fail where none can be mounted, what is said then)"""
    disk = t.folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", disk]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        yield disk, {resource.RLIMIT_FSIZE: size}, "File too large"
        return
    try:
        yield disk, {}, "No space left on device"
    finally:
        subprocess.run(["umount", disk], check=True)


def full_disk(name, verb, where):
    def run(t):
        t.beside()
        many(t, 300 if where == "results" else STAGED)
        with small_disk(t, 65536) as (disk, limits, said):
            out = str(disk / "r") if where == "results" else "r"
            work = ("--work", str(disk)) if where == "work" else LITTLE
            t.refuse(verb, "in", "--out", out, *work, env={"TMPDIR": str(disk)} if where == "stages" else {},
                     naming=said, limits=limits, megabytes=300)
            if where != "work":  # what a run that resumes needs stays where it is
                only(os.listdir(disk), [], "files left on the disk")
        check(not (t.folder / "r").is_file(), "an output of a refused run")
    CASES.add(name, run)


for one in ("find", "dedup", "sketch"):
    full_disk(f"a full disk under the results of {one}", one, "results")
    full_disk(f"a full disk under the temporary files of {one}", one, "stages")
    full_disk(f"a full disk under the work folder of {one}", one, "work")


@CASES("a disk that fills up while lines of a packed crawl are put in order")
def _(t):
    # Texts that pack well, so that they themselves fit; ids whose order is another than theirs.
    t.put("in/long.jsonl.zst", packing.zstd(to_jsonl({"id": i, "text": f"từ{i} " * 8000} for i in range(300))))
    with small_disk(t, 2 << 20) as (disk, limits, said):
        where = {"TMPDIR": str(disk)}
        t.refuse("dedup", "in", "--out", "kept", *LITTLE, env=where, naming=said, limits=limits, megabytes=300)
        only(os.listdir(disk), [], "files left on the disk")
        absent_outputs(t, "kept")
    out = t.run("dedup", "in", "--out", "kept", *LITTLE, megabytes=300)
    only(out.code, 0, "exit code with room", out)
    ids = [line["id"] for line in parse_lines((t.folder / "kept").read_bytes())]
    only(ids, sorted(map(str, range(300))), "what is kept", out)


@CASES("no place for temporary files")
def _(t):
    t.beside()
    t.put("file", "x")
    many(t, STAGED)
    for place_of in (str(t.folder / "absent"), str(t.folder / "file"), "/proc"):
        for command in VERBS.values():
            t.refuse(*command, *LITTLE, env={"TMPDIR": place_of}, naming=place_of, megabytes=300)
        absent_outputs(t, "kept", "dropped", "s")


@CASES("a work folder full of rubbish of the names that runs use", ends="read")
def _(t):
    t.beside()
    (t.folder / "work").mkdir()
    plain = t.run(*KEEP)
    expected = (t.folder / "kept").read_bytes()
    for i in range(3):
        for lane in range(4):
            t.put(f"work/read-{lane:07}-{i:06}", os.urandom(500))
    out = t.run(*KEEP, "--work", "work")
    only((plain.code, out.code), (0, 0), "exit code", out)
    only((t.folder / "kept").read_bytes(), expected, "what is kept", out)


def starved(name, limits, codes=(0, 2), prefix=()):
    """With too little of something a run is whole, or ends with 2 and one line; never by a signal."""
    def run(t):
        t.beside()
        for command in VERBS.values():
            out = t.run(*command, limits=limits, prefix=prefix)
            check(out.code in codes, "exit code", out)
            if out.code == 2:
                check(out.err.startswith("samestory: ") and out.err.count("\n") <= 3, "what is said", out)
    CASES.add(name, run, "other")


starved("16 open files at most", {resource.RLIMIT_NOFILE: 16})
if not SANITIZED:
    # The sanitizer of undefined behaviour asks by a pipe of its own whether an object can be read, and takes the want of a
    # descriptor for an object that cannot.
    starved("6 open files at most", {resource.RLIMIT_NOFILE: 6})
    # Sanitizers need more of both than a plain run.
    for megabytes in (60, 120, 250, 500):
        starved(f"an address space of {megabytes} MB", {resource.RLIMIT_AS: megabytes << 20})
    starved("a stack of 256 KB", {resource.RLIMIT_STACK: 256 << 10})
