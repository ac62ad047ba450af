"""fastdedup (Rust, from source): its own command, whose second output names what was removed for what."""

import pathlib
import subprocess
import sys
import tempfile

import adapter
import orjson


def find(path, *options):
    with tempfile.TemporaryDirectory(dir=pathlib.Path(sys.argv[3]).parent) as folder:
        out = pathlib.Path(folder) / "kept.jsonl"
        program = pathlib.Path(sys.executable).parent / "fastdedup"
        subprocess.run([program, "fuzzy-dedup", "-i", path, "-o", out, "--field", "text", *options], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(out.with_suffix(".removed.jsonl"), "rb") as lines:
            for line in lines:
                removed = orjson.loads(line)
                yield "drop", removed["row_id"], removed["duplicate_of_row_id"]


adapter.main(equal=lambda path: find(path, "--threshold", "0.7", "--num-hashes", "128", "--bands", "16", "--rows-per-band",
                                     "8", "--shingle-size", "5", "--word-shingles"),
             best=lambda path: find(path, "--threshold", "0.7"))
