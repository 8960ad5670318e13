import pytest

from .sample import Doc, codes, findings, texts


@pytest.mark.parametrize("day", ["31/02/2023", "15/13/2023", "32/12/2023", "29-2-2023", "31.4.2022"])
def test_days_that_no_calendar_has(day: str) -> None:
    text = f"Hội nghị ngày {day} đã thông qua báo cáo."
    (finding,) = findings(text)
    assert (finding.code, finding.origin, texts(text, finding)) == ("date.impossible", "article", [day])


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị ngày 29/2/2024 đã thông qua báo cáo.",
        "Ngày 30/4, huyện ủy họp; sau 25 ngày 15/20 chi bộ đã đại hội.",
        "Thực hiện Quyết định số 45-13-2020 của Huyện ủy nhiệm kỳ 2020 - 2025.",
        "Thứ Năm, 28/12/2023 huyện ủy họp.",
    ],
)
def test_days_that_are(text: str) -> None:
    assert codes(text) == []


def test_a_short_day_that_is_none() -> None:
    assert codes("Ngày 31/2, huyện ủy họp.") == ["date.impossible"]
    assert codes("Ngày 14/15, huyện ủy họp.") == ["date.impossible"]


def test_a_term_that_ends_before_it_begins() -> None:
    assert codes("Nghị quyết đại hội nhiệm kỳ 2025 - 2020 đã xong.") == ["date.reversed"]


def test_a_wrong_weekday_is_for_information() -> None:
    (finding,) = findings("Thứ Sáu, 28/12/2023 huyện ủy họp.")
    assert (finding.code, finding.severity) == ("date.weekday", "info")


def test_an_event_long_after_publication() -> None:
    text = "Ngày 10/3/2025, huyện ủy họp tổng kết."
    assert codes(text, doc=Doc(event_date="10/3/2025", published_at="2023-03-12")) == ["date.late"]
    assert codes(text, doc=Doc(event_date="10/3/2025", published_at="2025-03-01T08:00:00+07:00")) == []


def test_dates_of_the_page_are_left_alone() -> None:
    text = "Huyện ủy họp.\nCập nhật 31/02/2023"
    assert codes(text, doc=Doc(furniture=(("Cập nhật 31/02/2023", "navigation"),))) == []
