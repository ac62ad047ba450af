"""One case of the book: a folder to make the input in, runs of the program that are bounded, and what must hold.

Beside what is bad lie two healthy articles about one invented event. Whatever the case, they must be read with their
exact text and found as one story.
"""

import contextlib
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import threading
import time

from support import ORGAN, ORGAN_OTHER, PROGRAM, SOURCE, foreign_scripts, parse_lines, to_jsonl

SANITIZED = os.environ.get("SAMESTORY_SANITIZED") == "1"
SECONDS = 3  # of processor time, for one run
MEGABYTES = 160  # resident at most, mapped files included
WALL_SECONDS = 40  # a run that takes longer hangs
SLOWER = 40 if SANITIZED else 1

ANY = object()  # as a text: whatever it is
CLOSED = object()  # as a standard stream: there is none

FOLDER = {"a-organ.txt": ORGAN, "z-organ.txt": ORGAN_OTHER}
FEED = {"organ-1": ORGAN, "organ-2": ORGAN_OTHER}
KINDS = ("skipped", "mended", "repeated", "ignored")
RESULTS = {"articles.jsonl", "index.html", "skipped.jsonl", "stories.jsonl", "story"}
CRASHED = re.compile(r"terminate called|Sanitizer|runtime error:|Assertion|core dumped")
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Impossible(Exception):
    """The case cannot be made here; under CI=true that is an error."""


class Outcome:
    """What one run printed, how it ended and what it took."""

    def __init__(self, args, status, out, err, usage, wall):
        self.args, self.out, self.wall = args, out, wall
        self.code = os.waitstatus_to_exitcode(status)
        self.err = err.decode("utf-8", "replace")
        self.cpu = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024

    @property
    def objects(self):
        return parse_lines(self.out)

    def __str__(self):
        return (f"samestory {' '.join(os.fsdecode(a) if isinstance(a, bytes) else str(a) for a in self.args)[:300]}\n"
                f"exit {self.code}, {self.cpu:.2f} CPU s, {self.megabytes:.0f} MB\n"
                f"stdout {(self.out or b'')[:1500]!r}\nstderr {self.err[:1500]}")


def plain(name):
    """An id without the hash of its text that tells it apart from another."""
    return re.sub(r"~[0-9a-f]{16}\Z", "~*", name)


def check(holds, said, outcome=""):
    if not holds:
        raise AssertionError(f"{said}\n{outcome}")


def only(found, expected, said, outcome=""):
    check(found == expected, f"{said}: found {str(found)[:700]}, expected {str(expected)[:700]}", outcome)


class Log:
    """What comes out of a stream, through a pipe: no limit of files concerns it."""

    def __init__(self, stack):
        self.reader, self.writer = os.pipe()
        self.data = b""
        self.thread = threading.Thread(target=self.read, daemon=True)
        stack.callback(self.end)

    def read(self):
        with os.fdopen(self.reader, "rb") as pipe:
            self.data = pipe.read()

    def begin(self):
        os.close(self.writer)
        self.writer = None
        self.thread.start()

    def end(self):
        if self.writer is not None:
            self.begin()
        self.thread.join()
        return self.data


class Trial:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.outcome = "read"
        (self.folder / "tmp").mkdir()

    # ------------------------------------------------------------------------------------------ making the input

    def put(self, name, content):
        """`name` may be bytes, for names that are no UTF-8."""
        path = os.path.join(os.fsencode(self.folder), os.fsencode(name))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        return pathlib.Path(os.fsdecode(path))

    def beside(self):
        for name, text in FOLDER.items():
            self.put(f"in/{name}", text)

    def feed(self, *lines, name="in/feed.jsonl", end=b"\n"):
        """JSON Lines between the healthy two, which are lines 1 and len(lines) + 2; objects are written as JSON."""
        raw = [line if isinstance(line, bytes) else to_jsonl([line])[:-1] for line in lines]
        healthy = [to_jsonl([{"id": name, "text": text}])[:-1] for name, text in FEED.items()]
        return self.put(name, end.join([healthy[0], *raw, healthy[1], b""]))

    # ------------------------------------------------------------------------------------------ bounded runs

    def run(self, *args, stdin=b"", stdout=None, stderr=None, env=None, cwd=None, limits=None, prefix=(), during=None,
            seconds=SECONDS, megabytes=MEGABYTES):
        """Runs the program in the case's folder. `limits` are of `resource`; `during` is called with the process."""
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TMPDIR": str(self.folder / "tmp")}
        if SANITIZED:  # all the tables of words take it long to read
            environment["SAMESTORY_BACKGROUND"] = str(SOURCE / "corpus/background/en.tsv")
        environment.update(env or {})
        environment = {key: value for key, value in environment.items() if value is not None}
        closed = [fd for fd, stream in enumerate((stdin, stdout, stderr)) if stream is CLOSED]

        def prepare():
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # beyond its limit a write fails as on a full disk
            for limit, value in (limits or {}).items():
                resource.setrlimit(limit, (value, value))
            for fd in closed:
                os.close(fd)

        with contextlib.ExitStack() as stack:
            given = stack.enter_context(open(self.folder / ".stdin", "w+b"))
            given.write(stdin if isinstance(stdin, bytes) else b"")
            given.seek(0)
            logs = [Log(stack), Log(stack)]
            streams = [given if isinstance(stdin, bytes) or stdin is CLOSED else stdin,
                       *(log.writer if stream in (None, CLOSED) else stream for log,
                         stream in zip(logs, (stdout, stderr)))]
            begun = time.monotonic()
            process = subprocess.Popen([*prefix, PROGRAM, *args], stdin=streams[0], stdout=streams[1],
                                       stderr=streams[2],
                                       env=environment, cwd=cwd or self.folder, preexec_fn=prepare,
                                       restore_signals=False)
            for log in logs:
                log.begin()
            limit = threading.Timer(WALL_SECONDS * max(1, SLOWER / 8), process.kill)
            limit.start()
            try:
                if during is not None:
                    during(process)
            finally:
                _, status, usage = os.wait4(process.pid, 0)
                limit.cancel()
            process.returncode = os.waitstatus_to_exitcode(status)
            outcome = Outcome(args, status, *(log.end() for log in logs), usage, time.monotonic() - begun)
        check(outcome.code >= 0, f"ended by {signal.Signals(-outcome.code).name if outcome.code < 0 else ''}"
              f" after {outcome.wall:.0f} s", outcome)
        check(outcome.code in (0, 1, 2), "no such exit code is promised", outcome)
        check(not CRASHED.search(outcome.err), "crashed", outcome)
        check(outcome.cpu <= seconds * SLOWER, f"took more than {seconds} s", outcome)
        check(SANITIZED or outcome.megabytes <= megabytes, f"took more than {megabytes} MB", outcome)
        left = os.listdir(self.folder / "tmp") if (self.folder / "tmp").is_dir() else []
        only(left, [], "temporary files stay", outcome)
        return outcome

    # ------------------------------------------------------------------------------------------ what must hold

    def survey(self, *inputs, read=(), skipped=(), mended=(), ignored=(), repeated=(), healthy=FOLDER, together=(),
               twice=True, **options):
        """find, dedup and sketch over the inputs read the healthy two and `read` ({id: text}), and say of all others
        what is given as {place: words of the reason, or several such}. `together`: what joins the healthy story."""
        inputs = inputs or ("in",)
        texts = {**healthy, **dict(read)}
        incidents = {kind: dict(said) for kind, said in zip(KINDS, (skipped, mended, repeated, ignored))}
        self.outcome = next((kind for kind in ("skipped", "mended") if incidents[kind]), "read")
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        found = self.run("find", *inputs, "--singles", "--format", "jsonl", "--out", "out", "--threads", "2",
                         **options)
        only(found.code, 0, "exit code", found)
        self.check_results(texts, incidents, set(healthy) | set(together), found)
        if twice:
            self.check_dedup(inputs, texts, incidents, options)
        return found

    def check_results(self, texts, incidents, story, found):
        out = self.folder / "out"
        only({path.name for path in out.iterdir()}, RESULTS, "names in the result folder", found)
        articles = {plain(line["id"]): line["text"] for line in parse_lines((out / "articles.jsonl").read_bytes())}
        only(sorted(articles), sorted(texts), "articles read", found)
        for name, text in texts.items():
            check(text is ANY or articles[name] == text,
                  f"text of {name[:80]}: {articles[name][:300]!r}, expected {'' if text is ANY else text[:300]!r}",
                  found)
        stories = [{plain(article["id"]) for article in line["articles"]} for line in found.objects]
        check(story in stories, f"the healthy two are not one story: {[s for s in stories if s & story]}", found)
        self.check_incidents(parse_lines((out / "skipped.jsonl").read_bytes()), incidents, found)
        for page in [out / "index.html", *(out / "story").iterdir()]:
            only(foreign_scripts(page.read_bytes()), [], f"scripts of {page.name}", found)

    @staticmethod
    def check_incidents(lines, incidents, found):
        expected = [(kind, place, reason) for kind, said in incidents.items() for place, reasons in said.items()
                    for reason in ([reasons] if isinstance(reasons, str) else reasons)]
        left = list(lines)
        for kind, place, reason in expected:
            matching = [line for line in left if (line["kind"], line["place"]) == (kind, place)
                        and re.search(reason, line["reason"])]
            check(matching, f"nothing {kind} at {place[:80]!r} for {reason!r}: {left[:5]}", found)
            left.remove(matching[0])
        only(left, [], "incidents beyond what was expected", found)
        counts = [sum(line["kind"] == kind for line in lines) for kind in KINDS]
        said = found.err.splitlines()
        if any(counts):
            only(said[-1:], ["{:,} skipped, {:,} mended, {:,} repeated, {:,} not articles".format(*counts)],
                 "count on standard error", found)
        else:
            only(said, [], "standard error", found)
        only(len([line for line in said if line.endswith("; skipped")]), min(counts[0], 10), "skips said", found)

    def check_dedup(self, inputs, texts, incidents, options):
        code = 2 if incidents["skipped"] else 0
        outputs = []
        for source in (inputs, ("all.sketch",)):
            kept, dropped = self.folder / "kept", self.folder / "dropped"
            if source is not inputs:
                made = self.run("sketch", *inputs, "--out", "all.sketch", **options)
                only(made.code, 0, "exit code", made)
            done = self.run("dedup", *source, "--strict", "--out", kept, "--dropped", dropped, **options)
            only((done.code, done.out), (code, b""), "exit code under --strict, and standard output", done)
            outputs.append((kept.read_bytes(), dropped.read_bytes()))
            lines = parse_lines(outputs[-1][0])
            only(sorted(plain(line["id"]) for line in lines + parse_lines(outputs[-1][1])), sorted(texts),
                 "kept and dropped",
                 done)
            for line in lines:
                check(texts[plain(line["id"])] in (ANY, line["text"]), f"text of {line['id'][:80]} in what is kept",
                      done)
        check(outputs[0] == outputs[1], "dedup of a sketch differs from that of its inputs")

    def refuse(self, *args, naming=(), lines=1, out=(b"", None), **options):
        """Exit 2, nothing on standard output, and `lines` lines on standard error, the last with each of `naming`."""
        self.outcome = "refused"
        outcome = self.run(*args, **options)
        only(outcome.code, 2, "exit code", outcome)
        check(outcome.out in out, "something on standard output", outcome)
        said = outcome.err.split("\n")
        only(len(said), lines + 1, "lines on standard error", outcome)
        check(said[-2].startswith("samestory: "), "the last line is not the program's", outcome)
        for word in [naming] if isinstance(naming, str) else naming:
            check(word in said[-2], f"{word!r} is not named", outcome)
        check(not CONTROLS.search(outcome.err.replace("\n", "")), "control characters on standard error", outcome)
        return outcome

    def table(self, *inputs, **options):
        """The table of the stories drives no terminal."""
        outcome = self.run("find", *(inputs or ("in",)), "--singles", **options)
        only(outcome.code, 0, "exit code", outcome)
        text = outcome.out.decode("utf-8")
        check(not CONTROLS.search(text), f"control characters in the table: {CONTROLS.findall(text)[:5]}", outcome)
        check(not CONTROLS.search(outcome.err.replace("\n", "")), "control characters on standard error", outcome)
        return text

    def diff(self, a, b, code=1, kind="jsonl", **options):
        """What the two say of each other; the ops of each edit rebuild both sides, and cells cover both texts."""
        outcome = self.run("diff", a, b, "--format", kind, **options)
        only(outcome.code, code, "exit code", outcome)
        only(outcome.err, "", "standard error", outcome)
        return json.loads(outcome.out) if kind == "jsonl" else outcome.out.decode("utf-8")
