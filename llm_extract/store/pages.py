"""Pages of the queue and of the metrics. What is sorted and counted is narrow; only the rows of the page are read whole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping
from sqlalchemy.sql.elements import ColumnElement

from llm_extract.models import Span
from llm_extract.store import rows
from llm_extract.store.saving import NOBODY
from llm_extract.store.schema import articles, corrections, findings, metrics, reviews
from llm_extract.store.values import Asked, Key, MetricRow, Page, ReviewRow

Condition = ColumnElement[bool]
Order = Sequence[ColumnElement[Any]]

_OF_REVIEW = (metrics.c.sha256 == reviews.c.sha256) & (metrics.c.task == reviews.c.task)
_OF_ARTICLE = articles.c.sha256 == reviews.c.sha256
_METRICS = sa.select(sa.func.count()).where(_OF_REVIEW).correlate(reviews).scalar_subquery().label("metrics")
_SHOWN = [column for column in reviews.c if column.name != "current"]


def queue(connection: Connection, asked: Asked, offset: int, limit: int) -> Page[ReviewRow]:
    """A page of the articles to review."""
    conditions = [*_of_reviews(asked), *_told(asked, reviews, "province", "organization", "period")]
    if of := [metrics.c[name].concat("") == value for name in ("indicator", "kind") if (value := getattr(asked, name))]:
        # Concatenated, the columns do not tempt SQLite to go through all metrics of a code for each article.
        conditions.append(sa.exists().where(_OF_REVIEW, *of))
    order = _queue_order(asked)
    source = reviews.join(articles, _OF_ARTICLE)
    narrow = sa.select(reviews.c.extraction_id).select_from(source if asked.sort == "title" else reviews).where(*conditions)
    chosen = narrow.order_by(*order).offset(offset).limit(limit).subquery()
    wide = sa.select(*_SHOWN, articles.c.uri, _METRICS).select_from(source.join(chosen, chosen.c.extraction_id == reviews.c.extraction_id))
    found = connection.execute(wide.order_by(*order)).mappings().all()
    reviewers = _reviewers(connection, [row["sha256"] for row in found])
    shown = tuple(_review(row, reviewers.get((row["sha256"], row["task"]), ())) for row in found)
    return Page(shown, _count(connection, reviews, conditions))


def _queue_order(asked: Asked) -> Order:
    if asked.sort == "newest":
        return (reviews.c.extraction_id.desc(),)
    if asked.sort == "title":
        return articles.c.search, reviews.c.sha256, reviews.c.task
    grave = sa.case((reviews.c.error_count > 0, 0), else_=1)
    return grave, reviews.c.score, reviews.c.open_count.desc(), reviews.c.extraction_id


def _of_reviews(asked: Asked) -> list[Condition]:
    """Conditions on who made and who reviews it, and on the words it is found by."""
    conditions = _told(asked, reviews, "task", "engine", "sha256")
    if asked.state != "all":
        conditions.append(reviews.c.state == asked.state if asked.state else reviews.c.state != "done")
    if asked.finding:
        conditions.append(reviews.c.extraction_id.in_(sa.select(findings.c.extraction_id).where(findings.c.code == asked.finding)))
    if words := rows.folded(asked.search).split():
        hold = (articles.c.search.contains(word, autoescape=True) for word in words)
        conditions.append(reviews.c.sha256.in_(sa.select(articles.c.sha256).where(*hold)))
    return conditions


def _told(asked: Asked, table: sa.Table, *names: str) -> list[Condition]:
    return [table.c[name] == value for name in names if (value := getattr(asked, name))]


def _count(connection: Connection, source: sa.FromClause, conditions: Sequence[Condition]) -> int:
    return connection.execute(sa.select(sa.func.count()).select_from(source).where(*conditions)).scalar_one()


def _reviewers(connection: Connection, digests: list[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    columns = (corrections.c.sha256, corrections.c.task, corrections.c.who)
    asked = sa.select(*columns).where(corrections.c.sha256.in_(digests), corrections.c.who != NOBODY).distinct()
    for sha256, task, who in connection.execute(asked):
        found[sha256, task].append(who)
    return {key: tuple(sorted(names)) for key, names in found.items()}


def _review(row: RowMapping, reviewers: tuple[str, ...]) -> ReviewRow:
    names = ("title", "uri", "organization", "province", "period", "engine", "state", "score", "open_count", "error_count", "conflicts")
    told: dict[str, Any] = {name: row[name] for name in (*names, "metrics", "updated_at")}
    return ReviewRow(key=Key(row["sha256"], row["task"]), reviewers=reviewers, **told)


def metric_page(connection: Connection, asked: Asked, offset: int, limit: int | None) -> Page[MetricRow]:
    """A page of the metrics."""
    joined, conditions = of_metrics(asked)
    order, by_title = _metric_order(asked), joined.join(articles, _OF_ARTICLE)
    source = {"title": by_title, "newest": joined}.get(asked.sort, metrics)
    key = (metrics.c.sha256, metrics.c.task, metrics.c.start)
    chosen = sa.select(*key).select_from(source).where(*conditions).order_by(*order).offset(offset).limit(limit).subquery()
    same = sa.and_(*(column == chosen.c[column.name] for column in key))
    wide = metrics_of((by_title if asked.sort == "title" else joined).join(chosen, same), ())
    found = connection.execute(wide.order_by(*order)).mappings()
    return Page(tuple(map(metric_of, found)), _count(connection, metrics, conditions))


def of_metrics(asked: Asked) -> tuple[sa.FromClause, list[Condition]]:
    """Where the metrics that are asked for are found: they and their reviews, and the conditions, which are of the metrics' table alone."""
    conditions = _told(asked, metrics, "indicator", "kind", "period")
    of = [*_of_reviews(replace(asked, state=asked.state or "all")), *_told(asked, reviews, "province", "organization")]
    if of:
        conditions.append(sa.tuple_(metrics.c.sha256, metrics.c.task).in_(sa.select(reviews.c.sha256, reviews.c.task).where(*of)))
    return metrics.join(reviews, _OF_REVIEW), conditions


def metrics_of(source: sa.FromClause, conditions: Sequence[Condition], *more: ColumnElement[Any]) -> sa.Select[Any]:
    """A query for all that `metric_of` reads, and more."""
    documents = (reviews.c.title, reviews.c.organization, reviews.c.province, reviews.c.published_at)
    return sa.select(metrics, *documents, *more).select_from(source).where(*conditions)


def _metric_order(asked: Asked) -> Order:
    if asked.sort == "newest":
        return reviews.c.extraction_id.desc(), metrics.c.start
    if asked.sort == "title":
        return articles.c.search, reviews.c.sha256, reviews.c.task, metrics.c.start
    return metrics.c.score.asc().nulls_last(), metrics.c.sha256, metrics.c.task, metrics.c.start


def metric_of(row: RowMapping) -> MetricRow:
    """The metric of a row."""
    told = ("title", "organization", "province", "published_at", "indicator", "kind", "qualifier", "unit", "group", "period", "scope")
    judged: dict[str, Any] = {name: row[name] for name in ("quote", "score", "verdict", "who")}
    judged |= {name: None if row[name] is None else Decimal(row[name]) for name in ("high", "total", "percent")}
    return MetricRow(
        key=Key(row["sha256"], row["task"]),
        value=Decimal(row["value"]),
        span=Span(row["start"], row["end"]),
        quote_span=rows.span_of(row["quote_start"], row["quote_end"]),
        **{name: row[name] for name in told},
        **judged,
    )
