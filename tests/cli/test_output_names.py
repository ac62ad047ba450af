"""No file is written, changed or removed but at the outputs that were asked for, whatever ids, sources, names of files
and members of archives say."""

import io
import os
import pathlib
import re
import subprocess
import tarfile
import unittest
import zipfile

from sandbox import RESULT, Sandbox, listing
from support import FLOOD, FLOOD_OTHER, PROGRAM, TIMEOUT_SECONDS, article, made_up_articles, needs_tool, to_jsonl

HOSTILE = ["../../victim/kept.jsonl", "../victim", "/tmp/samestory-escaped", "..", ".", "/", "a/../../../b", "x\0y",
           "../out\0.html", "n" * 5_000, "story/s-1.html", "index.html", "stories.jsonl", "stories.jsonl.XXXXXX", "-",
           "--out", "~/x", "$(touch escaped)", "`touch escaped`", "a\nb", "\u202e..", "%2e%2e%2f", "..\\..\\x", "con"]
FILE_NAMES = [b"..\\evil.txt", b"\xff\xfe.txt", b"new\nline.txt", b"n" * 251 + b".txt", b"stories.jsonl.Ab12Cd.txt",
              b"-rf.txt", b"$(touch escaped).txt", b"...txt", b"s-0123456789ab.html"]


def archive_members():
    """Names, kinds and texts."""
    names = ["../../evil.txt", "/tmp/samestory-escaped.txt", "out/../../evil.txt", "./../victim/kept.jsonl",
             "link/evil.txt", "n" * 3000 + ".txt", "stories.jsonl", "a\\..\\..\\evil.txt", "$(touch escaped).txt"]
    return [(name, to_jsonl(made_up_articles()) if name.endswith("jsonl") else f"{FLOOD}\n{name}".encode())
            for name in names]


def make_tar(path):
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as tar:
        for name, kind, target in (("link", tarfile.SYMTYPE, "../../victim"),
                                   ("hard.txt", tarfile.LNKTYPE, "/etc/passwd"),
                                   ("fifo.txt", tarfile.FIFOTYPE, ""), ("null.txt", tarfile.CHRTYPE, ""),
                                   ("../../made", tarfile.DIRTYPE, "")):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, target
            tar.addfile(member)
        for name, content in archive_members():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))


def make_zip(path):
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in archive_members():
            packed.writestr(name, content)


class Names(Sandbox):
    def setUp(self):
        super().setUp()
        lines = []
        for number, name in enumerate(HOSTILE):
            for text in (FLOOD, FLOOD_OTHER):  # so that each stands in a story
                one = article(f"{name}", f"{text}\n{number}", "2025-09-04T09:00:00+07:00", name, name)
                lines.append(one | {"url": f"file:///{name}", "path": name, "story": name})
        self.write_jsonl("in/hostile.jsonl", lines)
        for name in FILE_NAMES:
            place = os.fsdecode(os.fsencode(self.path("in")) + b"/" + name)
            pathlib.Path(place).write_bytes(FLOOD.encode() + name.hex().encode())
        make_tar(self.path("in/news.tar"))
        make_zip(self.path("in/news.zip"))
        self.before = listing(self.folder)

    def commands(self):
        for name in ("in", "in/news.tar", "in/news.zip", "in/hostile.jsonl"):
            source, out = self.path(name), self.path("out")
            yield "find", source, "--out", out, "--stats", out / "stats.json"
            yield "find", source, "--out", out, "--singles", "--work", self.path("work"), "--lang", "vi"
            yield "dedup", source, "--out", out / "kept", "--dropped", out / "dropped", "--level", "event"
            yield "dedup", source, "--out", out / "kept", "--work", self.path("work")
            yield "sketch", source, "--out", out / "sketch"
            yield "find", out / "sketch"

    def test_names_are_no_places(self):
        stories = 0
        for command in self.commands():
            with self.each(command=" ".join(map(str, command))):
                outcome = self.go(*command)
                self.assertEqual(outcome.code, 0, str(outcome))
                self.assert_untouched()
                if command[0] == "find" and "--out" in command:
                    names = {path.relative_to(self.path("out")).as_posix() for path in self.path("out").rglob("*")}
                    asked = {"stats.json", "kept", "dropped", "sketch", "sketch.text"}
                    self.assertEqual([n for n in names - asked if not RESULT.fullmatch(n)], [])
                    stories += len(list(self.path("out/story").iterdir()))
        self.assertGreater(stories, 4)
        self.assertFalse(pathlib.Path("/tmp/samestory-escaped").exists())

    def test_hostile_operands(self):
        for name in HOSTILE:
            if "\0" in name:
                continue
            for verb in (["diff", f"{self.path('in/hostile.jsonl')}#{name}", f"{self.path('in/news.jsonl')}#flood-1"],
                         ["find", self.news, "--explain", f"{name[:1000]},flood-1"], ["info", name[:1000]]):
                self.assertIn(self.go(*verb).code, (0, 1, 2))
        self.assert_untouched(but=())

    def test_system_calls(self):
        """What the kernel is asked to change lies below the outputs and the folder for temporary files."""
        needs_tool("strace")
        allowed = tuple(str(self.path(name)) for name in ("out", "work", "tmp"))
        changed = 0
        for command in self.commands():
            log = self.path("tmp/log")
            with self.each(command=" ".join(map(str, command))):
                # A sanitizer looks for leaks by tracing, which is taken.
                strace = ["strace", "-f", "-y", "-s", "100000", "-E", "ASAN_OPTIONS=detect_leaks=0", "-e",
                          "trace=%file", "-o", log]
                subprocess.run([*strace, PROGRAM, *map(str, command)], cwd=self.path("here"), check=True,
                               env=os.environ | {"TMPDIR": str(self.path("tmp"))}, capture_output=True,
                               timeout=TIMEOUT_SECONDS)
                calls = [line for line in log.read_text(errors="replace").splitlines() if changes_something(line)]
                changed += len(calls)
                outside = [call for call in calls if not all(is_below(path, allowed) for path in places(call))]
                self.assertEqual(outside, [])
        self.assertGreater(changed, 50)


def changes_something(line):
    found = re.match(r"\d+ +(\w+)\(", line)
    if found is None or "ENOENT" in line and "O_CREAT" not in line:
        return False
    if found[1] in ("open", "openat", "creat"):
        return bool(re.search(r"O_(WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)", line))
    return bool(re.match(r"(rename|unlink|mkdir|rmdir|link|symlink|mknod|f?chmod|f?chown|truncate|utime)", found[1]))


def places(call):
    """Paths of a call; those relative to an open folder with its path before them, as strace -y says it."""
    found = re.findall(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"', call)
    return [os.path.join(folder, name) for folder, name in found]


def is_below(path, folders):
    whole = os.path.normpath(path)
    return any(whole == folder or whole.startswith(folder + "/") for folder in folders)


if __name__ == "__main__":
    unittest.main()
