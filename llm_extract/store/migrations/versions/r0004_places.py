"""Where a metric stands in a table of two sides, as numbers: a table of all metrics is grouped by them, where texts would be sorted."""

import json
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_APART, _UNNAMED = ("%", "đồng"), "other"
_AT_ONCE = 10_000
_READ = ("line", "body", "period", "indicator", "kind", "group", "scope", "sha256", "task", "start")
"""All that is counted, filtered and looked up by: the rows themselves are long, and read only for what a page shows."""


def upgrade() -> None:
    """Adds the numbers, fills them, and makes the indexes that the tables are read by."""
    for name in ("line", "body"):
        op.add_column("metrics", sa.Column(name, sa.BigInteger, nullable=False, server_default="0"))
    _fill(op.get_bind())
    op.create_index("ix_metrics_line", "metrics", list(_READ))
    op.create_index("ix_metrics_body_line", "metrics", ["body", "line"])


def _fill(connection: sa.Connection) -> None:
    metrics, reviews = (sa.Table(name, sa.MetaData(), autoload_with=connection) for name in ("metrics", "reviews"))
    of_review = (metrics.c.sha256 == reviews.c.sha256) & (metrics.c.task == reviews.c.task)
    found = connection.execute(sa.select(metrics, reviews.c.province, reviews.c.organization).join(reviews, of_review)).mappings()
    key = [metrics.c[name] == sa.bindparam(f"of_{name}") for name in ("sha256", "task", "start")]
    update = sa.update(metrics).where(*key).values(line=sa.bindparam("new_line"), body=sa.bindparam("new_body"))
    for rows in list(found.partitions(_AT_ONCE)):
        connection.execute(update, [_places(row) for row in rows])


def _places(row: Any) -> dict[str, Any]:  # noqa: ANN401  a row of whatever columns there were
    unit = [row["unit"]] if row["unit"] in _APART or row["indicator"] == _UNNAMED else []
    line = _number(row["task"], row["indicator"], row["kind"], row["group"], *unit)
    body = _number(row["province"], row["organization"], row["scope"])
    return {**{f"of_{name}": row[name] for name in ("sha256", "task", "start")}, "new_line": line, "new_body": body}


def _number(*words: str | None) -> int:
    told = json.dumps([word or "" for word in words])
    return int.from_bytes(sha256(told.encode()).digest()[:8], "big", signed=True)
