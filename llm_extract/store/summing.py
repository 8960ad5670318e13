"""The metrics laid out in a table of two sides, and one by one for those who carry them away.

Nothing is added up: a sum of what happens to be in the store is a figure that no article holds. A cell shows one figure of one body,
the newest, and says how many others stand behind it. What must not be mixed stands in rows of its own: each indicator, kind, subgroup,
and percentages and money apart from counts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping
from sqlalchemy.sql.elements import ColumnElement

from llm_extract.store import pages, places
from llm_extract.store.places import APART, BODY, LINE, UNNAMED
from llm_extract.store.schema import metrics, reviews
from llm_extract.store.values import Asked, MetricRow, Page

Rows = Literal["indicator", "province", "body"]
Columns = Literal["period", "province"]
_FETCHED = 1000
_DIGITS = 11
_WIDE = 5 * 10 ** (_DIGITS - 1)
"""Beside it, every number of an extraction and every offset has as many digits, up or down, so that texts of them sort as they do."""


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


_NOTHING = Pivot((), (), {}, 0, 0)
_OF_REVIEW = (metrics.c.sha256 == reviews.c.sha256) & (metrics.c.task == reviews.c.task)
_UNIT = sa.case((metrics.c.unit.in_(APART) | (metrics.c.indicator == UNNAMED), metrics.c.unit), else_=None)
_WORDS: dict[str, ColumnElement[Any]] = {
    **{name: metrics.c[name] for name in LINE},
    "unit": _UNIT,
    "province": reviews.c.province,
    "organization": reviews.c.organization,
    "scope": metrics.c.scope,
}
_KEYS: dict[Rows, tuple[str, ...]] = {"indicator": ("line",), "province": ("line", "province"), "body": ("line", "body")}
_MORE: dict[Rows, tuple[str, ...]] = {"indicator": (), "province": BODY[:1], "body": BODY}
_PLACE: dict[str, ColumnElement[Any]] = {
    "line": metrics.c.line,
    "body": metrics.c.body,
    "province": sa.func.coalesce(reviews.c.province, ""),
    "period": sa.func.coalesce(metrics.c.period, ""),
    "whose": metrics.c.body,
    "own": sa.case((sa.func.coalesce(metrics.c.scope, "") == "", 1), else_=0),
    "published_at": sa.func.coalesce(reviews.c.published_at, ""),
    "extraction_id": reviews.c.extraction_id,
    "start": metrics.c.start,
}
_FOUND = ("whose", "own", "published_at", "extraction_id", "start")


@dataclass(frozen=True)
class _Table:
    """The metrics that are asked for, and what they are grouped by.

    Attributes:
        joined: the metrics with their reviews.
        conditions: of the metrics' table alone.
        binary: a collation that sorts by code points.
    """

    layout: Layout
    joined: sa.FromClause
    conditions: Sequence[ColumnElement[bool]]
    binary: str

    @classmethod
    def of(cls, connection: Connection, asked: Asked, layout: Layout) -> "_Table":
        joined, conditions = pages.of_metrics(asked)
        if layout.family:
            conditions.append(metrics.c.indicator.startswith(layout.family, autoescape=True))
        if layout.is_whole:
            conditions.append(sa.func.coalesce(metrics.c.group, "") == "")
        if layout.bodies:
            conditions.append(metrics.c.body.in_([places.body_of(asdict(one)) for one in layout.bodies]))
        return cls(layout, joined, conditions, "BINARY" if connection.dialect.name == "sqlite" else "C")

    @property
    def keys(self) -> tuple[str, ...]:
        """What rows of the table are told apart by."""
        return _KEYS[self.layout.rows]

    @property
    def line_names(self) -> tuple[str, ...]:
        """The texts that a row is shown by."""
        return LINE + _MORE[self.layout.rows]

    def counted(self, *names: str) -> sa.CTE:
        """How many figures there are of each place; the documents are only gone through where a place is named by them."""
        source = self.joined if "province" in names else metrics
        placed = _placed(names, source, self.conditions)
        return sa.select(*placed.c, sa.func.count().label("count")).group_by(*placed.c).cte("counted")


def pivot(connection: Connection, asked: Asked, layout: Layout, offset: int, limit: int) -> Pivot:
    """One page of a table of metrics: the rows with the most figures first, targets and subgroups behind what they belong to.

    What no code names comes last.
    """
    table = _Table.of(connection, asked, layout)
    rows = connection.execute(_lines(table).offset(offset).limit(limit)).mappings().all()
    columns = connection.execute(_columns(table).offset(layout.first_column).limit(layout.most_columns)).mappings().all()
    if not rows or not columns:
        return _NOTHING
    lines = {_key(table, row): Line(**{name: row[name] for name in table.line_names}) for row in rows}
    at = [row["at"] for row in columns]
    cells = _cells(connection, table, lines, at)
    shown = sorted(at, reverse=True) if layout.columns == "period" else at
    return Pivot(tuple(lines.values()), tuple(shown), cells, rows[0]["total"], columns[0]["total"])


def _key(table: _Table, row: RowMapping) -> tuple[Any, ...]:
    return tuple(row[name] for name in table.keys)


def _lines(table: _Table) -> sa.Select[Any]:
    """The rows of a table in order: what they are known by, and their texts."""
    counted = table.counted(*table.keys)
    told = _told(counted, "line", LINE)
    source, names = counted.join(told, told.c.line == counted.c.line), [told.c[name] for name in LINE]
    owner = [told.c.task, told.c.indicator]
    if "body" in table.keys:
        whose = _told(counted, "body", BODY)
        source = source.join(whose, whose.c.body == counted.c.body)
        owner += [whose.c[name] for name in BODY]
    elif "province" in table.keys:
        owner.append(counted.c.province)
    of_owner = sa.func.sum(counted.c.count).over(partition_by=owner).desc()
    behind = (told.c.group != "", told.c.unit, told.c.kind, counted.c.count.desc(), told.c.group)
    shown = {column.name: column for column in (*names, *owner, *(counted.c[name] for name in table.keys))}
    asked = sa.select(*shown.values(), sa.func.count().over().label("total")).select_from(source)
    return asked.order_by(told.c.indicator == UNNAMED, of_owner, *owner, *behind)


def _told(counted: sa.FromClause, number: str, names: Sequence[str]) -> sa.CTE:
    """The texts that numbers stand for: those of any metric that has the number.

    Args:
        counted: holds the numbers.
        number: the name of their column.
        names: of the texts.
    """
    found = sa.select(counted.c[number]).distinct().subquery(f"numbers_{number}")
    texts = (sa.func.coalesce(_text(metrics.c[number] == found.c[number], _WORDS[name]), "").label(name) for name in names)
    return sa.select(found.c[number], *texts).cte(f"told_{number}")


def _text(is_one: ColumnElement[bool], column: ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    return sa.select(column).select_from(metrics.join(reviews, _OF_REVIEW)).where(is_one).limit(1).scalar_subquery()


def _columns(table: _Table) -> sa.Select[Any]:
    """The columns of a table, those with the most figures first."""
    counted = table.counted(table.layout.columns).c
    at = counted[table.layout.columns]
    order = (at == "", counted.count.desc(), sa.collate(at, table.binary).desc())
    return sa.select(at.label("at"), sa.func.count().over().label("total")).order_by(*order)


def _cells(connection: Connection, table: _Table, lines: Mapping[tuple[Any, ...], Line], at: Sequence[str]) -> dict[tuple[Line, str], Cell]:
    """The cells of one page: only its own figures are gone through for the newest.

    Args:
        connection: to read with.
        table: which metrics.
        lines: the rows of the page, by what they are known by.
        at: its columns.
    """
    named = _placed((*table.keys, table.layout.columns, *_FOUND), table.joined, [*table.conditions, *_of_page(table, lines, at)])
    key, column = [named.c[name] for name in table.keys], named.c[table.layout.columns].label("at")
    counted = (sa.func.count().label("figures"), sa.func.count(named.c.whose.distinct()).label("bodies"))
    newest = _newest(named.c, table.binary).label("newest")
    found = connection.execute(sa.select(*key, column, *counted, newest).group_by(*key, column)).mappings().all()
    shown = _read(connection, [_extraction(row["newest"]) for row in found])
    return {(lines[_key(table, row)], row["at"]): Cell(shown[_extraction(row["newest"])], row["figures"], row["bodies"]) for row in found}


def _placed(names: Sequence[str], source: sa.FromClause, conditions: Sequence[ColumnElement[bool]]) -> sa.Subquery:
    """Columns named in a query of their own: PostgreSQL takes an expression with parameters that is said twice for two expressions."""
    return sa.select(*(_PLACE[name].label(name) for name in dict.fromkeys(names))).select_from(source).where(*conditions).subquery()


def _of_page(table: _Table, lines: Iterable[tuple[Any, ...]], at: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    known = list(lines)
    yield metrics.c.line.in_([key[0] for key in known])
    if len(table.keys) > 1:
        yield sa.tuple_(*(_PLACE[name] for name in table.keys)).in_(known)
    yield _PLACE[table.layout.columns].in_(at)


def _newest(named: sa.sql.base.ReadOnlyColumnCollection[str, Any], binary: str) -> ColumnElement[str]:
    """Where the newest of several figures stands, as a text that is the greatest: one pass finds it, where sorting takes several.

    An organisation's own figure stands before one of a scope.
    """
    wide = sa.literal(_WIDE, sa.BigInteger)
    own, extraction, start = (sa.cast(one, sa.Text) for one in (named.own, wide + named.extraction_id, wide - named.start))
    return sa.func.max(sa.collate(own + named.published_at + " " + extraction + start, binary))


def _extraction(newest: str) -> tuple[int, int]:
    """Extraction and offset of what `_newest` found."""
    extraction, start = newest[-2 * _DIGITS : -_DIGITS], newest[-_DIGITS:]
    return int(extraction) - _WIDE, _WIDE - int(start)


def _read(connection: Connection, wanted: Sequence[tuple[int, int]]) -> dict[tuple[int, int], MetricRow]:
    """Metrics by their extraction and offset."""
    near = reviews.c.extraction_id.in_({extraction for extraction, _ in wanted})  # else SQLite looks at every metric for each
    is_one = sa.tuple_(reviews.c.extraction_id, metrics.c.start).in_(wanted)
    asked = pages.metrics_of(metrics.join(reviews, _OF_REVIEW), [near, is_one], reviews.c.extraction_id)
    found = connection.execute(asked).mappings() if wanted else ()
    return {(row["extraction_id"], row["start"]): pages.metric_of(row) for row in found}


def cell(connection: Connection, asked: Asked, layout: Layout, place: tuple[Line, str], page: slice) -> Page[MetricRow]:
    """The figures behind one cell: an organisation's own first, and of them the newest."""
    table, (line, column) = _Table.of(connection, asked, layout), place
    told = asdict(line)
    known = {"line": places.line_of(told), "body": places.body_of(told), "province": line.province, layout.columns: column}
    wanted = [*table.conditions, *(_PLACE[name] == known[name] for name in (*table.keys, layout.columns))]
    total = connection.execute(sa.select(sa.func.count()).select_from(table.joined).where(*wanted)).scalar_one()
    published = sa.collate(_PLACE["published_at"], table.binary)
    newest_first = (_PLACE["own"].desc(), published.desc(), reviews.c.extraction_id.desc(), metrics.c.start)
    asked_for = pages.metrics_of(table.joined, wanted).order_by(*newest_first).slice(page.start, page.stop)
    return Page(tuple(map(pages.metric_of, connection.execute(asked_for).mappings())), total)


def bodies(connection: Connection, asked: Asked, layout: Layout, limit: int) -> tuple[Body, ...]:
    """The bodies that the store has figures of, those of the most periods first."""
    counted = _Table.of(connection, asked, layout).counted("body", "period")
    periods = sa.func.count().label("periods")
    by_body = sa.select(counted.c.body, periods, sa.func.sum(counted.c.count).label("count")).group_by(counted.c.body).cte("bodies")
    told = _told(by_body, "body", BODY)
    key = [told.c[name] for name in BODY]
    query = sa.select(*key, by_body.c.periods).join(by_body, by_body.c.body == told.c.body)
    found = connection.execute(query.order_by(by_body.c.periods.desc(), by_body.c.count.desc(), *key).limit(limit)).mappings()
    return tuple(Body(**row) for row in found)


def organizations(connection: Connection, limit: int) -> tuple[str, ...]:
    """The organisations of the documents, those of the most documents first."""
    column, count = reviews.c.organization, sa.func.count()
    found = connection.execute(sa.select(column).where(column.is_not(None)).group_by(column).order_by(count.desc(), column).limit(limit))
    return tuple(found.scalars())


def each(connection: Connection, asked: Asked) -> Iterator[MetricRow]:
    """Every metric that is asked for, the newest extraction's first, a few at a time."""
    source, conditions = pages.of_metrics(asked)
    query = pages.metrics_of(source, conditions).order_by(reviews.c.extraction_id.desc(), metrics.c.start)
    with connection.execution_options(yield_per=_FETCHED).execute(query) as found:
        yield from map(pages.metric_of, found.mappings())
