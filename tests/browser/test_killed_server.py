"""A server killed at any moment loses no decision that the page had confirmed. `make soak` asks for more moments."""

import os
import random
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest
from playwright.sync_api import Error, Page

from llm_extract import loading
from llm_extract.store import Key, Store

from .serving import ROOT, Served, keep, served

ARTICLE = next((ROOT / "golden" / "party_building" / "phu-son-ha-2020").glob("article.*"))
MOMENTS = int(os.environ.get("LLM_EXTRACT_SOAK", "5"))
LONGEST = 6.0  # seconds from the first drawing of the article; some of the moments fall into a write, some between two


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("killed")


def kept(folder: Path, seed: int) -> Key:
    """An article of its own for each moment."""
    article = loading.load_text(f"{ARTICLE.read_text(encoding='utf-8')}\n\nLần {seed}.\n", str(seed))
    return keep(folder / "store.sqlite3", article)


def review(page: Page, app: Served, key: Key, timer: Timer) -> Iterator[str]:
    """Accepts value after value; yields each whose verdict the page has shown. The timer runs from the moment the article is there."""
    page.goto(f"{app.url}/review?lang=vi&as=An&article={key.sha256}&task={key.task}")
    page.locator(".sheet .item").first.wait_for()
    timer.start()
    page.set_default_timeout(5_000)  # what comes no more is not waited for long; the timer ends the review of a slow machine too
    while True:
        item = page.locator(".item.chosen").get_attribute("data-item") or ""
        page.locator(".st-key-act-accept button").click()
        page.locator(f".list .item[data-item='{item}'] .verdict").get_by_text("đã nhận").wait_for()
        yield item
        page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()


@pytest.mark.parametrize("seed", range(MOMENTS))
def test_confirmed_decisions_outlive_the_server(page: Page, folder: Path, seed: int) -> None:
    key, confirmed = kept(folder, seed), list[str]()
    with served(folder) as app:
        timer = Timer(random.Random(seed).uniform(0, LONGEST), app.process.kill)  # noqa: S311  a moment, no secret
        try:
            for item in review(page, app, key, timer):
                confirmed.append(item)
        except Error:
            assert app.process.wait(30) < 0, "the review broke off before the server was killed"
        finally:
            timer.cancel()
    with Store.open(folder / "store.sqlite3") as store:
        log, faults = store.log(key), store.verify()
    accepted = {f"f{entry.span.start}-{entry.span.end}" for entry in log if entry.span and entry.action == "accept"}
    assert set(confirmed) <= accepted
    assert len(accepted) <= len(set(confirmed)) + 1
    assert faults == ()


def test_the_moments_fell_into_a_review(folder: Path) -> None:
    with Store.open(folder / "store.sqlite3") as store:
        decided = [len(store.log(row.key)) for row in store.queue(limit=MOMENTS).rows]
    assert sum(decided) > 0
