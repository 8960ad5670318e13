import json
import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from llm_extract import engines, export, pipeline, tasks
from llm_extract.evals.places import Places
from llm_extract.loading import load
from llm_extract.models import Span
from tests.golden.scoring import f1, matched

ROOT = Path(__file__).parents[2] / "golden" / "party_building"
CASES = sorted(case.name for case in ROOT.iterdir())
TASK = tasks.get("party_building")
DOCUMENT = {
    "title", "source", "author", "published_at", "organization", "province", "event", "event_date", "period", "people", "documents",
    "summary", "tasks", "off_genre", "metrics",
}  # fmt: skip
KEYS = DOCUMENT | {"contradictions", "debatable", "not_metrics", "injection", "tags", "province_inferred"}
METRIC = {
    "indicator", "kind", "value", "high", "qualifier", "unit", "group", "total", "percent", "period", "scope", "evidence",
}  # fmt: skip


def expected(case: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((ROOT / case / "expected.json").read_text(encoding="utf-8"))
    return value


@cache
def result(case: str) -> dict[str, Any]:
    article = load(str(next((ROOT / case).glob("article.*"))))
    return export.to_json(article, pipeline.run(article, TASK, engines.get("rules")))


def squeezed(text: str) -> str:
    return re.sub(r"[\s|]+", " ", text)


@pytest.mark.parametrize("case", CASES)
def test_expected_file_holds_what_the_guide_allows(case: str) -> None:
    gold = expected(case)
    assert set(gold) <= KEYS
    text = squeezed(result(case)["article"]["text"])
    for metric in gold["metrics"]:
        assert set(metric) <= METRIC
        assert metric["indicator"] in TASK.by_code
        assert squeezed(metric["evidence"]) in text
    for entry in gold.get("debatable", []):
        assert any(all(entry[key] == metric[key] for key in ("indicator", "value", "evidence")) for metric in gold["metrics"])
        assert set(entry["accept"]) <= set(TASK.by_code)
    for entry in gold.get("contradictions", []):
        assert squeezed(entry["evidence"]) in text
    names = [person["name"] for person in gold["people"]]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("case", CASES)
def test_no_figure_is_invented_or_lost(case: str) -> None:
    answer = result(case)
    text = answer["article"]["text"]
    figures = {figure["id"]: figure for figure in answer["figures"]}
    for figure in figures.values():
        assert text[figure["start"] : figure["end"]] == figure["text"]
        assert figure["status"] in {"metric", "set_aside", "open"}
        assert (figure["reason"] is not None) == (figure["status"] == "set_aside")
    for metric in answer["extraction"]["metrics"]:
        evidence = metric["evidence"]
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
        assert figures[metric["figures"][0]]["text"] in evidence["quote"]
        assert abs(metric["value"]) == figures[metric["figures"][0]]["value"]
        assert all(figures[number]["status"] == "metric" for number in metric["figures"])
    assert [finding for finding in answer["findings"] if finding["origin"] == "engine" and finding["severity"] == "error"] == []


@pytest.mark.parametrize("case", CASES)
def test_summary_is_short_and_of_the_article(case: str) -> None:
    answer = result(case)
    summary = answer["extraction"]["summary"]
    words = " ".join([summary["headline"], *summary["key_points"]])
    assert len(words.split()) <= 120
    article = squeezed(answer["article"]["text"])
    assert all(number in article for number in re.findall(r"\d[\d.,/]*\d|\d", words))


def test_off_genre_articles_are_recognised() -> None:
    for case in CASES:
        assert result(case)["extraction"]["off_genre"] == expected(case).get("off_genre", False), case


def test_orders_to_a_machine_are_not_followed() -> None:
    for case in CASES:
        told = [Span(one["start"], one["end"]) for one in result(case)["figures"] if one["status"] == "metric"]
        for order in expected(case).get("injection", []):
            spans = Places(result(case)["article"]["text"]).of(order)
            assert spans, case
            assert not any(span.overlaps(figure) for span in spans for figure in told), case


def test_contradictions_are_found() -> None:
    """The floor is the share found in these cases, rounded down; raise it when the checks get better, never lower it."""
    found = wanted = 0
    for case in CASES:
        answer = result(case)
        for entry in expected(case).get("contradictions", []):
            wanted += 1
            spans = [span for finding in answer["findings"] if finding["origin"] == "article" for span in finding["spans"]]
            found += any(answer["article"]["text"][span["start"] : span["end"]] in entry["evidence"] for span in spans)
    assert found / wanted >= 0.86


def test_no_other_contradiction_is_claimed() -> None:
    """A finding that accuses an article wrongly costs its reader's trust: there is none in these cases, beside information."""
    for case in CASES:
        answer = result(case)
        evidence = [entry["evidence"] for entry in expected(case).get("contradictions", [])]
        for finding in answer["findings"]:
            quotes = [answer["article"]["text"][span["start"] : span["end"]] for span in finding["spans"]]
            assert finding["severity"] == "info" or any(quote in words for quote in quotes for words in evidence), (
                case,
                finding["message"],
            )


FIRST_SIGHT = {case for case in CASES if "first-sight" in expected(case).get("tags", [])}
"""Cases that nothing was made on: no cue, no weight."""
SECOND_SIGHT = {case for case in CASES if "second-sight" in expected(case).get("tags", [])}
"""Cases whose errors were read once, and mended where they were of a kind; the weights of the local engine are fitted on them."""
LATER = {case for case in CASES if "later" in expected(case).get("tags", [])}
"""Cases among both that were written last, with long lists of targets and much background."""

KNOWN = set(CASES) - FIRST_SIGHT - SECOND_SIGHT


def measured_f1(cases: Collection[str] = CASES) -> float:
    """F1 of the rules over the metrics of cases."""
    right = gold = predicted = 0
    for case in cases:
        want, got = expected(case), result(case)["extraction"]["metrics"]
        right += matched(want["metrics"], got, want.get("debatable", []))
        gold += len(want["metrics"])
        predicted += len(got)
    return f1(right, gold, predicted)


@pytest.mark.parametrize(
    ("cases", "floor"),
    [(KNOWN, 0.93), (SECOND_SIGHT - LATER, 0.88), (FIRST_SIGHT - LATER, 0.92), (LATER, 0.81)],
    ids=["known", "second-sight", "first-sight", "later"],
)
def test_metrics_reach_the_floor(cases: set[str], floor: float) -> None:
    """A floor is what the rules reach on these cases, rounded down; raise it when they get better, never lower it."""
    assert measured_f1(cases) >= floor
