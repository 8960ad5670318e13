"""Charts as lengths: where each bar begins and ends, for a page to draw as inline SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from llm_extract.evals.compare import Change, Comparison
from llm_extract.evals.records import Result
from llm_extract.evals.report.content import Report, amount, difference, title

LABEL, WIDTH, ROW = 260, 420, 18
"""Pixels: the room for labels, for bars, and the height of a row."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart, in pixels from the left edge of the bars.

    Attributes:
        label: what it is of.
        shown: its value in words.
        start: where the bar begins.
        width: how long it is.
        mark: a point on it; None without.
        kind: how it is drawn: `plain`, `better`, `worse`.
    """

    label: str
    shown: str
    start: float
    width: float
    mark: float | None = None
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a heading; `zero` is where a line for 0 stands, None without."""

    heading: str
    bars: tuple[Bar, ...]
    zero: float | None = None


def charts(report: Report) -> tuple[Chart, ...]:
    """The charts of a report; those that would be empty are left out."""
    made = [_differences(report.comparison)] if report.comparison and not report.comparison.identical else []
    made += [_measures(report), _cases(report.worst())]
    return tuple(chart for chart in made if chart.bars)


def _measures(report: Report) -> Chart:
    shares = [(name, value) for name, value, unit in report.values() if unit == "share"]
    return Chart("Measures", tuple(_share(title(name), value) for name, value in shares))


def _cases(results: Sequence[Result]) -> Chart:
    return Chart("F1 of the metrics by case", tuple(_share(result.case, result.score) for result in results))


def _share(label: str, value: float) -> Bar:
    return Bar(label, amount(value, "share"), 0.0, round(WIDTH * value, 1))


def _differences(comparison: Comparison) -> Chart:
    """Intervals of the measures that are shares and changed."""
    moved = [change for change in comparison.measures if change.unit == "share" and change.interval and change.difference]
    ends = [abs(end) for change in moved for end in change.interval or ()]
    reach = max(0.01, *ends) if ends else 0.01
    heading = f"Differences in points, with 95 % intervals: {comparison.names[1]} less {comparison.names[0]}"
    return Chart(heading, tuple(_difference(change, reach) for change in moved), WIDTH / 2)


def _difference(change: Change, reach: float) -> Bar:
    low, high = change.interval or (change.difference, change.difference)
    start, end, mark = (round(WIDTH / 2 * (1 + value / reach), 1) for value in (low, high, change.difference))
    kind = change.verdict if change.verdict in {"better", "worse"} else "plain"
    return Bar(title(change.name), difference(change), start, max(1.0, round(end - start, 1)), mark, kind)
