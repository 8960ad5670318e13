"""`eval` and `golden`, as a shell sees them."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from llm_extract.cli import main
from llm_extract.errors import AnswerError
from llm_extract.evals import records
from tests.evals.conftest import ARTICLE, EXPECTED

Command = Callable[..., subprocess.CompletedProcess[bytes]]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LLM_EXTRACT_CONFIG", str(tmp_path / "config.json"))
    for name in ("a", "b"):
        write(tmp_path / "golden", name)
    return tmp_path / "golden"


def write(root: Path, name: str, text: str = ARTICLE, **changed: object) -> Path:
    folder = root / "party_building" / name
    folder.mkdir(parents=True)
    (folder / "article.txt").write_text(text, encoding="utf-8")
    (folder / "expected.json").write_text(json.dumps({**EXPECTED, **changed}, ensure_ascii=False), encoding="utf-8")
    return folder


def test_eval_prints_what_was_reached_and_writes_the_record(root: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["eval", "--engine", "rules", "--output", "run.json"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("party_building · rules · 2 results")
    assert "metrics" in out
    assert "0 invented, 0 lost" in out
    record = records.load(tmp_path / "run.json")
    assert [one.case for one in record.results] == ["a", "b"]
    assert root.is_dir()


def test_the_worst_case_is_named_with_its_reasons(root: Path, capsys: Capture) -> None:
    metric = {"indicator": "structure.cells", "kind": "actual", "value": 45, "unit": "x", "evidence": "hiện có 45 tổ chức cơ sở đảng"}
    write(root, "low", metrics=[metric], debatable=[])
    assert main(["eval", "--engine", "rules"]) == 0
    out = capsys.readouterr().out
    worst = out[out.index("worst cases") :].splitlines()
    assert worst[1].split() == ["0.000", "low"]
    assert "wrong metric structure.cells: the same figure, with another indicator" in worst[2]


def test_what_is_lost_is_told(root: Path, capsys: Capture) -> None:
    lost = "phúc tra nhiều hơn năm 2022 sáu tổ chức"
    metric = {"indicator": "other", "kind": "change", "value": 6, "unit": "tổ chức", "evidence": lost}
    write(root, "lost", f"{ARTICLE}\nHuyện {lost}.\n", metrics=[metric], debatable=[])
    assert main(["eval", "--engine", "rules", "--cases", "lost"]) == 0
    out = capsys.readouterr().out
    assert "1 lost" in out
    assert "lost figure other: the result holds no such figure" in out


def test_a_crash_is_exit_code_1_and_told_at_once(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    async def extract(*_: object) -> None:
        raise AnswerError("the answer does not fit")

    monkeypatch.setattr("llm_extract.evals.run.extract", extract)
    assert root.is_dir()
    assert main(["eval", "--engine", "rules", "--cases", "a"]) == 1
    shown = capsys.readouterr()
    assert "crashed 1" in shown.out
    assert "AnswerError: the answer does not fit" in shown.out
    assert shown.err == "a: AnswerError: the answer does not fit\n"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--engine", "oracle"], "engine 'oracle' does not exist"),
        (["--task", "poems"], "task 'poems' does not exist"),
        (["--cases", "x*"], "no case is named like 'x*'"),
        (["--tag", "x"], "tag 'x': no case bears it"),
        (["--golden", "nowhere"], "no golden cases of task party_building"),
        (["--output", "."], "this is a folder"),
        (["--repeat", "0"], "'--repeat'"),
        (["--task", "news", "--engine", "rules"], "has no cues for it"),
    ],
)
@pytest.mark.usefixtures("root")
def test_what_cannot_begin_is_exit_code_2_and_one_line(args: list[str], told: str, capsys: Capture) -> None:
    assert main(["eval", "--engine", "rules", *args]) == 2
    shown = capsys.readouterr()
    assert told in shown.err
    assert (shown.out, shown.err.count("\n")) == ("", 1)


def test_a_case_that_cannot_be_used_stops_eval_and_is_told_by_check(root: Path, capsys: Capture) -> None:
    write(root, "wrong", note="x")
    assert main(["eval", "--engine", "rules"]) == 2
    assert "case wrong, expected.json, note" in capsys.readouterr().err
    assert main(["golden", "check"]) == 1
    shown = capsys.readouterr()
    assert "case wrong, expected.json, note" in shown.err
    assert shown.out == "2 of 3 cases of party_building can be used\n"


def test_repeats_of_rules_are_all_in_the_record(root: Path, tmp_path: Path) -> None:
    assert main(["eval", "--engine", "rules", "--repeat", "2", "--output", "run.json"]) == 0
    record = records.load(tmp_path / "run.json")
    assert [(one.case, one.repeat) for one in record.results] == [("a", 0), ("a", 1), ("b", 0), ("b", 1)]
    assert root.is_dir()


def test_doctor_tells_what_is_unhealthy(root: Path, capsys: Capture) -> None:
    assert main(["golden", "doctor"]) == 1
    assert "duplicate: a: its article shares 100% of its text with b" in capsys.readouterr().out
    (root / "party_building" / "b").rename(root.parent / "away")
    assert main(["golden", "doctor"]) == 0


def test_add_makes_a_draft_of_an_article_and_of_a_saved_result(root: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "new.txt").write_text(ARTICLE, encoding="utf-8")
    assert main(["golden", "add", "new.txt"]) == 0
    shown = capsys.readouterr()
    assert shown.out == "golden/party_building/new\n"
    assert "take the tag 'draft' away" in shown.err
    assert main(["run", "new.txt", "--engine", "rules", "--output", "saved"]) == 0
    assert main(["golden", "add", "saved/new.json", "--name", "saved"]) == 0
    assert main(["golden", "check"]) == 0
    capsys.readouterr()
    assert main(["golden", "add", "new.txt"]) == 2
    assert "there is one of that name" in capsys.readouterr().err
    assert main(["golden", "add", "saved/new.json", "--task", "news", "--name", "other"]) == 2
    assert "this is a result of task 'party_building'" in capsys.readouterr().err
    assert (root / "party_building" / "saved").is_dir()


def test_update_shows_a_diff_and_asks(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    path = root / "party_building" / "a" / "expected.json"
    before = path.read_bytes()
    monkeypatch.setattr("typer.confirm", lambda *_, **__: False)
    assert main(["golden", "update", "a"]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith("--- expected")
    assert path.read_bytes() == before
    monkeypatch.setattr("typer.confirm", lambda *_, **__: True)
    assert main(["golden", "update", "a"]) == 0
    assert path.read_bytes() != before
    capsys.readouterr()
    assert main(["golden", "update", "a"]) == 0
    assert capsys.readouterr().out == "a: nothing to change\n"
    assert main(["golden", "update", "c", "--yes"]) == 2


def test_nobody_at_the_terminal_changes_nothing(command: Command, root: Path) -> None:
    path = root / "party_building" / "a" / "expected.json"
    before = path.read_bytes()
    done = command("golden", "update", "a")
    assert done.returncode == 1, done.stderr
    assert b"Traceback" not in done.stderr
    assert path.read_bytes() == before


def test_a_result_of_another_article_updates_nothing(root: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "new.txt").write_text(ARTICLE.replace("128", "129"), encoding="utf-8")
    assert main(["run", "new.txt", "--engine", "rules", "--output", "saved"]) == 0
    assert main(["golden", "update", "a", "--from", "saved/new.json", "--yes"]) == 2
    assert "this is no result of the article of case a" in capsys.readouterr().err
    assert root.is_dir()


def test_help_loads_neither_evals_nor_rich() -> None:
    script = (
        "import sys\nfrom llm_extract.cli import main\nmain(['--help'])\nprint([n for n in sys.modules if 'evals' in n or n == 'rich'])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, timeout=60)  # noqa: S603  our own command
    assert done.stdout.decode().splitlines()[-1] == "[]"
