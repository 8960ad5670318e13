from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .sample import Doc, codes, extraction, found

TEXT = (
    "Huyện ủy Sơn Hà tổng kết công tác 6 tháng đầu năm.\n"
    "Đảng bộ huyện Sơn Hà có 79/85 chi bộ hoàn thành tốt nhiệm vụ (92,94%), 05/86 tập thể xếp loại sau. "
    "Năm 2022, theo Chỉ thị số 05-CT/TW, ba chi bộ được khen, kinh phí gần 1,5 tỷ đồng, 4.288 đảng viên tham gia.\n"
    "Đồng chí Nguyễn Thị Hoà chủ trì."
)


def summary(*lines: str) -> list[str]:
    article, result = extraction(TEXT, doc=Doc(summary=("Huyện ủy Sơn Hà tổng kết",)))
    given_lines = getattr(result.data, "summary").model_copy(update={"headline": lines[0], "key_points": lines[1:]})  # noqa: B009
    every = found(article, replace(result, data=result.data.model_copy(update={"summary": given_lines})))
    assert all((finding.severity, finding.origin) == ("error", "engine") for finding in every)
    return [finding.code for finding in every]


@pytest.mark.parametrize(
    "line",
    [
        "Huyện ủy Sơn Hà: 79/85 chi bộ (92,94%) hoàn thành tốt nhiệm vụ",
        "Có 4.288 đảng viên, ba chi bộ được khen",
        "Sáng nay, kinh phí gần 1,5 tỷ đồng",
        "6 tháng đầu năm 2022 kết quả tốt",
        "Theo Chỉ thị số 05-CT/TW",
        "Nguyễn Thị Hòa chủ trì",
        "Đồng chí Nguyễn Thị Hoà chủ trì",
        "Đảng viên Sơn Hà đoàn kết",
    ],
)
def test_what_the_article_prints(line: str) -> None:
    assert summary(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "Có 80/85 chi bộ hoàn thành tốt",
        "Có 05/85 tập thể xếp loại sau",
        "Có 4.289 đảng viên",
        "Có 4288 đảng viên",
        "Có 92,9% chi bộ",
        "Có 92 chi bộ",
        "Có bốn chi bộ được khen",
        "Kinh phí 1,5 triệu đồng",
        "Theo Chỉ thị số 06-CT/TW",
        "Năm 2023 kết quả tốt",
    ],
)
def test_numbers_of_no_figure(line: str) -> None:
    assert "summary.number" in summary("Huyện ủy Sơn Hà", line)


@pytest.mark.parametrize(
    "line", ["Đồng chí Nguyễn Thị Hạnh chủ trì", "Huyện Sơn Tây dẫn đầu", "Trần Văn Nam phát biểu", "Hội nghị của Sơn Hà Tây"]
)
def test_names_of_nobody(line: str) -> None:
    assert summary(line) == ["summary.name"]


def test_at_most_120_words() -> None:
    assert summary("Huyện ủy", *["chi bộ"] * 59) == []
    assert summary("Huyện ủy", *["chi bộ"] * 60) == ["summary.length"]


@given(st.integers(0, 99_999))
def test_no_number_slips_through(number: int) -> None:
    printed = {"2022"}
    assert ("summary.number" in summary(f"Có {number} chi bộ")) == (str(number) not in printed)


def test_there_may_be_no_summary() -> None:
    assert codes(TEXT) == []
