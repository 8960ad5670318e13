"""What the readers of Vietnamese numerals share."""

import re

from llm_extract.locales.vi import words

NUMBER = r"\d+(?:[.,]\d+)*"
_BILLION = r"t[ỷỉ](?! (?:lệ|trọng|suất|số)(?!\w))"
# `11 nghìn tỷ`, `2 trăm triệu`: one scale counts another.
_SCALES_TOGETHER = rf"(?:(?:nghìn|ngàn|vạn|triệu|trăm|chục) {_BILLION}|(?:trăm|chục) (?:nghìn|ngàn|vạn|triệu))"
SCALE = rf"(?: ?(?:{_SCALES_TOGETHER}|nghìn|ngàn|vạn|triệu|trăm|chục|{_BILLION}|tr(?=\d|\W|$)|k(?=\W|$))(?!\w))"
_NOT_MONEY = "|".join(words.NOT_MONEY_AFTER)
CURRENCY = rf"(?: ?(?:đồng(?! (?:{_NOT_MONEY})(?!\w))|vnđ|vnd|đ(?!/c(?:hí)?(?!\w)))(?!\w))"
COUNTED_NEXT = re.compile(rf' ?"?(?:{"|".join(sorted(words.COUNTED, key=len, reverse=True))})(?!\w)')
PERCENT_MARK = re.compile(r" ?(?:điểm )?(?:%|phần trăm)(?!\w)")
