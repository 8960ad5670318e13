"""Tables pasted as text: what the heads of their columns say of the figures below.

In most tables of reports a column is an indicator and a row a body. In the other kind a row is an indicator, and the columns are its plan,
its result and the share that was reached; such a table is told by its heads.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from llm_extract.models import Span

Role = Literal["ordinal", "unit", "target", "actual", "share", "name"]

_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("ordinal", re.compile(r"(?:stt|tt|số tt|số thứ tự|#)")),
    ("unit", re.compile(r"(?:đvt|đv tính|đơn vị tính)")),
    ("share", re.compile(r"(?:tỷ lệ|tỉ lệ|đạt tỷ lệ|đạt|so (?:với )?(?:kế hoạch|kh|chỉ tiêu)|th/kh|%)\b.*|.*(?:\(%\)|%|th/kh)")),
    ("target", re.compile(r"(?:kế hoạch|kh|chỉ tiêu (?:giao|năm|được giao|kế hoạch|nghị quyết)|mục tiêu|nghị quyết|được giao)\b.*")),
    ("actual", re.compile(r"(?:thực hiện|th|kết quả|đã thực hiện|số đã|ước thực hiện)\b.*")),
    ("name", re.compile(r"(?:nội dung|chỉ tiêu|tên|nhiệm vụ|hạng mục|lĩnh vực|công việc)\b.*")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, borders left out, and of a table of indicators what each column is, else nothing."""

    cells: tuple[Span, ...]
    roles: tuple[Role | None, ...] = ()

    def column(self, span: Span) -> int | None:
        """The column that a figure stands in; None where it crosses a border."""
        return next((at for at, cell in enumerate(self.cells) if span in cell), None)

    def first(self, role: Role) -> Span | None:
        """The first cell of a role."""
        return next((cell for cell, has in zip(self.cells, self.roles, strict=False) if has == role), None)


def row_of(low: str, span: Span) -> Row | None:
    """The cells of a line that has borders, tabs or upright strokes; None for any other line.

    Args:
        low: the folded text.
        span: the line.
    """
    borders = [at for at in range(span.start, span.end) if low[at] in "|\t"]
    if not borders:
        return None
    return Row(tuple(Span(left + 1, right) for left, right in pairwise([span.start - 1, *borders, span.end])))


def roles(low: str, heads: Sequence[Span]) -> tuple[Role | None, ...]:
    """What the columns under these heads are, where the rows are indicators; nothing where they are not.

    Such a table has a plan beside a result, or either beside a column that names or numbers its rows.

    Args:
        low: the folded text.
        heads: the cells of the head.
    """
    found = tuple(_role(head.of(low).strip(" \n*.:")) for head in heads)
    told = set(found)
    is_of_indicators = {"target", "actual"} <= told or (told & {"target", "actual"} and told & {"name", "unit"})
    return found if is_of_indicators and {"name", None} & told else ()


def _role(head: str) -> Role | None:
    return next((role for role, pattern in _ROLES if pattern.fullmatch(head)), None)
