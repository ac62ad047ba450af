"""One run with a fault in it, held against what is promised.

  exit                 0, or 2 with one line that says why; never by a signal, never later than TIMEOUT seconds
  exit 0               the same bytes as undisturbed; or an input below a folder is named as skipped, the rest is there
  exit 2               outputs are whole or absent: all new, or all as they were before; no temporary file stays
  afterwards           the same command undisturbed gives exit 0 and the bytes of an undisturbed run
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("SAMESTORY_BIN", str(SOURCE / "build/release/samestory"))
TIMEOUT = 60
OLD = b'{"of":"an earlier run"}\n'
OLD_TEXTS = b"\x28\xb5\x2f\xfd of an earlier run"  # beside a sketch nothing is replaced but what begins as zstd
GOOD = ("unchanged", "skipped", "refused")
VERBS = {
    "find": ("find", "in", "--threads", "1", "--out", "out"),
    "dedup": ("dedup", "in", "--threads", "1", "--out", "out/kept.jsonl", "--dropped", "out/dropped.jsonl"),
    "sketch": ("sketch", "in", "--threads", "1", "--out", "out/all.sketch"),
}


def make_input(folder):
    for outlet in ("harbour-post", "delta-courier"):
        (folder / outlet).mkdir(parents=True)
        for path in sorted((SOURCE / "corpus" / outlet).glob("*.txt"))[:3]:
            shutil.copy(path, folder / outlet / path.name)
    lines = (SOURCE / "corpus/meridian-wire/wire.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "wire.jsonl").write_bytes(b"".join(lines[:4]))
    # What is read out of an archive is kept beside a sketch.
    with open(folder / "more.jsonl.gz", "wb") as packed:
        subprocess.run(["gzip", "-nc"], input=b"".join(lines[4:7]), stdout=packed, check=True)


def run(verb, folder, prefix=(), env=None, stdout=subprocess.PIPE, limits=None):
    for name in ("out", "tmp"):
        (folder / name).mkdir(exist_ok=True)
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TMPDIR": str(folder / "tmp"),
                   "SAMESTORY_BACKGROUND": str(SOURCE / "corpus/background")}
    command = [*prefix, PROGRAM, *VERBS[verb]]
    with subprocess.Popen(command, cwd=folder, stdout=stdout, stderr=subprocess.PIPE, env=environment | (env or {}),
                          preexec_fn=limits, start_new_session=True) as process:
        try:
            out, err = process.communicate(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # strace and what it traces
            raise
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def outputs(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted((folder / "out").rglob("*"))
            if path.is_file()}


class Trial:
    """A verb on the small input, and what an undisturbed run of it gives."""

    def __init__(self, verb, base):
        self.verb, self.base = verb, base / verb
        if not (base / "in").exists():
            make_input(base / "in")
        self.base.mkdir()
        self.source = base / "in"
        shutil.copytree(self.source, self.base / "in")
        done = run(verb, self.base)
        assert done.returncode == 0, done.stderr
        self.expected, self.printed = outputs(self.base), done.stdout
        assert self.expected

    def __call__(self, old, prefix=(), must_not_matter=False, may_litter=False, **options):
        """(outcome, what was said). `old`: outputs of an earlier run lie there."""
        with tempfile.TemporaryDirectory(prefix="samestory-fault-") as name:
            folder = pathlib.Path(name)
            shutil.copytree(self.source, folder / "in")
            if self.verb == "sketch":
                # A sketch names its inputs by full paths: what is expected is another in every folder.
                run(self.verb, folder)
                expected = outputs(folder)
                shutil.rmtree(folder / "out")
            else:
                expected = self.expected
            for path in expected if old else ():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(OLD_TEXTS if path.endswith(".text") else OLD)
            before = outputs(folder)
            try:
                done = run(self.verb, folder, prefix, **options)
            except subprocess.TimeoutExpired:
                return "hangs", f"more than {TIMEOUT} s"
            outcome, said = self.judge(done, before, expected, folder, may_litter)
            if must_not_matter and outcome in GOOD[1:]:
                return "mattered", said
            if outcome not in GOOD:
                return outcome, said
            # Without what was skipped there may be other stories, with pages of their own, which the front page names.
            front = folder / "out/index.html"
            pages = front.read_bytes() if outcome == "skipped" and front.exists() else b""
            left = [path.name for path in [*(folder / "tmp").iterdir(), *(folder / "out").rglob("*")]
                    if path.parent.name == "tmp" or str(path.relative_to(folder)) not in expected
                    and not path.is_dir() and path.name.encode() not in pages or path.name.startswith(".")]
            if left and not may_litter:
                return "litter", f"left: {left}"
            again = run(self.verb, folder)
            after = {path: content for path, content in outputs(folder).items() if not may_litter or path in expected}
            if again.returncode != 0 or after != expected or again.stdout != self.printed:
                return "lasting", f"afterwards exit {again.returncode}: {text(again.stderr)[-300:]}"
            return outcome, said

    def judge(self, done, before, expected, folder, may_litter):
        said, after = text(done.stderr), outputs(folder)
        if may_litter:
            after = {path: content for path, content in after.items() if path in before or path in expected}
        if done.returncode not in (0, 2):
            return "crash", f"exit {done.returncode}: {said[-400:]}"
        if done.returncode == 2:
            if after not in (before, expected):
                return "torn", f"{[p for p in after if after[p] != before.get(p)]}: {said[-300:]}"
            if not said.strip().splitlines()[-1:] or not said.strip().splitlines()[-1].startswith("samestory: "):
                return "silent", said[-300:]
            return "refused", said.strip().splitlines()[-1]
        if "skipped" in said and "0 skipped" not in said:
            return self.judge_rest(after, expected, said)
        if after != expected:
            return "wrong", f"exit 0, other outputs: {[p for p in expected if after.get(p) != expected[p]]}"
        if done.stdout is not None and done.stdout != self.printed:
            return "wrong", "exit 0, other bytes printed"
        return "unchanged", ""

    @staticmethod
    def judge_rest(after, expected, said):
        """What was skipped aside, everything is there and whole."""
        # The one archive may be what was skipped: then no text is left to keep beside the sketch.
        missing = [p for p in expected if p not in after and not p.startswith("out/story/") and not p.endswith(".text")]
        if missing or OLD in after.values() or OLD_TEXTS in after.values():
            return "wrong", f"exit 0, but {missing or 'outputs of before'}: {said[-300:]}"
        try:
            for path, content in after.items():
                if path.endswith(".jsonl"):
                    [json.loads(line) for line in content.decode().splitlines()]
        except ValueError as error:
            return "torn", f"{path}: {error}"
        return "skipped", said.strip().splitlines()[0]


def text(stderr):
    return (stderr or b"").decode("utf-8", "replace")
