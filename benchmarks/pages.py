"""How long the pages let a reviewer wait.

In headless Chromium: from paste to summary, and from click to lit evidence. On the server: for a page over 10,000 articles of twelve
metrics each. Run it with `make bench-pages`. Server and browser share the machine with whatever else it does; the first extraction of a
server is shown apart from the others.
"""

import logging
import os
import platform
import statistics
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Page, sync_playwright
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.browser.conftest import FLAGS
from tests.browser.finding import MISSING, found
from tests.browser.serving import ROOT, Served, served
from tests.bulk import many

CASES = ROOT / "golden" / "party_building"
LENGTH = 5_000  # characters, as the goal names them
TIMES = 10
MANY = 10_000
SERVER = 1.0
LAYOUTS = ("indicator_period", "indicator_province", "province_period", "body_period")
VIEWS: tuple[tuple[str, dict[str, str]], ...] = (
    ("review", {}),
    ("library", {"view": "metrics"}),
    ("library", {"view": "articles"}),
    *(("library", {"view": "pivot", "layout": layout}) for layout in LAYOUTS),
    *(("library", {"view": "charts", "chart": chart}) for chart in ("ratings", "time", "body")),
)
"""Pages by their path and address."""
GOALS = {"paste to summary": 1.0, "click to evidence": 0.2, "key to next value": None}
LIT = """id => new Promise(done => {
  const root = [...document.querySelectorAll('*')].map(one => one.shadowRoot).find(one => one?.querySelector('.sheet')) ?? document
  const begun = performance.now()
  const seek = () => {
    const piece = root.querySelector(`.text .piece.chosen[data-item="${id}"]`)
    if (!piece) return requestAnimationFrame(seek)
    const box = piece.getBoundingClientRect(), around = root.querySelector('.text').getBoundingClientRect()
    return box.top >= around.top && box.bottom <= around.bottom ? done(performance.now() - begun) : requestAnimationFrame(seek)
  }
  root.querySelector(`.list .item[data-item="${id}"]`).click()
  seek()
})"""

SUMMARISED = """() => {
  let begun
  addEventListener('pointerdown', () => { begun = performance.now() }, { capture: true, once: true })
  window.summarised = new Promise(done => {
    const seek = () => document.querySelector("[class*='st-key-result-'] code")
      ? done(performance.now() - begun) : requestAnimationFrame(seek)
    seek()
  })
}"""
"""Both are timed in the page itself: a driver that polls would add its own pace."""


def main() -> None:
    """Prints a table."""
    logging.disable(logging.WARNING)  # Streamlit misses a browser at each of the pages that are drawn without one
    path = found()
    if path is None:
        raise SystemExit(MISSING)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as app, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(120_000)
        pasted = [pasting(page, app, number) for number in range(TIMES + 1)]
        page.locator("[class*='st-key-review-'] button").click()
        page.locator(".sheet .item").first.wait_for()
        print(f"{platform.machine()}, {os.cpu_count()} cores, Chromium {browser.version}, load {os.getloadavg()[0]:.1f}")
        print(f"first paste of a server: {pasted[0]:.3f} s")
        tell("paste to summary", pasted[1:])
        tell("click to evidence", clicking(page))
        tell("key to next value", timed(page, lambda: page.keyboard.press("j")))
        browser.close()
    serving()


def serving() -> None:
    """Tells how long the server takes for pages over many articles."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "store.sqlite3"
        many(where, MANY)
        os.environ["LLM_EXTRACT_STORE"] = str(where)
        print(f"server time of a page over {MANY:,} articles of twelve metrics each (goal {SERVER} s):")
        for path, address in VIEWS:
            page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
            for name, value in address.items():
                page.query_params[name] = value
            page._page_hash = calc_hash(path)  # noqa: SLF001  pages that are functions have no file to switch to
            page.run()
            seconds = [spent(page.run) for _ in range(5)]
            print(f"  {' '.join((path, *address.values()))}: median {statistics.median(seconds):.3f} s, slowest {max(seconds):.3f} s")


def spent(act: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    begun = perf_counter()
    act()
    return perf_counter() - begun


def tell(name: str, seconds: Sequence[float]) -> None:
    """Prints one line: median and slowest of several."""
    goal = GOALS[name]
    wanted = f" (goal {goal} s)" if goal else ""
    print(f"{name}: median {statistics.median(seconds):.3f} s, slowest {max(seconds):.3f} s of {len(seconds)}{wanted}")


def text(number: int) -> str:
    """An article of some 5,000 characters; the number makes it another one."""
    long = (CASES / "phu-son-ha-2020" / "article.txt").read_text(encoding="utf-8")
    return f"{long[:LENGTH]}\n\nLần {number}."


def pasting(page: Page, app: Served, number: int) -> float:
    """Seconds from the click on Extract to a summary on the page."""
    page.goto(f"{app.url}/?lang=vi&as=An")
    page.locator(".st-key-extract-text textarea").fill(text(number))
    page.evaluate(SUMMARISED)
    page.locator(".st-key-extract-run button").click()
    return float(page.evaluate("() => window.summarised")) / 1000


def clicking(page: Page) -> list[float]:
    """Seconds from a click on a value to its evidence lit and in view, for values all over the list."""
    ids = page.locator(".list .item[data-item^=f]").evaluate_all("all => all.map(one => one.dataset.item)")
    seconds = []
    for item in ids[:: max(1, len(ids) // TIMES)]:
        seconds.append(page.evaluate(LIT, item) / 1000)
        page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()
    return seconds


def timed(page: Page, act: Callable[[], None]) -> list[float]:
    """Seconds until another value is chosen."""
    seconds = []
    page.locator("h3").first.click()
    for _ in range(TIMES):
        before = page.locator(".item.chosen").get_attribute("data-item")
        begun = perf_counter()
        act()
        page.locator(f".item.chosen:not([data-item='{before}'])").wait_for()
        seconds.append(perf_counter() - begun)
        page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()
    return seconds


if __name__ == "__main__":
    main()
