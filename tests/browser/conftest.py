"""A browser for tests: `page` is a fresh window, `asked` what it requested from outside this machine (a test holds it to be empty)."""

import asyncio
from asyncio import AbstractEventLoop
from collections.abc import Generator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from tests.browser.finding import MISSING, found

# Nothing beyond loopback is even looked up; the rest keeps Chromium from talking on its own, and lets it run as root.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
PATIENCE = 60_000
"""Milliseconds that a window waits for what a test expects: CI shares its machine, and a wait that succeeds costs nothing."""
expect.set_options(timeout=PATIENCE)
_SHOTS = Path(__file__).parents[2] / "build" / "failed"
_FAILED = pytest.StashKey[bool]()
_OURS = {"localhost", "127.0.0.1", "::1"}


@pytest.fixture(scope="session")
def _started() -> Iterator[tuple[Browser, AbstractEventLoop]]:
    path = found()
    if path is None:
        pytest.fail(MISSING, pytrace=False)
    playwright = sync_playwright().start()
    loop = asyncio.get_running_loop()
    try:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        asyncio._set_running_loop(None)  # noqa: SLF001  see `_loop`
        yield browser, loop
        asyncio._set_running_loop(loop)  # noqa: SLF001  see `_loop`
        browser.close()
    finally:
        playwright.stop()


@pytest.fixture(scope="session")
def browser(_started: tuple[Browser, AbstractEventLoop]) -> Browser:
    """Chromium, one for each worker."""
    return _started[0]


@pytest.fixture(autouse=True)
def _loop(request: pytest.FixtureRequest) -> Iterator[None]:
    """Playwright's loop counts as running between its calls; beyond a test with a browser, asyncio.run would be refused because of it."""
    if "browser" not in request.fixturenames:
        yield
        return
    _, loop = request.getfixturevalue("_started")
    asyncio._set_running_loop(loop)  # noqa: SLF001  Playwright does the same after each call
    yield
    asyncio._set_running_loop(None)  # noqa: SLF001  as above


@pytest.fixture
def asked() -> list[str]:
    """Addresses beyond this machine that `page` asked for."""
    return []


@pytest.fixture
def page(browser: Browser, asked: list[str], request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty window of its own context; what it asks of another machine is noted in `asked`, and gets no answer."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)

    def note(sent: Request) -> None:
        address = urlsplit(sent.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in _OURS:
            asked.append(sent.url)

    context.on("request", note)
    window = context.new_page()
    yield window
    if request.node.stash.get(_FAILED, False):
        _SHOTS.mkdir(parents=True, exist_ok=True)
        window.screenshot(path=_SHOTS / f"{request.node.name}.png")
    context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Notes which tests failed, so that what their window showed is kept in `build/failed`."""
    report = yield
    item.stash[_FAILED] = report.failed
    return report
