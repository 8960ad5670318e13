"""What the readers of Vietnamese numerals share."""

import re

from llm_extract.locales.vi import words

NUMBER = r"\d+(?:[.,]\d+)*"
_BILLION = r"t[ỷỉ](?! (?:lệ|trọng|suất|số)(?!\w))"
# `11 nghìn tỷ`, `2 trăm triệu`: one scale counts another.
_SCALES_TOGETHER = rf"(?:(?:nghìn|ngàn|vạn|triệu|trăm|chục) {_BILLION}|(?:trăm|chục) (?:nghìn|ngàn|vạn|triệu))"
# `350trđ`, `1,2 tỷđ`: the currency may be glued to the scale.
SCALE = rf"(?: ?(?:{_SCALES_TOGETHER}|nghìn|ngàn|vạn|triệu|trăm|chục|{_BILLION}|tr(?=\d|\W|$|đ)|k(?=\W|$))(?!\w(?<!đ)))"
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


def is_amount(low: str, end: int) -> bool:
    """Whether the folded text behind digits makes them an amount: a scale, a currency, a unit of measure."""
    return bool(_AMOUNT_NEXT.match(low, end) or MEASURE_NEXT.match(low, end))
