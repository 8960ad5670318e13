"""The pages as a person uses them: what is seen, clicked and typed in a real browser."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from llm_extract import loading, tasks
from llm_extract.evals import cases
from llm_extract.store import Key, Store

from .conftest import PATIENCE
from .serving import ROOT, Served, served

TASK = "party_building"
GOLDEN = ROOT / "golden" / TASK
SHOTS = ROOT / "build" / "screenshots"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("app")) as running:
        yield running


def article(case: str) -> str:
    return loading.load(str(next((GOLDEN / case).glob("article.*")))).text


def paste(page: Page, app: Served, text: str, *, lang: str = "vi", name: str = "An") -> None:
    page.goto(f"{app.url}/?lang={lang}&as={name}")
    page.locator(".st-key-extract-text textarea").fill(text)
    page.locator(".st-key-extract-run button").click()
    page.locator("[class*='st-key-result-']").wait_for()


def desk(page: Page) -> None:
    page.locator("[class*='st-key-review-'] button").click()
    page.locator(".sheet .item").first.wait_for()


def chosen(page: Page) -> str:
    return page.locator(".item.chosen").get_attribute("data-item") or ""


def turn_to(page: Page, item: str) -> None:
    page.locator(f".list .item[data-item='{item}']").click()
    expect(page.locator(".item.chosen")).to_have_attribute("data-item", item)
    page.wait_for_url(re.compile(f"at={item}".replace(":", "(:|%3A)")))


def key_of(app: Served, text_part: str) -> Key:
    with Store.open(app.store) as store:
        return next(row.key for row in store.queue().rows if text_part in store.article(row.key.sha256).text)


def waiting(page: Page) -> int:
    found = re.search(r"Còn (\d+) mục chờ", page.locator(".stMain").inner_text())
    return int(found[1]) if found else 0


def fewer(page: Page, before: int) -> int:
    """How many values wait once it is fewer than before."""
    page.wait_for_function("before => Number(/Còn (\\d+) mục chờ/.exec(document.body.innerText)?.[1] ?? 0) < before", arg=before)
    page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()  # buttons are drawn after the count
    return waiting(page)


def shoot(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def test_a_pasted_article_is_summarised(page: Page, app: Served, asked: list[str]) -> None:
    paste(page, app, article("dak-glei-2020"))
    result = page.locator("[class*='st-key-result-']")
    expect(result).to_contain_text("Vùng cao Đăk Glei vượt chỉ tiêu kết nạp đảng viên")
    expect(result.locator("code")).to_contain_text("640")
    expect(page.get_by_text("Phát triển đảng viên")).to_be_visible()
    shoot(page, "extract-vi")
    page.reload()
    expect(page.locator("[class*='st-key-result-']")).to_contain_text("Vùng cao Đăk Glei")
    assert asked == []


def test_a_value_of_the_result_leads_to_its_evidence(page: Page, app: Served, asked: list[str]) -> None:
    paste(page, app, article("dak-glei-2020"))
    value = page.locator("[class*='st-key-result-'] tbody .open").first
    printed, place = value.inner_text(), value.get_attribute("data-id")
    value.press("Enter")
    lit = page.locator(f".text .piece.chosen[data-item='{place}']").first
    expect(lit).to_be_in_viewport()
    expect(lit).to_have_text("640")
    assert "640" in printed
    assert asked == []


def test_a_click_on_a_value_shows_its_evidence_and_one_on_a_figure_its_value(page: Page, app: Served, asked: list[str]) -> None:
    paste(page, app, article("phu-son-ha-2020"))
    desk(page)
    last = page.locator(".list .item:has(.dot.sure)").last
    item = last.get_attribute("data-item")
    last.click()
    figure = page.locator(f".text .piece[data-item='{item}']").first
    expect(figure).to_be_in_viewport()
    assert page.locator(".text .piece.lit").count() >= 1
    assert figure.evaluate("one => one.classList.contains('chosen')")
    page.locator(".text .figure.metric").first.click()
    first = page.locator(".text .figure.metric").first.get_attribute("data-item")
    expect(page.locator(".list .item.chosen")).to_have_attribute("data-item", first or "")
    expect(page.locator(".list .item.chosen")).to_be_in_viewport()
    shoot(page, "review-vi")
    assert asked == []


def test_a_value_is_corrected_by_keyboard_alone_kept_over_a_reload_and_undone(page: Page, app: Served) -> None:
    text = article("binh-duong-2019")
    paste(page, app, text)
    desk(page)
    page.locator("h3").first.click()  # the keyboard belongs to the page, not to a control
    before = chosen(page)
    page.keyboard.press("j")
    expect(page.locator(".item.chosen")).not_to_have_attribute("data-item", before)
    page.keyboard.press("k")
    expect(page.locator(".item.chosen")).to_have_attribute("data-item", before)
    page.keyboard.press("e")
    value = page.get_by_label("Giá trị", exact=True)
    value.wait_for()
    was = value.input_value()
    for _ in range(30):
        if value.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("123.456.789")
    page.keyboard.press("Enter")
    why = page.get_by_label("Vì sao")
    why.wait_for()
    for _ in range(30):
        if why.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type("đọc lại bản gốc")
    page.keyboard.press("Enter")
    row = page.locator(f".list .item[data-item='{before}']")
    expect(row).to_contain_text("123.456.789")
    expect(row).to_contain_text("đã sửa")
    page.reload()
    expect(page.locator(f".list .item[data-item='{before}']")).to_contain_text("123.456.789")
    key = key_of(app, text[200:260])
    with Store.open(app.store) as store:
        entry = store.log(key)[-1]
    assert (entry.who, entry.field, entry.after, entry.why) == ("An", "value", 123_456_789, "đọc lại bản gốc")
    page.locator("h3").first.click()
    page.keyboard.press("u")
    expect(page.locator(f".list .item[data-item='{before}']")).not_to_contain_text("123.456.789")
    page.keyboard.press("e")
    expect(page.get_by_label("Giá trị", exact=True)).to_have_value(was)


def test_a_done_article_leaves_the_queue_and_the_least_sure_comes_first(page: Page, app: Served) -> None:
    paste(page, app, article("can-tho-xay-dung-dang-2017"))
    desk(page)
    with Store.open(app.store) as store:
        rows = [row for row in store.queue().rows if row.state != "done"]
    order = [(not row.error_count, row.score) for row in rows]
    assert order == sorted(order)
    left = waiting(page)
    page.locator(".st-key-act-certain button").click()
    while left := fewer(page, left):
        if page.locator(".st-key-act-accept button").is_disabled():
            page.locator(".st-key-act-reject button").click()
            page.get_by_label("Lý do bỏ").click()
            page.get_by_role("option").first.click()
            page.locator(".st-key-save-reject button").click()
        else:
            page.locator(".st-key-act-accept button").click()
    page.locator(".st-key-act-finish button").click()
    page.get_by_role("heading", name="Hàng chờ rà soát").wait_for()
    expect(page.get_by_text("Cần Thơ")).to_have_count(0)
    shoot(page, "queue-vi")


def test_a_reviewed_article_becomes_a_golden_case_that_runs(page: Page, app: Served, tmp_path: Path) -> None:
    text = article("dak-glei-2020")
    paste(page, app, text)
    desk(page)
    page.locator(".st-key-act-golden button").click()
    name = page.get_by_label("Tên ca")
    name.fill("từ rà soát")
    name.press("Enter")
    folder = page.get_by_label("Thư mục")
    folder.fill(str(tmp_path))
    folder.press("Enter")
    page.get_by_text(str(tmp_path / TASK / "tu-ra-soat"), exact=True).wait_for()
    page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()
    page.locator(".st-key-golden-write button").click()
    made = tmp_path / TASK / "tu-ra-soat"
    page.get_by_text("Đã ghi").wait_for()
    assert cases.load(made, tasks.get(TASK)).article.text.strip() == text.strip()
    ran = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "llm_extract", "eval", "--golden", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    page.locator(".st-key-act-golden button").click()
    page.get_by_label("Thư mục").fill(str(tmp_path))
    page.get_by_label("Thư mục").press("Enter")
    page.get_by_label("Tên ca").fill("từ rà soát")
    page.get_by_label("Tên ca").press("Enter")
    page.get_by_text("không khác gì").wait_for()


def test_two_reviewers_see_each_other_and_nothing_is_overwritten_silently(browser: Browser, page: Page, app: Served) -> None:
    paste(page, app, article("binh-dinh-2025-dai-hoi"), name="An")
    desk(page)
    item = page.locator(".list .item:has(.dot.sure)").first.get_attribute("data-item") or ""
    turn_to(page, item)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    other = context.new_page()
    other.set_default_timeout(PATIENCE)
    other.goto(page.url.replace("as=An", "as=Binh"))
    other.locator(".sheet .item").first.wait_for()
    other.get_by_text("Đang cùng xem: An").wait_for()
    for window, value in ((page, "11"), (other, "22")):
        window.locator(".st-key-act-edit button").click()
        window.get_by_label("Nhóm", exact=True).fill(f"nhóm {value}")
    for window in (page, other):
        window.get_by_label("Nhóm", exact=True).press("Enter")
        window.get_by_label("Vì sao").fill("nghe băng")
        window.get_by_label("Vì sao").press("Enter")
    expect(page.locator(f".list .item[data-item='{item}']")).to_contain_text("nhóm 11")
    stale = other.locator(".st-key-stale")
    stale.wait_for()
    expect(stale).to_contain_text("An")
    expect(stale).to_contain_text("nhóm 11")
    expect(stale).to_contain_text("nhóm 22")
    shoot(other, "two-reviewers-vi")
    other.locator(".st-key-stale-mine button").click()
    expect(other.locator(f".list .item[data-item='{item}']")).to_contain_text("nhóm 22")
    key = Key(page.url.split("article=")[1].split("&")[0], TASK)
    with Store.open(app.store) as store:
        told = [(entry.who, entry.before, entry.after) for entry in store.log(key) if entry.field == "group"]
    assert [one[0] for one in told] == ["An", "Binh"]
    assert told[1][1:] == ("nhóm 11", "nhóm 22")
    context.close()


def test_the_other_language_and_a_phone(browser: Browser, app: Served) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    phone = context.new_page()
    phone.set_default_timeout(PATIENCE)
    paste(phone, app, article("dak-glei-2020"), lang="en")
    expect(phone.get_by_text("Extract an article")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    desk(phone)
    expect(phone.get_by_role("button", name=re.compile(r"^Accept (?!all)"))).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    shoot(phone, "review-phone-en")
    context.close()
