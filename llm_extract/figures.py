"""Text to numbered figures."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from llm_extract.locales.reading import Reading
from llm_extract.locales.vi import scan as vi
from llm_extract.models import Figure, Span

_SCANNERS: dict[str, Callable[[str], Iterable[Reading]]] = {"vi": vi.scan}
# A percentage belongs to the figure before it when little more than an opening bracket, what is counted and "đạt" stand between.
_TIE = re.compile(
    r"[^.;:()\d\n]{0,60}(?:\(|=)\s*(?:(?:=|tỷ lệ|chiếm(?: tỷ lệ)?|đạt(?: tỷ lệ)?|bằng|tương đương|tương ứng)\s*:?\s*)*"
    r"(?:(?!tăng|giảm|hơn|thấp|cao)[^\W\d_]+ )?",
    re.IGNORECASE,
)
_TIE_LENGTH = 90


def read(text: str, language: str = "vi") -> tuple[Figure, ...]:
    """Reads every numeral of a text.

    Args:
        text: NFC text, as `Article.text` is.
        language: whose separators, number words and dates to read: `vi`.

    Returns:
        The figures in order, numbered from 1; their spans slice to their text and never overlap.
    """
    figures = [_figure(number, reading, text) for number, reading in enumerate(_SCANNERS[language](text), 1)]
    return tuple(_tied(figures, text))


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


def _tied(figures: list[Figure], text: str) -> Iterator[Figure]:
    previous: Figure | None = None
    for figure in figures:
        if previous and figure.type == "percent" and previous.type in {"count", "ratio"}:
            between = text[previous.span.end : figure.span.start]
            if len(between) <= _TIE_LENGTH and _TIE.fullmatch(between):
                yield replace(figure, tied_to=previous.id)
                previous = figure
                continue
        previous = figure
        yield figure
