"""Against a real endpoint: run with `LLM_EXTRACT_LIVE=MODEL pytest tests/live`, its address and key in the environment."""

import os

import pytest

from llm_extract import engines, pipeline, tasks
from llm_extract.export import to_json
from tests.oracle import GOLDEN, article_of

MODEL = os.environ.get("LLM_EXTRACT_LIVE")


@pytest.mark.skipif(MODEL is None, reason="no endpoint is named in LLM_EXTRACT_LIVE")
def test_a_real_model_answers_and_nothing_is_invented() -> None:
    article = article_of(GOLDEN / "dak-glei-2020")
    extraction = pipeline.run(article, tasks.get("party_building"), engines.get(f"openai:{MODEL}"))
    assert not [finding for finding in extraction.findings if finding.severity == "error"]
    assert to_json(article, extraction)["extraction"]["metrics"]
