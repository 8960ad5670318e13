"""The columns that metrics have in every table that leaves the package, and what the formats have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Value = str | int | float | Decimal | None
Row = Mapping[str, Value]
"""One metric by the names of `COLUMNS`; what is missing is empty."""
Kind = Literal["text", "date", "decimal", "number", "integer"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: the same in every format and language.
        kind: `decimal` is a figure of the article, exactly; `date` a date or period in the guide's notation, as text.
        vi: what it holds, in Vietnamese.
        en: the same in English.
        width: in characters, on a sheet.
    """

    name: str
    kind: Kind
    vi: str
    en: str
    width: int = 12


COLUMNS: tuple[Column, ...] = (
    Column("province", "text", "Tỉnh, thành", "Province", 16),
    Column("organization", "text", "Tổ chức của bài", "The article's organisation", 28),
    Column("scope", "text", "Đơn vị mà số liệu nói tới, nếu khác tổ chức của bài", "The body, if it is not the article's organisation", 22),
    Column("indicator", "text", "Mã chỉ tiêu", "Code of the indicator", 24),
    Column("meaning", "text", "Chỉ tiêu", "What the indicator means", 34),
    Column("group", "text", "Nhóm con; số của nhóm con đã nằm trong số chung", "Subgroup; its figure is part of the whole's", 18),
    Column("kind", "text", "actual đã đạt, target mục tiêu, change tăng giảm", "actual, target (to be reached) or change", 9),
    Column("period", "date", "Kỳ, vd. 2022, 2022-H1, 2022-Q1, 2022-9M, 2022-07", "Period, e.g. 2022, 2022-H1, 2022-Q1, 2022-9M, 2022-07"),
    Column("value", "decimal", "Giá trị", "Value"),
    Column("high", "decimal", "Cận trên của khoảng", "Upper end of a range", 8),
    Column("qualifier", "text", "Đúng bằng, khoảng, hơn, ít nhất, nhiều nhất …", "Exact, about, more than, at least, at most", 13),
    Column("unit", "text", "Đơn vị tính, theo lời bài", "What is counted, in the article's words", 14),
    Column("total", "decimal", "Tổng mà bài nêu", "The stated whole", 10),
    Column("percent", "decimal", "Tỷ lệ phần trăm in bên cạnh", "The percentage printed beside it", 9),
    Column("quote", "text", "Trích dẫn", "Evidence, word for word", 60),
    Column("title", "text", "Tiêu đề bài", "Title of the article", 40),
    Column("published_at", "date", "Ngày đăng", "Published", 12),
    Column("score", "number", "Độ chắc, 0 đến 1", "Confidence, 0 to 1", 8),
    Column("verdict", "text", "Người rà soát: accept đã nhận, correct đã sửa", "Reviewer: accept or correct", 9),
    Column("reviewer", "text", "Ai rà soát", "Who reviewed it", 14),
    Column("task", "text", "Tác vụ", "Task", 15),
    Column("article", "text", "SHA-256 của văn bản bài", "SHA-256 of the article's text", 20),
    Column("start", "integer", "Con số bắt đầu ở ký tự thứ mấy", "Where the figure begins, in code points", 8),
    Column("end", "integer", "Con số kết thúc trước ký tự thứ mấy", "Where it ends, exclusive", 8),
    Column("quote_start", "integer", "Trích dẫn bắt đầu ở đâu", "Where the evidence begins", 8),
    Column("quote_end", "integer", "Trích dẫn kết thúc ở đâu", "Where it ends, exclusive", 8),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Notes:
    """What a table says of itself.

    Attributes:
        language: of the names of sheets and of what the columns hold.
        lines: name and content, e.g. each filter with its value.
    """

    language: Literal["vi", "en"] = "en"
    lines: Sequence[tuple[str, str]] = ()


def encodable(text: str) -> str:
    r"""Text that UTF-8 has a form for: a lone surrogate, e.g. of a file's name, becomes its escape `\udc80`."""
    return text.encode("utf-8", "backslashreplace").decode()


def digits(value: Decimal | float) -> str:
    """A number in digits, without an exponent."""
    return f"{value if isinstance(value, Decimal) else Decimal(str(value)):f}"


def as_number(value: Decimal | float) -> int | float | None:
    """The same number as IEEE 754 has it; None where it has no such number, so that no digit is lost.

    Excel and many readers of JSON keep 15 significant digits; a number of 15 digits survives the way through a double (C's `DBL_DIG`).
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if len(exact.normalize().as_tuple().digits) > _DIGITS or abs(exact.adjusted()) > _EXPONENT:
        return None
    return int(exact) if exact == exact.to_integral_value() else float(exact)


_DIGITS = 15
_EXPONENT = 300
