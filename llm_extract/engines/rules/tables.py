"""Tables pasted as text: what the heads of their columns say of the figures below.

In most tables of reports a column is an indicator and a row a body. In the second kind a row is an indicator, or a level of what the line
above names, and the columns are its plan, its result and the share that was reached. In the third the rows are bodies, and the columns plan,
result and share of one indicator, which the head of the result or the line above the table names. The heads tell which kind a table is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from llm_extract.models import Span

Role = Literal["ordinal", "unit", "target", "actual", "share", "change", "name", "body"]

_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("ordinal", re.compile(r"(?:stt|tt|số tt|số thứ tự|#)")),
    ("unit", re.compile(r"(?:đvt|đv tính|đơn vị tính)")),
    ("change", re.compile(r"(?:tăng|giảm)\b.*|chênh lệch.*|so (?:với )?(?:cùng kỳ|năm trước).*|\+ ?[/,] ?-.*")),
    ("share", re.compile(r"(?:tỷ lệ|tỉ lệ|đạt tỷ lệ|đạt|so (?:với )?(?:kế hoạch|kh|chỉ tiêu)|th/kh|%)\b.*|.*(?:\(%\)|%|th/kh)")),
    ("target", re.compile(r"(?:kế hoạch|kh|chỉ tiêu (?:giao|năm|được giao|kế hoạch|nghị quyết)|mục tiêu|nghị quyết|được giao)\b.*")),
    ("actual", re.compile(r"(?:(?:cả |ước )?năm|\d+ tháng|quý [ivx\d]+|6t|9t)[\w /-]*\d{4}")),
    ("actual", re.compile(r"(?:thực hiện|th|kết quả|đã thực hiện|số đã|ước thực hiện)\b.*|số lượng")),
    (
        "name",
        re.compile(
            r"(?:nội dung|chỉ tiêu|tên|nhiệm vụ|hạng mục|lĩnh vực|công việc)\b.*|(?:mức|hình thức|loại|xếp loại|phân loại)(?: [^\W\d]+){0,3}"
        ),
    ),
)

_OF_LEVELS = re.compile(r"số lượng|(?:mức|hình thức|loại|xếp loại|phân loại)(?: [^\W\d]+){0,3}")
_BODIES = re.compile(r"\s*(?:đảng bộ|đơn vị|tổ chức|địa phương|huyện|xã|chi bộ|tên)\b")
_FRAME = 2
"""Cells that an outer border on either side makes, empty ones."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, outer borders left out, what each column is, and whether plan stands beside result in it."""

    cells: tuple[Span, ...]
    roles: tuple[Role | None, ...] = ()
    planned: bool = False

    def below(self, head: "Row", low: str) -> "Row | None":
        """The row with the roles of its head, a number that it lacks (`Cộng`) put in; None where their columns do not pair.

        Args:
            head: the head of its table.
            low: the folded text.
        """
        missing = len(head.cells) - len(self.cells)
        if missing == 1 and head.roles[:1] == ("ordinal",) and not self.cells[0].of(low).strip().isdigit():
            start = self.cells[0].start
            return Row((Span(start, start), *self.cells), head.roles, head.planned)
        return None if missing else Row(self.cells, head.roles, head.planned)

    def column(self, span: Span) -> int | None:
        """The column that a figure stands in; None where it crosses a border."""
        return next((at for at, cell in enumerate(self.cells) if span in cell), None)

    def first(self, role: Role | None) -> Span | None:
        """The first cell of a role, or of none."""
        return next((cell for cell, has in zip(self.cells, self.roles, strict=False) if has == role), None)


def row_of(low: str, span: Span) -> Row | None:
    """The cells of a line that has borders, tabs or upright strokes; None for any other line.

    Args:
        low: the text, folded or not.
        span: the line.
    """
    borders = [at for at in range(span.start, span.end) if low[at] in "|\t"]
    if not borders:
        return None
    cells = [Span(left + 1, right) for left, right in pairwise([span.start - 1, *borders, span.end])]
    framed = low[span.start] == low[span.end - 1] == "|" and len(cells) > _FRAME
    return Row(tuple(cells[1:-1] if framed else cells))


def is_row(text: str, line: Span) -> bool:
    """Whether a line of a text is a row of a table: a caption that ends in a stroke is none."""
    row = row_of(text, line)
    return row is not None and sum(not cell.of(text).isspace() and cell.start < cell.end for cell in row.cells) > 1


def head_of(low: str, row: Row) -> Row:
    """A row of words as the head of those below, with what its columns are.

    A table has a plan beside a result, or either beside a column that names or numbers its rows; in any other only ordinals are told.

    Args:
        low: the folded text.
        row: the row.
    """
    heads = [head.of(low).strip(" \n*.:") for head in row.cells]
    found = tuple(map(_role, heads))
    if None in found:  # a number and a kind beside further columns: each of those counts something
        found = tuple(None if _OF_LEVELS.fullmatch(head) else role for head, role in zip(heads, found, strict=True))
    told = set(found)
    if told & {"target", "actual"} and told & {"name", "unit"}:
        return Row(row.cells, found, planned=True)
    bodies = _of_bodies(found)
    if bodies and any(_BODIES.match(low, head.start) for head in row.cells):
        return Row(row.cells, bodies, planned=True)
    return Row(row.cells, found, planned={"target", "actual", None} <= told)


def _of_bodies(found: Sequence[Role | None]) -> tuple[Role | None, ...]:
    """The columns of a table whose rows are bodies: the first without a role names them, the next behind a plan is the result."""
    named = next((at for at, role in enumerate(found) if role is None), None)
    if named is None or not {"target", "actual"} & set(found):
        return ()
    told: list[Role | None] = [*found]
    told[named] = "body"
    if "actual" not in told:
        told = ["actual" if role is None and at == told.index("target") + 1 else role for at, role in enumerate(told)]
    return tuple(told) if {"target", "actual"} <= set(told) and None not in told else ()


def _role(head: str) -> Role | None:
    return next((role for role, pattern in _ROLES if pattern.fullmatch(head)), None)
