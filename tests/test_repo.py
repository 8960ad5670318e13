"""The house rules that no linter knows: sizes, and what must not stand in the repository."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path
from statistics import median, quantiles

import pytest

import llm_extract

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "llm_extract").rglob("*.py"))


def function_sizes() -> list[int]:
    return [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]


def test_rooms_are_small() -> None:
    sizes = function_sizes()
    assert median(sizes) <= 8
    assert quantiles(sizes, n=10)[-1] <= 30
    assert max(sizes) <= 60
    assert max(len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES) <= 500


def test_the_lock_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?://|--index|--find-links", lock)
    pins = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {re.split(r"[<>=\[;]", name)[0].lower() for name in wanted} <= pins


def test_the_changelog_leads_with_what_is_unreleased() -> None:
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert re.fullmatch(r"\d+\.\d+\.\d+", llm_extract.__version__)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a source archive has no index of tracked files")
def test_nothing_generated_is_tracked() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()  # noqa: S607
    assert not [
        name for name in tracked if re.search(r"(?:^|/)(?:__pycache__|\.venv|uv\.lock|pylock\.toml|dist|build)(?:/|$)|\.pyc$", name)
    ]
