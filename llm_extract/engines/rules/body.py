"""The body whose figures an article tells: a Đảng bộ of some level, by what the article names most, soonest and in its own right."""

import re
from collections import defaultdict
from collections.abc import Iterator

from llm_extract.engines.rules.context import Context
from llm_extract.engines.rules.people import read_people
from llm_extract.locales.vi.fold import LOWER, UPPER, fold
from llm_extract.locales.vi.places import PROVINCES
from llm_extract.models import Inferred, Pointer, Span

_PROPER = rf"(?:[{UPPER}][\w’']*)(?: (?:[{UPPER}][\w’']*|- [{UPPER}]\w*)){{0,4}}"
_WORDS = rf"[{UPPER}][\w’']*(?: [{UPPER}][\w’']*){{0,4}}"
_LEVELS = {
    "tỉnh": "tỉnh",
    "thành": "thành phố",
    "thành phố": "thành phố",
    "tp": "thành phố",
    "thị": "thị xã",
    "thị xã": "thị xã",
    "huyện": "huyện",
    "quận": "quận",
    "xã": "xã",
    "phường": "phường",
    "thị trấn": "thị trấn",
}
_COMMITTEE = re.compile(
    rf"\b(?P<level>Tỉnh|Thành|Thị|Huyện|Quận|TỈNH|THÀNH|THỊ|HUYỆN|QUẬN) (?:ủy|uỷ|ỦY|UỶ)\b(?! viên)(?: (?P<name>{_PROPER}))?"
)
_PARTY = re.compile(
    rf"(?:Đảng bộ|Đảng ủy|Đảng uỷ|ĐẢNG BỘ) (?P<level>(?i:tỉnh|thành phố|tp|thị xã|huyện|quận|xã|phường|thị trấn))\b(?:(?<=(?i:tp))\.)? ?(?P<name>{_PROPER}|\d{{1,2}}\b)?"
)
_WHOLE = re.compile(
    r"\b(?:toàn|trên địa bàn) (?:đảng bộ )?(?P<level>tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn)\b(?P<name>)", re.IGNORECASE
)
_PLACE = re.compile(rf"\b(?P<level>(?i:thành phố|tp|thị xã|huyện|quận))\b(?! (?:ỦY|UỶ)\b)(?:(?<=(?i:tp))\.)? ?(?P<name>{_PROPER})")
_BLOC = (
    r"(?i:(?:khối )?dân[ -]*chính[ -]*đảng|(?:các )?khối (?:các )?(?:cơ|doanh|dân|đảng|trường|quân)(?: [^\W\d]+){1,8}?)"
    r"(?=[^\w ]| \(| (?:tỉnh|huyện|thành phố|TP)\b| (?:tổ chức|đã|vừa|có|đạt|tiếp tục|năm|luôn|quan tâm|hiện|đưa|tiến|khóa|trong|sẽ|là|hội nghị|cho biết|thông tin|nhấn mạnh|khẳng định|phát biểu)\b|$)"
    rf"(?: (?:tỉnh|huyện|thành phố|TP\.?)(?: {_PROPER})?)?"
)
_HOUSE = (
    r"(?:(?i:trường|học viện|tổng công ty|công ty|bệnh viện|bộ đội biên phòng|bđbp|công an|quân sự|sở)"
    rf"(?: (?:(?i:đại học|cao đẳng|cổ phần|tỉnh|huyện|thành phố|miền)|{_WORDS})){{0,4}})"
)
_UNIT = re.compile(rf"(?:Đảng bộ|Đảng ủy|Đảng uỷ) (?!(?:Công an|Quân sự|Quân đội) Trung ương)(?P<name>{_BLOC}|{_HOUSE})")
_CENTRE = re.compile(rf"Trung tâm [Cc]hính trị (?:huyện|thị xã|thành phố|quận) {_PROPER}")
_CENTRE_AGAIN = re.compile(r"\bTrung tâm\b(?! [Cc]hính trị (?:huyện|thị xã|thành phố|quận) )")
# In `Bí thư Huyện ủy Nông Văn Thiệp` the words behind the body are a person, and who comes to a meeting may be of a higher body.
_OFFICE = re.compile(r"(?:[Bb]í thư|Thường trực|[Vv]iên|Trưởng|Chủ nhiệm|Chủ tịch)(?: [^,.;\n]{0,24})?\s$")
_NO_PLACE = re.compile(
    r"(?<!\w)(?:phóng|ảnh|đảng|tin|bài|ngày|kỳ|báo|chuyên|điểm|nhịp|góc|câu|gương|đời|sống|hôm|nay|mới|nghị|hội|đoàn)(?!\w)"
)
"""Words of the name of a section, which stands before a title's colon as a place does."""
_KICKER = re.compile(rf"(?P<name>(?:[{UPPER}][{LOWER}’']+ ){{1,3}}[{UPPER}][{LOWER}’']+): ")
_CITIES = frozenset({"Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Hồ Chí Minh"})
"""Cities that are provinces."""
_HEAD, _LEAD, _ELSEWHERE, _OF_OFFICE, _AS_PLACE = 3.0, 2.0, 0.5, 0.25, 0.5
"""What a mention counts in the title, in the lead, further down, behind an office; a place that is no body counts so much of it."""
_LIST_GAP = 4
"""Code points before a body in which the semicolon of its list stands, and blanks."""
_UNIT_SHARE = 0.8
"""A bloc, school or enterprise is the body where its mentions weigh so much of those of the level named most."""
_LEAD_LENGTH = 350
"""Code points from the beginning of the lead in which an article says whom it is about."""


def read_body(context: Context, title: Span | None, lead: int, province: str | None) -> Pointer | None:
    """The body whose figures the article tells.

    Args:
        context: the article's sentences.
        title: where the title stands.
        lead: where the lead begins.
        province: the article's province, if it is known.

    Returns:
        The name as it is printed, else as it follows from the name of its committee or of its place; None where the article tells none.
    """
    told = _Told(context, title, lead)
    level = told.level()
    unit = told.unit()
    if unit and unit[1] >= (told.of_level(level) if level else 0.0) * _UNIT_SHARE:
        return unit[0]
    if level is None:
        return None
    name = told.name(level) or told.kicker(level) or (province if level == "tỉnh" or province in _CITIES else None)
    if name is None and (named := told.of_title()):
        return named
    if name is None:
        return Inferred("Đảng bộ tỉnh", "the article reports on the whole province") if level == "tỉnh" else None
    return told.printed(level, name) or Inferred(f"Đảng bộ {level} {name}", f"the body of the {level} that the article reports on")


class _Told:
    """What an article names of bodies, each mention with its weight."""

    def __init__(self, context: Context, title: Span | None, lead: int) -> None:
        self._context, self._title, self._lead = context, title, lead
        self._people = {person.name.of(context.article.text) for person in read_people(context)}
        self._unnamed: dict[str, float] = defaultdict(float)
        self._names: dict[tuple[str, str], float] = defaultdict(float)
        self._units: dict[str, float] = defaultdict(float)
        self._places: dict[str, Span] = {}
        for pattern, share in ((_PARTY, 1.0), (_COMMITTEE, 1.0), (_WHOLE, 1.0), (_PLACE, _AS_PLACE)):
            for found in self._found(pattern):
                self._count(found, share)
        for found in self._found(_UNIT):
            key = fold(found["name"]).replace("các khối", "khối")
            self._units[key] += self._weight(found.start()) * (_OF_OFFICE if self._is_listed(found) else 1.0)
            self._places.setdefault(key, Span(*found.span()))
        kicker = self._kicker()
        for named in self._names:
            if named[1] == kicker:
                self._names[named] += _HEAD * _AS_PLACE
        shortly = _ELSEWHERE * sum(1 for _ in self._found(_CENTRE_AGAIN))
        for found in self._found(_CENTRE):
            self._units[fold(found[0])] += self._weight(found.start()) + shortly
            self._places.setdefault(fold(found[0]), Span(*found.span()))

    def _found(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return (found for found in pattern.finditer(self._context.article.text) if self._context.article.region_at(found.start()) is None)

    def _is_listed(self, found: re.Match[str]) -> bool:
        """Whether a body is one of a list: `Đảng bộ xã A; Đảng bộ Quân sự huyện; Chi bộ Kho bạc`."""
        return self._context.article.text[max(0, found.start() - _LIST_GAP) : found.start()].rstrip().endswith(";")

    def _weight(self, at: int) -> float:
        if self._title and at in self._title:
            return _HEAD
        return _LEAD if self._lead <= at < self._lead + _LEAD_LENGTH else _ELSEWHERE

    def _count(self, found: re.Match[str], share: float) -> None:
        level = _LEVELS[found["level"].lower()]
        office = _OFFICE.search(self._context.article.text, max(0, found.start() - 40), found.start())
        weight = self._weight(found.start()) * share * (_OF_OFFICE if office else 1.0)
        name = found["name"]
        if name and name.isupper():
            # In a headline of capitals a name goes over into what is told of it.
            name = name.title() if re.match(r"\s*(?:[|\n–-]|$)", self._context.article.text[found.end() :][:3]) else None
        unnamed = not name or name in self._people or (level == "tỉnh" and name not in PROVINCES)
        self._unnamed[level] += weight if unnamed else 0.0
        if name and not unnamed:
            self._names[level, name] += weight

    def of_level(self, level: str) -> float:
        """The weight of what is named of a level without a name or by the name given most: the others are bodies beside it, as in a list."""
        return self._unnamed[level] + max((weight for (of, _), weight in self._names.items() if of == level), default=0.0)

    def level(self) -> str | None:
        """The level whose body is named most."""
        return max(self._unnamed, key=self.of_level, default=None)

    def unit(self) -> tuple[Pointer, float] | None:
        """The body that is named by what it is of, a bloc, a school, an enterprise, at its longest, and the weight of all its mentions."""
        best = max(self._units, key=lambda key: (self._units[key], len(key)), default=None)
        if best is None or self._is_one_of_many(best):
            return None
        longest = max((key for key in self._units if key.startswith(best)), key=len)
        weight = sum(one for key, one in self._units.items() if longest.startswith(key))
        printed = self._places[longest].of(self._context.article.text)
        if printed.startswith(("Đảng bộ", "Trung tâm")):
            return self._places[longest], weight
        return Inferred(f"Đảng bộ {printed.split(maxsplit=2)[2]}", "the body of the committee that the article reports on"), weight

    def _is_one_of_many(self, best: str) -> bool:
        """Whether others of its kind are named as much: a list."""
        others = [key for key in self._units if not key.startswith(best) and not best.startswith(key)]
        return any(self._units[key] == self._units[best] for key in others)

    def name(self, level: str) -> str | None:
        """The name that is most often given to a body of a level."""
        named = {name: weight for (of, name), weight in self._names.items() if of == level}
        return max(named, key=lambda name: named[name], default=None)

    def kicker(self, level: str) -> str | None:
        """The place that a title names before its colon: `Lục Ngạn: Huyện ủy …`."""
        return None if level == "tỉnh" else self._kicker()

    def _kicker(self) -> str | None:
        found = _KICKER.match(self._title.of(self._context.article.text)) if self._title else None
        if found is None or found["name"] in PROVINCES or _NO_PLACE.search(fold(found["name"])):
            return None
        return found["name"]

    def of_title(self) -> Inferred | None:
        """The body of a place that a title names: `440 đảng viên quận Hà Đông nhận Huy hiệu Đảng`."""
        found = next((one for one in self._found(_PLACE) if self._title and one.start() in self._title), None)
        level = _LEVELS[found["level"].lower()] if found else None
        return Inferred(f"Đảng bộ {level} {found['name']}", "the body of the place that the title names") if found else None

    def printed(self, level: str, name: str) -> Span | None:
        """Where the article names the Đảng bộ itself."""
        written = r"(?:thành phố|TP)\.? ?" if level == "thành phố" else f"{level} "
        found = next(self._found(re.compile(rf"Đảng bộ {written}{re.escape(name)}\b")), None)
        return Span(*found.span()) if found else None
