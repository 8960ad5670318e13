"""What is kept beside articles and reviews: answers of models, evaluation runs, who looks at what, settings."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from statistics import fmean
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from llm_extract.corrections import Json
from llm_extract.errors import StoreError, looks_like_key
from llm_extract.store import rows
from llm_extract.store.opening import Database
from llm_extract.store.schema import answers, dumps, presences, runs, settings
from llm_extract.store.values import Key, Record, RunRow


class Answers:
    """Raw answers of models in the store; an `engines.cache.Cache`."""

    def __init__(self, database: Database) -> None:
        """Takes the database to keep them in."""
        self._database = database

    def get(self, key: str) -> dict[str, Any] | None:
        """The answer kept under a key, or None.

        Raises:
            StoreError: the store cannot be read.
        """
        with self._database.reading() as connection:
            response: dict[str, Any] | None = connection.execute(sa.select(answers.c.response).where(answers.c.key == key)).scalar()
        return response

    def put(self, key: str, request: Mapping[str, Any], response: Mapping[str, Any]) -> None:
        """Keeps an answer with what was asked.

        Raises:
            StoreError: the store cannot be written.
        """
        row = {"key": key, "request": dict(request), "response": dict(response), "at": datetime.now(UTC)}
        with self._database.writing() as connection:
            rows.upsert(connection, answers, row)


def meet(connection: Connection, key: Key, who: str, within: timedelta) -> tuple[str, ...]:
    """Notes that somebody looks at an article; says who else has within the given time, by name.

    Raises:
        UnknownArticleError: the store does not hold it.
    """
    now = datetime.now(UTC)
    rows.lock(connection, key.sha256)
    rows.upsert(connection, presences, {"sha256": key.sha256, "task": key.task, "who": who, "at": now})
    here = (presences.c.sha256 == key.sha256) & (presences.c.task == key.task) & (presences.c.who != who)
    others = sa.select(presences.c.who).where(here, presences.c.at >= now - within)
    return tuple(sorted(connection.execute(others).scalars()))


def keep_run(connection: Connection, record: Record, path: str | None) -> int:
    """Keeps the record of an evaluation run; says its number.

    Raises:
        StoreError: it is no such record.
    """
    try:
        told = {name: record[name] for name in ("started", "task", "engine")}
        results = record["results"]
        counted = {"cases": len({one["case"] for one in results}), "f1": fmean(map(_f1, results)) if results else 0.0}
    except (KeyError, TypeError) as error:
        raise StoreError(f"run: this is no record of an evaluation ({error}); give what llm-extract eval --output wrote.") from error
    return rows.append(connection, runs, {**told, **counted, "path": path, "record": dict(record)})


def _f1(result: Mapping[str, Any]) -> float:
    """As `evals.counts.Counts.f1`, which is of a higher layer; 0 for a case that crashed."""
    if not result.get("scores"):
        return 0.0
    counts = result["scores"].get("metrics") or {}
    right, given = counts.get("right", 0), counts.get("expected", 0) + counts.get("predicted", 0)
    return 2 * right / given if given else 1.0


def run_rows(connection: Connection) -> tuple[RunRow, ...]:
    """All runs, the newest first."""
    names = RunRow.__slots__
    found = connection.execute(sa.select(*(runs.c[name] for name in names)).order_by(runs.c.id.desc()))
    return tuple(RunRow(*row) for row in found)


def run(connection: Connection, number: int) -> Record:
    """The record of a run.

    Raises:
        StoreError: there is none of that number.
    """
    record: Record | None = connection.execute(sa.select(runs.c.record).where(runs.c.id == number)).scalar()
    if record is None:
        raise StoreError(f"run {number}: the store holds no such run; see those that it holds.")
    return record


def setting(connection: Connection, name: str, default: Json) -> Json:
    """A setting's value, or the default where it was never set."""
    row = connection.execute(sa.select(settings.c.value).where(settings.c.name == name)).first()
    return default if row is None else row[0]


def change(connection: Connection, name: str, value: Json) -> None:
    """Changes a setting.

    Raises:
        StoreError: the value is none of JSON, or looks like a key; the message does not repeat it.
    """
    try:
        told = dumps([name, value])
    except (TypeError, ValueError) as error:
        raise StoreError(f"setting {name!r}: its value is none of JSON; give text, numbers, lists or objects.") from error
    if looks_like_key(told):
        raise StoreError("setting: this looks like a key; keep it in an environment variable, never here.")
    rows.upsert(connection, settings, {"name": name, "value": value})
