"""The page Library in each of its states, as the server draws it."""

import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from llm_extract.export import FORMATS
from llm_extract.store import Asked
from llm_extract.ui import downloads, library, strings
from llm_extract.ui.safe import plain
from tests.bulk import add, many, metric
from tests.ui.pages import grids

from .conftest import Open

VIEWS = ("metrics", "articles", "pivot", "charts")
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "**bold** _it_ `code` # head", "$\\frac{1}{2}$ $x$",
    "{{ 7*7 }} {title}", "\u202eabc\u202c \u200f", "👩‍🌾 :smile: :red[x]", "=1+1", "a | b",
)  # fmt: skip


def texts(app: AppTest) -> list[list[str]]:
    return [[entry.get("text", "") for entry in row] for row in grids(app)[0]["rows"]]


def said(app: AppTest) -> str:
    return "\n".join(one.value for one in (*app.caption, *app.info, *app.markdown, *app.title))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_empty_store_says_what_to_do(open_page: Open, language: str) -> None:
    app = open_page("library", lang=language)
    assert not app.exception
    assert [one.value for one in app.info] == [strings.words("library.none", language)]  # type: ignore[arg-type]
    assert not app.selectbox


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_one_article_in_every_view(open_page: Open, where: Path, view: str, language: str) -> None:
    add(where, "a", [metric(value="6110"), metric("rating.members.good", "5", period="2021"), metric(period="2021")])
    app = open_page("library", lang=language, view=view)
    assert not app.exception
    assert not app.error
    assert grids(app)
    assert [one.label for one in app.download_button] == (
        [] if view == "articles" else [strings.words(f"download.{name}", language) for name in ("xlsx", "csv", "jsonl", "parquet")]  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("chart", ["ratings", "time", "body"])
def test_each_chart_draws_and_lists_its_figures(open_page: Open, where: Path, chart: str) -> None:
    add(where, "a", [metric(value="6110"), metric("rating.members.good", "5"), metric(value="6000", period="2021")])
    app = open_page("library", view="charts", chart=chart)
    assert not app.exception
    assert len(app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")) == 1
    expected = {"ratings": ["5"], "time": ["6.000", "6.110"], "body": ["6.000", "6.110"]}[chart]
    assert [row[1] for row in texts(app)] == expected


def test_charts_without_figures_say_so(open_page: Open, where: Path) -> None:
    add(where, "a", [metric("other", "3")])
    for chart in ("ratings", "time"):
        assert strings.words("library.chart.nothing", "vi") in said(open_page("library", view="charts", chart=chart))
    assert strings.words("library.chart.few", "vi") in said(open_page("library", view="charts", chart="body"))


def test_a_value_leads_to_its_evidence(open_page: Open, where: Path) -> None:
    sha256 = add(where, "a", [metric(value="1"), metric(value="6110")])
    app = open_page("library", view="metrics")
    (value,) = (row[1] for row in grids(app)[0]["rows"] if row[1]["text"] == "6.110")
    assert value["href"] == f"review?article={sha256}&task=party_building&at=f10-13&lang=vi&as=An"
    assert value["id"] == f"{sha256}/party_building/f10-13"


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("view", VIEWS)
def test_what_an_article_says_shows_as_itself(open_page: Open, where: Path, view: str, hostile: str) -> None:
    figures = [
        metric(value="3", scope=hostile, group=hostile),
        metric(value="4"),
        metric("rating.members.good", "7"),
        metric(value="5", period="2021"),
        metric(value="6", period=hostile),
    ]
    add(where, hostile, figures, organization=hostile, province=hostile)
    app = open_page("library", view=view, province=hostile, organization=hostile)
    assert not app.exception
    assert hostile in json.dumps(grids(app), ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\")
    for one in (*app.markdown, *app.caption, *app.info):
        assert hostile not in one.value  # where Markdown is read, it is escaped
    assert [row.value for row in app.selectbox if row.key in {"library-province", "library-organization"}] == [hostile] * 2


def test_filters_come_from_the_address_and_stay_in_it(open_page: Open, where: Path) -> None:
    add(where, "a", [metric(value="1"), metric("structure.cells", "2")], province="Kon Tum")
    add(where, "b", [metric(value="3", period="2021", kind="target")], province="Gia Lai", state="done")
    app = open_page("library", province="Gia Lai")
    assert [row[1] for row in texts(app)] == ["3"]
    app.selectbox(key="library-province").set_value("").run()
    app.selectbox(key="library-kind").set_value("actual").run()
    app.text_input(key="library-search").set_value("kon tum").run()
    assert [row[1] for row in texts(app)] == ["1", "2"]
    assert (app.query_params["kind"], app.query_params["search"]) == ("actual", "kon tum")
    assert "province" not in app.query_params
    app.button(key="library-clear").click().run()
    assert len(texts(app)) == 3
    assert set(app.query_params) == {"lang", "as"}


@pytest.mark.parametrize(
    "address",
    [{"kind": "x"}, {"state": "x"}, {"sort": "x"}, {"view": "x"}, {"page": "x"}, {"page": "99999999999999"}, {"page": "-1"}, {"page": "77"},
     {"view": "pivot", "layout": "x"}, {"view": "pivot", "rows": "9", "columns": "9"}, {"view": "pivot", "cell": "["},
     {"view": "pivot", "cell": '["a"]'}, {"view": "pivot", "cell": '["a","b","c","d","e","f","g","h","i"]'},
     {"view": "charts", "chart": "x", "chart-period": "x"}, {"of-task": "x", "province": "x" * 9999}],
)  # fmt: skip
def test_an_address_that_makes_no_sense_breaks_nothing(open_page: Open, where: Path, address: dict[str, str]) -> None:
    add(where, "a", [metric(value="1"), metric("rating.orgs.good", "2")])
    app = open_page("library", **address)
    assert not app.exception
    assert not app.error
    assert grids(app) or app.info


def test_a_filter_begins_the_list_anew(open_page: Open, where: Path) -> None:
    add(where, "a", [metric(value=str(number)) for number in range(45)])
    app = open_page("library", page="3")
    assert len(texts(app)) == 5
    app.selectbox(key="library-kind").set_value("actual").run()
    assert len(texts(app)) == 20
    assert "page" not in app.query_params


def test_a_cell_that_the_address_names_shows_its_figures(open_page: Open, where: Path) -> None:
    add(where, "a", [metric(value="1"), metric(value="2")])
    cell = json.dumps(["party_building", "membership.admitted", "actual", "", "", "", "", "", "2022"])
    app = open_page("library", view="pivot", cell=cell)
    table, behind = grids(app)
    assert table["rows"][0][1]["text"] == "1"
    assert table["rows"][0][1]["sub"] == "2 con số"
    assert "href" not in table["rows"][0][1]
    assert [row[1]["text"] for row in behind["rows"]] == ["1", "2"]
    app.button(key="library-close").click().run()
    assert len(grids(app)) == 1


@pytest.fixture(scope="session")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("big") / "store.sqlite3"
    many(where, 10_000)
    return where


@pytest.mark.parametrize("view", VIEWS)
def test_ten_thousand_articles_open_page_by_page(open_page: Open, big: Path, view: str) -> None:
    """How long it takes is told by `make bench-pages`."""
    app = open_page("library", store=big, view=view)
    assert not app.exception
    assert len(grids(app)[0]["rows"]) <= 100


def test_the_queue_of_ten_thousand_articles_is_paged(open_page: Open, big: Path) -> None:
    app = open_page("review", store=big)
    assert not app.exception
    assert "10000 bài" in {one.value for one in app.caption}
    assert len([one for one in app.button if (one.key or "").startswith("open-")]) == 20


def test_a_download_holds_what_is_filtered_and_says_so(where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(where, "a", [metric(value="1"), metric(value="2", kind="target")], province="Kon Tum")
    add(where, "b", [metric(value="3")], province="Gia Lai")
    monkeypatch.setenv("LLM_EXTRACT_STORE", str(where))
    st.cache_resource.clear()
    asked = Asked(province="Kon Tum", kind="target", sort="title")
    book = openpyxl.load_workbook(BytesIO(downloads.made(FORMATS["xlsx"], asked, library._notes(asked))()))  # noqa: SLF001  what the page says of its files
    assert [row[0] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)] == ["Kon Tum"]
    told = dict(row[:2] for row in book.worksheets[1].iter_rows(values_only=True))
    assert (told["Tỉnh, thành"], told["Loại"]) == ("Kon Tum", "mục tiêu")
    assert "Thứ tự" not in told
    whole = downloads.made(FORMATS["csv"], Asked(), library._notes(Asked()))().decode("utf-8-sig")  # noqa: SLF001  as above
    assert len(whole.splitlines()) == 4
    st.cache_resource.clear()


def test_a_hostile_body_among_few_choices_shows_as_itself(open_page: Open, where: Path) -> None:
    for name, body in enumerate(HOSTILE[2:5]):
        add(where, str(name), [metric(value="6110"), metric(value="6000", period="2021")], organization=body)
    app = open_page("library", view="charts", chart="body")
    assert not app.exception
    told = [option.content for control in app.segmented_control for option in control.proto.options]
    for body in HOSTILE[2:5]:
        assert [one for one in told if plain(body) in one], body
        assert not [one for one in told if body in one], body
