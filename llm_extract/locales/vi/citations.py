"""Documents cited by number in Vietnamese text."""

import re

from llm_extract.locales.vi.words import DOCUMENT_NOUNS
from llm_extract.models import Span

_LEAD = re.compile(rf"(?:{'|'.join(DOCUMENT_NOUNS)})(?: liên tịch)?(?: số:?)?\s*$", re.IGNORECASE)
_REACH = 40


def cited(text: str, number: Span) -> Span | None:
    """A cited document as written: `Chỉ thị số 05-CT/TW`.

    Args:
        text: the article's.
        number: where its number stands.

    Returns:
        The place from the words that name its kind to the number's end, or None where no such words lead to the number.
    """
    lead = _LEAD.search(text, max(0, number.start - _REACH), number.start)
    return Span(lead.start(), number.end) if lead else None
