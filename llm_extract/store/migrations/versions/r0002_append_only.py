"""The log of corrections only grows: triggers refuse to change it, and a digest beside the current values shows what was taken out."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_SQLITE = (
    """CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections
    BEGIN SELECT RAISE(ABORT, 'corrections are only added to; take one back by another'); END""",
    # An article takes its corrections with it: its own row is gone before theirs go.
    """CREATE TRIGGER corrections_remain BEFORE DELETE ON corrections WHEN EXISTS (SELECT 1 FROM articles WHERE sha256 = OLD.sha256)
    BEGIN SELECT RAISE(ABORT, 'corrections are only added to; take one back by another'); END""",
    # INSERT OR REPLACE would delete without asking the trigger above.
    """CREATE TRIGGER corrections_grow BEFORE INSERT ON corrections WHEN EXISTS (SELECT 1 FROM corrections WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'corrections are only added to; take one back by another'); END""",
)
_POSTGRESQL = (
    """CREATE FUNCTION corrections_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM articles WHERE sha256 = OLD.sha256) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'corrections are only added to; take one back by another';
    END $$""",
    "CREATE TRIGGER corrections_stay BEFORE UPDATE OR DELETE ON corrections FOR EACH ROW EXECUTE FUNCTION corrections_stay()",
    "CREATE TRIGGER corrections_remain BEFORE TRUNCATE ON corrections EXECUTE FUNCTION corrections_stay()",
)


def upgrade() -> None:
    """Adds the digest, fills it, and makes the triggers."""
    op.add_column("reviews", sa.Column("log_sha256", sa.String(64), nullable=False, server_default=""))
    _fill(op.get_bind())
    for statement in _SQLITE if op.get_context().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def _fill(connection: sa.Connection) -> None:
    log, reviews = (sa.Table(name, sa.MetaData(), autoload_with=connection) for name in ("corrections", "reviews"))
    connection.execute(sa.update(reviews).values(log_sha256=_digest([])))
    rows = connection.execute(sa.select(log).order_by(log.c.sha256, log.c.task, log.c.id)).mappings()
    for (article, task), entries in groupby(rows, key=lambda row: (row["sha256"], row["task"])):
        of = (reviews.c.sha256 == article) & (reviews.c.task == task)
        connection.execute(sa.update(reviews).where(of).values(log_sha256=_digest([_entry(row) for row in entries])))


def _entry(row: Any) -> list[Any]:  # noqa: ANN401  a row of whatever columns there were
    names = ("id", "start", "end", "field", "action", "before", "after", "who", "why", "blind", "undoes")
    at: datetime = row["at"]
    utc = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    return [*(row[name] for name in names), utc.isoformat()]


def _digest(log: list[Any]) -> str:
    return sha256(json.dumps(log, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
