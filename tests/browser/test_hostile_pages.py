"""Text from outside shows as itself on the pages: no markup of it is obeyed, nothing is fetched, nothing runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from llm_extract import loading
from llm_extract.store import Key

from .serving import Served, keep, served

PIECES = (
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "[bấm](javascript:window.hit=1)",
    "![ảnh](http://192.0.2.1/x.png)",
    "**đậm** _nghiêng_ `mã`",
    "$\\frac{1}{2}$",
    "{{ 7*7 }} {% raw %}",
    ":red[đỏ] :smile: :material/home:",
    "http://192.0.2.1/tracker",
    "😀 🇻🇳",
)
BODY = "Năm 2020, Đảng bộ huyện Suối Mơ kết nạp 12 đảng viên mới; có 71/75 tập thể (94,67%) hoàn thành tốt nhiệm vụ."


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("hostile")) as running:
        yield running


def kept(app: Served, piece: str) -> Key:
    article = loading.load_text(f"{piece} ở Suối Mơ\n\n{BODY}\n\n{piece} trong bài.\n", f"{piece}.txt")
    return keep(app.store, article)


def show(page: Page, app: Served, path: str) -> None:
    page.goto(app.url + path)
    page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()


def said(page: Page) -> str:
    """What the page says; a word joiner keeps an address from becoming a link."""
    return page.locator(".stMain").inner_text().replace("\u2060", "")


@pytest.mark.parametrize("piece", PIECES)
def test_it_shows_as_itself_on_every_page(page: Page, app: Served, asked: list[str], piece: str) -> None:
    key = kept(app, piece)
    for path in (f"/?lang=vi&as=An&article={key.sha256}", "/review?lang=vi&as=An", f"/review?lang=vi&as=An&article={key.sha256}"):
        show(page, app, path)
        expect(page.locator(".stMain")).to_contain_text("Suối Mơ")
        assert piece in said(page)
        assert page.evaluate("window.hit") is None
        assert page.locator(".stMain img").count() == 0
        assert page.locator(".stMain a[href*='192.0.2.1'], .stMain a[href^='javascript']").count() == 0
    expect(page.locator(".sheet .text")).to_contain_text(piece)
    assert asked == []


def test_marks_that_turn_the_reading_direction_turn_nothing(page: Page, app: Served) -> None:
    key = kept(app, "a\u202eb\u2066c")
    for path in (f"/?article={key.sha256}&as=An\u202e", "/review", f"/review?article={key.sha256}&as=An\u202e"):
        show(page, app, path)
        expect(page.locator(".stMain")).to_contain_text("Suối Mơ")
        assert not {"\u202e", "\u2066"} & set(page.locator(".stMain").inner_text())


def test_an_uploaded_file_with_a_hostile_name_is_read(page: Page, app: Served, tmp_path: Path, asked: list[str]) -> None:
    path = tmp_path / "<img src=x onerror=window.hit=1> **a** $x$.txt"
    path.write_text(f"Tin Suối Mơ\n\n{BODY}\n", encoding="utf-8")
    show(page, app, "/?lang=vi&as=An")
    page.get_by_text("Tệp", exact=True).click()
    page.locator("input[type=file]").set_input_files(path)
    # A click before the upload is done is lost.
    page.get_by_test_id("stFileChipName").wait_for()
    expect(page.get_by_test_id("stFileChipIconSpinner")).to_have_count(0)
    page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()
    page.locator(".st-key-extract-run button").click()
    page.locator("[class*='st-key-result-']").wait_for()
    assert page.evaluate("window.hit") is None
    assert page.locator(".stMain img").count() == 0
    assert asked == []
