"""A real small model over loopback HTTP: whatever it says, nothing reaches the result that is not the article's."""

from pathlib import Path

import pytest

from llm_extract import engines, pipeline, tasks
from llm_extract.engines.asking.engine import Asking
from llm_extract.engines.cache import FolderCache
from llm_extract.engines.local.engine import LocalEngine, held_to_grammar
from llm_extract.engines.local.server import LocalModel
from llm_extract.errors import ConfigError, LocalModelError
from llm_extract.export import to_json
from llm_extract.loading import load_text

ARTICLES = (
    (
        "Đảng bộ huyện Krông Năng sơ kết công tác\nTrong 6 tháng đầu năm 2021, Đảng bộ huyện kết nạp 61 đảng viên mới, đạt 40,6% kế hoạch. "
        "Kỷ luật cảnh cáo 2 đảng viên."
    ),
    "Giá cà phê tăng mạnh\nSáng 12/3, giá cà phê tại Lâm Đồng ở mức 97.500 đồng/kg, tăng 1.200 đồng/kg so với hôm qua.",
)


@pytest.fixture(scope="module")
def engine(model_file: Path, tmp_path_factory: pytest.TempPathFactory) -> LocalEngine:
    return LocalEngine(LocalModel(model_file, context=2048, threads=1), FolderCache(tmp_path_factory.mktemp("answers")), Asking())


@pytest.mark.parametrize("text", ARTICLES)
def test_every_value_is_the_articles_and_the_reader_is_warned(text: str, engine: LocalEngine) -> None:
    article = load_text(text)
    extraction = pipeline.run(article, tasks.get("party_building"), engine)
    data = to_json(article, extraction)
    assert extraction.usage.calls >= 1
    assert "engine.small" in {finding.code for finding in extraction.findings}
    # Every answer could be read: the grammar holds the model to the codes and ids there are.
    assert not {"answer.failed", "answer.code", "answer.unknown"} & {finding.code for finding in extraction.findings}
    assert not [one for one in extraction.findings if one.severity == "error"]
    for metric in data["extraction"]["metrics"]:
        evidence = metric["evidence"]
        assert article.text[evidence["start"] : evidence["end"]] == evidence["quote"]
        figure = next(one for one in data["figures"] if one["id"] == metric["figures"][0])
        assert abs(metric["value"]) == figure["value"]
        assert figure["text"] in evidence["quote"]
    assert {figure["status"] for figure in data["figures"]} <= {"metric", "set_aside", "open"}


def test_its_answers_are_kept_like_any_others(engine: LocalEngine) -> None:
    article = load_text(ARTICLES[0])
    pipeline.run(article, tasks.get("party_building"), engine)
    assert pipeline.run(article, tasks.get("party_building"), engine).usage.calls == 0


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LocalModelError, match=r"none\.gguf"):
        pipeline.run(load_text(ARTICLES[0]), tasks.get("party_building"), engines.get(f"local:{tmp_path / 'none.gguf'}"))
    with pytest.raises(ConfigError, match="no model is tuned to task news; name a file"):
        engines.get("local", engines.Choice(task="news"))


def test_the_grammar_takes_the_place_of_the_schema() -> None:
    request = {"model": "m", "response_format": {"json_schema": {"schema": {"type": "object", "properties": {}}}}}
    held = held_to_grammar(request)
    assert "response_format" not in held
    assert held["extra_body"]["grammar"].startswith("%llguidance")
