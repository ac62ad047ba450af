"""The stored figures as a page of Markdown."""

MEGA = 1e6


def table(head, rows, left=(0,)):
    """Columns are numbers, aligned right, but for those in `left`."""
    return ["| " + " | ".join(head) + " |", "|" + "".join(" --- |" if i in left else " ---: |" for i in range(len(head))),
            *("| " + " | ".join(row) + " |" for row in rows), ""]


def seconds(value):
    return f"{value:.2f}" if value < 100 else f"{value:,.0f}"


def share(part, of):
    """Rounded down, so that 1.0000 means all."""
    return "–" if of == 0 else f"{int(part / of * 10_000) / 10_000:.4f}"


def micro(figures, what):
    return f"{figures[what] / figures['articles'] * 1e6:,.0f}"


def cost_cells(figures):
    return [seconds(figures["cpu"]), seconds(figures["wall"]), f"{figures['cpu'] / figures['wc']:.2f}",
            f"{figures['bytes'] / MEGA / figures['wall']:,.1f}", f"{figures['articles'] / figures['wall']:,.0f}",
            micro(figures, "cpu"), micro(figures, "wall"), f"{figures['anon'] / MEGA:,.0f}",
            f"{figures['file'] / MEGA:,.0f}", f"{figures['disk'] / figures['articles'] / 1000:.2f}"]


COST_HEAD = ["CPU s", "wall s", "CPU of `wc -w`", "MB/s", "articles/s", "CPU µs an article", "wall µs an article",
             "RssAnon MB", "RssFile MB", "disk KB an article"]


def dedup_rows(parts):
    for figures in parts:
        c = figures["check"]
        yield [f"{c['articles']:,}", f"{c['truth_pairs']:,}", share(c["caught"], c["truth_pairs"]), f"{c['dropped']:,}",
               share(c["sampled"] - c["below"], c["sampled"]), f"{c['sampled']:,}", f"{c['misreported']:,}",
               f"{c['strangers']:,}", f"{c['stubs_kept']:,} of {c['stubs']:,}",
               f"{c['lost']:,} · {c['twice']:,} · {c['survivors_gone']:,}"]


def find_rows(parts):
    for figures in parts:
        c = figures["check"]
        precision, recall = c["pairs_right"] / max(1, c["pairs_found"]), c["pairs_right"] / max(1, c["pairs_true"])
        yield [f"{c['articles']:,}", f"{c['stories']:,}", f"{c['largest']:,}", f"{precision:.4f}", f"{recall:.4f}",
               f"{2 * precision * recall / max(1e-9, precision + recall):.4f}"]


def sizes(parts):
    lines = ["## By size", "", "Made crawls (`corpus/crawl`), in turn with `wc -w` on the same file. Disk is the peak of the",
             "`--work` folder and of files without a name, outputs apart; RssAnon is what the process holds, sampled every 20 ms, RssFile the pages of files it",
             "looks into.", ""]
    for verb in ("dedup", "find", "sketch"):
        mine = sorted((p for p in parts.values() if p["verb"] == verb), key=lambda p: p["articles"])
        if not mine:
            continue
        lines += [f"### `{verb}`", "", f"`{mine[-1]['command']}`", ""]
        lines += table(["articles"] + COST_HEAD + ["runs", "made"],
                       [[f"{p['articles']:,}"] + cost_cells(p) + [str(p["runs"]), f"{p['date']}, {p['commit']}"] for p in mine])
        at = {p["articles"]: p for p in mine}
        if 100_000 in at and mine[-1]["articles"] > 100_000:
            last, small = mine[-1], at[100_000]
            growth = {what: last[what] / last["articles"] / (small[what] / small["articles"]) for what in ("wall", "cpu", "wc")}
            lines += [f"An article at {last['articles']:,} against one at 100,000: {growth['wall']:.2f} times the wall time, "
                      f"{growth['cpu']:.2f} times the CPU time;",
                      f"`wc -w` itself takes {growth['wc']:.2f} times as long for one there: beside it, {growth['cpu'] / growth['wc']:.2f} times.", ""]
        checked = [p for p in mine if "check" in p]
        if verb == "dedup" and checked:
            lines += ["Truth: made articles with a Jaccard similarity of .7 or more to what they were made from; such a pair is",
                      "found where not both are kept. Precision: dropped articles, a seeded sample, whose similarity to their",
                      "survivor, counted anew from both texts, is .7 or more; `misreported` are those whose stated similarity is",
                      "another. A stranger is dropped over an article of another event.", ""]
            lines += table(["articles", "pairs of truth", "recall", "dropped", "precision", "counted anew", "misreported",
                            "strangers", "stubs kept", "lost · twice · survivor not kept"], dedup_rows(checked))
        if verb == "find" and checked:
            lines += ["Pairs of articles in one story, against pairs of one event.", ""]
            lines += table(["articles", "stories", "largest", "precision", "recall", "F1"], find_rows(checked))
    return lines


def packed(parts):
    some = next(iter(parts.values()))
    lines = ["## Packed crawls", "", f"`dedup` over {some['articles']:,} made articles, as they come and packed; `wc -w` and MB/s are of the",
             "plain file. Texts of packed files are kept in the work folder.", ""]
    rows = [[name, f"{p['packed_bytes'] / MEGA:,.0f}"] + cost_cells(p) + [str(p["runs"]), f"{p['date']}, {p['commit']}"]
            for name, p in parts.items()]
    return lines + table(["input", "MB"] + COST_HEAD + ["runs", "made"], rows)


def kills(parts):
    lines = ["## Killed and resumed", "", "Signal 9 at random moments, the same command again each time, then to the end.", ""]
    rows = [[f"`{p['verb']}`", f"{p['articles']:,}", str(len(p["killed_after"])), "yes" if p["same_bytes"] else "**no**",
             seconds(p["alone_wall"]), seconds(p["all_wall"]), seconds(p["last_wall"]), f"{p['date']}, {p['commit']}"]
            for p in parts.values()]
    return lines + table(["verb", "articles", "killed", "same bytes", "wall s left alone", "wall s in all", "of it the last run",
                          "made"], rows)


def baomoi(parts):
    some = next(iter(parts.values()))
    lines = ["## A real crawl", "", f"baomoi as JSON Lines, {some['articles']:,} articles, {some['bytes'] / MEGA:.1f} MB, page cache warm;",
             "each verb on one thread and on all, in turn with `LC_ALL=C.UTF-8 wc -w`, whose CPU seconds stand beside it.", ""]
    rows = []
    for name, p in sorted(parts.items()):
        one = parts.get(f"{p['verb']}, 1 thread")
        scaling = f"{one['wall'] / p['wall'] / p['threads']:.2f} N" if one and p["threads"] > 1 else ""
        rows.append([name, seconds(p["wc"]), seconds(p["cpu"]), seconds(p["wall"]), f"{p['cpu'] / p['wc']:.2f}",
                     f"{p['wc'] / p['cpu']:.2f}", f"{p['articles'] / p['cpu']:,.0f}", f"{p['bytes'] / MEGA / p['wall']:,.0f}",
                     f"{p['anon'] / MEGA:,.0f}", scaling, str(p["runs"]), f"{p['date']}, {p['commit']}"])
    return lines + table(["run", "`wc -w` CPU s", "CPU s", "wall s", "CPU of `wc -w`", "speed of `wc -w`", "articles a CPU-second",
                          "MB/s", "RssAnon MB", "against 1 thread", "runs", "made"], rows)


def render(stored):
    lines = ["# Whole runs over crawls", "", f"{stored['host']}. Made by `bench/crawl/run.py`; medians where `runs` is more than 1.", ""]
    for part, write in (("baomoi", baomoi), ("sizes", sizes), ("packed", packed), ("kill", kills)):
        if stored.get(part):
            lines += write(stored[part])
    return "\n".join(lines).rstrip() + "\n"


def summary(figures):
    if "same_bytes" in figures:
        return f"killed {len(figures['killed_after'])} times, same bytes: {figures['same_bytes']}"
    return (f"{figures['cpu']:.2f} CPU s, {figures['wall']:.2f} s, {figures['cpu'] / figures['wc']:.2f} of wc -w, "
            f"RssAnon {figures['anon'] / MEGA:.0f} MB, disk {figures['disk'] / MEGA:.0f} MB {figures.get('check', '')}")
