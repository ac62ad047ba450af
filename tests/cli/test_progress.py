"""What a run shows of itself: the progress line on a terminal, --stats."""

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
import unittest

from support import CORPUS, CliTest, PROGRAM, SOURCE, TIMEOUT_SECONDS, made_up_articles, run, to_jsonl

ERASE = b"\r\x1b[K"
DRIVER = os.environ.get("SAMESTORY_PROGRESS_DRIVER", str(SOURCE / "build/release/tests/cli/progress_driver"))
QUIET_SECONDS = 0.5  # nothing is drawn before


class Screen:
    """As much of a terminal as the line needs: carriage return, line feed, erase to the end of the line."""

    def __init__(self, columns):
        self.columns, self.rows, self.row, self.column = columns, [""], 0, 0

    def write(self, data):
        text = data.decode("ascii")
        while text:
            if text.startswith("\x1b[K"):
                self.rows[self.row], text = self.rows[self.row][:self.column], text[3:]
                continue
            character, text = text[0], text[1:]
            if character == "\r":
                self.column = 0
            elif character == "\n":
                self.next_row()
            else:
                assert character.isprintable(), repr(character)
                if self.column == self.columns:
                    self.next_row()
                    self.column = 0
                row = self.rows[self.row].ljust(self.column)
                self.rows[self.row] = row[:self.column] + character + row[self.column + 1:]
                self.column += 1

    def next_row(self):
        self.row += 1
        if self.row == len(self.rows):
            self.rows.append("")


class Terminal:
    """The program with a terminal of its own for standard error; standard input and output are pipes."""

    def __init__(self, *args, columns=80, term="xterm", controlling=True, program=PROGRAM):
        self.columns, self.begun = columns, time.monotonic()
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        env = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "TERM", "NO_COLOR")}
        env |= {"TERM": term} if term is not None else {}
        self.process = subprocess.Popen(
            [program, *map(str, args)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=theirs, env=env,
            start_new_session=True, preexec_fn=(lambda: fcntl.ioctl(2, termios.TIOCSCTTY, 0)) if controlling else None)
        os.close(theirs)
        self.shown = []  # (seconds since the beginning, bytes) as they came

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()
        os.close(self.ours)

    @property
    def bytes(self):
        return b"".join(data for _, data in self.shown)

    def send(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def type(self, data):
        os.write(self.ours, data)

    def look(self, seconds, until=lambda: False):
        """Collects what is shown for so long, or until something is so; False at the end of the terminal."""
        end = time.monotonic() + seconds
        while not until() and (left := end - time.monotonic()) > 0:
            if not select.select([self.ours], [], [], min(left, 0.05))[0]:
                continue
            try:
                data = os.read(self.ours, 65536)
            except OSError:  # the other side is closed
                return False
            self.shown.append((time.monotonic() - self.begun, data))
        return True

    def wait(self):
        """To the end of the program: its exit code and standard output."""
        self.process.stdin.close()
        self.process.stdin = None
        assert not self.look(TIMEOUT_SECONDS), "the program does not end"
        out = self.process.stdout.read()
        return self.process.wait(timeout=TIMEOUT_SECONDS), out

    def redraws(self):
        """Lines drawn, each with the time it came."""
        return [(seconds, line) for seconds, data in self.shown
                for line in data.split(b"\r") if line.endswith(b"\x1b[K") and line != b"\x1b[K"]

    def screen(self):
        """What the user sees at the end; no line was wrapped on the way."""
        screen = Screen(self.columns)
        screen.write(self.bytes)
        return [row.rstrip() for row in screen.rows]


class ProgressLine(CliTest):
    def reading(self, **options):
        """The program while it waits for more of its standard input, which stays open."""
        terminal = self.enterContext(Terminal("sketch", "-", "--out", self.path("sketch"), **options))
        terminal.send(to_jsonl(made_up_articles()))
        return terminal

    def drawn(self, terminal):
        return lambda: terminal.redraws() != []

    def test_is_drawn_at_most_ten_times_a_second(self):
        # Figures that change a thousand times a second, for four seconds.
        terminal = self.enterContext(Terminal(4000, program=DRIVER))
        self.assertEqual(terminal.wait()[0], 0, terminal.bytes)
        redraws = terminal.redraws()
        times = [seconds for seconds, _ in redraws]
        self.assertGreaterEqual(times[0], QUIET_SECONDS)
        self.assertGreater(len(times), 4, terminal.bytes)
        self.assertLessEqual(len(times), (times[-1] - times[0]) * 10 + 1)
        for first in times:
            # One more than ten, as this side may come late to read what was drawn before that second.
            self.assertLessEqual(sum(first <= seconds < first + 1 for seconds in times), 11)
        self.assertEqual(terminal.screen(), ["a message", "done", ""])
        # What the line says is true.
        before = 0
        for seconds, line in redraws:
            told = re.fullmatch(rb"read: ([\d,]+) of 1,000,000 articles(, ([\d.]+) MB/s)?"
                                rb"(, about (\d+) min left in this stage)?\x1b\[K", line)
            self.assertIsNotNone(told, line)
            articles = int(told[1].replace(b",", b""))
            self.assertLess(before, articles)
            self.assertLessEqual(articles, 4000)
            before = articles
            self.assertTrue(seconds >= 2 or told[4] is None, line)
        self.assertIsNotNone(told[4], "two seconds are enough to tell the time left")
        # At a thousand articles a second, or fewer where the machine is busy.
        self.assertGreaterEqual(int(told[5]), 16)
        self.assertLessEqual(float(told[3]), 21)

    def test_shows_a_stage_that_counts_nothing_yet(self):
        terminal = self.reading()
        terminal.look(TIMEOUT_SECONDS, until=self.drawn(terminal))
        self.assertRegex(terminal.redraws()[0][1], rb"\Aread: [\x20-\x7e]+\x1b\[K\Z")

    def test_is_gone_at_the_end(self):
        terminal = self.reading()
        terminal.look(TIMEOUT_SECONDS, until=self.drawn(terminal))
        code, out = terminal.wait()
        self.assertEqual((code, out), (0, b""), terminal.bytes)
        self.assertEqual(terminal.screen(), ["7 articles sketched", ""])
        self.assertIn(ERASE + b"7 articles sketched\r\n", terminal.bytes)

    def test_is_gone_before_a_message(self):
        terminal = self.reading(columns=300)
        terminal.send(b"broken\n")
        terminal.look(TIMEOUT_SECONDS, until=self.drawn(terminal))
        self.assertEqual(terminal.wait()[0], 0)
        rows = terminal.screen()
        self.assertEqual(len(rows), 4, rows)
        self.assertRegex(rows[0], r"\A-:8: .*skipped\Z")
        self.assertEqual(rows[1:], ["1 skipped, 0 mended, 0 repeated, 0 not articles", "7 articles sketched", ""])

    def test_is_gone_before_an_error(self):
        terminal = self.enterContext(Terminal("sketch", "-", "--out", self.path("sketch")))
        terminal.look(TIMEOUT_SECONDS, until=self.drawn(terminal))
        self.assertEqual(terminal.wait()[0], 2)  # no article came
        rows = terminal.screen()
        self.assertEqual(len(rows), 2, rows)
        self.assertRegex(rows[0], r"\Asamestory: .*article")

    def test_an_interrupt_leaves_a_clean_line(self):
        # In a terminal this narrow a line to its edge would be wrapped by the "^C" that the terminal shows.
        for columns in (10, 80):
            with self.each(columns=columns):
                terminal = self.reading(columns=columns)
                terminal.look(TIMEOUT_SECONDS, until=self.drawn(terminal))
                terminal.type(b"\x03")
                self.assertFalse(terminal.look(TIMEOUT_SECONDS), "the program does not end")
                self.assertEqual(terminal.process.wait(timeout=TIMEOUT_SECONDS), 130)
                self.assertIn(b"^C", terminal.bytes)
                self.assertEqual(terminal.screen(), [""])
                self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_stopped_terminal_does_not_keep_an_interrupt(self):
        terminal = self.reading()
        terminal.look(TIMEOUT_SECONDS, until=self.drawn(terminal))
        terminal.type(b"\x13")  # Ctrl-S: what is drawn from here on waits
        time.sleep(1.5)  # longer than the line takes to change
        terminal.process.send_signal(signal.SIGTERM)
        self.assertEqual(terminal.process.wait(timeout=10), 130)

    def test_results_are_not_mixed_with_it(self):
        # Standard output is the same terminal.
        terminal = self.enterContext(Terminal("find", "-"))
        terminal.send(to_jsonl(made_up_articles()))
        terminal.look(TIMEOUT_SECONDS, until=self.drawn(terminal))
        code, out = terminal.wait()
        self.assertEqual(code, 0)
        self.assertEqual(out, self.succeed("find", "-", stdin=to_jsonl(made_up_articles())).out)
        self.assertEqual(terminal.screen(), [""])

    def test_fits_its_terminal(self):
        for columns in (8, 20, 40, 200):
            with self.each(columns=columns):
                terminal = self.reading(columns=columns)
                terminal.look(TIMEOUT_SECONDS, until=self.drawn(terminal))
                for _, line in terminal.redraws():
                    self.assertLess(len(line.removesuffix(b"\x1b[K")), columns - 2)

    def test_a_short_run_shows_none(self):
        source = self.write_jsonl("articles.jsonl", made_up_articles())
        for _ in range(3):
            terminal = self.enterContext(Terminal("dedup", source, "--out", self.path("kept")))
            self.assertEqual(terminal.wait()[0], 0)
            if time.monotonic() - terminal.begun < QUIET_SECONDS:
                self.assertNotIn(b"\x1b", terminal.bytes)
                self.assertEqual(terminal.redraws(), [])

    def assert_none(self, **options):
        terminal = self.reading(**options)
        terminal.look(1.5)
        self.assertEqual(terminal.wait()[0], 0)
        self.assertEqual(terminal.bytes, b"7 articles sketched\r\n")

    def test_none_on_a_terminal_that_cannot(self):
        for term in ("dumb", "", None):
            with self.each(term=term):
                self.assert_none(term=term)

    def test_drawn_on_a_terminal_that_is_not_the_controlling_one(self):
        terminal = self.reading(controlling=False)
        terminal.look(TIMEOUT_SECONDS, until=self.drawn(terminal))
        self.assertEqual(terminal.wait()[0], 0)

    def test_none_where_standard_error_is_no_terminal(self):
        with subprocess.Popen([PROGRAM, "sketch", "-", "--out", self.path("sketch")], stdin=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=os.environ | {"TERM": "xterm"}) as process:
            process.stdin.write(to_jsonl(made_up_articles()))
            process.stdin.flush()
            time.sleep(1.5)
            process.stdin.close()
            self.assertEqual(process.stderr.read(), b"7 articles sketched\n")
            self.assertEqual(process.wait(timeout=TIMEOUT_SECONDS), 0)


class Stats(CliTest):
    def setUp(self):
        super().setUp()
        self.source = self.write("in/articles.jsonl", to_jsonl(made_up_articles()) + b"broken\n")
        self.stats = self.path("stats.json")

    def read(self, text):
        """The object, after what is true of every run."""
        stats = json.loads(text)
        self.assertEqual(text.count("\n"), 1)
        for name, kind in (("version", str), ("verb", str), ("threads", int), ("inputs", list), ("articles", int),
                           ("bytes", int), ("wall_seconds", (int, float)), ("cpu_seconds", (int, float)),
                           ("stages", list)):
            self.assertIsInstance(stats[name], kind, name)
        self.assertIn("memory_bytes", stats)
        self.assertGreater(stats["wall_seconds"], 0)
        for stage in stats["stages"]:
            self.assertEqual(set(stage), {"name", "wall_seconds", "cpu_seconds", "articles", "bytes", "counts",
                                          "peak_rss_anon_bytes", "resumed"})
            self.assertIs(stage["resumed"], False)
            self.assertTrue(all(isinstance(value, int) and value >= 0 for value in stage["counts"].values()), stage)
            if stats["peak_rss_anon_bytes"] is not None:
                self.assertLessEqual(stage["peak_rss_anon_bytes"], stats["peak_rss_anon_bytes"])
        self.assertEqual(len({stage["name"] for stage in stats["stages"]}), len(stats["stages"]))
        for figure in ("wall_seconds", "cpu_seconds"):
            self.assertTrue(all(stage[figure] >= 0 for stage in stats["stages"]))
            # Figures are rounded to four decimals each.
            slack = 0.0001 * (len(stats["stages"]) + 1)
            self.assertLessEqual(sum(stage[figure] for stage in stats["stages"]), stats[figure] + slack, figure)
        self.assertLessEqual(stats["cpu_seconds"], stats["wall_seconds"] * os.cpu_count() + 0.05)
        return stats

    def stats_of(self, *command):
        self.succeed(*command, "--stats", self.stats)
        return self.read(self.stats.read_text())

    def stage(self, stats, name):
        return next(stage for stage in stats["stages"] if stage["name"] == name)

    def test_of_find(self):
        stats = self.stats_of("find", self.source, "--threads", 3, "--out", self.path("out"))
        self.assertEqual(stats["verb"], "find")
        self.assertEqual(stats["version"], self.succeed("--version").text.split()[1])
        self.assertEqual(stats["threads"], 3)
        self.assertEqual(stats["inputs"], [str(self.source)])
        self.assertEqual(stats["articles"], 7)
        self.assertEqual(stats["bytes"], self.source.stat().st_size)
        self.assertEqual(self.stage(stats, "read")["articles"], 7)
        self.assertEqual(self.stage(stats, "read")["counts"]["skipped"], 1)
        # The flood's two near copies are one text; with its other report, and the organ's two, that is two stories.
        matched = self.stage(stats, "match")["counts"]
        self.assertEqual((matched["copies"], matched["stories"]), (1, 2))
        self.assertGreaterEqual(matched["candidates"], 2)

    def test_of_dedup(self):
        stats = self.stats_of("dedup", self.source, "--out", self.path("kept"))
        self.assertEqual((stats["verb"], stats["articles"]), ("dedup", 7))
        self.assertEqual([stage["name"] for stage in stats["stages"]], ["read", "bands", "copies", "write"])
        self.assertEqual(self.stage(stats, "copies")["counts"], {"candidates": 2, "copies": 1})
        written = self.stage(stats, "write")["counts"]
        self.assertEqual((written["kept"], written["dropped"]), (6, 1))

    def test_of_sketch(self):
        stats = self.stats_of("sketch", CORPUS, "--out", self.path("sketch"))
        self.assertEqual(stats["verb"], "sketch")
        self.assertEqual(stats["articles"], int(self.succeed("info", self.path("sketch"), "--format", "jsonl")
                                                .objects[0]["articles"]))
        self.assertGreater(stats["bytes"], 100_000)

    def test_of_an_explanation(self):
        stats = self.stats_of("find", self.source, "--explain", "flood-1,flood-3")
        self.assertEqual([stage["name"] for stage in stats["stages"]], ["read", "bands", "copies", "candidates", "match"])

    def test_most_of_the_time_is_some_stage(self):
        stats = self.stats_of("find", CORPUS, "--out", self.path("out"))
        in_stages = sum(stage["wall_seconds"] for stage in stats["stages"])
        self.assertGreaterEqual(in_stages, 0.8 * stats["wall_seconds"])

    def test_results_are_the_same_with_it(self):
        for command in (["find", self.source, "--format", "jsonl"], ["find", self.source],
                        ["dedup", self.source, "--out", self.path("kept")]):
            with self.each(verb=command[0]):
                plain, watched = self.succeed(*command), self.succeed(*command, "--stats", self.stats)
                self.assertEqual((watched.out, watched.err), (plain.out, plain.err))

    def test_on_standard_error(self):
        outcome = self.succeed("dedup", self.source, "--out", self.path("kept"), "--stats", "-")
        self.assertEqual(outcome.out, b"")
        found = [line for line in outcome.err.splitlines() if line.startswith("{")]
        self.assertEqual(len(found), 1, str(outcome))
        self.assertEqual(self.read(found[0] + "\n")["articles"], 7)

    def test_is_written_though_nobody_reads_the_results(self):
        reader, writer = os.pipe()
        os.close(reader)
        try:
            outcome = run("find", self.source, "--stats", self.stats, stdout=writer)
        finally:
            os.close(writer)
        self.assertEqual(outcome.code, 0, str(outcome))
        self.assertEqual(self.read(self.stats.read_text())["articles"], 7)

    def test_an_older_one_is_replaced(self):
        self.stats.write_text("x" * 100_000)
        self.stats_of("dedup", self.source, "--out", self.path("kept"))

    def test_a_place_that_cannot_be_written_is_refused_before_the_work(self):
        # Standard input stays open: who begins to work would wait for it.
        for place in (self.path("absent/stats.json"), self.source / "stats.json", self.folder, "/proc/samestory"):
            for command in (["find", "-"], ["dedup", "-", "--out", self.path("kept")],
                            ["sketch", "-", "--out", self.path("sketch")]):
                with self.each(place=str(place), verb=command[0]):
                    with subprocess.Popen([PROGRAM, *map(str, command), "--stats", str(place)], stdin=subprocess.PIPE,
                                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                        self.assertEqual(process.wait(timeout=TIMEOUT_SECONDS), 2)
                        self.assertEqual(process.stdout.read(), b"")
                        self.assertRegex(process.stderr.read().decode(), r"\Asamestory: [^\n]+\n\Z")
        self.assertEqual([path.name for path in self.folder.iterdir()], ["in"])

    def test_never_over_an_output(self):
        kept = self.path("kept")
        self.refuse("dedup", self.source, "--out", kept, "--stats", kept, naming="--stats")
        self.refuse("dedup", self.source, "--out", kept, "--dropped", self.stats, "--stats", self.stats,
                    naming="--stats")
        self.refuse("sketch", self.source, "--out", kept, "--stats", kept, naming="--stats")
        self.assertEqual([path.name for path in self.folder.iterdir()], ["in"])

    def test_nothing_of_a_run_that_failed(self):
        self.refuse("find", self.path("absent.jsonl"), "--stats", self.stats)
        self.assertFalse(self.stats.exists())


if __name__ == "__main__":
    unittest.main()
