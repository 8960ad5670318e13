"""Tables of metrics: nothing in them is added up, each cell leads to one figure of one body, and says what else stands behind it."""

from collections import Counter
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from llm_extract.store import Asked, Body, Cell, Layout, Line, MetricRow, Pivot, Store
from tests.bulk import CODES, add, many, metric

ADMITTED = Line("party_building", "membership.admitted", "actual", "", "")


@pytest.fixture
def where(place: str) -> str:
    return place


def asked(where: str, layout: Layout | None = None, **more: Any) -> Pivot:  # noqa: ANN401  as the filters
    with Store.open(where) as store:
        return store.pivot_page(Asked(**more), layout or Layout())


def only(pivot: Pivot) -> Cell:
    (cell,) = pivot.cells.values()
    return cell


def test_an_empty_store_has_an_empty_table(where: str) -> None:
    assert asked(where) == Pivot((), (), {}, 0, 0)


def test_a_subgroup_a_target_a_change_and_a_percentage_have_rows_of_their_own(where: str) -> None:
    add(
        where, "a",
        [
            metric(value="100"), metric(value="40", group="nữ"), metric(value="90", kind="target"), metric(value="7", kind="change"),
            metric(value="94.5", unit="%"), metric(value="3", unit="đảng viên", period="2021"),
        ],
    )  # fmt: skip
    found = asked(where)
    values = {(line.kind, line.group, line.unit): found.cells[line, "2022"].metric.value for line in found.lines}
    assert values == {
        ("actual", "", ""): 100,
        ("actual", "nữ", ""): 40,
        ("target", "", ""): 90,
        ("change", "", ""): 7,
        ("actual", "", "%"): Decimal("94.5"),
    }
    assert all((cell.figures, cell.bodies) == (1, 1) for cell in found.cells.values())
    assert found.lines[0] == ADMITTED  # the whole stands before its parts
    assert found.columns == ("2022", "2021")


def test_units_tell_apart_what_no_code_names(where: str) -> None:
    add(where, "a", [metric("other", "5", unit="xã"), metric("other", "7", unit="cầu"), metric("structure.cells", "8", unit="chi bộ")])
    assert {(line.indicator, line.unit) for line in asked(where).lines} == {("other", "xã"), ("other", "cầu"), ("structure.cells", "")}


def test_of_several_figures_of_one_body_the_newest_articles_is_shown_and_all_are_counted(where: str) -> None:
    add(where, "new", [metric(value="120"), metric(value="121")], published_at="2023-02-01")
    add(where, "old", [metric(value="100")], published_at="2022-12-31")
    add(where, "undated", [metric(value="90")])
    cell = only(asked(where))
    assert (cell.metric.title, int(cell.metric.value), cell.metric.span.start) == ("new", 120, 0)
    assert (cell.figures, cell.bodies) == (4, 1)


@pytest.mark.parametrize(("first", "second"), [("2022", "2022-07"), ("2022-07", "2022-07-01"), (None, "2022")])
def test_the_newer_date_is_the_more_exact_of_two_that_begin_alike(where: str, first: str | None, second: str) -> None:
    add(where, "b", [metric(value="2")], published_at=second)
    add(where, "a", [metric(value="1")], published_at=first)
    assert only(asked(where)).metric.title == "b"


def test_among_equal_dates_the_newest_extraction_is_shown(where: str) -> None:
    for number in range(12):
        add(where, f"{number}", [metric(value=str(number))], published_at="2022-12-31")
    assert only(asked(where)).metric.value == 11


def test_a_scopes_figure_is_never_shown_for_its_organisation(where: str) -> None:
    add(where, "old", [metric(value="100")], published_at="2020-01-01")
    add(where, "new", [metric(value="9", scope="Chi bộ A")], published_at="2024-01-01")
    cell = only(asked(where))
    assert (int(cell.metric.value), cell.metric.scope, cell.figures, cell.bodies) == (100, None, 2, 2)
    by_body = asked(where, Layout("body"))
    assert {line.scope: by_body.cells[line, "2022"].metric.value for line in by_body.lines} == {"": 100, "Chi bộ A": 9}


def test_rows_of_provinces_and_columns_of_provinces(where: str) -> None:
    add(where, "a", [metric(value="1")], province="Kon Tum")
    add(where, "b", [metric(value="2"), metric(value="3", period="2021")], province="Gia Lai")
    add(where, "c", [metric(value="4", period=None)], province=None)
    rows = asked(where, Layout("province"))
    assert [line.province for line in rows.lines] == ["Gia Lai", "", "Kon Tum"]
    assert rows.columns == ("2022", "2021", "")
    columns = asked(where, Layout("indicator", "province"))
    assert columns.columns == ("Gia Lai", "Kon Tum", "")
    assert {at: cell.metric.value for (_, at), cell in columns.cells.items()} == {"Gia Lai": 2, "Kon Tum": 1, "": 4}


def test_rows_and_columns_are_paged(where: str) -> None:
    add(where, "a", [metric(code, period=str(year)) for code in ("award.any", "other", "structure.cells") for year in range(2010, 2020)])
    with Store.open(where) as store:
        page = store.pivot_page(Asked(), Layout(first_column=2, most_columns=3), offset=1, limit=1)
    assert (page.total_lines, page.total_columns) == (3, 10)
    assert [line.indicator for line in page.lines] == ["structure.cells"]  # what no code names comes last
    assert page.columns == ("2017", "2016", "2015")
    assert len(page.cells) == 3


def test_filters_and_families_narrow_the_table(where: str) -> None:
    add(where, "a", [metric("rating.members.good", "1"), metric("rating.orgs.good", "2"), metric("rating.members.good", "3", group="nữ")])
    add(where, "b", [metric("rating.members.good", "5")], province="Gia Lai", state="done")
    assert [line.indicator for line in asked(where, Layout(family="rating.orgs.")).lines] == ["rating.orgs.good"]
    assert only(asked(where, Layout(family="rating.members.", is_whole=True), province="Kon Tum")).metric.value == 1
    assert only(asked(where, state="done")).metric.value == 5
    assert asked(where, Layout(family="rating_members")).lines == ()
    assert only(asked(where, search="Gia LAI")).metric.value == 5


def test_behind_a_cell_stand_its_figures_the_organisations_own_first(where: str) -> None:
    add(where, "old", [metric(value="100"), metric(value="40", group="nữ")], published_at="2020-01-01")
    add(where, "new", [metric(value="9", scope="Chi bộ A"), metric(value="110")], published_at="2024-01-01")
    with Store.open(where) as store:
        (cell,) = (cell for (line, _), cell in store.pivot_page(Asked(), Layout()).cells.items() if line == ADMITTED)
        found = store.cell(Asked(), Layout(), (ADMITTED, "2022"))
        assert [row.value for row in found.rows] == [110, 100, 9]
        assert found.total == cell.figures == 3
        assert found.rows[0] == cell.metric
        second = store.cell(Asked(), Layout(), (ADMITTED, "2022"), offset=1, limit=1)
        assert ([int(row.value) for row in second.rows], second.total) == ([100], 3)


def test_bodies_are_told_apart_and_those_of_many_periods_come_first(where: str) -> None:
    add(where, "a", [metric(period="2020"), metric(period="2021"), metric(period="2021", scope="Chi bộ A")], organization="Huyện ủy")
    add(where, "b", [metric(period="2020")] * 5, organization=None, province=None)
    with Store.open(where) as store:
        found = store.bodies()
        assert found == (
            Body("Kon Tum", "Huyện ủy", "", 2),
            Body("", "", "", 1),
            Body("Kon Tum", "Huyện ủy", "Chi bộ A", 1),
        )
        only_one = store.pivot_page(Asked(), Layout(bodies=found[2:]))
    assert [cell.metric.scope for cell in only_one.cells.values()] == ["Chi bộ A"]


def test_organisations_of_many_articles_come_first(where: str) -> None:
    for number, name in enumerate(("B", "A", "B", None)):
        add(where, str(number), [], organization=name)
    with Store.open(where) as store:
        assert store.organizations() == ("B", "A")
        assert store.organizations(limit=1) == ("B",)


def test_each_metric_is_given_once_in_the_order_of_the_newest(where: str) -> None:
    many(where, 200)
    with Store.open(where) as store:
        rows = list(store.each_metric())
        assert len({(row.key.sha256, row.span.start) for row in rows}) == 2400
        assert rows == list(store.metrics(Asked(sort="newest"), limit=None).rows)
        assert len(list(store.each_metric(Asked(province="Tỉnh 03")))) == store.metrics(Asked(province="Tỉnh 03"), limit=1).total == 6 * 12
        begun = store.each_metric()
        next(begun)
        begun.close()


def test_a_table_is_as_its_figures_are(where: str) -> None:
    """Each row, column and cell of a table of mixed figures, against what counting them one by one gives."""
    chance = Random(7)  # noqa: S311  a test that is the same each time
    for number in range(30):
        figures = [
            metric(
                chance.choice(CODES),
                group=chance.choice((None, "", "nữ")),
                scope=chance.choice((None, "", "A")),
                unit=chance.choice((None, "%", "xã")),
            )
            for _ in range(chance.randrange(6))
        ]
        add(where, f"{number}", figures, province=chance.choice((None, "", "Kon Tum")), organization=chance.choice((None, "B")))
    with Store.open(where) as store:
        rows = store.metrics(limit=None).rows
        found = store.pivot_page(Asked(), Layout("body"), limit=1000)
    counts = Counter((line_of(row), row.period) for row in rows)
    assert {place: cell.figures for place, cell in found.cells.items()} == counts
    assert (found.total_lines, found.total_columns) == (len({line for line, _ in counts}), 1)
    assert all(line_of(cell.metric) == line for (line, _), cell in found.cells.items())


def line_of(row: MetricRow) -> Line:
    unit = row.unit if row.unit == "%" or row.indicator == "other" else None
    whose = (row.province or "", row.organization or "", row.scope or "")
    return Line(row.key.task, row.indicator, row.kind, row.group or "", unit or "", *whose)


def test_a_page_behind_the_last_is_empty(where: str) -> None:
    add(where, "a", [metric()])
    with Store.open(where) as store:
        assert store.pivot_page(Asked(), Layout(), offset=20) == Pivot((), (), {}, 0, 0)
        assert store.pivot_page(Asked(), Layout(first_column=6)) == Pivot((), (), {}, 0, 0)
