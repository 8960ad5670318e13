"""The golden cases of the task `news`: what they expect stands in their articles, and is a right answer of the engine's form."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from llm_extract import pipeline, tasks
from llm_extract.engines.replay import PastedEngine
from llm_extract.models import Extraction
from llm_extract.numbering import Numbered
from llm_extract.tasks.news import News
from tests.news_oracle import answer_of, cases, figures_of
from tests.oracle import article_of, expected_of, numbered_of

CASES = cases()
KEYS = {"headline", "key_points", "what", "who", "when", "where", "figures", "must_not", "tags"}
DIFFICULTIES = {"easy", "medium", "hard"}
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-(?:[HQ]\d|9M)|-\d{4})?")

each_case = pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)


@cache
def numbered(case: Path) -> Numbered:
    return numbered_of(article_of(case))


@cache
def right(case: Path) -> Extraction:
    answer = json.dumps(answer_of(numbered(case), expected_of(case)), ensure_ascii=False)
    return pipeline.run(numbered(case).article, tasks.get("news"), PastedEngine(answer))


def running(case: Path) -> str:
    """The article's text without what the loader marks as no part of it."""
    article = numbered(case).article
    return "".join(char for at, char in enumerate(article.text) if article.region_at(at) is None)


def quotes(expected: dict[str, Any]) -> Iterator[str]:
    yield expected["what"]
    yield from expected["where"]
    for person in expected["who"]:
        yield person["name"]
        if person["role"] is not None:
            yield person["role"]
    yield from (item["counts"] for item in expected["figures"])


def lines(expected: dict[str, Any]) -> list[str]:
    return [expected["headline"], *expected["key_points"]]


def names(line: str) -> Iterator[str]:
    """Runs of capitalised words behind the first word of a line, which is capitalised anyway."""
    for is_name, run in groupby(line.split()[1:], key=lambda word: word[0].isupper()):
        if is_name:
            yield " ".join(run).strip(".,:;()")


def test_both_languages_and_the_hard_articles_are_there() -> None:
    tags = [set(expected_of(case)["tags"]) for case in CASES]
    assert len(CASES) >= 8
    assert all(sum(language in each for each in tags) >= 4 for language in ("vi", "en"))
    assert all(any(trap in each for each in tags) for trap in ("furniture", "injection", "contradiction"))


@each_case
def test_expected_file_has_its_keys(case: Path) -> None:
    expected = expected_of(case)
    assert set(expected) - {"contradictions"} == KEYS
    assert 3 <= len(expected["key_points"]) <= 5
    assert 8 <= len(expected["figures"]) <= 25
    assert all(set(person) == {"name", "role"} for person in expected["who"])
    assert all(set(item) == {"figure", "counts"} and set(item["figure"]) == {"text"} for item in expected["figures"])
    assert all(set(entry) == {"evidence", "why"} for entry in expected.get("contradictions", []))
    assert all(_ISO.fullmatch(iso) for iso in expected["when"])
    assert ("contradiction" in expected["tags"]) == bool(expected.get("contradictions"))


@each_case
def test_article_is_of_its_language_and_length(case: Path) -> None:
    tags = expected_of(case)["tags"]
    assert numbered(case).language == tags[0]
    assert len(DIFFICULTIES & set(tags)) == 1
    assert 1_000 <= len(numbered(case).article.text) <= 3_000


@each_case
def test_quotes_are_verbatim(case: Path) -> None:
    expected, text = expected_of(case), running(case)
    evidence = [entry["evidence"] for entry in expected.get("contradictions", [])]
    assert [quote for quote in (*quotes(expected), *evidence) if quote not in text] == []


@each_case
def test_figures_are_the_readers_and_each_is_given_once(case: Path) -> None:
    ids = figures_of(numbered(case), expected_of(case))
    assert len(set(ids)) == len(ids)
    assert all(numbered(case).by_id[number].value is not None for number in ids)


@each_case
def test_numbers_and_names_of_the_texts_are_the_articles(case: Path) -> None:
    text = running(case)
    printed = set(_NUMERAL.findall(text))
    for line in lines(expected_of(case)):
        assert set(_NUMERAL.findall(line)) <= printed, line
        assert [name for name in names(line) if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)] == [], line


@each_case
def test_what_must_not_be_said_stands_in_the_article_and_in_no_value(case: Path) -> None:
    expected = expected_of(case)
    values = [*lines(expected), *quotes(expected), *expected["when"], *(item["figure"]["text"] for item in expected["figures"])]
    for words in expected["must_not"]:
        assert words in numbered(case).article.text
        assert [value for value in values if words in value] == []


@each_case
def test_the_right_answer_comes_back_whole(case: Path) -> None:
    """A quote comes from the first place that holds it, where the case of its letters may be another."""
    expected, data = expected_of(case), right(case).data
    assert isinstance(data, News)
    assert data.headline
    assert data.what
    assert [data.headline.text, *(point.text for point in data.key_points)] == lines(expected)
    got = [data.what, *data.where]
    for one in data.who:
        got += [one.name] if one.role is None else [one.name, one.role]
    got += [item.counts for item in data.figures]
    assert [quote.text.casefold() for quote in got] == [quote.casefold() for quote in quotes(expected)]
    assert [item.figure.text for item in data.figures] == [item["figure"]["text"] for item in expected["figures"]]


@each_case
def test_dates_of_the_right_answer_are_those_expected(case: Path) -> None:
    """A day printed without its year has none where the page declares no day of publication."""
    data = right(case).data
    assert isinstance(data, News)
    got = [(period.iso, numbered(case).by_id[period.id].iso or "") for period in data.when]
    assert len(got) == len(expected_of(case)["when"])
    for iso, (given, read) in zip(expected_of(case)["when"], got, strict=True):
        assert given == iso or (given is None and read == f"--{iso[5:]}")


@each_case
def test_nothing_is_said_against_the_right_answer(case: Path) -> None:
    told = [finding for finding in right(case).findings if finding.origin == "engine" and finding.severity != "info"]
    assert [(finding.code, finding.message) for finding in told] == []


@each_case
def test_a_number_written_out_costs_its_sentence(case: Path) -> None:
    answer = answer_of(numbered(case), expected_of(case))
    points = answer["document"]["key_points"]
    points[0] = re.sub(r"⟦\d+⟧", "4071", points[0], count=1)
    result = pipeline.run(numbered(case).article, tasks.get("news"), PastedEngine(json.dumps(answer)))
    assert isinstance(result.data, News)
    assert [point.text for point in result.data.key_points] == expected_of(case)["key_points"][1:]
    assert "answer.number" in {finding.code for finding in result.findings if finding.severity == "warning"}
