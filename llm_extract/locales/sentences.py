"""Sentences of running text, in whatever language it is."""

from collections.abc import Callable, Iterator

from llm_extract.locales.detect import Language
from llm_extract.locales.en import sentences as en
from llm_extract.locales.vi import sentences as vi
from llm_extract.models import Span

_DIVIDERS: dict[Language, Callable[[str], Iterator[Span]]] = {"vi": vi.sentences, "en": en.sentences}


def sentences(text: str, language: Language) -> Iterator[Span]:
    """Divides a text into sentences; a line end always ends one.

    Args:
        text: NFC text.
        language: whose abbreviations to know.

    Returns:
        Spans in order, without the white space around them.
    """
    return _DIVIDERS[language](text)
