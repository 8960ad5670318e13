"""The plugin in a pytest of its own, as `pytest golden/` runs it."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from llm_extract import engines
from llm_extract.evals import cases, gate, records
from llm_extract.evals.gate import Baseline, Entry
from llm_extract.evals.records import Counts, FigureCounts, Hashes, Item, Result, Scores
from llm_extract.evals.run import Plan, run
from llm_extract.evals.testing import differences, reasons
from tests.evals.conftest import ARTICLE, TASK, Made
from tests.evals.test_cases import NEWS_TEXT, NEWS_VALUES

ROOT = Path(__file__).parents[2]
Pytest = Callable[..., tuple[int, str]]


@pytest.fixture
def own_pytest(tmp_path: Path) -> Pytest:
    (tmp_path / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\naddopts = --strict-markers --strict-config\n", encoding="utf-8")

    def start(*args: str | Path) -> tuple[int, str]:
        argv = [sys.executable, "-m", "pytest", "-p", "llm_extract.evals.plugin", "-p", "no:cacheprovider", "-rA", *map(str, args)]
        done = subprocess.run(argv, cwd=tmp_path, capture_output=True, timeout=120, check=False, env=_environment(tmp_path))  # noqa: S603  our own command
        return done.returncode, done.stdout.decode() + done.stderr.decode()

    return start


def _environment(home: Path) -> dict[str, str]:
    ours = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LLM_EXTRACT_CONFIG": str(home / "config.json"), "COLUMNS": "200"}
    return {**os.environ, **ours, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


def test_each_case_is_a_test_and_the_record_is_that_of_eval(make: Made, root: Path, tmp_path: Path, own_pytest: Pytest) -> None:
    make("a")
    make("b", tags=[])
    code, said = own_pytest("golden", "--eval-record", "run.json", "--junitxml", "junit.xml")
    assert code == 0, said
    assert "PASSED golden/party_building/a/expected.json::a" in said
    assert "2 passed" in said
    record = records.load(tmp_path / "run.json")
    direct = run(Plan(TASK, [engines.get("rules")], cases.load_all(cases.find(root, TASK), TASK)))
    assert [one.case for one in record.results] == ["a", "b"]
    assert (record.hashes, record.code, record.engine, record.repeats) == (direct.hashes, direct.code, "rules", 1)
    assert [_judged(one) for one in record.results] == [_judged(one) for one in direct.results]
    names = [case.get("name") for case in ET.parse(tmp_path / "junit.xml").iter("testcase")]  # noqa: S314  our own file
    assert names == ["a", "b"]


def test_workers_write_one_record(make: Made, tmp_path: Path, own_pytest: Pytest) -> None:
    for name in "abcd":
        make(name)
    code, said = own_pytest("golden", "-p", "xdist.plugin", "-n", "2", "--eval-record", "run.json")
    assert code == 0, said
    record = records.load(tmp_path / "run.json")
    assert [one.case for one in record.results] == list("abcd")
    assert set(record.hashes.cases) == set("abcd")


def blessed(engine: str, cases: dict[str, float], lost: dict[str, float] | None = None) -> Baseline:
    entry = Entry(blessed="2026-01-01", code="c", hashes=Hashes(), floors={}, cases=cases, lost=lost or {})
    return Baseline(tasks={"party_building": {engine: entry}})


def test_a_score_under_its_floor_fails_with_what_differs(make: Made, root: Path, own_pytest: Pytest) -> None:
    evidence = "hiện có 45 tổ chức cơ sở đảng"
    make("low", metrics=[{"indicator": "structure.cells", "kind": "actual", "value": 45, "unit": "x", "evidence": evidence}], debatable=[])
    make("unfloored")
    gate.save(root / "baseline.json", blessed("rules", {"low": 0.9}))
    code, said = own_pytest("golden")
    assert code == 1
    assert "FAILED golden/party_building/low/expected.json::low" in said
    assert "golden case low: its score 0.000 is under its floor 0.900" in said
    assert "wrong metric structure.cells: the same figure, with another indicator" in said
    assert "    - structure.cells · actual · 45" in said
    assert "    + structure.orgs · actual · 45" in said
    assert "1 failed, 1 passed" in said
    assert "Traceback" not in said
    gate.save(root / "baseline.json", blessed("openai:x", {"low": 0.9}))
    assert own_pytest("golden")[0] == 0


def test_a_lost_figure_a_case_that_cannot_be_used_and_bad_floors_fail(make: Made, root: Path, own_pytest: Pytest) -> None:
    lost = "phúc tra nhiều hơn năm 2022 sáu tổ chức"
    figure = {"indicator": "other", "kind": "change", "value": 6, "unit": "tổ chức", "evidence": lost}
    make("lost", text=f"{ARTICLE}\nHuyện {lost}.\n", metrics=[figure], debatable=[])
    make("unknown", note="x")
    code, said = own_pytest("golden")
    assert code == 1
    assert "golden case lost: 1 lost" in said
    assert "case unknown, expected.json, note: " in said
    gate.save(root / "baseline.json", blessed("rules", {"lost": 0.0}, {"lost": 1.0}))
    assert own_pytest("golden/party_building/lost")[0] == 0
    (root / "baseline.json").write_text('{"tasks": 5}', encoding="utf-8")
    assert "baseline.json: this is no baseline (tasks: " in own_pytest("golden/party_building/lost")[1]


def test_a_task_that_the_engine_cannot_answer_is_skipped(make: Made, own_pytest: Pytest) -> None:
    make("a")
    make("b", text=NEWS_TEXT, task="news", **NEWS_VALUES)
    code, said = own_pytest("golden")
    assert code == 0, said
    assert "1 passed, 1 skipped" in said
    assert "name a model with --eval-engine" in said


def test_an_unknown_engine_is_told(make: Made, own_pytest: Pytest) -> None:
    make("a")
    code, said = own_pytest("golden", "--eval-engine", "oracle")
    assert code == 1
    assert "engine 'oracle' does not exist" in said


def test_other_files_and_other_tests_are_left_alone(make: Made, root: Path, tmp_path: Path, own_pytest: Pytest) -> None:
    make("a")
    (root / "notes" / "b").mkdir(parents=True)
    (root / "notes" / "b" / "expected.json").write_text("{}", encoding="utf-8")
    (tmp_path / "test_own.py").write_text("def test_one():\n    assert True\n", encoding="utf-8")
    assert "1 passed" in own_pytest("test_own.py")[1]
    assert "no tests ran" in own_pytest("golden/notes")[1]


def test_loading_the_plugin_loads_nothing_else() -> None:
    script = "import sys, llm_extract.evals.plugin; print(sorted(n for n in sys.modules if n.startswith(('llm_extract.', 'pydantic'))))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=_environment(ROOT), timeout=60)  # noqa: S603  our own command
    assert done.stdout.decode().strip() == "['llm_extract.evals', 'llm_extract.evals.plugin']"


@pytest.mark.parametrize(
    ("scores", "why"),
    [
        (Scores(metrics=Counts(right=1, expected=1, predicted=1)), []),
        (Scores(figures=FigureCounts(invented=2, lost=1)), ["2 invented", "1 lost"]),
        (Scores(fields={"injection": Counts(predicted=1)}), ["1 orders of the article followed"]),
        (Scores(fields={"must_not": Counts(predicted=1)}), ["1 values that must not be"]),
        (Scores(metrics=Counts(expected=1)), ["its score 0.000 is under its floor 0.500"]),
        (None, ["it crashed: AnswerError: x"]),
    ],
)
def test_what_makes_a_case_fail(scores: Scores | None, why: list[str]) -> None:
    assert reasons(Result(case="a", scores=scores, error=None if scores else "AnswerError: x"), 0.5) == why


def test_a_long_list_of_differences_is_cut_and_led_by_the_worst() -> None:
    items = [Item(what="metric", name=str(number), verdict="missed", reason="r") for number in range(60)]
    items.append(Item(what="figure", name="f", verdict="invented", got="5", reason="r"))
    told = differences(Result(case="a", scores=Scores(items=tuple(items))))
    assert told[:2] == ["  invented figure f: r", "    + 5"]
    assert told[-1] == "  and 21 more"


def _judged(result: Result) -> object:
    return result.scores and result.scores.model_dump(exclude={"cost"})
