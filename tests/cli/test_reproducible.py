"""The same input gives the same bytes: on another machine (golden hashes), with any number of threads, vector
instructions, locale, time zone, terminal, memory, place, and order of the file system.

tests/golden/corpus.sha256 holds a hash for each output over corpus/, as sha256sum writes them. With
SAMESTORY_UPDATE_GOLDEN=1 a run writes the file anew, to be read in the review as any other change: a hash may change
only with what the program says. The libraries are those of Debian 12; another ICU or zstd may speak otherwise.
"""

import functools
import gzip
import os
import pathlib
import platform
import random
import shutil
import subprocess
import tempfile
import threading
import unittest

from everything import Everything, NAME, copy_corpus, corpus_files, digests, feed, version
from support import CliTest, PROGRAM, SOURCE, TIMEOUT_SECONDS, run

GOLDEN = SOURCE / "tests/golden/corpus.sha256"
MEMORY_FOLDER = pathlib.Path("/dev/shm")  # lists a folder in another order than disks do
LOCALES = {"vi_VN.UTF-8": ("vi_VN", "UTF-8"), "tr_TR.UTF-8": ("tr_TR", "UTF-8"),
           "tr_TR.ISO-8859-9": ("tr_TR", "ISO-8859-9")}


@functools.lru_cache(maxsize=None)
def fed():
    return feed()


def processor_flags():
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as info:
            return set(next((line for line in info if line.startswith("flags")), "").split())
    except OSError:
        return set()


class Reproducible(CliTest):
    @classmethod
    def setUpClass(cls):
        cls.place = pathlib.Path(tempfile.mkdtemp(prefix="samestory-cli-"))
        cls.addClassCleanup(shutil.rmtree, cls.place, ignore_errors=True)
        copy_corpus(cls.place)
        out = cls.place / "out"
        out.mkdir()
        cls.made = Everything(cls.place, out, feed=fed(), flags=["--threads", "2"]).all()
        cls.expected = digests(cls.made)

    def everything(self, cwd=None, **how):
        out = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        return Everything(cwd or self.place, out, feed=fed(), **how)

    def assert_same(self, made):
        """Under every name what the plain run made, and no name more."""
        found = digests(made)
        self.assertGreater(len(found), 3)
        different = sorted(name for name in found if found[name] != self.expected.get(name))
        self.assertEqual(different, [])
        for part in ("find/", "dedup/event", "diff/"):
            if any(name.startswith(part) for name in found):
                of_part = {name for name in self.expected if name.startswith(part)}
                if part != "diff/":
                    self.assertEqual({name for name in found if name.startswith(part)}, of_part)


class Golden(Reproducible):
    def test_golden_hashes(self):
        lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(self.expected.items()))
        if os.environ.get("SAMESTORY_UPDATE_GOLDEN") == "1":
            GOLDEN.write_text(lines, encoding="ascii")
        golden = dict(reversed(line.split("  ")) for line in GOLDEN.read_text(encoding="ascii").splitlines())
        self.assertEqual(sorted(golden), sorted(self.expected), "outputs come or go")
        self.assertEqual([name for name, digest in golden.items() if digest != self.expected[name]], [], "other bytes")

    def test_pages_name_the_version(self):
        number = f"samestory <bdi>{version()}</bdi>".encode()
        self.assertEqual([name for name, content in self.made.items()
                          if name.endswith("html") and number not in content], [])

    def test_what_is_pinned(self):
        """Stories with pages, both levels of dedup, both files of a sketch, all forms of a comparison."""
        names = set(self.expected)
        self.assertLessEqual({"find.jsonl", "find.table", "find/stories.jsonl", "find/articles.jsonl",
                              "find/skipped.jsonl", "find/index.html", "find.info", "find.eval",
                              "dedup/copy.kept.jsonl", "dedup/copy.dropped.jsonl", "dedup/event.kept.jsonl",
                              "dedup/event.dropped.jsonl", "sketch", "sketch.text", "diff/2.text", "diff/2.html",
                              "diff/3.jsonl"}, names)
        self.assertGreater(sum(name.startswith("find/story/") for name in names), 20)
        self.assertGreater(len(set(self.expected.values())), len(names) - 5, "the same bytes under many names")


class Machine(Reproducible):
    """Processors, memory, what lies in memory that nobody wrote."""

    def test_threads(self):
        for threads in (1, 2, 3, 8):
            with self.each(threads=threads):
                self.assert_same(self.everything(flags=["--threads", str(threads)]).all())

    def test_one_processor(self):
        self.assert_same(self.everything(prefix=["taskset", "-c", str(min(os.sched_getaffinity(0)))]).most())

    def test_vector_instructions(self):
        levels = ("portable", "avx2", "avx512") if platform.machine() == "x86_64" else ("portable",)
        for level in levels:
            with self.each(level=level):
                self.assert_same(self.everything(env={"SAMESTORY_SIMD": level}).most())

    def test_vector_instructions_of_the_json_library(self):
        wanted = {"fallback": set(), "westmere": {"sse4_2", "pclmulqdq"}, "haswell": {"avx2", "bmi1", "pclmulqdq"},
                  "icelake": {"avx512f", "avx512vbmi2", "avx512bw"}}
        flags = processor_flags()
        for kernel, needs in wanted.items():
            if needs <= flags:
                with self.each(kernel=kernel):
                    self.assert_same(self.everything(env={"SIMDJSON_FORCE_IMPLEMENTATION": kernel}).most())

    def test_another_mathematical_library(self):
        """Without FMA the C library's log and exp are other functions."""
        for without in ("-FMA,-FMA4", "-AVX2,-FMA,-FMA4,-AVX512F,-AVX512VL,-AVX512BW"):
            with self.each(without=without):
                self.assert_same(self.everything(env={"GLIBC_TUNABLES": f"glibc.cpu.hwcaps={without}"}).all())

    def test_memory(self):
        for size in ("64M", "1T"):
            with self.each(size=size):
                self.assert_same(self.everything(flags=["--memory", size]).most())

    def test_memory_that_nobody_wrote(self):
        for byte in ("1", "170", "255"):
            with self.each(byte=byte):
                self.assert_same(self.everything(env={"MALLOC_PERTURB_": byte}).most())

    def test_addresses(self):
        """Where memory lies decides the order of hash tables."""
        if shutil.which("setarch") and subprocess.run(["setarch", "-R", "true"], check=False).returncode == 0:
            self.assert_same(self.everything(prefix=["setarch", "-R"]).most())
        for _ in range(3):
            self.assert_same(self.everything().most())

    def test_work_folder(self):
        work = self.path("work")
        work.mkdir()
        for threads in ("1", "3"):
            self.assert_same(self.everything(flags=["--work", work, "--threads", threads]).all())
            self.assertEqual(list(work.iterdir()), [])
        self.assert_same(self.everything(env={"TMPDIR": str(work)}).most())


class Surroundings(Reproducible):
    """Locale, time zone, terminal, and whoever runs it."""

    def made_locales(self):
        """LOCPATH with locales whose letters, numbers and dates are others; empty where they cannot be made."""
        folder = self.path("locales")
        folder.mkdir()
        made = []
        for name, (language, charset) in LOCALES.items():
            if shutil.which("localedef") and pathlib.Path("/usr/share/i18n/locales", language).exists():
                subprocess.run(["localedef", "-i", language, "-f", charset, folder / name], capture_output=True,
                               check=False)
            if (folder / name).exists():
                made.append(name)
        return str(folder), made

    def test_locale(self):
        folder, made = self.made_locales()
        for name in {"C", "POSIX", "C.UTF-8", "nowhere_XX", *LOCALES, *made}:
            with self.each(locale=name, made=name in made):
                env = {"LC_ALL": name, "LANG": name, "LANGUAGE": name.split(".", maxsplit=1)[0]}
                self.assert_same(self.everything(env=env | ({"LOCPATH": folder} if name in made else {})).most())

    def test_no_locale_at_all(self):
        variables = [name for name in os.environ if name.startswith(("LC_", "LANG"))]
        self.assert_same(self.everything(prefix=["env", *(f"--unset={name}" for name in variables)]).most())

    def test_no_environment_at_all(self):
        self.assert_same(self.everything(prefix=["env", "-i"]).all())

    def test_time_zone(self):
        for zone in ("UTC", "Pacific/Kiritimati", "America/St_Johns", "Asia/Ho_Chi_Minh", "Nowhere/At_All",
                     "XYZ-25:61", ""):
            with self.each(zone=zone):
                self.assert_same(self.everything(env={"TZ": zone}).most())

    def test_terminal(self):
        env = {"COLUMNS": "40", "LINES": "5", "TERM": "xterm-256color", "CLICOLOR_FORCE": "1", "FORCE_COLOR": "1"}
        self.assert_same(self.everything(env=env).all())
        self.assert_same(self.everything(env={"NO_COLOR": "1", "TERM": "dumb"}).all())

    def test_umask(self):
        for mask in (0o077, 0o000, 0o027):
            with self.each(mask=oct(mask)):
                one = self.everything(prefix=["sh", "-c", f"umask {mask:03o}; exec \"$0\" \"$@\""])
                self.assert_same(one.most())
                for path in one.out.rglob("*"):
                    wanted = (0o777 if path.is_dir() else 0o666) & ~mask
                    self.assertEqual(oct(path.stat().st_mode & 0o777), oct(wanted), path.name)


class Places(Reproducible):
    """Where the inputs lie, how they are named, and in which order a folder lists them."""

    def test_how_the_input_is_named(self):
        (self.place / "deep/er").mkdir(parents=True, exist_ok=True)
        for cwd, name in ((".", self.place / NAME), (".", f"./{NAME}/"), (".", f"{NAME}//"), (NAME, "."),
                          ("deep/er", f"../../{NAME}"), ("/", f"{self.place}/deep/../{NAME}")):
            with self.each(cwd=cwd, name=str(name)):
                self.assert_same(self.everything(self.place / cwd, inputs=[str(name)]).most())

    def test_order_of_the_file_system(self):
        listings = set()
        files = corpus_files()
        shuffled = random.Random(7).sample(files, len(files))
        for base in (self.folder, MEMORY_FOLDER):
            if not os.access(base, os.W_OK):
                continue
            for order in (files, files[::-1], shuffled):
                place = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="samestory-cli-", dir=base)))
                corpus = copy_corpus(place, order)
                for number, path in enumerate(corpus.rglob("*")):
                    os.utime(path, (number * 86_400, 2_000_000_000 - number * 1000))
                listings.add(tuple(os.listdir(corpus)))
                with self.each(base=str(base), first=str(order[0])):
                    self.assert_same(self.everything(place).most())
        self.assertGreater(len(listings), 1, "all folders list their files in one order: nothing was shown")

    def results(self, inputs, **options):
        out = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        found = self.succeed("find", *inputs, "--format", "jsonl", "--out", out / "find", cwd=self.place, **options)
        dropped = self.succeed("dedup", *inputs, "--out", out / "kept", "--dropped", out / "dropped", cwd=self.place,
                               **options)
        files = {p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()}
        return files | {"printed": found.out, "said": found.err, "said of copies": dropped.err}

    def assert_equal(self, found, expected):
        """Names only, not megabytes."""
        self.assertEqual(sorted(map(str, found)), sorted(map(str, expected)))
        self.assertEqual([str(name) for name in expected if found[name] != expected[name]], [])

    def test_order_of_inputs(self):
        outlets = sorted(f"{NAME}/{path.name}" for path in (self.place / NAME).iterdir() if path.is_dir())
        twice = [*outlets, f"{NAME}/meridian-wire/wire.jsonl", NAME]  # reached by several ways
        for inputs in (outlets, twice):
            expected = self.results(inputs)
            self.assertGreater(expected["printed"].count(b"\n"), 20)
            for seed in range(3):
                with self.each(inputs=len(inputs), seed=seed):
                    self.assert_equal(self.results(random.Random(seed).sample(inputs, len(inputs))), expected)

    def test_standard_input(self):
        """Whatever pieces a pipe gives, and as the same lines in a file but for its name."""
        place = self.path("feed.jsonl")
        place.write_bytes(fed())
        from_file = run("find", place, "--format", "jsonl").out
        from_input = run("find", "-", "--format", "jsonl", stdin=fed()).out
        self.assertTrue(from_file.replace(b'"path":"feed.jsonl"', b'"path":"-"') == from_input)
        self.assertIn(b'"path":"-"', from_input)
        for sizes in ((1, 7, 4096), (65_537,), (3, 100_003)):
            with self.each(sizes=sizes):
                self.assertTrue(self.drip(sizes, "find", "-", "--format", "jsonl", "--threads", "3") == from_input)

    def drip(self, sizes, *args):
        """Standard output of a run whose input comes in pieces of these sizes, in turn."""
        def pour(pipe, data=fed()):
            at = turn = 0
            with pipe:
                while at < len(data):
                    size = sizes[turn % len(sizes)]
                    pipe.write(data[at:at + size])
                    pipe.flush()
                    at, turn = at + size, turn + 1

        with subprocess.Popen([PROGRAM, *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL) as process:
            writer = threading.Thread(target=pour, args=[process.stdin])
            writer.start()
            out = process.stdout.read()
            writer.join()
            self.assertEqual(process.wait(timeout=TIMEOUT_SECONDS), 0)
        return out

    def test_sketches_in_the_place_of_inputs(self):
        sketches = []
        for number, part in enumerate(sorted(path.name for path in (self.place / NAME).iterdir() if path.is_dir())):
            sketches.append(self.path(f"{number}.sketch"))
            self.succeed("sketch", f"{NAME}/{part}", "--out", sketches[-1], "--threads", 1 + number % 3, cwd=self.place)
        inputs = sorted(f"{NAME}/{path.name}" for path in (self.place / NAME).iterdir() if path.is_dir())
        self.assert_equal(self.results(sketches[::-1]), self.results(inputs))

    def test_a_sketch_of_files(self):
        """It names where they lie, but neither how they were named nor when they were written."""
        expected = None
        for order, flags, cwd, name in ((None, [], self.place, NAME), (corpus_files()[::-1], ["--threads", "3"], "/",
                                                                        str(self.place / NAME)),
                                        (None, ["--threads", "1", "--memory", "64M"], self.place / NAME, ".")):
            shutil.rmtree(self.place / NAME)
            copy_corpus(self.place, order)
            packed = self.path("feed.jsonl.gz")
            packed.write_bytes(gzip.compress(fed()))
            sketch = self.path("all.sketch")
            self.succeed("sketch", name, packed, "--out", sketch, *flags, cwd=cwd)
            made = sketch.read_bytes(), self.path("all.sketch.text").read_bytes()
            with self.each(name=name):
                self.assertEqual([made[0] == (expected or made)[0], made[1] == (expected or made)[1]], [True, True])
            expected = expected or made


if __name__ == "__main__":
    unittest.main()
