"""Rewrites an article in ways whose effect on a comparison is known by construction.

An article is a list of units: its sentences, headlines and captions as the program cuts them. A Case holds the text
before and after, and what happened to every unit. Everything is drawn from a seed.
"""

import dataclasses
import re
import unicodedata

WORD = re.compile(r"[^\W\d_]+")
CAPTION = re.compile(r"(?i)(ảnh|photo)\b[^:.]*:")
ENDED = re.compile(r"[.!?…][\"”’»)]*\Z")
TONES = "\u0300\u0301\u0303\u0309\u0323"
PLACED = {old: new for new, old in (pair.split("/") for pair in (
    "oà/òa oá/óa oả/ỏa oã/õa oạ/ọa oè/òe oé/óe oẻ/ỏe oẽ/õe oẹ/ọe uỳ/ùy uý/úy uỷ/ủy uỹ/ũy uỵ/ụy").split())}
PLACED |= {new: old for old, new in PLACED.items()}
TONE_PLACE = re.compile(r"(?<![qQ])(" + "|".join(PLACED) + r")(?!\w)")
NUMBER = re.compile(r"(?<![\w.,/:+-])\d+(?:[.,/:-]\d+)*(?![\w/:-])")
ATTACHED = re.compile(r"(?<![\w.,/:+-])\d+(?:[.,:]\d+)*(?=[^\W\d_]|%)|(?<=[€£$])\d+(?:[.,]\d+)*(?![\w/:-])")
DATE = re.compile(r"(\d{1,2})/(\d{1,2})(/\d{4})?\Z")
SPELT = {"vi": dict(zip("2 3 4 5 6 7 8 9 10".split(), "hai ba bốn năm sáu bảy tám chín mười".split())),
         "en": dict(zip("2 3 4 5 6 7 8 9 10 11 12".split(),
                        "two three four five six seven eight nine ten eleven twelve".split()))}
OUTLETS = {"vi": ["Báo Sông Cái", "Nhật báo Hòn Tre", "Tin Bắc Hải", "Thời báo Nam Trà"],
           "en": ["Quillmere Herald", "The Tarn Gazette", "Ostrand Weekly", "Fenwick Star"]}
PEOPLE = {"vi": ["Minh Hạ", "Đức Trung", "Thu Ngân", "Hoài Linh"], "en": ["Ada Finch", "R. Molloy", "Lena Voss"]}
LINES = {"vi": ["Chia sẻ bài viết", "Ảnh: {outlet}", "Ảnh: {person}/{outlet}", "Ảnh minh họa: {outlet}",
                "Theo dõi chúng tôi trên mạng xã hội", "Tin liên quan", "Gửi bình luận"],
         "en": ["Share this article", "Photo: {outlet}", "Photo: {person}/{outlet}", "Read more", "Related articles",
                "Follow us on social media", "Advertisement"]}
FIRM = {"kept", "light", "tone place", "tone marks", "case word", "case sentence", "case name", "number", "attached",
        "spelt", "date format", "grouping", "grouping swapped"}


@dataclasses.dataclass
class Unit:
    """`of`: the originals it says; `marks`: pairs of (start, end) of changed words, in bytes of old and new text."""
    text: str
    gap: str = "\n\n"
    prose: bool = False
    aside: bool = False
    of: tuple = ()
    kind: str = "kept"
    marks: list = dataclasses.field(default_factory=list)
    start: int = 0  # bytes of the whole text
    end: int = 0

    @property
    def words(self):
        return len(self.text.split())


@dataclasses.dataclass
class Case:
    name: str
    article: str
    seed: int
    old: list
    new: list
    old_text: str
    new_text: str = ""
    moves: list = dataclasses.field(default_factory=list)     # (originals moved, originals jumped over)
    dropped: list = dataclasses.field(default_factory=list)   # originals
    passages: list = dataclasses.field(default_factory=list)  # (start, end) in the old text, the new unit, (start, end)


def size(text):
    return len(text.encode())


def is_prose(text, aside, others):
    """Six words and more that end in a stop; captions and what articles of other stories print are not."""
    balanced = all(text.count(a) == text.count(b) for a, b in ("()", "“”", "[]")) and text.count('"') % 2 == 0
    return (not aside and balanced and "\n" not in text and len(text.split()) >= 6 and bool(ENDED.search(text)) and
            not CAPTION.match(text) and all(text not in other for other in others))


def units_of(text, cells, others):
    """The units of a text from its cells (start, end, aside) in order; `others` are texts of other stories."""
    data, units, at = text.encode(), [], 0
    for start, end, aside in cells:
        one = data[start:end].decode().rstrip()
        gap = data[at:start].decode()
        units.append(Unit(one, gap, is_prose(one, aside, others) and text.count(one) == 1, aside, (len(units),),
                          start=start, end=start + size(one)))
        at = start + size(one)
    return units


def render(case):
    """Writes the new text and where its units stand; units that were neighbours keep what stood between them."""
    text, last = "", None
    for unit in case.new:
        neighbours = last is not None and last.of and unit.of and unit.of[0] == last.of[-1] + 1
        if last is None:
            gap = unit.gap if unit.of == (0,) else ""
        elif neighbours:
            gap = unit.gap
        else:
            gap = " " if unit.prose and last.prose and unit.gap in ("", " ") else "\n\n"
        text += gap
        unit.start = size(text)
        text += unit.text
        unit.end = size(text)
        last = unit
    case.new_text = text + "\n"


# ------------------------------------------------------------------------------------------- changes of a sentence
# Each takes a sentence and gives (new text, marks) or None. Marks are in bytes of both.


def replaced(text, spans):
    """The text with character spans (start, end, new) replaced, and the marks."""
    out, marks, at = "", [], 0
    for start, end, new in sorted(spans):
        out += text[at:start]
        marks.append(((size(text[:start]), size(text[:end])), (size(out), size(out + new))))
        out += new
        at = end
    out += text[at:]
    return None if out == text else (out, marks)


def tone_place(draw, text, language):
    found = list(TONE_PLACE.finditer(text))
    if language != "vi" or not found:
        return None
    chosen = draw.sample(found, draw.randint(1, min(3, len(found))))
    return replaced(text, [(m.start(), m.end(), PLACED[m.group()]) for m in chosen])


def with_tone(word, tone):
    """The word with another tone mark on the letter that has one; "" takes it off."""
    letters = [unicodedata.normalize("NFD", letter) for letter in unicodedata.normalize("NFC", word)]
    at = next((i for i, letter in enumerate(letters) if any(c in TONES for c in letter)), None)
    if at is None:
        return None
    letters[at] = "".join(c for c in letters[at] if c not in TONES) + tone
    return unicodedata.normalize("NFC", "".join(letters))


def tone_marks(draw, text, language):
    found = [m for m in WORD.finditer(text) if with_tone(m.group(), "") not in (None, m.group())]
    if language != "vi" or not found:
        return None
    spans = []
    for m in draw.sample(found, draw.randint(1, min(3, len(found)))):
        new = with_tone(m.group(), draw.choice(["", ""] + list(TONES)))
        if new != m.group():
            spans.append((m.start(), m.end(), new))
    return replaced(text, spans) if spans else None


def case_word(draw, text, _):
    found = [m for m in WORD.finditer(text) if len(m.group()) > 1 and m.group() != m.group().upper()]
    if not found:
        return None
    m = draw.choice(found)
    return replaced(text, [(m.start(), m.end(), m.group().upper())])


def case_sentence(_draw, text, _):
    return replaced(text, [(m.start(), m.end(), m.group().upper()) for m in WORD.finditer(text)
                           if m.group() != m.group().upper()])


def case_name(draw, text, _):
    found = [m for m in WORD.finditer(text) if m.start() > 3 and m.group()[0].isupper() and len(m.group()) > 1]
    if not found:
        return None
    m = draw.choice(found)
    return replaced(text, [(m.start(), m.end(), m.group().lower())])


def other_number(draw, number):
    """Another number of the same look: 17 → 19, 2.350 → 2.530, 9/10 → 10/10."""
    date = DATE.fullmatch(number)
    if date and int(date[1]) <= 28 and 1 <= int(date[2]) <= 12:
        day = draw.choice([d for d in range(1, 29) if d != int(date[1])])
        return f"{day}/{date[2]}{date[3] or ''}"
    places = [i for i in range(len(number) - 1) if number[i].isdigit() and number[i + 1].isdigit() and
              number[i] != number[i + 1] and number[i + 1] != "0"]
    if places and draw.random() < 0.5:
        i = draw.choice(places)
        return number[:i] + number[i + 1] + number[i] + number[i + 2:]
    i = draw.choice([i for i, c in enumerate(number) if c.isdigit()])
    least = 1 if i == 0 and len(number) > 1 else 0
    return number[:i] + draw.choice([d for d in "0123456789"[least:] if d != number[i]]) + number[i + 1:]


def number_of(pattern):
    def change(draw, text, _):
        found = list(pattern.finditer(text))
        if not found:
            return None
        m = draw.choice(found)
        return replaced(text, [(m.start(), m.end(), other_number(draw, m.group()))])
    return change


def spelt(draw, text, language):
    """3 → ba, where it counts something."""
    found = [m for m in NUMBER.finditer(text) if m.group() in SPELT[language] and
             re.match(r" [^\W\d_]{2,}", text[m.end():]) and
             not re.search(r"(?i)\b(ngày|tháng|năm|số|quận|khóa|khoá|lần|hàng|phút|thứ|[A-Z]\w*) \Z", text[:m.start()])]
    if language == "en":
        found = [m for m in found if not re.match(r" (am|pm|[A-Z])", text[m.end():])]
    if not found:
        return None
    m = draw.choice(found)
    return replaced(text, [(m.start(), m.end(), SPELT[language][m.group()])])


def date_format(draw, text, language):
    """ngày 9/10 → ngày 9-10."""
    found = [m for m in NUMBER.finditer(text) if DATE.fullmatch(m.group()) and
             re.search(r"(?i)\b(ngày|sáng|trưa|chiều|tối|đêm|hôm) \Z", text[:m.start()])]
    if language != "vi" or not found:
        return None
    m = draw.choice(found)
    return replaced(text, [(m.start(), m.end(), m.group().replace("/", "-"))])


def grouping_to(mark):
    def change(draw, text, language):
        own = "." if language == "vi" else ","
        found = [m for m in NUMBER.finditer(text) if re.fullmatch(rf"\d{{1,3}}(\{own}\d{{3}})+", m.group())]
        if not found:
            return None
        m = draw.choice(found)
        new = mark if mark != "swap" else "," if own == "." else "."
        return replaced(text, [(m.start(), m.end(), m.group().replace(own, new))])
    return change


def reworded(share):
    """Words replaced, put in and taken out: one or two, or a share of them. Numbers stay."""
    def change(draw, text, language, vocabulary):
        found = list(WORD.finditer(text))[1:]  # the first tells where the sentence begins
        if len(found) < 8:
            return None
        count = draw.randint(1, 2) if share is None else round(share * len(found))
        spans = []
        for m in draw.sample(found, count):
            word, way = draw.choice(vocabulary[language]), draw.choice("rrid")
            if way == "i":
                word = m.group() + " " + word
            elif way == "d" and m.end() < len(text) and text[m.end()] == " " and m.start() > 0:
                spans.append((m.start(), m.end() + 1, ""))
                continue
            spans.append((m.start(), m.end(), word))
        return replaced(text, spans)
    return change


CHANGES = {"tone place": tone_place, "tone marks": tone_marks, "case word": case_word, "case sentence": case_sentence,
           "case name": case_name, "number": number_of(NUMBER), "attached": number_of(ATTACHED), "spelt": spelt,
           "date format": date_format, "grouping": grouping_to(""), "grouping swapped": grouping_to("swap"),
           "light": reworded(None), "heavy": reworded(0.5)}


class Mutator:
    """Articles are (id, language, text, units, other), `other` naming what must not lend it sentences: its story."""

    def __init__(self, articles):
        self.articles = articles
        self.vocabulary = {language: sorted({word for _, other, text, _, _ in articles if other == language
                                             for word in re.findall(r"\b[^\W\d_]{3,}\b", text) if word.islower()})
                           for language in ("vi", "en")}

    def case(self, name, draw, article, seed):
        """A case of one kind of mutation, or None where the article has no place for it."""
        identity, self.language, text, units, self.story = article
        self.draw = draw
        case = Case(name, identity, seed, units, [dataclasses.replace(unit, marks=[]) for unit in units], text)
        if name == "mixed":
            done = self.mix(case)
        elif name == "decomposed":
            done = self.decompose(case)
        elif name in CHANGES:
            done = self.change(case, name, draw.randint(1, 4))
        else:
            done = getattr(self, name.split(" ")[0])(case, *name.split(" ")[1:])
        if not done:
            return None
        render(case)
        return case

    def plain(self, case):
        """Positions of sentences nothing has happened to."""
        return [i for i, unit in enumerate(case.new) if unit.prose and unit.kind == "kept" and unit.of]

    def change(self, case, name, most):
        places, done = self.plain(case), 0
        self.draw.shuffle(places)
        for i in places:
            unit = case.new[i]
            more = (self.vocabulary,) if name in ("light", "heavy") else ()
            result = CHANGES[name](self.draw, unit.text, self.language, *more)
            if result is None or not ENDED.search(result[0]):
                continue
            unit.text, unit.marks = result
            unit.kind = name
            done += 1
            if done == most:
                break
        return done > 0

    def decompose(self, case):
        """The same characters in other bytes (NFD)."""
        for unit in case.new:
            unit.text, unit.kind = unicodedata.normalize("NFD", unit.text), "decomposed"
        return any(unit.text != old.text for unit, old in zip(case.new, case.old))

    def split(self, case):
        """One sentence becomes two at a comma or an "and"."""
        places = []
        for i in self.plain(case):
            text = case.new[i].text
            for m in re.finditer(r"(?<=[^\W\d_]{2}), | (?=(?:và|nhưng|and|but) )", text):
                head, tail = text[:m.start()], text[m.end():]
                even = head.count('"') % 2 == 0 and all(head.count(a) == head.count(b) for a, b in ("()", "“”", "[]"))
                if min(len(head.split()), len(tail.split())) >= 6 and even and re.search(r"\b[a-zà-ỹ]{2,}\Z", head):
                    places.append((i, head + ".", tail[0].upper() + tail[1:]))
        if not places:
            return False
        i, head, tail = self.draw.choice(places)
        unit = case.new[i]
        case.new[i:i + 1] = [Unit(head, unit.gap, True, False, unit.of, "split"),
                             Unit(tail, " ", True, False, unit.of, "split")]
        return True

    def merge(self, case):
        plain = set(self.plain(case))
        places = [i for i in plain if i + 1 in plain and case.new[i + 1].gap == " " and
                  case.new[i + 1].of[0] == case.new[i].of[-1] + 1 and case.new[i].text.endswith(".")]
        if not places:
            return False
        i = self.draw.choice(sorted(places))
        a, b = case.new[i], case.new[i + 1]
        glue = self.draw.choice([", ", "; ", " và " if self.language == "vi" else " and "])
        case.new[i:i + 2] = [Unit(a.text[:-1] + glue + b.text[0].lower() + b.text[1:], a.gap, True, False,
                                  a.of + b.of, "merged")]
        return True

    def furniture(self, case):
        for _ in range(self.draw.randint(1, 3)):
            line = self.draw.choice(LINES[self.language]).format(outlet=self.draw.choice(OUTLETS[self.language]),
                                                                 person=self.draw.choice(PEOPLE[self.language]))
            self.put(case, Unit(line, kind="furniture"))
        return True

    def drop(self, case):
        places = self.plain(case)
        if len(places) < 3:
            return False
        for i in sorted(self.draw.sample(places, self.draw.randint(1, 2)), reverse=True):
            case.dropped += case.new[i].of
            del case.new[i]
        return True

    def foreign(self):
        """A sentence of another story in the same language."""
        while True:
            _, language, _, units, story = self.draw.choice(self.articles)
            prose = [unit for unit in units if unit.prose]
            if language == self.language and not story & self.story and prose:
                return self.draw.choice(prose).text

    def put(self, case, unit):
        case.new.insert(self.draw.randint(1, len(case.new)), unit)

    def insert(self, case):
        for _ in range(self.draw.randint(1, 2)):
            self.put(case, Unit(self.foreign(), self.draw.choice(["\n\n", " "]), True, kind="new"))
        return True

    def passage(self, case, original):
        """8 to 15 words of a sentence stand in a new one. The original is "kept", or "gone", or its "place" taken."""
        places = [i for i in self.plain(case) if case.new[i].words >= 16]
        if not places:
            return False
        i = self.draw.choice(places)
        old = case.old[case.new[i].of[0]]
        words = list(re.finditer(r"\S+", old.text))
        count = self.draw.randint(8, min(15, len(words) - 3))
        first = self.draw.randint(1, len(words) - count - 1)
        start, end = words[first].start(), words[first + count - 1].end()
        run = old.text[start:end].rstrip(".,;:!?\"”)")
        end = start + len(run)
        while True:
            around = self.foreign().split()
            if len(around) >= 16:
                break
        cut = self.draw.randint(4, len(around) - 4)
        head = " ".join(around[:cut]) + " "
        unit = Unit(head + run + " " + " ".join(around[cut:]), prose=True, kind="reuse")
        case.passages.append(((old.start + size(old.text[:start]), old.start + size(old.text[:end])), unit,
                              (size(head), size(head + run))))
        if original == "place":
            unit.gap = case.new[i].gap
            case.new[i] = unit
            return True
        if original == "gone":
            del case.new[i]
        self.put(case, unit)
        return True

    def move(self, case, many="one", distance="near"):
        """One sentence, or a block of 2 to 4, over 1 to 3 sentences (near) or 4 and more (far)."""
        count = 1 if many == "one" else self.draw.randint(2, 4)
        taken = {of for block, jumped in case.moves for of in block + jumped}
        choices = []
        for k in range(1, len(case.new) - count + 1):
            block = case.new[k:k + count]
            if not all(unit.prose and unit.of and unit.kind in FIRM for unit in block):
                continue
            for end in list(range(1, k)) + list(range(k + count + 1, len(case.new) + 1)):
                span = case.new[end:k] if end < k else case.new[k + count:end]
                jumped = [of for unit in span if not unit.aside for of in unit.of]
                told = [unit for unit in span if unit.of and not unit.aside]
                if not 1 <= len(told) <= (3 if distance == "near" else 99) or distance == "far" and len(told) < 4:
                    continue
                edge = span[0 if end < k else -1]
                beyond = case.new[end - 1] if end < k else case.new[end] if end < len(case.new) else None
                if edge not in told or beyond is not None and beyond.kind == edge.kind == "split":
                    continue
                if not taken.isdisjoint(jumped) or not taken.isdisjoint(of for unit in block for of in unit.of):
                    continue
                choices.append((k, end, jumped))
        if not choices:
            return False
        k, end, jumped = self.draw.choice(choices)
        block = case.new[k:k + count]
        del case.new[k:k + count]
        at = end if end < k else end - count
        case.new[at:at] = block
        case.moves.append(([of for unit in block for of in unit.of], list(dict.fromkeys(jumped))))
        return True

    def mix(self, case):
        for name in self.draw.sample(sorted(CHANGES), 5):
            self.change(case, name, 1)
        for name in ("drop", "split", "merge"):
            getattr(self, name)(case)
        for _ in range(self.draw.randint(1, 2)):
            self.move(case, self.draw.choice(["one", "block"]), self.draw.choice(["near", "far"]))
        self.passage(case, self.draw.choice(["kept", "place"]))
        return self.insert(case) and self.furniture(case)
