#!/usr/bin/env python3
"""Makes the background tables `<language>.tsv`: how common each word is in a language at large.

  make_tables.py wordfreq [--out DIR] [--check] [LANGUAGE...]
      From the lists of the wordfreq package (requirements.pip names the version). Without LANGUAGE, every
      language in LANGUAGES below. The same version gives the same bytes; --check writes nothing and fails
      where a table on disk differs.

  make_tables.py crawl --language vi --out DIR FILE...
  make_tables.py crawl --language-field lang --out DIR FILE...
      From articles in JSON Lines ("-" for standard input, .gz is read as it is): a table for the one language,
      or one for each value of the field. With --pairs, `<language>.pairs.tsv` instead: words in a row, `word word`,
      counted by the articles that hold them. Needs nothing but Python.

A line is `word <TAB> count per thousand million words`, most frequent first, words of equal count by code point.
"""

import argparse
import collections
import gzip
import json
import math
import os
import re
import sys
import unicodedata

PER = 1_000_000_000
MAX_WORDS = 25_000
MAX_BYTES = 400_000
MAX_PAIRS = 32_000
MAX_PAIR_BYTES = 600_000
# Words of a typical report: turns a share of articles into a share of running words (engine/sketch/sketch.cc).
TYPICAL_WORDS = 300
# A shorter text is a stub.
MIN_WORDS = 50

LANGUAGES = (
    "ar bg bn ca cs da de el en es fa fi fil fr he hi hu id is it ja ko lt lv mk ms nb nl pl pt ro ru sh sk sl sv "
    "ta tr uk ur vi zh").split()

LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]+)*")
TEXT_FIELDS = ("text", "content", "body", "maintext", "articleBody")


def is_word(word):
    """A letter or a digit at both ends or a mark after one, nothing inside that would end a word in running text."""
    kinds = [unicodedata.category(c) for c in word]
    if not kinds or kinds[0][0] not in "LN" or kinds[-1][0] not in "LMN":
        return False
    return all(kind[0] in "LMN" or c in "'’.,·_\u200c\u200d" or unicodedata.name(c, "").startswith("HEBREW PUNCTUATION")
               for c, kind in zip(word, kinds))


def table_bytes(counts, header, max_words=MAX_WORDS, max_bytes=MAX_BYTES):
    """The table's file; `counts` maps words to counts per PER."""
    ranked = sorted(((word, count) for word, count in counts.items() if count > 0), key=lambda wc: (-wc[1], wc[0]))
    lines = [f"# {header}\n".encode()]
    size = len(lines[0])
    for word, count in ranked[:max_words]:
        line = f"{word}\t{count}\n".encode()
        size += len(line)
        if size > max_bytes:
            break
        lines.append(line)
    return b"".join(lines)


# --- from wordfreq ---------------------------------------------------------------------------------------------


def expanded_numbers(frequencies, digit_freq):
    """wordfreq keeps one entry for all numbers of a shape ("00", "0000"); these are the numbers themselves, by its
    own estimate. Those rarer than the rarest word are left out: they are as good as not in the table."""
    least = min(frequencies.values())
    for digits in (2, 3, 4):
        shape = frequencies.get("0" * digits, 0)
        for number in range(10**digits):
            text = f"{number:0{digits}}"
            frequency = shape * digit_freq(text)
            if frequency >= least:
                yield text, frequency


def wordfreq_table(language):
    import importlib.metadata
    import wordfreq
    from wordfreq.numbers import digit_freq, has_digit_sequence

    if language not in wordfreq.available_languages("best"):
        sys.exit(f"make_tables.py: wordfreq has no list for {language!r}")
    frequencies = wordfreq.get_frequency_dict(language, "best")
    sums = collections.defaultdict(float)
    # Sorted, so that floating-point sums do not depend on the order wordfreq hands words out in.
    for entry, frequency in sorted(frequencies.items()):
        # Syllables are the words of Vietnamese here; an entry of several counts for each.
        for word in re.split(r"[\s_]+", entry) if language == "vi" else [entry]:
            if not has_digit_sequence(word):
                sums[word] += frequency
    for number, frequency in expanded_numbers(frequencies, digit_freq):
        sums[number] += frequency
    counts = {word: round(frequency * PER) for word, frequency in sums.items() if is_word(word)}
    version = importlib.metadata.version("wordfreq")
    return table_bytes(counts, f"{language}: derived from wordfreq {version} by Robyn Speer and its sources, "
                       "CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/); credits and changes: README.md")


# --- from a crawl ----------------------------------------------------------------------------------------------


def word_pattern():
    """Words as UAX #29 finds them in languages that put spaces between words."""
    ranges, first, last = [], None, None
    for code in [*range(0x110000), None]:
        if code is not None and (unicodedata.category(chr(code))[0] in "LMN" or code in (0x5F, 0x200C, 0x200D)):
            first, last = (code, code) if first is None else (first, code)
        elif first is not None:
            ranges.append(f"\\U{first:08x}-\\U{last:08x}")
            first = None
    letters = "[" + "".join(ranges) + "]+"
    return re.compile(rf"{letters}(?:(?:['’.·]|(?<=\d),(?=\d)){letters})*")


def articles(paths):
    """(place, object) of each line that holds an object."""
    for path in paths:
        if path == "-":
            stream = sys.stdin.buffer
        else:
            stream = gzip.open(path) if path.endswith(".gz") else open(path, "rb")
        with stream:
            for number, line in enumerate(stream, 1):
                try:
                    article = json.loads(line)
                except ValueError:
                    print(f"{path}:{number}: not JSON; skipped", file=sys.stderr)
                    continue
                if isinstance(article, dict):
                    yield f"{path}:{number}", article


def crawl_tables(options):
    pattern = word_pattern()
    counters = collections.defaultdict(collections.Counter)
    for place, article in articles(options.files):
        language = options.language or article.get(options.language_field)
        text = next((article[name] for name in TEXT_FIELDS if isinstance(article.get(name), str)), None)
        if text is None or not isinstance(language, str) or not LANGUAGE_CODE.fullmatch(language):
            print(f"{place}: no text or no language; skipped", file=sys.stderr)
            continue
        title = article.get("title") if isinstance(article.get("title"), str) else ""
        counters[language].update(pattern.findall(unicodedata.normalize("NFC", f"{title}\n{text}").casefold()))
    for language, counter in sorted(counters.items()):
        total = sum(counter.values())
        counts = {word: round(count * PER / total) for word, count in counter.items()
                  if count >= options.min_count and is_word(word)}
        yield language, table_bytes(counts, f"{language}: counted over {total} words by make_tables.py")


def crawl_pair_tables(options):
    pattern = word_pattern()
    counters, totals = collections.defaultdict(collections.Counter), collections.Counter()
    for place, article in articles(options.files):
        language = options.language or article.get(options.language_field)
        text = next((article[name] for name in TEXT_FIELDS if isinstance(article.get(name), str)), None)
        if text is None or not isinstance(language, str) or not LANGUAGE_CODE.fullmatch(language):
            continue
        words = pattern.findall(unicodedata.normalize("NFC", text).casefold())
        if len(words) < MIN_WORDS:
            continue
        totals[language] += 1
        counters[language].update(set(zip(words, words[1:])))
    for language, counter in sorted(counters.items()):
        articles_read = totals[language]
        # Short of every article: the logarithm must stay finite.
        counts = {" ".join(pair): round(-math.log1p(-min(count / articles_read, 0.99)) / TYPICAL_WORDS * PER)
                  for pair, count in counter.items()
                  if count >= options.min_count and all(is_word(word) for word in pair)}
        yield language, table_bytes(counts, f"{language}: words in a row, counted over {articles_read} news articles "
                                    "by make_tables.py; these are figures of our own, under the project's licence",
                                    MAX_PAIRS, MAX_PAIR_BYTES)


# --- command line ----------------------------------------------------------------------------------------------


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    from_wordfreq = verbs.add_parser("wordfreq")
    from_wordfreq.add_argument("languages", nargs="*", metavar="LANGUAGE")
    from_wordfreq.add_argument("--check", action="store_true")
    from_crawl = verbs.add_parser("crawl")
    from_crawl.add_argument("files", nargs="+", metavar="FILE")
    which = from_crawl.add_mutually_exclusive_group(required=True)
    which.add_argument("--language")
    which.add_argument("--language-field")
    from_crawl.add_argument("--min-count", type=int, default=3, help="leave out words seen less often (default 3)")
    from_crawl.add_argument("--pairs", action="store_true", help="count words in a row instead of words")
    from_wordfreq.add_argument("--out", default=os.path.dirname(os.path.abspath(__file__)),
                               help="folder of the tables (default: this script's)")
    # No default: it must not happen that a crawl overwrites the tables that came with the program.
    from_crawl.add_argument("--out", required=True, help="folder of the tables")
    options = parser.parse_args()
    if getattr(options, "language", None) and not LANGUAGE_CODE.fullmatch(options.language):
        parser.error(f"--language {options.language}: expected a code such as vi or pt-BR")

    if options.verb == "wordfreq":
        tables = ((language, wordfreq_table(language)) for language in options.languages or LANGUAGES)
    else:
        tables = crawl_pair_tables(options) if options.pairs else crawl_tables(options)
    suffix = ".pairs.tsv" if getattr(options, "pairs", False) else ".tsv"
    different = made = 0
    for language, table in tables:
        made += 1
        path = os.path.join(options.out, f"{language}{suffix}")
        if getattr(options, "check", False):
            with open(path, "rb") as stream:
                same = stream.read() == table
            different += not same
            print(f"{path}: {'same' if same else 'DIFFERENT'}")
            continue
        os.makedirs(options.out, exist_ok=True)
        with open(path, "wb") as stream:
            stream.write(table)
        words = table.count(b"\n") - 1
        print(f"{path}: {words} words, {len(table)} bytes")
    if not made:
        sys.exit("make_tables.py: no article with a text and a language")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
