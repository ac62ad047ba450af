"""The book of bad inputs: each case is made by code, run with the verbs it concerns and held against what is stated.

    book.py [--list] [--table FILE] [--only WORDS] [CLASS...]

A class is a module bad_CLASS.py here; without any, all. Nothing is printed where all is well. --table writes how many
cases each class has and how they end, as Markdown.
"""

import argparse
import importlib
import multiprocessing
import os
import pathlib
import shutil
import sys
import tempfile
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "cli")]

# pylint: disable=wrong-import-position
from support import PROGRAM  # noqa: E402
from trial import Impossible, Trial  # noqa: E402

OUTCOMES = ("read", "mended", "skipped", "refused", "other")
TITLES = {"refused": "refused (exit 2)", "skipped": "skipped with reason"}


def all_classes():
    return sorted(path.stem.removeprefix("bad_") for path in HERE.glob("bad_*.py"))


def cases_of(name):
    """[(what is attacked, how it ends if the trial cannot tell, function of a trial)]"""
    cases = importlib.import_module(f"bad_{name}").CASES.cases
    doubles = {case[0] for case in cases if [other[0] for other in cases].count(case[0]) > 1}
    assert not doubles, f"cases of one name: {doubles}"
    return cases


def remove(folder):
    """Folders without rights too, and paths too long for one call."""
    for path, names, _ in os.walk(folder):
        for name in names:
            if not os.path.islink(os.path.join(path, name)):
                os.chmod(os.path.join(path, name), 0o700)
    shutil.rmtree(folder, ignore_errors=True)


def run_case(function):
    folder = tempfile.mkdtemp(prefix="samestory-bad-")
    try:
        trial = Trial(folder)
        function(trial)
        return trial.outcome, None
    except Impossible as why:
        return None, (f"not possible here: {why}", os.environ.get("CI") == "true")
    except AssertionError as error:
        return None, (str(error), True)
    except Exception:  # pylint: disable=broad-except
        return None, (traceback.format_exc(), True)
    finally:
        remove(folder)


def run_class(name, only):
    """({outcome: cases}, whether any failed)"""
    counts, failed = dict.fromkeys(OUTCOMES, 0), False
    for attacked, ends, function in cases_of(name):
        if only not in attacked:
            continue
        outcome, wrong = run_case(function)
        if wrong is None:
            counts[ends or outcome] += 1
            continue
        failed |= wrong[1]
        print(f"{'FAILED' if wrong[1] else 'SKIPPED'} {name}: {attacked}\n    " + wrong[0].replace("\n", "\n    "),
              flush=True)
    return counts, failed


def run_apart(name, only):
    """In a process of its own: what ours has grown to would count as the program's memory. One that dies is an error."""
    spawn = multiprocessing.get_context("spawn")
    receiving, sending = spawn.Pipe(duplex=False)
    process = spawn.Process(target=send_outcome, args=(sending, name, only))
    process.start()
    sending.close()
    try:
        return receiving.recv()
    except EOFError:
        sys.exit(f"FAILED {name}: its process ended before its time")
    finally:
        process.join()


def send_outcome(sending, name, only):
    sending.send(run_class(name, only))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("classes", nargs="*")
    parser.add_argument("--list", action="store_true", help="name the cases")
    parser.add_argument("--only", default="", help="cases with these words in their names")
    parser.add_argument("--table", type=pathlib.Path, help="write how many cases end how")
    options = parser.parse_args()
    classes = options.classes or all_classes()
    if options.list:
        print("\n".join(f"{name}: {case[0]}" for name in classes for case in cases_of(name)))
        return 0
    if not os.access(PROGRAM, os.X_OK):
        sys.exit(f"{PROGRAM}: no program (SAMESTORY_BIN names another)")
    results = [(name, *run_apart(name, options.only)) for name in classes]
    if options.table:
        write_table(options.table, [(name, counts) for name, counts, _ in results])
    return 1 if any(failed for _, _, failed in results) else 0


def write_table(path, rows):
    rows.append(("all", {outcome: sum(counts[outcome] for _, counts in rows) for outcome in OUTCOMES}))
    lines = ["| class | cases | " + " | ".join(TITLES.get(outcome, outcome) for outcome in OUTCOMES) + " |",
             "| --- | ---: |" + " ---: |" * len(OUTCOMES)]
    for name, counts in rows:
        lines.append(f"| {name} | {sum(counts.values())} | " + " | ".join(str(counts[o]) for o in OUTCOMES) + " |")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
