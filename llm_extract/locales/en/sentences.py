"""Sentences of English running text."""

import re
from collections.abc import Iterator

from llm_extract.locales.division import divide
from llm_extract.locales.vi.fold import UPPER
from llm_extract.models import Span

# `U.S.`, `10 a.m.` and `Inc.` end a sentence only before a word that such names seldom go on with.
_OPENERS = r"(?:The|An?|In|On|At|It|Its|He|She|They|We|This|That|These|Those|But|And|By|From|For|As|After|Before|Of|Some|More|Meanwhile|However|Both|All|Their)(?!\w)"
_MAYBE = r"(?<![A-Z]\.[A-Z]\.)(?<![ap]\.m\.)(?<!\bInc\.)(?<!\bLtd\.)(?<!\bCo\.)(?<!\bCorp\.)(?<!\bJr\.)(?<!\bSr\.)(?<!\betc\.)"
_END = re.compile(rf"(?<=[.!?…])(?:{_MAYBE}|(?=\s+{_OPENERS}))[\"”’')\]]*\s+(?=[\"“‘'(\[]*[{UPPER}0-9$€£¥-])")
# A full stop behind these ends no sentence: list numbers, initials, titles, months, and what stands before a number.
_SHORT = re.compile(
    r"(?:^\d{1,2}|(?<![\w.])[A-ZĐ]|(?<!\w)(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Hon|Rev|St|Mt|Nos?|nos|Art|Vol|Fig|pp?|vs|"
    r"cf|e\.g|i\.e|approx|est|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Tel))\.$"
)


def sentences(text: str) -> Iterator[Span]:
    """Divides a text into sentences; a line end always ends one.

    Args:
        text: NFC text.

    Returns:
        Spans in order, without the white space around them.
    """
    return divide(text, _END, _SHORT)
