"""Numerals in words, and what is said to be none."""

import re
from decimal import Decimal

from llm_extract.locales.place import Place
from llm_extract.locales.reading import Reading
from llm_extract.locales.vi import dates, numbers, words
from llm_extract.locales.vi.place import COUNTED_NEXT, CURRENCY, PERCENT_MARK
from llm_extract.locales.vi.qualifiers import qualify

_ROMAN = re.compile(r"[ivx]+(?!\w)")
_NONE_OF = r"(?:tổ chức|chi bộ|đảng viên|trường hợp|cán bộ|đơn|tập thể|đảng bộ|đồng chí)"
_NONE_VERB = (
    r"(?:kết nạp(?: được)?|(?:tiếp )?nhận(?: được)?|thi hành|có|để xảy ra|phát hiện|ghi nhận|xảy ra|bị|còn|phải(?: xử lý| thi hành)?)"
)
_COUNTED_ANY = f"(?:{'|'.join(sorted(words.COUNTED, key=len, reverse=True))})"
_NO_SUCH = rf"{_COUNTED_ANY}(?: [^\s.,;:]+){{0,3}} nào(?! cũng)(?!\w)"
_FALLING_SHORT = r"(?: [^\s.,;:]+){0,3} (?:yếu|kém|(?:không|chưa) hoàn thành|vi phạm|bị (?:kỷ luật|kỉ luật))(?!\w)"
_NONE = re.compile(
    rf"(?:không|ko|chưa)(?: còn| hề)?(?: {_NONE_VERB}(?= {_NONE_OF}(?!\w))| (?:có|còn)(?= {_COUNTED_ANY}{_FALLING_SHORT})"
    rf"| (?:{_NONE_VERB}|để)(?=(?: [^\s.,;:]+){{0,4}} {_NO_SUCH})"
    rf"|(?= (?:một )?{_COUNTED_ANY}(?: [^\s.,;:]+){{0,3}} nào(?! cũng)(?!\w)))"
)
# In `số bản chưa có tổ chức đảng` the words say which are meant, not that there is none.
_RELATIVE = re.compile(
    r"(?<!\w)(?:số|những|các|từng|nơi|vùng|xóa|ở|tại|là|tình trạng|nếu)(?: [^,.;:()\n]{1,30})?\s$|(?<!\w)(?:thôn|bản|ấp|bon|buôn|làng|xóm|khu phố|tổ dân phố|doanh nghiệp|trường)\s$"
)
_OF_SOME = re.compile(
    r"(?:^|[,.;:(]|(?<!\w)(?:còn|có|vẫn|hiện|nhưng|và|ở)) ?(?:\d+/)?\d+ (?:xã|phường|chi bộ|đảng bộ|thôn|bản|ấp|đơn vị|tổ chức|cơ sở|nơi|tccsđ)(?: [^,.;:()\n\d]{1,30})?\s$"
)
"""`3 xã không kết nạp được đảng viên nào`: those have none, and are counted by their own figure."""
_WORD_BEFORE = re.compile(
    r"(?<!\w)(?:trong|hàng|mỗi|cuối|đầu|qua|cả|nhiều|từng|giữa|hằng|vài|mấy|nửa|hết|sang|theo|vào|so với|cùng kỳ|các|thứ|tháng|hồi|\d+|tuổi|ngày|quý|của)\s$"
)
_ONES = (
    (
        re.compile(
            r"(?:(?<!\w)(?:có|kỷ luật|cảnh cáo|khai trừ|cách chức|khiển trách|và|gồm|chỉ|còn|với|trong đó|trong đảng|đối với|phát hiện(?: được)?)|[:,;(])\s?$"
        ),
        re.compile(r" (?:đảng viên|đồng chí|trường hợp|chi bộ|tập thể|cá nhân|người|tổ chức)(?!\w)(?! (?:trong những|nào|khác))"),
    ),
    (
        re.compile(r"(?<!\w)(?:kỷ luật|cảnh cáo|khai trừ|cách chức|khiển trách|trong đó|đối với|phát hiện(?: được)?) $"),
        re.compile(r" (?:ủy viên|phó bí thư|phó chủ tịch|công chức)(?!\w)"),
    ),
    (re.compile(r"(?<!\w)(?:mở|tổ chức)(?: được)? $"), re.compile(r" (?:lớp|hội nghị|buổi|cuộc|đợt|hội thi)(?!\w)")),
)
"""Words before and behind a `một` that counts."""
_OPENS = re.compile(r"(?:^|[.;!?]\s+|\n\s*)$")
_ONE_JUDGED = re.compile(
    r" (?:đảng viên|đồng chí|chi bộ|tập thể|cá nhân|đơn vị|tổ chức(?: cơ sở)?(?: đảng)?|cán bộ)(?: [^\W\d]+){0,2} (?:bị|không hoàn thành|chưa được)(?!\w)"
)
"""`Một đơn vị bị xếp ở mức …`, where `Một đảng viên trẻ kể …` counts none."""
_SMALL_COUNTED = re.compile(
    rf" (?:{'|'.join(sorted({*words.COUNTED, 'lãnh đạo'} - {'cấp', 'loại', 'khâu', 'điểm', 'phần', 'nội dung', 'bộ', 'con', 'lần', 'nhóm', 'tổ', 'ban', 'bản', 'ấp', 'nữ', 'cái', 'đội', 'máy', 'trường'}, key=len, reverse=True))})(?!\w)"
)
_YEARS_NEXT = re.compile(r" (?:qua|nay|tuổi|trước|sau|liền|xây dựng|thực hiện|đổi mới|gần đây|\d{4})(?!\w)")
_ROMAN_FORM = re.compile(r"(?:khóa|lần thứ|thứ|đại hội) (?=[ivx]+(?!\w))")
_WRITTEN_FORM = re.compile(CURRENCY)


def read_none(place: Place) -> Reading | None:
    """`không có … nào`: nothing of a kind, which is the value 0."""
    found = place.match(_NONE)
    if found and _OF_SOME.search(place.before):
        return None
    if found and _RELATIVE.search(place.before) and " nào" not in place.low[found.end() : found.end() + 40]:
        return None
    return found and Reading(found.start(), found.end(), "count", value=Decimal(0))


def read_quarter_word(place: Place) -> Reading | None:
    """`quý I/2013`."""
    found = place.match(dates.QUARTER_WORD)
    return found and Reading(found.start("quarter"), found.end(), "period", iso=dates.iso_quarter(found))


def read_months_word(place: Place) -> Reading | None:
    """`sáu tháng đầu năm`."""
    found = place.match(dates.MONTHS_OF_YEAR) or place.match(dates.BARE_MONTHS)
    if found is None:
        return None
    return Reading(
        found.start(), found.end(), "period", iso=dates.iso_months(found["count"], found.groupdict().get("part") or "đầu", found["year"])
    )


def read_roman(place: Place) -> Reading | None:
    """`khóa XIII`, `lần thứ XII`."""
    lead = place.match(_ROMAN_FORM)
    numeral = lead and _ROMAN.match(place.low, lead.end())
    if numeral and place.text[numeral.start() : numeral.end()].isupper():
        return Reading(numeral.start(), numeral.end(), "ordinal")
    return None


def read_written(place: Place) -> Reading | None:
    """A number in words; a single word counts only before what is counted, so that `năm` the year and names stay out."""
    if part := place.match(numbers.FRACTION):
        above, below = numbers.parse_words(part[1]), numbers.parse_words(part[2])
        if above and below:
            return qualify(_share(part, above, below), place.low)
    run = place.match(numbers.RUN)
    if run is None:
        return None
    found = _longest(run, place)
    if found is None or _is_ordinal_word(place):
        return None
    end, value = found
    if percent := PERCENT_MARK.match(place.low, end):
        return qualify(Reading(place.at, percent.end(), "percent", value=value, percent=True), place.low)
    if " " not in place.low[place.at : end] and not _is_counting_word(place, end):
        return None
    if dates.SPAN_UNIT.match(place.low, end + 1) and place.low[end : end + 1] == " ":
        return Reading(place.at, end, "period", note="duration")
    money = _WRITTEN_FORM.match(place.low, end)
    if money:
        return qualify(Reading(place.at, money.end(), "money", value=value, money=True), place.low)
    return qualify(Reading(place.at, end, "count", value=value), place.low)


def _share(part: re.Match[str], above: Decimal, below: Decimal) -> Reading:
    """`ba phần tư` is 75 per cent; a share that no decimal gives exactly, such as `một phần ba`, keeps its two numbers."""
    share = above * 100 / below
    if share == round(share, 4):
        return Reading(part.start(), part.end(), "percent", value=share, percent=True)
    return Reading(part.start(), part.end(), "ratio", value=above, total=below, note="fraction")


def _longest(run: re.Match[str], place: Place) -> tuple[int, Decimal] | None:
    """The longest beginning of a run of number words that makes a number: in `hai mươi năm` the last word may be the year."""
    parts = run[0].split(" ")
    if _ends_in_years(parts, run, place):
        parts = parts[:-1]
    for size in range(len(parts), 0, -1):
        value = numbers.parse_words(" ".join(parts[:size]))
        if value is not None:
            return place.at + len(" ".join(parts[:size])), value
    return None


def _ends_in_years(parts: list[str], run: re.Match[str], place: Place) -> bool:
    """Whether the last word of a run is `năm` the year: `ba mươi năm qua`, not `ba mươi năm đảng viên`."""
    if len(parts) < 2 or parts[-1] != "năm" or parts[-2] not in {"mươi", "mười", "trăm"}:
        return False
    if COUNTED_NEXT.match(place.low, run.end()) or PERCENT_MARK.match(place.low, run.end()):
        return False
    return bool(_YEARS_NEXT.match(place.low, run.end()))


def _is_ordinal_word(place: Place) -> bool:
    return bool(re.search(r"(?<!\w)(?:thứ|tháng|khóa|lần thứ) $", place.before))


def _is_counting_word(place: Place, end: int) -> bool:
    word = place.low[place.at : end]
    if word in {"không", "mốt", "tư", "lăm", "nhăm"} or _WORD_BEFORE.search(place.before):
        return False
    if place.text[place.at].isupper() and place.before.strip()[-1:] not in {"", ".", ":", '"'}:
        return False
    if place.text[end + 1 : end + 2].isupper() and (place.text[place.at].isupper() or word == "năm"):
        return False
    if word == "một":
        led = any(lead.search(place.before) and counted.match(place.low, end) for lead, counted in _ONES)
        return bool(led or (_OPENS.search(place.before) and _ONE_JUDGED.match(place.low, end)))
    return bool(_SMALL_COUNTED.match(place.low, end)) or (word != "năm" and bool(dates.SPAN_UNIT.match(place.low, end + 1)))
