"""No file is written, changed or removed but at the outputs that were asked for, whatever stands there already.

What is right where something stands at an output's place:

  a file, a link to a file      replaced by rename; what a link points to is never written through
  a dangling link               the same
  a pipe, a device, a link to   written to as they stand (--out /dev/stdout, >(gzip)), and stay
  one
  a folder                      refused before the work, by name
  a link in the place of --out  the folder it points to is the one that was asked for
  an INPUT, another output      test_whole_results.py
"""

import os
import pathlib
import shutil
import stat
import unittest

from sandbox import Sandbox, listing
from support import made_up_articles


class Links(Sandbox):
    """Something stands where an output goes."""

    def outputs(self):
        """Each output of a file, and the command that writes it at a path."""
        kept = self.path("out/other.jsonl")
        yield "--out of dedup", lambda path: ("dedup", self.news, "--out", path)
        yield "--dropped", lambda path: ("dedup", self.news, "--out", kept, "--dropped", path)
        yield "--out of sketch", lambda path: ("sketch", self.news, "--out", path)
        yield "--stats", lambda path: ("dedup", self.news, "--out", kept, "--stats", path)

    def check_replaced(self, plant):
        for what, command in self.outputs():
            with self.each(output=what):
                path = self.path("out/result")
                plant(path)
                outcome = self.go(*command(path))
                self.assertEqual(outcome.code, 0, str(outcome))
                self.assertTrue(path.is_file() and not path.is_symlink())
                self.assertNotIn(b"this stays", path.read_bytes())
                self.assert_untouched()
                path.unlink()

    def test_a_link_to_a_file_is_replaced(self):
        self.check_replaced(lambda path: path.symlink_to(self.path("victim/kept.jsonl")))

    def test_a_dangling_link_is_replaced(self):
        self.check_replaced(lambda path: path.symlink_to(self.path("victim/absent")))

    def test_a_hard_link_is_parted(self):
        self.check_replaced(lambda path: os.link(self.path("victim/kept.jsonl"), path))

    def test_a_read_only_file_is_replaced(self):
        """Whether a file may be replaced is its folder's business."""
        def plant(path):
            path.write_text("old")
            path.chmod(0o444)
        self.check_replaced(plant)

    def check_refused(self, plant):
        for what, command in self.outputs():
            path = self.path("out/result")
            plant(path)
            before = path.lstat()
            with self.each(output=what):
                self.assert_refused(command(path), path)
                after = path.lstat()
                self.assertEqual((before.st_mode, before.st_ino), (after.st_mode, after.st_ino))
                self.assert_untouched()
                self.assertEqual([p.name for p in path.parent.iterdir()], ["result"])
            shutil.rmtree(self.path("out"))
            self.path("out").mkdir()

    def assert_refused(self, command, path):
        outcome = self.go(*command)
        self.assertEqual(outcome.code, 2, str(outcome))
        self.assertRegex(outcome.err, r"\Asamestory: [^\n]+\n\Z", str(outcome))
        self.assertIn(str(path), outcome.err)

    def test_a_folder_is_refused(self):
        self.check_refused(lambda path: path.mkdir())

    def streams(self):
        """Outputs that may be a pipe; a sketch is a file, since it is read in place."""
        return [(what, command) for what, command in self.outputs() if what != "--out of sketch"]

    def read_while(self, pipe, command):
        """What comes out of the pipe while the command runs."""
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        try:
            self.assertEqual(self.go(*command).code, 0)
            return os.read(reader, 1 << 16)
        finally:
            os.close(reader)

    def test_a_pipe_is_written_to(self):
        for what, command in self.streams():
            for link in (False, True):
                with self.each(output=what, link=link):
                    path = self.path("out/result")
                    pipe = self.path("out/pipe") if link else path
                    os.mkfifo(pipe)
                    if link:  # as /dev/stdout is one
                        path.symlink_to(pipe)
                    came = self.read_while(pipe, command(path))
                    self.assertTrue(stat.S_ISFIFO(pipe.lstat().st_mode))
                    self.assertEqual(path.is_symlink(), link)
                    plain = self.path("out/plain")
                    self.assertEqual(self.go(*command(plain)).code, 0)
                    if what != "--stats":  # which tells times
                        self.assertEqual(came, plain.read_bytes())
                    self.assertGreater(len(came), 0)
                    self.assert_untouched()
                    shutil.rmtree(self.path("out"))
                    self.path("out").mkdir()

    def test_a_device_is_written_to(self):
        for what, command in self.streams():
            with self.each(output=what):
                path = self.path("out/result")
                try:
                    os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 3))
                except PermissionError:
                    self.skipTest("devices cannot be made here")
                self.assertEqual(self.go(*command(path)).code, 0)
                self.assertTrue(stat.S_ISCHR(path.lstat().st_mode))
                path.unlink()

    def test_standard_output(self):
        for what, command in self.streams():
            with self.each(output=what):
                came = self.go(*command("/dev/stdout"))
                self.assertEqual(came.code, 0, str(came))
                self.assertGreater(len(came.objects), 0)
        self.assert_untouched()


class ResultFolders(Sandbox):
    """Something stands in the folder that find writes."""

    def setUp(self):
        super().setUp()
        self.out = self.path("out/report")
        self.command = ("find", self.news, "--out", self.out)
        self.assertEqual(self.go(*self.command).code, 0)
        self.whole = listing(self.out)
        self.changed = self.write_jsonl("in/news.jsonl", made_up_articles()[:4])  # of which the result is another
        self.before = listing(self.folder)

    def assert_new(self):
        self.assertEqual(self.go("find", self.news, "--out", self.path("out/plain")).code, 0)
        self.assertEqual(listing(self.out), listing(self.path("out/plain")))
        self.assertNotEqual(listing(self.out), self.whole)

    def test_the_folder_is_a_link(self):
        shutil.move(self.out, self.path("out/real"))
        self.out.symlink_to(self.path("out/real"))
        outcome = self.go(*self.command)
        self.assertEqual(outcome.code, 0, str(outcome))
        self.assertTrue(self.out.is_symlink())
        self.assert_untouched()
        self.assert_new()

    def test_links_in_it_are_not_written_through(self):
        for name in ("stories.jsonl", "articles.jsonl", "skipped.jsonl", "index.html", "story"):
            with self.each(name=name):
                place = self.out / name
                shutil.rmtree(place) if place.is_dir() else place.unlink()
                place.symlink_to(self.path("victim") / ("story" if name == "story" else "kept.jsonl"))
                outcome = self.go(*self.command)
                self.assert_untouched()
                self.assertEqual(outcome.code, 0, str(outcome))
                self.assertFalse(place.is_symlink())
                self.assert_new()

    def test_a_page_that_is_a_link(self):
        page = next((self.out / "story").iterdir())
        page.unlink()
        page.symlink_to(self.path("victim/kept.jsonl"))
        self.assertEqual(self.go(*self.command).code, 0)
        self.assert_untouched()
        self.assert_new()

    def test_what_is_no_file_where_one_goes(self):
        """It is never opened: a pipe would not let go. The result is the new one or, with a message, the old."""
        for name in ("stories.jsonl", "articles.jsonl", "skipped.jsonl", "index.html", "story"):
            for plant in ((os.mkfifo, pathlib.Path.mkdir) if name != "story" else (pathlib.Path.touch, os.mkfifo)):
                with self.each(name=name, plant=plant.__name__):
                    shutil.rmtree(self.out)
                    self.go(*self.command)
                    place = self.out / name
                    shutil.rmtree(place) if place.is_dir() else place.unlink()
                    plant(place)
                    if plant is pathlib.Path.mkdir:
                        (place / "mine.txt").write_text("mine")
                    before = listing(self.out)
                    outcome = self.go(*self.command)
                    if outcome.code == 0:
                        self.assertNotIn(os.fsencode(name) + b"/mine.txt", before, "what others put there is gone")
                        self.assert_new()
                    else:
                        self.assertEqual(outcome.code, 2, str(outcome))
                        self.assertIn(str(place), outcome.err)
                        self.assertEqual(listing(self.out), before)

    def test_files_of_others_stay(self):
        mine = [self.out / "notes.txt", self.out / "story/notes.html"]
        for path in mine:
            path.write_text("mine")
        self.assertEqual(self.go(*self.command).code, 0)
        self.assertEqual([path.read_text() for path in mine], ["mine"] * 2)


if __name__ == "__main__":
    unittest.main()
