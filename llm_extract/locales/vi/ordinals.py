"""Numerals that are ordinals, or parts of the names of places, bodies and things."""

import re

from llm_extract.locales.place import Place
from llm_extract.locales.reading import Reading
from llm_extract.locales.vi import words
from llm_extract.locales.vi.names import lasts
from llm_extract.locales.vi.place import COUNTED_NEXT, PERCENT_MARK, is_amount

_NAMED_LEAD = re.compile(rf"(?<!\w)(?<!tiêu )(?<!cung )(?<!cơ )(?:{'|'.join(words.NAMED_BY_NUMBER)})(?: số)? ?$")
# `Dự án Bình Hòa 3`, `bản Nà Phát 2, 14 đảng viên`: parts of one name bear low numbers. Behind a hamlet a number may be its result
# (`thôn Hạ 4, thôn Thượng 3`), unless that follows.
_BUILT = r"dự án|chung cư|khu (?:đô thị|nhà ở|tái định cư)|tòa nhà|nhà máy|cầu"
_SETTLED = r"(?:thôn|ấp|bản|xóm|buôn|làng|bon|trường|khu (?:dân cư|phố))"
_SERIES_LEAD = re.compile(rf"(?<!\w)(?:(?P<built>{_BUILT})|{_SETTLED}(?: (?:thcs|thpt|tiểu học|mầm non))?)(?P<name>(?: [^\W\d]+){{1,4}}) $")
_SERIES_NUMBER = re.compile(rf"[1-4](?![\d/]|[.,]\d)(?P<result>,?(?: (?!{_SETTLED} )[^\W\d]+){{0,3}} \d[\d.]*(?= [^\W\d]))?")
# `Vụ 12`, `Cục 3`: a department bears a capital where `vụ 12` would be cases.
_MOST_DIGITS = 2
_DEPARTMENT_LEAD = re.compile(r"(?<!\w)(?:Vụ|Cục|Đội) $")
# Words whose end is no lead of a name: `cao cấp 12, trung cấp 45`, `bộ đội 12`, `trưởng thôn 9`.
_COMPOUND_LEAD = re.compile(
    r"(?:(?:cao|trung|sơ|nâng|trợ|phụ|phân) cấp|(?<!chi )(?<!đảng )(?:bộ|quân) đội|(?:công|chi|tập|cán bộ) đoàn|(?:vũ|khang|thời|nghĩa) trang) $"
)
_HEAD_LEAD = re.compile(r"trưởng (?:thôn|ấp|bản|khu phố|khóm|xóm|phòng|khối) $")
_HEAD_COUNTED = re.compile(r"[;.)]|, (?!xã|phường|thị trấn|huyện|ông|bà)")
"""Behind a number of heads: `trưởng thôn 12, bí thư 10`, where `Trưởng thôn 3, xã Tân Lập` is one."""
_PROGRAMME_LEAD = re.compile(r"(?:chương trình|đề tài) $")
_RANGE_REST = re.compile(r" ?- ?\d[\d.,]*")
# `Chi bộ 3, Đảng bộ phường 5`; `chi bộ thôn 3, chi bộ trường học 2` are results.
_CELL_LEAD = re.compile(r"(?<!\w)(?<!số )(?<!: )chi bộ $")
_CELL_NEXT = re.compile(r" (?:có|của|thuộc|trực thuộc|khu phố|thôn|xã|phường|đã)(?!\w)|, (?:đảng bộ|xã|phường|thị trấn)(?!\w)(?! \d)")
_SHORT_LEAD = re.compile(r"(?<!\w)[qpf]\. ?$")
"""`Q. 10`, `P. 15`: quận, phường."""
_PAGE_LEAD = re.compile(r"(?<!\w)(?:số nhà|tr\.|(?<!vũ )(?<!khang )trang) ?$")
_BASE = re.compile(r"(?<=/)1(?:0{2,6}|0{0,2}(?:\.0{3}){1,2})(?= (?:dân|người|hộ)(?!\w))")
"""What a rate is told by: `36 đảng viên/1.000 dân`."""
_ROUND_THE_CLOCK = re.compile(r"24/24(?= ?(?:giờ|h)(?!\w))")
_ALL_DAY = re.compile(r"24/(?:24|7)(?!\d)")
_ON_DUTY = re.compile(r"(?<!\w)(?:trực|phục vụ|hoạt động|hotline|đường dây nóng)(?: [^\W\d]+){0,3} $")
"""`24/24 giờ`, `trực 24/7`."""
_STARS = re.compile(r"\d(?= sao(?! (?:chép|nhãng|lãng|chụp|lưu|y|kê)(?!\w))(?!\w))")
"""The class of a hotel or a product: `khách sạn 5 sao`."""
_WATCHWORD = re.compile(r"\d(?= (?:[^\W\d]+ ){0,2}[^\W\d]+(?:,? (?:và )?\d(?: [^\W\d]+){1,3})*[\"'])")
_WATCHWORD_LEAD = re.compile(r"[\"'](?:\d(?: [^\W\d]+){1,3},? (?:và )?)*$")
"""A watchword in quotation marks: `“3 không”`, `“5 không, 3 sạch”`."""
_MOTTO = re.compile(r"\d(?= (?:tốt|không|có|sạch|biết|giữ|nhất|rõ|đủ|cùng|bám|hơn|xin|luôn|dám)[\"'])")
_MOTTO_LEAD = re.compile(r"[\"'](?:[^\W\d]+ ){1,3}$")
"""A watchword that says whose it is: `“Phụ nữ 2 tốt”`."""
_INSTALMENT_LEAD = re.compile(r"(?<!mỗi )(?<!từng )(?<!cả )(?<!một )(?<!các )(?<!trong )(?<!\w)đợt $")
_MOST_INSTALMENT = 6
_BODY_LEAD = re.compile(
    r"(?<!\w)(?:ban chỉ đạo|quốc lộ|tỉnh lộ|quận|covid|tiểu đoàn|trung đoàn|lữ đoàn|sư đoàn|sea games|asiad|olympic|world cup) $|(?<!\w)covid ?[-–] ?$"
)
_MOST_GRADE, _MOST_CELL = 12, 30
_GRADE_LEAD = re.compile(r"(?<!\w)lớp $")
# `các thôn 1, 2, 3 và 5`, `Điều 5, 6, 7`: names go up.
_NAME_LIST = re.compile(
    r"(?<!\w)(?:thôn|ấp|khu phố|khóm|tổ dân phố|tổ|phường|quận|khu|bản|buôn|làng|xóm|đội|điều|khoản|lớp|cấp) (?:\d{1,2}, )*(?P<last>\d{1,2})(?:,| và) $"
)
_NAME_ENDS = re.compile(r"[,.;)]|\s*$| (?:và|của|thuộc|xã|phường|thị trấn|thành phố|luật|bộ luật)(?!\w)")
# `cấp 25 giấy tờ`, `xây đường 12 tuyến`: behind these a thing is counted, where `cấp 3 trở lên` and `phòng 5 của` are names.
_GRANTED_LEAD = re.compile(r"(?<!\w)(?:cấp|phòng|đường|trạm|bệnh viện|kênh) $")
_THING_NEXT = re.compile(r" (?:phòng|tuyến|giường|cây cầu|chứng chỉ|chứng nhận|giấy|quyết định|bộ bàn)(?!\w)")
_ORDINAL_LEAD = re.compile(
    r"(?<!\w)(?:lần thứ|khóa thứ|thứ|khóa|lần|hội nghị trung ương|trung ương(?: \d{1,2}(?:,| và))?|đại hội(?: đảng)?(?: toàn quốc)?(?: lần)?)\s?$"
)
_ATTENDING_NEXT = re.compile(r" (?:học viên|người|lượt|cán bộ|đảng viên|đại biểu|đồng chí|quần chúng|chi bộ)(?!\w)")
_MAY_COUNT = re.compile(r"lần ?|trung ương.*|(?:đại hội|khóa) ?")
# Hamlets, wards and the like carry no higher numbers.
_MOST_NAME = 99
_VERSION = re.compile(r"\d\.0(?!\d)")
_ITEM = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)/-] +(?=[^\W\d])")
# `tập trung: (1) kết nạp …; (2) …`, where `khiển trách (5), cảnh cáo (2)` are counts.
_INLINE_ITEM = re.compile(r"(?:^|[:;,.])\s*\($")
_ITEM_CLOSED = re.compile(r"(\d{1,2})\) +(?=[^\W\d])")
# `… 125 người (3).`: a mark of a note behind what is complete, where `khiển trách (5).` counts.
_NOTE_LEAD = re.compile(r"(?:%|\d [^\W\d]+|[\"')])\s?\($")
_NOTE = re.compile(r"[1-9](?=\)(?:\s*$|\.|\n))", re.MULTILINE)
_ORDINAL_FORM = re.compile(r"\d{1,4}+(?![\d/]|[.,]\d| ?%)")


def read_ordinal(place: Place) -> Reading | None:
    """`lần thứ 19`, `khóa 18`, the number of a list item, and numbers that are names: `thôn 5`, `cấp 3`."""
    if not place.before.strip(" \t") and (item := place.match(_ITEM)):
        return Reading(item.start(1), item.end(1), "ordinal", note="list item")
    if _INLINE_ITEM.search(place.before) and (item := place.match(_ITEM_CLOSED)):
        return Reading(item.start(1), item.end(1), "ordinal", note="list item")
    if _NOTE_LEAD.search(place.before) and (mark := place.match(_NOTE)):
        return Reading(mark.start(), mark.end(), "ordinal", note="footnote")
    if name := place.match(_BASE) or _round_the_clock(place) or place.match(_STARS) or _watchword(place):
        return Reading(name.start(), name.end(), "ordinal", note="name")
    digits = place.match(_ORDINAL_FORM)
    if digits is None or _is_amount_behind(place, digits.end()):
        return None
    lead = _ORDINAL_LEAD.search(place.before)
    if lead and not (_MAY_COUNT.fullmatch(lead[0]) and _counts_behind(lead[0], place.low, digits.end())):
        return Reading(digits.start(), digits.end(), "ordinal")
    return Reading(digits.start(), digits.end(), "ordinal", note="name") if _is_name(place, digits) else None


def _is_name(place: Place, digits: re.Match[str]) -> bool:
    """Whether a number belongs to the name of a place, a body or a thing: `thôn 5`, `Vụ 12`, `Dự án Bình Hòa 3`."""
    before, end = place.before, digits.end()
    short = _SHORT_LEAD.search(before) or (_PAGE_LEAD.search(before) and not COUNTED_NEXT.match(place.low, end))
    cell = _CELL_LEAD.search(before) and _CELL_NEXT.match(place.low, end) and int(digits[0]) <= _MOST_CELL
    instalment = _INSTALMENT_LEAD.search(before) and int(digits[0]) <= _MOST_INSTALMENT
    if _BODY_LEAD.search(before) or short or cell or instalment:
        return True
    if (names := _NAME_LIST.search(before)) and _NAME_ENDS.match(place.low, end):
        return int(names["last"]) < int(digits[0]) <= _MOST_NAME
    return _is_in_series(place) or _is_department(place, end) or _is_named(place, digits)


def _is_named(place: Place, digits: re.Match[str]) -> bool:
    before, end = place.before, digits.end()
    heads = _HEAD_LEAD.search(before) and _HEAD_COUNTED.match(place.low, end)
    if heads or not _NAMED_LEAD.search(before) or _COMPOUND_LEAD.search(before) or int(digits[0]) > _MOST_NAME:
        return False
    counted = COUNTED_NEXT.match(place.low, end) or (_GRANTED_LEAD.search(before) and _THING_NEXT.match(place.low, end))
    lasting = _PROGRAMME_LEAD.search(before) and lasts(place, end)
    return not (counted or lasting or (_GRADE_LEAD.search(before) and int(digits[0]) > _MOST_GRADE))


def _is_amount_behind(place: Place, end: int) -> bool:
    """Whether a number is an amount, or the lower end of one: `mức 50 triệu đồng`, `mức 15 - 20 triệu đồng`."""
    rest = _RANGE_REST.match(place.low, end)
    return is_amount(place, end) or (rest is not None and is_amount(place, rest.end()))


def _counts_behind(lead: str, low: str, end: int) -> bool:
    """Whether what stands behind a number is counted by it: `khóa 18 đảng bộ` is an ordinal, `khóa 45 học viên` is none."""
    if lead.startswith(("đại hội", "khóa")):
        return bool(_ATTENDING_NEXT.match(low, end))
    return COUNTED_NEXT.match(low, end) is not None


def _round_the_clock(place: Place) -> re.Match[str] | None:
    return place.match(_ROUND_THE_CLOCK) or (place.match(_ALL_DAY) if _ON_DUTY.search(place.before) else None)


def _is_in_series(place: Place) -> bool:
    number = place.match(_SERIES_NUMBER)
    lead = _SERIES_LEAD.search(place.before) if number else None
    if number is None or lead is None or COUNTED_NEXT.match(place.low, place.at + 1) or not (lead["built"] or number["result"]):
        return False
    return all(word[0].isupper() for word in place.text[place.at - len(lead["name"]) - 1 : place.at].split())


def _is_department(place: Place, end: int) -> bool:
    lead = _DEPARTMENT_LEAD.search(place.text, max(0, place.at - 8), place.at)
    return bool(lead) and end - place.at <= _MOST_DIGITS and not COUNTED_NEXT.match(place.low, end)


def _watchword(place: Place) -> re.Match[str] | None:
    found = place.match(_WATCHWORD) if _WATCHWORD_LEAD.search(place.before) else None
    found = found or (place.match(_MOTTO) if _MOTTO_LEAD.search(place.before) else None)
    return None if found is None or COUNTED_NEXT.match(place.low, found.end()) else found


def read_version(place: Place) -> Reading | None:
    """`4.0`, as in the fourth industrial revolution."""
    found = place.match(_VERSION)
    if found and (
        is_amount(place, found.end()) or PERCENT_MARK.match(place.low, found.end()) or COUNTED_NEXT.match(place.low, found.end())
    ):
        return None
    return found and Reading(found.start(), found.end(), "document", note="name")
