"""What the library says of metrics, without a widget: labels, the way to the evidence, rows to carry away, figures to draw."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import takewhile
from typing import Literal

from llm_extract import tasks
from llm_extract.errors import UnknownTaskError
from llm_extract.export import Row
from llm_extract.render.strings import Language, strings
from llm_extract.review.items import figure_id
from llm_extract.review.numbers import shown_number
from llm_extract.store import Body, Cell, Line, MetricRow, Pivot

Measure = Literal["number", "percent"]
Length = Literal["year", "part", "month", "day", "term"]
RATING = "rating."
LEVELS = ("exemplary", "excellent", "strong", "good", "completed", "failed")
"""The levels of a rating, the best first; `strong` and `exemplary` are those of the scale before 2018."""
OTHER = "other"
_UNITS = frozenset({"%", "đồng"})
"""Units that tell figures of one indicator apart."""
_MARKS = {"approximately": "≈ ", "more_than": "> ", "at_least": "≥ ", "at_most": "≤ "}
_LENGTHS: tuple[tuple[Length, str], ...] = (
    ("year", r"\d{4}"),
    ("part", r"\d{4}-(?:H[12]|Q[1-4]|\d\d?M)"),
    ("month", r"\d{4}-\d\d"),
    ("day", r"\d{4}-\d\d-\d\d.*"),
    ("term", r"\d{4}-\d{4}"),
)


@cache
def meaning(task: str, code: str, language: Language) -> str:
    """What a code means; the code itself where its task is not known here."""
    try:
        indicator = tasks.get(task).by_code.get(code)
    except UnknownTaskError:
        return code
    return str(getattr(indicator, language)) if indicator else code


@cache
def meaning_of_any(code: str, language: Language) -> str:
    """What a code means in the first task that has it; the code itself where none has."""
    return next((told for task in tasks.names() if (told := meaning(task, code, language)) != code), code)


def value(metric: MetricRow, language: Language) -> str:
    """A metric's value as a person reads it, with what qualifies it and a unit that its code does not tell."""
    text = shown_number(metric.value, language)
    if metric.high is not None:
        text = f"{text}–{shown_number(metric.high, language)}"
    sign = "+" if metric.kind == "change" and metric.value > 0 else ""
    unit = "%" if metric.unit == "%" else f" {metric.unit}" if metric.unit and metric.unit in _UNITS else ""
    return f"{_MARKS.get(metric.qualifier, '')}{sign}{text}{unit}"


def beside(metric: MetricRow, language: Language) -> str:
    """What is printed beside a value: its percentage and its whole; empty where nothing is."""
    percent = f"{shown_number(metric.percent, language)}%" if metric.percent is not None else ""
    total = f"/ {shown_number(metric.total, language)}" if metric.total is not None else ""
    return " ".join(part for part in (percent, total) if part)


def what(metric: MetricRow, language: Language) -> tuple[str, str]:
    """What a metric says: the meaning of its code, and what that leaves open: its subgroup and kind."""
    return _what(metric, metric.key.task, language)


def _what(one: MetricRow | Line, task: str, language: Language) -> tuple[str, str]:
    told, unit = meaning(task, one.indicator, language), one.unit or ""
    detail = " · ".join(part for part in (one.group or "", strings(language).kinds.get(one.kind, "")) if part)
    if one.indicator == OTHER and unit and unit not in _UNITS:  # no code names what it counts; its unit does
        return unit, detail
    return told, " · ".join(part for part in (unit if unit in _UNITS else "", detail) if part)


def line_label(line: Line, language: Language) -> tuple[str, str]:
    """A row of a table: its heading, and what tells it apart from others of that heading."""
    told, detail = _what(line, line.task, language)
    whose = body_label(Body(line.province, line.organization, line.scope))
    return (whose, f"{told} · {detail}" if detail else told) if whose else (told, detail)


def body_label(body: Body) -> str:
    """A body with those around it, the smallest first; none is said twice: `Đảng bộ tỉnh Cà Mau` says its province."""
    told = ""
    for part in (body.scope, body.organization, body.province):
        if part and part not in told:
            told = f"{told}, {part}" if told else part
    return told


def body_of(metric: MetricRow) -> Body:
    """Whom a metric is of."""
    return Body(metric.province or "", metric.organization or "", metric.scope or "")


def evidence(metric: MetricRow) -> dict[str, str]:
    """The address, on the page Review, of a metric's article at its figure."""
    return {"article": metric.key.sha256, "task": metric.key.task, "at": figure_id(metric.span)}


def length(period: str) -> Length | None:
    """What kind of period it is; None where it is none. Figures of periods of different lengths cannot be compared."""
    return next((name for name, pattern in _LENGTHS if re.fullmatch(pattern, period)), None)


def plain_rows(metrics: Iterable[MetricRow], language: Language) -> Iterator[Row]:
    """Metrics as `export` writes them, one by one."""
    for metric in metrics:
        yield plain_row(metric, language)


_SAME = (
    "province", "organization", "scope", "indicator", "group", "kind", "period", "value", "high", "qualifier", "unit", "total", "percent",
    "quote", "title", "published_at", "score", "verdict",
)  # fmt: skip


def plain_row(metric: MetricRow, language: Language) -> Row:
    """A metric by the names of `export.COLUMNS`."""
    quote = metric.quote_span
    return {
        **{name: getattr(metric, name) for name in _SAME},
        "meaning": meaning(metric.key.task, metric.indicator, language),
        "reviewer": metric.who,
        "task": metric.key.task,
        "article": metric.key.sha256,
        "start": metric.span.start,
        "end": metric.span.end,
        "quote_start": quote and quote.start,
        "quote_end": quote and quote.end,
    }


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure to draw.

    Attributes:
        line: the row of the table that it stands in.
        metric: the figure.
        height: what is drawn of it: its value, or the percentage that the article prints.
        body: whom it is of, as shown.
        what: its meaning; of a rating, its level's.
        period: as people write it.
        order: sorts periods.
    """

    line: Line
    metric: MetricRow
    height: Decimal
    body: str
    what: str
    period: str
    order: str


def marks(pivot: Pivot, measure: Measure, language: Language) -> tuple[Mark, ...]:
    """The figures of a table that can be drawn on one axis: numbers, or percentages as the articles print them; nothing is computed."""
    words = strings(language)
    drawn = []
    for (line, period), cell in pivot.cells.items():
        height = _height(cell, measure)
        if height is not None and not line.group:
            metric = cell.metric
            told, _ = what(metric, language)
            drawn.append(Mark(line, metric, height, body_label(body_of(metric)), told, words.when(period), period))
    return tuple(drawn)


def _height(cell: Cell, measure: Measure) -> Decimal | None:
    metric = cell.metric
    if measure == "percent":
        return metric.value if metric.unit == "%" else metric.percent
    return None if metric.unit == "%" else metric.value


def by_subject(ratings: Pivot) -> dict[str, Pivot]:
    """Ratings by whom they are of, which the middle of a code says; those of the most figures first."""
    found: dict[str, dict[tuple[Line, str], Cell]] = {}
    for (line, period), cell in ratings.cells.items():
        found.setdefault(line.indicator.removeprefix(RATING).partition(".")[0], {})[line, period] = cell
    fullest = sorted(found.items(), key=lambda one: -sum(cell.figures for cell in one[1].values()))
    return {subject: replace(ratings, cells=cells) for subject, cells in fullest}


def level(code: str) -> str:
    """The level that a rating's code ends with."""
    return code.rpartition(".")[2]


def common_words(texts: Sequence[str]) -> str:
    """The words that all texts begin with, without what stands between words."""
    begun = takewhile(lambda words: len(set(words)) == 1, zip(*(text.split() for text in texts), strict=False))
    return " ".join(words[0] for words in begun).strip(" ,;:")


def periods(pivot: Pivot) -> tuple[str, ...]:
    """The periods of a table: the one that the most bodies have figures of and that gives most to draw, then the others, newest first."""
    bodies: dict[str, int] = {}
    levels: Counter[str] = Counter()
    for (line, period), cell in pivot.cells.items():
        bodies[period] = max(bodies.get(period, 0), cell.bodies)
        levels[period] += level(line.indicator) in LEVELS and not line.group and _height(cell, "number") is not None
    known = sorted((period for period in bodies if period), reverse=True)
    fullest = max(known, key=lambda period: (levels[period] > 0, bodies[period], levels[period]), default=None)
    return tuple(sorted(known, key=lambda period: period != fullest))


def of_length(drawn: Iterable[Mark], wanted: Length) -> tuple[Mark, ...]:
    """The figures of periods of one length, in the order of the periods."""
    return tuple(sorted((mark for mark in drawn if length(mark.order) == wanted), key=lambda mark: (mark.order, mark.body)))


def of_one_unit(drawn: Sequence[Mark]) -> tuple[Mark, ...]:
    """The figures of the unit that most of them have: money is not set beside a count."""
    units = Counter(mark.line.unit for mark in drawn)
    return tuple(mark for mark in drawn if mark.line.unit == units.most_common(1)[0][0])


def lengths(drawn: Iterable[Mark]) -> tuple[Length, ...]:
    """The lengths that periods of figures have, the most common first."""
    found = Counter(one for mark in drawn if (one := length(mark.order)))
    return tuple(name for name, _ in found.most_common())
