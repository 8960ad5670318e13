"""Finds a browser for the tests: `python -m tests.browser.finding` prints its path, or fails with what to do."""

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "no browser for the tests in tests/browser: run make browser, or set CHROMIUM to the path of a Chromium"


def found() -> Path | None:
    """The path of a Chromium: `$CHROMIUM`, else one on the path, else the one that Playwright installed; None where there is none."""
    given = os.environ.get("CHROMIUM")
    if given:
        return Path(given) if shutil.which(given) else None
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(on_path) if on_path else _of_playwright()


def _of_playwright() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def main() -> str | int:
    """Prints the path; returns the exit code, or a message that makes it 1."""
    path = found()
    if path is None:
        return MISSING
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
