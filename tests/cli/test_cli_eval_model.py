"""`eval` and the plugin with a model that answers over HTTP."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from llm_extract.evals import records
from tests.endpoint import Reply, Request, ScriptedEndpoint, completion
from tests.oracle import GOLDEN, answer_of, article_of, expected_of, numbered_of

KEY = "sk-0123456789-no-key"
CASES = ("dak-glei-2020", "ha-tinh-2020", "hoa-binh-2021")
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def right(request: Request) -> Reply:
    """The right answer for whichever case is asked for."""
    asked = json.dumps(request.json, ensure_ascii=False)
    for name in CASES:
        numbered = numbered_of(article_of(GOLDEN / name))
        if numbered.fingerprint in asked:
            return Reply(body=completion(json.dumps(answer_of(numbered, expected_of(GOLDEN / name)), ensure_ascii=False)))
    return Reply(500)


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Run:
    def command(base_url: str, *args: str) -> "subprocess.CompletedProcess[str]":
        home = {"LLM_EXTRACT_CONFIG": str(tmp_path / "config.json"), "LLM_EXTRACT_CACHE": str(tmp_path / "answers")}
        given = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": base_url, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        whole = environment | home | given
        return subprocess.run(  # noqa: S603  our own command
            [sys.executable, "-m", *args], capture_output=True, text=True, env=whole, cwd=tmp_path, check=False, timeout=120
        )

    return command


def evaluated(run: Run, endpoint: ScriptedEndpoint, path: Path, *more: str) -> records.Record:
    arguments = ("--engine", "openai:scripted-1", "--cases", "h[ao]*-20[12]*", "--golden", str(GOLDEN.parent), "--output", str(path))
    done = run(endpoint.base_url, "llm_extract", "eval", *arguments, *more)
    assert done.returncode in {0, 1}, done.stderr
    assert KEY not in done.stdout + done.stderr + path.read_text(encoding="utf-8")
    return records.load(path)


def test_what_was_answered_costs_nothing_again_and_each_repeat_asks_anew(run: Run, tmp_path: Path) -> None:
    cases = ("--cases", "dak-glei-2020")
    with ScriptedEndpoint(right) as endpoint:
        first = evaluated(run, endpoint, tmp_path / "1.json", *cases)
        assert len(endpoint.requests) == 1
        again = evaluated(run, endpoint, tmp_path / "2.json", *cases)
        assert len(endpoint.requests) == 1
        twice = evaluated(run, endpoint, tmp_path / "3.json", *cases, "--repeat", "2")
        assert len(endpoint.requests) == 2
        evaluated(run, endpoint, tmp_path / "4.json", *cases, "--repeat", "2")
        assert len(endpoint.requests) == 2
    (one,), (other,) = first.results, again.results
    assert one.scores is not None
    assert other.scores is not None
    assert one.scores.metrics == other.scores.metrics
    assert (one.scores.metrics.f1, one.scores.figures.invented) == (1, 0)
    assert (one.scores.cost.calls, other.scores.cost.calls) == (1, 0)
    assert one.scores.cost.prompt_tokens > 0
    assert first.hashes.prompt is not None
    assert [result.repeat for result in twice.results] == [0, 1]


def test_an_endpoint_that_refuses_crashes_every_case_without_the_key(run: Run, tmp_path: Path) -> None:
    with ScriptedEndpoint(lambda _: Reply(401, {"error": {"message": f"bad key {KEY}"}})) as endpoint:
        record = evaluated(run, endpoint, tmp_path / "run.json", "--cases", "ha-*-2020")
    assert record.results
    assert all(result.scores is None and (result.error or "").startswith("RefusedKeyError: ") for result in record.results)


def test_as_tests_all_cases_are_asked_at_once(run: Run, tmp_path: Path) -> None:
    folders = [str(GOLDEN / name) for name in CASES]
    with ScriptedEndpoint(right) as endpoint:
        options = (
            "-p",
            "llm_extract.evals.plugin",
            "-p",
            "no:cacheprovider",
            "--eval-engine",
            "openai:scripted-1",
            "--eval-record",
            "run.json",
        )
        done = run(endpoint.base_url, "pytest", *options, *folders)
        assert len(endpoint.requests) == 3
    assert done.returncode == 0, done.stdout + done.stderr
    record = records.load(tmp_path / "run.json")
    assert [result.case for result in record.results] == sorted(CASES)
    assert KEY not in done.stdout + (tmp_path / "run.json").read_text(encoding="utf-8")
