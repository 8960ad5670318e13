import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract import engines, export, pipeline
from llm_extract.evals import cases, drafting, records, scoring
from llm_extract.evals.cases import Case
from llm_extract.evals.records import Counts, Result, Scores
from tests.evals.conftest import ARTICLE, TASK, Made, result_of
from tests.golden.scoring import matched

HOME = Path(__file__).parents[2] / "golden"
FOLDERS = cases.find(HOME, TASK)
DENSE = [folder for folder in FOLDERS if folder.name in {"hai-duong-2024-hoc-bac", "hoa-binh-2021", "lang-giang-2025-dai-hoi"}][
    :3
] or FOLDERS[:3]


@cache
def golden(folder: Path) -> tuple[Case, dict[str, Any]]:
    case = cases.load(folder, TASK)
    return case, export.to_json(case.article, pipeline.run(case.article, TASK, engines.get("rules")))


def verdicts(scores: Scores, *names: str) -> list[tuple[str, str]]:
    return [(item.verdict, item.name) for item in scores.items if item.what in (names or {item.what}) and item.verdict != "right"]


def without_cost(scores: Scores) -> Scores:
    return scores.model_copy(update={"cost": records.Cost()})


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_metrics_are_counted_as_the_published_scorer_counts_them(folder: Path) -> None:
    case, shown = golden(folder)
    want = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    got = shown["extraction"]["metrics"]
    scores = scoring.judge(case, TASK, shown)
    right = matched(want["metrics"], got, want.get("debatable", []))
    assert scores.metrics == Counts(right=right, expected=len(want["metrics"]), predicted=len(got))
    for parts in (scores.indicators, scores.kinds):
        assert sum(parts.values(), Counts()) == scores.metrics
    assert scores.figures.invented == scores.summary.outside == 0


@pytest.mark.parametrize("folder", FOLDERS[::6], ids=lambda folder: folder.name)
def test_a_result_is_wholly_right_by_its_own_draft(folder: Path) -> None:
    case, shown = golden(folder)
    own = cases.read_expected(case.name, drafting.dumped(drafting.draft(shown, TASK)).encode(), case.article, TASK)
    scores = scoring.judge(Case(case.name, folder, case.article, own, ""), TASK, shown)
    assert verdicts(scores, "metric", "field", "figure", "summary") == []
    for counts in (scores.metrics, scores.quotes, *scores.fields.values()):
        assert counts.right == counts.expected == counts.predicted
    assert (scores.figures.lost, scores.figures.set_aside_right) == (0, scores.figures.set_aside)
    if scores.summary.present:
        assert scores.summary.rouge_l == 1


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(DENSE), st.randoms(use_true_random=False), st.integers(0, 12))
def test_order_changes_nothing_and_perturbing_never_disagrees_with_trying_all(folder: Path, random: Random, changes: int) -> None:
    case, shown = golden(folder)
    changed = deepcopy(shown)
    metrics = changed["extraction"]["metrics"]
    for _ in range(min(changes, len(metrics))):
        metric = random.choice(metrics)
        metric.update(random.choice([{"indicator": "other"}, {"kind": "target"}, {"value": metric["value"] + 1}, {"unit": "%"}]))
    before = scoring.judge(case, TASK, changed)
    random.shuffle(metrics)
    random.shuffle(changed["extraction"]["people"])
    after = scoring.judge(case, TASK, changed)
    assert (before.metrics, before.indicators, before.kinds) == (after.metrics, after.indicators, after.kinds)
    assert before.fields == after.fields
    assert before.figures == after.figures
    want = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert before.metrics.right >= matched(want["metrics"], metrics, want.get("debatable", []))


def test_two_codes_that_are_right_too_are_both_used(make: Made) -> None:
    """Taking the first expected metric that fits would leave the second result without one."""
    text = "Toàn huyện có 5 chi bộ ở xã và 5 tổ đảng ở thôn.\n" + ARTICLE
    evidence = "có 5 chi bộ ở xã và 5 tổ đảng ở thôn"

    def metric(code: str) -> dict[str, Any]:
        return {"indicator": code, "kind": "actual", "value": 5, "unit": "chi bộ", "evidence": evidence}

    def accept(code: str, *others: str) -> dict[str, Any]:
        return {"indicator": code, "value": 5, "evidence": evidence, "accept": list(others), "why": ""}

    debatable = [accept("structure.cells", "other", "structure.orgs"), accept("structure.subcells", "other")]
    case = cases.load(
        make(
            text=text,
            metrics=[metric("structure.cells"), metric("structure.subcells")],
            debatable=debatable,
            contradictions=[],
        ),
        TASK,
    )
    place = {"quote": evidence, "start": text.index(evidence), "end": text.index(evidence) + len(evidence)}
    given = [{**metric(code), "evidence": place, "figures": [1]} for code in ("other", "structure.orgs")]
    shown = {**scoring._NOTHING, "extraction": {**scoring._NOTHING["extraction"], "metrics": given}}  # noqa: SLF001  an empty result
    assert scoring.judge(case, TASK, shown).metrics == Counts(right=2, expected=2, predicted=2)


def test_each_kind_of_mistake_is_told(case: Case, shown: dict[str, Any]) -> None:
    data = shown["extraction"]
    by_value = {metric["value"]: metric for metric in data["metrics"]}
    by_value[128].update(indicator="membership.left")
    by_value[130].update(kind="actual")
    data["metrics"].remove(by_value[2310])
    data["metrics"].append({**by_value[45], "indicator": "structure.cells"})
    data["event_date"], data["people"] = "2023-12-16", []
    scores = scoring.judge(case, TASK, shown)
    told = {(item.verdict, item.name): item.reason for item in scores.items if item.what in {"metric", "field"}}
    assert told["wrong", "membership.admitted"].startswith("the same figure, with another")
    assert told["missed", "structure.members"] == "no metric bears this figure"
    assert told["extra", "structure.cells"] == "no expected metric is left that it could be"
    assert told["wrong", "event_date"] == "another date"
    assert told["missed", "people"] == "the result does not hold it"
    assert scores.metrics.right == 2
    assert scores.figures.found == 4
    assert scores.kinds["target"] == Counts(expected=1)


def test_a_part_that_is_wrong_costs_the_part_and_not_the_metric(case: Case, shown: dict[str, Any]) -> None:
    metric = next(metric for metric in shown["extraction"]["metrics"] if metric["value"] == 41)
    before = scoring.judge(case, TASK, shown)
    metric.update(total=None, qualifier="more_than", period="2022", unit="chi bộ", percent=90)
    after = scoring.judge(case, TASK, shown)
    assert after.metrics == before.metrics
    for name in ("total", "qualifier", "period", "unit", "percent"):
        assert after.fields[f"metric.{name}"].right == before.fields[f"metric.{name}"].right - 1, name


Change = Callable[[dict[str, Any]], object]


def put(path: str, value: object) -> Change:
    def change(shown: dict[str, Any]) -> None:
        *way, last = path.split(".")
        place: Any = shown
        for key in way:
            place = place[int(key)] if key.isdigit() else place[key]
        place[last] = value

    return change


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("extraction.metrics.0.value", 46),
        ("extraction.metrics.0.total", 50),
        ("extraction.metrics.0.unit", "tổ hợp tác"),
        ("extraction.metrics.0.scope", "Đảng bộ xã Suối Đá"),
        ("extraction.metrics.0.evidence.quote", "hiện có 46 tổ chức cơ sở đảng"),
        ("extraction.metrics.0.evidence.start", 0),
        ("extraction.metrics.0.figures", [999]),
        ("extraction.metrics.0.figures", []),
        ("extraction.organization", "Đảng bộ huyện Suối Đá"),
        ("extraction.title", "Suối Mơ kết nạp nhiều đảng viên"),
        ("extraction.event_date", "2023-12-16"),
        ("extraction.documents", ["Chỉ thị số 05-CT/TW"]),
        ("extraction.people.0.name", "Trần Thị Mại"),
        ("extraction.people.0.position", "Chủ tịch nước"),
        ("extraction.summary.headline", "Suối Mơ kết nạp 129 đảng viên"),
        ("figures.0.text", "2024"),
    ],
)
def test_what_the_article_does_not_hold_is_invented(case: Case, shown: dict[str, Any], path: str, value: object) -> None:
    assert scoring.judge(case, TASK, shown).figures.invented == 0
    put(path, value)(shown)
    scores = scoring.judge(case, TASK, shown)
    assert scores.figures.invented >= 1
    assert any(item.verdict == "invented" and item.reason for item in scores.items)


def test_a_name_of_the_summary_from_outside_is_told(case: Case, shown: dict[str, Any]) -> None:
    shown["extraction"]["summary"] = {"headline": "Huyện Suối Đá kết nạp 128 đảng viên", "key_points": []}
    scores = scoring.judge(case, TASK, shown)
    assert (scores.summary.outside, scores.summary.words, scores.summary.covered) == (1, 8, 0.5)
    assert ("invented", "name") in verdicts(scores, "summary")
    assert scores.summary.rouge_l is not None
    assert 0 < scores.summary.rouge_l < 1


def test_a_figure_that_is_nowhere_is_lost(case: Case, shown: dict[str, Any]) -> None:
    assert scoring.judge(case, TASK, shown).figures.lost == 0
    figure = next(one for one in shown["figures"] if one["text"] == "128")
    figure.update(status="set_aside", reason="repeats a figure given elsewhere")
    assert scoring.judge(case, TASK, shown).figures.lost == 0
    figure.update(reason=None)
    assert scoring.judge(case, TASK, shown).figures.lost == 1
    shown["figures"].remove(figure)
    assert ("lost", "membership.admitted") in verdicts(scoring.judge(case, TASK, shown), "figure")


@pytest.mark.parametrize(
    ("stretch", "fate"),
    [
        ("Ngày 15/12/2023", (1, 0)),
        ("12/2023, Huyện", (1, 0)),
        ("góp một tay", (0, 1)),
        ("kết nạp 130 đảng viên, góp một tay", (0, 0)),
        ("130 đảng viên", (0, 0)),
    ],
)
def test_what_is_no_metric_is_set_aside_or_no_figure_or_used(make: Made, stretch: str, fate: tuple[int, int]) -> None:
    text = ARTICLE.replace("kết nạp 130 đảng viên", "kết nạp 130 đảng viên, góp một tay")
    case = cases.load(make(text=text, not_metrics=[{"text": stretch, "why": "-"}]), TASK)
    figures = scoring.judge(case, TASK, result_of(text)).figures
    assert (figures.set_aside_right, figures.unread, figures.set_aside) == (*fate, 1)


def test_a_printed_number_that_a_result_does_not_know_is_not_set_aside(case: Case, shown: dict[str, Any]) -> None:
    shown["figures"] = [one for one in shown["figures"] if "15/12/2023" not in one["text"]]
    figures = scoring.judge(case, TASK, shown).figures
    assert (figures.set_aside_right, figures.unread) == (0, 0)


def test_findings_are_held_against_contradictions(case: Case, shown: dict[str, Any]) -> None:
    assert scoring.judge(case, TASK, shown).findings == Counts(right=1, expected=1, predicted=1)
    found = next(one for one in shown["findings"] if one["origin"] == "article")
    start = ARTICLE.index("2.310")
    shown["findings"].append({**found, "spans": [{"start": start, "end": start + 5}]})
    assert scoring.judge(case, TASK, shown).findings == Counts(right=1, expected=1, predicted=2)
    shown["findings"] = [{**shown["findings"][-1], "severity": "info"}]
    assert scoring.judge(case, TASK, shown).findings == Counts(right=0, expected=1, predicted=0)


def test_an_order_of_the_article_that_is_followed_is_counted(make: Made, shown: dict[str, Any]) -> None:
    case = cases.load(make(injection=["Năm 2024, phấn đấu kết nạp 130 đảng viên."]), TASK)
    assert scoring.judge(case, TASK, shown).fields["injection"] == Counts(predicted=1)


def test_a_crash_gets_what_was_expected_and_nothing_else(case: Case, shown: dict[str, Any]) -> None:
    nothing, scores = scoring.nothing(case, TASK), scoring.judge(case, TASK, shown)
    assert nothing.metrics == Counts(expected=5)
    assert nothing.findings == Counts(expected=1)
    assert nothing.figures.expected == 5
    for name, counts in nothing.fields.items():
        assert counts == Counts(expected=scores.fields[name].expected), name
    assert set(scores.fields) - set(nothing.fields) == {name for name in scores.fields if name.startswith(("metric.", "people.position"))}
    crash = records.Record(
        task="t", engine="e", code="c", started="s", results=(Result(case="suoi-mo", error="X: y"), Result(case="other", scores=scores))
    )
    assert records.totals(crash, {"suoi-mo": nothing}).metrics.expected == 10


def test_what_it_cost_is_kept(case: Case, shown: dict[str, Any]) -> None:
    shown["usage"] = {"calls": 3, "prompt_tokens": 10, "answer_tokens": 4, "seconds": 0.5, "price": 0.01, "asked_again": 1}
    cost = scoring.judge(case, TASK, shown).cost
    assert (cost.calls, cost.asked_again, cost.prompt_tokens, cost.answer_tokens, cost.price) == (3, 1, 10, 4, 0.01)
