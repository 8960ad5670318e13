import json
from dataclasses import replace
from decimal import Decimal

import pytest
import sqlalchemy as sa

from llm_extract.corrections import STATUS
from llm_extract.errors import StaleEditError, StoreError, UnknownArticleError
from llm_extract.export import to_json
from llm_extract.models import Article, Metadata
from llm_extract.store import Asked, Draft, Key, Provenance, Store
from tests.store.sample import Made, corrected, other_engine, said, sample, spans_of


def saved(store: Store, made: Made = Made()) -> Key:  # noqa: B008  frozen
    return store.save(*sample(made), Provenance("3", "abc"))


def test_what_was_saved_comes_back(store: Store) -> None:
    article, extraction = sample()
    key = store.save(article, extraction, Provenance("3", "abc", "9.9"))
    assert key == Key(article.sha256, "party_building")
    assert store.article(article.sha256) == article
    sheet = store.sheet(key)
    assert sheet.result == to_json(article, extraction)
    assert (sheet.article, sheet.log, sheet.seen) == (article, (), 0)
    assert (sheet.extraction.engine, sheet.extraction.prompt_version) == ("rules", "3")
    assert sheet.extraction.created_at.tzinfo is not None
    assert store.verify() == ()


def test_what_is_not_there_is_told(store: Store) -> None:
    key = saved(store)
    with pytest.raises(UnknownArticleError, match="does not hold it"):
        store.article("0" * 64)
    for lacks in (Key("0" * 64, key.task), Key(key.sha256, "news")):
        for ask in (store.sheet, lambda one: store.undo(one, "an"), lambda one: store.record(one, said("finish"), seen=0)):
            with pytest.raises(UnknownArticleError):
                ask(lacks)


def test_a_row_of_the_queue_says_how_the_article_stands(store: Store) -> None:
    key = saved(store, Made(errors=(1,), score=0.4))
    (row,) = store.queue().rows
    assert (row.key, row.title, row.uri, row.engine) == (key, "Đảng bộ huyện số 0", "bài/0.html", "rules")
    assert (row.organization, row.province, row.period, row.state) == ("Huyện ủy 0", "Hà Giang", "2023", "waiting")
    assert (row.score, row.open_count, row.error_count, row.conflicts, row.metrics, row.reviewers) == (0.4, 1, 1, 0, 3, ())


def test_the_title_is_the_documents_else_the_pages_else_the_first_line(store: Store) -> None:
    _, extraction = sample()
    bare = extraction.__class__(
        extraction.task, extraction.engine, extraction.data.model_copy(update={"title": None, "metrics": ()}), (), ()
    )
    store.save(Article("-", "\n  Dòng đầu \nDòng hai"), bare, Provenance())
    store.save(Article("-", "Một", metadata=Metadata("Trang")), bare, Provenance())
    store.save(
        Article("-", "Hai"), extraction.__class__("x", "rules", extraction.data.model_copy(update={"metrics": ()}), (), ()), Provenance()
    )
    assert [row.title for row in store.queue().rows] == ["Dòng đầu", "Trang", "Đảng bộ huyện số 0"]


def test_a_file_name_that_is_no_text_is_kept_as_an_escape(store: Store) -> None:
    article, extraction = sample()
    key = store.save(Article("b\udcff\0.txt", article.text), extraction, Provenance())
    assert store.article(key.sha256).uri == "b\\udcff.txt"


@pytest.mark.parametrize("uri", ["-", "pasted"])
def test_the_same_text_without_a_name_leaves_what_its_source_declared(store: Store, uri: str) -> None:
    article, extraction = sample()
    key = store.save(article, extraction, Provenance())
    store.save(Article(uri, article.text), replace(extraction, task="news"), Provenance())
    assert store.article(key.sha256) == article
    assert {(row.title, row.uri) for row in store.queue().rows} == {("Đảng bộ huyện số 0", "bài/0.html")}
    assert store.verify() == ()


def test_what_the_source_declares_takes_the_place_of_nothing_in_every_task(store: Store) -> None:
    article, extraction = sample()
    bare = replace(extraction, data=extraction.data.model_copy(update={"title": None, "published_at": None}))
    store.save(Article("pasted", article.text), bare, Provenance())
    key = store.save(article, replace(bare, task="news"), Provenance())
    assert store.article(key.sha256) == article
    assert {(row.title, row.uri) for row in store.queue().rows} == {("Tiêu đề số 0", "bài/0.html")}
    assert {row.published_at for row in store.metrics().rows} == {"2023-01-02"}
    assert store.queue(Asked(search="pasted")).total == 0
    assert store.verify() == ()


def test_another_source_of_the_same_text_is_named_and_keeps_what_was_declared_where_it_declares_nothing(store: Store) -> None:
    article, extraction = sample()
    key = store.save(article, extraction, Provenance())
    store.save(Article("bản sao.txt", article.text), extraction, Provenance())
    assert store.article(key.sha256) == Article("bản sao.txt", article.text, metadata=article.metadata)
    moved = replace(article, uri="nơi khác.html", metadata=Metadata("Tựa khác", published_at="2024"))
    store.save(moved, replace(extraction, task="news"), Provenance())
    assert store.article(key.sha256) == moved
    assert store.verify() == ()


def test_decisions_change_what_the_queue_and_the_metrics_say(store: Store) -> None:
    key, spans = saved(store, Made(errors=(0,))), spans_of()
    first = store.record(key, corrected(spans[0], "indicator", "membership.admitted", "other", why="nhầm"), seen=0)
    store.record(key, Draft(spans[1], STATUS, "accept", None, None, "bình"), seen=0)
    metric = dict(store.sheet(key).reviewed.metrics[0][1], value=9.5, evidence=None)
    aside = {"status": "set_aside", "reason": "name"}
    store.record(key, corrected(spans[2], STATUS, None, aside), seen=0)
    store.record(key, corrected(spans[3], STATUS, {"status": "open"}, {"status": "metric", "metric": metric}), seen=0)
    store.record(key, corrected(None, "province", "Hà Giang", "Lào Cai"), seen=0)
    assert (first.id, first.who, first.why, first.after) == (1, "an", "nhầm", "other")
    (row,) = store.queue().rows
    assert (row.state, row.province, row.score, row.open_count, row.error_count) == ("begun", "Lào Cai", 1.0, 0, 0)
    assert (row.metrics, row.reviewers) == (3, ("an", "bình"))
    found = store.metrics(Asked(sort="title")).rows
    assert [(one.indicator, str(one.value), one.verdict, one.who) for one in found] == [
        ("other", "1", "correct", "an"),
        ("rating.orgs.good", "2", "accept", "bình"),
        ("other", "9.5", "correct", "an"),
    ]
    assert (found[0].percent, found[2].quote_span, found[2].score) == (Decimal("94.67"), None, None)
    assert found[0].quote_span is not None
    assert found[0].quote_span.of(store.article(key.sha256).text) == found[0].quote
    assert store.queue(Asked(province="Hà Giang")).total == 0
    assert store.queue(Asked(search="lao cai")).total == 1
    assert store.verify() == ()


def test_a_corrected_metric_stays_one_when_it_is_accepted(store: Store) -> None:
    key, spans = saved(store), spans_of()
    store.record(key, corrected(spans[0], "value", 1, 121), seen=0)
    store.record(key, Draft(spans[0], STATUS, "accept", None, None, "bình"), seen=store.sheet(key).seen)
    store.record(key, Draft(spans[1], STATUS, "accept", None, None, "bình"), seen=0)
    found = store.metrics(Asked(sort="title")).rows
    assert [(str(one.value), one.verdict, one.who) for one in found] == [
        ("121", "correct", "bình"),
        ("2", "accept", "bình"),
        ("3", None, None),
    ]
    assert store.verify() == ()


def test_a_finished_article_leaves_the_queue_and_may_be_opened_again(store: Store) -> None:
    key = saved(store)
    store.record(key, said("finish"), seen=0)
    assert store.queue().total == 0
    assert [row.state for row in store.queue(Asked(state="done")).rows] == ["done"]
    assert store.queue(Asked(state="all")).total == 1
    store.undo(key, "an")
    assert [row.state for row in store.queue(Asked(state="waiting")).rows] == ["waiting"]


def test_corrections_hold_for_another_extraction_too(store: Store) -> None:
    key, spans = saved(store), spans_of()
    store.record(key, corrected(spans[0], "indicator", "membership.admitted", "other"), seen=0)
    store.record(key, corrected(spans[1], "period", "2023", "2022"), seen=0)
    store.record(key, said("finish"), seen=0)
    assert saved(store, other_engine(Made(), codes={0: "other"})) == key
    sheet = store.sheet(key)
    assert (sheet.extraction.engine, sheet.reviewed.conflicts) == ("openai:tiny", ())
    assert [metric["period"] for _, metric in sheet.reviewed.metrics] == ["2023", "2022", "2023"]
    assert [(row.state, row.engine, row.conflicts) for row in store.queue(Asked(state="all")).rows] == [("done", "openai:tiny", 0)]


def test_a_contradicting_extraction_opens_a_finished_article_again_once(store: Store) -> None:
    key, spans = saved(store), spans_of()
    store.record(key, corrected(spans[0], "indicator", "membership.admitted", "other"), seen=0)
    store.record(key, said("finish"), seen=0)
    model = other_engine(Made(), codes={0: "structure.members"})
    saved(store, model)
    (row,) = store.queue().rows
    assert (row.state, row.conflicts, row.reviewers) == ("begun", 1, ("an",))
    (conflict,) = store.sheet(key).reviewed.conflicts
    assert (conflict.found, conflict.correction.after) == ("structure.members", "other")
    assert store.log(key)[-1].why == "extraction 2 by openai:tiny gives other values"
    store.record(key, said("finish"), seen=store.sheet(key).seen)
    saved(store, model)  # nothing new to look at
    assert store.queue().total == 0
    saved(store, other_engine(Made(), missing=frozenset({0})))
    assert [(row.state, row.conflicts) for row in store.queue().rows] == [("begun", 1)]
    assert store.verify() == ()


def test_who_looks_away_meanwhile_is_told_what_changed(store: Store) -> None:
    key, spans = saved(store), spans_of()
    first = store.record(key, corrected(spans[0], "period", "2023", "2022"), seen=0)
    for draft in (corrected(spans[0], "period", "2023", "2021", "bình"), Draft(spans[0], STATUS, "accept", None, None, "bình")):
        with pytest.raises(StaleEditError, match="an changed period since you saw it") as stale:
            store.record(key, draft, seen=0)
        assert stale.value.entries == (first,)
    store.record(key, corrected(spans[0], "unit", "đảng viên", "người", "bình"), seen=0)  # another field of the same figure
    store.record(key, corrected(spans[0], "period", "2022", "2021", "bình"), seen=first.id)
    assert len(store.log(key)) == 3


def test_several_decisions_are_kept_all_or_not_at_all(store: Store) -> None:
    key, spans = saved(store), spans_of()
    drafts = [Draft(span, STATUS, "accept", None, None, "an") for span in spans[:3]]
    other = store.record(key, corrected(spans[2], "period", "2023", "2022", "bình"), seen=0)
    with pytest.raises(StaleEditError) as stale:
        store.record_all(key, drafts, seen=0)
    assert stale.value.entries == (other,)
    with pytest.raises(StoreError, match="no such field"):
        store.record_all(key, [*drafts, corrected(None, "colour", None, "red")], seen=store.sheet(key).seen)
    assert store.log(key) == (other,)
    assert [entry.id for entry in store.record_all(key, drafts, seen=other.id)][-1] == store.sheet(key).seen
    assert [row.verdict for row in store.metrics().rows] == ["accept", "accept", "correct"]


def test_undo_takes_back_ones_own_last_entry_and_not_what_another_built_on(store: Store) -> None:
    key, spans = saved(store), spans_of()
    assert store.undo(key, "an") is None
    store.record(key, corrected(spans[0], "period", "2023", "2022"), seen=0)
    second = store.record(key, corrected(spans[1], "period", "2023", "2022"), seen=0)
    undone = store.undo(key, "an")
    assert undone is not None
    assert (undone.undoes, undone.span, undone.action, undone.after) == (second.id, spans[1], "undo", "2023")
    theirs = store.record(key, corrected(spans[0], "period", "2022", "2021", "bình"), seen=1)
    with pytest.raises(StaleEditError) as stale:
        store.undo(key, "an")
    assert stale.value.entries == (theirs,)
    store.undo(key, "bình")
    assert store.undo(key, "an") is not None
    assert store.undo(key, "an") is None
    assert [row.period for row in store.metrics().rows] == ["2023"] * 3
    assert [(row.state, row.reviewers) for row in store.queue().rows] == [("waiting", ("an", "bình"))]


def test_undo_passes_over_an_end_of_the_review_that_another_took_back(store: Store) -> None:
    key, spans = saved(store), spans_of()
    mine = store.record(key, corrected(spans[0], "period", "2023", "2022"), seen=0)
    store.record(key, said("finish"), seen=store.sheet(key).seen)
    store.record(key, said("reopen", "bình"), seen=store.sheet(key).seen)
    undone = store.undo(key, "an")
    assert undone is not None
    assert undone.undoes == mine.id
    assert store.undo(key, "an") is None
    assert not store.sheet(key).reviewed.finished
    assert store.verify() == ()


def test_undo_passes_over_an_end_of_the_review_that_another_extraction_took_back(store: Store) -> None:
    key, spans = saved(store), spans_of()
    mine = store.record(key, corrected(spans[0], "indicator", "membership.admitted", "other"), seen=0)
    store.record(key, said("finish"), seen=mine.id)
    saved(store, other_engine(Made(), codes={0: "structure.members"}))
    undone = store.undo(key, "an")
    assert undone is not None
    assert undone.undoes == mine.id
    assert store.verify() == ()


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        (said("finish", " "), "nobody signs it"),
        (Draft(None, "review", "accept", None, None, "an"), "only the review is finished"),
        (Draft(None, "title", "finish", None, None, "an"), "only the review is finished"),
        (Draft(None, "title", "undo", None, None, "an"), "undo has a call of its own"),
        (corrected(None, "metrics", [], []), "no such field"),
        (corrected(spans_of()[0].__class__(0, 3), "period", None, None), "no figure stands at 0 to 3"),
        (corrected(spans_of()[0], "colour", None, "red"), "no metric with such a field"),
        (corrected(spans_of()[3], "period", None, "2023"), "no metric with such a field"),
        (corrected(spans_of()[0], STATUS, None, {"status": "gone"}), "one of metric, set_aside, open"),
        (corrected(spans_of()[0], STATUS, None, {"status": "set_aside"}), "for a reason"),
        (corrected(spans_of()[0], STATUS, None, {"status": "metric", "metric": {"value": 3}}), "needs an indicator"),
        (corrected(spans_of()[0], "value", 1, "many"), "a value that is a number"),
        (corrected(spans_of()[0], "value", 1, None), "a value that is a number"),
        (corrected(spans_of()[0], "value", 1, float("nan")), "none of JSON"),
        (corrected(spans_of()[0], "unit", "x", {1, 2}), "none of JSON"),
    ],
)
def test_what_cannot_be_said_is_refused_and_changes_nothing(store: Store, draft: Draft, message: str) -> None:
    key = saved(store)
    with pytest.raises(StoreError, match=message):
        store.record(key, draft, seen=0)
    assert store.log(key) == ()
    assert store.verify() == ()


def test_blind_labels_are_of_entries_that_stand(store: Store) -> None:
    key, spans = saved(store), spans_of()
    for who in ("an", "bình"):
        seen = store.sheet(key).seen
        store.record(key, Draft(spans[0], "indicator", "accept", "membership.admitted", "membership.admitted", who, blind=True), seen=seen)
    whole = dict(store.sheet(key).reviewed.statuses[spans[1]])
    store.record(key, Draft(spans[1], STATUS, "correct", whole, {"status": "set_aside", "reason": "name"}, "an", blind=True), seen=0)
    store.record(key, Draft(spans[2], "indicator", "accept", "x", "x", "an"), seen=0)
    store.record(key, Draft(spans[2], "period", "accept", "2023", "2023", "an", blind=True), seen=0)
    store.undo(key, "bình")
    assert store.blind_labels() == (("an", "membership.admitted", "membership.admitted"), ("an", "rating.orgs.good", "set_aside"))


def test_a_label_given_after_the_code_was_shown_is_not_blind(store: Store) -> None:
    key, spans = saved(store), spans_of()
    code = "membership.admitted"
    wrong = Draft(spans[0], "indicator", "correct", code, "other", "an", blind=True)
    right = Draft(spans[0], "indicator", "accept", code, code, "an", blind=True)
    store.record(key, wrong, seen=0)
    store.undo(key, "an")
    store.record(key, right, seen=store.sheet(key).seen)
    store.record(key, Draft(spans[1], STATUS, "accept", None, None, "an"), seen=0)
    store.undo(key, "an")
    again = Draft(spans[1], "indicator", "accept", "rating.orgs.good", "rating.orgs.good", "an", blind=True)
    store.record(key, again, seen=store.sheet(key).seen)
    assert store.blind_labels() == (("an", code, "other"),)
    store.record(key, Draft(spans[2], "indicator", "accept", "rating.members.good", "other", "an", blind=True), seen=0)
    store.record(key, Draft(spans[2], "indicator", "correct", "x", "y", "bình", blind=True), seen=store.sheet(key).seen)
    assert store.blind_labels() == (("an", code, "other"), ("an", "rating.members.good", "rating.members.good"))


def test_many_decisions_are_kept_in_few_statements_and_in_their_order(store: Store) -> None:
    made = Made(metrics=60)
    key, spans = saved(store, made), spans_of(made)[:60]
    told = list[str]()
    sa.event.listen(store._database.engine, "before_cursor_execute", lambda *args: told.append(args[2]))  # noqa: SLF001  what it sends
    kept = store.record_all(key, [Draft(span, STATUS, "accept", None, None, "an") for span in spans], seen=0)
    assert len(told) < 20
    assert [entry.span for entry in kept] == spans
    assert store.log(key) == kept
    later = [Draft(span, STATUS, "accept", None, None, "bình") for span in reversed(spans)]
    with pytest.raises(StaleEditError) as stale:
        store.record_all(key, later, seen=kept[-3].id)
    assert stale.value.entries == kept[-2:]
    assert store.record_all(key, (), seen=0) == ()
    assert store.verify() == ()


def test_an_export_gives_what_was_saved(store: Store) -> None:
    for number in range(3):
        key = saved(store, Made(number))
    saved(store, other_engine(Made(2)))
    entry = store.record(key, corrected(None, "title", "x", 'Tựa "mới" \ud800'), seen=0)
    exported = json.loads(json.dumps(list(store.export())))
    assert [one["article"]["uri"] for one in exported] == [f"bài/{number}.html" for number in range(3)]
    last, (article, extraction) = exported[2], sample(Made(2))
    whole = to_json(article, extraction)
    assert {name: last["article"][name] for name in whole["article"]} == whole["article"]
    assert last["article"]["metadata"]["author"] == "T. H."
    assert [one["engine"] for one in last["extractions"]] == ["rules", "openai:tiny"]
    assert {"article": whole["article"], **last["extractions"][0]["result"]} == json.loads(json.dumps(whole))
    (kept,) = last["corrections"]
    assert (kept["id"], kept["who"], kept["after"], kept["at"]) == (entry.id, "an", 'Tựa "mới" \ud800', entry.at.isoformat())
