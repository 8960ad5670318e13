"""The formats that metrics are written in, row by row: nothing is held but what a format's own library holds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from llm_extract.export.lines import write_csv, write_jsonl
from llm_extract.export.metrics import Notes, Row
from llm_extract.export.parquet import write_parquet
from llm_extract.export.xlsx import write_xlsx

Write = Callable[[Iterable[Row], BinaryIO, Notes], int]


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: also the ending of its files.
        mime: its media type.
        write: writes rows into a file open for binary writing; gives how many. The file stays open.
    """

    name: str
    mime: str
    write: Write


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx),
        Format("csv", "text/csv", write_csv),
        Format("jsonl", "application/x-ndjson", write_jsonl),
        Format("parquet", "application/vnd.apache.parquet", write_parquet),
    )
}
