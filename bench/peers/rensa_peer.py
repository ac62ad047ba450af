"""rensa (Rust, PyPI): full-set R-MinHash checked by its signatures; rho, its headline mode, reports flags alone."""

import adapter
from rensa import RMinHash, RMinHashLSH

BATCH = 2000


def batches(path):
    batch = []
    for text in adapter.texts(path):
        batch.append(list(adapter.shingles(text)))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def equal(path):
    signed = []
    for batch in batches(path):
        signed += RMinHash.from_token_sets(batch, num_perm=adapter.PERMUTATIONS, seed=42)
    index = RMinHashLSH(threshold=adapter.THRESHOLD, num_perm=adapter.PERMUTATIONS, num_bands=adapter.BANDS)
    index.insert_many(signed)
    for article, candidates in enumerate(index.query_all(signed)):
        for other in candidates:
            if other < article and signed[article].jaccard(signed[other]) >= adapter.THRESHOLD:
                yield "pair", other, article


def best(path):
    token_sets = [adapter.words(text) for text in adapter.texts(path)]
    matrix = RMinHash.digest_matrix_from_token_sets_rho(token_sets, num_perm=adapter.PERMUTATIONS, seed=42)
    index = RMinHashLSH(threshold=adapter.THRESHOLD, num_perm=adapter.PERMUTATIONS, num_bands=8)
    flags = index.query_duplicate_flags_matrix_one_shot(matrix)
    return (("flag", article) for article, flag in enumerate(flags) if flag)


adapter.main(equal=equal, best=best)
