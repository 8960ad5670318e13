"""Where answers came from: in the record, in a comparison, at the gate; and what is really asked again."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from llm_extract.errors import GateError
from llm_extract.evals import gate, measures, records, scoring, sources
from llm_extract.evals.cases import Case
from llm_extract.evals.compare import Comparison, Options, compare
from llm_extract.evals.records import Cost, Record, Result
from llm_extract.evals.report import Report, text
from llm_extract.evals.sides import side_by_side
from tests.evals.conftest import TASK
from tests.evals.simulation import World, pair

FAST = Options(names=("before", "after"), draws=50, flips=200)


def of(given: Mapping[str, int], *, engine: str = "openai:m", paid: bool = True) -> Record:
    """A run of which each result's answers came from there."""
    one, _ = pair(World(cases=8, repeats=1), 1)
    cost = Cost(calls=4, prompt_tokens=900, answer_tokens=90, price=0.01) if paid else Cost()

    def sourced(result: Result) -> Result:
        assert result.scores
        update = {"cost": cost.model_copy(update={"sources": dict(given)})}
        return result.model_copy(update={"scores": result.scores.model_copy(update=update)})

    return one.model_copy(update={"engine": engine, "results": tuple(map(sourced, one.results))})


def compared(one: Record, other: Record) -> Comparison:
    return compare(one, other, FAST)


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        ({"calls": 3, "asked_again": 1, "kept": 0, "recorded": 0}, ({"asked": 3}, 1)),
        ({"calls": 0, "asked_again": 0, "kept": 5, "recorded": 0}, ({"kept": 5}, 0)),
        ({"calls": 4, "asked_again": 2, "kept": 1, "recorded": 3}, ({"asked": 1, "kept": 1, "recorded": 3}, 2)),
        ({"calls": 0}, ({}, 0)),
        # One article in four parts: four calls, and nothing asked again.
        ({"calls": 4, "asked_again": 0}, ({"asked": 4}, 0)),
    ],
)
def test_a_result_says_where_its_answers_came_from(
    usage: dict[str, int], expected: tuple[dict[str, int], int], case: Case, shown: dict[str, Any]
) -> None:
    shown["usage"] = {"prompt_tokens": 0, "answer_tokens": 0, "seconds": 0.5, "price": None, **usage}
    cost = scoring.judge(case, TASK, shown).cost
    assert (dict(cost.sources), cost.asked_again) == expected


def test_they_are_summed_and_shown() -> None:
    run = of({"asked": 1, "kept": 2})
    assert dict(records.totals(run).cost.sources) == {"asked": 8, "kept": 16}
    assert sources.shown(run) == "answers: 8 asked, 16 kept"
    assert sources.shown(of({}, paid=False)) == ""
    assert "answers: 8 asked, 16 kept" in Report(run).head
    assert "answers: 8 asked, 16 kept" in text(Report(run), ".html")


def test_a_record_from_before_this_was_kept_is_read(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    records.save(path, of({"asked": 4}))
    values = json.loads(path.read_text(encoding="utf-8"))
    for result in values["results"]:
        del result["scores"]["cost"]["sources"]
    path.write_text(json.dumps(values), encoding="utf-8")
    old = records.load(path)
    assert old.results[0].scores
    assert old.results[0].scores.cost.sources == {}
    assert sources.shown(old) == ""
    assert not [note for note in compared(old, of({"asked": 4})).notes if "kept" in note]


def test_a_stale_cache_shows_in_a_comparison() -> None:
    """The model changed behind its address, and the second run never asked it."""
    made = compared(of({"asked": 4}), of({"kept": 4}, paid=False))
    (note,) = (note for note in made.notes if "kept" in note)
    assert note.startswith("after: 32 of 32 answers were kept from an earlier run")
    assert "--fresh" in note
    # What was kept costs nothing any more; that is no saving of the second run.
    assert not [change.name for change in made.measures if change.name in {"cost.calls", "cost.price", "cost.prompt_tokens"}]
    assert [change.name for change in compared(of({"asked": 4}), of({"asked": 4})).measures if change.name == "cost.calls"]


def test_cost_is_that_of_the_results_without_kept_answers() -> None:
    run = of({"asked": 4})
    assert run.results[0].scores
    kept = run.results[0].scores.model_copy(update={"cost": Cost(calls=1, sources={"asked": 1, "kept": 3})})
    scores = [kept, *(result.scores for result in run.results[1:] if result.scores)]
    (calls,) = (measure.value(scores) for measure in measures.of(scores) if measure.name == "cost.calls")
    assert calls == 4
    mixed = run.model_copy(update={"results": (run.results[0].model_copy(update={"scores": kept}), *run.results[1:])})
    (whole, part) = side_by_side({"whole": run, "part": mixed})
    assert (whole.price, whole.tokens) == (0.01, 990)
    assert (part.price, part.tokens) == (None, None)


def test_a_recording_shows_in_a_comparison() -> None:
    notes = compared(of({"asked": 4}), of({"recorded": 4})).notes
    assert [note for note in notes if note.startswith("after: 32 of 32 answers are recorded ones")]


def test_scripted_answers_are_never_blessed_and_never_pass() -> None:
    run = of({"recorded": 4}, engine="scripted")
    with pytest.raises(GateError, match="made up for a test"):
        gate.bless(run, gate.Baseline())
    by_hand = gate.bless(run.model_copy(update={"engine": "rules"}), gate.Baseline())
    tasks = {run.task: {"scripted": by_hand.tasks[run.task]["rules"]}}
    assert [breach.rule for breach in gate.check(run, gate.Baseline(tasks=tasks))] == ["scripted"]
    assert [note for note in compared(of({"asked": 4}), run).notes if "say nothing of any model's quality" in note]
