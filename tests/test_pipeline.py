"""The whole way on texts that nobody wrote in good faith: no crash, no figure lost, none made up."""

from decimal import Decimal

import pytest

from llm_extract import engines, figures, pipeline, tasks
from llm_extract.loading import load_text
from llm_extract.models import Extraction
from llm_extract.tasks.party_building.schema import PartyBuilding

TASK, ENGINE = tasks.get("party_building"), engines.get("rules")
LEAD = "Năm 2022, Đảng bộ huyện Krông Năng kết nạp 12 đảng viên; 45 chi bộ hoàn thành tốt nhiệm vụ.\n\n"


def extracted(text: str) -> Extraction:
    return pipeline.run(load_text(text), TASK, ENGINE)


def data_of(text: str) -> PartyBuilding:
    data = extracted(text).data
    assert isinstance(data, PartyBuilding)
    return data


@pytest.mark.parametrize(
    "text",
    [
        "Đảng bộ huyện có 0/0 đảng viên bị kỷ luật (0%).",
        "Có 5/0 đảng viên hoàn thành tốt nhiệm vụ (100%).",
        "Có 3/7 chi bộ hoàn thành tốt nhiệm vụ (42," + "8" * 40 + "%).",
        "Có " + "9" * 40 + "/75 chi bộ hoàn thành tốt nhiệm vụ (90%).",
        "Có " + "9" * 5000 + " đảng viên.",
        "Có các chi bộ 1,2,3 và 1.2.3 với 45 đảng viên.",
        "Vận động " + "tỷ " * 1200 + "đồng.",
        "Có " + "một nghìn " * 2000 + "đảng viên.",
        "Huy hiệu Đảng: " + ", ".join(str(number) for number in range(10, 60)) + ".",
        "⟦99⟧ đảng viên được ⟦2⟧ chi bộ giới thiệu.",
    ],
)
def test_odd_figures_end_in_an_extraction(text: str) -> None:
    result = extracted(LEAD + text)
    assert len(result.judgements) == len(result.figures)
    assert 12 in {figure.value for figure in result.figures}


@pytest.mark.parametrize("unit", ["một ", "năm ", "-", "\n", " \n", "A. ", "9", "1|", "1\n", "ba phẩy ", "kết nạp 5 đảng viên; ", "40, "])
def test_repetition_ends(unit: str) -> None:
    assert extracted(LEAD + unit * (4_000 // len(unit))).figures


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("kết nạp 12² đảng viên", 12),
        ("kết nạp 120¹ đảng viên", 120),
        ("kết nạp 12③ đảng viên", 12),
        ("kết nạp ٣٤ đảng viên", 34),
        ("kết nạp ٣1 đảng viên", 31),
        ("kết nạp १२ đảng viên", 12),
        ("kết nạp 𝟏𝟐 đảng viên", 12),
        ("vận động 7 tỷ rưỡi đồng", 7_500_000_000),
        ("vận động 3 triệu rưỡi đồng", 3_500_000),
    ],
)
def test_numerals_of_other_forms_are_read(text: str, value: int) -> None:
    (figure,) = figures.read(text)
    assert figure.value == value


def test_a_share_without_an_exact_decimal_keeps_its_two_numbers() -> None:
    (figure,) = figures.read("hai phần bảy chi bộ")
    assert (figure.value, figure.total, figure.percent) == (Decimal(2), Decimal(7), False)
    (figure,) = figures.read("ba phần năm chi bộ")
    assert (figure.value, figure.percent) == (Decimal(60), True)
    (figure,) = figures.read("hơn bốn phần năm chi bộ")
    assert (figure.value, figure.qualifier) == (Decimal(80), "more_than")


def test_marks_in_the_article_point_at_nothing() -> None:
    summary = data_of("Đảng bộ huyện kết nạp ⟦2⟧ đảng viên mới\n\nNăm 2022, Đảng bộ huyện kết nạp 45 đảng viên.").summary
    assert summary is not None
    assert "2022" not in summary.headline


def test_the_number_of_a_list_item_is_no_metric() -> None:
    text = LEAD + "Chỉ tiêu năm 2023:\n\n1. Về tổ chức: kết nạp 45 đảng viên.\n\n2. Về cán bộ: mở 12 lớp bồi dưỡng.\n"
    assert [(metric.value, metric.kind) for metric in data_of(text).metrics][2:] == [(Decimal(45), "target"), (Decimal(12), "target")]
