"""Exit codes and streams, as a shell sees them."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from llm_extract import __version__, engines, export, loading, pipeline, tasks

Command = Callable[..., subprocess.CompletedProcess[bytes]]


def same(shown: dict[str, object], path: Path, uri: str) -> bool:
    """Whether a result is what the exporter makes of the article; only the time it took may differ."""
    article = loading.load_bytes(path.read_bytes(), name=uri, uri=uri)
    wanted = export.to_json(article, pipeline.run(article, tasks.get("party_building"), engines.get("rules")))
    return {**shown, "usage": None} == {**wanted, "usage": None} and list(shown) == list(wanted)


def test_one_article_prints_one_indented_object(command: Command, article: Path) -> None:
    done = command("run", article.name, "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b'{\n  "article": {')
    assert same(json.loads(done.stdout), article, article.name)


def test_several_articles_print_a_line_each_and_a_bad_one_stops_none(command: Command, article: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    done = command(
        "run", article.name, "missing.txt", "empty.txt", tmp_path, "picture.txt", "-", "--format", "json", stdin=article.read_bytes()
    )
    assert done.returncode == 1
    first, second = map(json.loads, done.stdout.splitlines())
    assert same(first, article, article.name)
    assert same(second, article, "-")
    errors = done.stderr.decode().splitlines()
    assert [error.split(": ")[:2] for error in errors] == [
        ["error", "missing.txt"],
        ["error", "empty.txt"],
        ["error", str(tmp_path)],
        ["error", "picture.txt"],
    ]


@pytest.mark.parametrize("source", ["missing.txt", ".", "-"])
def test_nothing_read_is_exit_code_2_with_one_line(command: Command, source: str) -> None:
    done = command("run", source)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"error: ")
    assert done.stderr.count(b"\n") == 1


def test_the_installed_command_and_the_module_are_one(command: Command) -> None:
    done = command("--version")
    assert (done.returncode, done.stdout.decode()) == (0, f"llm-extract {__version__}\n")


def test_a_piped_table_is_plain(command: Command, article: Path) -> None:
    done = command("run", article.name)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert "⟦41/45⟧" in done.stdout.decode()
    assert done.stderr == b""


def test_bytes_of_a_file_name_that_are_no_text_neither_crash_nor_reach_the_terminal(
    command: Command, article: Path, tmp_path: Path
) -> None:
    name = os.fsdecode("ba\x1b[31mi-\udcff.txt".encode("utf-8", "surrogateescape"))
    (tmp_path / name).write_bytes(article.read_bytes())
    done = command("run", name, "--verbose", "--output", "out")
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout + done.stderr
    (written,) = (tmp_path / "out").iterdir()
    assert json.loads(written.read_bytes())["article"]["uri"] == name
    assert same(json.loads(command("run", name, "--format", "json").stdout), article, name)


def test_json_is_valid_where_the_terminal_is_not_unicode(command: Command, article: Path) -> None:
    done = command("run", article.name, "--format", "json", PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert same(json.loads(done.stdout.decode("ascii")), article, article.name)
    assert command("run", article.name, PYTHONUTF8="0", PYTHONIOENCODING="ascii").returncode == 0


def test_a_closed_pipe_ends_it_quietly(article: Path, environment: dict[str, str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    argv = [sys.executable, "-m", "llm_extract", "run", str(article), "--format", "json"]
    done = subprocess.run(argv, stdout=writing, stderr=subprocess.PIPE, env=environment, timeout=60, check=False)  # noqa: S603  our own command
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_message(article: Path, environment: dict[str, str]) -> None:
    argv = [sys.executable, "-m", "llm_extract", "run", str(article)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(argv, stdout=full, stderr=subprocess.PIPE, env=environment, timeout=60, check=False)  # noqa: S603  our own command
    assert done.returncode == 2
    assert done.stderr.startswith(b"error: standard output: it takes no more")
    assert done.stderr.count(b"\n") == 1


@pytest.fixture
def interruptible() -> Iterator[None]:
    """A shell starts background jobs with interrupts ignored, and commands started from there would inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_while_a_terminal_is_read_ends_it(environment: dict[str, str]) -> None:
    argv = [sys.executable, "-m", "llm_extract", "run", "-", "--verbose"]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:  # noqa: S603  our own command
        assert process.stderr
        assert process.stdin
        assert process.stderr.readline() == b"[1/1] -\n"
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read() == b""
        process.stdin.close()


def test_a_terminal_gets_colours_and_one_line_of_progress(article: Path, environment: dict[str, str]) -> None:
    master, slave = pty.openpty()
    argv = [sys.executable, "-m", "llm_extract", "run", str(article), str(article)]
    terminal = environment | {"TERM": "xterm-256color", "COLUMNS": "80"}
    with subprocess.Popen(argv, stdin=slave, stdout=slave, stderr=slave, env=terminal) as process:  # noqa: S603  our own command
        os.close(slave)
        shown = drain(master)
        assert process.wait(20) == 0
    assert "\r[1/2] " in shown
    assert "\r\x1b[K" in shown
    assert "\x1b[1;33m41" in shown


def drain(master: int) -> str:
    shown = b""
    try:
        while chunk := os.read(master, 65536):
            shown += chunk
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(master)
    return shown.decode()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_get_a_completion_script(command: Command, shell: str) -> None:
    done = command(_LLM_EXTRACT_COMPLETE=f"source_{shell}")
    assert b"_LLM_EXTRACT_COMPLETE" in done.stdout


def test_task_names_complete(command: Command) -> None:
    done = command(_LLM_EXTRACT_COMPLETE="complete_bash", COMP_WORDS="llm-extract run --task ", COMP_CWORD="3")
    assert done.stdout.decode().split() == list(tasks.names())
