"""What is written is read back by the libraries that others use: exactly, with its type, and never as a formula."""

import csv
import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from itertools import repeat
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from pyarrow import parquet

from llm_extract.errors import ExportError
from llm_extract.export import COLUMNS, FORMATS, Notes, Row, xlsx
from llm_extract.export.lines import guarded

from .sample import HOSTILE, metric

NAMES = [column.name for column in COLUMNS]
NOTES = Notes("en", [("Province", "Kon Tum"), ("Search", "=1+1")])


def written(name: str, rows: Iterable[Row], notes: Notes = NOTES) -> BytesIO:
    file = BytesIO()
    FORMATS[name].write(rows, file, notes)
    file.seek(0)
    return file


def sheets(rows: Iterable[Row], notes: Notes = NOTES) -> tuple[Any, Any]:
    book = openpyxl.load_workbook(written("xlsx", rows, notes))
    return book.worksheets[0], book.worksheets[1]


def cell(sheet: Any, name: str, row: int = 2) -> Any:  # noqa: ANN401  openpyxl has no types
    return sheet.cell(row, NAMES.index(name) + 1)


def lines(rows: Iterable[Row]) -> list[dict[str, str]]:
    return list(csv.DictReader(written("csv", rows).read().decode("utf-8-sig").splitlines(keepends=True)))


@pytest.mark.parametrize("name", FORMATS)
def test_the_count_is_told_and_the_file_stays_open(name: str) -> None:
    file = BytesIO()
    assert FORMATS[name].write([metric()] * 3, file, NOTES) == 3
    assert not file.closed
    assert FORMATS[name].write([], BytesIO(), NOTES) == 0


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(hostile: str) -> None:
    sheet, _ = sheets([metric(title=hostile, quote=hostile, unit=hostile, period=hostile)])
    for name in ("title", "quote", "unit", "period"):
        read = cell(sheet, name)
        assert read.data_type in {"s", "inlineStr"}
        assert read.hyperlink is None
        assert unescape(read.value) == hostile  # Excel reads `_x000D_` as the character that XML has no form for


def test_numbers_and_full_dates_keep_their_type_in_a_workbook() -> None:
    sheet, _ = sheets(
        [metric(value=Decimal("-6.25"), total=Decimal(6110), period="2022-07-26"), metric(period="2022-07", published_at="2022-02-31")]
    )
    assert (cell(sheet, "value").value, cell(sheet, "total").value, cell(sheet, "percent").value) == (-6.25, 6110, 94.67)
    assert isinstance(cell(sheet, "total").value, int)
    assert cell(sheet, "score").value == 0.93
    assert cell(sheet, "start").value == 120
    assert cell(sheet, "period").value == datetime(2022, 7, 26)  # noqa: DTZ001  a sheet has no zones
    assert (cell(sheet, "period", 3).value, cell(sheet, "published_at", 3).value) == ("2022-07", "2022-02-31")
    assert cell(sheet, "group").value is None


def test_the_heading_is_frozen_and_filters_all_rows() -> None:
    sheet, _ = sheets([metric()] * 4)
    assert [one.value for one in sheet[1]] == NAMES
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(len(NAMES))}5"


def test_the_notes_say_the_filter_and_the_columns() -> None:
    _, told = sheets([metric()])
    said = {row[0].value: row[1] for row in told.iter_rows() if row[0].value}
    assert said["Province"].value == "Kon Tum"
    assert said["Search"].value == "=1+1"
    assert said["Search"].data_type in {"s", "inlineStr"}
    assert set(NAMES) <= said.keys()
    vi, _ = sheets([metric()], Notes("vi"))
    assert vi.title == "Số liệu"


@pytest.mark.parametrize("sign", ["x", "ế", "👩"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(sign: str) -> None:
    sheet, _ = sheets([metric(quote=sign * 40_000)])
    value = cell(sheet, "quote").value
    assert value.endswith(" […]")
    assert set(value.removesuffix(" […]")) == {sign}
    assert 32_765 <= len(value.encode("utf-16-le")) // 2 <= 32_767
    whole = sign * (32_767 // len(sign.encode("utf-16-le")) * 2)
    sheet, _ = sheets([metric(quote=whole)])
    assert cell(sheet, "quote").value == whole


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_ROWS", 5)
    assert sheets(repeat(metric(), 4))[0].max_row == 5
    with pytest.raises(ExportError, match="4 metrics at most"):
        written("xlsx", repeat(metric(), 5))


LONG = Decimal("12345678901234567890.123456789")


def test_a_number_that_a_double_would_round_is_kept_in_digits() -> None:
    rows = [metric(value=LONG, total=Decimal("0.1"), percent=Decimal(10) ** 400)]
    sheet, _ = sheets(rows)
    assert (cell(sheet, "value").value, cell(sheet, "total").value) == (f"{LONG:f}", 0.1)
    assert json.loads(written("jsonl", rows).read())["value"] == f"{LONG:f}"
    assert Decimal(lines(rows)[0]["value"]) == LONG
    table = parquet.read_table(written("parquet", rows)).to_pylist()[0]
    assert table["value"] == float(LONG)
    assert Decimal(table["value_exact"]) == LONG
    assert (table["percent"], Decimal(table["percent_exact"])) == (None, Decimal(10) ** 400)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_csv_gives_every_text_back_and_none_begins_a_formula(hostile: str) -> None:
    read = lines([metric(title=hostile)])[0]["title"]
    assert read[:1] not in set("=+-@\t\r\n＝")
    assert (read.removeprefix("'") if read.startswith("'") else read) == hostile


def test_csv_begins_with_a_byte_order_mark_and_leaves_negative_numbers_bare() -> None:
    data = written("csv", [metric(value=Decimal(-5), unit="-5", total=Decimal("1E+3"))]).read()
    assert data.startswith(b"\xef\xbb\xbfprovince,")
    row = lines([metric(value=Decimal(-5), unit="-5", total=Decimal("1E+3"))])[0]
    assert (row["value"], row["unit"], row["total"], row["group"]) == ("-5", "'-5", "1000", "")


def test_plain_text_is_not_marked() -> None:
    assert [guarded(text) for text in ("", "Đăk Glei", "a=b", "(-3)", " x")] == ["", "Đăk Glei", "a=b", "(-3)", " x"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_jsonl_and_parquet_give_every_text_back(hostile: str) -> None:
    rows = [metric(title=hostile), metric()]
    read = [json.loads(line) for line in written("jsonl", rows).read().decode().split("\n")[:-1]]
    assert [one["title"] for one in read] == [hostile, "Đăk Glei tổng kết"]
    assert list(read[0]) == NAMES
    table = parquet.read_table(written("parquet", rows))
    assert table.column("title").to_pylist() == [hostile, "Đăk Glei tổng kết"]


def test_jsonl_and_parquet_keep_numbers() -> None:
    rows = [metric(value=Decimal(-152), percent=Decimal("94.670"))]
    read = json.loads(written("jsonl", rows).read())
    assert (read["value"], read["percent"], read["group"]) == (-152, 94.67, None)
    table = parquet.read_table(written("parquet", rows))
    assert (
        table.to_pylist()[0] | {"value": -152.0, "value_exact": "-152", "percent": 94.67, "percent_exact": "94.670", "start": 120}
        == table.to_pylist()[0]
    )
    assert json.loads(table.schema.metadata[b"notes"]) == [["Province", "Kon Tum"], ["Search", "=1+1"]]


def test_parquet_is_written_batch_by_batch() -> None:
    count = 25_001
    file = parquet.ParquetFile(written("parquet", (metric(start=place) for place in range(count))))
    assert file.metadata.num_row_groups == 3
    assert file.read(["start"]).column("start").to_pylist() == list(range(count))


@pytest.mark.parametrize("name", FORMATS)
def test_a_lone_surrogate_breaks_no_format(name: str) -> None:
    data = written(name, [metric(title="báo\udc80.txt")], Notes("vi", [("Tìm", "\udc80")])).read()
    assert data
    if name in {"csv", "jsonl"}:
        assert "báo\\udc80.txt" in data.decode().replace("\\\\", "\\")
