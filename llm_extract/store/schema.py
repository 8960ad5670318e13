"""The tables. What is kept as JSON is read and written whole; what is filtered or sorted by has a column."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

HEAD = "0004"
"""The newest migration under `migrations/versions`."""
VERSIONS = "llm_extract_version"
"""The table that says which migrations a database has had."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(value: object) -> str:
    """A value as JSON text that every database takes.

    Raises:
        TypeError: it is no JSON value.
        ValueError: it holds a number that JSON has no form for.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    # Lone surrogates have no UTF-8 form, but an escape in JSON.
    return json.dumps(value) if _SURROGATE.search(text) else text


class Moment(sa.types.TypeDecorator[datetime]):
    """A point in time: aware, in UTC, on either side."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database, which may keep no zone."""
        utc = value and value.astimezone(UTC)
        return utc.replace(tzinfo=None) if utc and dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Words(sa.types.TypeDecorator[str]):
    """Text from outside, e.g. a file name: lone surrogates are escaped and NUL left out, which no UTF-8 column takes."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """To the database."""
        del dialect
        return value and kept(value)


def kept(text: str) -> str:
    """A text as `Words` keeps it."""
    return text.replace("\0", "").encode("utf-8", "backslashreplace").decode()


metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _column(name: str, kind: Any = Words, *more: Any, null: bool = False, key: bool = False) -> sa.Column[Any]:  # noqa: ANN401  as sqlalchemy's
    return sa.Column(name, kind, *more, nullable=null, primary_key=key)


def _article(*, key: bool = False, null: bool = False) -> sa.Column[Any]:
    return _column("sha256", sa.String(64), sa.ForeignKey("articles.sha256", ondelete="CASCADE"), key=key, null=null)


def _extraction(*, key: bool = False) -> sa.Column[Any]:
    return _column("extraction_id", sa.Integer, sa.ForeignKey("extractions.id", ondelete="CASCADE"), key=key)


articles = sa.Table(
    "articles",
    metadata,
    _column("sha256", sa.String(64), key=True),
    _column("uri"),
    _column("text", sa.Text),
    _column("media_type"),
    _column("title"),
    _column("metadata", sa.JSON),
    _column("regions", sa.JSON),
    _column("search"),
    _column("added_at", Moment),
    sa.Index(None, "search", "sha256"),
)

extractions = sa.Table(
    "extractions",
    metadata,
    _column("id", sa.Integer, key=True),
    _article(),
    _column("task"),
    _column("engine"),
    _column("prompt_version", null=True),
    _column("schema_hash"),
    _column("code"),
    _column("created_at", Moment),
    _column("result", sa.JSON),
    _column("result_sha256", sa.String(64)),
    sa.Index(None, "sha256", "task"),
    sqlite_autoincrement=True,
)

figures = sa.Table(
    "figures",
    metadata,
    _extraction(key=True),
    _column("number", sa.Integer, key=True),
    _column("start", sa.Integer),
    _column("end", sa.Integer),
    _column("text"),
    _column("type"),
    _column("value", null=True),
    _column("high", null=True),
    _column("total", null=True),
    _column("percent", sa.Boolean),
    _column("qualifier"),
    _column("iso", null=True),
    _column("status"),
    _column("reason", null=True),
)

findings = sa.Table(
    "findings",
    metadata,
    _extraction(key=True),
    _column("number", sa.Integer, key=True),
    _column("code"),
    _column("severity"),
    _column("origin"),
    _column("message"),
    _column("message_vi"),
    _column("spans", sa.JSON),
    sa.Index(None, "code", "extraction_id"),
)

reviews = sa.Table(
    "reviews",
    metadata,
    _article(key=True),
    _column("task", key=True),
    _extraction(),
    _column("state"),
    _column("score", sa.Float),
    _column("open_count", sa.Integer),
    _column("error_count", sa.Integer),
    _column("conflicts", sa.Integer),
    _column("title"),
    _column("organization", null=True),
    _column("province", null=True),
    _column("period", null=True),
    _column("published_at", null=True),
    _column("engine"),
    _column("current", sa.JSON),
    _column("updated_at", Moment),
    sa.Column("log_sha256", sa.String(64), nullable=False, server_default=""),
    sa.Index(None, "extraction_id"),
    sa.Index(None, "state", "error_count", "score", "open_count", "extraction_id"),
    sa.Index(None, "province"),
)

metrics = sa.Table(
    "metrics",
    metadata,
    _column("sha256", sa.String(64), key=True),
    _column("task", key=True),
    _column("start", sa.Integer, key=True),
    _column("end", sa.Integer),
    _column("indicator"),
    _column("kind"),
    _column("value"),
    _column("number", sa.Float),
    _column("high", null=True),
    _column("qualifier"),
    _column("unit", null=True),
    _column("group", null=True),
    _column("total", null=True),
    _column("percent", null=True),
    _column("period", null=True),
    _column("scope", null=True),
    _column("quote"),
    _column("quote_start", sa.Integer, null=True),
    _column("quote_end", sa.Integer, null=True),
    _column("score", sa.Float, null=True),
    _column("verdict", null=True),
    _column("who", null=True),
    sa.Column("line", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("body", sa.BigInteger, nullable=False, server_default="0"),
    sa.ForeignKeyConstraint(["sha256", "task"], ["reviews.sha256", "reviews.task"], ondelete="CASCADE"),
    sa.Index(None, "indicator", "score", "sha256", "task", "start"),
    sa.Index(None, "score", "sha256", "task", "start"),
    sa.Index(None, "period"),
    sa.Index("ix_metrics_line", "line", "body", "period", "indicator", "kind", "group", "scope", "sha256", "task", "start"),
    sa.Index(None, "body", "line"),
)

corrections = sa.Table(
    "corrections",
    metadata,
    _column("id", sa.Integer, key=True),
    _article(),
    _column("task"),
    _column("start", sa.Integer, null=True),
    _column("end", sa.Integer, null=True),
    _column("field"),
    _column("action"),
    _column("before", sa.JSON),
    _column("after", sa.JSON),
    _column("who"),
    _column("at", Moment),
    _column("why"),
    _column("blind", sa.Boolean),
    _column("undoes", sa.Integer, null=True),
    sa.Index(None, "sha256", "task"),
    sa.Index(None, "who"),
    sqlite_autoincrement=True,
)

answers = sa.Table(
    "answers",
    metadata,
    _column("key", key=True),
    _article(null=True),
    _column("request", sa.JSON),
    _column("response", sa.JSON),
    _column("at", Moment),
    sa.Index(None, "sha256"),
)

runs = sa.Table(
    "runs",
    metadata,
    _column("id", sa.Integer, key=True),
    _column("started"),
    _column("task"),
    _column("engine"),
    _column("cases", sa.Integer),
    _column("f1", sa.Float),
    _column("path", null=True),
    _column("record", sa.JSON),
    sqlite_autoincrement=True,
)

presences = sa.Table("presences", metadata, _article(key=True), _column("task", key=True), _column("who", key=True), _column("at", Moment))

settings = sa.Table("settings", metadata, _column("name", key=True), _column("value", sa.JSON))
