"""FastSketchLSH (C++, PyPI): from strings; and fed 64-bit hashes of shingles, its fastest way in."""

import numpy
import adapter
from FastSketchLSH import LSH, FastSimilaritySketch

BATCH = 2000


def report(matrix):
    index = LSH(num_perm=adapter.PERMUTATIONS, num_bands=adapter.BANDS)
    index.insert(matrix)
    found, ends = index.query(matrix, format="csr")
    found, ends = numpy.asarray(found).astype(numpy.int64), numpy.asarray(ends).astype(numpy.int64)
    articles = numpy.repeat(numpy.arange(len(ends) - 1), numpy.diff(ends))
    earlier = found < articles
    pairs = numpy.unique(numpy.stack([found[earlier], articles[earlier]], axis=1), axis=0)
    for a, b in pairs:
        if (matrix[a] == matrix[b]).mean() >= adapter.THRESHOLD:
            yield "pair", a, b


def sketched(path, sketch):
    batch, rows = [], []
    for text in adapter.texts(path):
        batch.append(text)
        if len(batch) == BATCH:
            rows.append(sketch(batch))
            batch = []
    if batch:
        rows.append(sketch(batch))
    return numpy.ascontiguousarray(numpy.concatenate(rows).astype(numpy.uint64))


def equal(path):
    sketcher = FastSimilaritySketch(size=adapter.PERMUTATIONS, seed=42)
    return report(sketched(path, lambda batch: numpy.asarray(
        sketcher.batch([list(adapter.shingles(text)) for text in batch], num_threads=1))))


def best(path):
    """Words numbered as they are met; five numbers in a row are mixed to one hash by numpy, all texts at once."""
    sketcher = FastSimilaritySketch(size=adapter.PERMUTATIONS, seed=42)
    numbers = {}
    multiplier = numpy.uint64(0x9E3779B97F4A7C15)

    def sketch(batch):
        lists = [[numbers.setdefault(word, len(numbers)) for word in adapter.words(text)] for text in batch]
        # A text of fewer words than a shingle is one shingle: filled up with a number no word has.
        lists = [of if len(of) >= 5 else of + [1 << 40] * (5 - len(of)) for of in lists]
        flat = numpy.fromiter((n for of in lists for n in of), dtype=numpy.uint64)
        ends = numpy.cumsum([len(of) for of in lists])
        with numpy.errstate(over="ignore"):
            mixed = flat[:-4] * multiplier
            for k in range(1, 5):
                mixed = (mixed ^ (mixed >> numpy.uint64(29))) * multiplier + flat[k:len(flat) - 4 + k]
            mixed = (mixed ^ (mixed >> numpy.uint64(32))) * multiplier
        keep = numpy.ones(len(flat), dtype=bool)
        for k in range(1, 5):
            keep[ends - k] = False
        data = mixed[keep[:len(mixed)]]
        bounds = numpy.concatenate([[0], numpy.cumsum([len(of) - 4 for of in lists])]).astype(numpy.uint64)
        return numpy.asarray(sketcher.batch_csr(data, bounds, prehashed=True, num_threads=1))

    return report(sketched(path, sketch))


adapter.main(equal=equal, best=best)
