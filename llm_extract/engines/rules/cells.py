"""The cells of a table as slots: each figure told by the head of its column, the name of its row, and the line above."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from llm_extract.engines.rules.slots import Counted, Nouns, Slot
from llm_extract.engines.rules.tables import Role, Row, head_of, row_of
from llm_extract.models import Article, Span

_BODY_NAME = re.compile(
    r"(?:đảng bộ|đảng ủy|chi bộ|khối|huyện|thị xã|thành phố|tp|tỉnh|xã|phường|thị trấn|quận|các đơn vị|công an|quân sự)(?!\w)"
)
_LETTER = re.compile(r"[^\W\d_]")
_SUM = re.compile(r"\s*(?:(?:tổng )?cộng|tổng số)\s*")
_KINDS: Mapping[Role | None, Literal["target", "actual", "change"]] = {"target": "target", "actual": "actual", "change": "change"}
BASES = frozenset({"items", "documents"})
"""Nouns that a share is of, or that a rating is worded with, rather than what is counted."""


class Cells:
    """The tables of one article.

    Attributes:
        ordinals: ids of the figures that number rows.
    """

    def __init__(self, article: Article, low: str, nouns: Nouns, subjects: frozenset[str]) -> None:
        """Takes the article, its folded text, the task's nouns, and which of those name who an indicator is about."""
        self.article = article
        self.low = low
        self.nouns = nouns
        self._subjects = subjects
        self.ordinals: list[int] = []

    def place(self, span: Span, slots: list[Slot], header: Row | None) -> tuple[Row | None, list[Slot]]:
        """The head that is in force below a line, and the line's slots, told by the heads of their columns.

        A row of words alone is the head of the rows below; one of a single word cell under a head names a part of the table.
        """
        row = row_of(self.low, span)
        if row is None:
            return None, slots
        if not slots:
            worded = sum(bool(_LETTER.search(cell.of(self.low))) for cell in row.cells)
            return (head_of(self.low, row) if worded > (header is not None) else header), slots
        if header is None:
            return None, slots
        told = row.below(header, self.low)
        return header, self._planned(told, header, slots) if told and told.planned else self._in_columns(told or row, header, slots)

    def _in_columns(self, row: Row, head: Row, slots: list[Slot]) -> list[Slot]:
        """The slots of a row whose columns are indicators; an ordinal counts nothing."""
        kept = []
        numbered = head.roles[:1] == ("ordinal",)
        leading = row.cells[1 if numbered and len(row.cells) > 1 else 0]
        for slot in slots:
            column = row.column(slot.figure.span)
            if column == 0 and numbered:
                self.ordinals.append(slot.figure.id)
                continue
            kept.append(slot)
            if column and column < len(head.cells):
                slot.header = head.cells[column]
                slot.row = self._row_name(leading)
                slot.left = slot.right = row.cells[column]
                slot.noun = slot.noun or self._of_cell(slot.header, leading) or self._announced(head)
        return kept

    def _announced(self, head: Row) -> Counted | None:
        """What the line above a table says it divides, where a colon ends that line."""
        above = self._above(head)
        return next(reversed(self.nouns.within(self.low, above)), None) if above.of(self.low).endswith(":") else None

    def _of_cell(self, head: Span, leading: Span) -> Counted | None:
        """What a cell counts: as its column says, else as its row does; `nhiệm vụ` in a head is no more than a rating's wording."""
        noun = self._first_noun(head)
        return noun if noun and noun.name not in BASES else self._named_by(leading) or noun

    def _named_by(self, cell: Span) -> Counted | None:
        """The noun of a cell that holds little else: `Chi bộ trực thuộc` is what its row counts, `Đảng bộ huyện Na Hang` a body."""
        noun = self._first_noun(cell)
        own = len(cell.of(self.low).strip())
        return noun if noun and noun.name in self._subjects and (noun.span.end - noun.span.start) * 3 >= own * 2 else None

    def _planned(self, row: Row, head: Row, slots: list[Slot]) -> list[Slot]:
        """The slots of a row with plan and result: both are counted, the share is the result's percentage, an ordinal nothing."""
        body = row.first("body")
        name = self._named(head) if body else row.first("name") or row.first(None)
        if name and _SUM.fullmatch(name.of(self.low)):
            name = self._above(head)
        unit = row.first("unit")
        kept: list[Slot] = []
        for slot in self._apart(slots):
            role = row.roles[column] if (column := row.column(slot.figure.span)) is not None else None
            if role in _KINDS and name:
                slot.kind, slot.header = _KINDS[role], name
                slot.row = self._row_name(body) if body else None
                slot.left = slot.right = row.cells[column or 0]
                slot.noun = slot.noun or (self._first_noun(unit) if unit else None) or self._of_row(name, head)
                slot.column = head.cells[column or 0]
            if role == "ordinal":
                self.ordinals.append(slot.figure.id)
            elif role == "share" and kept and kept[-1].kind == "actual" and kept[-1].percent is None:
                kept[-1].percent = slot.figure
            else:
                kept.append(slot)
        return kept

    def _of_row(self, name: Span, head: Row) -> Counted | None:
        """What a row counts: as its name says, else as the line above its table; `nhiệm vụ` is no more than a rating's wording."""
        noun = self._first_noun(name)
        return noun if noun and noun.name not in BASES else self._first_noun(self._above(head)) or noun

    def _named(self, head: Row) -> Span | None:
        """What a table of bodies is about: its line above, with the head of the result."""
        result = head.first("actual")
        return Span(self._above(head).start, result.end) if result else None

    def _above(self, head: Row) -> Span:
        """The line above a table."""
        end = max(self.low.rfind("\n", 0, head.cells[0].start), 0)
        while end and self.low[end - 1].isspace():
            end -= 1
        return Span(self.low.rfind("\n", 0, end) + 1, end)

    def _apart(self, slots: list[Slot]) -> Iterator[Slot]:
        """Each figure of the slots in a slot of its own: what the words between seem to join stands in cells."""
        for slot in slots:
            for figure in sorted((part for part in (slot.figure, slot.percent, slot.total) if part), key=lambda part: part.id):
                yield replace(slot, figure=figure, percent=None, total=None)

    def _first_noun(self, cell: Span) -> Counted | None:
        return next(iter(self.nouns.within(self.low, cell)), None)

    def _row_name(self, cell: Span) -> Span | None:
        """The first cell of a row where it names a body or place."""
        text = cell.of(self.article.text)
        start = cell.start + len(text) - len(text.lstrip())
        return Span(start, start + len(text.strip())) if _BODY_NAME.match(self.low, start) else None
