"""The store proves itself: every hash, offset and quote, and that the log gives the values that the pages show."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping
from sqlalchemy.exc import SQLAlchemyError

from llm_extract.corrections import Correction, Json
from llm_extract.errors import StoreError
from llm_extract.models import Span
from llm_extract.store import rows, saving
from llm_extract.store.saving import Standing
from llm_extract.store.schema import articles, extractions, figures, findings, metadata, metrics, reviews
from llm_extract.store.values import Fault, Key

_UNREADABLE = (SQLAlchemyError, StoreError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What damaged rows raise where they are read."""
_FIGURE = {
    "id": "number",
    "text": "text",
    "start": "start",
    "end": "end",
    "type": "type",
    "iso": "iso",
    "status": "status",
    "reason": "reason",
}


def verify(connection: Connection) -> Iterator[Fault]:
    """What in the store contradicts itself.

    Args:
        connection: in a transaction that reads.

    Yields:
        The faults, article by article.
    """
    if connection.dialect.name == "sqlite":
        yield from _readable("database", lambda: (Fault("database", line) for line in _integrity(connection) if line != "ok"))
    yield from _readable("database", partial(_references, connection))
    yield from _readable("database", partial(_articles, connection))


def _readable(subject: str, look: Callable[[], Iterable[Fault]]) -> Iterator[Fault]:
    """The faults that a look finds; where it cannot read what it looks at, that is one."""
    try:
        yield from look()
    except _UNREADABLE as error:
        yield Fault(subject, f"it cannot be read ({type(error).__name__})")


def _integrity(connection: Connection) -> Iterable[str]:
    return connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()


def _references(connection: Connection) -> Iterator[Fault]:
    """Rows that refer to none; SQLite checks references only where it is told to."""
    for table in metadata.sorted_tables:
        for reference in table.foreign_key_constraints:
            to = reference.referred_table.alias()
            pairs = [(element.parent, to.c[element.column.name]) for element in reference.elements]
            joined = table.outerjoin(to, sa.and_(*(here == there for here, there in pairs)))
            lost = sa.select(sa.func.count()).select_from(joined).where(pairs[0][1].is_(None), *(here.is_not(None) for here, _ in pairs))
            if count := connection.execute(lost).scalar_one():
                yield Fault(f"table {table.name}", f"{count} rows refer to rows of {reference.referred_table.name} that are not there")


def _articles(connection: Connection) -> Iterator[Fault]:
    for digest in connection.execute(sa.select(articles.c.sha256).order_by(articles.c.added_at)).scalars().all():
        yield from _readable(f"article {digest[:12]}", partial(_article, connection, digest))


def _article(connection: Connection, digest: str) -> Iterator[Fault]:
    subject, row = f"article {digest[:12]}", rows.read_article(connection, digest)
    if sha256(row["text"].encode()).hexdigest() != digest:
        yield Fault(subject, "its text is not the one it was saved with")
    tasks = connection.execute(sa.select(extractions.c.task).where(extractions.c.sha256 == digest).distinct()).scalars().all()
    for region in rows.article_of(row).regions:
        if not 0 <= region.span.start < region.span.end <= len(row["text"]):
            yield Fault(subject, f"a region stands at {region.span.start} to {region.span.end}, outside the text")
    for task in tasks:
        yield from _readable(f"{subject}, {task}", partial(_review, connection, Key(digest, task)))
    of = extractions.c.sha256 == digest
    for made in connection.execute(sa.select(extractions).where(of).order_by(extractions.c.id)).mappings().all():
        yield from _readable(f"extraction {made['id']}", partial(_extraction, connection, made, row["text"]))


def _extraction(connection: Connection, made: RowMapping, text: str) -> Iterator[Fault]:
    subject, result = f"extraction {made['id']} of article {made['sha256'][:12]}", made["result"]
    if rows.digest(result) != made["result_sha256"]:
        yield Fault(subject, "its result is not the one it was saved with")
    if (result["task"], result["engine"]) != (made["task"], made["engine"]):
        yield Fault(subject, "its task or engine is not that of its result")
    yield from _figures(subject, result, text)
    yield from _quotes(subject, result, text)
    kept = _kept(connection, figures, made["id"])
    if [{name: row[column] for name, column in _FIGURE.items()} for row in kept] != _shown(result["figures"], _FIGURE):
        yield Fault(subject, "its rows of figures are not those of its result")
    names = ("code", "severity", "origin", "message", "message_vi", "spans")
    if [{name: row[name] for name in names} for row in _kept(connection, findings, made["id"])] != _shown(result["findings"], names):
        yield Fault(subject, "its rows of findings are not those of its result")


def _kept(connection: Connection, table: sa.Table, number: int) -> Iterable[RowMapping]:
    return connection.execute(sa.select(table).where(table.c.extraction_id == number).order_by(table.c.number)).mappings().all()


def _shown(values: Iterable[Mapping[str, Json]], names: Iterable[str]) -> list[dict[str, Json]]:
    return [{name: value[name] for name in names} for value in values]


def _figures(subject: str, result: Mapping[str, Any], text: str) -> Iterator[Fault]:
    ids = [figure["id"] for figure in result["figures"]]
    if len(set(ids)) != len(ids):
        yield Fault(subject, "two of its figures have one id")
    for figure in result["figures"]:
        if text[figure["start"] : figure["end"]] != figure["text"]:
            yield Fault(subject, f"figure {figure['id']} ({figure['text']}) does not stand at {figure['start']} to {figure['end']}")
    for metric in result["extraction"].get("metrics") or ():
        if unknown := set(metric["figures"]) - set(ids):
            yield Fault(subject, f"a metric is made of figures that are not there: {', '.join(map(str, sorted(unknown)))}")


def _quotes(subject: str, result: Mapping[str, Any], text: str) -> Iterator[Fault]:
    for metric in result["extraction"].get("metrics") or ():
        quote = metric["evidence"]
        if text[quote["start"] : quote["end"]] != quote["quote"]:
            yield Fault(subject, f"a quote does not stand at {quote['start']} to {quote['end']}")


def _review(connection: Connection, key: Key) -> Iterator[Fault]:
    subject, now = f"article {key.sha256[:12]}, {key.task}", Standing.of(connection, key)
    yield from (Fault(subject, what) for what in _log(now))
    scored = list(saving.metric_rows(key, now))
    of = (reviews.c.sha256 == key.sha256) & (reviews.c.task == key.task)
    row = connection.execute(sa.select(reviews).where(of)).mappings().first()
    if row is None:
        yield Fault(subject, "its extractions have no row of reviews")
        return
    wrong = [name for name, value in saving.review_row(key, now, scored).items() if row[name] != value]
    if wrong:
        yield Fault(subject, f"the log does not give the current values of {', '.join(wrong)}")
    mine = (metrics.c.sha256 == key.sha256) & (metrics.c.task == key.task)
    kept = connection.execute(sa.select(metrics).where(mine).order_by(metrics.c.start)).mappings()
    if [dict(one) for one in kept] != sorted(scored, key=lambda one: one["start"]):
        yield Fault(subject, "the log does not give the current metrics")
    yield from _current_quotes(subject, now)


def _current_quotes(subject: str, now: Standing) -> Iterator[Fault]:
    for span, metric in now.reviewed.metrics:
        quote, text = metric.get("evidence") or {}, now.article["text"]
        if quote and text[quote["start"] : quote["end"]] != quote["quote"]:
            yield Fault(subject, f"the quote of the metric at {span.start} does not stand at {quote['start']} to {quote['end']}")


def _log(now: Standing) -> Iterator[str]:
    """What is wrong with the log itself."""
    known: dict[int, Correction] = {}
    length = len(now.article["text"])
    for entry in now.log:
        if (entry.action == "undo") != (entry.undoes is not None):
            yield f"entry {entry.id} of its log takes back nothing, or is no undo"
        elif entry.undoes is not None and entry.undoes not in known:
            yield f"entry {entry.id} of its log takes back entry {entry.undoes}, which is not there"
        if entry.span and entry.span not in Span(0, length):
            yield f"entry {entry.id} of its log is about a place outside the text"
        known[entry.id] = entry
