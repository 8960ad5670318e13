"""The store as a whole: copies of it, what is in it, and taking an article out of it."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from llm_extract.attribution import Telling
from llm_extract.corrections import Json
from llm_extract.errors import StoreError, UnknownArticleError
from llm_extract.store import rows
from llm_extract.store.opening import Database
from llm_extract.store.schema import answers, articles, corrections, extractions

_DIGEST = re.compile(r"[0-9a-f]{1,64}")


def backup(database: Database, path: Path) -> None:
    """Copies a file of SQLite while others write to it, whole or not at all; the copy takes the place of a file at `path`.

    Raises:
        StoreError: it cannot be written, or the store is no file.
    """
    if not database.is_file:
        raise StoreError(f"{database.where}: a store in PostgreSQL is backed up with pg_dump.")
    if path.with_name(f"{path.name}-wal").exists():
        raise StoreError(f"{path}: this is a store in use; name another file for the backup.")
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        with database.engine.connect() as connection, closing(sqlite3.connect(draft)) as copy:
            driver: Any = connection.connection.driver_connection
            driver.backup(copy)
        _settle(draft)
        draft.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path}: the backup cannot be written ({error}); make room, or name another file.") from error
    finally:
        with suppress(OSError):  # it has become the backup, or could not be made
            draft.unlink()


def _settle(path: Path) -> None:
    """Waits until a file is on the disk."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def export(connection: Connection) -> Iterator[dict[str, Any]]:
    """All articles, the oldest first, as JSON values.

    Yields:
        `article` (as `export.to_json`, with `metadata` and `added_at`), `extractions` (each with its `result` without the article) and
        `corrections` (the log).
    """
    for digest in connection.execute(sa.select(articles.c.sha256).order_by(articles.c.added_at, articles.c.sha256)).scalars().all():
        row = rows.read_article(connection, digest)
        shown = {**rows.shown_article(row), "metadata": row["metadata"], "added_at": row["added_at"].isoformat()}
        yield {
            "article": shown,
            "extractions": _rows(connection, extractions, digest),
            "corrections": _rows(connection, corrections, digest),
        }


def _rows(connection: Connection, table: sa.Table, digest: str) -> list[dict[str, Json]]:
    found = connection.execute(sa.select(table).where(table.c.sha256 == digest).order_by(table.c.id)).mappings()
    return [_row(row) for row in found]


def _row(row: RowMapping) -> dict[str, Json]:
    told = {name: value for name, value in row.items() if name != "sha256"}
    moments = {name: told[name].isoformat() for name in ("created_at", "at") if name in told}
    return {**told, **moments}


def find(connection: Connection, prefix: str) -> str:
    """The SHA-256 that begins so.

    Raises:
        UnknownArticleError: no article's does.
        StoreError: those of several do.
    """
    found: list[str] = []
    if _DIGEST.fullmatch(prefix):
        found = list(connection.execute(sa.select(articles.c.sha256).where(articles.c.sha256.startswith(prefix)).limit(2)).scalars())
    if not found:
        raise UnknownArticleError(f"article {prefix!r}: the store holds none whose SHA-256 begins so; see llm-extract store export.")
    if len(found) > 1:
        raise StoreError(f"article {prefix!r}: several begin so; give more of the SHA-256.")
    return found[0]


def delete(connection: Connection, digest: str) -> None:
    """Takes an article out of every table; its rows elsewhere go with the one in `articles`.

    Raises:
        UnknownArticleError: the store does not hold it.
    """
    rows.lock(connection, digest)
    telling = Telling.of(rows.article_of(rows.read_article(connection, digest)))
    kept = connection.execute(sa.select(answers.c.key, answers.c.request).where(answers.c.sha256.is_(None))).all()
    doomed = [key for key, request in kept if telling.is_asked_in(request)]
    for key in doomed:
        connection.execute(sa.delete(answers).where(answers.c.key == key))
    connection.execute(sa.delete(articles).where(articles.c.sha256 == digest))


def forget(database: Database) -> None:
    """Empties SQLite's log of writes, in which what was deleted still stands.

    Raises:
        StoreError: somebody reads the store, so that the log is still needed.
    """
    if not database.is_file:
        return
    with database.told(), database.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise StoreError(f"{database.where}: it is deleted, but others read the store, and its log still holds the text; close them.")
