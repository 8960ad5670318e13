"""What the findings say, in both languages. `sample.found` asserts the same of every finding of the other tests here."""

import pytest

from tests.golden.test_golden import CASES, result

from .sample import Doc, Tag, findings, is_bilingual


@pytest.mark.parametrize("case", CASES)
def test_every_finding_of_the_golden_cases_is_bilingual(case: str) -> None:
    for finding in result(case)["findings"]:
        is_bilingual(finding["message"], finding["message_vi"])


def test_a_metric_is_named_by_its_code_and_by_its_meaning() -> None:
    text = "Huyện ủy họp.\nĐang online: 318 người"
    (finding,) = findings(text, Tag("318", "structure.members"), doc=Doc(furniture=(("Đang online: 318 người", "counter"),)))
    assert finding.message == "structure.members 318: 318 stands in the page's furniture (counter)."
    assert finding.message_vi == "Số liệu “đảng viên hiện có” 318: 318 nằm ngoài nội dung bài (bộ đếm)."


def test_days_are_written_as_the_language_writes_them() -> None:
    doc = Doc(event_date="10/3/2025", published_at="2023-03-12T08:00:00+07:00")
    (finding,) = findings("Ngày 10/3/2025, huyện ủy họp tổng kết.", doc=doc)
    assert finding.message == "10/3/2025: the event is more than a year after publication, 2023-03-12."
    assert finding.message_vi == "10/3/2025: sự kiện muộn hơn ngày đăng, 12/03/2023, quá một năm."


def test_a_percentage_of_a_whole_that_stands_apart() -> None:
    text = "Có 80 chi bộ, trong đó có 60 chi bộ hoàn thành tốt nhiệm vụ, đạt 85%."
    (finding,) = findings(text)
    assert finding.message == "60 of 80 is 75 %, not 85%."
    assert finding.message_vi == "60 trên 80 là 75 %, không phải 85%."
