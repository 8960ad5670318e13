"""A report as Markdown for a pull request: short enough for a comment, and nothing of an article is markup in it."""

from collections.abc import Iterator, Sequence

from llm_extract.evals.compare import Change, Comparison
from llm_extract.evals.flips import Flip
from llm_extract.evals.report.content import Report, amount, difference, fault, interval, lead, probability, title
from llm_extract.evals.sides import Side
from llm_extract.render.markdown import escape
from llm_extract.render.safe import visible

_MOST = 30
_LONGEST = 240


def page(report: Report) -> str:
    """A report as Markdown, ending with a line feed; at most 30 lines of each list, the weightiest."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"## Evaluation: {_cell(report.head)}"
    if report.breaches is not None:
        yield from ("", "**Gate passed.**" if not report.breaches else f"**Gate failed: {len(report.breaches)} breaches.**")
        yield from _list([f"`{breach.rule}` {_cell(breach.message)}" for breach in report.breaches])
    if report.comparison:
        yield from _comparison(report.comparison)
    if report.sides:
        yield from ("", "### Runs", "", *_sides(report.sides))
    yield from ("", "<details><summary>All measures</summary>", "", "| measure | value |", "| --- | ---: |")
    yield from (_row((title(name), amount(value, unit))) for name, value, unit in report.values())
    yield from ("", "</details>")


def _comparison(comparison: Comparison) -> Iterator[str]:
    yield from ("", f"### {_cell(comparison.names[0])} → {_cell(comparison.names[1])}", "", _cell(lead(comparison)))
    yield from _list([_cell(note) for note in comparison.notes])
    if comparison.identical:
        return
    moved = [change for change in comparison.measures if change.difference or change is comparison.headline]
    yield from _changes("measure", moved, len(comparison.measures) - len(moved), "measures")
    cases = sorted((change for change in comparison.by_case if change.difference), key=lambda change: change.difference)
    yield from _changes("case (F1)", cases[:_MOST], len(comparison.by_case) - len(cases[:_MOST]), "cases")
    broken, fixed = comparison.weights
    yield from ("", f"#### What flipped: broken weighs {broken}, fixed {fixed}")
    yield from _list([_flip(flip) for flip in comparison.flips[:_MOST]], len(comparison.flips) - _MOST)


def _changes(what: str, changes: Sequence[Change], unchanged: int, noun: str) -> Iterator[str]:
    if changes:
        yield from (
            "",
            _row((what, "before", "after", "difference", "95 %", "p", "verdict")),
            "| --- | ---: | ---: | ---: | --- | ---: | --- |",
        )
        yield from (_row(_change(change)) for change in changes)
    if unchanged > 0:
        yield from ("", f"{unchanged} other {noun} did not change or changed less.")


def _change(change: Change) -> tuple[str, ...]:
    values = (amount(value, change.unit) for value in change.values)
    verdict = f"**{change.verdict}**" if change.verdict in {"better", "worse"} else change.verdict
    name = title(change.name) if "." in change.name else change.name
    return (_cell(name), *values, difference(change), interval(change), probability(change), verdict)


def _flip(flip: Flip) -> str:
    sure = "" if flip.sure or flip.kind == "flaky" else " (one repeat)"
    told = f"{flip.case}: {flip.verdict} {flip.item.what} {flip.item.name}: {fault(flip.item)}"
    return f"**{flip.kind}**{sure} {_cell(told)}"


def _sides(sides: Sequence[Side]) -> Iterator[str]:
    yield _row(("run", "engine", "F1", "precision", "recall", "figures found", "invented", "lost", "crashed", "price", "tokens", "seconds"))
    yield "| --- | --- |" + " ---: |" * 10
    for side in sides:
        shares = (amount(value, "share") for value in (side.f1, side.precision, side.recall, side.found))
        counts = (amount(value, "count") for value in (side.invented, side.lost, float(side.crashed)))
        cost = (amount(side.price, "dollars"), amount(side.tokens, "count"), amount(side.seconds, "seconds"))
        yield _row((_cell(side.name), _cell(side.engine), *shares, *counts, *cost))


def _list(items: Sequence[str], more: int = 0) -> Iterator[str]:
    if items:
        yield ""
        yield from (f"- {item}" for item in items[:_MOST])
    more = max(more, len(items) - _MOST)
    if more > 0:
        yield f"- … and {more} more"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    shown = visible(text)
    return escape(shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…")
