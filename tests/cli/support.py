"""What the tests of the command line share: running the program, temporary folders, the contract's own definitions.

The program under test is named by the environment's SAMESTORY_BIN. Whatever the tests hold results against is
computed here from the texts by the contract's words, never by asking the program again.
"""

import atexit
import base64
import contextlib
import datetime
import functools
import hashlib
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unicodedata
import unittest

SOURCE = pathlib.Path(os.environ.get("SAMESTORY_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
PROGRAM = os.environ.get("SAMESTORY_BIN", str(SOURCE / "build/release/samestory"))
SHARED = pathlib.Path(os.environ.get("SAMESTORY_SHARED_DATA", SOURCE.parent / "shared/data"))
CORPUS = SOURCE / "corpus"
TIMEOUT_SECONDS = 240  # of one run, sanitizers included

COPY_JACCARD = 0.7
SHINGLE_WORDS = 5


# ------------------------------------------------------------------------------------------------- the program


class Outcome:
    """What one run printed and how it ended."""

    def __init__(self, args, completed):
        self.args = args
        self.code = completed.returncode
        self.out = completed.stdout
        self.err = completed.stderr.decode("utf-8", "replace")

    @property
    def text(self):
        return self.out.decode("utf-8")

    @property
    def objects(self):
        return parse_lines(self.out)

    def __str__(self):
        printed = (self.out or b"")[:2000]
        command = " ".join(map(str, self.args))
        return f"samestory {command}\nexit {self.code}\nstdout {printed!r}\nstderr {self.err}"


def run(*args, stdin=b"", stdout=subprocess.PIPE, env=None, prefix=(), cwd=None):
    """Runs the program; no terminal anywhere, the environment's own colours and columns left out."""
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "TERM", "NO_COLOR")}
    environment.update(env or {})
    completed = subprocess.run([*prefix, PROGRAM, *map(str, args)], input=stdin, stdout=stdout, env=environment,
                               stderr=subprocess.PIPE, timeout=TIMEOUT_SECONDS, cwd=cwd, check=False)
    return Outcome(args, completed)


def parse_lines(data):
    """JSON Lines, each line ended by a line feed, none empty."""
    lines = data.decode("utf-8").split("\n")
    assert lines.pop() == "", "the last line has no line feed"
    return [json.loads(line) for line in lines]


def read_lines(path):
    return parse_lines(pathlib.Path(path).read_bytes())


def without_file_rights():
    """A command prefix under which files of mode 000 cannot be read, for root too."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


@functools.lru_cache(maxsize=None)
def corpus_run():
    """find over corpus/ with default settings, once for all tests of a file: (outcome, result folder)."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="samestory-cli-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    outcome = run("find", CORPUS, "--format", "jsonl", "--out", folder / "out")
    assert outcome.code == 0, str(outcome)
    return outcome, folder / "out"


class CliTest(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="samestory-cli-")))

    def path(self, name):
        return self.folder / name

    def write(self, name, content):
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def write_jsonl(self, name, articles):
        return self.write(name, to_jsonl(articles))

    def succeed(self, *args, **options):
        outcome = run(*args, **options)
        self.assertEqual(outcome.code, 0, str(outcome))
        return outcome

    def refuse(self, *args, naming=(), **options):
        """Exit 2, nothing on stdout, one line on stderr that holds every word of `naming`."""
        outcome = run(*args, **options)
        self.assertEqual(outcome.code, 2, str(outcome))
        self.assertIn(outcome.out, (b"", None), str(outcome))
        self.assertRegex(outcome.err, r"\Asamestory: [^\n]+\n\Z", str(outcome))
        for word in [naming] if isinstance(naming, (str, pathlib.Path)) else naming:
            self.assertIn(str(word), outcome.err, str(outcome))
        return outcome

    @contextlib.contextmanager
    def each(self, **parameters):
        with self.subTest(**parameters):
            yield


def needs_tool(name):
    """A skipped test where a tool is not installed; under CI=true that is a failure."""
    if shutil.which(name) is None:
        if os.environ.get("CI") == "true":
            raise AssertionError(f"{name} is not installed, and CI must have it")
        raise unittest.SkipTest(f"{name} is not installed")


def needs_shared(path):
    """The shared path, or a skipped test where it is absent; under CI=true that is a failure."""
    if path.exists():
        return path
    if os.environ.get("CI") == "true":
        raise AssertionError(f"{path} is absent, and CI must have it")
    raise unittest.SkipTest(f"{path} is absent")


# -------------------------------------------------------------------------------------- the contract's figures


def is_word_character(character):
    return character == "_" or unicodedata.category(character)[0] in "LM" or unicodedata.category(character) == "Nd"


def words(text):
    """Maximal runs of letters, marks, digits and `_`, canonically composed and case-folded."""
    spaced = "".join(c if is_word_character(c) else " " for c in text)
    return [unicodedata.normalize("NFC", word).casefold() for word in spaced.split(" ") if word]


def shingles(text):
    run_of = words(text)
    return {tuple(run_of[i:i + SHINGLE_WORDS]) for i in range(len(run_of) - SHINGLE_WORDS + 1)}


def overlap(a, b):
    """(Jaccard, containment of a in b, containment of b in a) of two shingle sets, as exact ratios."""
    both = len(a & b)
    either = len(a | b)
    return (both / either if either else 0.0, both / len(a) if a else 0.0, both / len(b) if b else 0.0)


TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def tone_last(word):
    """The same for both ways of placing a Vietnamese tone: khoẻ and khỏe."""
    letters = unicodedata.normalize("NFD", word)
    return "".join(c for c in letters if c not in TONES) + "".join(c for c in letters if c in TONES)


def instant(date):
    """Seconds of a printed date: a day is its midnight, a time without a zone is UTC's."""
    moment = datetime.datetime.fromisoformat(date)
    return (moment if moment.tzinfo else moment.replace(tzinfo=datetime.timezone.utc)).timestamp()


def date_order(article):
    """Sorts by date, undated last, then by id (bytes)."""
    date = article.get("date")
    return (date is None, instant(date) if date else 0, article["id"].encode())


def stories_as_sets(stories):
    return {frozenset(article["id"] for article in story["articles"]) for story in stories}


# ---------------------------------------------------------------------------------------------- invented texts


def to_jsonl(articles):
    return "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles).encode("utf-8")


FLOOD = (
    "Mưa lớn trút xuống thượng nguồn sông Lam Khê suốt đêm 3/9 đã làm vỡ một đoạn đê dài 40 mét tại xã Phú Thọ "
    "Hạ, nhấn chìm 312 căn nhà của thôn Bàu Trẹm.\n\n"
    "Ông Đoàn Viết Thuận, chủ tịch xã, cho biết nước tràn qua mặt đê lúc 2 giờ 15 sáng. Bộ đội đã dùng 9 xuồng "
    "máy đưa 870 người dân lên trường tiểu học Bàu Trẹm và chùa Linh Quy.\n\n"
    "Bà Nguyễn Thị Nhạn, 71 tuổi, bị nước cuốn và đến chiều vẫn chưa tìm thấy. Hai con bò cùng một chuồng lợn của "
    "gia đình bà trôi mất.\n\n"
    "Trạm thuỷ văn Lam Khê ghi nhận mực nước 8,74 mét, cao nhất từ năm 1978. Tỉnh Quảng Lĩnh đã xuất 12 tấn gạo "
    "cứu trợ và huy động 200 dân quân đắp lại đoạn đê vỡ bằng bao cát.\n"
)

FLOOD_OTHER = (
    "Đê sông Lam Khê vỡ 40 mét, hàng trăm hộ dân Bàu Trẹm phải sơ tán\n\n"
    "Rạng sáng 4/9, nước sông Lam Khê dâng tới 8,74 mét đã phá vỡ đê tại xã Phú Thọ Hạ, tỉnh Quảng Lĩnh. Thôn Bàu "
    "Trẹm ngập gần tới mái, 312 ngôi nhà chìm trong nước.\n\n"
    "Theo chủ tịch xã Đoàn Viết Thuận, lực lượng bộ đội chạy 9 xuồng suốt đêm để chở 870 người tới chùa Linh Quy và "
    "ngôi trường tiểu học trên đồi.\n\n"
    "Người thân của bà Nguyễn Thị Nhạn kể bà quay lại cứu hai con bò rồi mất tích. Việc tìm kiếm đang tiếp tục dọc "
    "bờ sông về phía hạ lưu.\n\n"
    "Chính quyền Quảng Lĩnh đã gửi 12 tấn gạo, còn 200 dân quân đang chất bao cát lấp chỗ vỡ.\n"
)

ORGAN = (
    "The great organ of Wexcombe Minster fell silent on Sunday after a burst pipe flooded its loft, soaking 1,140 of "
    "its 4,300 pipes and the bellows built by Josiah Tranter in 1862.\n\n"
    "Verger Maud Ellacott found water running down the west wall at 6.40am. \"It sounded like rain, but the sun was "
    "shining,\" she said.\n\n"
    "Organist Piers Hallgarth played evensong on an electric keyboard lent by the Salvation Army. He said drying the "
    "leather alone would take until March.\n\n"
    "The chapter puts the damage at £385,000, of which the insurers have agreed to meet two thirds. A fund opened on "
    "Monday by the dean, Canon Ruth Abiola, held £21,000 by nightfall.\n"
)

ORGAN_OTHER = (
    "Wexcombe's Victorian organ ruined as minster pipe bursts\n\n"
    "A burst water pipe has wrecked the Tranter organ at Wexcombe Minster, the chapter said on Monday, with 1,140 "
    "pipes under water and a repair bill of £385,000.\n\n"
    "The flood in the organ loft was discovered early on Sunday by the verger, Maud Ellacott, who shut off the main "
    "herself with a borrowed spanner.\n\n"
    "Josiah Tranter finished the instrument in 1862. Piers Hallgarth, organist since 2009, said its bellows leather "
    "could not be dried before March, and that services would make do with an electric keyboard.\n\n"
    "Canon Ruth Abiola, the dean, launched an appeal which raised £21,000 on its first day. Insurers will pay about "
    "two thirds of the cost.\n"
)

CHESS = (
    "Kỳ thủ 14 tuổi Lò Thị Mỷ của tỉnh Mường Pha vừa giành chức vô địch cờ vua trẻ Đông Nam Á tại Vientiane sau ván "
    "cuối thắng Arif Santoso của Indonesia.\n\n"
    "Mỷ đạt 8 điểm sau 9 ván, hơn người về nhì nửa điểm. Em học cờ từ ông ngoại, dùng quân tự đẽo bằng gỗ xoan.\n\n"
    "Huấn luyện viên Trương Hoài Đức nói em đã chuẩn bị biến Caro-Kann này suốt ba tháng. Liên đoàn cờ thưởng em 50 "
    "triệu đồng và một suất tập huấn ở Budapest.\n"
)

LIGHTHOUSE = (
    "Plans to turn the Skerrow lighthouse into a bakery were approved by Tollen district council last night by nine "
    "votes to four.\n\n"
    "Applicant Hattie Brandreth intends to bake by wood fire in the old oil store and to sell from the keeper's "
    "kitchen on four days a week. Objectors feared queues on the single-track causeway.\n\n"
    "Councillor Owen Pryce said the tower had stood empty since 1994. Opening is planned for Easter.\n"
)


def article(name, text, date=None, source="", title=""):
    fields = {"id": name, "text": text, "title": title, "source": source}
    if date:
        fields["date"] = date
    return fields


def made_up_articles():
    """Two stories (one of them with a near copy) and two articles that stand alone."""
    return [
        article("flood-1", FLOOD, "2025-09-04T09:00:00+07:00", "Báo Lam Khê", "Vỡ đê Lam Khê trong đêm"),
        article("flood-2", FLOOD.replace("12 tấn gạo", "14 tấn gạo"), "2025-09-04T10:30:00+07:00", "Tin Quảng Lĩnh",
                "Vỡ đê ở Quảng Lĩnh"),
        article("flood-3", FLOOD_OTHER, "2025-09-04T12:00:00+07:00", "Nhật báo Miền Trung", "Đê sông Lam Khê vỡ"),
        article("organ-1", ORGAN, "2025-11-03T08:00:00Z", "Wexcombe Gazette", "Minster organ falls silent"),
        article("organ-2", ORGAN_OTHER, "2025-11-03T15:20:00Z", "The Tollen Echo", "Organ ruined as pipe bursts"),
        article("chess", CHESS, "2025-06-21T18:00:00+07:00", "Báo Mường Pha", "Lò Thị Mỷ vô địch"),
        article("lighthouse", LIGHTHOUSE, "2025-02-12T07:30:00Z", "The Tollen Echo", "Bakery in lighthouse approved"),
    ]


def corpus_texts(result_folder):
    return {line["id"]: line["text"] for line in read_lines(result_folder / "articles.jsonl")}


class Scripts(html.parser.HTMLParser):
    """What the scripts of a page hold, those of data aside, and the hashes its policy allows."""

    def __init__(self, page):
        super().__init__()
        self.texts, self.allowed, self.inside = [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "script":
            self.inside = attributes.get("type") != "application/json"
            self.texts += [""] if self.inside else []
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy":
            self.allowed += re.findall(r"script-src '(sha256-[^']+)'", attributes["content"])

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "script"

    def handle_data(self, data):
        if self.inside:
            self.texts[-1] += data


def foreign_scripts(page):
    """Scripts in the page's bytes that its Content-Security-Policy does not name."""
    scripts = Scripts(page.decode("utf-8"))
    hashes = ["sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts.texts]
    return [text for text, digest in zip(scripts.texts, hashes) if digest not in scripts.allowed]
