"""Numbers between people and values: shown with the separators of the reader's language, read as the article's reader reads them."""

import re
from collections.abc import Mapping
from decimal import Decimal

from llm_extract import figures
from llm_extract.errors import CorrectionError
from llm_extract.export import number
from llm_extract.locales.detect import Language

_LARGEST = Decimal(10) ** 18
_SIGNS = "+-−"
_PLAIN: Mapping[Language, re.Pattern[str]] = {
    "vi": re.compile(r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?(?: ?%)?"),
    "en": re.compile(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?: ?%)?"),
}
"""Digits in threes or in one run, then a fraction of any length: `15,847` is a fraction in Vietnamese, thousands in English."""


def shown_number(value: Decimal | float, language: Language) -> str:
    """A number with its language's separators: 6110.5 is `6.110,5` in Vietnamese, `6,110.5` in English."""
    text = f"{Decimal(str(value)).normalize():,f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def read_number(text: str, language: Language) -> int | float | None:
    """A number that a person typed, in units of one.

    Args:
        text: `6.110`, `94,67%`, `1,5 tỷ`, `-3`; empty for none.
        language: whose separators and number words it is written with.

    Raises:
        CorrectionError: it is no number.
    """
    text = text.strip()
    if not text:
        return None
    bare = text[1:].strip() if text[0] in _SIGNS else text
    value = _plain(bare, language) if _PLAIN[language].fullmatch(bare) else _worded(bare, language)
    if value is None:
        example = shown_number(6110, language)
        raise CorrectionError(
            f"{text!r}: this is no number; write one as the article does, e.g. {example}",
            f"“{text}” không phải là số; hãy viết như trong bài, ví dụ {example}",
        )
    if value > _LARGEST:
        raise CorrectionError(
            f"{text!r}: this number is too large; write one below {_LARGEST:.0e}",
            f"“{text}” là số quá lớn; hãy viết số nhỏ hơn {_LARGEST:.0e}",
        )
    return number(-value if text[0] in "-−" else value)


def _plain(bare: str, language: Language) -> Decimal:
    digits = bare.rstrip("% ").translate(str.maketrans(".,", ",.") if language == "vi" else {})
    return Decimal(digits.replace(",", ""))


def _worded(bare: str, language: Language) -> Decimal | None:
    """A number with words: what an article's reader makes of bare digits depends on their count, so these have rules of their own."""
    has_words = any(sign.isalpha() for sign in bare)
    has_own_digits = all(sign.isascii() for sign in bare if sign.isdecimal())
    read = figures.read(bare, language) if has_words and has_own_digits else ()
    if len(read) != 1 or read[0].text != bare or read[0].high is not None or read[0].total is not None:
        return None
    return read[0].value
