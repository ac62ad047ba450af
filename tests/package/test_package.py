"""What is installed works where it lies: the program, the library for another project, the Debian packages."""

import os
import pathlib
import re
import shutil
import subprocess
import unittest

from support import CliTest, CORPUS, SOURCE, run

BUILD = pathlib.Path(os.environ["SAMESTORY_BUILD"])


def command(*words, env=None):
    environment = {k: v for k, v in os.environ.items() if k != "SAMESTORY_BACKGROUND"} | (env or {})
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=500, check=False, env=environment)
    assert done.returncode == 0, f"{words}: exit {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


class Installed(CliTest):
    def setUp(self):
        super().setUp()
        self.prefix = self.path("prefix")
        command("cmake", "--install", BUILD, "--prefix", self.prefix)

    def test_the_program_finds_its_tables_and_says_the_same(self):
        here = command(self.prefix / "bin/samestory", "find", CORPUS, "--format", "jsonl")
        self.assertEqual(here, run("find", CORPUS, "--format", "jsonl").text)

    def test_pages_and_notices_are_there(self):
        share = self.prefix / "share"
        for name in ("man/man1/samestory.1", "man/man1/samestory-find.1", "bash-completion/completions/samestory",
                     "zsh/vendor-completions/_samestory", "fish/vendor_completions.d/samestory.fish",
                     "doc/samestory/copyright", "doc/samestory/CHANGELOG.md", "doc/samestory/SECURITY.md",
                     "samestory/background/vi.tsv"):
            self.assertTrue((share / name).is_file(), name)

    def test_another_project_uses_the_library(self):
        example = SOURCE / "tests/package/example"
        command("cmake", "-S", example, "-B", self.path("example"), f"-DCMAKE_PREFIX_PATH={self.prefix}", "-G", "Ninja",
                "-DCMAKE_BUILD_TYPE=Release")
        command("cmake", "--build", self.path("example"))
        said = command(self.path("example") / "example", self.prefix / "share/samestory/background", CORPUS)
        stories = [line.split()[0] for line in said.splitlines()]
        self.assertEqual(stories, [story["story"] for story in run("find", CORPUS, "--format", "jsonl").objects])

    def test_the_version_is_one(self):
        version = command(self.prefix / "bin/samestory", "--version").split()[1]
        self.assertRegex((SOURCE / "CHANGELOG.md").read_text(), rf"(?m)^## {re.escape(version)}, \d{{4}}-\d\d-\d\d$")
        page = (self.prefix / "share/man/man1/samestory.1").read_text()
        self.assertIn(f'"samestory {version}"', page)
        released = re.search(r"(?m)^## " + re.escape(version) + r", (\S+)$", (SOURCE / "CHANGELOG.md").read_text())[1]
        self.assertIn(released, page.splitlines()[0])


class DebianPackages(CliTest):
    def setUp(self):
        super().setUp()
        for tool in ("cpack", "dpkg-deb", "dpkg-shlibdeps"):
            if shutil.which(tool) is None:
                if os.environ.get("CI") == "true":
                    self.fail(f"{tool} is not installed")
                self.skipTest(f"{tool} is not installed")

    def test_they_hold_the_program_and_the_library(self):
        command("cpack", "--config", BUILD / "CPackConfig.cmake", "-B", self.folder)
        packages = {path.name.split("_")[0]: path for path in self.folder.glob("*.deb")}
        self.assertEqual(sorted(packages), ["samestory", "samestory-dev"])
        depends = command("dpkg-deb", "--field", packages["samestory"], "Depends")
        for library in ("libicu", "libarchive", "libxml2", "libsimdjson", "libc6"):
            self.assertIn(library, depends)
        files = {name: command("dpkg-deb", "--contents", path)
                 for name, path in packages.items()}
        self.assertIn("./usr/bin/samestory\n", files["samestory"])
        self.assertIn("./usr/share/man/man1/samestory-find.1", files["samestory"])
        self.assertNotIn(".a\n", files["samestory"])
        self.assertIn("samestoryConfig.cmake\n", files["samestory-dev"])
        self.assertIn("./usr/include/samestory/engine/pipeline/find.h\n", files["samestory-dev"])
        self.assertNotIn("./usr/bin/", files["samestory-dev"])
        command("dpkg-deb", "--extract", packages["samestory"], self.path("root"))
        here = command(self.path("root") / "usr/bin/samestory", "find", CORPUS, "--format", "jsonl")
        self.assertEqual(here, run("find", CORPUS, "--format", "jsonl").text)


if __name__ == "__main__":
    unittest.main()
