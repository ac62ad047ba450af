"""dedup-rs (Rust, PyPI): text-dedup's MinHash ported; groups by union of bands, nothing checked afterwards."""

import adapter
import numpy
from dedup_rs import EmbedFunc


def find(path, bands, rows, permutations):
    index = EmbedFunc.from_b_r(bands, rows, adapter.SHINGLE_WORDS, permutations, "text", "id", "u64", adapter.SHINGLE_WORDS)
    texts = list(adapter.texts(path))
    numbers = numpy.arange(len(texts), dtype=numpy.uint32)
    index.batch_embed_shard(texts, numbers)
    roots = index.cluster().batch_find(numbers)
    return adapter.groups(enumerate(roots))


# 250 permutations in 25 bands of 10 are what its own scripts take for a threshold of .7.
adapter.main(equal=lambda path: find(path, adapter.BANDS, adapter.ROWS, adapter.PERMUTATIONS),
             best=lambda path: find(path, 25, 10, 250))
