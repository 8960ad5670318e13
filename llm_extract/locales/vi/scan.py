"""Finds every numeral of a Vietnamese text and reads what it is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from llm_extract.locales.reading import Reading
from llm_extract.locales.vi import dates, numbers, words
from llm_extract.locales.vi.fold import fold
from llm_extract.locales.vi.qualifiers import qualify
from llm_extract.models import FigureType

_BEFORE = 60
_NUMBER = r"\d+(?:[.,]\d+)*"
_GROUPED = r"(?:\d{1,3}(?: \d{3})+(?![\d.,]\d)|" + _NUMBER + ")"
_SCALE = r"(?: ?(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|tr(?=\d|\W|$)|k(?=\W|$))(?!\w))"
_NOT_MONEY = "|".join(words.NOT_MONEY_AFTER)
_CURRENCY = rf"(?: ?(?:đồng(?! (?:{_NOT_MONEY})(?!\w))|vnđ|vnd|đ)(?!\w))"
_FOREIGN = re.compile(r" ?(?:usd|đô la|đô-la|euro|eur)(?!\w)")

_START = re.compile(
    rf"\d|½|¼|¾|(?<!\w)(?:{numbers.WORD})(?!\w)|(?<!\w)quý (?=i)|(?<!\w)(?:khóa|lần thứ|thứ|đại hội) (?=[ivx])|(?<!\w)(?:không|chưa)(?= )"
)
_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\w+|(?<![\w.])[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org)(?:/\S*)?(?!\w)")
_GLUED_DIGITS = re.compile(r"\d+(?:[./-]\d+)*")
_PHONE = re.compile(r"0\d{2,4}[. -]\d{3,4}[. -]?\d{3,4}(?!\d)|0\d{9,10}(?!\d)|\d{4}[. ]\d{3}[. ]\d{3}(?!\d)")
_DOCUMENT_TAIL = re.compile(
    r"\d+[a-zA-Z]?(?:/\d{4})? ?[-/] ?(?=[^\W\d])(?:[A-ZĐƯ][A-ZĐƯa-z]{0,6}[A-ZĐƯ]*)(?: ?[-/] ?(?:[A-ZĐƯ][\wĐƯ]*|\d+))*"
)
_DOCUMENT_LEAD = re.compile(
    rf"(?<!\w)(?:{'|'.join(words.DOCUMENT_NOUNS)})(?: (?:trung ương|tw|bct|của bộ chính trị|liên tịch))?,?(?: số:?)? ?$"
)
_NUMBER_LEAD = re.compile(r"(?<!\w)số:? ?(?:hiệu )?$")
_DOCUMENT_LIST = re.compile(
    rf"(?<!\w)(?:{'|'.join(words.DOCUMENT_NOUNS)})(?: số)? \d+(?: ?[-/] ?[a-zđ/-]+)?(?:(?:,| và)(?: số)? \d+(?: ?[-/] ?[a-zđ/-]+)?)*(?:,| và)(?: số)? ?$"
)
_COUNTED_NEXT = re.compile(rf' ?"?(?:{"|".join(sorted(words.COUNTED, key=len, reverse=True))})(?!\w)')
_NAMED_LEAD = re.compile(rf"(?<!\w)(?:{'|'.join(words.NAMED_BY_NUMBER)})(?: số)? ?$")
_GRADE_LEAD = re.compile(r"(?<!\w)lớp $")
_ORDINAL_LEAD = re.compile(
    r"(?<!\w)(?:lần thứ|khóa thứ|thứ|khóa|lần|hội nghị trung ương|trung ương|đại hội(?: đảng)?(?: toàn quốc)?(?: lần)?)\s?$"
)
_ROMAN = re.compile(r"[ivx]+(?!\w)")
_AGE_LEAD = re.compile(
    r"(?<!\w)(?:huy hiệu(?: đảng)?(?: loại)?|tuổi)(?: (?:\d+ năm(?:,| và|;)? ?)*(?:loại )?)?$|(?<!\w)huy hiệu(?: đảng)? [\d, nămvà]*$"
)
_VERSION = re.compile(r"\d\.0(?!\d)")
_MEASURE = re.compile(rf" ?(?:{'|'.join(re.escape(unit) for unit in sorted(words.MEASURES, key=len, reverse=True))})(?![\w²³])")
_RATIO = re.compile(rf"(?P<part>{_NUMBER}) ?/ ?(?P<whole>{_NUMBER})(?![\d/])")
_OUT_OF = re.compile(rf"(?P<part>{_NUMBER}) (?:trong tổng số|trên tổng số|trong số|trên tổng) (?P<whole>{_NUMBER})(?! ?%)(?![\d/]|[.,]\d)")
_RANGE = re.compile(
    rf"(?P<low>{_GROUPED})(?P<lowpct> ?%)?(?P<lowscale>{_SCALE})?(?: ?- ?| đến (?:dưới |không quá |tối đa )?| tới )(?P<high>{_GROUPED})(?P<pct> ?%)?(?!\d|/\d)"
)
_PERCENT = re.compile(rf"(?P<number>{_NUMBER}) ?(?:%|phần trăm)")
_AMOUNT = re.compile(rf"(?P<number>{_GROUPED})(?P<scale>{_SCALE})?(?P<more>(?:,? ?{_NUMBER}{_SCALE}){{0,2}})(?P<money>{_CURRENCY})?")
_SHORT = re.compile(rf"(?P<number>{_NUMBER})[ \u00a0]?(?P<scale>Tr|N|T)(?![\w.])")
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_VULGAR = re.compile(r"(?P<whole>\d+ ?)?(?P<fraction>[½¼¾])")
_PERCENT_MARK = re.compile(r" ?(?:%|phần trăm)(?!\w)")
_NONE_OF = r"(?:tổ chức|chi bộ|đảng viên|trường hợp|cán bộ|đơn|tập thể|đảng bộ|đồng chí)"
_NONE_VERB = (
    r"(?:kết nạp(?: được)?|(?:tiếp )?nhận(?: được)?|thi hành|có|để xảy ra|phát hiện|ghi nhận|xảy ra|bị|còn|phải(?: xử lý| thi hành)?)"
)
_COUNTED_ANY = f"(?:{'|'.join(sorted(words.COUNTED, key=len, reverse=True))})"
_NONE = re.compile(
    rf"(?:không|chưa)(?: còn| hề)?(?: {_NONE_VERB}(?= {_NONE_OF}(?!\w)|(?: [^\s.,;:]+){{0,4}} {_COUNTED_ANY}(?: [^\s.,;:]+){{0,3}} nào(?!\w))|(?= (?:một )?{_COUNTED_ANY}(?: [^\s.,;:]+)? nào(?!\w)))"
)
# In `số bản chưa có tổ chức đảng` the words say which are meant, not that there is none.
_RELATIVE = re.compile(
    r"(?<!\w)(?:số|những|các|từng|nơi|vùng|xóa|ở|tại|là|tình trạng)(?: [^,.;:()\n]{1,30})?\s$|(?<!\w)(?:thôn|bản|ấp|bon|buôn|làng|xóm|khu phố|tổ dân phố|doanh nghiệp|trường)\s$"
)
_WORD_BEFORE = re.compile(
    r"(?<!\w)(?:trong|hàng|mỗi|cuối|đầu|qua|cả|nhiều|từng|giữa|hằng|vài|mấy|nửa|hết|sang|theo|vào|so với|cùng kỳ|các|thứ|tháng|hồi|\d+|tuổi|ngày|quý|của)\s$"
)
_WORD_LEAD_ONE = re.compile(r"(?<!\w)(?:có|kỷ luật|cảnh cáo|khai trừ|cách chức|khiển trách|và|gồm|chỉ|còn|với|:|,|;|\()\s?$")
_ONE_COUNTED = re.compile(r" (?:đảng viên|đồng chí|trường hợp|chi bộ|tập thể|cá nhân|người|tổ chức)(?!\w)(?! (?:trong những|nào|khác))")
_SMALL_COUNTED = re.compile(
    rf" (?:{'|'.join(sorted(set(words.COUNTED) - {'cấp', 'loại', 'khâu', 'điểm', 'phần', 'nội dung', 'bộ', 'con', 'lần', 'nhóm', 'tổ', 'ban', 'bản', 'ấp', 'nữ', 'cái', 'đội', 'máy', 'trường'}, key=len, reverse=True))})(?!\w)"
)


_YEARS_NEXT = re.compile(r" (?:qua|nay|tuổi|trước|sau|liền|xây dựng|thực hiện|đổi mới|gần đây|\d{4})(?!\w)")


@dataclass(frozen=True, slots=True)
class _Place:
    """A text, its folded form, and the offset where a numeral may begin."""

    text: str
    low: str
    at: int

    @property
    def before(self) -> str:
        line = self.low.rfind("\n", max(0, self.at - _BEFORE), self.at) + 1
        return self.low[max(line, self.at - _BEFORE) : self.at]

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.match(self.low, self.at)


def scan(text: str) -> Iterator[Reading]:
    """Reads every numeral of a text.

    Args:
        text: NFC text of any content.

    Yields:
        Readings in the order of the text, not overlapping.
    """
    low = fold(text)
    links = list(_LINK.finditer(low))
    at = 0
    while start := _START.search(low, at):
        while links and links[0].end() <= start.start():
            links.pop(0)
        place = _Place(text, low, start.start())
        linked = bool(links and links[0].start() <= place.at)
        reading = _in_link(place) if linked else _read(place)
        if reading is None:
            at = max(start.start() + 1, start.end())
            continue
        yield reading
        at = reading.end


def _in_link(place: _Place) -> Reading | None:
    digits = place.match(_GLUED_DIGITS)
    return digits and Reading(digits.start(), digits.end(), "document", note="link")


def _read(place: _Place) -> Reading | None:
    char = place.low[place.at]
    if not (char.isascii() and char.isdigit()) and char not in _FRACTIONS:
        return next((found for reader in _WORD_READERS if (found := reader(place))), None)
    for reader in _DIGIT_READERS:
        found = reader(place)
        if found is not None:
            return qualify(found, place.low)
    return None


def _glued(place: _Place) -> Reading | None:
    """Digits inside a word: `COVID-19`, `A1`, `H5N1`."""
    before = place.low[max(0, place.at - 2) : place.at]
    if not re.search(r"[^\W\d_][-+]?$|_$", before):
        return None
    if place.low[place.at - 1] == "-" and re.search(r"\d$|(?:đợt|ngày|sáng|chiều)-$", before[:-1]):
        return None
    digits = place.match(_GLUED_DIGITS)
    return digits and Reading(digits.start(), digits.end(), "document", note="name")


def _phone(place: _Place) -> Reading | None:
    found = place.match(_PHONE)
    return found and Reading(found.start(), found.end(), "document", note="phone")


def _clock(place: _Place) -> Reading | None:
    found = place.match(dates.CLOCK)
    if found and not re.match(r" (?:dạy|học|làm việc|lao động)", place.low[found.end() :][:12]):
        return Reading(found.start(), found.end(), "date", note="time")
    return None


def _document(place: _Place) -> Reading | None:
    tail = _DOCUMENT_TAIL.match(place.text, place.at)
    if tail and not re.match(r"\d+ ?- ?(?:[A-ZĐ][a-zà-ỹ]+ )", place.text[place.at : tail.end() + 1]):
        return Reading(tail.start(), tail.end(), "document")
    if not (_DOCUMENT_LEAD.search(place.before) or _NUMBER_LEAD.search(place.before) or _DOCUMENT_LIST.search(place.before)):
        return None
    digits = place.match(re.compile(r"\d++(?:/\d{4}(?!\d))?(?![.,/]\d| ?%)"))
    if digits is None or (_COUNTED_NEXT.match(place.low, digits.end()) and not place.before.rstrip().endswith("số")):
        return None
    return Reading(digits.start(), digits.end(), "document")


def _date(place: _Place) -> Reading | None:
    for pattern in (dates.ISO_DATE, dates.FULL_DATE, dates.SPOKEN_DATE):
        if found := place.match(pattern):
            note = None if dates.is_real_day(int(found["year"] or 2024), int(found["month"]), int(found["day"])) else "impossible"
            return Reading(found.start(), found.end(), "date", iso=dates.iso_day(found), note=note)
    if found := place.match(dates.SHORT_YEAR_DATE):
        return Reading(found.start(), found.end(), "date", iso=f"20{found['short']}-{int(found['month']):02}-{int(found['day']):02}")
    if not dates.is_date_lead(place.before):
        return _day_span(place)
    return _day_span(place) or _short_date(place)


def _day_span(place: _Place) -> Reading | None:
    found = place.match(dates.DAYS_OF_MONTH)
    if found is None or ("-" in found[0].split("/")[0] and not dates.is_date_lead(place.before)):
        return None
    if _COUNTED_NEXT.match(place.low, found.end()):
        return None
    return Reading(found.start(), found.end(), "date", iso=dates.iso_day(found))


def _short_date(place: _Place) -> Reading | None:
    if found := place.match(dates.DAY_MONTH):
        month, day = int(found["month"]), int(found["day"])
        return Reading(
            found.start(), found.end(), "date", iso=dates.iso_day(found), note=None if dates.is_real_day(None, month, day) else "impossible"
        )
    if dates.is_day_lead(place.before) and (found := place.match(dates.DAY_ONLY)):
        return Reading(found.start(), found.end(), "date")
    return None


def _bare_day_month(place: _Place) -> Reading | None:
    """A day and month that nothing announces: `26/7` where no ratio makes sense (the part would exceed the whole)."""
    found = place.match(dates.DAY_MONTH)
    if found is None or "/" not in found[0] or int(found["day"]) <= int(found["month"]):
        return None
    if _COUNTED_NEXT.match(place.low, found.end()):
        return None
    return Reading(found.start(), found.end(), "date", iso=dates.iso_day(found))


def _period(place: _Place) -> Reading | None:
    if found := place.match(dates.MONTHS_OF_YEAR) or place.match(dates.BARE_MONTHS):
        part = found.groupdict().get("part") or "đầu"
        return Reading(found.start(), found.end(), "period", iso=dates.iso_months(found["count"], part, found["year"]))
    if (found := place.match(dates.MONTH_YEAR)) and (dates.is_month_lead(place.before) or "/" in found[0] or "năm" in found[0]):
        return Reading(found.start(), found.end(), "period", iso=dates.iso_month(found["month"], found["year"]))
    if dates.is_month_lead(place.before) and (found := place.match(dates.MONTH_ONLY)):
        return Reading(found.start(), found.end(), "period", iso=dates.iso_month(found["month"], None))
    if dates.is_quarter_lead(place.before) and (found := place.match(dates.QUARTER)):
        return Reading(found.start(), found.end(), "period", iso=dates.iso_quarter(found))
    return None


def _term(place: _Place) -> Reading | None:
    found = place.match(dates.TERM)
    if found is None or int(found["last"]) <= int(found["year"]):
        return None
    return Reading(found.start(), found.end(), "term", iso=f"{found['year']}-{found['last']}")


def _year(place: _Place) -> Reading | None:
    found = place.match(dates.YEAR)
    if found is None or (_COUNTED_NEXT.match(place.low, found.end()) and not place.before.endswith("năm ")):
        return None
    if dates.is_year_lead(place.before) or not place.before.strip():
        return Reading(found.start(), found.end(), "period", iso=found["year"])
    return None


def _ordinal(place: _Place) -> Reading | None:
    digits = place.match(re.compile(r"\d{1,4}+(?![\d/]|[.,]\d| ?%)"))
    if digits is None:
        return None
    lead = _ORDINAL_LEAD.search(place.before)
    if lead and not (lead[0].strip() in {"lần", "trung ương"} and _COUNTED_NEXT.match(place.low, digits.end())):
        return Reading(digits.start(), digits.end(), "ordinal")
    if re.search(r"(?<!\w)(?:ban chỉ đạo|quốc lộ|tỉnh lộ|quận|covid) $", place.before):
        return Reading(digits.start(), digits.end(), "ordinal", note="name")
    if not _NAMED_LEAD.search(place.before) or _COUNTED_NEXT.match(place.low, digits.end()) or int(digits[0]) > 999:
        return None
    if _GRADE_LEAD.search(place.before) and int(digits[0]) > 12:
        return None
    return Reading(digits.start(), digits.end(), "ordinal", note="name")


def _age(place: _Place) -> Reading | None:
    found = place.match(re.compile(r"(?P<low>\d{1,3})(?:(?: ?- ?| đến )\d{1,3})? "))
    if found is None:
        return None
    if dates.AGE_AFTER.match(place.low, found.end()):
        return Reading(found.start(), found.end() - 1, "age", value=Decimal(found["low"]))
    if place.low.startswith("năm", found.end()) and _AGE_LEAD.search(place.before):
        return Reading(found.start(), found.end() - 1, "age", value=Decimal(found["low"]))
    return None


def _age_list(place: _Place) -> Reading | None:
    """Years of membership before the word: `45, 50, 55 năm tuổi Đảng`."""
    found = place.match(re.compile(r"(?P<low>\d{2})(?=(?:(?:,| và|;|,? \d{2})+ ?)*(?:\d{2})? năm tuổi)"))
    badge = place.match(re.compile(r"(?P<low>\d{2})(?!\d|[.,/]\d| ?%)")) if _AGE_LEAD.search(place.before) else None
    found = found or badge
    if found and _COUNTED_NEXT.match(place.low, found.end()):
        return None
    return found and Reading(found.start(), found.end(), "age", value=Decimal(found["low"]))


def _mean_age(place: _Place) -> Reading | None:
    """`tuổi đời bình quân 28,4`."""
    found = place.match(re.compile(r"\d{2}(?:,\d+)?(?! ?%)"))
    if found is None or not re.search(r"tuổi(?: đời)?(?: bình quân| trung bình)?(?: [^,.;\d]{0,24})?(?: là| khoảng)? $", place.before):
        return None
    return Reading(found.start(), found.end(), "age", value=numbers.parse_digits(found[0]))


def _duration(place: _Place) -> Reading | None:
    found = place.match(
        re.compile(
            r"(?P<number>\d{1,3}(?:,\d)?)(?:(?: ?- ?| đến )\d{1,3})? ?(?=(?:năm|tháng|tuần|ngày|quý|nhiệm kỳ|thập kỷ|thế kỷ|đêm)(?!\w))"
        )
    )
    if found is None or re.match(r"(?:ngày công|tuần lễ)", place.low[found.end() :][:9]):
        return None
    end = found.start() + len(found[0].rstrip())
    return Reading(found.start(), end, "period", note="duration")


def _version(place: _Place) -> Reading | None:
    found = place.match(_VERSION)
    return found and Reading(found.start(), found.end(), "document", note="name")


def _fraction(place: _Place) -> Reading | None:
    found = place.match(_VULGAR)
    if found is None:
        return None
    value = _FRACTIONS[found["fraction"]] + Decimal(found["whole"] or 0)
    return Reading(found.start(), found.end(), "count", value=value)


def _ratio(place: _Place) -> Reading | None:
    found = place.match(_RATIO) or place.match(_OUT_OF)
    if found is None:
        return None
    part, whole = numbers.parse_digits(found["part"], whole=True), numbers.parse_digits(found["whole"], whole=True)
    if part is None or whole is None:
        return None
    return Reading(found.start(), found.end(), "ratio", value=part, total=whole)


def _range(place: _Place) -> Reading | None:
    found = place.match(_RANGE)
    if found is None:
        return None
    tail = re.compile(rf"(?P<scale>{_SCALE})?(?P<money>{_CURRENCY})?").match(place.low, found.end())
    if tail is None:
        return None
    scale = Decimal(numbers.SCALES.get((tail["scale"] or found["lowscale"] or "").strip(), 1))
    low, high = numbers.parse_digits(found["low"], whole=not found["pct"]), numbers.parse_digits(found["high"], whole=not found["pct"])
    if low is None or high is None or low >= high:
        return None
    reading = Reading(
        found.start(), tail.end(), "range", value=low * scale, high=high * scale, percent=bool(found["pct"]), qualifier="range"
    )
    return replace(reading, money=True, kind="money") if tail["money"] else reading


def _percent(place: _Place) -> Reading | None:
    found = place.match(_PERCENT)
    if found is None:
        return None
    value = numbers.parse_digits(found["number"])
    if value is not None and re.fullmatch(r"\d{1,2}\.\d{3}", found["number"]):
        value = Decimal(found["number"])
    return Reading(found.start(), found.end(), "percent", value=value, percent=True)


def _amount(place: _Place) -> Reading | None:
    if short := _SHORT.match(place.text, place.at):
        value = numbers.parse_digits(short["number"])
        return None if value is None else Reading(short.start(), short.end(), "count", value=value * numbers.SHORT_SCALES[short["scale"]])
    found = place.match(_AMOUNT)
    if found is None:
        return None
    foreign = _FOREIGN.match(place.low, found.end())
    value = _sum(found)
    money = bool(found["money"]) or (_is_large(found) and not foreign and not _is_counting(place, found.end()))
    kind: FigureType = "money" if money or foreign else "count"
    end = foreign.end() if foreign else found.end()
    note = "measure" if not money and not foreign and _MEASURE.match(place.low, end) else None
    return Reading(found.start(), end, kind, value=value, money=money, note=note or ("currency" if foreign else None))


def _is_large(found: re.Match[str]) -> bool:
    return (found["scale"] or "").strip() in {"tỷ", "tỉ", "tr", "triệu", "k"}


def _is_counting(place: _Place, end: int) -> bool:
    return bool(_COUNTED_NEXT.match(place.low, end) or _MEASURE.match(place.low, end))


def _sum(found: re.Match[str]) -> Decimal | None:
    scaled = bool(found["scale"])
    value = numbers.parse_digits(found["number"], whole=not scaled)
    if value is None:
        return None
    value *= numbers.SCALES.get((found["scale"] or "").strip(), 1)
    for number, scale in re.findall(rf"({_NUMBER})({_SCALE})", found["more"] or ""):
        more = numbers.parse_digits(number)
        value += (more or Decimal(0)) * numbers.SCALES[scale.strip()]
    return value


def _rest(place: _Place) -> Reading:
    """Digits that make no number as they stand, e.g. `1.23.4`: kept as they are, without a value."""
    digits = re.compile(_NUMBER).match(place.low, place.at)
    end = digits.end() if digits else place.at + 1
    return Reading(place.at, end, "document", note="unreadable")


def _none(place: _Place) -> Reading | None:
    found = place.match(_NONE)
    if found and _RELATIVE.search(place.before) and " nào" not in place.low[found.end() : found.end() + 40]:
        return None
    return found and Reading(found.start(), found.end(), "count", value=Decimal(0))


def _quarter_word(place: _Place) -> Reading | None:
    found = place.match(dates.QUARTER_WORD)
    return found and Reading(found.start("quarter"), found.end(), "period", iso=dates.iso_quarter(found))


def _months_word(place: _Place) -> Reading | None:
    found = place.match(dates.MONTHS_OF_YEAR) or place.match(dates.BARE_MONTHS)
    if found is None:
        return None
    return Reading(
        found.start(), found.end(), "period", iso=dates.iso_months(found["count"], found.groupdict().get("part") or "đầu", found["year"])
    )


def _roman(place: _Place) -> Reading | None:
    lead = place.match(re.compile(r"(?:khóa|lần thứ|thứ|đại hội) (?=[ivx]+(?!\w))"))
    numeral = lead and _ROMAN.match(place.low, lead.end())
    if numeral and place.text[numeral.start() : numeral.end()].isupper():
        return Reading(numeral.start(), numeral.end(), "ordinal")
    return None


def _written(place: _Place) -> Reading | None:
    """A number in words; a single word counts only before what is counted, so that `năm` the year and names stay out."""
    if part := place.match(numbers.FRACTION):
        above, below = numbers.parse_words(part[1]), numbers.parse_words(part[2])
        if above and below:
            return _share(part, above, below)
    run = place.match(numbers.RUN)
    if run is None:
        return None
    found = _longest(run, place)
    if found is None or _is_ordinal_word(place):
        return None
    end, value = found
    if percent := _PERCENT_MARK.match(place.low, end):
        return qualify(Reading(place.at, percent.end(), "percent", value=value, percent=True), place.low)
    if " " not in place.low[place.at : end] and not _is_counting_word(place, end):
        return None
    if dates.SPAN_UNIT.match(place.low, end + 1) and place.low[end : end + 1] == " ":
        return Reading(place.at, end, "period", note="duration")
    money = re.compile(_CURRENCY).match(place.low, end)
    if money:
        return qualify(Reading(place.at, money.end(), "money", value=value, money=True), place.low)
    return qualify(Reading(place.at, end, "count", value=value), place.low)


def _share(part: re.Match[str], above: Decimal, below: Decimal) -> Reading:
    """`ba phần tư` is 75 per cent; a share that no decimal gives exactly, such as `một phần ba`, keeps its two numbers."""
    share = above * 100 / below
    if share * below == above * 100:
        return Reading(part.start(), part.end(), "percent", value=share, percent=True)
    return Reading(part.start(), part.end(), "ratio", value=above, total=below, note="fraction")


def _longest(run: re.Match[str], place: _Place) -> tuple[int, Decimal] | None:
    """The longest beginning of a run of number words that makes a number: in `hai mươi năm` the last word may be the year."""
    parts = run[0].split(" ")
    if _ends_in_years(parts, run, place):
        parts = parts[:-1]
    for size in range(len(parts), 0, -1):
        value = numbers.parse_words(" ".join(parts[:size]))
        if value is not None:
            return place.at + len(" ".join(parts[:size])), value
    return None


def _ends_in_years(parts: list[str], run: re.Match[str], place: _Place) -> bool:
    """Whether the last word of a run is `năm` the year: `ba mươi năm qua`, not `ba mươi năm đảng viên`."""
    if len(parts) < 2 or parts[-1] != "năm" or parts[-2] not in {"mươi", "mười", "trăm"}:
        return False
    if _COUNTED_NEXT.match(place.low, run.end()) or _PERCENT_MARK.match(place.low, run.end()):
        return False
    return bool(_YEARS_NEXT.match(place.low, run.end()))


def _is_ordinal_word(place: _Place) -> bool:
    return bool(re.search(r"(?<!\w)(?:thứ|tháng|khóa|lần thứ) $", place.before))


def _is_counting_word(place: _Place, end: int) -> bool:
    word = place.low[place.at : end]
    if word in {"không", "mốt", "tư", "lăm", "nhăm"} or _WORD_BEFORE.search(place.before):
        return False
    if place.text[place.at].isupper() and place.before.strip()[-1:] not in {"", ".", ":", '"'}:
        return False
    if word == "một":
        return bool(_WORD_LEAD_ONE.search(place.before) and _ONE_COUNTED.match(place.low, end))
    return bool(_SMALL_COUNTED.match(place.low, end)) or (word != "năm" and bool(dates.SPAN_UNIT.match(place.low, end + 1)))


_Reader = Callable[[_Place], Reading | None]
_DIGIT_READERS: tuple[_Reader, ...] = (
    _glued, _date, _clock, _document, _period, _term, _phone, _ordinal, _age, _age_list, _mean_age, _bare_day_month, _ratio, _range, _percent, _fraction,
    _duration, _year, _version, _amount, _rest,
)  # fmt: skip
_WORD_READERS: tuple[_Reader, ...] = (_none, _quarter_word, _roman, _months_word, _written)
