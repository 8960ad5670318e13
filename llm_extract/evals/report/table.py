"""A comparison laid out for a terminal; all text reaches the console as `Text`, so nothing of it is markup."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from llm_extract.evals.compare import Change, Comparison
from llm_extract.evals.flips import Flip
from llm_extract.evals.gate import Breach
from llm_extract.evals.report.content import amount, difference, fault, interval, lead, probability, title
from llm_extract.evals.sides import Side
from llm_extract.render.safe import visible

_STYLES = {"better": "green", "worse": "bold red", "untested": "dim", "broken": "bold red", "fixed": "green", "flaky": "yellow"}
_MOST = 15
WIDTH = 110
"""Columns where there is no terminal to ask."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where a table is printed: columns, and whether colours can be seen."""

    width: int = WIDTH
    colour: bool = False


def comparison(made: Comparison, terminal: Terminal = Terminal()) -> str:
    """A comparison as text."""
    return _printed(_comparison(made), terminal)


def sides(listed: Sequence[Side], terminal: Terminal = Terminal()) -> str:
    """Several runs as one table."""
    table = _table("run", "F1", "precision", "recall", "found", "invented", "lost", "crashed", "price", "tokens", "seconds")
    for side in listed:
        shares = [amount(value, "share") for value in (side.f1, side.precision, side.recall, side.found)]
        counts = [amount(value, "count") for value in (side.invented, side.lost, float(side.crashed))]
        cost = [amount(side.price, "dollars"), amount(side.tokens, "count"), amount(side.seconds, "seconds")]
        table.add_row(Text(visible(f"{side.name} ({side.engine})")), *map(Text, (*shares, *counts, *cost)))
    return _printed([table, Text("invented, lost, price, tokens and seconds are per result", style="dim")], terminal)


def breaches(found: Sequence[Breach], terminal: Terminal = Terminal()) -> str:
    """What a gate says."""
    if not found:
        return _printed([Text("gate passed", style="green")], terminal)
    lines = [Text(visible(f"  {breach.rule}: {breach.message}")) for breach in found]
    return _printed([Text(f"gate failed: {len(found)} breaches", style="bold red"), *lines], terminal)


def _comparison(made: Comparison) -> Iterator[RenderableType]:
    yield Text(visible(lead(made)), style=_STYLES.get(made.verdict, "bold"))
    yield from (Text(visible(note), style="yellow") for note in made.notes)
    if made.identical:
        return
    moved = [change for change in made.measures if change.difference or change is made.headline]
    yield _changes("measure", moved, made.names)
    cases = sorted((change for change in made.by_case if change.difference), key=lambda change: change.difference)
    if cases:
        yield _changes("case (F1)", _ends(cases), made.names)
    yield Text(f"what flipped: broken weighs {made.weights[0]}, fixed {made.weights[1]}", style="bold")
    yield from (_flip(flip) for flip in made.flips[:_MOST])
    if len(made.flips) > _MOST:
        yield Text(f"and {len(made.flips) - _MOST} more", style="dim")


def _ends(cases: Sequence[Change]) -> Sequence[Change]:
    """The cases that lost most and those that won most."""
    return cases if len(cases) <= 2 * _MOST else [*cases[:_MOST], *cases[-_MOST:]]


def _changes(what: str, changes: Sequence[Change], names: tuple[str, str]) -> Table:
    table = _table(what, visible(names[0]), visible(names[1]), "difference", "95 %", "p", "verdict")
    for change in changes:
        name = title(change.name) if "." in change.name else change.name
        cells = (*(amount(value, change.unit) for value in change.values), difference(change), interval(change), probability(change))
        table.add_row(Text(visible(name)), *map(Text, cells), Text(change.verdict, style=_STYLES.get(change.verdict, "")))
    return table


def _flip(flip: Flip) -> Text:
    told = visible(f" {flip.case}: {flip.verdict} {flip.item.what} {flip.item.name}: {fault(flip.item)}")
    return Text.assemble((flip.kind, _STYLES[flip.kind]), told)


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(Text(first), overflow="fold")
    for name in others:
        table.add_column(Text(name), justify="right")
    return table


def _printed(parts: Iterator[RenderableType] | Sequence[RenderableType], terminal: Terminal) -> str:
    buffer = StringIO()
    console = Console(
        file=buffer,
        width=terminal.width,
        force_terminal=terminal.colour,
        color_system="standard" if terminal.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(Group(*parts))
    return buffer.getvalue()
