from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from llm_extract.corrections import REVIEW, STATUS, Action, Correction, Json, replay, seen, standing, touching
from llm_extract.models import Span

FIRST, SECOND, ASIDE, OPEN = Span(0, 2), Span(5, 7), Span(9, 10), Span(12, 13)
AT = datetime(2026, 11, 22, tzinfo=UTC)


def figure(number: int, span: Span, status: str, reason: str | None = None) -> dict[str, Json]:
    return {"id": number, "start": span.start, "end": span.end, "text": "x", "status": status, "reason": reason}


def metric(number: int, code: str, *more: int) -> dict[str, Json]:
    return {"indicator": code, "value": number, "period": "2023", "figures": [number, *more]}


RESULT: dict[str, Json] = {
    "extraction": {"title": "Một", "province": None, "metrics": [metric(1, "a"), metric(2, "b")]},
    "figures": [figure(1, FIRST, "metric"), figure(2, SECOND, "metric"), figure(3, ASIDE, "set_aside", "name"), figure(4, OPEN, "open")],
}


def log(*entries: tuple[Any, ...]) -> list[Correction]:
    """Entries of span, field, action, before and after; of an undo, the entry that it takes back instead of the values."""
    made = []
    for number, (span, field, action, *values) in enumerate(entries, 1):
        taken = values[0] if action == "undo" else None
        before, after = values if len(values) > 1 else (None, None)
        made.append(Correction(number, span, field, action, before, after, "an", AT + timedelta(seconds=number), undoes=taken))
    return made


def test_an_empty_log_leaves_the_result_as_it_is() -> None:
    reviewed = replay(RESULT, [])
    assert reviewed.document == {"title": "Một", "province": None}
    assert list(reviewed.metrics) == [(FIRST, metric(1, "a")), (SECOND, metric(2, "b"))]
    assert [status["status"] for status in reviewed.statuses.values()] == ["metric", "metric", "set_aside", "open"]
    assert reviewed.statuses[ASIDE] == {"status": "set_aside", "reason": "name"}
    assert (reviewed.decided, reviewed.conflicts, reviewed.orphans, reviewed.finished) == ({}, (), (), False)


def test_corrections_change_fields_figures_and_the_document_and_not_the_result() -> None:
    entries = log(
        (FIRST, "indicator", "correct", "a", "c"),
        (SECOND, STATUS, "correct", {"status": "metric", "metric": metric(2, "b")}, {"status": "set_aside", "reason": "time"}),
        (OPEN, STATUS, "correct", {"status": "open"}, {"status": "metric", "metric": metric(4, "d")}),
        (None, "province", "correct", None, "Huế"),
        (FIRST, "value", "accept", 1, 1),
    )
    reviewed = replay(RESULT, entries)
    assert list(reviewed.metrics) == [(FIRST, {**metric(1, "a"), "indicator": "c"}), (OPEN, metric(4, "d"))]
    assert reviewed.document == {"title": "Một", "province": "Huế"}
    assert reviewed.conflicts == ()
    assert RESULT["extraction"]["province"] is None
    assert [reviewed.verdict(FIRST, name) for name in ("indicator", "value", STATUS)] == ["correct", "accept", None]
    assert reviewed.verdict(SECOND, "period") == "correct"
    assert [reviewed.verdict(None, name) for name in ("province", "title")] == ["correct", None]


def test_a_later_decision_on_the_whole_speaks_for_its_fields_too() -> None:
    reviewed = replay(RESULT, log((FIRST, "period", "correct", "2023", "2022"), (FIRST, STATUS, "accept")))
    assert reviewed.verdict(FIRST, "period") == "accept"
    assert reviewed.metrics[0][1]["period"] == "2022"


def test_undoing_takes_back_and_undoing_that_restores() -> None:
    entries = log((FIRST, "period", "correct", "2023", "2022"), *((FIRST, "period", "undo", number) for number in (1, 2, 3)))
    assert [len(standing(entries[:count])) for count in range(5)] == [0, 1, 0, 1, 0]
    assert [replay(RESULT, entries[:count]).metrics[0][1]["period"] for count in range(5)] == ["2023", "2022", "2023", "2022", "2023"]


def test_finishing_and_opening_again_are_about_the_review_alone() -> None:
    entries = log((None, REVIEW, "finish"), (None, REVIEW, "reopen"), (None, REVIEW, "finish"), (None, REVIEW, "undo", 3))
    assert [replay(RESULT, entries[:count]).finished for count in range(5)] == [False, True, False, True, False]
    assert replay(RESULT, entries).decided == {}


def test_another_extraction_may_agree_contradict_or_lack_the_figure() -> None:
    entries = log(
        (FIRST, "indicator", "correct", "a", "c"),
        (FIRST, "indicator", "correct", "c", "d"),
        (SECOND, "indicator", "correct", "b", "c"),
        (None, "title", "correct", "Một", "Hai"),
    )

    def again(first: str, second: str, title: str) -> dict[str, Json]:
        return {**RESULT, "extraction": {"title": title, "province": None, "metrics": [metric(1, first), metric(2, second)]}}

    assert replay(again("a", "c", "Hai"), entries).conflicts == ()
    contradicted = replay(again("x", "y", "Ba"), entries)
    assert [(one.correction.id, one.found) for one in contradicted.conflicts] == [(1, "x"), (3, "y"), (4, "Ba")]
    assert [one["indicator"] for _, one in contradicted.metrics] == ["d", "c"]
    assert contradicted.document["title"] == "Hai"
    without = replay({**RESULT, "figures": RESULT["figures"][1:]}, entries)
    assert [entry.id for entry in without.orphans] == [1, 2]
    assert FIRST not in without.statuses


def test_what_touches_a_value() -> None:
    places = ((FIRST, "period"), (FIRST, STATUS), (SECOND, "period"), (None, "title"), (None, STATUS))
    entries = log(*((*place, "accept") for place in places))
    assert [seen(entries, FIRST, field) for field in ("period", "unit", STATUS)] == [2, 2, 2]
    assert [seen(entries, SECOND, field) for field in ("period", "unit", STATUS)] == [3, 0, 3]
    assert [seen(entries, None, field) for field in ("title", "province", STATUS)] == [4, 0, 5]
    assert [entry.id for entry in touching(entries, FIRST, "period")] == [1, 2]


PLACES = st.one_of(
    st.tuples(st.sampled_from([FIRST, SECOND, OPEN, Span(90, 91)]), st.sampled_from(["indicator", "period", STATUS])),
    st.tuples(st.none(), st.sampled_from(["title", REVIEW])),
)


@st.composite
def logs(draw: st.DrawFn) -> list[Correction]:
    made: list[Correction] = []
    for number in range(1, draw(st.integers(0, 12)) + 1):
        (span, field), undone = draw(PLACES), draw(st.integers(0, number - 1))
        if undone and draw(st.booleans()):
            made.append(replace(made[undone - 1], id=number, action="undo", undoes=undone))
            continue
        action: Action = draw(st.sampled_from(["finish", "reopen"] if field == REVIEW else ["accept", "correct"]))
        statuses = st.sampled_from([{"status": "open"}, {"status": "metric", "metric": metric(1, "z")}])
        after = draw(statuses) if field == STATUS else draw(st.sampled_from(["a", "b", None]))
        made.append(Correction(number, span, field, action, None, after, "an", AT))
    return made


@given(entries=logs())
def test_only_what_stands_counts(entries: list[Correction]) -> None:
    stands = standing(entries)
    assert replay(RESULT, entries) == replay(RESULT, stands)
    assert standing(stands) == stands
    assert all(entry.action != "undo" for entry in stands)


@given(entries=logs())
def test_taking_everything_back_gives_the_result_again(entries: list[Correction]) -> None:
    for entry in standing(entries):
        entries = [*entries, replace(entry, id=len(entries) + 1, action="undo", undoes=entry.id)]
    assert replay(RESULT, entries) == replay(RESULT, [])


@given(entries=logs())
def test_the_reviewers_value_stands_whatever_the_extraction_says(entries: list[Correction]) -> None:
    reviewed = replay(RESULT, entries)
    for (span, field), entry in reviewed.decided.items():
        if entry.action != "correct" or field == STATUS:
            continue
        whole = reviewed.decided.get((span, STATUS), entry)
        if span is None:
            assert reviewed.document[field] == entry.after
        elif whole.id <= entry.id and "metric" in reviewed.statuses[span]:
            assert reviewed.statuses[span]["metric"][field] == entry.after
    assert all(entry.span not in reviewed.statuses for entry in reviewed.orphans)
