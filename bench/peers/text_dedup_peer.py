"""text-dedup (Python, PyPI): its own command, whose union-find names the groups."""

import pathlib
import pickle
import subprocess
import sys
import tempfile

import adapter


def find(path, *options):
    with tempfile.TemporaryDirectory(dir=pathlib.Path(sys.argv[3]).parent) as folder:
        out = pathlib.Path(folder) / "out"
        subprocess.run([sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--data_files", path, "--split", "train",
                        "--cache_dir", f"{folder}/cache", "--output", out, "--column", "text", "--ngram", "5", "--threshold",
                        "0.7", "--num_proc", "1", "--debug", *options], check=True, stdout=subprocess.DEVNULL)
        with open(out / "uf.pkl", "rb") as file:
            stored = pickle.load(file)
    parents = stored if isinstance(stored, dict) else stored.parent

    def root(article):
        while parents.get(article, article) != article:
            article = parents[article]
        return article

    yield from adapter.groups((article, root(article)) for article in sorted(parents))


adapter.main(equal=lambda path: find(path, "--num_perm", "128", "--b", "16", "--r", "8"),
             best=lambda path: find(path, "--hash_func", "xxh3"))
