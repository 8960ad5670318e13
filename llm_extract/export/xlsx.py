"""Metrics as an Excel workbook: a sheet of metrics and one of notes."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO, Literal

from llm_extract.errors import ExportError
from llm_extract.export.metrics import COLUMNS, Column, Notes, Row, Value, as_number, digits, encodable

_ROWS = 1_048_576
_UNITS = 32_767
"""Excel's limits: rows of a sheet; UTF-16 units of a cell ("Excel specifications and limits")."""
_CUT = " […]"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_EPOCH = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; dates from the day after are the same everywhere."""
_NAMES: dict[Literal["vi", "en"], tuple[str, str]] = {"vi": ("Số liệu", "Ghi chú"), "en": ("Metrics", "Notes")}


def write_xlsx(rows: Iterable[Row], file: BinaryIO, notes: Notes) -> int:
    """Writes metrics as an Excel workbook.

    Numbers are numbers, full dates dates; every other cell is written as a string, so that none is a formula or a link. A number of more
    than 15 digits, which Excel would round, stands as a text of its digits; a text longer than a cell may hold is cut, and says so.

    Args:
        rows: the metrics.
        file: open for binary writing; it stays open.
        notes: for the second sheet, before what each column holds.

    Returns:
        How many rows were written, without the heading.

    Raises:
        ExportError: there are more rows than a sheet holds.
    """
    import xlsxwriter

    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, {"constant_memory": True, **safe}) as book:
        names = _NAMES[notes.language]
        bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        count = _metrics(book.add_worksheet(names[0]), rows, bold, day)
        _notes(book.add_worksheet(names[1]), notes, bold)
    return count


def _metrics(sheet: Any, rows: Iterable[Row], bold: Any, day: Any) -> int:  # noqa: ANN401  xlsxwriter has no types
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.name, bold)
    sheet.freeze_panes(1, 0)
    count = 0
    for count, row in enumerate(rows, 1):
        if count >= _ROWS:
            raise ExportError(f"XLSX: a sheet holds {_ROWS - 1:,} metrics at most; narrow the filter, or take CSV or Parquet.")
        for place, column in enumerate(COLUMNS):
            _write(sheet, count, place, column, row.get(column.name), day)
    sheet.autofilter(0, 0, count, len(COLUMNS) - 1)
    return count


def _write(sheet: Any, line: int, place: int, column: Column, value: Value, day: Any) -> None:  # noqa: ANN401  as above
    if value is None or value == "":
        return
    if isinstance(value, str):
        on = _full_date(value) if column.kind == "date" else None
        if on:
            sheet.write_datetime(line, place, on, day)
        else:
            sheet.write_string(line, place, _fitting(encodable(value)))
        return
    number = as_number(value) if isinstance(value, Decimal) else value
    if number is None:
        sheet.write_string(line, place, digits(value))
    else:
        sheet.write_number(line, place, number)


def _full_date(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        on = date.fromisoformat(text)
    except ValueError:  # 2022-02-31 is what the article says: it stays a text
        return None
    return on if on >= _EPOCH else None


def _fitting(text: str) -> str:
    """A text that a cell can hold."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _UNITS:
        return text
    return units[: 2 * (_UNITS - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def _notes(sheet: Any, notes: Notes, bold: Any) -> None:  # noqa: ANN401  as above
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    told = [*notes.lines, ("", ""), *((column.name, getattr(column, notes.language)) for column in COLUMNS)]
    for line, (name, content) in enumerate(told):
        if name:
            sheet.write_string(line, 0, _fitting(encodable(name)), bold)
            sheet.write_string(line, 1, _fitting(encodable(content)))
