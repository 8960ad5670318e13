"""A store of many articles, filled by plain inserts: reading so many would take hours."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from llm_extract.store import Store, places
from llm_extract.store.opening import open_database
from llm_extract.store.rows import folded
from llm_extract.store.schema import articles, extractions, metrics, reviews

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
PROVINCES = tuple(f"Tỉnh {number:02}" for number in range(34))
CODES = (
    "rating.members.excellent", "rating.members.good", "rating.members.completed", "rating.members.failed", "membership.admitted",
    "structure.members", "structure.cells", "inspection.orgs", "award.individuals", "training.classes", "welfare.funds", "other",
)  # fmt: skip


def metric(code: str = "membership.admitted", value: str = "100", **more: Any) -> dict[str, Any]:  # noqa: ANN401  as the table's columns
    """One row of `metrics` but for its article; `start` is given by its place."""
    row = {
        "indicator": code, "kind": "actual", "value": value, "number": float(value), "high": None, "qualifier": "exact", "unit": None,
        "group": None, "total": None, "percent": None, "period": "2022", "scope": None, "quote": "", "quote_start": None,
        "quote_end": None, "score": 0.9, "verdict": None, "who": None,
    }  # fmt: skip
    return {**row, **more}


def add(where: str | Path, name: str, figures: Iterable[dict[str, Any]], **more: Any) -> str:  # noqa: ANN401  as above
    """Adds one article with its metrics; gives its key."""
    return add_all(where, [(name, list(figures), more)])[0]


def add_all(where: str | Path, given: Iterable[tuple[str, list[dict[str, Any]], dict[str, Any]]]) -> list[str]:
    """Adds articles: name, metrics, and what their reviews say otherwise than usual."""
    Store.open(where).close()
    database = open_database(where)
    with database.writing() as connection:
        first = (connection.execute(sa.select(sa.func.max(extractions.c.id))).scalar() or 0) + 1
        made = [(number, *one) for number, one in enumerate(given, first)]
        connection.execute(sa.insert(articles), [_article(name, more) for _, name, _, more in made])
        connection.execute(sa.insert(extractions), [_extraction(number, name) for number, name, _, _ in made])
        told = [_review(number, name, more) for number, name, _, more in made]
        connection.execute(sa.insert(reviews), told)
        if rows := [row for (_, _, figures, _), review in zip(made, told, strict=True) for row in _metrics(review, figures)]:
            connection.execute(sa.insert(metrics), rows)
    database.close()
    return [_key(name) for _, name, _, _ in made]


def many(where: str | Path, count: int) -> None:
    """Adds articles with twelve metrics each: 34 provinces, 340 bodies, eight years."""
    add_all(where, _many(count))


def _many(count: int) -> Iterator[tuple[str, list[dict[str, Any]], dict[str, Any]]]:
    for number in range(count):
        year = str(2015 + number // 7 % 8)
        figures = [
            metric(code, str(number + place), period=year, unit="đồng" if code == "welfare.funds" else None)
            for place, code in enumerate(CODES)
        ]
        told = {"province": PROVINCES[number % 34], "organization": f"Huyện ủy {number % 340:03}", "period": year}
        yield f"Bài {number:05}", figures, {**told, "published_at": f"{year}-12-{number % 28 + 1:02}"}


def _key(name: str) -> str:
    return sha256(name.encode()).hexdigest()


def _article(name: str, more: dict[str, Any]) -> dict[str, Any]:
    search = folded("\n".join((name, more.get("organization") or "", more.get("province") or "")))
    text = {"uri": f"{name}.txt", "text": name, "media_type": "text/plain", "title": name}
    return {"sha256": _key(name), **text, "metadata": {}, "regions": [], "search": search, "added_at": NOON}


def _extraction(number: int, name: str) -> dict[str, Any]:
    made = {"task": "party_building", "engine": "rules", "prompt_version": None, "schema_hash": "", "code": "0", "created_at": NOON}
    return {"id": number, "sha256": _key(name), **made, "result": {}, "result_sha256": ""}


def _review(number: int, name: str, more: dict[str, Any]) -> dict[str, Any]:
    counts = {"state": "waiting", "score": 0.9, "open_count": 0, "error_count": 0, "conflicts": 0}
    told = {"title": name, "organization": "Tỉnh ủy", "province": "Kon Tum", "period": "2022", "published_at": None}
    row = {"sha256": _key(name), "task": "party_building", "extraction_id": number, **counts, **told}
    return {**row, "engine": "rules", "current": {}, "updated_at": NOON, **more}


def _metrics(review: dict[str, Any], figures: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, figure in enumerate(figures):
        row = {"sha256": review["sha256"], "task": review["task"], "start": 10 * number, "end": 10 * number + 3, **figure}
        yield {**row, "line": places.line_of(row), "body": places.body_of({**review, **row})}
