"""Recordings: what a model answered is given back to the letter, or the recording is said to be stale."""

import gzip
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from llm_extract import engines, pipeline, prompts, tasks
from llm_extract.engines.asking.engine import Asking
from llm_extract.engines.asking.rounds import Limits
from llm_extract.engines.cache import FolderCache
from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.engine import EndpointEngine
from llm_extract.engines.openai_compatible.modes import Memory
from llm_extract.engines.recording import RecordedCompletion, RecordedEngine, Recorder, Recording
from llm_extract.errors import AnswerCutOffError, ConfigError, EndpointFailedError, RecordingError
from llm_extract.export import to_json
from llm_extract.loading import load_text
from llm_extract.models import Extraction
from tests.endpoint import Reply, Request, ScriptedEndpoint, completion
from tests.engines.asking.conftest import Case, engine_for, text_reply

TASK = tasks.get("party_building")
Script = Sequence[Reply] | Callable[[Request], Reply]


def record(case: Case, path: Path, script: Script, *, fresh: bool = False, asking: Asking | None = None) -> tuple[Extraction, int]:
    """The extraction that was recorded, and how many requests that took."""
    recorder = Recorder(path, fresh=fresh)
    with ScriptedEndpoint(script) as endpoint:
        where = Endpoint("scripted-1", endpoint.base_url, "sk-secret", tries=1)
        engine = EndpointEngine("openai:scripted-1", where, FolderCache(path.parent / "kept"), Memory(None), asking or Asking(), recorder)
        try:
            extraction = pipeline.run(case.article, TASK, engine)
        finally:
            recorder.save()
        return extraction, len(endpoint.requests)


def replay(case: Case, path: Path) -> Extraction:
    return pipeline.run(case.article, TASK, engines.get(f"replay:{path}"))


def half(case: Case) -> dict[str, object]:
    answer = case.right()
    del answer["figures"][str(case.id_of("27"))]
    return answer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "recording.json.gz"


def test_it_gives_back_what_the_model_said_and_what_that_cost(case: Case, path: Path) -> None:
    slow = replace(text_reply(case.right()), delay=0.2)
    first, asked = record(case, path, [text_reply(half(case)), slow])
    second = replay(case, path)
    assert asked == 2
    assert (second.data, second.findings, second.judgements) == (first.data, first.findings, first.judgements)
    assert second.engine == "replay of openai:scripted-1"
    assert (first.usage.calls, first.usage.asked_again, first.usage.kept, first.usage.recorded) == (2, 1, 0, 0)
    assert replace(second.usage, seconds=0, recorded=0) == replace(first.usage, seconds=0)
    assert second.usage.recorded == 2
    assert 0.2 <= second.usage.seconds <= first.usage.seconds


def test_it_is_small_and_holds_no_question_and_no_key(case: Case, path: Path) -> None:
    record(case, path, [text_reply(case.right())])
    text = gzip.decompress(path.read_bytes()).decode()
    assert "sk-secret" not in text
    assert case.article.text[:40] not in text
    assert "71/75" not in text
    assert len(path.read_bytes()) < 1_000


def test_equal_answers_are_equal_files(case: Case, path: Path) -> None:
    record(case, path, [text_reply(case.right())])
    one = Recording.load(path)
    one.save(path.with_name("again.json.gz"))
    assert path.with_name("again.json.gz").read_bytes() == path.read_bytes()
    assert Recording.load(path.with_name("again.json.gz")) == one


def test_what_is_recorded_is_not_asked_again_unless_fresh(case: Case, path: Path) -> None:
    assert record(case, path, [text_reply(case.right())])[1] == 1
    again, asked = record(case, path, [])
    assert (asked, again.usage.calls, again.usage.recorded) == (0, 1, 1)
    assert record(case, path, [text_reply(case.right())], fresh=True)[1] == 1
    # Asked in another way it is another recording.
    assert record(case, path, [text_reply(case.right())], asking=Asking(limits=Limits(rounds=0)))[1] == 1


def test_answers_of_other_weights_of_the_same_name_are_not_kept(path: Path) -> None:
    article = f"party_building {'0' * 24}"
    Recording(
        engine="local:base+task-4", asking=Asking(labels=True), digest="one", articles={article: {"a": RecordedCompletion(text="[]")}}
    ).save(path)
    for digest, kept in (("one", {article}), ("other", set())):
        recorder = Recorder(path)
        recorder.begin("local:base+task-4", Asking(labels=True), digest)
        recorder.save()
        assert set(Recording.load(path).articles) == kept


def test_a_recording_of_other_weights_is_not_replayed_with_those_of_the_package(case: Case, path: Path) -> None:
    article = f"party_building {case.article.sha256[:24]}"
    Recording(engine="local:base+task-4", asking=Asking(labels=True), digest="other", articles={article: {}}).save(path)
    with pytest.raises(RecordingError, match="other weights"):
        replay(case, path)


def test_kept_answers_are_not_recorded_for_nobody_knows_what_they_cost(case: Case, path: Path) -> None:
    with engine_for([text_reply(case.right())], cache=FolderCache(path.parent / "kept")) as (engine, _):
        pipeline.run(case.article, TASK, engine)
    recorder = Recorder(path)
    made = engines.get("openai:m", engines.Choice(path.parent / "kept", recorder=recorder))
    assert isinstance(made, EndpointEngine)
    assert made.recorder is recorder
    assert not isinstance(made.cache, FolderCache)


def test_a_model_that_was_cut_off_is_cut_off_again(case: Case, path: Path) -> None:
    cut = Reply(body=completion('{"figures": {', finish_reason="length"))
    with pytest.raises(AnswerCutOffError):
        record(case, path, lambda _: cut)
    with pytest.raises(AnswerCutOffError):
        replay(case, path)
    # A re-ask that is cut off costs nothing but itself, and is recorded with the rest.
    first, asked = record(case, path, [text_reply(half(case)), cut], fresh=True)
    assert asked == 2
    assert replay(case, path).data == first.data
    (answers,) = Recording.load(path).articles.values()
    assert sorted(one.error or "" for one in answers.values()) == ["", "AnswerCutOffError"]


def test_an_endpoint_that_fails_is_not_recorded(case: Case, path: Path) -> None:
    with pytest.raises(EndpointFailedError):
        record(case, path, [text_reply(half(case)), Reply(status=500)])
    assert Recording.load(path).articles == {}


def test_probabilities_are_recorded(case: Case, path: Path) -> None:
    text = json.dumps(case.right(), ensure_ascii=False)
    body = completion(text)
    tokens = [{"token": text, "logprob": -0.25, "bytes": list(text.encode()), "top_logprobs": []}]
    body["choices"][0]["logprobs"] = {"content": tokens, "refusal": None}
    first, _ = record(case, path, [Reply(body=body)], asking=Asking(logprobs=True))
    assert replay(case, path).confidences == first.confidences
    ((answer,),) = (answers.values() for answers in Recording.load(path).articles.values())
    assert answer.tokens == ((text.encode().decode("latin-1"), -0.25),)


class TestStale:
    def test_a_changed_article_is_told(self, case: Case, path: Path) -> None:
        record(case, path, [text_reply(case.right())])
        other = replace(case, article=load_text(case.article.text.replace("Tân Hội", "Tân Lập")))
        with pytest.raises(RecordingError, match=r"this article is not in the recording.*eval --record"):
            replay(other, path)

    def test_a_changed_prompt_is_told(self, case: Case, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        record(case, path, [text_reply(case.right())])
        load = prompts.load

        def edited(*arguments: object, **named: object) -> prompts.Prompt:
            prompt = load(*arguments, **named)  # type: ignore[arg-type]
            return replace(prompt, front=prompt.front.model_copy(update={"sampling": {"temperature": 1}}))

        monkeypatch.setattr(prompts, "load", edited)
        with pytest.raises(RecordingError, match="1 of 1 questions on this article were not asked"):
            replay(case, path)

    def test_a_part_that_is_stale_makes_the_article_so(self, case: Case, path: Path) -> None:
        """Without its re-ask the answer would be worse than the model's, and nobody would know."""
        record(case, path, [text_reply(half(case)), text_reply(case.right())])
        recording = Recording.load(path)
        ((key, answers),) = recording.articles.items()
        (begun,) = (question for question, one in answers.items() if one.text == json.dumps(half(case), ensure_ascii=False))
        recording.model_copy(update={"articles": {key: {begun: answers[begun]}}}).save(path)
        with pytest.raises(RecordingError, match=r"2 of 3 questions on this article were not asked"):
            replay(case, path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no gzip", "cannot be read"),
        (gzip.compress(b"{}", mtime=0), "this is no recording"),
        (gzip.compress(b'{"format": 2}', mtime=0), "this is no recording"),
        (gzip.compress(b"{}", mtime=0)[:-4], "cannot be read"),
    ],
)
def test_a_file_that_is_none_is_told(data: bytes, message: str, path: Path) -> None:
    path.write_bytes(data)
    with pytest.raises(RecordingError, match=message):
        Recording.load(path)


def test_an_error_is_one_of_the_models_own(case: Case, path: Path) -> None:
    record(case, path, [text_reply(case.right())])
    text = gzip.decompress(path.read_bytes()).replace(b'"text":', b'"error":"SystemExit","text":')
    path.write_bytes(gzip.compress(text, mtime=0))
    with pytest.raises(RecordingError, match="SystemExit"):
        Recording.load(path)


def test_a_place_that_takes_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RecordingError, match="cannot be written"):
        Recording(engine="e", asking=Asking()).save(tmp_path / "file" / "r.json.gz")


@pytest.mark.parametrize("name", ["rules", "auto", "replay"])
def test_who_asks_no_model_cannot_be_recorded(name: str, path: Path) -> None:
    with pytest.raises(ConfigError, match="nothing to record"):
        engines.get(name, engines.Choice(recorder=Recorder(path)))


def test_answers_that_no_model_gave_are_called_scripted(case: Case, path: Path) -> None:
    record(case, path, [text_reply(case.right())])
    engine = RecordedEngine(Recording.load(path).model_copy(update={"engine": "scripted"}))
    assert engine.name == "scripted"
    assert to_json(case.article, pipeline.run(case.article, TASK, engine))["engine"] == "scripted"
