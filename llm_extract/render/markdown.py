"""An extraction as Markdown (CommonMark with GitHub's tables) in which an article's own text is only ever text."""

import re
from collections.abc import Iterator, Sequence

from llm_extract.render.strings import Language, Strings, strings
from llm_extract.render.view import UNSURE_MARK, Family, Pieces, Row, View

_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
# Headings, emphasis, code, links and images, tables, strike-through, formulas, and what makes a bare address a link.
_INLINE = re.compile(r"[\\`*_\[\]|~$@!#]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_LIST = re.compile(r"^(\s*)([-+])|^(\s*\d{1,9})([.)])(?=\s|$)")


def escape(text: str) -> str:
    """Text for one line of Markdown, in which nothing is markup."""
    text = re.sub("[<>&]", lambda found: _ENTITIES[found[0]], text.replace("\n", " "))
    text = _INLINE.sub(lambda found: f"\\{found[0]}", text)
    return _LIST.sub(lambda found: f"{found[1] or found[3] or ''}\\{found[2] or found[4]}", text)


def page(view: View, language: Language) -> str:
    """A view as Markdown.

    Args:
        view: what to show.
        language: of the labels.

    Returns:
        The page, ending with a line feed.
    """
    return "\n".join(_lines(view, strings(language))) + "\n"


def _lines(view: View, words: Strings) -> Iterator[str]:
    yield f"# {escape(view.headline)}"
    if view.notice:
        yield from ("", f"*{escape(view.notice)}*")
    yield from _list([escape(point) for point in view.key_points])
    yield from _section(words.document, [f"**{label}:** {'; '.join(map(escape, values))}" for label, values in view.fields])
    yield from ("", f"## {words.metrics}")
    for family in view.families:
        yield from _table(family, words)
    if not view.families:
        yield from ("", words.no_metrics)
    yield from _section(words.tasks, [escape(task) for task in view.tasks])
    yield from _section(words.open_figures, [_text(pieces) for pieces in view.open])
    yield from _section(words.findings, [_note(note.label, note.message, note.places) for note in view.notes] or [words.no_findings])
    yield from ("", "---", "", f"{escape(view.counts)} · {escape(view.origin)}")


def _section(title: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield from ("", f"## {title}")
        yield from _list(items)


def _list(items: Sequence[str]) -> Iterator[str]:
    if items:
        yield ""
        yield from (f"- {item}" for item in items)


def _table(family: Family, words: Strings) -> Iterator[str]:
    """The columns that hold something in this family."""
    columns = (
        (words.indicator, "---", [_meaning(row) for row in family.rows]),
        (words.value, "---:", [escape(row.value) for row in family.rows]),
        (words.total, "---:", [escape(row.total) for row in family.rows]),
        (words.percent, "---:", [escape(row.percent) for row in family.rows]),
        (words.period, "---", [escape(row.period) for row in family.rows]),
        (words.about, "---", [escape(row.about) for row in family.rows]),
        (words.evidence, "---", [_text(row.evidence) for row in family.rows]),
    )
    headings, rules, cells = zip(*(column for column in columns if any(column[2])), strict=True)
    yield from ("", f"### {escape(family.name)}", "", _row(headings), _row(rules))
    yield from map(_row, zip(*cells, strict=True))


def _meaning(row: Row) -> str:
    meaning = f"{escape(row.meaning)} ({escape(row.kind)})" if row.kind else escape(row.meaning)
    return meaning + (UNSURE_MARK if row.unsure else "")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _note(label: str, message: str, places: Sequence[Pieces]) -> str:
    return f"**{label}:** {escape(message)}" + "".join(f"<br>“{_text(pieces)}”" for pieces in places)


def _text(pieces: Pieces) -> str:
    return "".join(f"<b>{escape(piece)}</b>" if on else escape(piece) for piece, on in pieces)
