"""An extraction, and the metrics of many, in the formats that others read."""

from llm_extract.export.formats import FORMATS, Format
from llm_extract.export.metrics import COLUMNS, Column, Notes, Row
from llm_extract.export.results import number, to_json

__all__ = ["COLUMNS", "FORMATS", "Column", "Format", "Notes", "Row", "number", "to_json"]
