"""Metrics as Parquet."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from math import isfinite
from typing import TYPE_CHECKING, Any, BinaryIO

from llm_extract.export.metrics import COLUMNS, Column, Notes, Row, Value, digits, encodable

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 10_000
EXACT = "_exact"


def write_parquet(rows: Iterable[Row], file: BinaryIO, notes: Notes) -> int:
    """Writes metrics as Parquet.

    A figure stands twice: as a double, which every tool computes and draws with, and beside it, under `…_exact`, in its digits.
    `decimal128` would have to fix the number of digits before and behind the point before the first article is read, and would refuse
    the article that has more.

    Args:
        rows: the metrics.
        file: open for binary writing; it stays open.
        notes: kept in the file's metadata, as JSON under `notes`.

    Returns:
        How many rows were written.
    """
    import pyarrow as pa
    from pyarrow import parquet

    told = json.dumps([[encodable(one) for one in line] for line in notes.lines], ensure_ascii=False)
    schema = pa.schema([field for column in COLUMNS for field in _fields(column)], metadata={"notes": told})
    count, left = 0, iter(rows)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while batch := list(islice(left, _BATCH)):
            table = {name: values for column in COLUMNS for name, values in _values(column, batch)}
            writer.write_table(pa.Table.from_pydict(table, schema=schema))
            count += len(batch)
    return count


def _fields(column: Column) -> Iterator["pa.Field[Any]"]:
    import pyarrow as pa

    kinds = {"text": pa.string(), "date": pa.string(), "decimal": pa.float64(), "number": pa.float64(), "integer": pa.int64()}
    yield pa.field(column.name, kinds[column.kind])
    if column.kind == "decimal":
        yield pa.field(f"{column.name}{EXACT}", pa.string())


def _values(column: Column, batch: list[Row]) -> Iterator[tuple[str, list[Value]]]:
    given = [row.get(column.name) for row in batch]
    yield column.name, [_double(value) if column.kind in {"decimal", "number"} else _plain(value) for value in given]
    if column.kind == "decimal":
        yield f"{column.name}{EXACT}", [digits(value) if isinstance(value, Decimal | int | float) else None for value in given]


def _plain(value: Value) -> Value:
    return encodable(value) if isinstance(value, str) else value


def _double(value: Value) -> float | None:
    """The nearest double; None for what lies beyond all of them, whose digits stand beside."""
    near = None if value is None else float(Decimal(value))
    return near if near is not None and isfinite(near) else None
