"""Articles longer than a model's context, in overlapping parts."""

from collections.abc import Iterator
from dataclasses import replace

from llm_extract.models import Span
from llm_extract.numbering import Numbered

OVERLAP = 2
"""Sentences that a part repeats of the one before, so that a figure is read with what leads to it."""


def split(numbered: Numbered, most: int) -> tuple[Numbered, ...]:
    """Divides an article between sentences.

    Args:
        numbered: the whole article.
        most: characters of a part as it is shown; a single sentence may be longer.

    Returns:
        The parts in order; each repeats the last sentences of the one before. One part where the article fits.
    """
    if len(numbered.text) <= most:
        return (numbered,)
    return tuple(replace(numbered, part=span) for span in _stretches(numbered, most))


def _stretches(numbered: Numbered, most: int) -> Iterator[Span]:
    spans = list(numbered.sentences.values())
    first = at = 0
    while at < len(spans):
        at += 1
        while at < len(spans) and len(replace(numbered, part=Span(spans[first].start, spans[at].end)).text) <= most:
            at += 1
        yield Span(spans[first].start, spans[at - 1].end)
        first = max(at - OVERLAP, first + 1) if at < len(spans) else at
