"""The README says what is so: its commands run, its figures are measured, its paths exist."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from llm_extract.evals import records
from tests.browser.serving import free_port, wait
from tests.endpoint import Reply, ScriptedEndpoint, completion
from tests.golden.test_golden import CASES, FIRST_SIGHT, KNOWN, SECOND_SIGHT, measured_f1
from tests.oracle import GOLDEN, answer_of, article_of, expected_of, numbered_of

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines() if line]
SERVING = "llm-extract review"
RUNNABLE = [command for command in COMMANDS if command.startswith("llm-extract ") and command != SERVING]


def run(command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, encoding="utf-8", timeout=300)  # noqa: S603


def prepared(command: str) -> str:
    """A command as it is run here: the real model is asked for the shortest article alone, and its recording goes elsewhere."""
    if "--record" not in command:
        return command
    return command.replace("golden/recordings/", "") + " --cases thanh-hoa-2018-an-toan-giao-thong"


@pytest.mark.parametrize("command", RUNNABLE)
def test_commands_run(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "golden").symlink_to(ROOT / "golden")
    case = GOLDEN / "dak-glei-2020"
    answer = json.dumps(answer_of(numbered_of(article_of(case)), expected_of(case)), ensure_ascii=False)
    (tmp_path / "answer.txt").write_text(answer, encoding="utf-8")
    for name in ("config.json", "answers"):
        monkeypatch.setenv(f"LLM_EXTRACT_{'CONFIG' if name == 'config.json' else 'CACHE'}", str(tmp_path / name))
    command = prepared(command)
    if "compare" in command:
        for name in ("before.json", "after.json"):
            run([sys.executable, "-m", "llm_extract", "eval", "--cases", "dak-*", "--output", name], tmp_path)
    with ScriptedEndpoint(lambda _: Reply(body=completion(answer))) as endpoint:
        monkeypatch.setenv("OPENAI_BASE_URL", endpoint.base_url)
        done = run([sys.executable, "-m", "llm_extract", *shlex.split(command)[1:]], tmp_path)
        assert len(endpoint.requests) == ("--engine openai" in command)
    assert done.returncode == 0, done.stderr
    assert done.stdout or done.stderr or any((tmp_path / name).exists() for name in ("prompt.txt", "articles.jsonl"))


def test_the_pages_are_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert SERVING in COMMANDS
    monkeypatch.setenv("LLM_EXTRACT_STORE", str(tmp_path / "store.sqlite3"))
    port = free_port()
    command = [sys.executable, "-m", "llm_extract", *SERVING.split()[1:], "--no-browser", "--port", str(port)]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            wait(f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()
    assert (tmp_path / "store.sqlite3").exists()


def test_make_targets_exist() -> None:
    wanted = {target for command in COMMANDS for target in re.findall(r"^make ([\w-]+)", command)}
    assert {"demo", "test", "bench", "bench-local"} <= wanted
    for target in wanted:
        assert run(["make", "--dry-run", target], ROOT).returncode == 0


def test_make_demo_shows_metrics_of_its_article() -> None:
    article = re.search(r"^ARTICLE \?= (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert article
    done = run([sys.executable, "-m", "llm_extract", "run", article[1]], ROOT)
    assert done.returncode == 0
    assert "SỐ LIỆU" in done.stdout


def test_the_python_example_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    done = run([sys.executable, "-c", code], ROOT)
    assert (done.returncode, done.stdout) == (0, "640\n")


def test_every_other_command_is_known() -> None:
    """A command that this file does not run is one of these: the test command itself, and the lock's."""
    rest = [command for command in COMMANDS if command not in {*RUNNABLE, SERVING} and not command.startswith("make ")]
    assert rest == [
        "python -m pytest tests/golden tests/test_readme.py",
        "uv pip compile --universal --no-emit-index-url --no-header --python-version 3.11 --extra dev pyproject.toml -o requirements.lock",
    ]


ROW = re.compile(
    r"^\| `(?P<engine>\w+)`.*? \| (?P<articles>\d+) \| (?P<f1>0\.\d{3}) \| (?P<precision>0\.\d{3}) \| (?P<recall>0\.\d{3}) "
    r"\| (?P<lost>\d+) \| (?P<invented>\d+) \| (?P<seconds>[\d.]+) \|$",
    re.MULTILINE,
)


def test_the_cases_are_counted_by_what_was_made_on_them() -> None:
    told = [int(count) for count in re.findall(r"^\| (\d+) \| (?:`[\w-]+`)? ?\|", README, re.MULTILINE)]
    assert told == [len(KNOWN), len(SECOND_SIGHT), len(FIRST_SIGHT)]


def test_the_table_is_what_the_commands_below_it_print(tmp_path: Path) -> None:
    rows = list(ROW.finditer(README))
    assert [(row["engine"], int(row["articles"])) for row in rows] == [
        (engine, count) for count in (len(CASES), len(FIRST_SIGHT)) for engine in ("rules", "local")
    ]
    below = README[rows[-1].end() :].split("```")[1].splitlines()[1:]
    for row, command in zip(rows, below, strict=True):
        assert f"--engine {'rules' if row['engine'] == 'rules' else 'replay:'}" in command
        assert ("--tag first-sight" in command) == (int(row["articles"]) == len(FIRST_SIGHT))
        path = tmp_path / "record.json"
        done = run([sys.executable, "-m", "llm_extract", *shlex.split(command)[1:], "--output", str(path)], ROOT)
        assert done.returncode == 0, done.stderr
        record = records.load(path)
        totals = records.totals(record)
        said = tuple(float(row[name]) for name in ("f1", "precision", "recall"))
        assert said == tuple(round(share, 3) for share in (totals.metrics.f1, totals.metrics.precision, totals.metrics.recall))
        assert (int(row["lost"]), int(row["invented"])) == (totals.figures.lost, totals.figures.invented)
        assert totals.results == int(row["articles"])
        seconds = totals.cost.seconds / totals.results
        if row["engine"] == "local":
            assert float(row["seconds"]) == round(seconds, 1)
        else:  # whatever machine this is
            assert float(row["seconds"]) / 20 < seconds < float(row["seconds"]) * 100


def test_the_number_of_articles_is_so() -> None:
    said = re.search(r"On the (\d+) articles", README)
    assert said
    assert int(said[1]) == len(CASES)
    rules = next(row for row in ROW.finditer(README) if row["engine"] == "rules")
    assert float(rules["f1"]) == pytest.approx(measured_f1(), abs=0.005)


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
