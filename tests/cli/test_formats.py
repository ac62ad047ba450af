"""Archives, WARC and WET from outside: a crawl gives the same stories however it is packed."""

import gzip
import io
import json
import lzma
import tarfile
import zipfile

from support import (FLOOD, ORGAN, SOURCE, CliTest, made_up_articles, read_lines, run,
                     stories_as_sets, to_jsonl)

WARC = SOURCE / "tests/article/warc"
MADE_UP_STORIES = {frozenset({"flood-1", "flood-2", "flood-3"}), frozenset({"organ-1", "organ-2"})}


def warc_record(number, kind, url, content_type, block):
    head = (f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2025-12-01T00:00:00Z\r\nContent-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n")
    return head.encode() + block + b"\r\n\r\n"


def response(number, one):
    paragraphs = "".join(f"<p>{line}</p>" for line in one["text"].split("\n\n"))
    meta = f'<meta property="article:published_time" content="{one["date"]}">'
    site = f'<meta property="og:site_name" content="{one["source"]}">'
    page = f"<!doctype html><head>{meta}{site}</head><body><nav><a href=/>News</a></nav><article><h1>{one['title']}</h1>"
    block = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page + paragraphs + "</article></body>"
    return warc_record(number, "response", url_of(one), "application/http; msgtype=response", block.encode())


def url_of(one):
    return f"https://crawl.example/{one['id']}"


class FormatsTest(CliTest):
    def find(self, *args):
        return self.succeed("find", *args, "--format", "jsonl")

    def zip_of(self, name, members):
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for member, data in members:
                packed.writestr(zipfile.ZipInfo(member), data)
        return path

    def tar_of(self, name, members, mode="w:gz"):
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tarfile.open(path, mode, format=tarfile.PAX_FORMAT) as packed:
            for member, data in members:
                info = tarfile.TarInfo(member)
                info.size = len(data)
                packed.addfile(info, io.BytesIO(data))
        return path


class Archives(FormatsTest):
    def setUp(self):
        super().setUp()
        self.members = [(f"{one['source']}/{one['id']}.txt", one["text"].encode()) for one in made_up_articles()]

    def test_an_archive_is_a_folder(self):
        for name, data in self.members:
            self.write(f"plain/{name}", data)
        expected = self.find(self.path("plain")).objects
        self.assertEqual({frozenset(name.split("/")[-1].removesuffix(".txt") for name in story)
                          for story in stories_as_sets(expected)}, MADE_UP_STORIES)
        for name, make in (("crawl.zip", self.zip_of), ("crawl.tar.gz", self.tar_of), ("crawl.tgz", self.tar_of)):
            with self.each(name=name):
                make(f"{name}-folder/{name}", self.members)
                for operand in (self.path(f"{name}-folder"), self.path(f"{name}-folder") / name):
                    stories = self.find(operand).objects
                    self.assertEqual({frozenset(member.removeprefix(f"{name}/") for member in story)
                                      for story in stories_as_sets(stories)}, stories_as_sets(expected))
                    self.assertEqual({m["source"] for s in stories for m in s["articles"]},
                                     {m["source"] for s in expected for m in s["articles"]})
        self.tar_of("crawl.tar", self.members, "w")
        self.tar_of("crawl.tar.xz", self.members, "w:xz")
        self.tar_of("crawl.tar.bz2", self.members, "w:bz2")
        for name in ("crawl.tar", "crawl.tar.xz", "crawl.tar.bz2"):
            self.assertEqual(len(self.find(self.path(name)).objects), len(expected), name)

    def test_names_in_any_script(self):
        """Python flags them as UTF-8 in zip, and writes them as pax records in tar."""
        members = [(name.replace("flood", "lũ-Bàu Trẹm").replace("organ", "オルガン"), data) for name, data in self.members]
        for archive in (self.zip_of("a.zip", members), self.tar_of("a.tar.gz", members)):
            ids = {m["id"] for s in self.find(archive).objects for m in s["articles"]}
            self.assertIn(f"{archive.name}/Báo Lam Khê/lũ-Bàu Trẹm-1.txt", ids)
            self.assertIn(f"{archive.name}/Wexcombe Gazette/オルガン-1.txt", ids)

    def test_the_other_verbs(self):
        archive = self.zip_of("a.zip", [*self.members, ("more.jsonl", to_jsonl(made_up_articles())), ("x.png", b"")])
        sketch = self.path("a.sketch")
        self.succeed("sketch", archive, "--out", sketch)
        self.assertEqual(self.find(sketch).out, self.find(archive).out)
        self.succeed("dedup", archive, "--out", self.path("kept"), "--dropped", self.path("dropped"))
        kept, dropped = read_lines(self.path("kept")), read_lines(self.path("dropped"))
        self.assertEqual(len(kept) + len(dropped), 14)
        self.assertEqual(len(kept), 6)
        name = "a.zip/Báo Lam Khê/flood-1.txt"
        outcome = self.succeed("diff", f"{archive}#{name}", f"{archive}#flood-1", "--format", "jsonl")
        self.assertEqual({row["kind"] for row in json.loads(outcome.out)["rows"]}, {"same"})

    def test_a_bomb_is_a_skip(self):
        bomb = gzip.compress(b" " * (80 << 20), 9)
        archive = self.zip_of("in/a.zip", [("bomb.txt.gz", bomb), *self.members])
        outcome = self.find(archive.parent, "--out", self.path("out"))
        skipped = [line for line in read_lines(self.path("out/skipped.jsonl")) if line["kind"] == "skipped"]
        self.assertEqual(len(skipped), 1)
        self.assertEqual(skipped[0]["place"], "a.zip/bomb.txt.gz")
        self.assertIn("64 MiB", skipped[0]["reason"])
        self.assertEqual(len(outcome.objects), 2)

    def test_text_in_other_packings(self):
        for one in made_up_articles():
            self.write(f"xz/o/{one['id']}.txt.xz", lzma.compress(one["text"].encode()))
        self.assertEqual(len(self.find(self.path("xz")).objects), 2)


class Crawls(FormatsTest):
    def setUp(self):
        super().setUp()
        self.records = [response(number, one) for number, one in enumerate(made_up_articles())]
        self.expected = {frozenset(f"https://crawl.example/{name}" for name in story) for story in MADE_UP_STORIES}

    def test_a_crawl_is_its_articles(self):
        plain = self.write("plain/a.warc", b"".join(self.records))
        self.write("packed/a.warc.gz", b"".join(map(gzip.compress, self.records)))
        self.write("split/1.warc", b"".join(self.records[:3]))
        self.write("split/2.warc.gz", b"".join(map(gzip.compress, self.records[3:])))
        outcomes = []
        for folder in ("plain", "packed", "split"):
            with self.each(folder=folder):
                stories = self.find(self.path(folder)).objects
                self.assertEqual(stories_as_sets(stories), self.expected)
                self.assertIn("Wexcombe Gazette", {m["source"] for s in stories for m in s["articles"]})
                self.assertIn("2025-11-03T08:00:00Z", {m["date"] for s in stories for m in s["articles"]})
                outcomes.append([[m["id"] for m in s["articles"]] for s in stories])
        self.assertEqual(outcomes[0], outcomes[1])
        self.assertEqual(outcomes[0], outcomes[2])
        # The records of the plain file are read again where they lie.
        self.succeed("sketch", plain, "--out", self.path("s"))
        self.assertFalse(self.path("s.text").exists())
        self.assertEqual(self.find(self.path("s")).out, self.find(plain).out)
        self.assertEqual(self.succeed("find", self.path("s"), "--threads", 1, "--format", "jsonl").out, self.find(plain).out)

    def test_files_of_warcio(self):
        expected = [line.split("\t") for line in (WARC / "expected.tsv").read_text("utf-8").splitlines()]
        for name in sorted({fields[0] for fields in expected}):
            with self.each(name=name):
                outcome = self.find(WARC / name, "--singles", "--out", self.path(name))
                read = {(line["id"], line["text"]) for line in read_lines(self.path(name) / "articles.jsonl")}
                self.assertEqual(read, {(url, text.replace("\\n", "\n")) for file, url, _, _, text in expected if file == name})
                self.assertEqual("; skipped\n" in outcome.err, name.startswith("wire"))

    def test_a_damaged_record_is_one_loss(self):
        packed = list(map(gzip.compress, self.records))
        packed[5] = packed[5][:200] + bytes(byte ^ 0x55 for byte in packed[5][200:240]) + packed[5][240:]
        crawl = self.write("in/a.warc.gz", b"".join(packed))
        outcome = self.find(crawl.parent, "--out", self.path("out"), "--singles")
        self.assertEqual(stories_as_sets(outcome.objects),
                         self.expected | {frozenset({"https://crawl.example/lighthouse"})})
        skipped = [line for line in read_lines(self.path("out/skipped.jsonl")) if line["kind"] == "skipped"]
        self.assertEqual(len(skipped), 1, skipped)
        self.assertIn("damaged", skipped[0]["reason"])
        self.assertEqual(run("find", crawl.parent, "--strict").code, 2)

    def test_wet_beside_its_warc(self):
        """The same page as HTML and as the text made of it has one URL: two articles, their ids told apart."""
        converted = warc_record(1, "conversion", url_of(made_up_articles()[0]), "text/plain", FLOOD.encode())
        self.write("in/a.warc", self.records[0])
        self.write("in/a.warc.wet.gz", gzip.compress(converted))
        stories = self.find(self.path("in")).objects
        self.assertEqual([len(story["articles"]) for story in stories], [2])

    def test_a_revisit_is_no_article(self):
        self.write("in/a.warc", self.records[0] + warc_record(9, "revisit", "https://crawl.example/x", "application/http",
                                                              b"HTTP/1.1 200 OK\r\n\r\n") +
                   warc_record(10, "resource", "https://crawl.example/y", "text/plain", ORGAN.encode()))
        outcome = self.find(self.path("in"), "--singles", "--out", self.path("out"))
        self.assertEqual(len(outcome.objects), 2)
        self.assertEqual([line["kind"] for line in read_lines(self.path("out/skipped.jsonl"))], ["ignored"])
