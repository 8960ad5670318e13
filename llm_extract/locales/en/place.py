"""What the readers of English numerals share."""

import re

from llm_extract.locales.en import words

# `10 000`: groups divided by spaces are one number where they can be nothing else; a narrow space (U+202F) is a divider of the text's own.
NUMBER = r"\d+(?:[.,]\d+)*"
GROUPED = rf"(?:\d{{1,3}}(?:\u202f\d{{3}}){{1,6}}(?!\d|[.,]\d)|\d{{1,3}}(?: \d{{3}}){{2,4}}(?!\d|[.,]\d| \d)|[1-9]\d{{0,2}} 0\d\d(?!\d|[.,]\d)|{NUMBER})"
# `11 thousand billion`: one scale counts another.
SCALE = r"(?:[ -]?(?:(?:hundred|thousand|million)[ -](?=(?:thousand|million|billion|trillion)(?!\w)))?(?:hundred|thousand|million|billion|trillion)(?!\w)| ?(?:k|mn|mln|mil|bn|bln|tn|trn|tln)(?!\w)|(?<=\d)[mbt](?!\w))"
PERCENT = r"(?: ?%|[ -]?per ?cent(?:age[ -]points?)?(?!\w)|[ -]percentage[ -]points?(?!\w)|[ -](?:pct|pp|ppts?)(?!\w))"
PERCENT_MARK = re.compile(PERCENT)
DONG_LEAD = r"(?:(?<!\w)(?:vnd|vnđ) ?|₫ ?)"
_FOREIGN_CODES = "usd|eur|gbp|jpy|cny|rmb|aud|cad|sgd|nzd|hkd|krw|inr|thb|chf|twd|idr|myr|php|rub"
FOREIGN_LEAD = rf"(?:(?<!\w)(?:us|a|au|c|ca|hk|nz|s|nt|r)\$ ?|\$ ?|[€£¥₩₹฿₽] ?|(?<!\w)(?:{_FOREIGN_CODES}|rs\.?|rm) ?)"
DONG = r"(?:[ -]?(?:vnd|vnđ|(?:vietnam(?:ese)? )?(?:dongs?|đồng)|₫|đ)(?!\w))"
FOREIGN = (
    rf"(?:[ -]?(?:(?:us|u\.s\.|american|australian|canadian|singapore|hong kong|taiwan) ?dollars?|dollars?|{_FOREIGN_CODES}|euros?|"
    r"(?:pounds? )?sterling|pounds?(?! of)|yuan|yen|baht|rupees?|rupiah|ringgit|rou?bles?|pesos?|francs?|kip|riels?)(?!\w))"
)
_ADJECTIVES = "|".join(words.ADJECTIVES)
_COUNTED = "|".join(sorted(words.COUNTED, key=len, reverse=True))
_MEASURES = "|".join(sorted(words.MEASURES, key=len, reverse=True))
COUNTED = rf"(?: \"?(?:(?:{_ADJECTIVES}) ){{0,2}}(?:{_COUNTED})(?!\w))"
COUNTED_NEXT = re.compile(COUNTED)
PEOPLE_NEXT = re.compile(rf" (?:(?:{_ADJECTIVES}) ){{0,2}}(?:{'|'.join(sorted(words.PEOPLE, key=len, reverse=True))})(?!\w)")
ONE_NEXT = re.compile(rf" (?:(?:{_ADJECTIVES}) ){{0,2}}(?:{'|'.join(sorted(words.SINGULARS, key=len, reverse=True))})(?!\w)")
MEASURE_NEXT = re.compile(rf"[ -]?(?:{_MEASURES})(?![\w²³])")
TIME_UNIT = r"(?:(?:full|consecutive|straight|working|business|calendar|more|whole) )?(?:years?|months?|weeks?|days?|decades?|centur(?:y|ies)|quarters?|nights?|terms?|fortnights?)(?![\w]|-old)"

# `rose 5 to 20` and `rose from 5 to 20` give two numbers, not a range.
CHANGE_LEAD = re.compile(
    r"(?<!\w)(?:ris(?:e|es|en|ing)|rose|increas\w*|grow(?:s|n|ing|th)?|grew|up|rais\w*|climb\w*|jump\w*|surg\w*|soar\w*|expand\w*|doubl\w*|"
    r"f[ae]ll(?:s|en|ing)?|drop\w*|declin\w*|decreas\w*|reduc\w*|cut\w*|down|lower\w*|shr[aiu]nk\w*|slipp?\w*|slid\w*|chang\w*|mov\w*|improv\w*|"
    r"edg\w*|eas\w*|narrow\w*|widen\w*|advanc\w*|bring\w*|brought|went|go(?:es|ing)?|swell\w*|dipp?\w*|plung\w*|gain\w*|boost\w*|lift\w*|merg\w*)(?!\w)"
    r"[^.;:()]{0,40}$"
)
# `won 3-2`, `a vote of 52 to 48`.
SCORE_LEAD = re.compile(
    r"(?<!\w)(?:w[io]ns?|winning|los[et]s?|losing|beat\w*|defeat\w*|dr[ae]ws?|votes?|voted|scores?|scored|victory|led|lead|leading|odds)(?!\w)[^.;:]{0,30}$"
)
