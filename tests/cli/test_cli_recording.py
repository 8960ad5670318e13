"""`eval --record` and `--engine replay:FILE`, as a shell sees them."""

import asyncio
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from llm_extract import pipeline, tasks
from llm_extract.cli import main
from llm_extract.engines.asking.engine import Asking, AskingEngine
from llm_extract.engines.asking.rounds import Completion
from llm_extract.engines.recording import Recorder, Recording, recorded
from llm_extract.evals import cases, records
from llm_extract.models import Answer, Article, Figure, Usage
from llm_extract.tasks.base import Task
from tests import oracle
from tests.endpoint import Reply, ScriptedEndpoint, completion

CASES = ("dak-glei-2020", "gia-lua-gao", "yen-bai-2017")
TASK = tasks.get("party_building")
Capture = pytest.CaptureFixture[str]


@dataclass
class _Right:
    """Says of an article what its expected file says; it is no model, so its recordings are `scripted`."""

    case: Path

    async def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], sampling: Mapping[str, Any]) -> Completion:
        del messages, schema, sampling
        return Completion(right(self.case), Usage(calls=1, prompt_tokens=10, answer_tokens=5))


@dataclass
class _Scripted:
    case: Path
    recorder: Recorder
    name: str = "scripted"

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        with recorded(self.recorder, article, task, _Right(self.case)) as chat:
            return await AskingEngine(self.name, chat, Asking()).answer(article, figures, task)


def right(case: Path) -> str:
    return json.dumps(oracle.answer_of(oracle.numbered_of(oracle.article_of(case)), oracle.expected_of(case)), ensure_ascii=False)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("config.json", "answers"):
        monkeypatch.setenv("LLM_EXTRACT_CONFIG" if name == "config.json" else "LLM_EXTRACT_CACHE", str(tmp_path / name))
    for name in CASES:
        shutil.copytree(oracle.GOLDEN / name, tmp_path / "golden" / TASK.name / name)
    return tmp_path / "golden"


@pytest.fixture
def scripted(tmp_path: Path, folder: Path) -> str:
    """An engine of answers made from expected files."""
    recorder = Recorder(tmp_path / "scripted.json.gz")
    recorder.begin("scripted", Asking())
    for case in cases.load_all(cases.find(folder, TASK), TASK):
        asyncio.run(pipeline.extract(case.article, TASK, _Scripted(folder / TASK.name / case.name, recorder)))
    recorder.save()
    return "replay:scripted.json.gz"


def test_scripted_answers_are_called_so_and_never_blessed(scripted: str, folder: Path, capsys: Capture) -> None:
    assert main(["eval", "--engine", scripted, "--output", "run.json"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("party_building · scripted · 3 results")
    assert "answers: 3 recorded" in out
    record = records.load(Path("run.json"))
    assert record.engine == "scripted"
    assert records.totals(record).metrics.f1 > 0.9  # the plumbing holds
    assert main(["eval", "--engine", scripted, "--bless"]) == 2
    assert "made up for a test" in capsys.readouterr().err
    assert not (folder / "baseline.json").exists()
    assert main(["eval", "--engine", scripted, "--gate"]) == 1


def test_a_stale_recording_is_told_case_by_case(scripted: str, folder: Path, capsys: Capture) -> None:
    article = folder / TASK.name / "yen-bai-2017" / "article.txt"
    article.write_text(article.read_text(encoding="utf-8") + "Hết bài.\n", encoding="utf-8")
    recording = Recording.load(Path("scripted.json.gz"))
    (gone,) = [
        key
        for key, answers in recording.articles.items()
        if right(folder / TASK.name / "gia-lua-gao") in {one.text for one in answers.values()}
    ]
    (answer,) = recording.articles[gone].values()
    recording.model_copy(update={"articles": {**recording.articles, gone: {"0" * 24: answer}}}).save(Path("scripted.json.gz"))
    assert main(["eval", "--engine", scripted, "--output", "run.json"]) == 1
    told = capsys.readouterr().err
    assert "yen-bai-2017: RecordingError: scripted: this article is not in the recording, it is new or its text changed" in told
    assert "gia-lua-gao: RecordingError: scripted: 1 of 1 questions on this article were not asked when the recording was made" in told
    assert [result.case for result in records.load(Path("run.json")).results if result.error is None] == ["dak-glei-2020"]


def test_a_model_is_recorded_by_one_command_and_only_what_is_new_is_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    answers = {name: right(folder / TASK.name / name) for name in CASES}
    prints = {json.loads(answer)["numbering"]: answer for answer in answers.values()}
    command = ["eval", "--engine", "openai:m", "--record", "kept/m.json.gz"]
    with ScriptedEndpoint(
        lambda request: Reply(body=completion(next(answer for mark, answer in prints.items() if mark in str(request.json))))
    ) as endpoint:
        monkeypatch.setenv("OPENAI_BASE_URL", endpoint.base_url)
        assert main([*command, "--cases", "dak*"]) == 0
        assert len(endpoint.requests) == 1
        assert main(command) == 0
        assert len(endpoint.requests) == 3
        assert "recording: kept/m.json.gz" in capsys.readouterr().err
    shutil.rmtree(folder / TASK.name / "yen-bai-2017")
    assert main(command) == 0
    assert len(Recording.load(Path("kept/m.json.gz")).articles) == 2, "what is in no case any more is dropped by a run of all"
    assert main(["eval", "--engine", "replay:kept/m.json.gz"]) == 0
    assert "replay of openai:m" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--engine", "rules", "--record", "r.json.gz"], "nothing to record"),
        (["--engine", "openai:m", "--record", "r.json.gz", "--repeat", "2"], "leave --repeat away"),
        (["--engine", "openai:m", "--record", "golden"], "this is a folder"),
        (["--engine", "replay:run.json"], "this recording cannot be read"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_asked(arguments: list[str], message: str, capsys: Capture) -> None:
    Path("run.json").write_text("{}", encoding="utf-8")
    assert main(["eval", *arguments]) == 2
    assert message in capsys.readouterr().err
