"""Faults of an endpoint, through the whole pipeline: the result is right, or a named error says what to do; calls are counted."""

import json

import pytest

from llm_extract import errors, pipeline, tasks
from llm_extract.engines.asking.engine import Asking
from llm_extract.engines.cache import NoCache
from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.engine import EndpointEngine
from llm_extract.engines.openai_compatible.modes import Memory
from llm_extract.export import to_json
from tests.endpoint import Reply, ScriptedEndpoint, completion
from tests.engines.asking.conftest import Case, text_reply

TASK = tasks.get("party_building")
BUSY = Reply(status=429, headers={"Retry-After": "0"}, body={"error": {"message": "slow down"}})


def engine_at(base_url: str, tries: int = 3) -> EndpointEngine:
    where = Endpoint("scripted-1", base_url, "sk-secret", silence=0.5, deadline=20, tries=tries, most_bytes=1_000_000)
    return EndpointEngine("openai:scripted-1", where, NoCache(), Memory(), Asking())


def test_after_a_fault_that_passes_the_result_is_right(case: Case) -> None:
    right = text_reply(case.right())
    faults = [BUSY, Reply(status=503, headers={"Retry-After": "0"})]
    with ScriptedEndpoint([*faults, right]) as endpoint:
        extraction = pipeline.run(case.article, TASK, engine_at(endpoint.base_url))
        assert len(endpoint.requests) == 3
    values = [one["value"] for one in to_json(case.article, extraction)["extraction"]["metrics"]]
    assert values == [27, 71, 3, 6110]
    assert extraction.usage.calls == 1


@pytest.mark.parametrize(
    ("reply", "error", "requests"),
    [
        (BUSY, errors.EndpointBusyError, 3),
        (Reply(status=500, headers={"Retry-After": "0"}), errors.EndpointFailedError, 3),
        (Reply(status=401, body={"error": {"message": "Incorrect API key provided: sk-secret"}}), errors.RefusedKeyError, 1),
        (Reply(status=404, body={"error": {"message": "The model does not exist"}}), errors.UnknownModelError, 1),
        (Reply(body="<html>proxy</html>", headers={"Content-Type": "text/html"}), errors.NoCompletionError, 1),
        (Reply(body=b"\xff\xfe{}"), errors.NoCompletionError, 1),
        (Reply(body={"choices": []}), errors.NoCompletionError, 1),
        (Reply(body=completion("x" * 2_000_000)), errors.NoCompletionError, 1),
        (Reply(body=completion('{"numbering": "', finish_reason="length")), errors.AnswerCutOffError, 1),
        (Reply(body=completion(None, refusal="I can't help with that.")), errors.AnswerRefusedError, 1),
        (Reply(body=completion("", finish_reason="content_filter")), errors.AnswerRefusedError, 1),
    ],
)
def test_a_fault_that_stays_is_named(case: Case, reply: Reply, error: type[Exception], requests: int) -> None:
    with ScriptedEndpoint(lambda _: reply) as endpoint:
        with pytest.raises(error) as told:
            pipeline.run(case.article, TASK, engine_at(endpoint.base_url))
        assert len(endpoint.requests) == requests
    assert "scripted-1 at 127.0.0.1" in str(told.value)
    assert "sk-secret" not in str(told.value)


def test_a_fault_while_asking_again_costs_nothing_of_the_first_answer(case: Case) -> None:
    first = case.right()
    del first["figures"][str(case.id_of("27"))]
    with ScriptedEndpoint([text_reply(first), *[Reply(status=400, body={"error": {"message": "no more"}})] * 2]) as endpoint:
        extraction = pipeline.run(case.article, TASK, engine_at(endpoint.base_url, tries=1))
        assert len(endpoint.requests) == 3
    assert len(json.loads(json.dumps(to_json(case.article, extraction)))["extraction"]["metrics"]) == 3
    assert "answer.missing" in {finding.code for finding in extraction.findings}
