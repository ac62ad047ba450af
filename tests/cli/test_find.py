"""`find`: stories over corpus/ and over invented articles, held against the contract's own definitions."""

import gzip
import os
import re
import shutil
import subprocess
import unittest

from support import (CHESS, CORPUS, COPY_JACCARD, CliTest, FLOOD, FLOOD_OTHER, LIGHTHOUSE, ORGAN, ORGAN_OTHER,
                     article, corpus_run, corpus_texts, date_order, foreign_scripts, made_up_articles, overlap, parse_lines, read_lines,
                     run, shingles, stories_as_sets, to_jsonl, tone_last, without_file_rights, words)

STORY_KEYS = ["story", "cohesion", "first", "title", "articles", "links"]
ARTICLE_KEYS = ["id", "source", "date", "title", "path", "role"]
LINK_KEYS = ["a", "b", "kind", "jaccard", "containment_a", "containment_b", "score", "shared"]

MADE_UP_STORIES = {frozenset({"flood-1", "flood-2", "flood-3"}), frozenset({"organ-1", "organ-2"})}


class StoriesOfCorpus(CliTest):
    """corpus/ at default settings."""

    @classmethod
    def setUpClass(cls):
        cls.outcome, cls.results = corpus_run()
        cls.stories = cls.outcome.objects

    def test_agrees_with_the_gold(self):
        report = self.succeed("eval", CORPUS / "gold.tsv", self.results / "stories.jsonl").text
        f1 = float(re.search(r"(?m)^precision \S+ recall \S+ f1 (\S+)", report).group(1))
        self.assertGreaterEqual(f1, 0.95, report)

    def test_articles_with_two_events_stand_in_both(self):
        """Of the articles that report two events each, both stories hold it."""
        gold = {}
        for line in (CORPUS / "gold.tsv").read_text("utf-8").splitlines():
            name, story = line.split("\t")
            gold.setdefault(story, set()).add(name)
        stories = stories_as_sets(self.stories)
        for line in (CORPUS / "gold-two-events.tsv").read_text("utf-8").splitlines():
            name, story = line.split("\t")
            with self.each(name=name, story=story):
                self.assertTrue(any(name in s and len(s & (gold[story] - {name})) >= 1 for s in stories),
                                f"{name} stands with none of {sorted(gold[story])}")

    def test_lines_have_the_contracts_form(self):
        self.assertGreater(len(self.stories), 20)
        for story in self.stories:
            self.assertEqual(list(story), STORY_KEYS)
            self.assertRegex(story["story"], r"\As-[0-9a-f]{12}\Z")
            self.assertIsInstance(story["title"], str)
            self.assertNotEqual(story["title"], "")
            self.assert_share(story["cohesion"])
            self.assertGreaterEqual(len(story["articles"]), 2)
            self.assertGreaterEqual(len(story["links"]), 1)
            for member in story["articles"]:
                self.assertEqual(list(member), ARTICLE_KEYS)
                for key in ("id", "source", "title", "path", "role"):
                    self.assertIsInstance(member[key], str)
                if member["date"] is not None:
                    self.assertRegex(member["date"],
                                     r"\A\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?\Z")
            for link in story["links"]:
                self.assertEqual(list(link), LINK_KEYS)
                for key in ("jaccard", "containment_a", "containment_b", "score"):
                    self.assert_share(link[key])
                self.assertIn(link["kind"], ("copy", "partial", "event"))
                self.assertTrue(all(isinstance(phrase, str) for phrase in link["shared"]))

    def assert_share(self, number):
        self.assertIsInstance(number, (int, float))
        self.assertNotIsInstance(number, bool)
        self.assertTrue(0 <= number <= 1, number)

    def test_numbers_are_plain_decimals(self):
        for number in re.findall(rb'"(?:cohesion|jaccard|score|containment_[ab])":([^,}]+)', self.outcome.out):
            self.assertRegex(number.decode(), r"\A(0|1|0\.\d+|1\.0+)\Z")

    def test_ids_are_unique(self):
        ids = [story["story"] for story in self.stories]
        self.assertEqual(len(ids), len(set(ids)))

    def test_members_are_sorted_by_date_then_id(self):
        for story in self.stories:
            members = story["articles"]
            self.assertEqual([m["id"] for m in members], [m["id"] for m in sorted(members, key=date_order)])
            self.assertEqual(len({m["id"] for m in members}), len(members))
            self.assertEqual(story["first"], members[0]["date"])

    def test_roles_follow_the_links(self):
        roles = set()
        for story in self.stories:
            members = story["articles"]
            position = {m["id"]: i for i, m in enumerate(members)}
            self.assertEqual(members[0]["role"], "earliest")
            for i, member in enumerate(members[1:], 1):
                kinds = {link["kind"] for link in story["links"]
                         if member["id"] in (link["a"], link["b"])
                         and min(position[link["a"]], position[link["b"]]) < i}
                expected = "copy" if "copy" in kinds else "partial" if "partial" in kinds else "report"
                self.assertEqual(member["role"], expected, (story["story"], member["id"]))
                roles.add(expected)
        self.assertEqual(roles, {"copy", "partial", "report"})

    def test_links_hold_against_the_texts(self):
        texts = corpus_texts(self.results)
        sets = {name: shingles(text) for name, text in texts.items()}
        kinds = set()
        for story in self.stories:
            members = {m["id"] for m in story["articles"]}
            pairs = [frozenset((link["a"], link["b"])) for link in story["links"]]
            self.assertEqual(len(pairs), len(set(pairs)), story["story"])
            for link in story["links"]:
                self.assertNotEqual(link["a"], link["b"])
                self.assertLessEqual({link["a"], link["b"]}, members)
                figures = overlap(sets[link["a"]], sets[link["b"]])
                for key, exact in zip(("jaccard", "containment_a", "containment_b"), figures):
                    self.assertAlmostEqual(link[key], exact, delta=0.000051, msg=(key, link))
                self.assertEqual(link["kind"] == "copy", figures[0] >= COPY_JACCARD, link)
                if link["kind"] == "event":
                    self.assertLess(max(figures), COPY_JACCARD, link)
                kinds.add(link["kind"])
        self.assertEqual(kinds, {"copy", "partial", "event"})

    def test_shared_phrases_stand_in_both(self):
        texts = corpus_texts(self.results)
        flat = {name: " ".join(text.split()) for name, text in texts.items()}
        runs = {name: spoken(text) for name, text in texts.items()}
        shown = 0
        for link in (link for story in self.stories for link in story["links"]):
            self.assertEqual(len(link["shared"]), len(set(link["shared"])), link)
            for phrase in link["shared"]:
                self.assertIn(phrase, flat[link["a"]], link)
                self.assertIn(spoken(phrase), runs[link["b"]], link)
                shown += 1
        self.assertGreater(shown, len(self.stories))

    def test_result_folder(self):
        self.assertEqual((self.results / "stories.jsonl").read_bytes(), self.outcome.out)
        names = sorted(p.name for p in self.results.iterdir())
        self.assertEqual(names, ["articles.jsonl", "index.html", "skipped.jsonl", "stories.jsonl", "story"])
        self.assertEqual({p.name for p in (self.results / "story").iterdir()},
                         {story["story"] + ".html" for story in self.stories})

    def test_articles_file_holds_the_articles_of_the_stories(self):
        lines = read_lines(self.results / "articles.jsonl")
        members = {m["id"]: m for story in self.stories for m in story["articles"]}
        self.assertEqual({line["id"] for line in lines}, set(members))
        self.assertEqual(len(lines), len(members))
        for line in lines:
            self.assertLessEqual(set(line), {"id", "path", "source", "title", "date", "url", "text"})
            for key in ("path", "source", "title", "date"):
                self.assertEqual(line.get(key) or "", members[line["id"]][key] or "", (line["id"], key))
            if line["path"].endswith(".txt"):
                self.assertEqual(line["id"], line["path"])
                self.assertEqual(line["text"], (CORPUS / line["path"]).read_bytes().decode())
                self.assertEqual(line["source"], line["path"].split("/")[0])

    def test_skipped_file_names_what_is_no_article(self):
        lines = read_lines(self.results / "skipped.jsonl")
        places = {line["place"]: line["kind"] for line in lines}
        for line in lines:
            self.assertEqual(sorted(line), ["kind", "place", "reason"])
        self.assertEqual(places.get("gold.tsv"), "ignored")
        self.assertEqual(places.get("background/README.md"), "ignored")
        self.assertEqual([p for p, kind in places.items() if kind == "skipped"], [])

    def test_pages_run_only_their_own_script_and_say_so(self):
        for page in [self.results / "index.html", *(self.results / "story").iterdir()]:
            content = page.read_bytes()
            self.assertEqual(foreign_scripts(content), [], page.name)
            self.assertRegex(content, rb'http-equiv="?Content-Security-Policy"?', page.name)
            self.assertIn(b"default-src 'none'", content, page.name)
            self.assertNotRegex(content, rb"(?i)<[^>]+\son[a-z]+\s*=", page.name)
        front = (self.results / "index.html").read_text("utf-8")
        for story in self.stories:
            self.assertIn(f'story/{story["story"]}.html', front)

    def test_threads_do_not_show(self):
        one = self.path("one")
        outcome = self.succeed("find", CORPUS, "--format", "jsonl", "--threads", 1, "--out", one)
        self.assertEqual(outcome.out, self.outcome.out)
        four = self.path("four")
        self.assertEqual(self.succeed("find", CORPUS, "--format", "jsonl", "--threads", 4, "--out", four).out,
                         outcome.out)
        self.assertEqual(tree(one), tree(four))

    def test_the_order_of_inputs_does_not_show(self):
        outlets = sorted(p for p in CORPUS.iterdir() if p.is_dir() and p.name != "background")
        forth = self.succeed("find", *outlets, "--format", "jsonl").out
        back = self.succeed("find", *reversed(outlets), "--format", "jsonl").out
        self.assertGreater(len(parse_lines(forth)), 20)
        self.assertEqual(forth, back)

    def test_the_folders_name_does_not_show(self):
        copy = self.path("elsewhere")
        shutil.copytree(CORPUS, copy)
        self.assertEqual(self.succeed("find", copy, "--format", "jsonl").out, self.outcome.out)

    def test_singles(self):
        stories = self.succeed("find", CORPUS, "--format", "jsonl", "--singles").objects
        several = [story for story in stories if len(story["articles"]) > 1]
        self.assertEqual(several, self.stories)
        placed = {m["id"] for story in several for m in story["articles"]}
        singles = [story["articles"][0]["id"] for story in stories if len(story["articles"]) == 1]
        self.assertEqual(len(singles), len(set(singles)))
        self.assertEqual(placed & set(singles), set())
        # gold.tsv and gold-two-events.tsv name every article.
        named = {line.split("\t")[0] for name in ("gold.tsv", "gold-two-events.tsv")
                 for line in (CORPUS / name).read_text("utf-8").splitlines()}
        self.assertEqual(placed | set(singles), named)
        ids = [story["story"] for story in stories]
        self.assertEqual(len(ids), len(set(ids)))
        for story in stories:
            self.assertEqual(list(story), STORY_KEYS)

    def test_table_names_every_story(self):
        table = self.succeed("find", CORPUS).text
        self.assertNotIn("\x1b", table)
        for story in self.stories:
            self.assertIn(" ".join(story["title"].split()[:3]), " ".join(table.split()), story["story"])

    def test_explain(self):
        link = self.stories[0]["links"][0]
        text = self.succeed("find", CORPUS, "--explain", f'{link["a"]},{link["b"]}').text
        for part in (link["a"], link["b"], f'{link["jaccard"]:.3f}'[:-1], f'{link["score"]:.3f}'[:-1]):
            self.assertIn(part, text)
        figures = re.findall(r"(?m)^  (\w+(?: \w+)?)  +\S", text)
        self.assertEqual([name for name in figures if name != "copy"],
                         ["shingles", "candidates", "event score", "stands out", "time", "outlet"])
        backwards = self.succeed("find", CORPUS, "--explain", f'{link["b"]},{link["a"]}').text
        self.assertIn(f'{link["jaccard"]:.3f}'[:-1], backwards)


def spoken(text):
    """The words as one string that begins and ends with a space, however their tones are placed."""
    return " ".join(["", *map(tone_last, words(text)), ""])


def tree(folder):
    """Every file below the folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


class MadeUpArticles(CliTest):
    def setUp(self):
        super().setUp()
        self.articles = made_up_articles()

    def find(self, *args, **options):
        return self.succeed("find", *args, "--format", "jsonl", **options)

    def test_stories(self):
        stories = self.find(self.write_jsonl("a.jsonl", self.articles)).objects
        self.assertEqual(stories_as_sets(stories), MADE_UP_STORIES)
        flood = next(story for story in stories if len(story["articles"]) == 3)
        self.assertEqual([(m["id"], m["role"]) for m in flood["articles"]],
                         [("flood-1", "earliest"), ("flood-2", "copy"), ("flood-3", "report")])
        self.assertEqual(flood["articles"][0],
                         {"id": "flood-1", "source": "Báo Lam Khê", "date": "2025-09-04T09:00:00+07:00",
                          "title": "Vỡ đê Lam Khê trong đêm", "path": "a.jsonl", "role": "earliest"})
        self.assertEqual(flood["first"], "2025-09-04T09:00:00+07:00")

    def test_the_story_of_a_link_keeps_its_id(self):
        """The id is of the strongest link's ids alone: other articles do not change it."""
        def id_of(articles):
            stories = self.find("-", stdin=to_jsonl(articles)).objects
            return next(s["story"] for s in stories if {"organ-1", "organ-2"} == {m["id"] for m in s["articles"]})
        organ = [a for a in self.articles if a["id"].startswith("organ")]
        self.assertEqual(id_of(self.articles), id_of(organ))

    def test_undated_articles_come_last_by_id(self):
        articles = [article("b", ORGAN), article("a", ORGAN), article("c", ORGAN, "2025-11-04"),
                    article("d", ORGAN, "2025-11-03T23:59:00Z"), article("e", ORGAN, "2025-11-04T00:30:00+02:00")]
        story, = self.find("-", stdin=to_jsonl(articles)).objects
        self.assertEqual([m["id"] for m in story["articles"]], ["e", "d", "c", "a", "b"])
        self.assertEqual([m["date"] for m in story["articles"]][-2:], [None, None])

    def test_undated_story(self):
        story, = self.find("-", stdin=to_jsonl([article("b", ORGAN), article("a", ORGAN)])).objects
        self.assertIsNone(story["first"])
        self.assertEqual([m["role"] for m in story["articles"]], ["earliest", "copy"])

    def test_standard_input(self):
        named = self.find(self.write_jsonl("a.jsonl", self.articles)).objects
        piped = self.find("-", stdin=to_jsonl(self.articles)).objects
        self.assertEqual(without_paths(piped), without_paths(named))

    def test_lines_without_ids(self):
        for one in self.articles:
            del one["id"]
        stories = self.find(self.write_jsonl("day.jsonl", self.articles)).objects
        self.assertEqual(stories_as_sets(stories), {frozenset({"day.jsonl:1", "day.jsonl:2", "day.jsonl:3"}),
                                                    frozenset({"day.jsonl:4", "day.jsonl:5"})})

    def test_packed_jsonl(self):
        plain = self.write_jsonl("plain/a.jsonl", self.articles)
        expected = without_paths(self.find(self.path("plain")).objects)
        self.write("gz/a.jsonl.gz", gzip.compress(plain.read_bytes()))
        self.write("zst/a.jsonl.zst", packed_zstd(plain.read_bytes()))
        self.write("twice/a.jsonl.gz", b"".join(gzip.compress(line + b"\n") for line in
                                                plain.read_bytes().splitlines()))
        for kind in ("gz", "zst", "twice"):
            with self.each(kind=kind):
                self.assertEqual(without_paths(self.find(self.path(kind)).objects), expected)
        # A named file is told by its content.
        odd = self.write("odd.bin", gzip.compress(plain.read_bytes()))
        self.assertEqual(without_paths(self.find(odd).objects), expected)

    def test_packed_text_files(self):
        for one in self.articles:
            text = one["text"].encode()
            self.write(f"plain/outlet/{one['id']}.txt", text)
            self.write(f"gz/outlet/{one['id']}.txt.gz", gzip.compress(text))
            self.write(f"zst/outlet/{one['id']}.txt.zst", packed_zstd(text))
        expected = {frozenset(f"outlet/{name}.txt" for name in story) for story in MADE_UP_STORIES}
        self.assertEqual(stories_as_sets(self.find(self.path("plain")).objects), expected)
        for kind in ("gz", "zst"):
            with self.each(kind=kind):
                stories = self.find(self.path(kind)).objects
                self.assertEqual({frozenset(name.removesuffix("." + kind) for name in s)
                                  for s in stories_as_sets(stories)}, expected)
                self.assertEqual({m["source"] for s in stories for m in s["articles"]}, {"outlet"})

    def test_window(self):
        """Reports two days apart are one event by default, and are not where the window is one day."""
        articles = [article("a", ORGAN, "2025-11-03T08:00:00Z"), article("b", ORGAN_OTHER, "2025-11-05T08:00:00Z"),
                    article("x", LIGHTHOUSE, "2025-11-05T08:00:00Z")]
        def stories(*flags):
            return stories_as_sets(self.find("-", *flags, stdin=to_jsonl(articles)).objects)
        self.assertEqual(stories(), {frozenset("ab")})
        self.assertEqual(stories("--window-hours", 24), set())
        self.assertEqual(stories("--window-hours", 0), {frozenset("ab")})
        articles[1]["date"] = "2025-11-24T08:00:00Z"
        self.assertEqual(stories(), set())
        self.assertEqual(stories("--window-hours", 0), {frozenset("ab")})
        # A window asks for two dates: without one it parts nothing.
        del articles[1]["date"]
        self.assertEqual(stories("--window-hours", 1), {frozenset("ab")})

    def test_a_second_run_leaves_no_stale_pages(self):
        both = self.write_jsonl("both.jsonl", self.articles)
        one = self.write_jsonl("one.jsonl", [a for a in self.articles if a["id"].startswith("organ")])
        out, fresh = self.path("out"), self.path("fresh")
        self.find(both, "--out", out)
        self.assertEqual(len(list((out / "story").iterdir())), 2)
        self.find(one, "--out", out)
        self.find(one, "--out", fresh)
        self.assertEqual(tree(out), tree(fresh))
        self.assertEqual(len(list((out / "story").iterdir())), 1)

    def test_hostile_words_stay_words(self):
        """Markup, terminal codes and bidirectional controls in any field reach no page and no terminal as such."""
        poison = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\x1b[31m\u202e'
        articles = [article("id1" + poison, poison + ORGAN, "2025-11-03", poison, poison),
                    article("id2" + poison, poison + ORGAN_OTHER, "2025-11-03", "b" + poison, "b" + poison)]
        articles[0]["url"] = "javascript:alert(1)"
        source = self.write_jsonl("a.jsonl", articles)
        table = self.succeed("find", source, "--out", self.path("out")).text
        self.assertNotIn("\x1b", table)
        self.assertEqual([p.suffix for p in (self.path("out") / "story").iterdir()], [".html"])
        for page in self.path("out").rglob("*.html"):
            content = page.read_bytes()
            self.assertEqual(foreign_scripts(content), [])
            self.assertNotRegex(content, rb"<img\s+src=x")
            self.assertNotRegex(content, rb"""(?i)href=["']?\s*javascript:""")

    def test_work_folder_is_left_empty(self):
        work = self.path("work")
        work.mkdir()
        self.find(self.write_jsonl("a.jsonl", self.articles), "--work", work)
        self.assertEqual(list(work.iterdir()), [])


def packed_zstd(data):
    return subprocess.run(["zstd", "-q", "-c"], input=data, stdout=subprocess.PIPE, check=True).stdout


def without_paths(stories):
    for story in stories:
        for member in story["articles"]:
            member.pop("path")
    return stories


class ReadingRules(CliTest):
    """What cannot be read as it stands is listed with place, kind and reason, and nothing else is lost."""

    def setUp(self):
        super().setUp()
        self.write("in/gazette/organ.txt", ORGAN)
        self.write("in/echo/organ.txt", ORGAN_OTHER)
        self.input = self.path("in")

    def find(self, *flags, code=0, **options):
        """Reads self.input: ({article id: text}, [incident])."""
        out = self.path("out")
        shutil.rmtree(out, ignore_errors=True)
        outcome = run("find", self.input, "--format", "jsonl", "--singles", "--out", out, *flags, **options)
        self.assertEqual(outcome.code, code, str(outcome))
        self.assertTrue(any({"gazette/organ.txt", "echo/organ.txt"} <= s for s in stories_as_sets(outcome.objects)),
                        str(outcome))
        texts = corpus_texts(out)
        self.assertEqual(texts.pop("gazette/organ.txt"), ORGAN)
        self.assertEqual(texts.pop("echo/organ.txt"), ORGAN_OTHER)
        return texts, read_lines(out / "skipped.jsonl")

    def assert_incident(self, incidents, kind, place, reason):
        matching = [i for i in incidents if i["kind"] == kind and i["place"] == place]
        self.assertEqual(len(matching), 1, incidents)
        self.assertRegex(matching[0]["reason"], reason)

    def assert_only(self, incidents, kind, place, reason):
        self.assertEqual(len(incidents), 1, incidents)
        self.assert_incident(incidents, kind, place, reason)

    def test_nothing_to_say(self):
        self.assertEqual(self.find("--strict"), ({}, []))

    def test_byte_order_mark(self):
        self.write("in/bom.txt", b"\xef\xbb\xbf" + CHESS.encode())
        self.write("in/bom.jsonl", b"\xef\xbb\xbf" + to_jsonl([article("j", LIGHTHOUSE)]))
        self.assertEqual(self.find("--strict"), ({"bom.txt": CHESS, "j": LIGHTHOUSE}, []))

    def test_utf16(self):
        self.write("in/wide.txt", b"\xff\xfe" + CHESS.encode("utf-16-le"))
        texts, _ = self.find("--strict")
        self.assertEqual(texts, {"wide.txt": CHESS})

    def test_invalid_utf8(self):
        self.write("in/bad.txt", CHESS.encode().replace(b"Caro-Kann", b"Caro\xff\xfeKann"))
        texts, incidents = self.find("--strict")
        self.assertEqual(list(texts), ["bad.txt"])
        self.assertRegex(texts["bad.txt"], "Caro\ufffd+Kann")
        self.assertEqual(re.sub("Caro\ufffd+Kann", "Caro-Kann", texts["bad.txt"]), CHESS)
        self.assert_only(incidents, "mended", "bad.txt", "(?i)invalid|UTF-8")

    def test_nul(self):
        self.write("in/nul.txt", CHESS.encode().replace(b"Caro-Kann", b"Caro\0Kann"))
        self.write("in/nul.jsonl", to_jsonl([article("j", LIGHTHOUSE.replace("bakery", "bak\0ery"))]))
        texts, incidents = self.find("--strict")
        self.assertEqual(texts, {"nul.txt": CHESS.replace("Caro-Kann", "Caro\ufffdKann"),
                                 "j": LIGHTHOUSE.replace("bakery", "bak\ufffdery")})
        self.assert_incident(incidents, "mended", "nul.txt", r"NUL|U\+FFFD")
        self.assert_incident(incidents, "mended", "nul.jsonl:1", "NUL")
        self.assertEqual(len(incidents), 2)

    def test_empty_files(self):
        self.write("in/empty.txt", b"")
        self.write("in/blank.txt", " \n\n\t\n")
        self.write("in/empty.jsonl", b"")
        texts, incidents = self.find()
        self.assertEqual(texts, {})
        self.assert_incident(incidents, "skipped", "empty.txt", "no text")
        self.assert_incident(incidents, "skipped", "blank.txt", "no text")
        self.find("--strict", code=2)

    def test_broken_lines(self):
        good = to_jsonl([article("one", CHESS)]), to_jsonl([article("two", LIGHTHOUSE)])
        broken = [(b"{\"id\": \"x\", \"text\": \n", "not JSON"),
                  (b"not json at all\n", "not JSON"),
                  (b"[1, 2]\n", "array.*expected an object"),
                  (b"{\"id\": \"x\", \"title\": \"no body\"}\n", "no \"text\""),
                  (b"{\"id\": \"x\", \"text\": 17}\n", "a number, expected a string"),
                  (b"{\"id\": \"x\", \"text\": \"  \"}\n", "empty"),
                  (b"[" * 100000 + b"\n", "not JSON")]
        self.write("in/feed.jsonl", good[0] + b"".join(line for line, _ in broken) + b"\n" + good[1])
        texts, incidents = self.find()
        self.assertEqual(texts, {"one": CHESS, "two": LIGHTHOUSE})
        for number, (_, reason) in enumerate(broken, 2):
            self.assert_incident(incidents, "skipped", f"feed.jsonl:{number}", reason)
        self.assertEqual(len(incidents), len(broken))
        self.find("--strict", code=2)

    def test_incidents_are_counted_on_standard_error(self):
        self.write("in/feed.jsonl", b"broken\n" * 25 + to_jsonl([article("one", CHESS)]))
        outcome = self.succeed("find", self.input)
        self.assertIn("25 skipped", outcome.err)
        self.assertIn("feed.jsonl:1", outcome.err)
        self.assertLess(len(outcome.err.splitlines()), 25)

    def test_same_id_same_text(self):
        self.write_jsonl("in/a.jsonl", [article("one", CHESS), article("one", CHESS)])
        texts, incidents = self.find("--strict")
        self.assertEqual(texts, {"one": CHESS})
        self.assert_only(incidents, "repeated", "a.jsonl:2", "one")

    def test_same_id_other_text(self):
        self.write_jsonl("in/a.jsonl", [article("one", CHESS)])
        self.write_jsonl("in/b.jsonl", [article("one", LIGHTHOUSE)])
        texts, incidents = self.find("--strict")
        self.assertEqual(texts.pop("one"), CHESS)
        (name, text), = texts.items()
        self.assertRegex(name, r"\Aone.?[0-9a-f]+\Z")
        self.assertEqual(text, LIGHTHOUSE)
        self.assert_only(incidents, "mended", "b.jsonl:1", name)
        # The suffix is of the content: it does not depend on what else there is.
        self.write_jsonl("in/c.jsonl", [article("three", FLOOD)])
        self.assertIn(name, self.find()[0])

    def test_links_are_not_followed(self):
        (self.input / "loop").symlink_to(self.input, target_is_directory=True)
        (self.input / "again.txt").symlink_to(self.input / "echo/organ.txt")
        (self.input / "nowhere.txt").symlink_to(self.input / "absent.txt")
        texts, incidents = self.find("--strict")
        self.assertEqual(texts, {})
        for place in ("loop", "again.txt", "nowhere.txt"):
            self.assert_incident(incidents, "ignored", place, "link")
        self.assertEqual(len(incidents), 3)

    def test_a_pipe_in_a_folder_does_not_hang(self):
        os.mkfifo(self.input / "pipe.txt")
        texts, incidents = self.find("--strict")
        self.assertEqual(texts, {})
        self.assert_only(incidents, "ignored", "pipe.txt", "not a regular file")

    def test_other_files_are_not_articles(self):
        self.write("in/notes.md", CHESS)
        self.write("in/photo.jpg", b"\xff\xd8")
        texts, incidents = self.find("--strict")
        self.assertEqual(texts, {})
        self.assert_incident(incidents, "ignored", "notes.md", "not an article")
        self.assert_incident(incidents, "ignored", "photo.jpg", "not an article")

    def test_unreadable_file(self):
        self.write("in/locked.txt", CHESS).chmod(0)
        (self.input / "vault").mkdir()
        self.write("in/vault/inside.txt", LIGHTHOUSE)
        (self.input / "vault").chmod(0)
        self.addCleanup((self.input / "vault").chmod, 0o755)
        texts, incidents = self.find(prefix=without_file_rights())
        self.assertEqual(texts, {})
        self.assert_incident(incidents, "skipped", "locked.txt", "cannot be read|Permission")
        self.assert_incident(incidents, "skipped", "vault", "cannot be read|Permission")
        self.assertEqual(len(incidents), 2)
        self.find("--strict", code=2, prefix=without_file_rights())

    def test_unreadable_input(self):
        locked = self.write("locked.jsonl", to_jsonl([article("one", CHESS)]))
        locked.chmod(0)
        self.refuse("find", locked, prefix=without_file_rights(), naming="locked.jsonl")

    def test_damaged_archive(self):
        packed = gzip.compress(b"".join(to_jsonl([article(f"n{i}", f"{CHESS} {os.urandom(400).hex()}")])
                                        for i in range(400)))
        self.write("in/cut.jsonl.gz", packed[:len(packed) // 2])
        texts, incidents = self.find()
        self.assertGreater(len(texts), 100)
        self.assertEqual(set(texts), {f"n{i}" for i in range(len(texts))})
        self.assert_only(incidents, "skipped", "cut.jsonl.gz", "damaged")
        self.find("--strict", code=2)

    def test_two_inputs_with_the_same_names(self):
        self.write("left/a.txt", CHESS)
        self.write("right/a.txt", LIGHTHOUSE)
        stories = self.succeed("find", self.path("left"), self.path("right"), "--singles", "--format", "jsonl").objects
        self.assertEqual({m["id"] for s in stories for m in s["articles"]}, {"left/a.txt", "right/a.txt"})

    def test_aliases_of_fields(self):
        lines = [{"id": "t", "content": CHESS, "outlet": "A", "published": "21/06/2025 18:00"},
                 {"id": "n", "maintext": LIGHTHOUSE, "source_domain": "b.example", "date_publish": "2025-02-12 07:30:00"},
                 {"id": "l", "articleBody": FLOOD_OTHER, "publisher": {"name": "C"}, "datePublished": "2025-09-04"},
                 {"id": "u", "body": FLOOD.replace("Lam Khê", "Nậm Rốm"), "url": "https://www.d.example/x?y#z"},
                 {"id": 17, "text": "Bảy con mèo đen ngủ trên mái đình làng Vạc suốt buổi trưa."}]
        self.input = self.write_jsonl("feed.json", lines)
        stories = self.succeed("find", self.input, "--singles", "--format", "jsonl").objects
        members = {m["id"]: (m["source"], m["date"]) for s in stories for m in s["articles"]}
        self.assertEqual(members, {"t": ("A", "2025-06-21T18:00"), "n": ("b.example", "2025-02-12T07:30:00"),
                                   "l": ("C", "2025-09-04"), "u": ("d.example", None), "17": ("", None)})

    def test_a_text_files_head(self):
        """Title and date are taken from the head, and the text is still the whole file."""
        content = "Bakery to open in lighthouse\n\n12/02/2025 07:30 GMT+0\n\n" + LIGHTHOUSE
        self.write("in/tollen/head.txt", content)
        stories = self.succeed("find", self.input, "--singles", "--format", "jsonl", "--out", self.path("out")).objects
        member, = (m for s in stories for m in s["articles"] if m["id"] == "tollen/head.txt")
        self.assertEqual((member["title"], member["date"], member["source"]),
                         ("Bakery to open in lighthouse", "2025-02-12T07:30Z", "tollen"))
        self.assertEqual(corpus_texts(self.path("out"))["tollen/head.txt"], content)


if __name__ == "__main__":
    unittest.main()
