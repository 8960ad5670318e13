import json
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from llm_extract import __version__, cli
from llm_extract.engines.cache import FolderCache
from llm_extract.store import Asked, Store

Command = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def kept(article: Path, tmp_path: Path) -> Path:
    """A store with one article, kept by `run`."""
    path = tmp_path / "store.sqlite3"
    assert cli.main(["run", str(article), "--store", str(path), "--output", str(tmp_path / "out")]) == 0
    return path


def test_run_keeps_what_it_prints(kept: Path, tmp_path: Path) -> None:
    printed = json.loads((tmp_path / "out" / "suoi-mo.json").read_text(encoding="utf-8"))
    with Store.open(kept) as store:
        (row,) = store.queue().rows
        sheet = store.sheet(row.key)
        assert dict(sheet.result) == printed
        (exported,) = store.export()
    made = exported["extractions"][0]
    assert (made["prompt_version"], len(made["schema_hash"]), made["code"]) == (None, 64, __version__)


def test_run_keeps_nothing_where_nothing_is_to_be_kept(command: Command, article: Path, tmp_path: Path) -> None:
    where = tmp_path / "kept" / "store.sqlite3"
    assert command("run", article, "--no-save", LLM_EXTRACT_STORE=str(where)).returncode == 0
    assert not where.parent.exists()
    assert command("run", article, LLM_EXTRACT_STORE=str(where)).returncode == 0
    with Store.open(where) as store:
        assert store.queue().total == 1


def test_only_what_keeps_results_waits_for_the_database_library(command: Command, article: Path) -> None:
    for args in (("run", article, "--no-save"), ("--help",), ("tasks",), ("store", "--help")):
        told = command(*args, PYTHONPROFILEIMPORTTIME="1").stderr
        assert b"typer" in told
        assert b"sqlalchemy" not in told


def test_a_store_that_cannot_be_opened_stops_run_before_it_begins(command: Command, article: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no database " * 500)
    done = command("run", article, "--engine", "openai:none", "--store", "notes.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"notes.txt: the store fails (file is not a database)" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_result_that_cannot_be_kept_is_printed_and_counts_as_failed(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "store.sqlite3"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON extractions BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    monkeypatch.setenv("LLM_EXTRACT_STORE", str(path))
    assert cli.main(["run", str(article), "--format", "json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["task"] == "party_building"
    assert "disk full" in told.err
    with Store.open(path) as store:
        assert store.queue().total == 0


def test_verify_says_what_is_wrong(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["store", "verify", "--store", str(kept)]) == 0
    assert capsys.readouterr() == ("", f"{kept}: nothing is wrong; 1 articles\n")
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("UPDATE metrics SET value = '1'")
        connection.commit()
    assert cli.main(["store", "verify", "--store", str(kept)]) == 1
    told = capsys.readouterr()
    assert told.out.endswith(", party_building: the log does not give the current metrics\n")
    assert told.err == f"{kept}: 1 faults\n"


def test_backup_and_export_give_the_whole_store(kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy, lines = tmp_path / "copy.sqlite3", tmp_path / "all.jsonl"
    for args in (["backup", str(copy)], ["export", str(lines)], ["export"]):
        assert cli.main(["store", *args, "--store", str(kept)]) == 0
    with Store.open(copy) as store:
        (wanted,) = store.export()
    assert json.loads(lines.read_text(encoding="utf-8")) == wanted == json.loads(capsys.readouterr().out)
    assert cli.main(["store", "export", str(tmp_path / "no" / "all.jsonl"), "--store", str(kept)]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert not list(tmp_path.glob(".*"))


def test_delete_asks_for_a_yes_and_a_sha(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(kept) as store:
        digest = store.queue().rows[0].key.sha256
    at = ["--store", str(kept)]
    assert cli.main(["store", "delete", digest[:8], *at]) == 2
    assert "give --yes" in capsys.readouterr().err
    assert cli.main(["store", "delete", "0000", "--yes", *at]) == 2
    assert "holds none" in capsys.readouterr().err
    assert cli.main(["store", "delete", digest[:8], "--yes", *at]) == 0
    assert capsys.readouterr().err.endswith("suoi-mo.txt: deleted\n")
    with Store.open(kept) as store:
        assert store.queue(Asked(state="all")).total == 0


def test_delete_takes_kept_answers_too(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LLM_EXTRACT_CACHE", str(tmp_path / "answers"))
    with Store.open(kept) as store:
        digest = store.queue().rows[0].key.sha256
        text = store.article(digest).text
    for number, asked in enumerate((text, "something else altogether, asked of a model")):
        FolderCache(tmp_path / "answers").put(f"a{number}", {"messages": [{"content": asked}]}, {"text": "x"})
    assert cli.main(["store", "delete", digest, "--yes", "--store", str(kept)]) == 0
    assert capsys.readouterr().err.endswith("suoi-mo.txt: deleted, with 1 kept answer\n")
    left = list((tmp_path / "answers").rglob("*.json"))
    assert [one.stem for one in left] == ["a1"]


def test_nothing_is_deleted_where_a_kept_answer_cannot_be(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LLM_EXTRACT_CACHE", str(tmp_path / "answers"))
    with Store.open(kept) as store:
        digest = store.queue().rows[0].key.sha256
        FolderCache(tmp_path / "answers").put("a0", {"messages": [{"content": store.article(digest).text}]}, {"text": "x"})

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as locked:
        locked.setattr(Path, "unlink", refuse)
        assert cli.main(["store", "delete", digest, "--yes", "--store", str(kept)]) != 0
    assert "Permission denied" in capsys.readouterr().err
    with Store.open(kept) as store:
        assert store.queue(Asked(state="all")).total == 1


def test_path_makes_nothing_and_shows_no_password(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for given, shown in (
        (tmp_path / "new" / "s.sqlite3", tmp_path / "new" / "s.sqlite3"),
        ("postgresql://an:secret@db/x", "postgresql://an@db/x"),
    ):
        assert cli.main(["store", "path", "--store", str(given)]) == 0
        assert capsys.readouterr().out == f"{shown}\n"
    assert not (tmp_path / "new").exists()
    assert cli.main(["store", "path", "--store", "mysql://an:secret@db/x"]) == 2
    assert "secret" not in capsys.readouterr().err
