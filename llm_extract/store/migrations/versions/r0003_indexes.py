"""Indexes that hold all that the pages sort and count by, so that a page reads only the rows that it shows."""

from alembic import op

revision = "0003"
down_revision = "0002"

_NEW = (
    ("reviews", ("state", "error_count", "score", "open_count", "extraction_id")),
    ("metrics", ("indicator", "score", "sha256", "task", "start")),
    ("metrics", ("score", "sha256", "task", "start")),
    ("articles", ("search", "sha256")),
)


def upgrade() -> None:
    """Makes them, and drops those that they take the place of."""
    op.execute("UPDATE articles SET search = substr(search, 1, 600)")  # what PostgreSQL takes into an index is limited
    op.drop_index("ix_reviews_state", "reviews")
    op.drop_index("ix_metrics_indicator_kind", "metrics")
    for table, columns in _NEW:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
