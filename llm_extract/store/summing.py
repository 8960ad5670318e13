"""The metrics laid out in a table of two sides, and one by one for those who carry them away.

Nothing is added up: a sum of what happens to be in the store is a figure that no article holds. A cell shows one figure of one body,
the newest, and says how many others stand behind it. What must not be mixed stands in rows of its own: each indicator, kind, subgroup,
and percentages and money apart from counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from llm_extract.store import pages
from llm_extract.store.schema import metrics, reviews
from llm_extract.store.values import Asked, MetricRow, Page

Rows = Literal["indicator", "province", "body"]
Columns = Literal["period", "province"]
_APART = ("%", "đồng")
_UNNAMED = "other"
"""The code of figures that no other code fits: only their unit says what they count."""
_FETCHED = 1000
_DIGITS = 11
_WIDE = 5 * 10 ** (_DIGITS - 1)
"""Beside it, every number of an extraction and every offset has as many digits, up or down, so that texts of them sort as they do."""
_BAR = "\x1f"


@dataclass(frozen=True, slots=True)
class Layout:
    """Which table is wanted.

    Attributes:
        rows: what a row is: an indicator; one of a province; or one of a body, which is a scope or else the document's organisation.
        columns: what a column is.
        first_column: how many columns are left out before; those with the most figures come first.
        most_columns: how many columns there may be.
        family: beginning of the codes that are wanted; empty for all.
        is_whole: whether subgroups are left out.
        bodies: whose figures are wanted; all where none is named.
    """

    rows: Rows = "indicator"
    columns: Columns = "period"
    first_column: int = 0
    most_columns: int = 6
    family: str = ""
    is_whole: bool = False
    bodies: "tuple[Body, ...]" = ()


@dataclass(frozen=True, slots=True)
class Body:
    """Whom figures are of: a scope, else the document's organisation; empty where the document says none.

    Attributes:
        periods: of how many periods there are figures.
    """

    province: str
    organization: str
    scope: str
    periods: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """What the figures of one row have in common; empty where they have none of it.

    Attributes:
        unit: only where it tells figures of one indicator apart: percentages, money, and what the indicator `other` counts.
        province: of rows of provinces and bodies.
        organization: of rows of bodies.
        scope: of rows of bodies.
    """

    task: str
    indicator: str
    kind: str
    group: str
    unit: str
    province: str = ""
    organization: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands where a row and a column meet.

    Attributes:
        metric: of the newest article, the first in it; an organisation's own before one of a scope.
        figures: how many there are in all.
        bodies: of how many bodies they are.
    """

    metric: MetricRow
    figures: int
    bodies: int


@dataclass(frozen=True, slots=True)
class Pivot:
    """One page of a table.

    Attributes:
        lines: its rows.
        columns: a period or province each, the newest periods first; empty, and last, for figures that have none.
        cells: by row and column; nothing where no figure is.
        total_lines: rows of all pages.
        total_columns: columns of all pages.
    """

    lines: tuple[Line, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[Line, str], Cell]
    total_lines: int
    total_columns: int


_OF_REVIEW = (metrics.c.sha256 == reviews.c.sha256) & (metrics.c.task == reviews.c.task)
_UNIT = sa.case((metrics.c.unit.in_(_APART) | (metrics.c.indicator == _UNNAMED), metrics.c.unit), else_=None)
_PLACE: dict[str, ColumnElement[Any]] = {
    "task": metrics.c.task,
    "indicator": metrics.c.indicator,
    "kind": metrics.c.kind,
    "group": metrics.c.group,
    "unit": _UNIT,
    "province": reviews.c.province,
    "organization": reviews.c.organization,
    "scope": metrics.c.scope,
    "period": metrics.c.period,
}
_LINE = ("task", "indicator", "kind", "group", "unit")
_BODY = ("province", "organization", "scope")
_MORE: dict[Rows, tuple[str, ...]] = {"indicator": (), "province": _BODY[:1], "body": _BODY}


@dataclass(frozen=True)
class _Table:
    """The metrics that are asked for, by where they stand in the table.

    They are named in a query of their own: PostgreSQL takes an expression with parameters that is said twice for two expressions.
    """

    layout: Layout
    named: sa.Subquery
    binary: str

    @classmethod
    def of(cls, connection: Connection, asked: Asked, layout: Layout) -> "_Table":
        source, conditions = pages.of_metrics(asked)
        if layout.family:
            conditions.append(metrics.c.indicator.startswith(layout.family, autoescape=True))
        if layout.is_whole:
            conditions.append(sa.func.coalesce(metrics.c.group, "") == "")
        if layout.bodies:
            body = sa.tuple_(*(sa.func.coalesce(_PLACE[name], "") for name in _BODY))
            conditions.append(body.in_([tuple(getattr(one, name) for name in _BODY) for one in layout.bodies]))
        place = [sa.func.coalesce(column, "").label(name) for name, column in _PLACE.items()]
        found = (
            metrics.c.sha256,
            metrics.c.start,
            sa.func.coalesce(reviews.c.published_at, "").label("published_at"),
            reviews.c.extraction_id,
        )
        named = sa.select(*place, *found).select_from(source).where(*conditions).subquery()
        return cls(layout, named, "BINARY" if connection.dialect.name == "sqlite" else "C")

    def columns(self, names: Sequence[str]) -> tuple[ColumnElement[Any], ...]:
        return tuple(self.named.c[name] for name in names)

    @property
    def line_names(self) -> tuple[str, ...]:
        return _LINE + _MORE[self.layout.rows]

    @property
    def newest_first(self) -> tuple[ColumnElement[Any], ...]:
        own = sa.case((self.named.c.scope == "", 0), else_=1)
        published = sa.collate(self.named.c.published_at, self.binary)
        return own, published.desc(), self.named.c.extraction_id.desc(), self.named.c.start

    @property
    def newest(self) -> ColumnElement[str]:
        """Where the first of `newest_first` stands, as a text that is the greatest: one pass finds it, where sorting takes several."""
        named = self.named.c
        own = sa.case((named.scope == "", "1"), else_="0")
        wide = sa.literal(_WIDE, sa.BigInteger)
        extraction, start = sa.cast(wide + named.extraction_id, sa.Text), sa.cast(wide - named.start, sa.Text)
        return sa.func.max(sa.collate(own + named.published_at + " " + extraction + start, self.binary))

    @property
    def bodies(self) -> ColumnElement[int]:
        parts = self.columns(_BODY)
        return sa.func.count((parts[0] + _BAR + parts[1] + _BAR + parts[2]).distinct())


def pivot(connection: Connection, asked: Asked, layout: Layout, offset: int, limit: int) -> Pivot:
    """One page of a table of metrics: the rows with the most figures first, targets and subgroups behind what they belong to.

    What no code names comes last.
    """
    table = _Table.of(connection, asked, layout)
    found = connection.execute(_pivot(table, offset, limit)).mappings().all()
    shown = _newest(connection, [_place(row["newest"]) for row in found if row["newest"]])
    lines, columns = {}, {}
    cells: dict[tuple[Line, str], Cell] = {}
    for row in found:
        line, column = Line(**{name: row[name] for name in table.line_names}), row["at"]
        lines[line], columns[column] = row["lines"], row["columns"]
        if row["newest"]:
            cells[line, column] = Cell(shown[_place(row["newest"])], row["figures"], row["bodies"])
    shown_columns = sorted(columns, reverse=True) if layout.columns == "period" else columns
    return Pivot(tuple(lines), tuple(shown_columns), cells, max(lines.values(), default=0), max(columns.values(), default=0))


def _pivot(table: _Table, offset: int, limit: int) -> sa.Select[Any]:
    """Every place of one page of the table, row by row, with what is known of its figures."""
    key = table.columns(table.line_names)
    at = table.named.c[table.layout.columns].label("at")
    counted = (sa.func.count().label("figures"), table.bodies.label("bodies"), table.newest.label("newest"))
    cells = sa.select(*key, at, *counted).group_by(*key, at).cte("cells")
    lines, columns = _lines(table, cells, offset, limit), _columns(table, cells)
    met = sa.and_(cells.c.at == columns.c.at, *(cells.c[name] == lines.c[name] for name in table.line_names))
    asked = sa.select(
        *(lines.c[name] for name in table.line_names), lines.c.lines, columns.c.at, columns.c.columns,
        cells.c.figures, cells.c.bodies, cells.c.newest,
    )  # fmt: skip
    places = lines.join(columns, sa.true()).outerjoin(cells, met)
    return asked.select_from(places).order_by(lines.c.place, columns.c.place)


def _lines(table: _Table, cells: sa.CTE, offset: int, limit: int) -> sa.CTE:
    key = [cells.c[name] for name in table.line_names]
    owner = [cells.c[name] for name in ("task", "indicator", *_MORE[table.layout.rows])]
    count = sa.func.sum(cells.c.figures)
    summed = sa.select(*key, count.label("count"), sa.func.sum(count).over(partition_by=owner).label("of_owner")).group_by(*key).subquery()
    named = summed.c
    behind = (named.group != "", named.unit, named.kind, named.count.desc(), named.group)
    order = (named.indicator == _UNNAMED, named.of_owner.desc(), *(named[column.name] for column in owner), *behind)
    placed = sa.select(summed, sa.func.count().over().label("lines"), sa.func.row_number().over(order_by=order).label("place"))
    return placed.order_by(sa.text("place")).offset(offset).limit(limit).cte("lines")


def _columns(table: _Table, cells: sa.CTE) -> sa.CTE:
    layout, at, count = table.layout, cells.c.at, sa.func.sum(cells.c.figures)
    order = (at == "", count.desc(), sa.collate(at, table.binary).desc())
    placed = sa.select(at, sa.func.count().over().label("columns"), sa.func.row_number().over(order_by=order).label("place"))
    return placed.group_by(at).order_by(sa.text("place")).offset(layout.first_column).limit(layout.most_columns).cte("columns")


def _place(newest: str) -> tuple[int, int]:
    """Extraction and offset of what `_Table.newest` found."""
    extraction, start = newest[-2 * _DIGITS : -_DIGITS], newest[-_DIGITS:]
    return int(extraction) - _WIDE, _WIDE - int(start)


def _newest(connection: Connection, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], MetricRow]:
    source = metrics.join(reviews, _OF_REVIEW)
    asked = pages.metrics_of(source, [sa.tuple_(reviews.c.extraction_id, metrics.c.start).in_(places)], reviews.c.extraction_id)
    found = connection.execute(asked).mappings() if places else ()
    return {(row["extraction_id"], row["start"]): pages.metric_of(row) for row in found}


def _same(query: sa.Subquery) -> ColumnElement[bool]:
    return (metrics.c.sha256 == query.c.sha256) & (metrics.c.task == query.c.task) & (metrics.c.start == query.c.start)


def cell(connection: Connection, asked: Asked, layout: Layout, place: tuple[Line, str], page: slice) -> Page[MetricRow]:
    """The figures behind one cell: an organisation's own first, and of them the newest."""
    table, (line, column) = _Table.of(connection, asked, layout), place
    wanted = [
        *(part == getattr(line, name) for name, part in zip(table.line_names, table.columns(table.line_names), strict=True)),
        table.named.c[layout.columns] == column,
    ]
    source = table.named.join(metrics, _same(table.named)).join(reviews, _OF_REVIEW)
    total = connection.execute(sa.select(sa.func.count()).select_from(table.named).where(*wanted)).scalar_one()
    asked_for = pages.metrics_of(source, wanted).order_by(*table.newest_first).slice(page.start, page.stop)
    return Page(tuple(map(pages.metric_of, connection.execute(asked_for).mappings())), total)


def bodies(connection: Connection, asked: Asked, layout: Layout, limit: int) -> tuple[Body, ...]:
    """The bodies that the store has figures of, those of the most periods first."""
    table = _Table.of(connection, asked, layout)
    key, periods = table.columns(_BODY), sa.func.count(table.named.c.period.distinct()).label("periods")
    found = connection.execute(sa.select(*key, periods).group_by(*key).order_by(periods.desc(), sa.func.count().desc(), *key).limit(limit))
    return tuple(Body(**{name: row[name] for name in _BODY}, periods=row["periods"]) for row in found.mappings())


def organizations(connection: Connection, limit: int) -> tuple[str, ...]:
    """The organisations of the documents, those of the most documents first."""
    column, count = reviews.c.organization, sa.func.count()
    found = connection.execute(sa.select(column).where(column.is_not(None)).group_by(column).order_by(count.desc(), column).limit(limit))
    return tuple(found.scalars())


def each(connection: Connection, asked: Asked) -> Iterator[MetricRow]:
    """Every metric that is asked for, the newest extraction's first, a few at a time."""
    source, conditions = pages.of_metrics(asked)
    query = pages.metrics_of(source, conditions).order_by(reviews.c.extraction_id.desc(), metrics.c.start)
    found = connection.execution_options(yield_per=_FETCHED).execute(query)
    yield from map(pages.metric_of, found.mappings())
