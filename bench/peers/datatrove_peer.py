"""datatrove (Python, PyPI): its first two MinHash stages, whose files name the pairs that share a bucket.

`equal` takes words between spaces and keeps marks: its tokeniser for Vietnamese is fifty times slower, and its default
normalisation strips tone marks. `best` is as it comes.
"""

import glob
import pathlib
import struct
import sys
import tempfile

import adapter
from datatrove.executor.local import LocalPipelineExecutor
from datatrove.pipeline.dedup import MinhashDedupBuckets, MinhashDedupSignature, minhash
from datatrove.pipeline.dedup.minhash import MinhashConfig
from datatrove.pipeline.readers import JsonlReader
from datatrove.utils.text import TextNormConfig


class Spaces:
    """As much of a tokeniser as is asked for."""

    def word_tokenize(self, text):
        return text.split()


def find(path, config, language):
    path = pathlib.Path(path).resolve()
    with tempfile.TemporaryDirectory(dir=pathlib.Path(sys.argv[3]).parent) as folder:
        signatures, buckets = f"{folder}/signatures", f"{folder}/buckets"
        reader = JsonlReader(str(path.parent), glob_pattern=path.name, text_key="text", id_key="id")
        LocalPipelineExecutor([reader, MinhashDedupSignature(signatures, config=config, language=language)],
                              tasks=1, workers=1, logging_dir=f"{folder}/log1").run()
        LocalPipelineExecutor([MinhashDedupBuckets(signatures, buckets, config=config)], tasks=config.num_buckets,
                              workers=1, logging_dir=f"{folder}/log2").run()
        roots = {}

        def root(article):
            while roots.setdefault(article, article) != article:
                article = roots[article]
            return article

        for name in sorted(glob.glob(f"{buckets}/*.dups")):
            for _, a, _, b in struct.iter_unpack("<4I", pathlib.Path(name).read_bytes()):
                low, high = sorted((root(a), root(b)))
                roots[high] = low
        yield from adapter.groups((article, root(article)) for article in sorted(roots))


def equal(path):
    minhash.load_word_tokenizer = lambda language: Spaces()
    norm = TextNormConfig(lowercase=True, norm_whitespace=True, remove_punctuation=True, norm_unicode_diacritics=False,
                          norm_numbers=False, norm_weekdays=False, norm_monthnames=False)
    return find(path, MinhashConfig(n_grams=5, num_buckets=16, hashes_per_bucket=8, norm_config=norm), "vie")


def best(path):
    return find(path, MinhashConfig(n_grams=5, num_buckets=14, hashes_per_bucket=8), "vie")


adapter.main(equal=equal, best=best)
