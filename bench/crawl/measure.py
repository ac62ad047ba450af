"""Runs commands and says what they cost: processor time, wall time, memory and disk, sampled while they run."""

import dataclasses
import os
import pathlib
import platform
import stat
import statistics
import subprocess
import threading
import time

SAMPLE_SECONDS = 0.02


@dataclasses.dataclass
class Cost:
    cpu: float  # user + system, seconds
    wall: float
    anon: int  # peak RssAnon, bytes
    file: int  # peak RssFile, bytes
    disk: int  # peak of the work folder and of unnamed files held open, bytes
    code: int
    peak: int = 0  # highest resident size of the process or one it waited for, bytes, by the kernel


def folder_bytes(folder):
    """Blocks that files below `folder` hold; what vanishes meanwhile counts nothing."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(parent, name)).st_blocks * 512
            except OSError:
                pass
    return total


def unlinked_bytes(pid):
    """Blocks of files the process holds open though they have no name any more."""
    total = 0
    try:
        for name in os.listdir(f"/proc/{pid}/fd"):
            try:
                file = os.stat(f"/proc/{pid}/fd/{name}")
            except OSError:
                continue
            if stat.S_ISREG(file.st_mode) and file.st_nlink == 0:
                total += file.st_blocks * 512
    except OSError:
        pass
    return total


def resident(pid):
    """(RssAnon, RssFile) in bytes, or None where the process is gone."""
    found = {}
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:
            for line in status:
                if line.startswith(("RssAnon:", "RssFile:")):
                    key, value = line.split(":")
                    found[key] = int(value.split()[0]) * 1024
    except OSError:
        return None
    return (found["RssAnon"], found["RssFile"]) if len(found) == 2 else None


class Sampler(threading.Thread):
    """Looks at a process and its work folder until told to stop."""

    def __init__(self, pid, work):
        super().__init__(daemon=True)
        self.pid, self.work = pid, work
        self.anon = self.file = self.disk = 0
        self.done = threading.Event()

    def run(self):
        look = 0
        while not self.done.wait(SAMPLE_SECONDS):
            now = resident(self.pid)
            if now is None:
                continue
            self.anon, self.file = max(self.anon, now[0]), max(self.file, now[1])
            # Walking a folder costs more than reading a line; ten times a second is enough.
            if self.work and look % 5 == 0:
                self.disk = max(self.disk, folder_bytes(self.work) + unlinked_bytes(self.pid))
            look += 1


def start(command, stdout=None, cpus=None, env=None):
    """Starts the command, on the named processors alone where given; stdout is a path or nothing."""
    out = open(stdout, "wb") if stdout else subprocess.DEVNULL
    try:
        return subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=out,
                                stderr=subprocess.PIPE, env=dict(os.environ, **(env or {})),
                                preexec_fn=(lambda: os.sched_setaffinity(0, cpus)) if cpus else None)
    finally:
        if stdout:
            out.close()


def run(command, stdout=None, work=None, cpus=None, env=None):
    """Runs the command to its end: Cost. A failure is an error with what it said."""
    began = time.monotonic()
    process = start(command, stdout, cpus, env)
    sampler = Sampler(process.pid, work)
    sampler.start()
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    sampler.done.set()
    sampler.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit {process.returncode}\n{said.decode('utf-8', 'replace')}")
    return Cost(used.ru_utime + used.ru_stime, wall, sampler.anon, sampler.file, sampler.disk, process.returncode,
                used.ru_maxrss * 1024)


def word_count(path, cpus=None):
    """Cost of `wc -w` on the file, the measure of the machine."""
    return run(["wc", "-w", path], cpus=cpus, env={"LC_ALL": "C.UTF-8"})


def interleaved(commands, times):
    """Each of the named calls `times` times, in turn: name -> list of Costs. What disturbs one disturbs all."""
    costs = {name: [] for name in commands}
    for _ in range(times):
        for name, call in commands.items():
            costs[name].append(call())
    return costs


def median(costs):
    """The median of each figure by itself; peaks are the highest met."""
    return Cost(statistics.median(c.cpu for c in costs), statistics.median(c.wall for c in costs),
                max(c.anon for c in costs), max(c.file for c in costs), max(c.disk for c in costs), 0,
                max(c.peak for c in costs))


def host():
    """The machine in one line."""
    model = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as info:
        for line in info:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB, Linux {platform.release()}, {platform.machine()}"


def warm(path):
    """Reads the file once, so that its pages are in memory where they fit."""
    with open(path, "rb", buffering=0) as file:
        while file.read(1 << 22):
            pass
    return pathlib.Path(path)
