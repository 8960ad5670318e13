"""Questions to the store: one article with its review, what the filters can be set to, how reviewers and models agree."""

from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from llm_extract.corrections import STATUS, Correction, Json, standing
from llm_extract.store import rows
from llm_extract.store.saving import Standing
from llm_extract.store.schema import corrections, findings, metrics, reviews
from llm_extract.store.values import Choices, ExtractionInfo, Key, Sheet


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
