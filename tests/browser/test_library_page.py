"""The pages Library and Evaluation as a person uses them, on a store of golden articles."""

from collections.abc import Iterator
from numbers import Number
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from llm_extract import loading
from llm_extract.store import Key, Store

from .serving import ROOT, Served, keep, served

GOLDEN = ROOT / "golden" / "party_building"
SHOTS = ROOT / "build" / "screenshots"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("library")) as running:
        for folder in sorted(GOLDEN.iterdir())[::6]:
            keep(running.store, loading.load(str(next(folder.glob("article.*")))))
        yield running


def shoot(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def test_a_metric_leads_to_its_evidence_and_back(page: Page, app: Served, asked: list[str]) -> None:
    page.goto(f"{app.url}/library?lang=en&as=An")
    link = page.locator("table a").first
    link.wait_for()
    shoot(page, "library-en")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/review?**")
    page.locator(".text .piece.chosen").first.wait_for()
    assert page.locator(".text .piece.lit").count() >= 1
    page.go_back()
    page.locator("table a").first.wait_for()
    assert asked == []


def test_a_filter_is_kept_over_a_reload_and_exported_with_the_right_types(page: Page, app: Served, tmp_path: Path) -> None:
    page.goto(f"{app.url}/library?lang=en&as=An&kind=target")
    page.locator("table a").first.wait_for()
    page.reload()
    page.locator("table a").first.wait_for()
    assert "kind=target" in page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="Download XLSX").click()
    path = tmp_path / "metrics.xlsx"
    download.value.save_as(path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    columns = {name: number for number, name in enumerate(head)}
    kinds = {str(row[columns["kind"]]) for row in rows}
    assert kinds == {"target"}
    values = [row[columns["value"]] for row in rows]
    assert values
    assert all(isinstance(value, Number) for value in values)


def test_a_result_is_downloaded_from_the_page_extract(page: Page, app: Served, tmp_path: Path) -> None:
    with Store.open(app.store) as store:
        row = next(one for one in store.queue(limit=50).rows if one.metrics)
    page.goto(f"{app.url}/?lang=en&as=An&article={row.key.sha256}&task={row.key.task}")
    page.locator("[class*='st-key-result-']").first.wait_for()
    with page.expect_download() as download:
        page.locator(f".st-key-take-{row.key.sha256[:12]}-csv button").click()
    path = tmp_path / "result.csv"
    download.value.save_as(path)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) >= row.metrics + 1


def test_pivot_and_charts_are_drawn(page: Page, app: Served, asked: list[str]) -> None:
    page.goto(f"{app.url}/library?lang=vi&as=An&view=pivot")
    page.locator("table").first.wait_for()
    shoot(page, "pivot-vi")
    page.goto(f"{app.url}/library?lang=vi&as=An&view=charts")
    page.locator("canvas, svg.marks").first.wait_for()
    shoot(page, "charts-vi")
    assert asked == []


def test_a_run_of_the_golden_set_is_watched_and_a_case_opened(page: Page, app: Served, asked: list[str]) -> None:
    page.goto(f"{app.url}/evaluation?lang=en&as=An")
    pattern = page.locator(".st-key-eval-cases input")
    pattern.fill("dak-*")
    pattern.press("Enter")
    page.locator(".st-key-eval-start button").click()
    opened = page.locator("[class*='st-key-open-'] button").first
    opened.wait_for()
    shoot(page, "evaluation-en")
    opened.click()
    case = page.locator(".st-key-open-dak-glei-2020 button")
    case.wait_for()
    case.click()
    expect(page.locator(".sheet .item").first).to_be_visible()
    shoot(page, "evaluation-case-en")
    assert asked == []


def test_the_store_of_the_pages_is_whole(app: Served) -> None:
    with Store.open(app.store) as store:
        assert store.verify() == ()
        assert all(isinstance(row.key, Key) for row in store.queue().rows)
