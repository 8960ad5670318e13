"""Rows of metrics, tame and hostile."""

from decimal import Decimal

from llm_extract.export import Row

HOSTILE = (
    '=HYPERLINK("http://example.invalid","x")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "-2+3",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u200f=1+1",
    "＝1+1",
    "'=1+1",
    "'quoted'",
    "<script>alert(1)</script>",
    "https://example.invalid/x",
    "007",
    'two\nlines\r\nand, a comma; a "quote"',
    "đảng viên 👩‍🌾 \u202eabc\u202c",
    "_x0041_ \x01\x0b",
    "{=1+1}",
)  # fmt: skip


def metric(**more: str | float | Decimal | None) -> Row:
    row: dict[str, str | int | float | Decimal | None] = {
        "province": "Kon Tum", "organization": "Huyện ủy Đăk Glei", "indicator": "membership.admitted", "meaning": "đảng viên mới kết nạp",
        "kind": "actual", "period": "2020", "value": Decimal(152), "percent": Decimal("94.67"), "qualifier": "exact", "unit": "đảng viên",
        "quote": "kết nạp 152 đảng viên", "title": "Đăk Glei tổng kết", "published_at": "2020-12-31", "score": 0.93,
        "task": "party_building", "article": "ab" * 32, "start": 120, "end": 123, "quote_start": 112, "quote_end": 133,
    }  # fmt: skip
    return {**row, **more}
