"""How the tests come to their browser, and what they do where there is none."""

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.finding import MISSING, NAMES

ROOT = Path(__file__).parents[2]
INSTALL = ROOT / "tests" / "browser" / "install.sh"


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """An environment whose path holds a shell, a Python and little else, and in which Playwright installed nothing."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("sh", "dirname", "chmod", "cp"):
        (programs / name).symlink_to(shutil.which(name) or name)
    program(programs / "id", "echo 1000")
    program(programs / "python", f'[ "$2" = playwright ] && {{ echo "$@" >"{tmp_path}/installed"; exit; }}; exec "{sys.executable}" "$@"')
    return {"PATH": str(programs), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "none"), "HOME": str(tmp_path)}


def program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603


def install(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return run([shutil.which("sh") or "sh", str(INSTALL), "python"], environment)


@pytest.mark.parametrize("name", NAMES)
def test_a_browser_that_is_there_is_taken(name: str, bare: dict[str, str], tmp_path: Path) -> None:
    program(tmp_path / "bin" / name, "exit 0")
    done = run([sys.executable, "-m", "tests.browser.finding"], bare)
    assert done.stdout == f"{tmp_path}/bin/{name}\n"
    assert install(bare).returncode == 0
    assert not (tmp_path / "installed").exists()


def test_root_takes_the_distributions(bare: dict[str, str], tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    program(programs / "id", "echo 0")
    fake = f'[ "$1" = install ] && cp "{programs}/id" "{programs}/chromium"; echo "$@" >>"{tmp_path}/asked"'
    program(programs / "apt-get", fake)
    assert install(bare).returncode == 0
    assert (tmp_path / "asked").read_text(encoding="utf-8") == "update -qq\ninstall -y -qq --no-install-recommends chromium\n"
    assert not (tmp_path / "installed").exists()


@pytest.mark.parametrize("user", ["0", "1000"])
def test_elsewhere_playwright_installs_one(user: str, bare: dict[str, str], tmp_path: Path) -> None:
    program(tmp_path / "bin" / "id", f"echo {user}")
    if user == "0":
        program(tmp_path / "bin" / "apt-get", "exit 100")
    done = install(bare)
    assert (tmp_path / "installed").read_text(encoding="utf-8") == "-m playwright install chromium\n"
    assert done.returncode == 1, "none is there after all: the stub installed nothing"
    assert ("apt-get has no chromium" in done.stderr) == (user == "0")


def test_a_wrong_chromium_is_told(bare: dict[str, str]) -> None:
    done = install({**bare, "CHROMIUM": "/nowhere/chromium"})
    assert done.returncode == 1
    assert "CHROMIUM=/nowhere/chromium: no program is there" in done.stderr


def test_without_a_browser_tests_fail_and_say_what_to_do() -> None:
    test = "tests/browser/test_report_page.py::test_charts_are_there"
    done = run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test], {**os.environ, "CHROMIUM": "/nowhere/chromium"})
    assert done.returncode == 1
    assert MISSING in done.stdout
    assert "skipped" not in done.stdout


def test_nothing_beyond_loopback_answers_and_asking_is_seen(page: Page, asked: list[str]) -> None:
    page.set_content('<img src="https://example.com/a.png"><img src="data:,">')
    page.wait_for_load_state("load")
    assert asked == ["https://example.com/a.png"]
    assert page.locator("img").first.evaluate("image => image.naturalWidth") == 0


def test_event_loops_run_beside_the_browser() -> None:
    """Also where a test with a browser came before: its loop is set aside between tests."""
    assert asyncio.run(asyncio.sleep(0, "ran")) == "ran"
