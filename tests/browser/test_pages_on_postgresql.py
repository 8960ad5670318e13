"""The reviewers' pages over a store in PostgreSQL: an article goes in, is decided on by two, and its metrics are found and taken away."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from llm_extract import loading
from llm_extract.store import Asked, Store
from tests.postgres import new_database

from .conftest import PATIENCE
from .serving import ROOT, Served, keep, served

GOLDEN = ROOT / "golden" / "party_building"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, postgres: str) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("postgresql"), store=new_database(postgres)) as running:
        for case in ("phu-son-ha-2020", "dong-nai-2018"):
            keep(running.store, loading.load(str(next((GOLDEN / case).glob("article.*")))))
        yield running


def settled(page: Page) -> None:
    page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()


def test_an_article_is_extracted_and_two_reviewers_decide_on_it(browser: Browser, page: Page, app: Served, asked: list[str]) -> None:
    page.goto(f"{app.url}/?lang=en&as=An")
    page.locator(".st-key-extract-text textarea").fill(loading.load(str(GOLDEN / "dak-glei-2020" / "article.txt")).text)
    page.locator(".st-key-extract-run button").click()
    page.locator("[class*='st-key-review-'] button").click()
    row = page.locator(".list .item:has(.dot.sure)").first
    item = row.get_attribute("data-item")
    row.click()
    expect(page.locator(".item.chosen")).to_have_attribute("data-item", item or "")
    settled(page)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    other = context.new_page()
    other.set_default_timeout(PATIENCE)
    other.goto(page.url.replace("as=An", "as=Binh"))
    other.get_by_text("Also here: An").wait_for()
    other.locator(".st-key-act-reject button").click()
    other.get_by_label("Reason").click()
    other.get_by_role("option").first.click()
    page.locator(".st-key-act-accept button").click()
    expect(page.locator(f".list .item[data-item='{item}']")).to_contain_text("accepted")
    other.locator(".st-key-save-reject button").click()
    expect(other.locator(".st-key-stale")).to_contain_text("An")  # who came first is told, and nothing is overwritten
    context.close()
    page.reload()
    page.locator(".sheet .item").first.wait_for()
    settled(page)
    page.locator(".st-key-act-undo button").click()
    expect(page.locator(f".list .item[data-item='{item}']")).not_to_contain_text("accepted")
    with Store.open(app.store) as store:
        newest = store.queue(Asked(sort="newest")).rows[0].key
        assert [(entry.who, entry.action) for entry in store.log(newest)] == [("An", "accept"), ("An", "undo")]
    assert asked == []


def test_metrics_are_listed_laid_out_drawn_and_taken_away(page: Page, app: Served, tmp_path: Path, asked: list[str]) -> None:
    for view in ("pivot&layout=body_period", "pivot&layout=indicator_province", "charts&chart=time", "metrics"):
        page.goto(f"{app.url}/library?lang=en&as=An&view={view}")
        settled(page)
        page.locator("canvas, svg.marks" if view.startswith("charts") else "table").first.wait_for()
        assert page.locator("[data-testid='stAlert'], [data-testid='stException']").count() == 0
    with page.expect_download() as download:
        page.get_by_role("button", name="Download XLSX").click()
    download.value.save_as(tmp_path / "metrics.xlsx")
    with Store.open(app.store) as store:
        total = store.metrics(limit=1).total
    assert openpyxl.load_workbook(tmp_path / "metrics.xlsx").worksheets[0].max_row == total + 1
    page.locator("table a").first.click()
    page.wait_for_url("**/review?**")
    page.locator(".text .piece.chosen").first.wait_for()
    assert asked == []


def test_the_store_of_the_pages_is_whole(app: Served) -> None:
    with Store.open(app.store) as store:
        assert store.verify() == ()
