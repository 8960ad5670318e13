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


TOLD = "Số tổ chức cơ sở đảng toàn tỉnh từ {} ở thời điểm cuối năm 2017 rút xuống còn {}, giảm {} tổ chức."


def test_a_wrong_difference_in_running_text_is_told() -> None:
    (finding,) = findings(TOLD.format(812, 691, 131))
    assert finding.message == "From 812 to 691 is -121, not -131."


@given(st.integers(2, 9_999), st.integers(2, 9_999))
def test_a_right_difference_in_running_text_is_not(first: int, second: int) -> None:
    low, high = sorted((first, second))
    assert "difference.mismatch" not in codes(TOLD.format(*(f"{number:,}".replace(",", ".") for number in (high, low, high - low))))


@pytest.mark.parametrize(
    "told",
    [
        "Toàn tỉnh từ 812 tổ chức xuống còn 691, giảm 131 biên chế.",
        "Toàn tỉnh từ 812 tổ chức xuống còn gần 691, giảm 131 tổ chức.",
        "Toàn tỉnh từ 812 tổ chức xuống còn 691, giảm 15% số tổ chức.",
        "Có 812 tổ chức. Nay còn 691, giảm 131 tổ chức.",
        "Từ 12 phòng, nay 812 tổ chức giảm 131 tổ chức.",
    ],
)
def test_what_leads_from_nothing_to_something_else_is_not(told: str) -> None:
    assert "difference.mismatch" not in codes(told)
