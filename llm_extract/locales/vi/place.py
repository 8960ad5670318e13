"""What the readers of Vietnamese numerals share."""

import re

from llm_extract.locales.place import Place
from llm_extract.locales.vi import words

NUMBER = r"\d+(?:[.,]\d+)*"
_BILLION = r"t[ỷỉ](?! (?:lệ|trọng|suất|số)(?!\w))"
# `11 nghìn tỷ`, `2 trăm triệu`: one scale counts another.
_SCALES_TOGETHER = rf"(?:(?:nghìn|ngàn|vạn|triệu|trăm|chục) {_BILLION}|(?:trăm|chục) (?:nghìn|ngàn|vạn|triệu))"
# `350trđ`, `1,2 tỷđ`: the currency may be glued to the scale.
SCALE = rf"(?: ?(?:{_SCALES_TOGETHER}|nghìn|ngàn|vạn|triệu(?! tập(?!\w))|trăm|chục|{_BILLION}|tr(?=\d|\W|$|đ)|k(?=\W|$))(?!\w(?<!đ)))"
_NOT_MONEY = "|".join(words.NOT_MONEY_AFTER)
_COMRADE = r"đ ?[/.]? ?(?:c(?:hí)?|v(?:iên)?)(?!\w)"
CURRENCY = rf"(?: ?(?:đồng(?!\s+(?:{_NOT_MONEY})(?!\w))|vnđ|vnd|(?!{_COMRADE})đ)(?!\w))"
COUNTED_NEXT = re.compile(rf' ?"?(?:{"|".join(sorted(words.COUNTED, key=len, reverse=True))})(?!\w)')
PERCENT_MARK = re.compile(r" ?(?:điểm )?(?:%|phần trăm)(?!\w)")
MEASURE_NEXT = re.compile(
    rf" ?(?:{'|'.join(re.escape(unit) for unit in sorted(words.MEASURES, key=len, reverse=True))})(?![\w²³])"
    rf"(?!(?<=công) (?:{'|'.join(words.NO_MEASURE_AFTER)})(?!\w))"
)
_AMOUNT_NEXT = re.compile(rf"{SCALE}|{CURRENCY}")


def is_amount(place: Place, end: int) -> bool:
    """Whether what stands behind digits that end at `end` makes them an amount: a scale, a currency, a unit of measure; no name as `Triệu Sơn`."""
    found = _AMOUNT_NEXT.match(place.low, end) or MEASURE_NEXT.match(place.low, end)
    word = place.text[end + 1 : end + 3]
    return found is not None and not (word[:1].isupper() and word[1:].islower())
