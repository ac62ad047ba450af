"""Files that vanish, grow, shrink or become something else between the moments they are looked at.

A named pipe among the INPUTs holds the run where the case wants it: it is opened when its turn comes, in the order of
names, and read until the case closes it.
"""

import contextlib
import errno
import os
import shutil
import time

from cases import Cases
from support import CHESS, FLOOD, FLOOD_OTHER, LIGHTHOUSE, to_jsonl, without_file_rights
from trial import check, only

CASES = Cases()
PIPED = to_jsonl([{"id": "flood-1", "text": FLOOD}, {"id": "flood-2", "text": FLOOD_OTHER}])


@contextlib.contextmanager
def held(t, pipe, process, seconds=60):
    """Within, the run has opened the pipe and waits for it."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            writer = os.open(t.folder / pipe, os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError as error:
            if error.errno != errno.ENXIO or time.monotonic() > deadline:
                raise
            with open(f"/proc/{process.pid}/stat", encoding="ascii") as stat:
                if stat.read().rsplit(")", 1)[1].split()[0] == "Z":
                    raise AssertionError("the run ended before it read the pipe") from error
            time.sleep(0.005)
    try:
        yield
        os.set_blocking(writer, True)
        os.write(writer, PIPED)
    finally:
        os.close(writer)


def changed(name, change, *, first, code, said, verb=("find", "--singles", "--format", "jsonl"), prefix=False,
            ends=None):
    """`change` happens when all has been listed and, where `first` is false, read once; `said` on standard error."""
    def run(t):
        t.beside()
        t.put("in/m.txt", CHESS)
        t.put("in/n.jsonl", to_jsonl([{"id": f"n{i}", "text": f"{LIGHTHOUSE} {i}"} for i in range(3)]))
        pipe = "0-pipe" if first else "zz-pipe"
        os.mkfifo(t.folder / pipe)

        def during(process):
            with held(t, pipe, process):
                change(t)
        out = t.run(verb[0], "in", pipe, *verb[1:], "--threads", "1", during=during,
                    prefix=without_file_rights() if prefix else ())
        only(out.code, code, "exit code", out)
        for words in said:
            check(words in out.err, f"{words!r} is not said", out)
        if code == 0 and verb[0] == "find":
            stories = [{article["id"] for article in line["articles"]} for line in out.objects]
            for story in ({"a-organ.txt", "z-organ.txt"}, {"flood-1", "flood-2"}):
                check(story in stories, f"{story} is not found", out)
        t.outcome = "refused" if code == 2 else "skipped" if "skipped" in " ".join(said) else "read"
    CASES.add(name, run, ends)


def gone(t):
    (t.folder / "in/m.txt").unlink()


def cut(t):
    os.truncate(t.folder / "in/m.txt", 40)


def cut_lines(t):
    os.truncate(t.folder / "in/n.jsonl", 100)


def grown(t):
    with open(t.folder / "in/n.jsonl", "ab") as file:
        file.write(to_jsonl([{"id": "late", "text": CHESS}]))


def other_words(t):
    t.put("in/m.txt", CHESS.replace("Budapest", "Belgrade"))


def a_folder(t):
    gone(t)
    (t.folder / "in/m.txt").mkdir()


def a_link(t):
    gone(t)
    (t.folder / "in/m.txt").symlink_to("m.txt")


def a_pipe(t):
    gone(t)
    os.mkfifo(t.folder / "in/m.txt")


def locked(t):
    (t.folder / "in/m.txt").chmod(0)


def all_gone(t):
    shutil.rmtree(t.folder / "in")


SKIPPED = ["m.txt", "; skipped", "1 skipped"]
changed("a file that vanishes before it is read", gone, first=True, code=0, said=[*SKIPPED, "No such file"])
changed("a file that becomes a folder before it is read", a_folder, first=True, code=0,
        said=[*SKIPPED, "Is a directory"])
changed("a file that becomes a link in a circle before it is read", a_link, first=True, code=0,
        said=[*SKIPPED, "symbolic links"])
changed("a file that becomes a pipe before it is read", a_pipe, first=True, code=0, said=SKIPPED)
changed("a file that loses its rights before it is read", locked, first=True, code=0,
        said=[*SKIPPED, "Permission denied"], prefix=True)
changed("a file that is cut before it is read", cut, first=True, code=0, said=[])
changed("a file of lines that is cut inside a line before it is read", cut_lines, first=True, code=0,
        said=["n.jsonl:1", "1 skipped"])
changed("a file of lines that grows before it is read", grown, first=True, code=0, said=[])

OUT = ("find", "--singles", "--out", "out")
KEEP = ("dedup", "--out", "kept", "--dropped", "dropped")
changed("a file that vanishes after it was read: its text is wanted for the pages", gone, first=False, code=2,
        said=["in/m.txt"], verb=OUT)
changed("a file that is cut after it was read", cut, first=False, code=2,
        said=["in/m.txt", "changed while it was in use"], verb=OUT)
changed("a file of lines that is cut after it was read", cut_lines, first=False, code=2,
        said=["in/n.jsonl", "changed while it was in use"],
        verb=KEEP)
changed("a file whose words change after it was read, its size the same", other_words, first=False, code=2,
        said=["in/m.txt", "changed while it was in use"], verb=KEEP)
changed("a file that becomes a folder after it was read", a_folder, first=False, code=2, said=["in/m.txt"], verb=KEEP)
changed("a file that becomes a pipe after it was read", a_pipe, first=False, code=2, said=["in/m.txt"], verb=KEEP)
changed("a file of lines that grows after it was read", grown, first=False, code=0, said=[], verb=KEEP)
changed("a file that changes while it is sketched", cut, first=False, code=2, said=["in/m.txt"],
        verb=("sketch", "--out", "s"))


@CASES("a refused run leaves no output behind, and an earlier one as it was", ends="refused")
def _(t):
    t.beside()
    t.put("in/m.txt", CHESS)
    t.put("kept", "of an earlier run\n")
    os.mkfifo(t.folder / "zz-pipe")

    def during(process):
        with held(t, "zz-pipe", process):
            gone(t)
    t.refuse("dedup", "in", "zz-pipe", "--out", "kept", "--dropped", "dropped", "--threads", "1", naming="m.txt",
             during=during)
    only((t.folder / "kept").read_bytes(), b"of an earlier run\n", "the earlier output")
    check(not (t.folder / "dropped").exists(), "an output of a refused run")


@CASES("the whole folder vanishes before it is read", ends="skipped")
def _(t):
    t.beside()
    os.mkfifo(t.folder / "0-pipe")

    def during(process):
        with held(t, "0-pipe", process):
            all_gone(t)
    out = t.run("find", "in", "0-pipe", "--format", "jsonl", "--threads", "1", during=during)
    only((out.code, len(out.objects)), (0, 1), "exit code and stories", out)
    check("2 skipped" in out.err and "a-organ.txt" in out.err, "the two are not named", out)


@CASES("the folder of the results vanishes while the run reads", ends="refused")
def _(t):
    t.beside()
    os.mkfifo(t.folder / "0-pipe")

    def during(process):
        with held(t, "0-pipe", process):
            shutil.rmtree(t.folder / "kept")
    (t.folder / "kept").mkdir()
    t.refuse("dedup", "in", "0-pipe", "--out", "kept/k.jsonl", "--threads", "1", naming="kept/k.jsonl", during=during)


@CASES("a link in the place of the output, made while the run reads", ends="other")
def _(t):
    t.beside()
    os.mkfifo(t.folder / "0-pipe")
    t.put("precious", "not to be written\n")

    def during(process):
        with held(t, "0-pipe", process):
            (t.folder / "kept").symlink_to("precious")
    out = t.run("dedup", "in", "0-pipe", "--out", "kept", "--threads", "1", during=during)
    only(out.code, 0, "exit code", out)
    only((t.folder / "precious").read_bytes(), b"not to be written\n", "the file the link names")
