"""What the library says of metrics: words, the way to the evidence, rows to carry away, figures to draw."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from llm_extract.export import COLUMNS
from llm_extract.models import Span
from llm_extract.review import library
from llm_extract.store import Asked, Body, Key, Layout, Line, MetricRow, Pivot, Store
from tests.bulk import add, metric

LINE = Line("party_building", "membership.admitted", "actual", "", "")


def row(**more: Any) -> MetricRow:  # noqa: ANN401  as the fields are
    given: dict[str, Any] = {
        "key": Key("ab" * 32, "party_building"), "span": Span(120, 123), "title": "Bài", "organization": "Tỉnh ủy",
        "province": "Kon Tum",
        "published_at": "2023-01-02", "indicator": "membership.admitted", "kind": "actual", "value": Decimal(6110), "high": None,
        "qualifier": "exact", "unit": "đảng viên", "group": None, "total": None, "percent": None, "period": "2022", "scope": None,
        "quote": "6.110 đảng viên", "quote_span": Span(100, 140), "score": 0.9, "verdict": "accept", "who": "An",
    }  # fmt: skip
    return MetricRow(**given | more)


def pivot(where: Path, layout: Layout, **more: Any) -> Pivot:  # noqa: ANN401  as the filters are
    with Store.open(where) as store:
        return store.pivot_page(Asked(**more), layout, limit=100)


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite3"


@pytest.mark.parametrize(
    ("more", "vi", "en"),
    [
        ({}, "6.110", "6,110"),
        ({"value": Decimal("94.5"), "unit": "%"}, "94,5%", "94.5%"),
        ({"value": Decimal(170), "high": Decimal(180), "qualifier": "range"}, "170–180", "170–180"),
        ({"qualifier": "more_than"}, "> 6.110", "> 6,110"),
        ({"kind": "change", "value": Decimal(7)}, "+7", "+7"),
        ({"kind": "change", "value": Decimal("-0.44"), "unit": "%"}, "-0,44%", "-0.44%"),
        ({"value": Decimal(0), "kind": "change"}, "0", "0"),
        ({"value": Decimal(1_500_000), "unit": "đồng"}, "1.500.000 đồng", "1,500,000 đồng"),
    ],
)
def test_a_value_is_written_as_its_reader_writes_numbers(more: dict[str, Any], vi: str, en: str) -> None:
    assert (library.value(row(**more), "vi"), library.value(row(**more), "en")) == (vi, en)


def test_beside_a_value_stands_what_the_article_prints_beside_it() -> None:
    assert library.beside(row(percent=Decimal("94.67"), total=Decimal(75)), "vi") == "94,67% / 75"
    assert library.beside(row(), "vi") == ""


def test_a_code_is_told_by_its_meaning_and_an_unknown_one_by_itself() -> None:
    assert library.meaning("party_building", "membership.admitted", "vi") == "đảng viên mới kết nạp"
    assert library.meaning("party_building", "no.such", "vi") == "no.such"
    assert library.meaning("no such task", "membership.admitted", "en") == "membership.admitted"
    assert library.meaning_of_any("membership.admitted", "en") == "members admitted"


def test_what_no_code_names_is_told_by_its_unit() -> None:
    assert library.what(row(indicator="other", unit="biên chế", kind="change"), "vi") == ("biên chế", "tăng/giảm")
    assert library.what(row(indicator="other", unit="%"), "vi") == ("số liệu khác của báo cáo", "%")
    assert library.what(row(group="nữ", kind="target"), "en") == ("members admitted", "nữ · target")


def test_a_row_is_told_apart_from_those_beside_it() -> None:
    assert library.line_label(LINE, "en") == ("members admitted", "")
    body = Line("party_building", "membership.admitted", "actual", "nữ", "%", "Kon Tum", "Huyện ủy", "Chi bộ A")
    assert library.line_label(body, "en") == ("Chi bộ A, Huyện ủy, Kon Tum", "members admitted · % · nữ")


def test_a_body_does_not_repeat_its_province() -> None:
    assert library.body_label(Body("Cà Mau", "Đảng bộ tỉnh Cà Mau", "")) == "Đảng bộ tỉnh Cà Mau"
    assert library.body_label(Body("", "", "")) == ""


def test_the_way_to_the_evidence_names_article_task_and_figure() -> None:
    assert library.evidence(row()) == {"article": "ab" * 32, "task": "party_building", "at": "f120-123"}


def test_a_row_to_carry_away_has_every_column() -> None:
    (plain,) = library.plain_rows([row(quote_span=None)], "en")
    assert set(plain) == {column.name for column in COLUMNS}
    assert (plain["value"], plain["meaning"], plain["reviewer"], plain["start"]) == (Decimal(6110), "members admitted", "An", 120)
    assert plain["quote_start"] is None
    assert library.plain_row(row(quote_span=Span(0, 4)), "vi")["quote_start"] == 0


@pytest.mark.parametrize(
    ("period", "kind"),
    [("2022", "year"), ("2022-H1", "part"), ("2022-Q3", "part"), ("2022-9M", "part"), ("2022-07", "month"), ("2022-07-26", "day"),
     ("2020-2025", "term"), ("", None), ("hè 2022", None)],
)  # fmt: skip
def test_periods_are_told_apart_by_their_length(period: str, kind: str | None) -> None:
    assert library.length(period) == kind


def test_only_printed_figures_are_drawn(where: Path) -> None:
    add(where, "a", [metric(value="40", percent="94.5"), metric(value="30", period="2021"), metric(value="61", unit="%", period="2020")])
    found = pivot(where, Layout("body"))
    numbers, percents = library.marks(found, "number", "vi"), library.marks(found, "percent", "vi")
    assert {(mark.order, int(mark.height)) for mark in numbers} == {("2022", 40), ("2021", 30)}
    assert {(mark.order, mark.height) for mark in percents} == {("2022", Decimal("94.5")), ("2020", 61)}


def test_a_subgroup_is_not_drawn_beside_its_whole(where: Path) -> None:
    add(where, "a", [metric(value="100"), metric(value="40", group="nữ")])
    assert [mark.height for mark in library.marks(pivot(where, Layout("body")), "number", "vi")] == [100]


def test_figures_of_one_length_and_one_unit_stand_on_one_axis(where: Path) -> None:
    figures = [
        metric(value="3", period="2021"),
        metric(value="1"),
        metric(value="2", period="2022-H1"),
        metric(value="9", unit="đồng", period="2020"),
    ]
    add(where, "a", figures)
    drawn = library.marks(pivot(where, Layout("body")), "number", "vi")
    assert library.lengths(drawn) == ("year", "part")
    assert [mark.order for mark in library.of_length(drawn, "year")] == ["2020", "2021", "2022"]
    assert {mark.order for mark in library.of_one_unit(drawn)} == {"2021", "2022", "2022-H1"}
    assert library.of_one_unit(()) == ()


def test_ratings_stand_by_whom_they_are_of_and_the_fullest_period_first(where: Path) -> None:
    add(
        where, "a", [metric("rating.members.good"), metric("rating.members.good", period="2021"), metric("rating.orgs.good", period="2023")]
    )
    add(where, "b", [metric("rating.members.good", period="2021")], organization="Huyện ủy")
    found = library.by_subject(pivot(where, Layout(family="rating.")))
    assert list(found) == ["members", "orgs"]
    assert library.periods(found["members"]) == ("2021", "2022")
    assert library.periods(pivot(where, Layout(family="none."))) == ()


def test_common_words() -> None:
    assert library.common_words(["chi bộ hoàn thành tốt", "chi bộ không hoàn thành"]) == "chi bộ"
    assert library.common_words(["members: good", "members: rated"]) == "members"
    assert library.common_words([]) == ""


def test_a_chart_opens_at_a_period_that_it_can_draw(where: Path) -> None:
    add(where, "a", [metric("rating.orgs.good"), metric("rating.orgs.excellent", value="19.4", unit="%", period="2024")])
    assert library.periods(library.by_subject(pivot(where, Layout(family="rating.")))["orgs"]) == ("2022", "2024")
