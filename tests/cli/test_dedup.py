"""`dedup`: what is kept, what is dropped and over whom, against all pairs compared one by one."""

import random
import unittest

from support import (CHESS, CORPUS, COPY_JACCARD, CliTest, FLOOD, FLOOD_OTHER, LIGHTHOUSE, ORGAN, ORGAN_OTHER,
                     article, date_order, made_up_articles, overlap, read_lines, run, shingles, to_jsonl, words)

DROPPED_KEYS = ["id", "survivor", "kind", "jaccard", "containment_a", "containment_b", "reason"]


def copies_of_many_grades():
    """Each text with copies that lost more and more words: Jaccards on both sides of .7, seeded."""
    random_numbers = random.Random(20250904)
    articles = []
    for base, text in (("flood", FLOOD), ("organ", ORGAN), ("chess", CHESS), ("light", LIGHTHOUSE)):
        for grade in range(12):
            parts = text.split(" ")
            for _ in range(grade):
                parts[random_numbers.randrange(len(parts))] = f"chữ{random_numbers.randrange(10**6)}"
            day = random_numbers.randrange(1, 29)
            articles.append(article(f"{base}-{random_numbers.randrange(10**6):06}", " ".join(parts),
                                    f"2025-03-{day:02}" if grade % 4 else None))
    return articles


class DedupTest(CliTest):
    def dedup(self, *args, name="", **options):
        """({kept id: line}, {dropped id: line}) in the order written."""
        kept, dropped = self.path(f"kept{name}.jsonl"), self.path(f"dropped{name}.jsonl")
        outcome = self.succeed("dedup", *args, "--out", kept, "--dropped", dropped, **options)
        self.assertEqual(outcome.out, b"")
        kept, dropped = read_lines(kept), read_lines(dropped)
        by_id = {line["id"]: line for line in kept}, {line["id"]: line for line in dropped}
        self.assertEqual((len(by_id[0]), len(by_id[1])), (len(kept), len(dropped)), "an id stands twice")
        return by_id

    def assert_sound(self, kept, dropped, texts, keep, level="copy"):
        """The laws that hold for any result: all are there, survivors are kept, figures are exact."""
        self.assertEqual(set(kept) | set(dropped), set(texts))
        self.assertEqual(set(kept) & set(dropped), set())
        sets = {name: shingles(text) for name, text in texts.items()}
        for line in dropped.values():
            self.assertEqual(list(line), DROPPED_KEYS)
            self.assertIn(line["survivor"], kept, line)
            self.assertEqual(line["reason"], keep)
            figures = overlap(sets[line["id"]], sets[line["survivor"]])
            for key, exact in zip(("jaccard", "containment_a", "containment_b"), figures):
                self.assertAlmostEqual(line[key], exact, delta=0.000051, msg=(key, line))
            self.assertEqual(line["kind"] == "copy", figures[0] >= COPY_JACCARD, line)
            if level == "copy":
                self.assertEqual(line["kind"], "copy")
                self.assertGreaterEqual(figures[0], COPY_JACCARD, line)
        for name, line in kept.items():
            self.assertEqual(line["text"], texts[name])
        return sets

    def assert_complete(self, kept, dropped, sets, preference):
        """No two kept articles are copies, and no dropped one was preferred to its survivor."""
        names = sorted(kept)
        for i, a in enumerate(names):
            for b in names[i + 1:]:
                self.assertLess(overlap(sets[a], sets[b])[0], COPY_JACCARD, (a, b))
        for line in dropped.values():
            self.assertLess(preference(line["survivor"]), preference(line["id"]), line)


class DedupOfCorpus(DedupTest):
    def test_against_all_pairs(self):
        singles = self.path("all")
        self.succeed("find", CORPUS, "--singles", "--out", singles)
        lines = read_lines(singles / "articles.jsonl")
        texts = {line["id"]: line["text"] for line in lines}
        order = {line["id"]: date_order(line) for line in lines}
        kept, dropped = self.dedup(CORPUS)
        sets = self.assert_sound(kept, dropped, texts, "earliest")
        self.assert_complete(kept, dropped, sets, order.get)
        self.assertGreater(len(dropped), 0)
        for name in dropped:
            self.assertTrue(any(overlap(sets[name], sets[other])[0] >= COPY_JACCARD for other in kept), name)

    def test_threads_do_not_show(self):
        for level in ("copy", "event"):
            with self.each(level=level):
                files = []
                for threads in (1, 4):
                    self.dedup(CORPUS, "--level", level, "--threads", threads, name=threads)
                    files.append([self.path(f"{kind}{threads}.jsonl").read_bytes() for kind in ("kept", "dropped")])
                self.assertEqual(*files)

    def test_kept_articles_are_input_again(self):
        kept, _ = self.dedup(CORPUS)
        again, dropped = self.dedup(self.path("kept.jsonl"), name="-again")
        self.assertEqual(dropped, {})
        self.assertEqual(list(again), list(kept))
        for name, line in kept.items():
            for key in ("text", "title", "source", "date", "url"):
                self.assertEqual(again[name].get(key), line.get(key), (name, key))

    def test_level_event(self):
        copies = set(self.dedup(CORPUS)[1])
        kept, dropped = self.dedup(CORPUS, "--level", "event", name="-event")
        stories = self.succeed("find", CORPUS, "--singles", "--format", "jsonl", "--out", self.path("all")).objects
        texts = {line["id"]: line["text"] for line in read_lines(self.path("all") / "articles.jsonl")}
        self.assert_sound(kept, dropped, texts, "earliest", level="event")
        self.assertLessEqual(copies, set(dropped))
        self.assertEqual({line["kind"] for line in dropped.values()}, {"copy", "partial", "event"})
        # Over a direct link: where find shows one for two articles, at most one of them stays.
        # (A story's only link may be below what counts as one: means can hold a story together.)
        links = [link for story in stories if len(story["links"]) > 1 for link in story["links"]]
        self.assertGreater(len(links), 20)
        for link in links:
            self.assertFalse(link["a"] in kept and link["b"] in kept, link)


class DedupOfMadeUpArticles(DedupTest):
    def test_grades_of_copies_against_all_pairs(self):
        articles = copies_of_many_grades()
        texts = {a["id"]: a["text"] for a in articles}
        dated = {a["id"]: date_order(a) for a in articles}
        source = self.write_jsonl("a.jsonl", articles)
        preferences = {"earliest": dated.get,
                       "longest": lambda name: (-len(words(texts[name])), name),
                       "first": lambda name: name}
        results = []
        for keep, preference in preferences.items():
            with self.each(keep=keep):
                kept, dropped = self.dedup(source, "--keep", keep)
                sets = self.assert_sound(kept, dropped, texts, keep)
                self.assert_complete(kept, dropped, sets, preference)
                self.assertGreater(len(dropped), 4)
                results.append(frozenset(kept))
                # What the most preferred would keep, computed one by one.
                expected = []
                for name in sorted(texts, key=preference):
                    if all(overlap(sets[name], sets[other])[0] < COPY_JACCARD for other in expected):
                        expected.append(name)
                self.assertEqual(set(kept), set(expected))
        self.assertEqual(len(set(results)), 3)

    def test_keep(self):
        short = ORGAN
        long = ORGAN + "\nThe organ will be heard again at Easter.\n"
        articles = [article("b", short, "2025-11-05T10:00:00Z"), article("c", long, "2025-11-04T10:00:00Z"),
                    article("a", short, None), article("d", short, "2025-11-03T10:00:00Z")]
        source = self.write_jsonl("a.jsonl", articles)
        for keep, survivor in (("earliest", "d"), ("longest", "c"), ("first", "a")):
            with self.each(keep=keep):
                kept, dropped = self.dedup(source, "--keep", keep)
                self.assertEqual(list(kept), [survivor])
                self.assertEqual({line["survivor"] for line in dropped.values()}, {survivor})
        self.assertEqual(list(self.dedup(source)[0]), ["d"], "earliest is the default")

    def test_copies_far_apart_in_time(self):
        """At level copy a copy is one however late."""
        source = self.write_jsonl("a.jsonl", [article("new", ORGAN, "2025-11-03"), article("old", ORGAN, "2015-01-01")])
        kept, dropped = self.dedup(source)
        self.assertEqual((list(kept), list(dropped)), (["old"], ["new"]))

    def test_an_exact_copy(self):
        _, dropped = self.dedup(self.write_jsonl("a.jsonl", [article("x", ORGAN), article("y", ORGAN)]))
        self.assertEqual(dropped["y"], {"id": "y", "survivor": "x", "kind": "copy", "jaccard": 1, "containment_a": 1,
                                        "containment_b": 1, "reason": "earliest"})

    def test_containments_are_of_dropped_then_survivor(self):
        long = ORGAN + "\nThe organ will be heard again at Easter, the dean hopes.\n"
        source = self.write_jsonl("a.jsonl", [article("long", long, "2025-01-02"), article("short", ORGAN, "2025-01-01")])
        _, dropped = self.dedup(source)
        self.assertLess(dropped["long"]["containment_a"], 1)
        self.assertEqual(dropped["long"]["containment_b"], 1)

    def test_words_are_case_folded_and_joined_by_underscores(self):
        plain = "Một hai ba bốn năm sáu bảy tám chín mười mười_một mười-hai"
        source = self.write_jsonl("a.jsonl", [article("a", plain), article("b", plain.upper()),
                                              article("c", plain.replace(" ", ", ")),
                                              article("d", plain.replace("mười_một", "mười một"))])
        kept, dropped = self.dedup(source)
        self.assertEqual((dropped["b"]["jaccard"], dropped["c"]["jaccard"]), (1, 1))
        self.assertIn("d", kept)

    def test_stubs_are_kept(self):
        articles = [article(f"stub{i}", text) for i, text in enumerate(
            ["Đang cập nhật bài", "Đang cập nhật", "Xem thêm ở đây", "???", "1 2 3 4"] * 2)]
        kept, dropped = self.dedup(self.write_jsonl("a.jsonl", articles))
        self.assertEqual((len(kept), dropped), (10, {}))
        five = [article("p", "một hai ba bốn năm"), article("q", "một, hai, ba, bốn, năm")]
        kept, dropped = self.dedup(self.write_jsonl("b.jsonl", five))
        self.assertEqual((list(kept), list(dropped)), (["p"], ["q"]))

    def test_no_chains(self):
        """a ~ b ~ c with a and c apart: c is dropped only over a survivor it is itself a copy of."""
        parts = [f"từ{i}" for i in range(100)]
        source = self.write_jsonl("a.jsonl", [article(name, " ".join(parts[start:start + 70]))
                                              for name, start in (("a", 0), ("b", 10), ("c", 20), ("d", 30))])
        kept, dropped = self.dedup(source, "--keep", "first")
        self.assertEqual(list(kept), ["a", "c"])
        self.assertEqual(dropped["b"]["survivor"] in ("a", "c"), True)
        self.assertEqual(dropped["d"]["survivor"], "c")

    def test_level_event(self):
        source = self.write_jsonl("a.jsonl", made_up_articles())
        kept, dropped = self.dedup(source, "--level", "event")
        self.assertEqual(set(kept), {"flood-1", "organ-1", "chess", "lighthouse"})
        self.assertEqual({name: line["survivor"] for name, line in dropped.items()},
                         {"flood-2": "flood-1", "flood-3": "flood-1", "organ-2": "organ-1"})
        self.assertEqual(dropped["flood-2"]["kind"], "copy")
        self.assertEqual(dropped["organ-2"]["kind"], "event")
        kept, dropped = self.dedup(source)
        self.assertEqual(list(dropped), ["flood-2"])

    def test_dropped_is_optional(self):
        source = self.write_jsonl("a.jsonl", made_up_articles())
        self.succeed("dedup", source, "--out", self.path("only.jsonl"))
        self.dedup(source)
        self.assertEqual(self.path("only.jsonl").read_bytes(), self.path("kept.jsonl").read_bytes())
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()),
                         ["a.jsonl", "dropped.jsonl", "kept.jsonl", "only.jsonl"])

    def test_kept_lines_hold_the_fields_read(self):
        fields = {"id": "x", "text": ORGAN, "title": "Minster organ", "source": "Gazette",
                  "date": "2025-11-03T08:00:00Z", "url": "https://gazette.example/organ"}
        kept, _ = self.dedup(self.write_jsonl("a.jsonl", [fields]))
        self.assertEqual({k: v for k, v in kept["x"].items() if k != "path"}, fields)

    def test_repeated_ids_count_once(self):
        source = self.write_jsonl("a.jsonl", [article("x", ORGAN), article("x", ORGAN), article("x", ORGAN_OTHER)])
        kept, dropped = self.dedup(source)
        self.assertEqual((len(kept), dropped), (2, {}))
        self.assertEqual({line["text"] for line in kept.values()}, {ORGAN, ORGAN_OTHER})

    def test_standard_input_and_order_of_inputs(self):
        articles = made_up_articles()
        first, second = self.write_jsonl("1.jsonl", articles[:3]), self.write_jsonl("2.jsonl", articles[3:])
        self.dedup(first, second, name="-forth")
        self.dedup(second, first, name="-back")
        for kind in ("kept", "dropped"):
            self.assertEqual(self.path(f"{kind}-forth.jsonl").read_bytes(),
                             self.path(f"{kind}-back.jsonl").read_bytes())
        kept, _ = self.dedup("-", stdin=to_jsonl(articles))
        self.assertEqual(set(kept), {a["id"] for a in articles} - {"flood-2"})

    def test_strict(self):
        source = self.write("a.jsonl", to_jsonl(made_up_articles()) + b"broken\n")
        self.succeed("dedup", source, "--out", self.path("kept.jsonl"))
        outcome = run("dedup", source, "--out", self.path("kept.jsonl"), "--strict")
        self.assertEqual(outcome.code, 2)
        self.assertIn("a.jsonl:8", outcome.err)


if __name__ == "__main__":
    unittest.main()
