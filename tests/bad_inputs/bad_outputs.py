"""Outputs that are full, closed, missing, forbidden or something else than files. Results are whole or absent."""

import contextlib
import os
import resource
import stat
import subprocess

from cases import Cases
from support import CHESS, ORGAN, parse_lines, to_jsonl, without_file_rights
from trial import CLOSED, FOLDER, SANITIZED, Impossible, check, only

CASES = Cases()
KEEP = ("dedup", "in", "--out", "kept", "--dropped", "dropped")
FIND = ("find", "in", "--out", "out")
SKETCH = ("sketch", "in", "--out", "s")
VERBS = {"find": FIND, "dedup": KEEP, "sketch": SKETCH}


def whole_outputs(t, verb, said="of an undisturbed run"):
    """What the verb writes must be what it writes when nothing is wrong."""
    names = {"find": ("out/stories.jsonl", "out/articles.jsonl", "out/index.html"), "dedup": ("kept", "dropped"), "sketch": ("s",)}[verb]
    found = {name: (t.folder / name).read_bytes() for name in names}
    plain = t.run(*VERBS[verb])
    only(plain.code, 0, "exit code", plain)
    for name, data in found.items():
        check(data == (t.folder / name).read_bytes(), f"{name} is not that {said}: {data[:300]!r}")


def absent_outputs(t, *names):
    for name in names:
        check(not (t.folder / name).exists(), f"{name} of a refused run")
    only([p for p in os.listdir(t.folder) if "." in p and not p.startswith(".std")], [], "temporary files")


def each_verb(name, ends=None, **streams):
    """Whatever the verb: streams that cannot be written."""
    def run(t):
        t.beside()
        t.put("in/bad.jsonl", b"no json\n" * 20)
        for verb, command in VERBS.items():
            with contextlib.ExitStack() as stack:
                given = {key: stack.enter_context(open(value, "wb", buffering=0)) if isinstance(value, str) else value
                         for key, value in streams.items()}
                out = t.run(*command, **given)
            fails = "stdout" in streams and verb == "find"
            only(out.code, 2 if fails else 0, f"exit code of {verb}", out)
            if not fails:
                whole_outputs(t, verb)
    CASES.add(name, run, ends)


each_verb("a full device as standard output", "refused", stdout="/dev/full")
each_verb("a full device as standard error: there is nobody to tell, and the results are whole", "other", stderr="/dev/full")
each_verb("no standard output: it is an output that cannot be written", "refused", stdout=CLOSED)
each_verb("no standard error: nothing is written into what took its number", "other", stderr=CLOSED)
each_verb("no standard input, which nobody reads", "read", stdin=CLOSED)
each_verb("no standard stream at all", "refused", stdin=CLOSED, stdout=CLOSED, stderr=CLOSED)


@CASES("standard output that may only be read")
def _(t):
    t.beside()
    with open("/dev/null", "rb") as null:
        t.refuse("find", "in", stdout=null, naming=("standard output", "Bad file descriptor"))


@CASES("a pipe whose reader is gone: a quiet end", ends="other")
def _(t):
    t.beside()
    for command in (("find", "in"), ("find", "in", "--format", "jsonl"), ("diff", "in/a-organ.txt", "in/z-organ.txt"), ("help",)):
        reader, writer = os.pipe()
        os.close(reader)
        out = t.run(*command, stdout=writer)
        os.close(writer)
        only((out.code, out.err), (0, ""), "exit code and standard error", out)


@CASES("a pipe whose reader is gone, with --out: the folder is whole", ends="other")
def _(t):
    t.beside()
    reader, writer = os.pipe()
    os.close(reader)
    out = t.run(*FIND, stdout=writer)
    os.close(writer)
    only((out.code, out.err), (0, ""), "exit code and standard error", out)
    whole_outputs(t, "find")


@CASES("a pipe whose reader leaves after one byte of a megabyte", ends="other")
def _(t):
    long = "\n\n".join(f"{ORGAN} {i}" for i in range(500))
    t.put("a.txt", long)
    t.put("b.txt", long.replace("water", "steam"))
    reader, writer = os.pipe()

    def during(_):
        os.close(writer)
        os.read(reader, 1)
        os.close(reader)
    out = t.run("diff", "a.txt", "b.txt", "--format", "jsonl", stdout=writer, during=during, seconds=20)
    only((out.code, out.err), (0, ""), "exit code and standard error", out)


@CASES("standard error whose reader is gone")
def _(t):
    t.beside()
    t.put("in/bad.jsonl", b"no json\n" * 20)
    for verb, command in VERBS.items():
        reader, writer = os.pipe()
        os.close(reader)
        out = t.run(*command, stderr=writer)
        os.close(writer)
        only(out.code, 0, f"exit code of {verb}", out)
        whole_outputs(t, verb)
    t.outcome = "skipped"


def many(t, count=300):
    """Enough, and each like no other, that results are larger than the disks below."""
    t.put("in/many.jsonl", to_jsonl({"id": i, "text": " ".join(f"từ{i}x{word}" for word in range(60))} for i in range(count)))


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
                only({(t.folder / old).read_bytes() for old in ("kept", "dropped", "s")}, {b"of an earlier run\n"}, "earlier outputs")
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
    if os.geteuid() != 0:
        raise Impossible("only root can make a small disk; limits of file size stand for it")
    disk = t.folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", disk], capture_output=True, check=False).returncode:
        if os.environ.get("CI") == "true":
            return  # containers may not mount; the limits of file size above stand for it
        raise Impossible("no small disk can be mounted here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def full_disk(name, verb, where):
    def run(t):
        t.beside()
        many(t, 300 if where == "results" else STAGED)
        with small_disk(t, "64k") as disk:
            out = str(disk / "r") if where == "results" else "r"
            work = ("--work", str(disk)) if where == "work" else LITTLE
            t.refuse(verb, "in", "--out", out, *work, env={"TMPDIR": str(disk)} if where == "stages" else {}, naming="No space left on device",
                     megabytes=300)
            if where != "work":  # what a run that resumes needs stays where it is
                only(os.listdir(disk), [], "files left on the disk")
        check(not (t.folder / "r").is_file(), "an output of a refused run")
    CASES.add(name, run)


for one in ("find", "dedup", "sketch"):
    full_disk(f"a full disk under the results of {one}", one, "results")
    full_disk(f"a full disk under the temporary files of {one}", one, "stages")
    full_disk(f"a full disk under the work folder of {one}", one, "work")


def place(name, make, naming, commands=("dedup", "sketch", "find"), prefix=False, **options):
    """A place where no output can be: refused before the work, and whatever stands there stays as it is."""
    def run(t):
        t.beside()
        path = make(t)
        for verb in commands:
            wrapped = without_file_rights() if prefix else ()
            t.refuse(verb, "in", "--out", path, naming=naming, prefix=wrapped, **options)
            if verb == "dedup":
                t.refuse(verb, "in", "--out", "kept", "--dropped", path, naming=naming, prefix=wrapped, **options)
                absent_outputs(t, "kept")
    CASES.add(name, run)


def a_folder(t):
    (t.folder / "there").mkdir()
    return "there"


def below_file(t):
    t.put("file", "x")
    return "file/there"


def locked(t):
    (t.folder / "locked").mkdir()
    (t.folder / "locked").chmod(0o555)
    return "locked/there"


def looping(t):
    (t.folder / "loop").symlink_to("loop")
    return "loop/there"


place("a folder in the place of the output", a_folder, "there", commands=("dedup", "sketch"))
place("a file in the place of a folder of the output", below_file, "file/there")
place("an output in a folder that may not be written", locked, ("locked", "Permission denied"), prefix=True)
place("an output below a link in a circle", looping, "loop")
place("an output in a folder that is not there", lambda t: "not/there", "not/there", commands=("dedup", "sketch"))
place("an output without a name", lambda t: "", (), commands=("dedup", "sketch"))
place("an output whose name is longer than names can be", lambda t: "x" * 300, "File name too long")
place("an output on a file system of the kernel", lambda t: "/proc/there", "/proc/there")


def special(name, make, is_still):
    """Renaming over what is no file would take it from everybody: it is written to straight."""
    def run(t):
        t.beside()
        path = make(t)
        reader = os.open(t.folder / path, os.O_RDONLY | os.O_NONBLOCK)
        for command in (("dedup", "in", "--out", path), ("dedup", "in", "--out", "kept", "--dropped", path), ("sketch", "in", "--out", path)):
            out = t.run(*command)
            only(out.code, 0, "exit code", out)
            check(is_still(os.lstat(t.folder / path).st_mode), f"{path} was replaced")
            if is_still is stat.S_ISFIFO and "kept" not in command:
                check(os.read(reader, 1 << 20), "nothing came through the pipe")
        os.close(reader)
    CASES.add(name, run, "other")


def a_pipe(t):
    os.mkfifo(t.folder / "pipe")
    return "pipe"


def a_device(t):
    try:
        os.mknod(t.folder / "null", 0o20666, os.makedev(1, 3))
    except PermissionError as error:
        raise Impossible("devices cannot be made here") from error
    return "null"


special("a named pipe as output", a_pipe, stat.S_ISFIFO)
special("a device as output, as /dev/null would be", a_device, stat.S_ISCHR)


@CASES("one name for both outputs of dedup", ends="refused")
def _(t):
    t.beside()
    for both in (("same", "same"), ("same", "./same"), (str(t.folder / "same"), "same")):
        t.refuse("dedup", "in", "--out", both[0], "--dropped", both[1], naming="same")
        absent_outputs(t, "same")


@CASES("an output that is one of the inputs, by whatever name")
def _(t):
    data = t.feed({"id": "x", "text": CHESS}, {"id": "y", "text": CHESS}, name="f.jsonl").read_bytes()
    (t.folder / "link").symlink_to("f.jsonl")
    for source, target in (("f.jsonl", "f.jsonl"), ("f.jsonl", "./f.jsonl"), ("./f.jsonl", str(t.folder / "f.jsonl"))):
        t.refuse("dedup", source, "--out", target, naming="f.jsonl")
        t.refuse("sketch", source, "--out", target, naming="f.jsonl")
    only((t.folder / "f.jsonl").read_bytes(), data, "the input")


@CASES("results in the folder that is read, twice over", ends="other")
def _(t):
    t.beside()
    for _ in range(2):
        out = t.run("find", "in", "--out", "in", "--format", "jsonl")
        only(out.code, 0, "exit code", out)
        check(any(set(FOLDER) <= {a["id"] for a in line["articles"]} for line in out.objects), "the healthy two", out)


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


@CASES("an earlier result that may only be read is replaced whole", ends="other")
def _(t):
    t.beside()
    t.put("kept", "of an earlier run\n").chmod(0o444)
    out = t.run(*KEEP)
    only((out.code, len(parse_lines((t.folder / "kept").read_bytes()))), (0, 2), "exit code and articles", out)


@CASES("an old page of the report that cannot be removed: a folder of its name")
def _(t):
    t.beside()
    t.put("out/story/s-000000000000.html/keep.txt", "x")
    t.refuse(*FIND, naming="s-000000000000.html", out=(b"", None))


def starved(name, limits, codes=(0, 2), prefix=()):
    """With too little of something a run is whole, or ends with 2 and one line; never by a signal."""
    def run(t):
        if SANITIZED:
            raise Impossible("sanitizers need more than there is")
        t.beside()
        for command in VERBS.values():
            out = t.run(*command, limits=limits, prefix=prefix)
            check(out.code in codes, "exit code", out)
            if out.code == 2:
                check(out.err.startswith("samestory: ") and out.err.count("\n") <= 3, "what is said", out)
    CASES.add(name, run, "other")


for megabytes in (60, 120, 250, 500):
    starved(f"an address space of {megabytes} MB", {resource.RLIMIT_AS: megabytes << 20})
starved("16 open files at most", {resource.RLIMIT_NOFILE: 16})
starved("6 open files at most", {resource.RLIMIT_NOFILE: 6})
starved("a stack of 256 KB", {resource.RLIMIT_STACK: 256 << 10})
