"""Numerals that name and number: documents, telephone numbers, digits inside words."""

import re

from llm_extract.locales.place import Place
from llm_extract.locales.reading import Reading
from llm_extract.locales.vi import words
from llm_extract.locales.vi.dates import SPAN_UNIT
from llm_extract.locales.vi.place import COUNTED_NEXT, is_amount

_GLUED_DIGITS = re.compile(r"\d+(?:[./-]\d+)*")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+[-+]?\Z")
_SHARE_REST = re.compile(r"(?:,\d+)? ?%")
_RUN_IN = frozenset({
    "nạp", "đạt", "có", "được", "là", "còn", "với", "gồm", "trên", "gần", "hơn", "chiếm", "tăng", "giảm", "cho", "tặng", "trao", "tra", "sát", "luật",
})  # fmt: skip
"""Words that a slip runs into the figure behind them."""
_LETTERED = re.compile(r"\d{1,3}(?=[A-ZĐ]\d?(?![\w/]))")
_PHONE = re.compile(
    r"(?<=\()0\d{2,3}\) ?\d{6,8}(?!\d)|(?<=tài khoản )\d{6,}|0\d{2,4}[. -]\d{3,4}[. -]?\d{3,4}(?!\d)|0\d{9,10}(?!\d)|\d{4}[. ]\d{3}[. ]\d{3}(?!\d)"
)
_COUNTER_LEAD = re.compile(r"(?<!\w)(?:(?:số )?(?:lượt|lần) (?:xem|đọc)|(?:đã|đang) xem|views?) ?: ?$")
_COUNTER = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?![\d.,]\d)|\d++(?![.,]\d)")
_DOCUMENT_TAIL = re.compile(
    r"\d+[a-zA-Z]?(?:/\d{4})? ?[-/] ?(?=[^\W\d])(?:[A-ZĐƯ][A-ZĐƯa-z]{0,6}[A-ZĐƯ]*)(?![a-zà-ỹ])(?: ?[-/] ?(?:[A-ZĐƯ][\wĐƯ]*|\d+))*"
)
_DOCUMENT_LEAD = re.compile(
    rf"(?<!\w)(?<!kỷ )(?<!kỉ )(?<!pháp )(?<!vượt )(?:{'|'.join(words.DOCUMENT_NOUNS)})(?: \([a-zđ]{{2,4}}\))?(?: (?:trung ương|tw|bct|của bộ chính trị|liên tịch))?(?:,? số:?)? ?$"
)
_ABBREVIATED = re.compile(r"(?<!\w)(?:NQ|QĐ|CV|TTr|HD) $")
# `kế hoạch 120, đạt …`: what was planned, where the number of a plan would be said to be followed.
_PLANNED = re.compile(r"(?<!theo )(?<!hiện )(?<!khai )(?<!hành )(?<!với )(?<!\w)(?:kế hoạch|chỉ tiêu) $")
# `kết luận 05 đảng viên vi phạm`: what was concluded of, where `theo Kết luận 05` is a number.
_DONE_TO = re.compile(
    r"(?<!theo )(?<!hiện )(?<!khai )(?<!hành )(?<!với )(?<!triệt )(?<!cứ )(?<!từ )(?<!sau )(?<!về )(?<!\w)(?P<verb>(?:quyết định|kết luận|hướng dẫn|thông báo|báo cáo)) $"
)
_GOES_ON = re.compile(r"\d[\d.]*(?:[,;)] ?(?:đạt|thực hiện|đã|kết nạp|kết quả|bằng|vượt)|\)|;)")
_NUMBER_LEAD = re.compile(
    r"(?<!quân )(?<!sĩ )(?<!doanh )(?<!điểm )(?<!nhân )(?<!đó )(?<!cho )(?<!ngoài )(?<!với )(?<!tổng )(?<!thiểu )(?<!trong )(?<!trên )(?<!một )(?<!đa )(?<!chỉ )(?<!dân )(?<!con )(?<!\w)số:? ?(?:hiệu )?$"
)
_DATED = re.compile(r" \d")
_DOCUMENT_LIST = re.compile(
    rf"(?<!\w)(?<!kỷ )(?<!vượt )(?:{'|'.join(words.DOCUMENT_NOUNS)})(?: số)? \d+(?: ?[-/] ?[a-zđ/-]+)?(?:(?:,| và)(?: số)? \d+(?: ?[-/] ?[a-zđ/-]+)?)*(?:,| và)(?: số)? ?$"
)
_DOCUMENT_FORM = re.compile(r"\d++(?:/\d{4}(?!\d))?(?![.,/]\d| ?%)")


def read_in_link(place: Place) -> Reading | None:
    """Digits of a URL or an e-mail address."""
    digits = place.match(_GLUED_DIGITS)
    return digits and Reading(digits.start(), digits.end(), "document", note="link")


def read_glued(place: Place) -> Reading | None:
    """Digits inside a word: `COVID-19`, `A1`, `H5N1`, `chi bộ 5A`."""
    if lettered := _LETTERED.match(place.text, place.at):
        return Reading(lettered.start(), lettered.end(), "document", note="name")
    before = place.low[max(0, place.at - 2) : place.at]
    if not re.search(r"[^\W\d_][-+]?\Z|_\Z", before):
        return None
    if place.low[place.at - 1] == "-" and re.search(r"\d$|(?:đợt|ngày|sáng|chiều)-$", before[:-1]):
        return None
    digits = place.match(_GLUED_DIGITS)
    if digits and place.text[place.at - 1] != "_" and not _is_code(place) and _counts_or_shares(place.low, digits.end()):
        return None
    return digits and Reading(digits.start(), digits.end(), "document", note="name")


def _is_code(place: Place) -> bool:
    """Whether the letters before digits are those of a code or a name: `Covid-19`, `tổ3`; not `kết nạp45`, nor a place as in `Tân Phú-125`."""
    word = _LETTERS_BEFORE.search(place.text, max(0, place.at - 20), place.at)
    letters = word[0].rstrip("-+") if word else ""
    hyphened = word is not None and word[0] != letters
    return letters.lower() not in _RUN_IN and not (hyphened and letters[:1].isupper() and not letters.isascii())


def _counts_or_shares(low: str, end: int) -> bool:
    """Whether digits run into a word by a slip: `kết nạp45 đảng viên`, `đạt97,5%`."""
    return bool(COUNTED_NEXT.match(low, end) or _SHARE_REST.match(low, end))


def read_phone(place: Place) -> Reading | None:
    """`0251.3999.888`."""
    found = place.match(_PHONE)
    return found and Reading(found.start(), found.end(), "document", note="phone")


def read_counter(place: Place) -> Reading | None:
    """`Lượt xem: 1.486`: how often a page was opened, which a dateline often says too."""
    found = place.match(_COUNTER) if _COUNTER_LEAD.search(place.before) else None
    return found and Reading(found.start(), found.end(), "document", note="counter")


def read_document(place: Place) -> Reading | None:
    """The number of a document: `05-CT/TW`, `số 21`."""
    tail = _DOCUMENT_TAIL.match(place.text, place.at)
    if tail and not re.match(r"\d+ ?- ?(?:[A-ZĐ][a-zà-ỹ]+ )", place.text[place.at : tail.end() + 1]):
        return Reading(tail.start(), tail.end(), "document")
    if is_planned(place):
        return None
    abbreviated = _ABBREVIATED.search(place.text, max(0, place.at - 6), place.at)
    if not (abbreviated or _DOCUMENT_LEAD.search(place.before) or _NUMBER_LEAD.search(place.before) or _DOCUMENT_LIST.search(place.before)):
        return None
    digits = place.match(_DOCUMENT_FORM)
    lasting = lasts(place, digits.end()) and not digits[0].startswith("0") and not _NUMBER_LEAD.search(place.before) if digits else False
    if digits is None or lasting or is_amount(place, digits.end()):
        return None
    counts = COUNTED_NEXT.match(place.low, digits.end()) and (not digits[0].startswith("0") or _is_done_to(place))
    if counts and not _NUMBER_LEAD.search(place.before):
        return None
    return Reading(digits.start(), digits.end(), "document")


def _is_done_to(place: Place) -> bool:
    """Whether a verb stands before a number: in small letters, or at the head of a sentence."""
    found = _DONE_TO.search(place.before)
    start = place.at - len(place.before) + found.start("verb") if found else 0
    return found is not None and (place.text[start].islower() or not re.search(r"[^\W\d],? $", place.text[max(0, start - 4) : start]))


def lasts(place: Place, end: int) -> bool:
    """Whether digits that end at `end` tell how long something lasts: `chương trình 5 năm`, not `khóa 12 năm 2020`."""
    unit = SPAN_UNIT.match(place.low, end + 1) if place.low[end : end + 1] == " " else None
    return unit is not None and not _DATED.match(place.low, unit.end())


def is_planned(place: Place) -> bool:
    """Whether a number is what was planned, as in `kế hoạch 120, thực hiện 134`."""
    return bool(_PLANNED.search(place.before) and _GOES_ON.match(place.low, place.at))
