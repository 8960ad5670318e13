"""Metrics as CSV for spreadsheets, and as JSON, one line each."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import BinaryIO

from llm_extract.export.metrics import COLUMNS, Notes, Row, Value, as_number, digits, encodable

_MARK = "'"
_FORMULA = frozenset("=+-@＝＋－＠\t\r\n" + _MARK)
"""What makes a spreadsheet read a cell as a formula (OWASP, CSV Injection), their full-width forms, and the mark itself."""


def write_csv(rows: Iterable[Row], file: BinaryIO, notes: Notes) -> int:
    """Writes metrics as CSV (RFC 4180, UTF-8 with a byte order mark, which Excel needs to read it as UTF-8).

    A text that a spreadsheet could take for a formula gets an apostrophe before it; so does one that begins with an apostrophe, so that
    taking one away from every text that has one gives the texts back. Numbers stay bare, negative ones too. CSV says nothing of types or
    of the filter: a spreadsheet may still read `2022-07` as a date; XLSX keeps it.

    Args:
        rows: the metrics.
        file: open for binary writing; it stays open.
        notes: not used: CSV has no place for them.

    Returns:
        How many rows were written, without the heading.
    """
    del notes
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    writer, count = csv.writer(text), 0
    writer.writerow([column.name for column in COLUMNS])
    for row in rows:
        writer.writerow([_cell(row.get(column.name)) for column in COLUMNS])
        count += 1
    text.detach()
    return count


def _cell(value: Value) -> str:
    if value is None:
        return ""
    return guarded(encodable(value)) if isinstance(value, str) else digits(value)


def guarded(text: str) -> str:
    """A text as a spreadsheet shows it and never computes it."""
    if text[:1].isalnum():
        return text
    first = next((char for char in text if not (char.isspace() or unicodedata.category(char) in {"Cc", "Cf"})), "")
    return _MARK + text if first in _FORMULA or text[:1] in _FORMULA else text


def write_jsonl(rows: Iterable[Row], file: BinaryIO, notes: Notes) -> int:
    """Writes metrics as JSON Lines: UTF-8, one object a line, every column in every line.

    A number of more than 15 digits, which many readers would round, stands as a text of its digits.

    Args:
        rows: the metrics.
        file: open for binary writing; it stays open.
        notes: not used: every line is a metric.

    Returns:
        How many lines were written.
    """
    del notes
    count = 0
    for row in rows:
        line = json.dumps({column.name: _json(row.get(column.name)) for column in COLUMNS}, ensure_ascii=False, allow_nan=False)
        file.write(f"{line}\n".encode())
        count += 1
    return count


def _json(value: Value) -> Value:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, Decimal):
        shown = as_number(value)
        return digits(value) if shown is None else shown
    return value
