"""Outputs that are closed, missing, forbidden or something else than files. Results are whole or absent."""

import contextlib
import os
import stat

from cases import Cases
from support import CHESS, ORGAN, parse_lines, without_file_rights
from trial import CLOSED, FOLDER, Impossible, check, only
from writing import FIND, KEEP, VERBS, absent_outputs, whole_outputs

CASES = Cases()


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
each_verb("a full device as standard error: there is nobody to tell, and the results are whole", "other",
          stderr="/dev/full")
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
    for command in (("find", "in"), ("find", "in", "--format", "jsonl"), ("diff", "in/a-organ.txt", "in/z-organ.txt"),
                    ("help",)):
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
        for command in (("dedup", "in", "--out", path), ("dedup", "in", "--out", "kept", "--dropped", path),
                        ("sketch", "in", "--out", path)):
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
    for source, target in (("f.jsonl", "f.jsonl"), ("f.jsonl", "./f.jsonl"),
                           ("./f.jsonl", str(t.folder / "f.jsonl"))):
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


@CASES("an earlier result that may only be read is replaced whole", ends="other")
def _(t):
    t.beside()
    t.put("kept", "of an earlier run\n").chmod(0o444)
    out = t.run(*KEEP)
    only((out.code, len(parse_lines((t.folder / "kept").read_bytes()))), (0, 2), "exit code and articles", out)


@CASES("a result folder in which others keep files, one in a folder named as an old page", ends="other")
def _(t):
    t.beside()
    kept = ["out/notes.txt", "out/story/notes.txt", "out/story/s-000000000000.html/keep.txt"]
    for name in kept:
        t.put(name, "not the program's\n")
    t.put("out/story/s-111111111111.html", "of an earlier run\n")
    out = t.run(*FIND)
    check(out.code == 0 or (out.code == 2 and "s-000000000000.html" in out.err), "exit code", out)
    only([name for name in kept if not (t.folder / name).exists()], [], "files of others that are gone", out)
    only((t.folder / "out/story/s-111111111111.html").exists(), out.code == 2, "an old page", out)
