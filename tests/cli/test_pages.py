"""Man pages and completions, against what the program itself says of its flags."""

import os
import pathlib
import re
import shutil
import subprocess
import unittest

from support import CliTest, SOURCE, run

PAGES = pathlib.Path(os.environ.get("SAMESTORY_BUILD", SOURCE / "build/release")) / "pages"
BASH = PAGES / "bash-completion/completions/samestory"
ZSH = PAGES / "zsh/vendor-completions/_samestory"
FISH = PAGES / "fish/vendor_completions.d/samestory.fish"


def verbs_of_help():
    return re.findall(r"^  ([a-z]+) ", run("help").text.split("Verbs:")[1], re.MULTILINE)


def flags_of_help(verb):
    """Flag → the choices of its value, from the verb's help."""
    flags = {}
    for line in run("help", verb).text.splitlines():
        if found := re.match(r"  (?:-\w,)?(--[a-z-]+)(.*)", line):
            choices = re.search(r"\{([^}]*)\}", found[2])
            flags[found[1]] = choices[1].split(",") if choices else []
    return flags


def shell(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True, **options).stdout


class Pages(CliTest):
    def setUp(self):
        super().setUp()
        self.verbs = verbs_of_help()
        self.assertIn("find", self.verbs)
        self.flags = {verb: flags_of_help(verb) for verb in self.verbs}
        self.assertIn("--window-hours", self.flags["find"])

    def need(self, tool):
        if shutil.which(tool) is None:
            if os.environ.get("CI") == "true":
                self.fail(f"{tool} is not installed")
            self.skipTest(f"{tool} is not installed")

    def test_every_verb_has_a_man_page_with_its_flags_and_no_others(self):
        overview = (PAGES / "man/man1/samestory.1").read_text().replace("\\-", "-")
        for verb in self.verbs:
            self.assertIn(f".B {verb}\n", overview)
            if verb == "help":
                continue
            page = (PAGES / f"man/man1/samestory-{verb}.1").read_text().replace("\\-", "-")
            self.assertEqual(re.findall(r"^\\fB(--[a-z-]+)", page.split(".SH FLAGS")[1], re.MULTILINE), list(self.flags[verb]))

    def test_man_pages_are_well_formed(self):
        self.need("mandoc")
        for page in sorted((PAGES / "man/man1").iterdir()):
            shell("mandoc", "-T", "lint", "-W", "warning", str(page))
            shown = re.sub(".\b", "", shell("mandoc", "-T", "utf8", str(page)))
            self.assertTrue(all(len(line) <= 80 for line in shown.splitlines()), page.name)

    def bash_completes(self, *words):
        script = f'source {BASH}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _samestory; [ -z "${{COMPREPLY[*]}}" ] || printf "%s\\n" "${{COMPREPLY[@]}}"'
        return shell("bash", "-c", script, "bash", "samestory", *words, cwd=self.folder).split("\n")[:-1]

    def fish_completes(self, *words):
        typed = " ".join(("samestory", *words))
        out = shell("fish", "--no-config", "-c", f"source {FISH}; complete -C '{typed}'", cwd=self.folder)
        return [line.split("\t")[0] for line in out.splitlines()]

    def zsh_arguments(self, *words):
        """What the function hands to zsh's own helpers."""
        script = ('compdef() { : }; _arguments() { print -rl -- "$@" }; _describe() { print -rl -- "${(@P)2}" }; '
                  f'words=("$@"); CURRENT=$#; source {ZSH}')
        return shell("zsh", "-f", "-c", script, "zsh", "samestory", *words).splitlines()

    def test_bash(self):
        self.need("bash")
        self.assertEqual(sorted(self.bash_completes("")), sorted([*self.verbs, "--help", "--version"]))
        for verb, flags in self.flags.items():
            self.assertEqual(sorted(self.bash_completes(verb, "--")), sorted(flags), verb)
            for flag, choices in flags.items():
                if choices:
                    self.assertEqual(sorted(self.bash_completes(verb, flag, "")), sorted(choices), flag)
        self.write("news a.jsonl", "")
        self.assertEqual(self.bash_completes("find", "new"), ["news a.jsonl"])
        self.assertEqual(self.bash_completes("find", "--work", "new"), [], "a file is no folder")
        self.assertEqual(sorted(self.bash_completes("help", "")), sorted(self.verbs))

    def test_fish(self):
        self.need("fish")
        self.assertEqual(sorted(word for word in self.fish_completes("") if word in self.verbs), sorted(self.verbs))
        for verb, flags in self.flags.items():
            offered = [word for word in self.fish_completes(verb, "--") if word != "--help"]
            self.assertEqual(sorted(offered), sorted(flag for flag in flags if flag != "--help"), verb)
            for flag, choices in flags.items():
                if choices:
                    self.assertEqual(sorted(self.fish_completes(verb, flag, "")), sorted(choices), flag)

    def test_zsh(self):
        self.need("zsh")
        self.assertEqual([line.split(":")[0] for line in self.zsh_arguments("") if not line.startswith("--")], self.verbs)
        for verb, flags in self.flags.items():
            offered = {}
            for line in self.zsh_arguments(verb, ""):
                if line.startswith("--"):
                    choices = re.search(r":\(([^)]*)\)$", line)
                    offered[line.split("[")[0]] = choices[1].split() if choices else []
            self.assertEqual(offered, flags, verb)


if __name__ == "__main__":
    unittest.main()
