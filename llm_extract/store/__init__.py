"""Articles, extractions and what reviewers decided, in SQLite or PostgreSQL."""

from llm_extract.store.store import Store
from llm_extract.store.summing import Body, Cell, Layout, Line, Pivot
from llm_extract.store.values import (
    Asked,
    Choices,
    Draft,
    ExtractionInfo,
    Fault,
    Key,
    MetricRow,
    Page,
    Provenance,
    ReviewRow,
    RunRow,
    Sheet,
)  # fmt: skip

__all__ = [
    "Asked", "Body", "Cell", "Choices", "Draft", "ExtractionInfo", "Fault", "Key", "Layout", "Line", "MetricRow", "Page", "Pivot",
    "Provenance", "ReviewRow", "RunRow", "Sheet", "Store",
]  # fmt: skip
