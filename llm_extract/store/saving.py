"""Keeping extractions, and what the tables `reviews` and `metrics` say of them after the corrections."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from llm_extract.corrections import REVIEW, Conflict, Correction, Json, Reviewed, replay, standing
from llm_extract.errors import StoreError, UnknownArticleError
from llm_extract.export import to_json
from llm_extract.models import Article, Extraction, Figure, Judgement, Metadata, Span
from llm_extract.store import places, rows
from llm_extract.store.rows import folded, plain
from llm_extract.store.schema import articles, corrections, extractions, figures, findings, metrics, reviews
from llm_extract.store.values import Key, Provenance

_LONGEST_SEARCH = 600
"""Code points; PostgreSQL takes no more than 2,700 bytes into an index."""
_NAMELESS = frozenset({"-", "pasted"})
"""Addresses of texts that came from no source that has a name: standard input, and the page Extract's field."""
NOBODY = ""
"""Who writes entries that no reviewer made: a finished article is opened again by another extraction of it."""


@dataclass(frozen=True)
class Standing:
    """What an article's newest extraction says after the corrections, with the rows it was made of."""

    article: RowMapping
    extraction: RowMapping
    log: tuple[Correction, ...]
    reviewed: Reviewed

    @classmethod
    def of(cls, connection: Connection, key: Key) -> "Standing":
        """Reads and replays it.

        Raises:
            UnknownArticleError: the store holds no extraction of it.
        """
        article, extraction = rows.read_article(connection, key.sha256), rows.read_extraction(connection, key)
        log = rows.read_log(connection, key)
        return cls(article, extraction, log, replay(extraction["result"], log))

    def followed(self, connection: Connection, key: Key) -> "Standing":
        """How it stands after the entries that were added to the log since."""
        log = (*self.log, *rows.read_log(connection, key, after=self.log[-1].id if self.log else 0))
        return Standing(self.article, self.extraction, log, replay(self.extraction["result"], log))


def save(connection: Connection, article: Article, extraction: Extraction, provenance: Provenance) -> Key:
    """Keeps an extraction as the newest of its article and task; the corrections of the article hold for it too.

    The article's other tasks show what its source declares as well, and are brought up to date where that changes.

    Returns:
        What it is found by.
    """
    at, key = datetime.now(UTC), Key(article.sha256, extraction.task)
    _keep_article(connection, article, at)
    before = _conflicts(connection, key)
    result = {name: value for name, value in to_json(article, extraction).items() if name != "article"}
    kept = {"created_at": at, "result": result, "result_sha256": rows.digest(result)}
    made = {"engine": extraction.engine, "prompt_version": provenance.prompt_version, "schema_hash": provenance.schema_hash}
    row = {"sha256": key.sha256, "task": key.task, "code": provenance.code, **made, **kept}
    number = rows.append(connection, extractions, row)
    _insert(connection, figures, _figure_rows(number, extraction))
    _insert(connection, findings, _finding_rows(number, result["findings"]))
    now = Standing.of(connection, key)
    refresh(connection, key, _reopened(connection, key, now) if now.reviewed.finished and _unborne(now.reviewed) - before else now)
    if connection.dialect.name == "sqlite" and number.bit_count() == 1:
        # SQLite plans by what it was last told of the tables' sizes; PostgreSQL looks for itself.
        connection.exec_driver_sql("ANALYZE")
    return key


def _keep_article(connection: Connection, article: Article, at: datetime) -> None:
    """Keeps an article and holds it until the transaction ends; where the same text is kept, with what either source declares."""
    row = rows.article_row(article)
    # Writing what stands there holds the row, so that what is read next is what is changed.
    rows.upsert(connection, articles, {**row, "search": "", "added_at": at}, {"added_at": articles.c.added_at})
    rows.lock(connection, article.sha256)
    held = rows.read_article(connection, article.sha256)
    row = rows.article_row(_declared(rows.article_of(held), article))
    connection.execute(sa.update(articles).where(articles.c.sha256 == article.sha256).values(**row))
    if (row["title"], row["metadata"]) != (held["title"], held["metadata"]):
        for task in connection.execute(sa.select(reviews.c.task).where(reviews.c.sha256 == article.sha256)).scalars().all():
            refresh(connection, Key(article.sha256, task))


def _declared(held: Article, given: Article) -> Article:
    """The newer article; where its source has no name, or declares nothing, the one that is held says it."""
    named = held if given.uri in _NAMELESS else given
    metadata = held.metadata if given.metadata == Metadata() else given.metadata
    return replace(given, uri=named.uri, media_type=named.media_type, regions=named.regions, metadata=metadata)


def _insert(connection: Connection, table: sa.Table, values: Iterator[dict[str, Any]]) -> None:
    if listed := list(values):
        connection.execute(sa.insert(table), listed)


def _figure_rows(number: int, extraction: Extraction) -> Iterator[dict[str, Any]]:
    for figure, judgement in zip(extraction.figures, extraction.judgements, strict=True):
        yield {"extraction_id": number, **_figure_row(figure, judgement)}


def _figure_row(figure: Figure, judgement: Judgement) -> dict[str, Any]:
    numbers = {name: plain(getattr(figure, name)) for name in ("value", "high", "total")}
    read = {name: getattr(figure, name) for name in ("text", "type", "percent", "qualifier", "iso")}
    place = {"number": figure.id, "start": figure.span.start, "end": figure.span.end}
    return {**place, **read, **numbers, "status": judgement.status, "reason": judgement.reason}


def _finding_rows(number: int, shown: list[dict[str, Json]]) -> Iterator[dict[str, Any]]:
    yield from ({"extraction_id": number, "number": place, **finding} for place, finding in enumerate(shown, 1))


def _conflicts(connection: Connection, key: Key) -> set[tuple[int, str]]:
    """What the newest extraction does not bear out, by entry and by what it says instead."""
    try:
        return _unborne(Standing.of(connection, key).reviewed)
    except UnknownArticleError:
        return set()


def _unborne(reviewed: Reviewed) -> set[tuple[int, str]]:
    lost = [Conflict(entry, None) for entry in reviewed.orphans]
    return {(conflict.correction.id, rows.digest(conflict.found)) for conflict in (*reviewed.conflicts, *lost)}


def _reopened(connection: Connection, key: Key, now: Standing) -> Standing:
    """A finished article that another extraction contradicts in a new way waits for its reviewer again."""
    why = f"extraction {now.extraction['id']} by {now.extraction['engine']} gives other values"
    entry = Correction(0, None, REVIEW, "reopen", "done", "begun", NOBODY, datetime.now(UTC), why)
    rows.append(connection, corrections, rows.correction_row(key, entry))
    return now.followed(connection, key)


def refresh(connection: Connection, key: Key, now: Standing | None = None) -> None:
    """Brings `reviews` and `metrics` of an article up to date with its newest extraction and its log.

    Args:
        connection: in a transaction that writes.
        key: article and task.
        now: how it stands, where that was read before.

    Raises:
        StoreError: a correction made a metric that is none.
    """
    now = now or Standing.of(connection, key)
    scored = list(metric_rows(key, now))
    rows.upsert(connection, reviews, {**review_row(key, now, scored), "updated_at": datetime.now(UTC)})
    connection.execute(sa.delete(metrics).where((metrics.c.sha256 == key.sha256) & (metrics.c.task == key.task)))
    _insert(connection, metrics, iter(scored))
    _searched(connection, key, now.article)


def _searched(connection: Connection, key: Key, article: RowMapping) -> None:
    columns = (reviews.c.title, reviews.c.organization, reviews.c.province)
    told = [word for row in connection.execute(sa.select(*columns).where(reviews.c.sha256 == key.sha256)) for word in row if word]
    search = folded("\n".join(dict.fromkeys((*told, article["uri"]))))[:_LONGEST_SEARCH]
    connection.execute(sa.update(articles).where(articles.c.sha256 == key.sha256).values(search=search))


def review_row(key: Key, now: Standing, scored: list[dict[str, Any]]) -> dict[str, Any]:
    """What `reviews` says of an article, but for when it changed.

    Args:
        key: article and task.
        now: how it stands.
        scored: its rows of `metrics`.
    """
    document, declared = now.reviewed.document, now.article["metadata"]
    undecided = [row["score"] for row in scored if row["verdict"] is None and row["score"] is not None]
    told = {name: _text(document.get(name)) for name in ("organization", "province", "period", "published_at")}
    return {
        "sha256": key.sha256,
        "task": key.task,
        "extraction_id": now.extraction["id"],
        "state": "done" if now.reviewed.finished else "begun" if standing(now.log) else "waiting",
        "score": min(undecided, default=1.0),
        "open_count": sum(status["status"] == "open" for status in now.reviewed.statuses.values()),
        "error_count": _errors(now),
        "conflicts": len(now.reviewed.conflicts) + len(now.reviewed.orphans),
        "title": _text(document.get("title")) or now.article["title"],
        **told,
        "published_at": told["published_at"] or declared.get("published_at"),
        "engine": now.extraction["engine"],
        "current": dict(document),
        "log_sha256": rows.log_digest(now.log),
    }


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) and value else None


def _errors(now: Standing) -> int:
    """Errors that nobody has looked into: no figure that they speak of was decided on."""
    decided = [span for span, _ in now.reviewed.decided if span]
    grave = [finding for finding in now.extraction["result"]["findings"] if finding["severity"] == "error"]
    places = ([Span(place["start"], place["end"]) for place in finding["spans"]] for finding in grave)
    return sum(not any(span.overlaps(place) for span in decided for place in spans) for spans in places)


def metric_rows(key: Key, now: Standing) -> Iterator[dict[str, Any]]:
    """What `metrics` says of an article.

    Raises:
        StoreError: a correction made a metric that is none.
    """
    result = now.extraction["result"]
    ids = {one["figure"]: one["score"] for one in result["confidence"]}
    scores = {figure["start"]: ids.get(figure["id"]) for figure in result["figures"]}
    judged, nobody = _judged(now.reviewed), {"verdict": None, "who": None}
    told = {"sha256": key.sha256, "task": key.task}
    whose = {name: _text(now.reviewed.document.get(name)) for name in ("province", "organization")}
    for span, metric in now.reviewed.metrics:
        row = {**told, **metric_row(span, metric)}
        place = {"line": places.line_of(row), "body": places.body_of({**row, **whose})}
        yield {**row, **place, "score": scores[span.start], **judged.get(span, nobody)}


def _judged(reviewed: Reviewed) -> dict[Span, dict[str, str | None]]:
    """What was decided of each figure, and who decided last."""
    made = defaultdict[Span | None, dict[tuple[Span | None, str], Correction]](dict)
    for place, entry in reviewed.decided.items():
        made[place[0]][place] = entry
    # Asked with the entries of one figure at a time: else each figure would go through those of all.
    return {
        span: {
            "verdict": replace(reviewed, decided=entries).verdict_of(span),
            "who": max(entries.values(), key=lambda entry: entry.id).who,
        }
        for span, entries in made.items()
        if span
    }


def metric_row(span: Span, metric: Mapping[str, Json]) -> dict[str, Any]:
    """What `metrics` says of one metric's values.

    Raises:
        StoreError: it has no code, kind or value, or a number that is none.
    """
    try:
        numbers = {name: _number(metric.get(name)) for name in ("value", "high", "total", "percent")}
        words = {name: metric.get(name) for name in ("unit", "group", "period", "scope")}
        named = {"indicator": str(metric["indicator"]), "kind": str(metric.get("kind") or "actual")}
        evidence = metric.get("evidence") or {}
        quote = {"quote": evidence.get("quote") or "", "quote_start": evidence.get("start"), "quote_end": evidence.get("end")}
        value = Decimal(numbers["value"] or "")
    except (KeyError, AttributeError, InvalidOperation) as error:
        raise StoreError(f"figure at {span.start}: this is no metric; it needs an indicator and a value that is a number.") from error
    qualifier = {"qualifier": metric.get("qualifier") or "exact", "number": float(value)}
    return {"start": span.start, "end": span.end, **named, **numbers, **words, **quote, **qualifier}


def _number(value: Json) -> str | None:
    return None if value is None else plain(Decimal(str(value)))
