"""A folder in which a test of outputs sees whatever a run changes."""

import os
import pathlib
import re
import stat

from support import CliTest, made_up_articles, run

RESULT = re.compile(r"(stories|articles|skipped)\.jsonl|index\.html|story|story/s-[0-9a-f]{12}\.html")


def listing(folder):
    """Everything below: kind, mode and content, or where a link points."""
    found = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        info = path.lstat()
        content = os.readlink(path) if path.is_symlink() else path.read_bytes() if stat.S_ISREG(info.st_mode) else None
        found[os.fsencode(path.relative_to(folder))] = (stat.filemode(info.st_mode), content)
    return found


class Sandbox(CliTest):
    """A folder with an input, files that must stay as they are, and places for outputs and temporary files."""

    def setUp(self):
        super().setUp()
        for name in ("victim/story", "out", "tmp", "work", "here"):
            self.path(name).mkdir(parents=True)
        for name in ("victim/kept.jsonl", "victim/notes.txt", "victim/story/s-0123456789ab.html", "here/kept.jsonl"):
            self.write(name, "this stays\n")
        self.news = self.write_jsonl("in/news.jsonl", made_up_articles())
        self.before = listing(self.folder)

    def go(self, *args, **options):
        return run(*args, cwd=self.path("here"), env={"TMPDIR": str(self.path("tmp")), "HOME": str(self.path("here"))},
                   **options)

    def assert_untouched(self, but=("out",)):
        """Nothing differs outside these folders or files, and nothing temporary stays anywhere."""
        def kept(found):
            return {name: what for name, what in found.items()
                    if not any(name == os.fsencode(b) or name.startswith(os.fsencode(b) + b"/") for b in but)}
        self.assertEqual(kept(listing(self.folder)), kept(self.before))
