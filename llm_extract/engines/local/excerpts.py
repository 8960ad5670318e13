"""What of an article a tuned model is shown at once: sentences that follow one another, with the figures it is asked about. Pure."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from llm_extract.engines.local.labels import Prompt, prompt
from llm_extract.models import Figure, Span

CHARACTERS = 400
"""Sentences are shown together up to this length: what a figure counts is often said a sentence or a heading earlier."""
FIGURES = 12
_MOST_FIGURES, _MOST_CHARACTERS = 24, 2_000
"""Of one clause, however long: training saw up to 700 tokens."""
_MARGIN = 200
_CLAUSE_END = re.compile(r";\s+(?=\S)")
_TO_COLON, _TO_COMMA = re.compile(r".*:(?=\s|$)", re.DOTALL), re.compile(r".*,(?=\s)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of running text, the sentence before it, and the figures in it that a model is asked about."""

    before: str
    span: Span
    figures: tuple[Figure, ...]

    def prompt(self, text: str) -> Prompt:
        """The prompt, of the text of the article."""
        return prompt(self.before, self.span.of(text), self.places())

    def places(self) -> list[Span]:
        """Where the figures stand in the stretch."""
        start = self.span.start
        return [Span(figure.span.start - start, figure.span.end - start) for figure in self.figures]


def excerpts(
    text: str, sentences: Iterable[Span], figures: Sequence[Figure], before: str = "", characters: int = CHARACTERS
) -> Iterator[Excerpt]:
    """The excerpts of sentences that follow one another, in order.

    Args:
        text: the article's text.
        sentences: spans of it in order, with nothing between them that is no running text.
        figures: those a model is asked about, in order.
        before: the sentence before the first, if there is one.
        characters: how long sentences shown together may be.
    """
    starts = [figure.span.start for figure in figures]
    open_spans: list[Span] = []
    held: list[Figure] = []
    for span in sentences:
        inside = [one for one in figures[bisect_left(starts, span.start) : bisect_left(starts, span.end)] if one.span.end <= span.end]
        if held and (span.end - open_spans[0].start > characters or len(held) + len(inside) > FIGURES):
            yield Excerpt(before, Span(open_spans[0].start, _end(open_spans, held)), tuple(held))
            before, open_spans, held = open_spans[-1].of(text), [], []
        if len(inside) > FIGURES or span.end - span.start > characters:
            yield from _of_long(text, span, inside, before, characters)
            before = span.of(text)
        elif inside or held:
            open_spans.append(span)
            held += inside
        else:
            before = span.of(text)
    if held:
        yield Excerpt(before, Span(open_spans[0].start, _end(open_spans, held)), tuple(held))


def _end(spans: Sequence[Span], figures: Sequence[Figure]) -> int:
    """Where the last sentence ends that holds a figure."""
    return next(span.end for span in spans if span.end >= figures[-1].span.end)


def _of_long(text: str, sentence: Span, figures: Sequence[Figure], before: str, characters: int) -> Iterator[Excerpt]:
    """A long sentence clause by clause, as if each were a sentence; what leads the list in stands before all of it."""
    ends = [sentence.start + found.end() for found in _CLAUSE_END.finditer(sentence.of(text))]
    if not ends or not figures:
        yield from (Excerpt(before, *shown) for shown in _stretches(sentence, figures))
        return
    clauses = [Span(start, end) for start, end in pairwise((sentence.start, *ends, sentence.end))]
    lead = _lead(text[sentence.start : min(ends[0], figures[0].span.start)])
    for shown in excerpts(text, clauses, figures, before, characters):
        yield replace(shown, before=lead) if lead and shown.span.start >= clauses[1].start else shown


def _lead(opening: str) -> str:
    """What leads a list in: up to its colon, else up to the last comma before its first figure."""
    found = _TO_COLON.match(opening) or _TO_COMMA.match(opening)
    return found[0] if found else ""


def _stretches(sentence: Span, figures: Sequence[Figure]) -> Iterator[tuple[Span, tuple[Figure, ...]]]:
    """A sentence with its figures; a table without line ends, or a text without stops, as stretches that a model can hold."""
    if len(figures) <= _MOST_FIGURES and sentence.end - sentence.start <= _MOST_CHARACTERS:
        if figures:
            yield sentence, tuple(figures)
        return
    rest = list(figures)
    while rest:
        begin = max(sentence.start, rest[0].span.start - _MARGIN)
        own = [one for one in rest[:_MOST_FIGURES] if one.span.end <= begin + _MOST_CHARACTERS - _MARGIN] or rest[:1]
        yield Span(begin, min(sentence.end, own[-1].span.end + _MARGIN)), tuple(own)
        rest = rest[len(own) :]
