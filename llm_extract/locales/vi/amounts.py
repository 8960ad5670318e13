"""Numerals that are amounts: ratios, ranges, percentages, money, counts."""

import re
from dataclasses import replace
from decimal import Decimal

from llm_extract.locales.place import Place
from llm_extract.locales.reading import Reading
from llm_extract.locales.vi import numbers
from llm_extract.locales.vi.place import COUNTED_NEXT, CURRENCY, MEASURE_NEXT, NUMBER, SCALE
from llm_extract.models import FigureType

# Several numbers a space apart are cells of a row.
_GROUPED = r"(?:(?<!\d )\d{1,3}(?: \d{3})+(?! ?\d)(?![.,]\d)|" + NUMBER + ")"
_NO_DONG_NEXT = re.compile(
    r" (?:dân|liều|khách|thanh niên|cử tri|sản phẩm|bản|cổ phiếu|tờ|phiếu|thuê bao|trẻ|phụ nữ|nông dân|phật tử|giáo dân|đồng bào|tín đồ|lao động|ngày công)(?!\w)"
)
"""Behind `1,2 triệu` what is counted, so that no money is meant."""
_FOREIGN = re.compile(r" ?(?:usd|đô la|đô-la|euro|eur)(?!\w)")
_RATIO = re.compile(rf"(?P<part>{NUMBER}) ?/ ?(?P<whole>{NUMBER})(?![\d/])")
_OF_THESE = re.compile(r"(?P<part>\d{1,3}) trong (?P<whole>\d{1,3})(?= )")
_RANKED = re.compile(r"(?<!\w)(?:là|thứ|đứng|hạng|top) $")
_OUT_OF = re.compile(rf"(?P<part>{NUMBER}) (?:trong tổng số|trên tổng số|trong số|trên tổng) (?P<whole>{NUMBER})(?! ?%)(?![\d/]|[.,]\d)")
_RANGE = re.compile(
    rf"(?P<low>{_GROUPED})(?P<lowpct> ?%)?(?P<lowscale>{SCALE})?(?: ?- ?| đến (?:dưới |không quá |tối đa )?| tới )(?P<high>{_GROUPED})(?P<pct> ?%)?(?!\d|/\d)"
)
_PERCENT = re.compile(rf"(?P<number>(?:(?<=đạt )|(?<=chiếm )|(?<=lệ )|(?<=\())\d{{2}}, \d(?= ?%)|{NUMBER}) ?(?:điểm )?(?:%|phần trăm)")
_AMOUNT = re.compile(rf"(?P<number>{_GROUPED})(?:(?P<scale>{SCALE})(?P<half> rưỡi(?!\w))?)?")
_MORE = re.compile(rf"(?P<comma>,?) ?(?P<number>{NUMBER})(?P<scale>{SCALE})")
_MOST_PARTS = 3
"""Of an amount: `2 tỷ 350 triệu 500 nghìn`."""
_CURRENCY = re.compile(CURRENCY)
_IN_TURN = re.compile(r"(?<!\w)(?:lần lượt|tương ứng)(?!\w)")
_COUNTING, _BILLION, _GROUP = frozenset({1_000, 10_000}), 10**9, 3
"""`2 nghìn 500 tỷ`: the scales that a larger one behind may count, from where on it does, and the digits of the part between."""
_MONEY_SCALES = frozenset({"tỷ", "tỉ", "tr", "triệu", "k"})
"""Scales that, with nothing counted behind them, are of money."""
_SHORT = re.compile(rf"(?P<number>{NUMBER})[ \u00a0]?(?P<scale>Tr|N|T)(?![\w.])")
FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_VULGAR = re.compile(r"(?P<whole>\d{1,6} ?)?(?P<fraction>[½¼¾])")
_RANGE_FORM = re.compile(rf"(?P<scale>{SCALE})?(?P<money>{CURRENCY})?")
_REST_FORM = re.compile(NUMBER)


def read_fraction(place: Place) -> Reading | None:
    """`½`, `2½`."""
    found = place.match(_VULGAR)
    if found is None:
        return None
    value = FRACTIONS[found["fraction"]] + Decimal(found["whole"] or 0)
    return Reading(found.start(), found.end(), "count", value=value)


def read_ratio(place: Place) -> Reading | None:
    """`71/75`, `662 trong tổng số 686`, `7 trong 8 làng`; not `là 1 trong 10 tỉnh dẫn đầu`."""
    found = place.match(_RATIO) or place.match(_OUT_OF) or _of_these(place)
    if found is None:
        return None
    part, whole = numbers.parse_digits(found["part"], whole=True), numbers.parse_digits(found["whole"], whole=True)
    if part is None or whole is None:
        return None
    return Reading(found.start(), found.end(), "ratio", value=part, total=whole)


def _of_these(place: Place) -> re.Match[str] | None:
    found = place.match(_OF_THESE)
    if found is None or int(found["part"]) >= int(found["whole"]) or _RANKED.search(place.before):
        return None
    return found if COUNTED_NEXT.match(place.low, found.end()) else None


def read_range(place: Place) -> Reading | None:
    """`15-20%`, `180 - 200`, `từ 15% đến 20%`, `7.800 - 8.100 đồng`."""
    found = place.match(_RANGE)
    if found is None:
        return None
    tail = _RANGE_FORM.match(place.low, found.end())
    if tail is None:
        return None
    scale = Decimal(numbers.scale_of(tail["scale"] or found["lowscale"]))
    low, high = numbers.parse_digits(found["low"], whole=not found["pct"]), numbers.parse_digits(found["high"], whole=not found["pct"])
    if low is None or high is None or low >= high:
        return None
    reading = Reading(
        found.start(), tail.end(), "range", value=low * scale, high=high * scale, percent=bool(found["pct"]), qualifier="range"
    )
    large = (tail["scale"] or found["lowscale"] or "").strip().rpartition(" ")[2] in _MONEY_SCALES and not _is_counting(place, tail.end())
    return replace(reading, money=True, kind="money") if tail["money"] or large else reading


def read_percent(place: Place) -> Reading | None:
    """`94,67%`, `90 phần trăm`."""
    found = place.match(_PERCENT)
    if found is None or (", " in found["number"] and _IN_TURN.search(place.before)):
        return None
    value = numbers.parse_digits(found["number"].replace(", ", ","))
    if value is not None and re.fullmatch(r"\d{1,2}\.\d{3}", found["number"]):
        value = Decimal(found["number"])
    return Reading(found.start(), found.end(), "percent", value=value, percent=True)


def read_amount(place: Place) -> Reading | None:
    """A count or an amount of money: `6.110`, `1,5 tỷ đồng`, `3 triệu 200 nghìn đồng`, `15tr`."""
    if short := _SHORT.match(place.text, place.at):
        value = numbers.parse_digits(short["number"])
        return None if value is None else Reading(short.start(), short.end(), "count", value=value * numbers.SHORT_SCALES[short["scale"]])
    found = place.match(_AMOUNT)
    if found is None:
        return None
    value, end = _sum(place, found)
    dong = _CURRENCY.match(place.low, end)
    end = dong.end() if dong else end
    foreign = _FOREIGN.match(place.low, end)
    money = bool(dong) or (_is_large(found) and not foreign and not _is_counting(place, end))
    kind: FigureType = "money" if money or foreign else "count"
    end = foreign.end() if foreign else end
    note = "measure" if not money and not foreign and MEASURE_NEXT.match(place.low, end) else None
    return Reading(found.start(), end, kind, value=value, money=money, note=note or ("currency" if foreign else None))


def _is_large(found: re.Match[str]) -> bool:
    return (found["scale"] or "").strip().rpartition(" ")[2] in _MONEY_SCALES


def _is_counting(place: Place, end: int) -> bool:
    return bool(COUNTED_NEXT.match(place.low, end) or MEASURE_NEXT.match(place.low, end) or _NO_DONG_NEXT.match(place.low, end))


def _sum(place: Place, found: re.Match[str]) -> tuple[Decimal | None, int]:
    """The value of an amount with its smaller parts (`3 triệu 200 nghìn`), or counted by a larger scale behind (`2 nghìn 500 tỷ`), and its end."""
    value, end = (
        numbers.parse_digits(found["number"], whole=not (found["scale"] or MEASURE_NEXT.match(place.low, found.end()))),
        found.end(),
    )
    if value is None or not found["scale"]:
        return value, end
    scale = numbers.scale_of(found["scale"])
    value = value * scale + (Decimal(scale) / 2 if found["half"] else 0)
    for _ in range(1, _MOST_PARTS):
        part = _MORE.match(place.low, end)
        more = numbers.parse_digits(part["number"]) if part else None
        if part is None or more is None:
            break
        last, scale = scale, numbers.scale_of(part["scale"])
        counted = last in _COUNTING and scale >= _BILLION and not part["comma"] and len(part["number"]) == _GROUP
        if scale >= last and not counted:
            break
        value = (value + more) * scale if counted else value + more * scale
        end = part.end()
    return value, end


def read_rest(place: Place) -> Reading:
    """Digits that make no number as they stand, e.g. `1.23.4`: kept as they are, without a value."""
    digits = _REST_FORM.match(place.low, place.at)
    end = digits.end() if digits else place.at + 1
    return Reading(place.at, end, "document", note="unreadable")
