"""Between rows of the tables and the values of the rest of the package."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal
from hashlib import sha256
from importlib import import_module
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from llm_extract.corrections import Correction, Json
from llm_extract.errors import UnknownArticleError
from llm_extract.models import Article, Metadata, Region, Span
from llm_extract.store.schema import articles, corrections, extractions
from llm_extract.store.values import Key

_LONGEST_TITLE = 200
_UNMARKED = str.maketrans("đ", "d")


def folded(text: str) -> str:
    """A text for searching: lower case, without marks."""
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in apart if not unicodedata.combining(char)).translate(_UNMARKED)


def digest(value: Json) -> str:
    """SHA-256, in hex, of a JSON value, whatever the order of its keys."""
    told = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(told.encode()).hexdigest()


def plain(value: Decimal | None) -> str | None:
    """A number in digits, exactly."""
    return None if value is None else f"{value:f}"


def span_of(start: int | None, end: int | None) -> Span | None:
    """A span of two columns that are both filled or both empty."""
    return None if start is None or end is None else Span(start, end)


def article_row(article: Article) -> dict[str, Any]:
    """What `articles` holds of an article, but for what is searched and when it was added."""
    return {
        "sha256": article.sha256,
        "uri": article.uri,
        "text": article.text,
        "media_type": article.media_type,
        "title": article.metadata.title or _first_line(article.text),
        "metadata": asdict(article.metadata),
        "regions": [{"kind": region.kind, "start": region.span.start, "end": region.span.end} for region in article.regions],
    }


def _first_line(text: str) -> str:
    return next((line.strip()[:_LONGEST_TITLE] for line in text.splitlines() if line.strip()), "")


def article_of(row: RowMapping) -> Article:
    """The article of a row."""
    regions = tuple(Region(Span(one["start"], one["end"]), one["kind"]) for one in row["regions"])
    return Article(row["uri"], row["text"], row["media_type"], regions, Metadata(**row["metadata"]))


def shown_article(row: RowMapping) -> dict[str, Json]:
    """The part `article` of `export.to_json`."""
    return {
        "uri": row["uri"],
        "text": row["text"],
        "sha256": row["sha256"],
        "chars": len(row["text"]),
        "media_type": row["media_type"],
        "regions": row["regions"],
    }


def result_of(article: RowMapping, extraction: RowMapping) -> dict[str, Json]:
    """A result as `export.to_json` gives it."""
    return {"article": shown_article(article), **extraction["result"]}


def correction_row(key: Key, entry: Correction) -> dict[str, Any]:
    """What `corrections` holds of an entry, but for its id."""
    row = {name: getattr(entry, name) for name in ("field", "action", "before", "after", "who", "at", "why", "blind", "undoes")}
    start, end = (entry.span.start, entry.span.end) if entry.span else (None, None)
    return {"sha256": key.sha256, "task": key.task, "start": start, "end": end, **row}


def correction_of(row: RowMapping) -> Correction:
    """The entry of a row."""
    names = ("field", "action", "before", "after", "who", "at", "why", "blind", "undoes")
    return Correction(row["id"], span_of(row["start"], row["end"]), **{name: row[name] for name in names})


def log_digest(log: Iterable[Correction]) -> str:
    """SHA-256, in hex, of a whole log: what is taken out of it afterwards, or changed, shows."""
    names = ("id", "start", "end", "field", "action", "before", "after", "who", "why", "blind", "undoes")
    entries = ({"id": entry.id, **correction_row(Key("", ""), entry)} for entry in log)
    return digest([[*(row[name] for name in names), row["at"].isoformat()] for row in entries])


def read_article(connection: Connection, digest: str) -> RowMapping:
    """The row of an article.

    Raises:
        UnknownArticleError: there is none.
    """
    row = connection.execute(sa.select(articles).where(articles.c.sha256 == digest)).mappings().first()
    if row is None:
        raise UnknownArticleError(f"article {digest[:12]}: the store does not hold it; extract it again, or see llm-extract store export.")
    return row


def read_log(connection: Connection, key: Key) -> tuple[Correction, ...]:
    """All entries about an article and task, in order."""
    of = (corrections.c.sha256 == key.sha256) & (corrections.c.task == key.task)
    rows = connection.execute(sa.select(corrections).where(of).order_by(corrections.c.id)).mappings()
    return tuple(map(correction_of, rows))


def read_extraction(connection: Connection, key: Key) -> RowMapping:
    """The row of the newest extraction.

    Raises:
        UnknownArticleError: there is none.
    """
    of = (extractions.c.sha256 == key.sha256) & (extractions.c.task == key.task)
    row = connection.execute(sa.select(extractions).where(of).order_by(extractions.c.id.desc()).limit(1)).mappings().first()
    if row is None:
        raise UnknownArticleError(f"article {key.sha256[:12]}: the store holds no result of task {key.task!r} for it; extract it again.")
    return row


def lock(connection: Connection, sha256: str) -> None:
    """Holds an article until the transaction ends: who else writes about it waits. SQLite has one writer at a time anyway.

    Raises:
        UnknownArticleError: the store does not hold it.
    """
    held = sa.select(articles.c.sha256).where(articles.c.sha256 == sha256).with_for_update(key_share=True)
    if connection.execute(held).first() is None:
        read_article(connection, sha256)


def append(connection: Connection, table: sa.Table, row: Mapping[str, Any]) -> int:
    """Inserts a row; gives the id that it got."""
    return int(connection.execute(sa.insert(table).values(**row).returning(table.c.id)).scalar_one())


def upsert(connection: Connection, table: sa.Table, values: Mapping[str, Any], changed: Mapping[str, Any] | None = None) -> None:
    """Inserts a row, or changes the one that has its key.

    Args:
        connection: in a transaction that writes.
        table: the table.
        values: the whole row.
        changed: what is changed of a row that is there; by default all but the key.
    """
    insert = import_module(f"sqlalchemy.dialects.{connection.dialect.name}").insert(table).values(**values)
    key = [column.name for column in table.primary_key]
    new = {name: value for name, value in values.items() if name not in key} if changed is None else changed
    connection.execute(insert.on_conflict_do_update(index_elements=key, set_=dict(new)))
