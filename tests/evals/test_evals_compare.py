from typing import Any

import pytest

from llm_extract.errors import CompareError
from llm_extract.evals.compare import Change, Comparison, Options, compare
from llm_extract.evals.flips import FIELD_WEIGHT, LABEL_WEIGHT, PROMISE_WEIGHT
from llm_extract.evals.records import Counts, Hashes, Item, Record, Result, Scores, Verdict, What
from tests.evals.simulation import World, pair

FAST = Options(draws=200, flips=500)


def item(name: str, verdict: Verdict, what: What = "metric", expected: str | None = "640", got: str | None = None) -> Item:
    return Item(what=what, name=name, verdict=verdict, expected=expected, got=got, reason="Because.", start=3, end=6)


def record(cases: dict[str, list[list[Item] | None]], **changes: object) -> Record:
    """A record whose metrics are right where their item is; None is a crash."""
    results = tuple(
        Result(
            case=case, repeat=repeat, error=None if items is not None else "ValueError: no", scores=None if items is None else scores(items)
        )
        for case, repeats in cases.items()
        for repeat, items in enumerate(repeats)
    )
    hashes = Hashes(schema="s", cases={case: f"hash of {case}" for case in cases})
    made = Record(task="t", engine="e", code="c", repeats=len(next(iter(cases.values()))), started="now", hashes=hashes, results=results)
    return made.model_copy(update=changes)


def scores(items: list[Item]) -> Scores:
    wanted = [one for one in items if one.expected is not None]
    right = sum(one.verdict == "right" for one in wanted)
    return Scores(metrics=Counts(right=right, expected=len(wanted), predicted=len(items)), items=tuple(items))


def change(comparison: Comparison, name: str) -> Change:
    return next(one for one in comparison.measures if one.name == name)


def test_a_run_is_identical_to_itself_whatever_time_it_took() -> None:
    one, _ = pair(World(cases=8, repeats=2), 1)
    slow = one.model_copy(
        update={
            "seconds": 99.0,
            "results": tuple(
                result.model_copy(
                    update={"scores": result.scores.model_copy(update={"cost": result.scores.cost.model_copy(update={"seconds": 9.0})})}
                )
                for result in one.results
                if result.scores
            ),
        }
    )
    made = compare(one, slow, FAST)
    assert made.identical
    assert made.flips == ()
    assert {one.verdict for one in (*made.measures, *made.by_case)} <= {"no real difference", "untested"}
    assert [one.name for one in made.measures if one.verdict == "untested"] == ["cost.seconds"]
    assert all(one.difference == 0 and one.interval == (0.0, 0.0) for one in made.measures if one.name != "cost.seconds")


def test_a_planted_loss_of_three_points_is_called_real() -> None:
    """30 cases, 5 repeats, 16 pairs; benchmarks/comparison.py finds it in about 95 of 100."""
    made = [compare(*pair(World(loss=0.03), seed), FAST) for seed in range(16)]
    assert sum(one.verdict == "worse" for one in made) >= 12
    assert all(one.verdict != "better" for one in made)


def test_no_change_is_seldom_called_real() -> None:
    """40 pairs: at a rate of 5 %, more than 4 happen in 1 of 20 suites; the seeds are fixed, so this one never varies."""
    made = [compare(*pair(World(), seed), FAST) for seed in range(100, 140)]
    assert sum(any(change.verdict in {"better", "worse"} for change in one.measures) for one in made) <= 4
    assert not any(one.identical for one in made)


def test_the_other_way_round_is_the_other_verdict() -> None:
    one, other = pair(World(loss=0.08), 2)
    there, back = compare(one, other, FAST), compare(other, one, FAST)
    assert (there.verdict, back.verdict) == ("worse", "better")
    assert there.headline.difference == pytest.approx(-back.headline.difference)
    assert {flip.kind for flip in there.flips} == {"broken", "flaky"}
    assert there.weights == (back.weights[1], back.weights[0])


def test_cost_that_rises_is_worse() -> None:
    one, _ = pair(World(cases=10, repeats=1), 3)
    dear = tuple(
        result.model_copy(update={"scores": result.scores.model_copy(update={"cost": result.scores.cost.model_copy(update={"calls": 3})})})
        for result in one.results
        if result.scores
    )
    made = compare(one, one.model_copy(update={"results": dear}), FAST)
    assert change(made, "cost.calls").verdict == "worse"
    assert change(made, "cost.calls").values == (1.0, 3.0)
    assert made.verdict == "no real difference"


def test_a_case_that_no_repeat_gets_right_any_more_is_worse_and_one_repeat_is_untested() -> None:
    right, wrong = [item("a", "right"), item("b", "right")], [item("a", "missed"), item("b", "right")]
    made = compare(record({"one": [right] * 4, "two": [right] * 4}), record({"one": [wrong] * 4, "two": [right] * 4}), FAST)
    assert [one.verdict for one in made.by_case] == ["worse", "no real difference"]
    single = compare(record({"one": [right]}), record({"one": [wrong]}), FAST)
    assert [one.verdict for one in single.by_case] == ["untested"]
    assert single.verdict == "untested"
    assert any("One repeat" in note for note in single.notes)


def test_a_loss_in_too_few_cases_is_not_called_nothing() -> None:
    right, wrong = [item("a", "right")], [item("a", "missed")]
    before = record({f"case {at}": [right] for at in range(20)})
    five, six = (record({f"case {at}": [wrong if at < lost else right] for at in range(20)}) for lost in (5, 6))
    assert compare(before, five, FAST).verdict == "untested"
    assert compare(before, six, FAST).verdict == "worse"
    assert compare(before, six, FAST).headline.p == pytest.approx(2 / 64)


def test_repeats_tell_flaky_from_broken() -> None:
    right, wrong = [item("a", "right")], [item("a", "wrong", got="other")]
    broken = compare(record({"one": [right, right]}), record({"one": [wrong, wrong]}), FAST).flips
    flaky = compare(record({"one": [right, wrong]}), record({"one": [wrong, wrong]}), FAST).flips
    fixed = compare(record({"one": [wrong, wrong]}), record({"one": [right, right]}), FAST).flips
    assert [(flip.kind, flip.sure, flip.shares) for flip in (*broken, *flaky, *fixed)] == [
        ("broken", True, (1.0, 0.0)),
        ("flaky", True, (0.5, 0.0)),
        ("fixed", True, (0.0, 1.0)),
    ]
    assert broken[0].item.got == "other"
    assert not compare(record({"one": [right]}), record({"one": [wrong]}), FAST).flips[0].sure


def test_flips_weigh_figures_before_labels_before_fields() -> None:
    before = [item("a", "right"), item("title", "right", "field"), item("b", "right")]
    after = [
        item("a", "wrong", got="x"),
        item("title", "wrong", "field", got="x"),
        item("b", "lost"),
        item("summary", "invented", "summary", None, "99"),
    ]
    made = compare(record({"one": [before]}), record({"one": [after]}), FAST)
    assert [flip.weight for flip in made.flips] == [PROMISE_WEIGHT, PROMISE_WEIGHT, LABEL_WEIGHT, FIELD_WEIGHT]
    assert [flip.verdict for flip in made.flips] == ["lost", "invented", "wrong", "wrong"]
    assert made.weights == (2 * PROMISE_WEIGHT + LABEL_WEIGHT + FIELD_WEIGHT, 0)
    assert PROMISE_WEIGHT > LABEL_WEIGHT > FIELD_WEIGHT


def test_twins_are_counted_and_a_part_that_was_not_judged_does_not_flip() -> None:
    twins, one_left = [item("a", "right"), item("a", "right")], [item("a", "right"), item("a", "missed")]
    part = item("metric.unit", "right", "field")
    made = compare(record({"one": [[*twins, part]]}), record({"one": [one_left]}), FAST)
    assert [(flip.item.name, flip.kind) for flip in made.flips] == [("a", "broken")]


def test_a_crash_counts_as_nothing_found() -> None:
    right = [item("a", "right"), item("b", "right")]
    made = compare(record({"one": [right], "two": [right]}), record({"one": [right], "two": [None]}), FAST)
    assert made.headline.values == pytest.approx((1.0, 2 * 2 / (4 + 2)))
    assert made.by_case[1].values == (1.0, 0.0)
    assert [flip.case for flip in made.flips] == ["two", "two"]


def test_a_case_that_crashed_everywhere_is_told() -> None:
    right = [item("a", "right")]
    crashed = record({"one": [right], "two": [None]})
    assert any("two crashed in every repeat" in note for note in compare(crashed, crashed, FAST).notes)
    known = Options(draws=200, flips=500, cases={"two": scores(right)})
    assert compare(crashed, crashed, known).headline.values == pytest.approx((2 / 3, 2 / 3))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"task": "news"}, "one is of task t, one of news"),
        ({"hashes": Hashes(schema="s", cases={"one": "hash of one", "two": "edited"})}, "two changed"),
        ({"hashes": Hashes(schema="other", cases={"one": "hash of one", "two": "hash of two"})}, "schema or its indicators changed"),
        ({"results": ()}, "not one a case and repeat"),
    ],
)
def test_runs_that_are_not_alike_are_refused(changes: dict[str, Any], message: str) -> None:
    one = record({"one": [[item("a", "right")]], "two": [[item("a", "right")]]})
    with pytest.raises(CompareError, match=message):
        compare(one, one.model_copy(update=changes), FAST)


def test_other_cases_are_refused_or_left_out() -> None:
    right = [item("a", "right")]
    one, other = record({"one": [right], "two": [right]}), record({"two": [right], "three": [right]})
    with pytest.raises(CompareError, match="one only in the first, three only in the second"):
        compare(one, other, FAST)
    made = compare(one, other, Options(draws=200, flips=500, shared=True))
    assert made.cases == ("two",)
    assert any("three only in the second" in note for note in made.notes)
    with pytest.raises(CompareError, match="no case in common"):
        compare(record({"one": [right]}), record({"two": [right]}), Options(shared=True))


def test_a_field_that_only_one_run_gives_is_measured_but_an_unknown_price_is_not() -> None:
    one, _ = pair(World(cases=6, repeats=1), 3)

    def changed(result: Result) -> Result:
        assert result.scores
        update = {"fields": {"author": Counts(predicted=1)}, "cost": result.scores.cost.model_copy(update={"price": None})}
        return result.model_copy(update={"scores": result.scores.model_copy(update=update)})

    made = compare(one, one.model_copy(update={"results": tuple(map(changed, one.results))}), FAST)
    assert change(made, "fields.author").values == (1.0, 0.0)
    assert "cost.price" not in {one.name for one in made.measures}
