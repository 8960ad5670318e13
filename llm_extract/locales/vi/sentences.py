"""Sentences of Vietnamese running text."""

import re
from collections.abc import Iterator

from llm_extract.locales.division import divide
from llm_extract.locales.vi.fold import UPPER
from llm_extract.models import Span

_END = re.compile(rf"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[{UPPER}0-9-])")
# A full stop behind these ends no sentence: the number of a list item, initials (P. MAI), TP., ThS., Tr., số hiệu.
_SHORT = re.compile(
    r"(?:^\d{1,2}|(?<!\w)[A-ZĐ]|(?<!\w)(?:TP|Tp|tp|TX|Tx|TT|ThS|Ths|TS|PGS|GS|BS|Ks|KS|Tr|Nxb|đ/c|Đ/c|Stt|St|vv|v\.v|Dr|Mr|No))\.$"
)


def sentences(text: str) -> Iterator[Span]:
    """Divides a text into sentences; a line end always ends one.

    Args:
        text: NFC text.

    Returns:
        Spans in order, without the white space around them.
    """
    return divide(text, _END, _SHORT)
