"""What the readers of Vietnamese numerals share."""

import re

from llm_extract.locales.vi import words

NUMBER = r"\d+(?:[.,]\d+)*"
SCALE = r"(?: ?(?:nghìn|ngàn|vạn|triệu|t[ỷỉ](?! (?:lệ|trọng|suất|số)(?!\w))|tr(?=\d|\W|$)|k(?=\W|$))(?!\w))"
_NOT_MONEY = "|".join(words.NOT_MONEY_AFTER)
CURRENCY = rf"(?: ?(?:đồng(?! (?:{_NOT_MONEY})(?!\w))|vnđ|vnd|đ)(?!\w))"
COUNTED_NEXT = re.compile(rf' ?"?(?:{"|".join(sorted(words.COUNTED, key=len, reverse=True))})(?!\w)')
PERCENT_MARK = re.compile(r" ?(?:điểm )?(?:%|phần trăm)(?!\w)")
