"""What every check looks at: an article, its extraction, and the words about each figure."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from llm_extract.checks.nouns import Nouns
from llm_extract.checks.wording import BARE_PERCENT, CHANGE
from llm_extract.locales.detect import Language, language_of
from llm_extract.locales.sentences import sentences
from llm_extract.locales.vi.fold import fold
from llm_extract.models import Article, Extraction, Figure, Finding, Qualifier, Span
from llm_extract.tasks.base import Task
from llm_extract.tasks.primitives import Pointed, Text, parts_of

# Running text has no sentence with more numbers; what has is a table that lost its lines.
_MOST = 100
_WHOLE_PERCENT = Decimal(100)


class EvidenceLike(Protocol):
    """A quote with its offsets."""

    quote: str
    start: int
    end: int


class MetricLike(Protocol):
    """A metric of any task's schema, as far as the checks read it."""

    indicator: str
    kind: str
    value: Decimal
    high: Decimal | None
    qualifier: Qualifier
    unit: str | None
    group: str | None
    total: Decimal | None
    percent: Decimal | None
    period: str | None
    scope: str | None
    evidence: EvidenceLike
    figures: Sequence[int]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things in running text.

    Attributes:
        figure: the figure; its value is a whole number.
        value: the figure's value.
        noun: the class of what it counts, where the words tell.
        left: the folded words between the number before it (or the sentence's beginning) and it.
        right: the folded words between it and the next number (or the sentence's end).
        text: the figure and, where it follows, its noun, as printed.
    """

    figure: Figure
    value: Decimal
    noun: str | None
    left: str
    right: str
    text: str

    @property
    def span(self) -> Span:
        """Where the figure stands."""
        return self.figure.span

    @property
    def exact(self) -> bool:
        """Whether no word beside it makes it approximate or a bound."""
        return self.figure.qualifier == "exact"

    @property
    def is_change(self) -> bool:
        """Whether it is a difference against another time, as in `tăng 3`."""
        return bool(CHANGE.search(self.left))


@dataclass(frozen=True)
class View:
    """An article and its extraction, with what several checks derive from them."""

    article: Article
    extraction: Extraction
    task: Task

    @cached_property
    def low(self) -> str:
        """The folded text; offsets are those of the article."""
        return fold(self.article.text)

    @cached_property
    def language(self) -> Language:
        """The article's language; a line of it, or of its summary, is too short to tell."""
        return language_of(self.article.text)

    @cached_property
    def by_id(self) -> Mapping[int, Figure]:
        """The figures by their numbers."""
        return {figure.id: figure for figure in self.extraction.figures}

    @cached_property
    def metrics(self) -> tuple[MetricLike, ...]:
        """The metrics of the extraction; none where the task's schema has no metrics."""
        return tuple(getattr(self.extraction.data, "metrics", ()))

    @cached_property
    def parts(self) -> tuple[Pointed | Text, ...]:
        """The primitives of the extraction; none where the task's results are made of other types than what a model answers."""
        return () if self.task.to_answer else tuple(parts_of(self.extraction.data))

    @cached_property
    def running(self) -> tuple[Figure, ...]:
        """The figures outside page furniture and captions."""
        return tuple(figure for figure in self.extraction.figures if not self.article.region_at(figure.span.start))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the running text, in order."""
        return tuple(span for span in sentences(self.article.text, self.language) if not self.article.region_at(span.start))

    @cached_property
    def counts(self) -> tuple[tuple[Count, ...], ...]:
        """The numbers of things in each of `sentences`."""
        return tuple(tuple(self._counts(span)) for span in self.sentences)

    @cached_property
    def nouns(self) -> Nouns:
        """The classes of things the task's figures count."""
        return Nouns(self.task.nouns)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(figure.span.start for figure in self.running)

    def within(self, start: int, end: int) -> tuple[Figure, ...]:
        """The figures of the running text that begin in a stretch."""
        return self.running[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def between(self, left: Figure, right: Figure) -> str:
        """The folded words between two figures."""
        return self.low[left.span.end : right.span.start]

    def paragraph(self, offset: int) -> int:
        """The number of the line that an offset lies in."""
        return self.article.text.count("\n", 0, offset)

    def percent_of(self, figure: Figure) -> Decimal | None:
        """A figure's value if it is a percentage, also where the sign is missing: `(đạt 61,85)`."""
        if figure.type == "percent":
            return figure.value
        bare = figure.type == "count" and figure.value is not None and figure.value <= _WHOLE_PERCENT and "," in figure.text
        return figure.value if bare and BARE_PERCENT.search(self.low, max(0, figure.span.start - 40), figure.span.start) else None

    def printed(self, value: Decimal) -> str:
        """A number as the article's language prints it: `1.234,5` in Vietnamese, `1,234.5` in English."""
        english = f"{value.normalize():,f}"
        return english if self.language == "en" else english.translate(str.maketrans(",.", ".,"))

    def named(self, metric: MetricLike) -> tuple[str, str]:
        """A metric with its value: in English by its code, in Vietnamese by what the code means."""
        return (
            f"{metric.indicator} {self.printed(metric.value)}",
            f"Số liệu “{self.meaning(metric.indicator)}” {self.printed(metric.value)}",
        )

    def meaning(self, code: str) -> str:
        """An indicator's meaning in Vietnamese; the code itself where the task has no such indicator."""
        indicator = self.task.by_code.get(code)
        return indicator.vi if indicator else code

    def _counts(self, span: Span) -> Iterator[Count]:
        counted = [figure for figure in self.within(span.start, span.end) if _is_count(figure) and self.percent_of(figure) is None][:_MOST]
        start = span.start
        for number, figure in enumerate(counted):
            end = counted[number + 1].span.start if number + 1 < len(counted) else span.end
            left, right = self.low[start : figure.span.start], self.low[figure.span.end : end]
            noun = self.nouns.after(self.low, figure.span.end) or self.nouns.before(left)
            text = self.article.text[figure.span.start : self.nouns.end(self.low, figure.span.end)]
            yield Count(figure, figure.value or Decimal(0), noun, left, right, text)
            start = figure.span.end


def _is_count(figure: Figure) -> bool:
    plain = figure.type in {"count", "ratio"} and figure.note is None and not figure.money
    return plain and figure.value is not None and figure.value == figure.value.to_integral_value()


def engine_error(code: str, message: str, message_vi: str, *spans: Span) -> Finding:
    """A finding about the extraction: it says what the article does not."""
    return Finding(code, "error", "engine", message, message_vi, spans)


def contradiction(code: str, message: str, message_vi: str, *spans: Span) -> Finding:
    """A finding about the article: it contradicts itself."""
    return Finding(code, "warning", "article", message, message_vi, tuple(sorted(set(spans))))
