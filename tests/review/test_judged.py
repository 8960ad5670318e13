"""A case of a run as the page shows it: every verdict in its place, in the reader's language."""

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest

from llm_extract import engines, figures, tasks
from llm_extract.evals import cases, gate
from llm_extract.evals.cases import Case
from llm_extract.evals.gate import Entry
from llm_extract.evals.gold import Gold
from llm_extract.evals.records import Counts, Item, Record, Result, Scores
from llm_extract.evals.run import Plan, run
from llm_extract.models import Span
from llm_extract.render.strings import Language
from llm_extract.review.judged import NO_RESULT, ORDER, Judged, counted, judged
from llm_extract.review.lit import pieces
from llm_extract.review.runs import Opened, reached
from llm_extract.review.verdicts import field_name, measure, reason, summary_name

TASK = tasks.get("party_building")
GOLDEN = Path(__file__).parents[2] / "golden"
NAMES = ("dak-lak-2021", "dak-glei-2020", "thanh-hoa-2016", "phu-ninh-2020", "nam-can-2018", "vinh-long-2018-h1")


@cache
def ran() -> tuple[Record, dict[str, Case]]:
    read = cases.load_all([GOLDEN / TASK.name / name for name in NAMES], TASK)
    return run(Plan(TASK, (engines.get("rules"),), read)), {case.name: case for case in read}


def shown(name: str, language: Language = "vi") -> tuple[Judged, ...]:
    record, read = ran()
    return judged(read[name], TASK, next(one for one in record.results if one.case == name), language)


@pytest.mark.parametrize("name", NAMES)
def test_every_verdict_of_the_record_is_shown_once_the_gravest_first(name: str) -> None:
    record, _ = ran()
    told = next(one for one in record.results if one.case == name).scores
    assert told
    ranks = [ORDER.index(one.verdict) for one in shown(name)]
    assert ranks == sorted(ranks)
    assert sorted(one.item.id for one in shown(name)) == sorted(f"i{number}" for number in range(len(told.items)))
    assert sum(counted(shown(name)).values()) == len(told.items)


@pytest.mark.parametrize("name", NAMES)
def test_every_metric_is_lit_at_its_own_figure_inside_its_quote(name: str) -> None:
    _, read = ran()
    read_spans = {figure.span for figure in figures.read(read[name].article.text)}
    for one in shown(name):
        if one.of.what != "metric":
            continue
        first, *around = one.item.evidence
        assert first in read_spans, one
        assert any(first in span for span in around), one


@pytest.mark.parametrize("name", NAMES)
def test_lit_figures_do_not_overlap_and_pieces_are_the_whole_text(name: str) -> None:
    _, read = ran()
    spans = sorted(one.item.span for one in shown(name) if one.item.span)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    text = read[name].article.text
    starts = [one.start for one in pieces(read[name].article, NO_RESULT, [one.item for one in shown(name)])]
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert all(one.item.span.start in starts for one in shown(name) if one.item.span)
    assert starts[-1] < len(text)


@pytest.mark.parametrize("name", NAMES)
def test_every_expected_metric_leads_to_its_place_in_the_case(name: str) -> None:
    _, read = ran()
    numbers = [one.metric for one in shown(name) if one.of.what == "metric" and one.of.expected]
    assert sorted(cast("list[int]", numbers)) == list(range(len(cast("Gold", read[name].expected).metrics)))


def test_reasons_are_told_in_vietnamese() -> None:
    record, _ = ran()
    said = {item.reason for result in record.results if result.scores for item in result.scores.items}
    assert {one for one in said if reason(one, "vi") == one} == set()
    assert all(reason(one, "en") == one for one in said)


def test_what_a_gate_says_is_told_in_vietnamese() -> None:
    record, _ = ran()
    baseline = gate.bless(record, gate.Baseline())
    crashed = record.results[0].model_copy(update={"scores": None, "error": "X: no"})
    scores = cast("Scores", record.results[1].scores)
    lost = scores.model_copy(
        update={"figures": scores.figures.model_copy(update={"lost": 9, "invented": 2}), "metrics": Counts(expected=5)}
    )
    worse = record.model_copy(
        update={
            "results": (crashed, record.results[1].model_copy(update={"scores": lost}), *record.results[2:-1]),
            "hashes": record.hashes.model_copy(
                update={"prompt": "x", "schema_": "y", "cases": {**record.hashes.cases, "new": "1", NAMES[1]: "2"}}
            ),
        }
    )
    entry = cast("Entry", baseline.entry(record))
    raised = gate.Baseline(
        tasks={
            TASK.name: {
                "rules": entry.model_copy(
                    update={
                        "floors": {**entry.floors, "fields.gone": 1.0},
                        "ceilings": {"figures.open": 0.0},
                        "hashes": entry.hashes.model_copy(update={"cases": {**entry.hashes.cases, "old": "3"}}),
                    }
                )
            }
        }
    )
    breaches = [*gate.check(worse, raised, {}), *gate.check(record, gate.Baseline())]
    assert {one.rule for one in breaches} == {"unblessed", "changed", "incomplete", "crashed", "invented", "lost", "ceiling", "floor"}
    assert [one.message for one in breaches if reason(one.message, "vi") == one.message] == []


def test_a_crash_shows_what_was_expected_as_missed_with_its_error() -> None:
    _, read = ran()
    told = judged(read["dak-lak-2021"], TASK, Result(case="dak-lak-2021", error="X: <b>no</b>"), "vi")
    assert {one.verdict for one in told} == {"missed"}
    assert [one.metric for one in told] == list(range(len(told)))
    assert all(one.item.about.startswith("X: <b>no</b>") for one in told)


def test_a_place_outside_the_article_lights_nothing() -> None:
    _, read = ran()
    item = Item(what="metric", name="gone.code", verdict="extra", got="gone.code · actual · nan", reason="?", start=10**6, end=10**6 + 5)
    (one,) = judged(read["dak-lak-2021"], TASK, Result(case="dak-lak-2021", scores=Scores(items=(item,))), "vi")
    assert (one.item.span, one.item.evidence, one.metric) == (None, (), None)


def test_an_invented_figure_is_lit_where_it_was_put() -> None:
    _, read = ran()
    item = Item(
        what="figure", name="metrics.0", verdict="invented", got="99", reason="its figure does not stand in its quote", start=3, end=9
    )
    (one,) = judged(read["dak-lak-2021"], TASK, Result(case="dak-lak-2021", scores=Scores(items=(item,))), "en")
    assert one.item.evidence[0] == Span(3, 9)


def test_names_of_measures_differ_by_language() -> None:
    assert (measure("metrics.f1", "vi"), measure("metrics.f1", "en")) == ("F1 số liệu", "Metrics F1")
    assert measure("fields.organization", "vi") == "Trường: Tổ chức"
    assert measure("fields.metric.period", "vi") == "Trường: kỳ"
    assert (field_name("people.position", "vi"), field_name("people.position", "en")) == ("chức vụ", "People position")
    assert (summary_name("covered", "vi"), summary_name("other", "vi")) == ("tóm tắt: con số chính", "other")


def test_a_list_counts_what_the_record_holds() -> None:
    record, _ = ran()
    found = reached(record.model_dump(mode="json"))
    scores = [one.scores for one in record.results if one.scores]
    assert (found.crashed, found.calls, found.price) == (0, 0, None)
    assert found.lost == sum(one.figures.lost for one in scores)
    assert found.seconds == record.seconds


def test_a_run_whose_every_case_crashed_is_judged_by_what_they_expect() -> None:
    record, read = ran()
    crashed = record.model_copy(update={"results": tuple(Result(case=one.case, error="X") for one in record.results)})
    run_ = Opened(1, crashed, GOLDEN)
    assert set(run_.known) == set(read)
    assert run_.values["metrics.f1"] == 0.0
    assert Opened(1, crashed, Path("nowhere")).known == {}
