"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes them."""
    _articles()
    _extractions()
    _reviews()
    _decisions()
    _others()


def _texts(*names: str) -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=False) for name in names)


def _optional(*names: str) -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(name, sa.Text) for name in names)


def _counts(*names: str) -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(name, sa.Integer, nullable=False) for name in names)


def _values(*names: str) -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(name, sa.JSON, nullable=False) for name in names)


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _digest(name: str = "sha256", *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(64), nullable=null)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=f"fk_{table}_{column}", ondelete="CASCADE")


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _articles() -> None:
    op.create_table(
        "articles",
        _digest(),
        *_texts("uri", "text", "media_type", "title"),
        *_values("metadata", "regions"),
        *_texts("search"),
        _moment("added_at"),
        _key("articles", "sha256"),
    )


def _extractions() -> None:
    op.create_table(
        "extractions",
        *_counts("id"),
        _digest(),
        *_texts("task", "engine"),
        *_optional("prompt_version"),
        *_texts("schema_hash", "code"),
        _moment("created_at"),
        *_values("result"),
        _digest("result_sha256"),
        _refers("extractions", "sha256", "articles.sha256"),
        _key("extractions", "id"),
        sqlite_autoincrement=True,
    )
    _index("extractions", "sha256", "task")
    op.create_table(
        "figures",
        *_counts("extraction_id", "number", "start", "end"),
        *_texts("text", "type"),
        *_optional("value", "high", "total"),
        sa.Column("percent", sa.Boolean, nullable=False),
        *_texts("qualifier"),
        *_optional("iso"),
        *_texts("status"),
        *_optional("reason"),
        _refers("figures", "extraction_id", "extractions.id"),
        _key("figures", "extraction_id", "number"),
    )
    op.create_table(
        "findings",
        *_counts("extraction_id", "number"),
        *_texts("code", "severity", "origin", "message", "message_vi"),
        *_values("spans"),
        _refers("findings", "extraction_id", "extractions.id"),
        _key("findings", "extraction_id", "number"),
    )
    _index("findings", "code", "extraction_id")


def _reviews() -> None:
    op.create_table(
        "reviews",
        _digest(),
        *_texts("task"),
        *_counts("extraction_id"),
        *_texts("state"),
        sa.Column("score", sa.Float, nullable=False),
        *_counts("open_count", "error_count", "conflicts"),
        *_texts("title"),
        *_optional("organization", "province", "period", "published_at"),
        *_texts("engine"),
        *_values("current"),
        _moment("updated_at"),
        _refers("reviews", "sha256", "articles.sha256"),
        _refers("reviews", "extraction_id", "extractions.id"),
        _key("reviews", "sha256", "task"),
    )
    for column in ("extraction_id", "state", "province"):
        _index("reviews", column)
    op.create_table(
        "metrics",
        _digest(),
        *_texts("task"),
        *_counts("start", "end"),
        *_texts("indicator", "kind", "value"),
        sa.Column("number", sa.Float, nullable=False),
        *_optional("high"),
        *_texts("qualifier"),
        *_optional("unit", "group", "total", "percent", "period", "scope"),
        *_texts("quote"),
        sa.Column("quote_start", sa.Integer),
        sa.Column("quote_end", sa.Integer),
        sa.Column("score", sa.Float),
        *_optional("verdict", "who"),
        sa.ForeignKeyConstraint(["sha256", "task"], ["reviews.sha256", "reviews.task"], name="fk_metrics_sha256", ondelete="CASCADE"),
        _key("metrics", "sha256", "task", "start"),
    )
    _index("metrics", "indicator", "kind")
    _index("metrics", "period")


def _decisions() -> None:
    op.create_table(
        "corrections",
        *_counts("id"),
        _digest(),
        *_texts("task"),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        *_texts("field", "action"),
        *_values("before", "after"),
        *_texts("who"),
        _moment("at"),
        *_texts("why"),
        sa.Column("blind", sa.Boolean, nullable=False),
        sa.Column("undoes", sa.Integer),
        _refers("corrections", "sha256", "articles.sha256"),
        _key("corrections", "id"),
        sqlite_autoincrement=True,
    )
    _index("corrections", "sha256", "task")
    _index("corrections", "who")
    op.create_table(
        "presences",
        _digest(),
        *_texts("task", "who"),
        _moment("at"),
        _refers("presences", "sha256", "articles.sha256"),
        _key("presences", "sha256", "task", "who"),
    )


def _others() -> None:
    op.create_table(
        "answers",
        *_texts("key"),
        _digest(null=True),
        *_values("request", "response"),
        _moment("at"),
        _refers("answers", "sha256", "articles.sha256"),
        _key("answers", "key"),
    )
    _index("answers", "sha256")
    op.create_table(
        "runs",
        *_counts("id"),
        *_texts("started", "task", "engine"),
        *_counts("cases"),
        sa.Column("f1", sa.Float, nullable=False),
        *_optional("path"),
        *_values("record"),
        _key("runs", "id"),
        sqlite_autoincrement=True,
    )
    op.create_table("settings", *_texts("name"), *_values("value"), _key("settings", "name"))
