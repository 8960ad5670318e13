"""The command as a user runs it, and articles to run it on."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTICLE = """Huyện ủy Suối Mơ tổng kết công tác xây dựng Đảng năm 2023

Đảng bộ huyện hiện có 45 tổ chức cơ sở đảng với 2.310 đảng viên. Năm 2023, có 41/45 tổ chức cơ sở đảng (91,11%) hoàn thành tốt nhiệm vụ.
Trong năm, huyện kết nạp 128 đảng viên mới.
"""

Command = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "suoi-mo.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING"}}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


@pytest.fixture
def command(tmp_path: Path, environment: dict[str, str]) -> Command:
    def run(*args: str | Path, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        argv = [sys.executable, "-m", "llm_extract", *map(str, args)]
        return subprocess.run(argv, input=stdin, capture_output=True, cwd=tmp_path, env=environment | env, timeout=60, check=False)  # noqa: S603  our own command

    return run
