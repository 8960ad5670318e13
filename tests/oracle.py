"""The right answer for a golden case, as a model that makes no mistake would give it."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from llm_extract import figures
from llm_extract.loading import load
from llm_extract.models import Article, Figure
from llm_extract.numbering import Numbered

GOLDEN = Path(__file__).parents[1] / "golden" / "party_building"


def cases() -> list[Path]:
    """The folders of the golden cases."""
    return sorted(path.parent for path in GOLDEN.glob("*/expected.json"))


def article_of(case: Path) -> Article:
    """A case's article."""
    return load(str(next(case.glob("article.*"))))


def numbered_of(article: Article) -> Numbered:
    """The article as a model sees it."""
    return Numbered.whole(article, figures.read(article.text))


def expected_of(case: Path) -> dict[str, Any]:
    """What the case's author expects."""
    expected: dict[str, Any] = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    return expected


def answer_of(numbered: Numbered, expected: dict[str, Any]) -> dict[str, Any]:
    """The answer that expects what the case expects, in the form of a map."""
    codes: dict[int, str] = {}
    kinds: list[dict[str, Any]] = []
    for metric in expected["metrics"]:
        figure = _figure(numbered, metric, set(codes))
        if figure:
            codes[figure.id] = metric["indicator"]
            if metric["kind"] != "actual":
                kinds.append({"figure": figure.id, "kind": metric["kind"]})
    return {
        "numbering": numbered.fingerprint,
        "figures": {str(figure.id): codes.get(figure.id, "part") for figure in numbered.asked}
        | {str(number): code for number, code in codes.items()},
        "kinds": kinds,
        "missed": [],
        "document": document_of(numbered, expected),
    }


def document_of(numbered: Numbered, expected: dict[str, Any]) -> dict[str, Any]:
    """The document's part of the answer, without a summary."""
    text = numbered.article.text

    def quoted(value: str | None) -> str | None:
        return value if value and value in text else None

    return {
        "off_genre": bool(expected.get("off_genre")),
        **{name: quoted(expected.get(name)) for name in ("title", "source", "author", "organization", "province", "event")},
        "published_at": None,
        "event_date": _dated(numbered, expected.get("event_date"), {"date"}),
        "period": _dated(numbered, expected.get("period"), {"date", "period", "term"}),
        "people": [
            {"name": person["name"], "position": quoted(person.get("position"))}
            for person in expected.get("people", [])
            if quoted(person["name"])
        ],
        "documents": [],
        "summary": None,
        "tasks": [],
    }


def _dated(numbered: Numbered, iso: str | None, types: set[str]) -> int | None:
    return next((figure.id for figure in numbered.by_id.values() if iso and figure.iso == iso and figure.type in types), None)


def _figure(numbered: Numbered, metric: dict[str, Any], taken: set[int]) -> Figure | None:
    """The figure that gives a metric its value: in its evidence, not taken yet."""
    start = numbered.article.text.find(metric["evidence"])
    end = start + len(metric["evidence"])
    wanted = abs(Decimal(str(metric["value"])))
    fits = [
        figure
        for figure in numbered.by_id.values()
        if figure.value == wanted and figure.percent == (metric["unit"] == "%") and figure.id not in taken
    ]
    inside = [figure for figure in fits if start >= 0 and start <= figure.span.start and figure.span.end <= end]
    return next(iter(inside or fits), None)
