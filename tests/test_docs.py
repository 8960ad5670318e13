"""`docs/adding-a-task.md`, followed word for word: its files are written, its commands run, what it shows is printed."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

TOLD = {2: ("Port Hallow", "1,204", "houses", "17", "fishing boats", "October 3, 2025"), 3: ("Boats damaged      17", "staff of ⟦60⟧")}
"""What is printed somewhere by the second and by the third command."""
ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "adding-a-task.md"
_BLOCK = re.compile(r"(?:^`(?P<file>[\w.]+)`[^\n]*:\n\n)?^```(?P<kind>\w+)\n(?P<body>.*?)^```\n", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`llm-extract` from the built wheel, in an environment that holds nothing else of this checkout."""
    folder = tmp_path_factory.mktemp("clean")
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".git", ".venv*", ".*_cache", "__pycache__", "golden", "tests"))
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(source)], check=True)  # noqa: S603  our own command
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    wheel = next(folder.glob("*.whl"))
    subprocess.run([*pip[:3], "--python", str(python), *pip[3:], "install", "--no-deps", str(wheel)], check=True)  # noqa: S603  our own command
    site = next((folder / "env" / "lib").glob("python*/site-packages"))
    # The libraries are those of this environment; its own .pth files, the editable install's among them, are not read from there.
    (site / "libraries.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return folder / "env" / "bin" / "llm-extract"


def blocks() -> Iterator[tuple[str | None, str, str]]:
    for found in _BLOCK.finditer(GUIDE.read_text(encoding="utf-8")):
        yield found["file"], found["kind"], found["body"]


def test_the_guide_works_word_for_word_from_the_built_wheel(tmp_path: Path, command: Path) -> None:
    environment = {"PATH": f"{command.parent}:{os.environ['PATH']}", "HOME": str(tmp_path), "LLM_EXTRACT_CACHE": str(tmp_path / "cache")}
    printed, ran = "", 0
    for name, kind, body in blocks():
        if name:
            (tmp_path / name).write_text(body, encoding="utf-8")
        elif kind == "sh":
            done = subprocess.run(["sh", "-e"], input=body, capture_output=True, text=True, cwd=tmp_path, env=environment, check=False)  # noqa: S607  the shell
            assert done.returncode == 0, done.stderr
            printed, ran = done.stdout, ran + 1
        elif kind == "text":
            assert printed.startswith(body)
            for value in TOLD[ran]:
                assert value in printed
    assert ran == 3
    assert str(ROOT) not in printed


def test_a_changed_digit_is_left_out_as_the_guide_says(tmp_path: Path, command: Path) -> None:
    for name, _, body in blocks():
        if name:
            (tmp_path / name).write_text(body.replace('"fishing boats"', '"fishing boots"'), encoding="utf-8")
    arguments = [str(command), "run", "bulletin.txt", "--task", "./storm.py", "--answer", "answer.json", "--lang", "en"]
    done = subprocess.run(arguments, capture_output=True, text=True, cwd=tmp_path, env={"HOME": str(tmp_path)}, check=False)  # noqa: S603  our own command
    assert done.returncode == 0, done.stderr
    values, _, findings = " ".join(done.stdout.split()).partition("FINDINGS")
    assert "houses 1,204" in values
    assert "fishing boots" not in values
    assert "'fishing boots': the article does not hold this quote" in findings
