from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from llm_extract.errors import StoreError
from llm_extract.store import Asked, Choices, Draft, Provenance, Store
from llm_extract.store.values import Sort
from tests.store.sample import CODES, Made, corrected, other_engine, said, sample, spans_of

ASKED: tuple[tuple[Asked, Callable[[int], bool]], ...] = (
    (Asked(), lambda n: n != 8),
    (Asked(state="all"), lambda _: True),
    (Asked(state="done"), lambda n: n == 8),
    (Asked(state="waiting"), lambda n: n not in {7, 8}),
    (Asked(state="begun"), lambda n: n == 7),
    (Asked(task="news"), lambda _: False),
    (Asked(province="Đắk Lắk"), lambda n: n % 5 == 2),
    (Asked(organization="Huyện ủy 3"), lambda n: n in {3, 10}),
    (Asked(engine="openai:tiny"), lambda n: n % 4 == 1),
    (Asked(finding="percent.mismatch"), lambda n: n % 6 == 5),
    (Asked(indicator="rating.orgs.good", kind="actual"), lambda n: n % 3 != 0 and n != 8),
    (Asked(kind="target"), lambda _: False),
    (Asked(period="2022"), lambda _: False),
    (Asked(search="HUYỆN uy 3"), lambda n: n in {3, 10}),
    (Asked(search="huyện bai/1"), lambda n: n in {1, 10, 11}),
    (Asked(search="dak lak", engine="openai:tiny", state="all"), lambda n: n % 5 == 2 and n % 4 == 1),
    (Asked(search="100%"), lambda _: False),
    (Asked(search="_"), lambda _: False),
)


@pytest.fixture
def full(store: Store) -> Store:
    """Twelve articles, some of one metric, some with an error, some by a model; the seventh begun, the eighth done."""
    for number in range(12):
        engine = "openai:tiny" if number % 4 == 1 else "rules"
        errors = (0,) if number % 6 == 5 else ()
        key = store.save(*sample(Made(number, 1 if number % 3 == 0 else 3, engine, score=0.9 - number / 20, errors=errors)), Provenance())
        if number == 7:
            store.record(key, corrected(None, "event", None, "Hội nghị"), seen=0)
        if number == 8:
            store.record(key, said("finish", "bình"), seen=0)
    return store


def numbers(store: Store, asked: Asked, **page: int) -> list[int]:
    return [int(row.title.rpartition(" ")[2]) for row in store.queue(asked, **page).rows]


@pytest.mark.parametrize(("asked", "belongs"), ASKED)
def test_the_filters_choose_what_they_say(full: Store, asked: Asked, belongs: Callable[[int], bool]) -> None:
    page = full.queue(asked)
    assert page.total == len(page.rows)
    assert set(numbers(full, asked)) == {number for number in range(12) if belongs(number) and (asked.state or number != 8)}


def test_the_least_sure_comes_first_and_before_it_what_is_ungrounded(full: Store) -> None:
    assert numbers(full, Asked()) == [11, 5, 10, 9, 7, 6, 4, 3, 2, 1, 0]
    assert numbers(full, Asked(sort="newest")) == [11, 10, 9, 7, 6, 5, 4, 3, 2, 1, 0]
    assert numbers(full, Asked(sort="title")) == [0, 1, 10, 11, 2, 3, 4, 5, 6, 7, 9]


@pytest.mark.parametrize("sort", ["least_sure", "newest", "title"])
def test_pages_follow_each_other_without_gap_or_repeat(full: Store, sort: Sort) -> None:
    asked = Asked(sort=sort, state="all")
    pages = [full.queue(asked, offset=offset, limit=5) for offset in (0, 5, 10, 15)]
    assert [len(page.rows) for page in pages] == [5, 5, 2, 0]
    assert {page.total for page in pages} == {12}
    assert [row.key for page in pages for row in page.rows] == [row.key for row in full.queue(asked).rows]
    rows = [row for offset in range(0, 32, 4) for row in full.metrics(asked, offset=offset, limit=4).rows]
    assert rows == list(full.metrics(asked, limit=None).rows)
    assert len({(row.key, row.span) for row in rows}) == len(rows) == 28


def test_the_metrics_are_of_the_articles_asked_for(full: Store) -> None:
    assert full.metrics().total == 28
    assert full.metrics(Asked(state="done")).total == 3
    assert full.metrics(Asked(search="dak lak")).total == 3 * 2
    assert full.metrics(Asked(province="Đắk Lắk", indicator=CODES[1])).total == 2
    assert full.metrics(Asked(period="2023", finding="percent.mismatch")).total == 6
    assert full.metrics(Asked(organization="Huyện ủy 3", engine="rules")).total == 1 + 3
    assert full.metrics(Asked(kind="target")).rows == ()
    found = full.metrics(Asked(search="huyện ủy 4", sort="title")).rows
    assert [(row.title, row.value, row.total) for row in found][-1] == ("Đảng bộ huyện số 4", Decimal(403), None)
    scores = [row.score for row in full.metrics().rows]
    assert scores == sorted(scores, key=lambda score: score or 0)


def test_the_choices_are_what_there_is(full: Store) -> None:
    assert Store.choices(full) == Choices(
        tasks=("party_building",),
        provinces=("An Giang", "Bình Định", "Cà Mau", "Đắk Lắk", "Hà Giang"),
        engines=("openai:tiny", "rules"),
        findings=("percent.mismatch",),
        indicators=("membership.admitted", "rating.members.good", "rating.orgs.good"),
        periods=("2023",),
        reviewers=("an", "bình"),
    )


def test_an_empty_store_has_empty_pages(store: Store) -> None:
    assert (store.queue().rows, store.queue().total, store.metrics().rows, store.metrics().total) == ((), 0, (), 0)
    assert (store.choices(), store.runs(), store.blind_labels(), store.verify(), list(store.export())) == (Choices(), (), (), (), [])


def test_two_on_one_article_see_each_other(store: Store) -> None:
    key = store.save(*sample(), Provenance())
    other = store.save(*sample(Made(1)), Provenance())
    assert store.meet(key, "an") == ()
    assert store.meet(other, "chi") == ()
    assert store.meet(key, "bình") == ("an",)
    assert store.meet(key, "an") == ("bình",)
    assert store.meet(key, "dung", within=timedelta(0)) == ()
    store.delete(key.sha256)
    with pytest.raises(StoreError, match="does not hold it"):
        store.meet(key, "an")


RECORD = {
    "task": "party_building",
    "engine": "rules",
    "started": "2026-11-22T09:00:00+00:00",
    "results": [
        {"case": "a", "scores": {"metrics": {"right": 3, "expected": 4, "predicted": 4}}},
        {"case": "a", "repeat": 1, "scores": {"metrics": {"right": 0, "expected": 0, "predicted": 0}}},
        {"case": "b", "error": "x"},
    ],
}


def test_runs_are_kept_and_listed_the_newest_first(store: Store) -> None:
    first, second = store.keep_run(RECORD, "runs/a.json"), store.keep_run({**RECORD, "results": []})
    rows = store.runs()
    assert [(row.id, row.cases, row.path) for row in rows] == [(second, 0, None), (first, 2, "runs/a.json")]
    assert rows[1].f1 == pytest.approx((0.75 + 1 + 0) / 3)
    assert store.run(first) == RECORD
    with pytest.raises(StoreError, match="holds no such run"):
        store.run(99)
    for broken in ({}, {**RECORD, "results": None}):
        with pytest.raises(StoreError, match="no record of an evaluation"):
            store.keep_run(broken)


@pytest.mark.parametrize("value", ["sk-proj-0123456789abcdef", {"key": ["AIza" + "x" * 35]}, {"hf_0123456789abcdefgh": 1}])
def test_a_setting_that_looks_like_a_key_is_refused_and_not_repeated(store: Store, value: object) -> None:
    with pytest.raises(StoreError, match="looks like a key") as told:
        store.set("endpoint", value)
    assert "0123456789" not in str(told.value)
    assert store.setting("endpoint", "none") == "none"


def test_settings_and_answers_come_back(store: Store) -> None:
    for value in (0.2, {"gpt": {"input": 1.5}}, None):
        store.set("prices", value)
        assert store.setting("prices", "default") == value
    with pytest.raises(StoreError, match="none of JSON"):
        store.set("prices", {1, 2})
    assert store.answers.get("k") is None
    for text in ("một", "hai\0 \ud800"):
        store.answers.put("k", {"model": "m"}, {"text": text})
        assert store.answers.get("k") == {"text": text}


def test_another_engines_finding_takes_the_place_of_the_first(store: Store) -> None:
    store.save(*sample(Made(errors=(0,))), Provenance())
    store.save(*sample(other_engine(Made())), Provenance())
    assert store.queue(Asked(finding="percent.mismatch")).total == 0
    assert store.choices().engines == ("openai:tiny",)


def test_a_reviewer_who_added_a_metric_finds_it_at_the_end(store: Store) -> None:
    key, spans = store.save(*sample(Made(score=0.9)), Provenance()), spans_of()
    metric = {"status": "metric", "metric": {"indicator": "other", "value": 4}}
    store.record(key, Draft(spans[3], "status", "correct", {"status": "open"}, metric, "an"), seen=0)
    assert [row.indicator for row in store.metrics().rows][-1] == "other"
