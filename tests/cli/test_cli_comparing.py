"""`eval --gate`, `--bless`, `--report` and `eval compare`, as a user gives them."""

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from llm_extract.cli import main
from llm_extract.evals import gate, records

ROOT = Path(__file__).parents[2]
CASES = ("dak-glei-2020", "gia-lua-gao")


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    for case in CASES:
        shutil.copytree(ROOT / "golden" / "party_building" / case, tmp_path / "golden" / "party_building" / case)
    return tmp_path / "golden"


@pytest.fixture
def base(golden: Path) -> list[str]:
    return ["eval", "--engine", "rules", "--golden", str(golden)]


def edited(golden: Path) -> None:
    """One expected metric is another, so that the rules' answer is wrong."""
    path = golden / "party_building" / CASES[0] / "expected.json"
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    expected["metrics"][4]["indicator"] = "structure.cells"
    path.write_text(json.dumps(expected, ensure_ascii=False), encoding="utf-8")


def test_what_is_blessed_passes_and_what_is_not_does_not(base: list[str], golden: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*base, "--gate"]) == 1
    assert "nothing is blessed" in capsys.readouterr().out
    assert main([*base, "--bless"]) == 0
    assert main([*base, "--gate"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("gate passed")
    edited(golden)
    assert main([*base, "--gate"]) == 1
    shown = capsys.readouterr().out
    assert "changed: case dak-glei-2020" in shown
    assert "floor: metrics.f1" in shown


def test_a_floor_sinks_only_with_a_reason(base: list[str], golden: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*base, "--bless"]) == 0
    before = (golden / "baseline.json").read_bytes()
    edited(golden)
    assert main([*base, "--bless"]) == 2
    assert "say why with --allow-regression" in capsys.readouterr().err
    assert (golden / "baseline.json").read_bytes() == before
    assert main([*base, "--bless", "--allow-regression", "the case was wrong"]) == 0
    (regression,) = gate.load(golden / "baseline.json").tasks["party_building"]["rules"].regressions
    assert regression.why == "the case was wrong"
    assert "metrics.f1" in regression.lowered
    assert main([*base, "--gate"]) == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--allow-regression", "why"], "give --bless too"),
        (["--gate", "--bless"], "give one of the two"),
        (["--report", "page.pdf"], "end the name with .md, .html or .xml"),
    ],
)
def test_what_makes_no_sense_is_refused_before_the_run(
    base: list[str], options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*base, *options]) == 2
    caught = capsys.readouterr()
    assert message in caught.err
    assert caught.out == ""


def test_runs_are_compared_and_reported(base: list[str], golden: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [str(tmp_path / name) for name in ("first.json", "second.json", "third.json")]
    for path in paths[:2]:
        assert main([*base, "--output", path]) == 0
    edited(golden)
    assert main([*base, "--output", paths[2]]) == 0
    capsys.readouterr()
    page = tmp_path / "page.html"
    assert main(["eval", "compare", *paths[:2], "--golden", str(golden), "--report", str(page)]) == 0
    assert "Every result is the same." in capsys.readouterr().out
    assert main(["eval", "compare", *paths, "--golden", str(golden)]) == 2
    assert "they are not over the same cases, only 1 are in all" in capsys.readouterr().err
    assert main(["eval", "compare", *paths, "--golden", str(golden), "--shared"]) == 0
    assert "dak-glei-2020 changed" in capsys.readouterr().out
    # The first case is another now than it was in the runs: its text is not shown for theirs.
    shown = page.read_text(encoding="utf-8")
    assert shown.count('class="article"') == 1
    assert "gia-lua-gao" in shown


def test_what_cannot_be_compared_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.json"
    assert main(["eval", "compare", str(path)]) == 2
    assert "give at least two" in capsys.readouterr().err
    path.write_text("{}", encoding="utf-8")
    assert main(["eval", "compare", str(path), str(path)]) == 2
    assert "no run record" in capsys.readouterr().err


def test_a_record_cannot_lead_out_of_the_golden_folder(base: list[str], golden: Path, tmp_path: Path) -> None:
    path, page = tmp_path / "one.json", tmp_path / "page.html"
    assert main([*base, "--output", str(path)]) == 0
    secret = tmp_path / "secret"
    shutil.copytree(golden / "party_building" / CASES[0], secret)
    values = json.loads(path.read_text(encoding="utf-8").replace(CASES[0], "../../secret"))
    path.write_text(json.dumps(values), encoding="utf-8")
    assert "../../secret" in records.load(path).hashes.cases
    assert main(["eval", "compare", str(path), str(path), "--golden", str(golden), "--report", str(page)]) == 0
    assert page.read_text(encoding="utf-8").count('class="article"') == 1


def test_the_baseline_in_the_repository_is_that_of_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "--engine", "rules", "--gate", "--golden", str(ROOT / "golden")]) == 0
    assert "gate passed" in capsys.readouterr().out


def test_the_example_workflow_runs_what_there_is(golden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workflow = yaml.safe_load((ROOT / "docs" / "eval-workflow.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["gate"]["steps"]
    (line,) = [step["run"] for step in steps if "llm-extract eval" in step.get("run", "")]
    monkeypatch.chdir(tmp_path)
    assert main(["eval", "--engine", "rules", "--bless"]) == 0
    assert main(shlex.split(line)[1:]) == 0
    told = " ".join(step.get("run", "") + json.dumps(step.get("with", {})) for step in steps)
    written = {path.name for path in tmp_path.iterdir() if path != golden}
    assert written == {"record.json", *re.findall(r"--report (\S+)", line)}
    assert all(told.count(name) >= 2 for name in written)
    # Nothing that a pull request's author can name is pasted into a shell.
    assert not any("${{" in step.get("run", "") for step in steps)
    assert workflow["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert "pull_request" in workflow[True]
