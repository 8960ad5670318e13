import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from llm_extract.errors import RecordError
from llm_extract.evals.records import Cost, Counts, FigureCounts, Hashes, Item, Record, Result, Scores, SummaryScores, load, save, totals

GOOD = Scores(
    metrics=Counts(right=3, expected=4, predicted=3),
    indicators={"other": Counts(right=3, expected=4, predicted=3)},
    fields={"title": Counts(right=1, expected=1, predicted=1), "metric.unit": Counts(right=1, expected=2, predicted=2)},
    figures=FigureCounts(found=3, expected=4, open=1),
    summary=SummaryScores(present=True, covered=0.5, words=10, rouge_l=0.25),
    cost=Cost(calls=2, price=0.5, asked_again=1),
    items=(Item(what="metric", name="other", verdict="missed", reason="no metric"),),
)
EXTRA = Scores(metrics=Counts(predicted=2), indicators={"other": Counts(predicted=2)})


def record(*results: Result) -> Record:
    return Record(
        task="party_building", engine="rules", code="1+0", started="2026-01-01T00:00:00+00:00", hashes=Hashes(schema="ab"), results=results
    )


def test_a_saved_record_is_read_back_the_same(tmp_path: Path) -> None:
    one = record(Result(case="a", tags=("t",), scores=GOOD), Result(case="b", error="AnswerError: đứt"))
    save(tmp_path / "run.json", one)
    assert load(tmp_path / "run.json") == one
    shown = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert shown["hashes"] == {"prompt": None, "schema": "ab", "cases": {}}
    assert shown["results"][1]["scores"] is None
    assert shown["format"] == 1


@pytest.mark.parametrize(
    "text", ["", "[]", '{"format": 2}', "\udcff".encode("utf-8", "surrogatepass").decode("latin1"), "x" * 10], ids=range(5)
)
def test_what_is_no_record_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match=r"run\.json: this is no run record .*make a new one"):
        load(tmp_path / "run.json")


def test_a_missing_record_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be read"):
        load(tmp_path / "none.json")


def test_a_record_knows_no_other_field_and_no_impossible_number() -> None:
    with pytest.raises(ValidationError):
        Scores.model_validate({"metrics": {"right": -1}})
    with pytest.raises(ValidationError):
        Scores.model_validate({"metric": {}})
    with pytest.raises(ValidationError):
        Cost.model_validate({"price": float("nan")})


def test_counts_give_precision_recall_and_f1() -> None:
    counts = Counts(right=3, expected=4, predicted=6)
    assert (counts.precision, counts.recall, counts.f1) == (0.5, 0.75, 0.6)
    assert (Counts().precision, Counts().recall, Counts().f1) == (1, 1, 1)
    assert (Counts(expected=2).precision, Counts(expected=2).f1) == (0, 0)
    assert (Counts(predicted=2).precision, Counts(predicted=2).recall, Counts(predicted=2).f1) == (0, 1, 0)


def test_totals_sum_counts_and_average_scores() -> None:
    made = totals(record(Result(case="a", scores=GOOD), Result(case="b", scores=EXTRA)))
    assert made.metrics == Counts(right=3, expected=4, predicted=5)
    assert made.indicators["other"] == Counts(right=3, expected=4, predicted=5)
    assert made.macro_f1 == pytest.approx((6 / 7 + 0) / 2)
    assert made.figures == FigureCounts(found=3, expected=4, open=1)
    assert (made.summary.present, made.summary.covered, made.summary.words, made.summary.rouge_l) == (1, 0.5, 10, 0.25)
    assert (made.cost.calls, made.cost.price, made.cost.asked_again) == (2, 0.5, 1)


def test_a_crash_counts_as_nothing_found_in_every_average() -> None:
    made = totals(record(Result(case="a", scores=GOOD), Result(case="b", error="AnswerError: x")), {"b": GOOD})
    assert (made.results, made.crashed) == (2, 1)
    assert made.metrics == Counts(right=3, expected=8, predicted=3)
    assert made.macro_f1 == pytest.approx(6 / 7 / 2)
    assert made.figures == FigureCounts(found=3, expected=8, open=1)
    assert (made.summary.covered, made.summary.rouge_l) == (0.25, 0.125)


def test_what_a_crash_would_have_had_to_find_is_known_from_another_repeat_or_asked_for() -> None:
    crash = Result(case="a", repeat=1, error="AnswerError: x")
    assert totals(record(Result(case="a", scores=GOOD), crash)).metrics == Counts(right=3, expected=8, predicted=3)
    with pytest.raises(RecordError, match=r"case a: .*give the folder"):
        totals(record(crash))
