"""Numbers between people and values: shown with the separators of the reader's language, read as the article's reader reads them."""

from decimal import Decimal, InvalidOperation

from llm_extract import figures
from llm_extract.errors import CorrectionError
from llm_extract.export import number
from llm_extract.locales.detect import Language

_LARGEST = Decimal(10) ** 18


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
    bare = text.lstrip("+-−").strip()
    read = figures.read(bare, language)
    if len(read) == 1 and read[0].text == bare and read[0].value is not None and read[0].high is None and read[0].total is None:
        value = read[0].value
    else:
        try:
            value = Decimal(bare)
        except InvalidOperation:
            raise CorrectionError(f"{text!r}: this is no number; write one as the article does, e.g. 6.110 or 94,67") from None
    if not value.is_finite() or value > _LARGEST:
        raise CorrectionError(f"{text!r}: this number is too large; write one below {_LARGEST:.0e}")
    return number(-value if text[0] in "-−" else value)
