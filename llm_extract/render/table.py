"""An extraction laid out for a terminal.

Nothing here is parsed as markup: all text reaches the console as `Text`.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import IO, Literal, cast

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from llm_extract.render.safe import visible
from llm_extract.render.strings import Language, Strings, strings
from llm_extract.render.view import UNSURE_MARK, Family, Note, Pieces, Row, View

_HEADING = "bold cyan"
_LABEL = "cyan"
_FIGURE = "bold yellow"
_QUIET = "dim"
_SEVERITIES = {"error": "bold red", "warning": "yellow", "info": "blue"}

_GAP = 2
_LEAST_MEANING = 24
_MOST_CELL = 22
_MOST_OPEN = 20
_LEAST_QUOTE = 160
_BRACKETS = ("⟦", "⟧")


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the metrics: its heading, the part of a row it shows, how wide it is."""

    heading: str
    part: str
    width: int
    right: bool = True


def text(view: View, language: Language, file: IO[str], width: int | None = None) -> str:
    """A view as a terminal shows it.

    Args:
        view: what to show.
        language: of the labels.
        file: where it will be printed: its kind, and `NO_COLOR`, decide on colours.
        width: in cells; by default the terminal's, 80 where there is none.

    Returns:
        Lines, ending with a line feed. Without colours, brackets light the figures.
    """
    console = _console(file, width)
    color = console.color_system is not None and not console.no_color
    return _printed(console, Group(*_sections(view, strings(language), console.width, color=color)))


def rule(title: str, file: IO[str], width: int | None = None) -> str:
    """A line across the terminal with a title, to divide one article from the next."""
    return _printed(_console(file, width), Rule(Text(visible(title)), align="left"))


def _console(file: IO[str], width: int | None) -> Console:
    """A console in memory that shows what one on `file` would; markup, emoji codes and guessed highlights stay off."""
    like = Console(file=file, width=width)
    colors = cast("Literal['standard', '256', 'truecolor', 'windows'] | None", like.color_system)
    return Console(
        file=StringIO(), width=like.width, color_system=colors, force_terminal=like.is_terminal, markup=False, emoji=False, highlight=False
    )


def _printed(console: Console, what: RenderableType) -> str:
    console.print(what)
    printed = cast("StringIO", console.file).getvalue()
    return "".join(f"{line.rstrip(' ')}\n" for line in printed.split("\n")[:-1])


def _sections(view: View, words: Strings, width: int, *, color: bool) -> Iterator[RenderableType]:
    yield from _summary(view)
    yield from _section(words.document, [_fields(view)] if view.fields else [])
    yield from _section(words.metrics, list(_metrics(view.families, words, width, color=color)) or [Text(words.no_metrics)])
    yield from _section(words.tasks, [_bullet(Text(task)) for task in view.tasks])
    yield from _section(words.open_figures, _open(view.open, words, color=color))
    yield from _section(words.findings, [_note(note, color=color) for note in view.notes] or [Text(words.no_findings, style=_QUIET)])
    yield Text(f"\n{view.counts}", style="bold")


def _summary(view: View) -> Iterator[RenderableType]:
    yield Text(view.headline, style="bold")
    if view.notice:
        yield Text(view.notice, style="yellow")
    for point in view.key_points:
        yield _bullet(Text(point))


def _section(title: str, body: Sequence[RenderableType]) -> Iterator[RenderableType]:
    if body:
        yield Text(f"\n{title.upper()}", style=_HEADING)
        yield from body


def _bullet(text: Text, mark: str = "•") -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=cell_len(mark))
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark), text)
    return grid


def _fields(view: View) -> Table:
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    grid.add_column(max_width=16)
    grid.add_column(overflow="fold")
    for label, values in view.fields:
        shown = [Text(value) for value in values]
        grid.add_row(Text(label, style=_LABEL), shown[0] if len(shown) == 1 else Group(*map(_bullet, shown)))
    return grid


def _metrics(families: Sequence[Family], words: Strings, width: int, *, color: bool) -> Iterator[RenderableType]:
    rows = [row for family in families for row in family.rows]
    columns = _columns(rows, words)
    # No wider than its longest line: figures far from what they count are hard to follow.
    longest = max((cell_len(text) for text in (*(family.name for family in families), *(_meaning(row).plain for row in rows))), default=0)
    meaning = min(width - sum(column.width + _GAP for column in columns), longest)
    narrow = meaning < min(_LEAST_MEANING, longest)
    for number, family in enumerate(families):
        if number:
            yield Text()
        yield Text(family.name, style="bold") if narrow else _heading(family.name, meaning, columns)
        for row in family.rows:
            yield _stack(row, columns) if narrow else _line(row, meaning, columns)
            yield Padding(_quote(row.evidence, width - _GAP, color=color), (0, 0, 0, _GAP))


def _columns(rows: Sequence[Row], words: Strings) -> list[_Column]:
    """The columns that hold something, each as wide as its widest cell."""
    wanted = (("value", words.value), ("total", words.total), ("percent", words.percent), ("period", words.period))
    return [
        _Column(heading, part, min(max(map(cell_len, (heading, *cells))), _MOST_CELL), right=part != "period")
        for part, heading in wanted
        if any(cells := [getattr(row, part) for row in rows])
    ]


def _grid(meaning: int, columns: Sequence[_Column]) -> Table:
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    grid.add_column(width=meaning, overflow="fold")
    for column in columns:
        grid.add_column(width=column.width, justify="right" if column.right else "left", overflow="fold")
    return grid


def _heading(name: str, meaning: int, columns: Sequence[_Column]) -> Table:
    grid = _grid(meaning, columns)
    grid.add_row(Text(name, style="bold"), *(Text(column.heading, style=_LABEL) for column in columns))
    return grid


def _line(row: Row, meaning: int, columns: Sequence[_Column]) -> Table:
    grid = _grid(meaning, columns)
    grid.add_row(_meaning(row), *(_cell(row, column) for column in columns))
    return grid


def _stack(row: Row, columns: Sequence[_Column]) -> Group:
    """The same on a narrow terminal: the meaning, then every part with its label."""
    parts = Text("  ")
    for column in columns:
        if cell := _cell(row, column):
            parts.append("  " if len(parts) > _GAP else "").append(f"{column.heading}: ", style=_LABEL).append_text(cell)
    return Group(_meaning(row), parts)


def _meaning(row: Row) -> Text:
    about, kind = (f" · {part}" if part else "" for part in (row.about, row.kind))
    mark = UNSURE_MARK if row.unsure else ""
    return Text.assemble(row.meaning, (about, "italic"), (kind, "magenta"), (mark, _SEVERITIES["warning"]))


def _cell(row: Row, column: _Column) -> Text:
    return Text(getattr(row, column.part), style=_FIGURE if column.part == "value" else "")


def _quote(pieces: Pieces, width: int, *, color: bool) -> Text:
    """Evidence of a few lines at most: of a longer quote, whole words around its first figure."""
    quote = _text(pieces, color=color)
    room = max(2 * width, _LEAST_QUOTE) - 4
    if cell_len(quote.plain) <= room:
        return quote
    lit = len("".join(piece for piece, _ in itertools.takewhile(lambda piece: not piece[1], pieces)))
    start = max(0, min(lit - room // 2, len(quote) - room))
    start = (start and quote.plain.find(" ", start, lit) + 1) or start
    end = quote.plain.rfind(" ", lit, start + room) if start + room < len(quote) else len(quote)
    end = end if end > lit else start + room
    return Text.assemble(("… " if start else "", _QUIET), quote[start:end], (" …" if end < len(quote) else "", _QUIET))


def _text(pieces: Pieces, *, color: bool) -> Text:
    opening, closing = ("", "") if color else _BRACKETS
    return Text.assemble(*((f"{opening}{piece}{closing}", _FIGURE) if on else (piece, _QUIET) for piece, on in pieces))


def _open(figures: Sequence[Pieces], words: Strings, *, color: bool) -> list[RenderableType]:
    shown: list[RenderableType] = [_bullet(_text(pieces, color=color)) for pieces in figures[:_MOST_OPEN]]
    if len(figures) > _MOST_OPEN:
        shown.append(Text(words.more.format(len(figures) - _MOST_OPEN), style=_QUIET))
    return shown


def _note(note: Note, *, color: bool) -> RenderableType:
    message = Text.assemble((f"{note.label}: ", _SEVERITIES[note.severity]), note.message)
    return _bullet(message if not note.places else Text("\n").join([message, *(_text(place, color=color) for place in note.places)]), "!")
