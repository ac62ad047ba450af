"""How much of what each harness is for its kept inputs reach: coverage.py BUILD FUZZ [NAME...]

BUILD is the folder of the preset "coverage" (Clang's source-based coverage), FUZZ that of the preset "fuzz" with what was
learnt. Lines and branches are counted as llvm-cov does, in the files named here.
"""

import json
import os
import pathlib
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]
TARGETS = {
    "archive": "article/archive_reader",
    "dates": "article/date article/date_clock article/date_forms article/date_head article/date_lexer article/date_words",
    "diff": "diff/align diff/cells diff/changes diff/collate diff/disagreements diff/edits diff/group diff/moves diff/order "
            "diff/passages diff/script diff/terms diff/token_match pipeline/compare",
    "gold": "pipeline/evaluate",
    "json_lines": "article/line_chunks article/json_article",
    "packed": "article/byte_source article/gzip_source",
    "records": "article/html_article article/html_foreign article/html_metadata article/html_page article/html_scrub "
               "article/html_text article/http_body article/header_fields article/warc_reader article/warc_record "
               "article/warc_article article/encoding article/text_article article/json_value_reader article/record_readers",
    "report": "report/html_added report/html_annotated report/html_articles report/html_diff report/html_front "
              "report/html_matrix report/html_pair report/html_row report/html_story report/html_text report/html_when "
              "report/jsonl report/names report/terminal_diff report/terminal_stories base/json_writer",
    "sketch": "sketch/sketch_file pipeline/segment pipeline/catalog pipeline/term_block",
    "stages": "base/stage_folder",
    "text": "text/normalize text/tokenize text/shingle text/fold_blocks text/word_break text/spelling text/code_points",
}


def measure(build, fuzz, name):
    """The summary of each target: {"lines": {"count", "covered"}, "branches": ...}."""
    kept = [path for path in (fuzz / "learnt" / name, fuzz / "seeds" / name, SOURCE / "tests/fuzz/findings" / name)
            if path.is_dir()]
    program, merged = (build / "tests/fuzz" / f"fuzz_{name}{end}" for end in ("", ".profdata"))
    profiles = []
    # Each machine takes one of the paths.
    for simd in ("portable", "avx2", ""):
        profiles.append(build / "tests/fuzz" / f"fuzz_{name}-{simd}.profraw")
        subprocess.run([program, *kept], check=True, stdout=subprocess.DEVNULL,
                       env=os.environ | {"LLVM_PROFILE_FILE": str(profiles[-1]), "SAMESTORY_SIMD": simd})
    subprocess.run(["llvm-profdata-16", "merge", "-sparse", *profiles, "-o", merged], check=True)
    files = [SOURCE / f"engine/{target}.cc" for target in TARGETS[name].split()]
    done = subprocess.run(["llvm-cov-16", "export", "-summary-only", program, f"-instr-profile={merged}", *files], check=True,
                          stdout=subprocess.PIPE)
    return {pathlib.Path(entry["filename"]).stem: entry["summary"] for entry in json.loads(done.stdout)["data"][0]["files"]}


def share(summaries, kind):
    count = sum(summary[kind]["count"] for summary in summaries)
    return sum(summary[kind]["covered"] for summary in summaries) / max(count, 1)


def main():
    build, fuzz = map(pathlib.Path, sys.argv[1:3])
    print("| harness | lines of its target reached | of | branches reached | of | least reached, by lines |\n"
          "| --- | ---: | ---: | ---: | ---: | --- |")
    for name in sys.argv[3:] or TARGETS:
        targets = measure(build, fuzz, name)
        every = targets.values()
        least = sorted(targets, key=lambda target: share([targets[target]], "lines"))[:2]
        print(f"| {name} | {share(every, 'lines'):.0%} | {sum(s['lines']['count'] for s in every):,} "
              f"| {share(every, 'branches'):.0%} | {sum(s['branches']['count'] for s in every):,} | "
              + ", ".join(f"{target} {share([targets[target]], 'lines'):.0%}" for target in least) + " |", flush=True)


if __name__ == "__main__":
    main()
