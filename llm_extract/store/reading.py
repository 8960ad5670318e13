"""Questions to the store: pages of the queue and of the metrics, and what the filters can be set to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping
from sqlalchemy.sql.elements import ColumnElement

from llm_extract.corrections import STATUS, Correction, Json, standing
from llm_extract.models import Span
from llm_extract.store import rows
from llm_extract.store.saving import NOBODY, Standing
from llm_extract.store.schema import articles, corrections, findings, metrics, reviews
from llm_extract.store.values import Asked, Choices, ExtractionInfo, Key, MetricRow, Page, ReviewRow, Sheet

Condition = ColumnElement[bool]
_OF_REVIEW = (metrics.c.sha256 == reviews.c.sha256) & (metrics.c.task == reviews.c.task)


def sheet(connection: Connection, key: Key) -> Sheet:
    """All that a reviewer needs of one article.

    Raises:
        UnknownArticleError: the store holds no extraction of it.
    """
    now = Standing.of(connection, key)
    made = now.extraction
    info = ExtractionInfo(made["id"], made["engine"], made["prompt_version"], made["created_at"])
    newest = max((entry.id for entry in now.log), default=0)
    return Sheet(key, rows.article_of(now.article), rows.result_of(now.article, made), now.log, now.reviewed, info, newest)


def queue(connection: Connection, asked: Asked, offset: int, limit: int) -> Page[ReviewRow]:
    """A page of the articles to review."""
    conditions = [*_of_reviews(asked), *_of_documents(asked)]
    if metric := _of_metrics(asked):
        conditions.append(sa.exists().where(_OF_REVIEW, *metric))
    joined = reviews.join(articles, articles.c.sha256 == reviews.c.sha256)
    total = _count(connection, joined if asked.search else reviews, conditions)
    chosen = sa.select(reviews, articles.c.uri).select_from(joined).where(*conditions)
    found = connection.execute(chosen.order_by(*_queue_order(asked)).offset(offset).limit(limit)).mappings().all()
    keys = [(row["sha256"], row["task"]) for row in found]
    counts, reviewers = _metric_counts(connection, keys), _reviewers(connection, keys)
    return Page(tuple(_review(row, counts, reviewers) for row in found), total)


def _queue_order(asked: Asked) -> Sequence[ColumnElement[Any]]:
    if asked.sort == "newest":
        return (reviews.c.extraction_id.desc(),)
    if asked.sort == "title":
        return _by_title()
    grave = sa.case((reviews.c.error_count > 0, 0), else_=1)
    return grave, reviews.c.score, reviews.c.open_count.desc(), reviews.c.extraction_id


def _by_title() -> tuple[ColumnElement[Any], ...]:
    return articles.c.search, reviews.c.sha256, reviews.c.task


def _of_reviews(asked: Asked) -> list[Condition]:
    """Who made and who reviews it."""
    conditions: list[Condition] = []
    if asked.state != "all":
        conditions.append(reviews.c.state == asked.state if asked.state else reviews.c.state != "done")
    if asked.task:
        conditions.append(reviews.c.task == asked.task)
    if asked.engine:
        conditions.append(reviews.c.engine == asked.engine)
    if asked.finding:
        conditions.append(reviews.c.extraction_id.in_(sa.select(findings.c.extraction_id).where(findings.c.code == asked.finding)))
    conditions += [articles.c.search.contains(word, autoescape=True) for word in rows.folded(asked.search).split()]
    return conditions


def _of_documents(asked: Asked) -> list[Condition]:
    columns = {"province": reviews.c.province, "organization": reviews.c.organization, "period": reviews.c.period}
    return [column == value for name, column in columns.items() if (value := getattr(asked, name))]


def _of_metrics(asked: Asked) -> list[Condition]:
    columns = {"indicator": metrics.c.indicator, "kind": metrics.c.kind}
    return [column == value for name, column in columns.items() if (value := getattr(asked, name))]


def _count(connection: Connection, source: sa.FromClause, conditions: Iterable[Condition]) -> int:
    return connection.execute(sa.select(sa.func.count()).select_from(source).where(*conditions)).scalar_one()


def _metric_counts(connection: Connection, keys: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    key = (metrics.c.sha256, metrics.c.task)
    counted = sa.select(*key, sa.func.count()).where(sa.tuple_(*key).in_(keys)).group_by(*key)
    return {(sha256, task): count for sha256, task, count in connection.execute(counted)} if keys else {}


def _reviewers(connection: Connection, keys: list[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    key = (corrections.c.sha256, corrections.c.task)
    asked = sa.select(*key, corrections.c.who).where(sa.tuple_(*key).in_(keys), corrections.c.who != NOBODY).distinct()
    for sha256, task, who in connection.execute(asked) if keys else ():
        found[sha256, task].append(who)
    return {key: tuple(sorted(names)) for key, names in found.items()}


def _review(row: RowMapping, counts: dict[tuple[str, str], int], reviewers: dict[tuple[str, str], tuple[str, ...]]) -> ReviewRow:
    names = ("organization", "province", "period", "engine", "state", "score", "open_count", "error_count", "conflicts", "updated_at")
    key = (row["sha256"], row["task"])
    more: dict[str, Any] = {"metrics": counts.get(key, 0), "reviewers": reviewers.get(key, ())}
    return ReviewRow(key=Key(*key), title=row["title"], uri=row["uri"], **{name: row[name] for name in names}, **more)


def metric_page(connection: Connection, asked: Asked, offset: int, limit: int | None) -> Page[MetricRow]:
    """A page of the metrics."""
    source, conditions = of_metrics(asked)
    found = connection.execute(metrics_of(source, conditions).order_by(*_metric_order(asked)).offset(offset).limit(limit)).mappings()
    return Page(tuple(map(metric_of, found)), _count(connection, source if conditions else metrics, conditions))


def of_metrics(asked: Asked) -> tuple[sa.FromClause, list[Condition]]:
    """Where the metrics that are asked for are found: they and their reviews, with the articles where these are needed."""
    asked = replace(asked, state=asked.state or "all")
    joined = metrics.join(reviews, _OF_REVIEW)
    source = joined.join(articles, articles.c.sha256 == reviews.c.sha256) if asked.search or asked.sort == "title" else joined
    return source, [*_of_reviews(asked), *_of_documents_of_metrics(asked), *_of_metrics(asked)]


def metrics_of(source: sa.FromClause, conditions: Iterable[Condition], *more: ColumnElement[Any]) -> sa.Select[Any]:
    """A query for all that `metric_of` reads, and more."""
    documents = (reviews.c.title, reviews.c.organization, reviews.c.province, reviews.c.published_at)
    return sa.select(metrics, *documents, *more).select_from(source).where(*conditions)


def _of_documents_of_metrics(asked: Asked) -> list[Condition]:
    columns = {"province": reviews.c.province, "organization": reviews.c.organization, "period": metrics.c.period}
    return [column == value for name, column in columns.items() if (value := getattr(asked, name))]


def _metric_order(asked: Asked) -> Sequence[ColumnElement[Any]]:
    place = (metrics.c.sha256, metrics.c.task, metrics.c.start)
    if asked.sort == "newest":
        return reviews.c.extraction_id.desc(), metrics.c.start
    if asked.sort == "title":
        return *_by_title(), metrics.c.start
    return metrics.c.verdict.is_not(None), sa.func.coalesce(metrics.c.score, 1.0), *place


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


def choices(connection: Connection) -> Choices:
    """What the filters can be set to."""

    def distinct(*columns: sa.Column[Any]) -> tuple[str, ...]:
        found = {value for column in columns for (value,) in connection.execute(sa.select(column).distinct())}
        return tuple(sorted((value for value in found if value), key=rows.folded))

    return Choices(
        tasks=distinct(reviews.c.task),
        provinces=distinct(reviews.c.province),
        engines=distinct(reviews.c.engine),
        findings=distinct(findings.c.code),
        indicators=distinct(metrics.c.indicator),
        periods=distinct(reviews.c.period, metrics.c.period),
        reviewers=distinct(corrections.c.who),
    )


def blind_labels(connection: Connection) -> tuple[tuple[str, str, str], ...]:
    """Of every standing entry that was made without sight of the model's label: reviewer, model's code, reviewer's code."""
    blind = sa.select(corrections.c.sha256, corrections.c.task).where(corrections.c.blind).distinct()
    key = (corrections.c.sha256, corrections.c.task)
    found = connection.execute(sa.select(corrections).where(sa.tuple_(*key).in_(blind)).order_by(*key, corrections.c.id)).mappings()
    labels = []
    for _, log in groupby(found, key=lambda row: (row["sha256"], row["task"])):
        labels += [label for entry in standing(tuple(map(rows.correction_of, log))) if (label := _label(entry))]
    return tuple(labels)


def _label(entry: Correction) -> tuple[str, str, str] | None:
    if not entry.blind or entry.field not in {STATUS, "indicator"}:
        return None
    before = _code(entry.before)
    return entry.who, before, before if entry.action == "accept" else _code(entry.after)


def _code(value: Json) -> str:
    """A metric's code; of a figure that is none, its status."""
    if not isinstance(value, dict):
        return str(value)
    metric = value.get("metric")
    return str(metric["indicator"] if metric else value.get("status"))
