import pytest
from hypothesis import given
from hypothesis import strategies as st

from .sample import codes, findings, texts

HEAD = "Chỉ tiêu | 6 tháng 2017 | 6 tháng 2018 | Tăng (+), giảm (-)\n"


def test_a_row_whose_difference_is_another_is_told() -> None:
    text = HEAD + "Xóa tên đảng viên | 96 | 121 | +35"
    (finding,) = findings(text)
    assert (finding.code, finding.severity, finding.origin) == ("difference.mismatch", "warning", "article")
    assert texts(text, finding) == ["96", "121", "+35"[1:]]
    assert finding.message == "From 96 to 121 is +25, not +35."


@given(st.integers(2, 9_999), st.integers(2, 9_999), st.sampled_from(["{} | {} | {}", "| {} | {} | {} |"]))
def test_a_right_difference_is_not(before: int, now: int, row: str) -> None:
    cells = (*(f"{number:,}".replace(",", ".") for number in (before, now)), f"{now - before:+,}".replace(",", "."))
    assert codes(HEAD + "Xóa tên đảng viên " + row.format(*cells)) == []


def test_nothing_has_no_sign() -> None:
    (finding,) = findings(HEAD + "Xóa tên đảng viên | 96 | 96 | +5")
    assert finding.message == "From 96 to 96 is 0, not +5."


@pytest.mark.parametrize(
    "row",
    [
        "Kết nạp đảng viên | 96 | 110 | 121 | +25",
        "Kết nạp đảng viên | 96 | 121 | 35",
        "Kết nạp từ 96 lên 121, +35",
        "Kết nạp đảng viên | 96 | 121 | +35%",
    ],
)
def test_what_is_no_such_row_is_not(row: str) -> None:
    assert "difference.mismatch" not in codes(HEAD + row)
