"""gaoya (Rust, PyPI): a MinHash index over raw strings."""

import adapter
from gaoya.minhash import MinHashStringIndex


def find(path, **options):
    index = MinHashStringIndex(analyzer="word", lowercase=True, id_container="smallvec", **options)
    for article, text in enumerate(adapter.texts(path)):
        for other in index.query(text):
            yield "pair", other, article
        index.insert_document(article, text)


def equal(path):
    return find(path, hash_size=32, jaccard_threshold=adapter.THRESHOLD, num_bands=adapter.BANDS,
                band_size=adapter.ROWS, num_hashes=adapter.PERMUTATIONS, ngram_range=(5, 5))


def best(path):
    """The bands its documentation derives from the threshold, on shingles of five words."""
    return find(path, hash_size=32, jaccard_threshold=adapter.THRESHOLD, num_bands=25, band_size=5,
                num_hashes=125, ngram_range=(5, 5))


adapter.main(equal=equal, best=best)
