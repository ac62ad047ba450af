"""What a file system can hold: names that are no UTF-8, links in loops, pipes, what cannot be read."""

import os
import pathlib
import shutil
import socket

from cases import Cases
from support import CHESS, LIGHTHOUSE, without_file_rights
from trial import ANY, Impossible, check, only

CASES = Cases()


def as_anyone():
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        raise Impossible("no setpriv, and root may read everything")
    return without_file_rights()


@CASES("a file's name that is no UTF-8")
def _(t):
    t.beside()
    t.put(b"in/b\xe1o \xff.txt", CHESS)
    t.survey(read={"b\ufffdo \ufffd.txt": CHESS})
    t.table()


@CASES("a folder's name that is no UTF-8")
def _(t):
    t.beside()
    t.put(b"in/t\xf2a so\xe1n/a.txt", CHESS)
    t.survey(read={"t\ufffda so\ufffdn/a.txt": CHESS})


@CASES("two names that are one once they are mended")
def _(t):
    t.beside()
    t.put(b"in/x\xff.txt", CHESS)
    t.put(b"in/x\xfe.txt", LIGHTHOUSE)
    t.survey(read={"x\ufffd.txt": ANY, "x\ufffd.txt~*": ANY}, mended={"x\ufffd.txt": "again with another text"})


@CASES("an INPUT whose own name is no UTF-8")
def _(t):
    t.beside()
    t.put(b"n\xe9.txt", CHESS)
    t.survey("in", b"n\xe9.txt", read={"n\ufffd.txt": CHESS})


@CASES("names with line ends, tabs and terminal escapes")
def _(t):
    t.beside()
    t.put("in/a\nb\tc\x1b[31m\x9b.txt", CHESS)
    t.put("in/bad\x1b]0;x\x07.jsonl", b"no json\n")
    t.survey(read={"a\nb\tc\x1b[31m\x9b.txt": CHESS}, skipped={"bad\x1b]0;x\x07.jsonl:1": "not JSON"})
    t.table()


@CASES("names as long as a file system takes them")
def _(t):
    t.beside()
    name = "ă" * 125 + ".txt"
    t.put(f"in/{name}", CHESS)
    t.survey(read={name: CHESS})


@CASES("a folder 400 levels deep, its path longer than one call takes")
def _(t):
    t.beside()
    here = os.getcwd()
    try:
        os.chdir(t.folder / "in")
        for _ in range(400):
            os.mkdir("d" * 20)
            os.chdir("d" * 20)
        pathlib.Path("x.txt").write_text(CHESS, encoding="utf-8")
        os.chdir(t.folder)
        found = t.run("find", "in", "--format", "jsonl", "--out", "out")
    finally:
        os.chdir(t.folder)
        shutil.rmtree("in", ignore_errors=True)
        os.system("rm -rf in")
        os.chdir(here)
    t.outcome = "skipped"
    only((found.code, len(found.objects)), (0, 1), "exit code and stories", found)
    check("1 skipped" in found.err and "File name too long" in found.err, "the depth is not named", found)


@CASES("links to the folder itself, to its parent, in a circle and to nowhere", ends="read")
def _(t):
    t.beside()
    folder = t.folder / "in"
    links = {"self": ".", "parent": "..", "one": "two", "two": "one", "loop.txt": "loop.txt",
             "nowhere.txt": "absent.txt",
             "passwd.txt": "/etc/passwd", "a.txt": "a-organ.txt", "root": "/"}
    for name, target in links.items():
        (folder / name).symlink_to(target)
    t.survey(ignored={name: "a link; links in folders are not followed" for name in links})


@CASES("an INPUT that is a link in a circle")
def _(t):
    t.beside()
    (t.folder / "loop").symlink_to("loop")
    t.refuse("find", "in", "loop", naming=("loop", "symbolic links"))


@CASES("an INPUT that is a link to nowhere")
def _(t):
    (t.folder / "gone").symlink_to("absent")
    t.refuse("find", "gone", naming="gone")


@CASES("an INPUT that is a link to a folder: named, so followed")
def _(t):
    t.beside()
    (t.folder / "to").symlink_to("in")
    t.survey("to")


@CASES("one file by two hard links, and one folder by two spellings")
def _(t):
    t.beside()
    t.put("in/m.txt", CHESS)
    os.link(t.folder / "in/m.txt", t.folder / "in/longer-name.txt")
    t.survey("in", "./in", str(t.folder / "in"), read={"longer-name.txt": CHESS}, repeated={
        "m.txt": ["the same file"] * 3, "longer-name.txt": ["the same file"] * 2,
        "a-organ.txt": ["the same file"] * 2,
        "z-organ.txt": ["the same file"] * 2})


@CASES("a file without rights")
def _(t):
    prefix = as_anyone()
    t.beside()
    t.put("in/m.txt", CHESS).chmod(0)
    t.survey(skipped={"m.txt": "cannot be read: Permission denied"}, prefix=prefix)


@CASES("a folder without rights")
def _(t):
    prefix = as_anyone()
    t.beside()
    t.put("in/vault/m.txt", CHESS)
    (t.folder / "in/vault").chmod(0)
    t.survey(skipped={"vault": "the folder cannot be read: Permission denied"}, prefix=prefix)


@CASES("a folder that may be listed and not entered")
def _(t):
    prefix = as_anyone()
    t.beside()
    t.put("in/vault/m.txt", CHESS)
    t.put("in/vault/n.txt", CHESS)
    (t.folder / "in/vault").chmod(0o444)
    t.survey(skipped={"vault/m.txt": "cannot be read: Permission denied",
                      "vault/n.txt": "cannot be read: Permission denied"}, prefix=prefix)


@CASES("a folder that may be entered and not listed")
def _(t):
    prefix = as_anyone()
    t.beside()
    t.put("in/vault/m.txt", CHESS)
    (t.folder / "in/vault").chmod(0o111)
    t.survey(skipped={"vault": "the folder cannot be read: Permission denied"}, prefix=prefix)


@CASES("an INPUT without rights")
def _(t):
    prefix = as_anyone()
    t.beside()
    t.put("m.txt", CHESS).chmod(0)
    t.refuse("find", "in", "m.txt", naming=("m.txt", "Permission denied"), prefix=prefix)


@CASES("an INPUT folder without rights")
def _(t):
    prefix = as_anyone()
    t.beside()
    t.put("vault/m.txt", CHESS)
    (t.folder / "vault").chmod(0)
    t.refuse("dedup", "in", "vault", "--out", "kept", naming=("vault", "Permission denied"), prefix=prefix)
    check(not (t.folder / "kept").exists(), "an output of a refused run")


@CASES("pipes and sockets in a folder, which nobody writes to", ends="read")
def _(t):
    t.beside()
    os.mkfifo(t.folder / "in/p.txt")
    os.mkfifo(t.folder / "in/p.jsonl.gz")
    here = os.getcwd()
    try:
        os.chdir(t.folder / "in")
        with socket.socket(socket.AF_UNIX) as one:
            one.bind("s.txt")
    finally:
        os.chdir(here)
    t.survey(ignored={name: "not a regular file" for name in ("p.txt", "p.jsonl.gz", "s.txt")})


@CASES("devices in a folder", ends="read")
def _(t):
    t.beside()
    try:
        os.mknod(t.folder / "in/zero.txt", 0o20666, os.makedev(1, 5))
    except PermissionError as error:
        raise Impossible("devices cannot be made here") from error
    t.survey(ignored={"zero.txt": "not a regular file"})


@CASES("an INPUT that is a socket")
def _(t):
    here = os.getcwd()
    try:
        os.chdir(t.folder)
        with socket.socket(socket.AF_UNIX) as one:
            one.bind("s")
    finally:
        os.chdir(here)
    t.refuse("find", "s", naming=("s", "neither a file nor a folder"))


@CASES("an INPUT that is the empty device")
def _(t):
    t.refuse("find", "/dev/null", naming="no article")


@CASES("an INPUT with no name at all")
def _(t):
    t.refuse("find", "", naming="No such file")


@CASES("folders named as texts, and as archives", ends="read")
def _(t):
    t.beside()
    t.put("in/x.txt/y.txt", CHESS)
    t.put("in/x.zip/z.txt", LIGHTHOUSE)
    (t.folder / "in/x.jsonl").mkdir()
    t.survey(read={"x.txt/y.txt": CHESS, "x.zip/z.txt": LIGHTHOUSE})


@CASES("10,000 empty folders")
def _(t):
    t.beside()
    for i in range(100):
        for j in range(100):
            os.makedirs(t.folder / f"in/{i}/{j}")
    t.survey()


@CASES("files of the kernel, which have no size until they are read")
def _(t):
    t.beside()
    found = t.run("find", "in", "/proc/self/status", "--format", "jsonl")
    only((found.code, len(found.objects)), (0, 1), "exit code and stories", found)


@CASES("a file of the kernel whose reading fails")
def _(t):
    t.beside()
    t.refuse("find", "in", "/proc/self/mem", naming=("/proc/self/mem", "Input/output error"))


@CASES("a working folder that is gone")
def _(t):
    t.beside()
    (t.folder / "gone").mkdir()
    here = os.getcwd()
    try:
        os.chdir(t.folder / "gone")
        os.rmdir(t.folder / "gone")
        for inputs, code in (([str(t.folder / "in")], 0), (["."], 2)):
            out = t.run("find", *inputs, cwd="/proc/self/cwd")
            only(out.code, code, "exit code", out)
    finally:
        os.chdir(here)
