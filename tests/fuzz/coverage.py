"""How much of what each harness is for its kept inputs reach: coverage.py BUILD [NAME...]

BUILD is the folder of the preset "fuzz". Counted are edges of the control-flow graph as libFuzzer sees them
(-print_coverage=1), in the files named here: a part that no input reached stands in the last column.
"""

import collections
import os
import pathlib
import re
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]
TARGETS = {
    "archive": "article/archive_reader",
    "dates": "article/date article/date_clock article/date_forms article/date_head article/date_lexer article/date_words",
    "diff": "diff/align diff/cells diff/changes diff/collate diff/disagreements diff/edits diff/group diff/moves diff/order "
            "diff/passages diff/script diff/terms diff/token_match pipeline/compare",
    "gold": "pipeline/evaluate",
    "json_lines": "article/line_chunks article/json_article article/json_value_reader article/record_readers",
    "packed": "article/byte_source article/gzip_source",
    "records": "article/html_article article/html_foreign article/html_metadata article/html_page article/html_scrub "
               "article/html_text article/http_body article/header_fields article/warc_reader article/warc_record "
               "article/warc_article article/encoding article/text_article article/json_article",
    "report": "report/html_added report/html_annotated report/html_articles report/html_diff report/html_front "
              "report/html_matrix report/html_pair report/html_row report/html_story report/html_text report/html_when "
              "report/jsonl report/names report/terminal_diff report/terminal_stories base/json_writer",
    "sketch": "sketch/sketch_file pipeline/segment pipeline/catalog pipeline/term_block",
    "stages": "base/stage_folder",
    "text": "text/normalize text/tokenize text/shingle text/fold_blocks text/word_break text/spelling text/code_points",
}
LINE = re.compile(r"(?:UN)?COVERED_FUNC: hits: \d+ edges: (\d+)/(\d+) (\S+)(?: in)?.* (\S+?):\d+")


def measure(build, name):
    kept = [path for path in (build / "learnt" / name, build / "seeds" / name, SOURCE / "tests/fuzz/findings" / name)
            if path.is_dir()]
    done = subprocess.run([build / "tests/fuzz" / f"fuzz_{name}", "-runs=0", "-print_coverage=1", "-max_len=32768", *kept],
                          stderr=subprocess.PIPE, check=True,
                          env=os.environ | {"ASAN_OPTIONS": "allocator_may_return_null=1:symbolize_inline_frames=0"})
    wanted = {f"engine/{target}.cc": target for target in TARGETS[name].split()}
    reached, all_of = collections.Counter(), collections.Counter()
    for line in done.stderr.decode("utf-8", "replace").splitlines():
        found = LINE.match(line.strip())
        if not found:
            continue
        target = next((t for path, t in wanted.items() if found[4].endswith(path)), None)
        if target:
            reached[target] += int(found[1])
            all_of[target] += int(found[2])
    return reached, all_of


def main():
    build = pathlib.Path(sys.argv[1])
    print("| harness | edges of its target reached | of | least reached |\n| --- | ---: | ---: | --- |")
    for name in sys.argv[2:] or TARGETS:
        reached, all_of = measure(build, name)
        least = sorted(all_of, key=lambda target: reached[target] / all_of[target])[:2]
        print(f"| {name} | {sum(reached.values()) / max(sum(all_of.values()), 1):.0%} | {sum(all_of.values())} | "
              + ", ".join(f"{target} {reached[target] / all_of[target]:.0%}" for target in least) + " |", flush=True)


if __name__ == "__main__":
    main()
