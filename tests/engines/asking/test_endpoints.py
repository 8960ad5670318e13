"""Ways of asking, kept answers, recorded answers, long articles, and what it cost."""

import json
import os
import stat
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from llm_extract import figures, pipeline, tasks
from llm_extract.engines.asking.engine import Asking
from llm_extract.engines.asking.parts import split
from llm_extract.engines.asking.rounds import Limits
from llm_extract.engines.cache import FolderCache, Refreshing
from llm_extract.engines.openai_compatible.chat import price_of
from llm_extract.engines.openai_compatible.modes import Memory
from llm_extract.engines.replay import PastedEngine, Recorded, ReplayEngine
from llm_extract.errors import CacheError, EndpointFailedError, RefusedKeyError, RefusedRequestError
from llm_extract.export import to_json
from llm_extract.loading import load_text
from llm_extract.models import Extraction
from llm_extract.numbering import Numbered
from tests.endpoint import Reply, Request, completion
from tests.engines.asking.conftest import Case, ask, engine_for, text_reply

TASK = tasks.get("party_building")


def refusal(message: str, status: int = 400) -> Reply:
    return Reply(status=status, body={"error": {"message": message, "type": "invalid_request_error"}})


def values(extraction: Extraction, case: Case) -> list[Any]:
    return [one["value"] for one in to_json(case.article, extraction)["extraction"]["metrics"]]


class TestWays:
    def test_first_a_strict_schema(self, case: Case) -> None:
        request = ask(case, case.right()).requests[0].json
        assert request["response_format"]["type"] == "json_schema"
        assert request["response_format"]["json_schema"]["strict"] is True
        assert request["temperature"] == 0

    def test_an_endpoint_without_schemas_is_asked_for_a_tool_call_and_that_is_remembered(self, case: Case, tmp_path: Path) -> None:
        def script(request: Request) -> Reply:
            if "response_format" in request.json:
                return refusal("response_format is not supported by this model")
            name = request.json["tools"][0]["function"]["name"]
            return Reply(body=completion(json.dumps(case.right(), ensure_ascii=False), tool=name))

        memory = tmp_path / "endpoints.json"
        with engine_for(script, memory=memory) as (engine, endpoint):
            assert values(pipeline.run(case.article, TASK, engine), case) == [27, 71, 3, 6110]
            assert len(endpoint.requests) == 2
            assert json.loads(memory.read_text())[f"{endpoint.base_url} scripted-1"]["mode"] == "tools"
            # Another process reads what this one found out.
            later = replace(engine, memory=Memory(memory))
            assert values(pipeline.run(case.article, TASK, later), case) == [27, 71, 3, 6110]
            assert len(endpoint.requests) == 3

    def test_one_that_has_neither_answers_in_text(self, case: Case) -> None:
        def script(request: Request) -> Reply:
            if "response_format" in request.json:
                return refusal("unknown field: response_format")
            if "tools" in request.json:
                return refusal("this model does not support tools")
            assert "json_schema" in request.json["messages"][0]["content"]
            return Reply(body=completion(f"Here it is:\n```json\n{json.dumps(case.right(), ensure_ascii=False)}\n```"))

        with engine_for(script) as (engine, endpoint):
            assert values(pipeline.run(case.article, TASK, engine), case) == [27, 71, 3, 6110]
            assert len(endpoint.requests) == 3

    def test_a_model_that_takes_no_temperature_is_asked_without(self, case: Case) -> None:
        def script(request: Request) -> Reply:
            if "temperature" in request.json:
                return refusal("Unsupported parameter: 'temperature' is not supported with this model.")
            return text_reply(case.right())

        with engine_for(script) as (engine, endpoint):
            assert values(pipeline.run(case.article, TASK, engine), case) == [27, 71, 3, 6110]
            assert len(endpoint.requests) == 2
            assert endpoint.requests[1].json["response_format"]["json_schema"]["strict"] is True

    def test_any_other_refusal_is_told(self, case: Case) -> None:
        with pytest.raises(RefusedRequestError, match="too many bananas"):
            ask(case, refusal("too many bananas"))

    def test_a_refused_key_is_told_without_the_key(self, case: Case) -> None:
        with pytest.raises(RefusedKeyError) as told:
            ask(case, refusal("Incorrect API key provided: sk-secret", 401))
        assert "sk-secret" not in str(told.value)


class TestKeptAnswers:
    def test_the_same_question_is_not_paid_for_twice(self, case: Case, tmp_path: Path) -> None:
        with engine_for([text_reply(case.right())], cache=FolderCache(tmp_path)) as (engine, endpoint):
            first = pipeline.run(case.article, TASK, engine)
            second = pipeline.run(case.article, TASK, engine)
            assert len(endpoint.requests) == 1
        assert values(first, case) == values(second, case)
        assert (first.usage.calls, second.usage.calls, second.usage.prompt_tokens) == (1, 0, 0)
        assert (first.usage.kept, second.usage.kept) == (0, 1)

    def test_a_changed_article_is_another_question(self, case: Case, tmp_path: Path) -> None:
        cache = FolderCache(tmp_path)
        with engine_for(lambda _: text_reply(case.right()), cache=cache) as (engine, endpoint):
            pipeline.run(case.article, TASK, engine)
            with pytest.raises(Exception, match="another numbering"):
                pipeline.run(load_text(case.article.text.replace("27", "28")), TASK, engine)
            assert len(endpoint.requests) > 1

    def test_fresh_asks_again_and_keeps_the_new_answer(self, case: Case, tmp_path: Path) -> None:
        kept = FolderCache(tmp_path)
        for cache in (kept, Refreshing(kept)):
            with engine_for([text_reply(case.right()), text_reply(case.right())], cache=cache) as (engine, endpoint):
                pipeline.run(case.article, TASK, engine)
                pipeline.run(case.article, TASK, engine)
                assert len(endpoint.requests) == (1 if cache is kept else 2)

    def test_they_hold_no_key_read_as_vietnamese_and_are_the_owners_alone(self, case: Case, tmp_path: Path) -> None:
        with engine_for([text_reply(case.right())], cache=FolderCache(tmp_path)) as (engine, _):
            pipeline.run(case.article, TASK, engine)
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert len(files) == 1
        text = files[0].read_text(encoding="utf-8")
        assert "sk-secret" not in text
        assert "Đảng bộ xã Tân Hội" in text
        if os.name == "posix":
            assert stat.S_IMODE(files[0].stat().st_mode) == 0o600

    def test_a_damaged_file_is_no_answer(self, case: Case, tmp_path: Path) -> None:
        cache = FolderCache(tmp_path)
        with engine_for(lambda _: text_reply(case.right()), cache=cache) as (engine, endpoint):
            pipeline.run(case.article, TASK, engine)
            next(tmp_path.rglob("*.json")).write_text('{"response": ')
            pipeline.run(case.article, TASK, engine)
            assert len(endpoint.requests) == 2

    def test_old_ones_are_pruned(self, tmp_path: Path) -> None:
        cache = FolderCache(tmp_path)
        cache.put("ab" * 32, {"model": "m"}, {"id": "x"})
        assert [entry.model for entry in cache.entries()] == ["m"]
        assert cache.prune(timedelta(days=1)) == 0
        assert cache.prune(timedelta(0)) == 1
        assert list(cache.entries()) == []

    def test_replay_gives_them_back_without_an_endpoint(self, case: Case, tmp_path: Path) -> None:
        with engine_for([text_reply(case.right())], cache=FolderCache(tmp_path)) as (engine, _):
            first = pipeline.run(case.article, TASK, engine)
        second = pipeline.run(case.article, TASK, ReplayEngine(Recorded(tmp_path), Asking()))
        assert second.data == first.data
        assert second.engine == "replay"
        assert (second.usage.calls, second.usage.recorded) == (1, 1)

    def test_replay_says_what_was_never_asked(self, case: Case, tmp_path: Path) -> None:
        with pytest.raises(CacheError, match="no recorded answers"):
            Recorded(tmp_path)
        with engine_for([text_reply(case.right())], cache=FolderCache(tmp_path)) as (engine, _):
            pipeline.run(case.article, TASK, engine)
        with pytest.raises(CacheError, match="is recorded"):
            pipeline.run(load_text("Có 3 đảng viên."), TASK, ReplayEngine(Recorded(tmp_path), Asking()))


class TestLongArticles:
    PARTS = Asking(limits=Limits(rounds=0), context=260)

    def answer(self, request: Request, case: Case) -> dict[str, Any]:
        """Right for the part that was sent: the figures its schema names."""
        schema = request.json["response_format"]["json_schema"]["schema"]["properties"]
        whole = case.right()
        asked = schema["figures"]["properties"]
        shown = request.json["messages"][1]["content"]
        document = dict.fromkeys(whole["document"]) | {"off_genre": False, "people": [], "documents": [], "tasks": []}
        if "‹1›" in shown:
            document |= {name: whole["document"][name] for name in ("title", "organization")}
        return whole | {
            "numbering": schema["numbering"]["enum"][0],
            "figures": {number: code for number, code in whole["figures"].items() if number in asked},
            "document": document,
        }

    def test_go_in_overlapping_parts_each_with_its_own_ids(self, case: Case) -> None:
        parts = split(case.numbered, 260)
        assert len(parts) > 2
        assert {number for part in parts for number in part.by_id} == set(case.numbered.by_id)
        for one, after in pairwise(parts):
            assert set(one.sentences) & set(after.sentences)
        assert len({part.fingerprint for part in parts}) == len(parts)

    def test_together_they_give_what_one_answer_would(self, case: Case) -> None:
        with engine_for(lambda request: text_reply(self.answer(request, case)), self.PARTS) as (engine, endpoint):
            extraction = pipeline.run(case.article, TASK, engine)
            assert len(endpoint.requests) == len(split(case.numbered, 260))
            assert (extraction.usage.calls, extraction.usage.asked_again) == (len(endpoint.requests), 0)
        assert values(extraction, case) == [27, 71, 3, 6110]
        assert to_json(case.article, extraction)["extraction"]["organization"] == "Đảng bộ xã Tân Hội"

    def test_a_part_that_fails_is_failed_not_empty(self, case: Case) -> None:
        def script(request: Request) -> Reply:
            return (
                refusal("overloaded", 500) if "6.110" in request.json["messages"][1]["content"] else text_reply(self.answer(request, case))
            )

        with engine_for(script, self.PARTS) as (engine, _):
            extraction = pipeline.run(case.article, TASK, engine)
        failed = [finding for finding in extraction.findings if finding.code == "answer.failed"]
        assert failed
        assert failed[0].severity == "error"
        status = {judged.figure: judged.status for judged in extraction.judgements}
        assert status[case.id_of("6.110")] == "open"
        assert status[case.id_of("27")] == "metric"

    def test_if_all_fail_the_error_is_told(self, case: Case) -> None:
        with engine_for(lambda _: refusal("down", 500), self.PARTS) as (engine, _), pytest.raises(EndpointFailedError):
            pipeline.run(case.article, TASK, engine)


class TestOnePart:
    def test_a_pasted_answer_is_to_the_whole_article_however_dense(self) -> None:
        article = load_text("Bảng điểm: " + "\n".join("7" * 400))
        numbered = Numbered.whole(article, figures.read(article.text))
        assert len(numbered.text) > 4 * len(article.text)
        empty = dict.fromkeys(TASK.asked.model_fields) | {"off_genre": False, "people": [], "documents": [], "tasks": []}
        codes = {str(figure.id): "unclear" for figure in numbered.asked}
        answer = {"numbering": numbered.fingerprint, "figures": codes, "kinds": [], "missed": [], "document": empty}
        extraction = pipeline.run(article, TASK, PastedEngine(json.dumps(answer)))
        assert {judged.status for judged in extraction.judgements} == {"open"}


class TestCost:
    def test_a_known_model_has_a_price_and_an_unknown_one_none(self) -> None:
        known = price_of("gpt-4o-mini", 1_000_000, 0)
        assert known is not None
        assert known > Decimal(0)
        assert price_of("scripted-1", 1_000_000, 0) is None

    def test_tokens_of_all_tries_are_summed(self, case: Case) -> None:
        wrong = case.right()
        del wrong["figures"][str(case.id_of("27"))]
        usage = ask(case, wrong, wrong, wrong).extraction.usage
        assert (usage.calls, usage.prompt_tokens, usage.answer_tokens, usage.price) == (3, 300, 60, None)

    def test_the_budget_of_tokens_ends_the_asking(self, case: Case) -> None:
        wrong = case.right()
        del wrong["figures"][str(case.id_of("27"))]
        asked = ask(case, wrong, wrong, asking=Asking(limits=Limits(rounds=5, tokens=200)))
        assert len(asked.requests) == 2
