"""`eval` against the measures' definitions taken word by word, and `info`."""

import itertools
import random
import re
import unittest

from support import CORPUS, CliTest, corpus_run, made_up_articles, read_lines, to_jsonl


def choose_2(count):
    return count * (count - 1) / 2


def harmonic_mean(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def slow_evaluation(gold, stories):
    """The first two lines of `eval`, from the definitions: every pair of articles is looked at."""
    names = sorted(gold)
    unknown = sum(name not in gold for story in stories for name in story)
    groups = [[name for name in story if name in gold] for story in stories]
    placed = {name for group in groups for name in group}
    # In the order of the gold: ties between stories of one size go to the earlier one.
    groups += [[name] for name in names if name not in placed]

    def together(a, b):
        return any(a in group and b in group for group in groups)

    pairs = list(itertools.combinations(names, 2))
    true = {pair for pair in pairs if gold[pair[0]] == gold[pair[1]]}
    found = {pair for pair in pairs if together(*pair)}
    precision = len(true & found) / len(found) if found else 1.0
    recall = len(true & found) / len(true) if true else 1.0
    f1 = harmonic_mean(precision, recall) if true & found else 0.0

    b_precision, b_recall = [], []
    for name in names:
        mates = [other for other in names if together(name, other)]
        right = sum(gold[other] == gold[name] for other in mates)
        b_precision.append(right / len(mates))
        b_recall.append(right / sum(gold[other] == gold[name] for other in names))
    b3 = harmonic_mean(sum(b_precision) / len(names), sum(b_recall) / len(names))

    largest = {}
    for name in names:
        sizes = [len(group) if name in group else 0 for group in groups]
        largest[name] = sizes.index(max(sizes))
    same_gold = {pair for pair in pairs if gold[pair[0]] == gold[pair[1]]}
    same_found = {pair for pair in pairs if largest[pair[0]] == largest[pair[1]]}
    expected = len(same_gold) * len(same_found) / choose_2(len(names)) if len(names) > 1 else 0.0
    most = (len(same_gold) + len(same_found)) / 2
    ari = (len(same_gold & same_found) - expected) / (most - expected) if most != expected else 1.0
    return (f"articles {len(names)} gold-stories {len(set(gold.values()))} pairs-true {len(true)} "
            f"pairs-found {len(found)} unknown-ids {unknown}\n"
            f"precision {precision:.4f} recall {recall:.4f} f1 {f1:.4f} b3 {b3:.4f} ari {ari:.4f}\n")


def random_grouping(seed):
    """A gold grouping, and stories that overlap, leave articles out and name some the gold does not know."""
    random_numbers = random.Random(seed)
    names = [f"bài-{number:03}" for number in range(random_numbers.randrange(2, 70))]
    gold = {name: f"g{random_numbers.randrange(1 + len(names) // 3)}" for name in names}
    stories = []
    for story in {gold[name] for name in names}:
        members = [name for name in names if gold[name] == story and random_numbers.random() < 0.8]
        members += [name for name in names if random_numbers.random() < 0.03]
        members += ["unknown"] if random_numbers.random() < 0.2 else []
        members = list(dict.fromkeys(members))
        random_numbers.shuffle(members)
        if members:
            stories.append(members)
    stories.sort()
    return gold, stories


class Eval(CliTest):
    def evaluate(self, gold, stories):
        gold = self.write("gold.tsv", "".join(f"{name}\t{story}\n" for name, story in gold.items()))
        lines = self.write_jsonl("stories.jsonl", [{"articles": [{"id": name} for name in s]} for s in stories])
        return self.succeed("eval", gold, lines).text

    def first_lines(self, gold, stories):
        return "".join(self.evaluate(gold, stories).splitlines(keepends=True)[:2])

    def test_random_groupings(self):
        for seed in range(20):
            with self.each(seed=seed):
                gold, stories = random_grouping(seed)
                self.assertEqual(self.first_lines(gold, stories), slow_evaluation(gold, stories))

    def test_by_hand(self):
        gold = {"a": "x", "b": "x", "c": "y", "d": "y", "e": "z"}
        # B-cubed: precision (2/3 + 2/3 + 1/3 + 1/2 + 1/2) / 5, recall (1 + 1 + 1/2 + 1/2 + 1) / 5.
        # Rand: 1 pair right, (2 * 4) / 10 expected, (2 + 4) / 2 at most.
        self.assertEqual(self.first_lines(gold, [["a", "b", "c"], ["d", "e"]]),
                         "articles 5 gold-stories 3 pairs-true 2 pairs-found 4 unknown-ids 0\n"
                         "precision 0.2500 recall 0.5000 f1 0.3333 b3 0.6400 ari 0.0909\n")
        self.assertEqual(self.first_lines(gold, [["a", "b"], ["c", "d"]]),
                         "articles 5 gold-stories 3 pairs-true 2 pairs-found 2 unknown-ids 0\n"
                         "precision 1.0000 recall 1.0000 f1 1.0000 b3 1.0000 ari 1.0000\n")
        self.assertIn("precision 1.0000 recall 0.0000 f1 0.0000", self.first_lines(gold, []))
        self.assertIn("unknown-ids 2\n", self.first_lines(gold, [["a", "p"], ["q", "b"]]))

    def test_worst_pairs_are_named(self):
        gold = {"a": "x", "b": "x", "c": "y", "d": "y"}
        report = self.evaluate(gold, [["a", "b", "c"]])
        merges, misses = re.search(r"(?s)\n\n(together.*)\n\n(apart.*)", report).groups()
        self.assertRegex(merges, r"together[^\n]*: 2\n.*\ba +c\n.*\bb +c\Z")
        self.assertRegex(misses, r"apart[^\n]*: 1\n.*\bc +d\n\Z")
        self.assertEqual(len(self.evaluate(gold, [["a", "b"], ["c", "d"]]).splitlines()), 2)

    def test_what_find_wrote_reads(self):
        gold = self.write("gold.tsv", "flood-1\tf\nflood-2\tf\nflood-3\tf\norgan-1\to\norgan-2\to\nchess\tc\n")
        found = self.succeed("find", "-", "--format", "jsonl", stdin=to_jsonl(made_up_articles())).out
        report = self.succeed("eval", gold, self.write("stories.jsonl", found)).text
        self.assertIn("precision 1.0000 recall 1.0000 f1 1.0000 b3 1.0000 ari 1.0000\n", report)

    def test_forms_of_lines(self):
        """Line ends of either kind, blank lines, further columns and no last line feed."""
        stories = self.write("stories.jsonl", '{"articles": [{"id": "a"}, {"id": "b"}]}\r\n\n')
        for gold in ("a\tx\nb\tx\n", "a\tx\r\nb\tx\r\n", "\na\tx\n\nb\tx", "a\tx\tnote\nb\tx\tother note\n"):
            with self.each(gold=gold):
                self.assertIn("pairs-true 1 pairs-found 1 unknown-ids 0\nprecision 1.0000 recall 1.0000",
                              self.succeed("eval", self.write("gold.tsv", gold), stories).text)

    def test_malformed_inputs(self):
        gold = self.write("good.tsv", "a\tx\nb\tx\n")
        stories = self.write("good.jsonl", '{"articles": [{"id": "a"}, {"id": "b"}]}\n')
        self.succeed("eval", gold, stories)
        for content in ("a x\n", "a\tx\nb\n", b"\x00\x01\x02\n"):
            with self.each(gold=content):
                self.refuse("eval", self.write("bad.tsv", content), stories, naming="bad.tsv")
        good = '{"articles": [{"id": "a"}]}\n'
        for content in ("not json\n", "[]\n", "17\n", "{}\n", '{"articles": {}}\n', '{"articles": [{}]}\n',
                        '{"articles": [{"id": 7}]}\n', '{"articles": ["a"]}\n', "[" * 5000 + "\n", "{\"articles\": [\n"):
            with self.each(stories=content[:30]):
                self.refuse("eval", gold, self.write("bad.jsonl", good + content), naming="bad.jsonl:2")
        self.refuse("eval", self.folder, stories)
        self.refuse("eval", gold, self.folder)


class Info(CliTest):
    def facts(self, path):
        """The facts as JSON, which the table must say too."""
        fact, = self.succeed("info", path, "--format", "jsonl").objects
        table = self.succeed("info", path).text
        self.assertEqual(table, self.succeed("info", path, "--format", "table").text)
        shown = [re.split(r" {2,}", line, maxsplit=1) for line in table.splitlines()]
        self.assertEqual([(name, value.strip()) for name, value in shown],
                         [(name, str(value)) for name, value in fact.items()])
        return fact

    def test_sketch_of_corpus(self):
        sketch = self.path("sketch")
        self.succeed("sketch", CORPUS, "--out", sketch)
        facts = self.facts(sketch)
        lines = self.succeed("find", CORPUS, "--singles", "--format", "jsonl").objects
        members = {m["id"]: m for story in lines for m in story["articles"]}
        self.assertEqual(facts["articles"], len(members))
        self.assertEqual(facts["articles with a date"], sum(m["date"] is not None for m in members.values()))
        self.assertEqual(facts["outlets"], len({m["source"] for m in members.values()} - {""}))
        self.assertEqual(facts["input files"], len({m["path"] for m in members.values()}))
        self.assertEqual(facts["articles with their text kept"], 0)
        self.assertEqual(facts["size in bytes"], sketch.stat().st_size)
        self.assertEqual(facts["words of a shingle"], 5)

    def test_sketch_with_kept_texts(self):
        sketch = self.path("sketch")
        self.succeed("sketch", "-", "--out", sketch, stdin=to_jsonl(made_up_articles()) + b"broken\n")
        facts = self.facts(sketch)
        self.assertEqual((facts["articles"], facts["articles with their text kept"], facts["skipped"]), (7, 7, 1))

    def test_a_sketch_whose_inputs_are_gone(self):
        source = self.write_jsonl("a.jsonl", made_up_articles())
        self.succeed("sketch", source, "--out", self.path("sketch"))
        source.unlink()
        self.assertEqual(self.facts(self.path("sketch"))["articles"], 7)

    def test_result_folder(self):
        outcome, folder = corpus_run()
        facts = self.facts(folder)
        stories = outcome.objects
        self.assertEqual(facts["stories"], len(stories))
        self.assertEqual(facts["links"], sum(len(story["links"]) for story in stories))
        self.assertEqual(facts["articles"], len({m["id"] for story in stories for m in story["articles"]}))
        self.assertEqual(facts["articles of the largest story"], max(len(story["articles"]) for story in stories))
        self.assertEqual(facts["skipped, mended, ignored or repeated"], len(read_lines(folder / "skipped.jsonl")))

    def test_refusals(self):
        self.refuse("info", self.folder, naming="stories.jsonl")
        self.refuse("info", self.write("a.txt", "no sketch"), naming="a.txt")
        self.refuse("info", self.write("empty", ""), naming="empty")
        self.write("out/stories.jsonl", "not a story\n")
        self.refuse("info", self.path("out"), naming="stories.jsonl:1")
        self.succeed("sketch", "-", "--out", self.path("sketch"), stdin=to_jsonl(made_up_articles()))
        damaged = bytearray(self.path("sketch").read_bytes())
        damaged[len(damaged) // 2] ^= 1
        self.path("sketch").write_bytes(damaged)
        self.refuse("info", self.path("sketch"), naming="sketch")


if __name__ == "__main__":
    unittest.main()
