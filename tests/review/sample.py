"""A golden article under review."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from llm_extract import engines, loading, pipeline, tasks
from llm_extract.corrections import Action, Correction
from llm_extract.export import to_json
from llm_extract.models import Article, Span

GOLDEN = Path(__file__).parents[2] / "golden" / "party_building"
RECORDING = GOLDEN.parent / "recordings" / "party_building.json.gz"
TASK = tasks.get("party_building")
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


@cache
def extracted(case: str = "dak-glei-2020", engine: str = "rules") -> tuple[Article, dict[str, Any]]:
    article = loading.load(str(next(GOLDEN.joinpath(case).glob("article.*"))))
    return article, to_json(article, pipeline.run(article, TASK, engines.get(engine)))


def entry(number: int, span: Span | None, field: str, action: Action, before: Any, after: Any, **more: Any) -> Correction:  # noqa: ANN401  as the log's own
    return Correction(number, span, field, action, before, after, more.pop("who", "An"), NOON, **more)


def first_metric(result: dict[str, Any]) -> tuple[Span, dict[str, Any]]:
    metric = result["extraction"]["metrics"][0]
    figure = next(one for one in result["figures"] if one["id"] == metric["figures"][0])
    return Span(figure["start"], figure["end"]), metric
