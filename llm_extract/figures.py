"""Text to numbered figures."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from llm_extract.locales.detect import Language, language_of
from llm_extract.locales.en import scan as en
from llm_extract.locales.reading import Reading
from llm_extract.locales.vi import scan as vi
from llm_extract.models import Figure, Span

_SCANNERS: dict[Language, Callable[[str], Iterable[Reading]]] = {"vi": vi.scan, "en": en.scan}
# A percentage belongs to the figure before it when little more than an opening bracket, what is counted and "đạt" stand between.
_TIES: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"[^.;:()\d\n]{0,60}(?:\(|=)\s*(?:(?:=|tỷ lệ|chiếm(?: tỷ lệ)?|đạt(?: tỷ lệ)?|bằng|tương đương|tương ứng)\s*:?\s*)*"
        r"(?:(?!tăng|giảm|hơn|thấp|cao)[^\W\d_]+ )?",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"[^.;:()\d\n]{0,60}(?:[(=]\s*|,? (?=(?:or|accounting|representing|making up|equal|equivalent) ))"
        r"(?:(?:or|=|about|around|nearly|almost|some|over|more than|less than|"
        r"just|accounting for|representing|making up|equal to|equivalent to)\s*)*",
        re.IGNORECASE,
    ),
}
_TIE_LENGTH = 90


def read(text: str, language: Language | None = None) -> tuple[Figure, ...]:
    """Reads every numeral of a text.

    Args:
        text: NFC text, as `Article.text` is.
        language: whose separators, number words and dates to read; None tells it from the text, which a whole article
            allows but a line of one does not.

    Returns:
        The figures in order, numbered from 1; their spans slice to their text and never overlap.
    """
    language = language or language_of(text)
    figures = [_figure(number, reading, text) for number, reading in enumerate(_SCANNERS[language](text), 1)]
    return tuple(_tied(figures, text, _TIES[language]))


def _figure(number: int, reading: Reading, text: str) -> Figure:
    return Figure(
        id=number,
        span=Span(reading.start, reading.end),
        text=text[reading.start : reading.end],
        type=reading.kind,
        value=reading.value,
        high=reading.high,
        total=reading.total,
        percent=reading.percent,
        qualifier=reading.qualifier,
        money=reading.money,
        iso=reading.iso,
        note=reading.note,
    )


def _tied(figures: list[Figure], text: str, tie: re.Pattern[str]) -> Iterator[Figure]:
    previous: Figure | None = None
    for figure in figures:
        if previous and figure.type == "percent" and previous.type in {"count", "ratio"}:
            between = text[previous.span.end : figure.span.start]
            if len(between) <= _TIE_LENGTH and tie.fullmatch(between):
                yield replace(figure, tied_to=previous.id)
                previous = figure
                continue
        previous = figure
        yield figure
