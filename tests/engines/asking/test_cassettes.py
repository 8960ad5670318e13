"""A cassette recorded from an endpoint plays without it."""

from dataclasses import replace
from pathlib import Path

import pytest

from llm_extract import pipeline, tasks
from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.errors import EndpointFailedError
from tests.cassettes import recorder
from tests.engines.asking.conftest import Case, engine_for, text_reply

TASK = tasks.get("party_building")


def test_what_was_recorded_plays_without_the_endpoint_and_holds_no_key(case: Case, tmp_path: Path) -> None:
    with engine_for([text_reply(case.right())]) as (engine, endpoint):
        with recorder(tmp_path, record=True).use_cassette("right.yaml"):
            first = pipeline.run(case.article, TASK, engine)
        assert len(endpoint.requests) == 1
    text = (tmp_path / "right.yaml").read_text(encoding="utf-8")
    assert "sk-secret" not in text
    assert "authorization" not in text.lower()
    assert "Đảng bộ xã Tân Hội" in text
    elsewhere = replace(engine, endpoint=Endpoint("scripted-1", "http://127.0.0.1:9/v1", "another-key", tries=1))
    with recorder(tmp_path, record=False).use_cassette("right.yaml"):
        assert pipeline.run(case.article, TASK, elsewhere).data == first.data


def test_what_was_not_recorded_is_not_sent(case: Case, tmp_path: Path) -> None:
    with engine_for([]) as (engine, endpoint):
        with recorder(tmp_path, record=False).use_cassette("none.yaml"), pytest.raises(EndpointFailedError):
            pipeline.run(case.article, TASK, engine)
        assert endpoint.requests == []
