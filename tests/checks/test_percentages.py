from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from .sample import Tag, codes, findings, texts

wholes = st.integers(2, 20_000)
decimals = st.integers(0, 2)


def share(part: int, whole: int, places: int, mode: str) -> Decimal:
    return (Decimal(part) * 100 / whole).quantize(Decimal(1).scaleb(-places), rounding=mode)


def written(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


def sentence(part: int, whole: int, percent: Decimal) -> str:
    # With points, as articles print it: `1/1900` is January of that year.
    numbers = f"{part:,}/{whole:,}".replace(",", ".")
    return f"Toàn huyện có {numbers} chi bộ tổ chức xong đại hội (đạt {written(percent)}%)."


@given(wholes, st.data(), decimals, st.sampled_from([ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_a_rounded_or_truncated_percentage_is_no_mismatch(whole: int, data: st.DataObject, places: int, mode: str) -> None:
    part = data.draw(st.integers(1, whole))
    assert codes(sentence(part, whole, share(part, whole, places, mode))) == []


@given(wholes, st.data(), decimals, st.sampled_from([2, -2, 3, -7, 40]))
def test_two_units_of_the_last_place_are_a_mismatch(whole: int, data: st.DataObject, places: int, units: int) -> None:
    part = data.draw(st.integers(1, whole))
    percent = share(part, whole, places, ROUND_HALF_UP) + Decimal(units).scaleb(-places)
    assume(0 < percent < 100)
    assert "percent.mismatch" in codes(sentence(part, whole, percent))


def test_less_than_one_unit_is_for_information() -> None:
    (finding,) = findings("Có 52/145 chi bộ (35,87%) đại hội.")
    assert (finding.code, finding.severity) == ("percent.rounding", "info")


def test_the_finding_names_both_figures_and_the_true_value() -> None:
    text = "Đến nay, có 1.220/1.450 chi bộ đã đại hội (đạt 81,41), còn lại trước ngày 30/6."
    (finding,) = findings(text)
    assert (finding.severity, finding.origin) == ("warning", "article")
    assert texts(text, finding) == ["1.220/1.450", "81,41"]
    assert finding.message == "1.220/1.450 is 84,14 %, not 81,41."
    assert finding.message_vi == "1.220/1.450 là 84,14 %, không phải 81,41."


@pytest.mark.parametrize(
    "text",
    [
        "Có 57/62 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ (92,9%).",
        "Có 57/62 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ, đạt 93,1%.",
        "Có 2.150/2.200 đảng viên tham gia học tập nghị quyết, đạt tỷ lệ 79,7%.",
        "Giải quyết 40/45 đơn (98,9%).",
        "Kết nạp 120 đảng viên, đạt 85,7% so với chỉ tiêu cả năm là 150 đảng viên.",
        # of a whole that the others of the list share
        "Đánh giá 300 chi bộ: 60 chi bộ hoàn thành xuất sắc (20%), 210 chi bộ hoàn thành tốt (70%), 30 chi bộ hoàn thành nhiệm vụ (15%).",
        # of a whole that the list adds up to
        "Có 145 cán bộ được nhận xét; xuất sắc 38 cán bộ (36,2%), tốt 100 cán bộ, hoàn thành 7 cán bộ.",
        "Có 145 cán bộ được nhận xét; xuất sắc 38 cán bộ, tốt 100 cán bộ, hoàn thành 7 cán bộ (8,4%).",
        "Kết nạp 105 đảng viên mới, trong đó 50 đảng viên nữ (57,6%).",
    ],
)
def test_contradictions_are_found_without_labels(text: str) -> None:
    assert codes(text) == ["percent.mismatch"]


@pytest.mark.parametrize(
    "text",
    [
        "Toàn tỉnh kết nạp 934 đảng viên (đạt 71,85%) so với kế hoạch năm 2022.",
        "Toàn tỉnh kết nạp 150 đảng viên (đạt 125% kế hoạch), tăng 12 đảng viên so với cùng kỳ.",
        "Kết nạp 150/120 đảng viên, đạt 125% chỉ tiêu.",
        "Kết nạp 120 đảng viên, đạt 80% kế hoạch năm (kế hoạch 150 đảng viên).",
        "Kết nạp 120 đảng viên, đạt 80% so với chỉ tiêu cả năm là 150 đảng viên.",
        "Đảng bộ huyện kết nạp 139 đảng viên (vượt 3% chỉ tiêu năm).",
        "Có 81/81 tổ chức đảng được xếp loại. Có 80/81 tổ chức hoàn thành tốt nhiệm vụ (98,76%), trong đó 16 tổ chức xuất sắc (đạt 20%).",
        "Có 120/125 chi bộ được xếp loại (96%), trong đó 20 chi bộ xuất sắc (16,67%), 90 chi bộ tốt (75%), 10 chi bộ trung bình (8,33%).",
        "Có 120/125 chi bộ được xếp loại (96%), trong đó 20 chi bộ xuất sắc (16%), 90 chi bộ tốt (72%), 10 chi bộ trung bình (8%).",
        "Tổ chức 12 hội nghị với 1.450 đại biểu tham dự, đạt tỷ lệ 97%.",
        "Có 400 chi bộ, trong đó 80 chi bộ xuất sắc (chiếm 20% số chi bộ hoàn thành tốt).",
        "Giới thiệu 310 quần chúng, kết nạp 215 đảng viên, đạt 69,35%.",
        "Cấp ủy các cấp có gần 300/400 đồng chí dự học (73%).",
        "Có 51/51 tổ chức được xếp loại: 35 tổ chức hoàn thành tốt nhiệm vụ (07 đảng bộ, 28 chi bộ), tỷ lệ 68,63%.",
    ],
)
def test_percentages_of_plans_other_wholes_and_near_numbers_are_none(text: str) -> None:
    assert codes(text) == []


def test_a_label_ties_a_whole_that_stands_apart() -> None:
    tag = Tag("60", "award.individuals", total="80", percent="57%")
    assert codes("Có 60 cá nhân tham gia, trên 80 cá nhân được mời: 57%.", tag) == ["percent.mismatch"]
    right = Tag("60", "award.individuals", total="80", percent="75%")
    assert codes("Có 60 cá nhân tham gia, trên 80 cá nhân được mời: 75%.", right) == []


def test_a_wrong_label_accuses_no_article() -> None:
    text = "Có 60 cá nhân trên 80 được mời; 12 tập thể dự đủ, đạt 92,31%."
    assert codes(text, Tag("60", "award.individuals", total="80", percent="92,31%")) == []


def test_a_percentage_with_one_wrong_digit_is_told() -> None:
    text = "Các chi bộ đăng ký 1.034 mô hình; qua đánh giá có 387 mô hình được công nhận (đạt 38,43%)."
    (finding,) = findings(text)
    assert (finding.code, texts(text, finding)) == ("percent.mismatch", ["387", "38,43%"])


@pytest.mark.parametrize("percent", ["37,43%", "38%", "51,6%", "92,14%"])
def test_a_percentage_of_something_else_is_not(percent: str) -> None:
    assert codes(f"Các chi bộ đăng ký 1.034 mô hình; qua đánh giá có 387 mô hình được công nhận (đạt {percent}).") == []
