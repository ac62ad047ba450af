"""datasketch (Python and numpy, PyPI): with its default hash, and with farmhash as its documentation advises."""

import adapter
import farmhash
from datasketch import MinHash, MinHashLSH


def find(path, **options):
    index = MinHashLSH(threshold=adapter.THRESHOLD, num_perm=adapter.PERMUTATIONS,
                       params=(adapter.BANDS, adapter.ROWS))
    signed = []
    encoded = ([s.encode() for s in adapter.shingles(text)] for text in adapter.texts(path))
    for article, signature in enumerate(MinHash.generator(encoded, num_perm=adapter.PERMUTATIONS, **options)):
        for other in index.query(signature):
            if signature.jaccard(signed[other]) >= adapter.THRESHOLD:
                yield "pair", other, article
        index.insert(article, signature)
        signed.append(signature)


adapter.main(equal=find, best=lambda path: find(path, hashfunc=farmhash.hash32))
