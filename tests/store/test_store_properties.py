"""Whatever reviewers do in whatever order, the log gives the current values, and nothing is lost."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llm_extract.corrections import STATUS, replay, seen, standing
from llm_extract.errors import StoreError
from llm_extract.store import Draft, Key, Provenance, Store
from tests.store.sample import CODES, Made, sample, spans_of

SPANS = spans_of()
METRIC = {"indicator": "other", "kind": "actual", "value": 7, "period": None, "figures": []}
PEOPLE = st.sampled_from(["an", "bình", "chi"])
STATUSES = st.sampled_from([{"status": "set_aside", "reason": "name"}, {"status": "open"}, {"status": "metric", "metric": METRIC}])
FIELDS: st.SearchStrategy[tuple[Any, str, Any]] = st.one_of(
    st.tuples(st.sampled_from(SPANS), st.just("indicator"), st.sampled_from(CODES)),
    st.tuples(st.sampled_from(SPANS), st.just("period"), st.sampled_from(["2022", "2023", None])),
    st.tuples(st.sampled_from(SPANS), st.just("value"), st.sampled_from([1, 2.5, 10**12])),
    st.tuples(st.sampled_from(SPANS), st.just(STATUS), STATUSES),
    st.tuples(st.none(), st.sampled_from(["title", "province"]), st.sampled_from(["Hà Giang", "Huế", None])),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("correct"), FIELDS, PEOPLE),
        st.tuples(st.just("accept"), FIELDS, PEOPLE),
        st.tuples(st.sampled_from(["undo", "finish", "reopen", "stale"]), FIELDS, PEOPLE),
        st.tuples(st.just("extract"), st.sampled_from([{}, {0: "other"}, {1: "other", 2: "x"}]), st.sets(st.integers(0, 4), max_size=2)),
    ),
    max_size=14,
)


@pytest.fixture(scope="module")
def shared() -> Iterator[Store]:
    """One store for all examples: each takes its article out again."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "store.sqlite3") as store:
        yield store


@given(steps=STEPS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_review_leaves_a_store_that_proves_itself(shared: Store, steps: list[tuple[str, Any, Any]]) -> None:
    key = shared.save(*sample(), Provenance())
    try:
        for step in steps:
            before = shared.log(key)
            done = act(shared, key, *step)
            after = shared.log(key)
            assert after[: len(before)] == before
            assert done or after == before
        assert shared.verify() == ()
        sheet = shared.sheet(key)
        assert sheet.reviewed == replay(sheet.result, sheet.log)
        assert (shared.queue().total == 0) == sheet.reviewed.finished
        assert shared.metrics().total == len(sheet.reviewed.metrics)
        while any(shared.undo(key, who) for who in ("an", "bình", "chi") if not blocked(shared, key, who)):
            pass
    finally:
        shared.delete(key.sha256)
    assert shared.verify() == ()


def blocked(store: Store, key: Key, who: str) -> bool:
    """Whether another built on the last decision of a reviewer."""
    mine = [entry for entry in standing(store.log(key)) if entry.who == who]
    return bool(mine) and seen(standing(store.log(key)), mine[-1].span, mine[-1].field) > mine[-1].id


def act(store: Store, key: Key, what: str, place: Any, who: Any) -> bool:  # noqa: ANN401  as hypothesis draws them
    """Does one thing; says whether it was to be kept."""
    if what == "extract":
        store.save(*sample(Made(codes=place, missing=frozenset(who))), Provenance())
        return True
    try:
        if what == "undo":
            return store.undo(key, who) is not None
        store.record(key, draft(store, key, what, place, who), seen=0 if what == "stale" else store.sheet(key).seen)
    except StoreError:
        return False
    return True


def draft(store: Store, key: Key, what: str, place: tuple[Any, str, Any], who: str) -> Draft:
    span, field, after = place
    if what in {"finish", "reopen"}:
        return Draft(None, "review", what, None, None, who)  # type: ignore[arg-type]
    reviewed = store.sheet(key).reviewed
    status = reviewed.statuses.get(span, {})
    before = reviewed.document.get(field) if span is None else status if field == STATUS else (status.get("metric") or {}).get(field)
    action = "accept" if what == "accept" else "correct"
    return Draft(span, field, action, before, before if action == "accept" else after, who)  # type: ignore[arg-type]
