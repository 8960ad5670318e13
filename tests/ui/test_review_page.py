"""The page Review in each of its states."""

from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_extract import loading
from llm_extract.store import Key, Store

from .conftest import TASK, golden, keep

Draw = Callable[..., AppTest]
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) **b** $x^2$ {{ 7*7 }} :red[r] :smile: `c` # h | t |",
)


def said(page: AppTest) -> str:
    kinds = (page.markdown, page.caption, page.subheader, page.title, page.error, page.warning, page.info, page.success, page.text)
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def control(drawn: Iterable[Any], begins: str, holds: str = "") -> Any:  # noqa: ANN401  any of AppTest's widgets
    """The first widget whose key begins so: the rest of a key names the value that its form is of."""
    return next(one for one in drawn if (one.key or "").startswith(begins) and holds in one.key)


def opened(app: Draw, key: Key, **address: str) -> AppTest:
    return app("review", article=key.sha256, task=key.task, **address)


def test_an_empty_store_says_where_to_begin(app: Draw) -> None:
    page = app("review")
    assert not page.exception
    assert "no article yet" in said(page)


def test_one_article_stands_in_the_queue(app: Draw, store: Store) -> None:
    key = keep(store, golden("dak-glei-2020"))
    page = app("review")
    assert not page.exception
    assert not page.button(key=f"open-{key.sha256}-{key.task}").disabled


def test_an_article_that_is_not_there_is_told(app: Draw) -> None:
    page = opened(app, Key("0" * 64, TASK.name))
    assert not page.exception
    assert len(page.error) == 1


def test_a_value_is_accepted_corrected_set_aside_and_each_is_undone(app: Draw, store: Store) -> None:
    key = keep(store, golden("phu-son-ha-2020"))
    page = opened(app, key)
    first = page.query_params["at"]
    page.button(key="act-accept").click().run()
    assert page.query_params["at"] != first
    assert [entry.action for entry in store.log(key)] == ["accept"]
    page.button(key="act-edit").click().run()
    field = control(page.text_input, "in-", "-group-")
    field.set_value("Phú Sơn Hạ")
    page.button(key="save-group").click().run()
    entry = store.log(key)[-1]
    assert (entry.action, entry.field, entry.after, entry.who) == ("correct", "group", "Phú Sơn Hạ", "An")
    page.button(key="act-reject").click().run()
    control(page.selectbox, "reason-").set_value("time")
    page.button(key="save-reject").click().run()
    assert store.log(key)[-1].after == {"status": "set_aside", "reason": "time"}
    for _ in range(3):
        page.button(key="act-undo").click().run()
        assert not page.exception
    reviewed = store.sheet(key).reviewed
    assert reviewed.decided == {}
    page.button(key="act-undo").click().run()
    assert "Nothing to undo" in said(page)


@pytest.mark.parametrize(("language", "told"), [("vi", "không phải là số"), ("en", "this is no number")])
def test_what_is_no_number_is_told_in_the_reviewer_s_language(app: Draw, store: Store, language: str, told: str) -> None:
    key = keep(store, golden("phu-son-ha-2020"))
    page = opened(app, key, lang=language)
    page.button(key="act-edit").click().run()
    control(page.text_input, "in-", "-total-").set_value("nhiều")
    page.button(key="save-total").click().run()
    assert not page.exception
    (error,) = page.error
    assert told in error.value
    assert store.log(key) == ()


def test_all_certain_values_are_accepted_at_once_and_the_rest_waits(app: Draw, store: Store) -> None:
    key = keep(store, golden("phu-son-ha-2020"))
    page = opened(app, key)
    page.button(key="act-certain").click().run()
    accepted = len(store.log(key))
    assert accepted > 30
    assert page.button(key="act-certain").disabled
    assert page.button(key="act-finish").disabled
    assert all(entry.action == "accept" for entry in store.log(key))


def test_a_figure_set_aside_becomes_a_metric(app: Draw, store: Store) -> None:
    key = keep(store, golden("phu-son-ha-2020"))
    figure = next(one for one in store.sheet(key).result["figures"] if one["status"] == "set_aside" and one["value"] is not None)
    page = opened(app, key, at=f"f{figure['start']}-{figure['end']}")
    control(page.selectbox, "code-").set_value("other")
    page.button(key="save-label").click().run()
    assert not page.exception
    made = [metric for _, metric in store.sheet(key).reviewed.metrics if metric["figures"] == [figure["id"]]]
    assert [metric["indicator"] for metric in made] == ["other"]


def test_a_summary_with_a_figure_from_outside_is_not_saved(app: Draw, store: Store) -> None:
    key = keep(store, golden("phu-son-ha-2020"))
    page = opened(app, key, at="d:summary")
    page.button(key="act-edit").click().run()
    headline = control(page.text_input, "head-")
    headline.set_value("Huyện Phú Sơn Hạ kết nạp 98.765 đảng viên").run()
    assert "98" in said(page)
    assert page.button(key="save-summary").disabled
    control(page.text_input, "head-").set_value("Huyện Phú Sơn Hạ tổng kết").run()
    page.button(key="save-summary").click().run()
    assert store.sheet(key).reviewed.document["summary"]["headline"] == "Huyện Phú Sơn Hạ tổng kết"


def test_blind_labels_are_hidden_and_counted(app: Draw, store: Store) -> None:
    store.set("blind_share", 1.0)
    key = keep(store, golden("dak-glei-2020"))
    page = opened(app, key)
    assert "label hidden" in said(page)
    assert page.button(key="act-accept").disabled
    assert page.button(key="act-certain").disabled
    control(page.selectbox, "code-").set_value("membership.admitted")
    page.button(key="save-blind").click().run()
    assert store.blind_labels() == (("An", "membership.admitted", "membership.admitted"),)


def test_a_blind_label_that_was_taken_back_is_not_hidden_again(app: Draw, store: Store) -> None:
    store.set("blind_share", 1.0)
    key = keep(store, golden("dak-glei-2020"))
    page = opened(app, key)
    item = page.query_params["at"][0]
    control(page.selectbox, "code-").set_value("other")
    page.button(key="save-blind").click().run()
    page.button(key="act-undo").click().run()
    assert page.query_params["at"][0] == item
    assert not page.exception
    assert not page.button(key="act-accept").disabled
    assert not [one for one in page.button if one.key == "save-blind"]
    page.button(key="act-accept").click().run()
    assert not store.log(key)[-1].blind
    assert store.blind_labels() == (("An", "membership.admitted", "other"),)


def test_hostile_text_shows_as_itself(app: Draw, store: Store) -> None:
    text = HOSTILE[0]
    article = loading.load_text(f"{text}\n\nNăm 2020, Đảng bộ huyện Suối Mơ kết nạp 12 đảng viên.\n", text)
    key = keep(store, article)
    for page in (app("review"), opened(app, key)):
        assert not page.exception
        shown = said(page)
        assert "<script>" not in shown.replace("\\<", "")
        for live in ("[x](", "**b**", "$x^2$", ":red[", "`c`"):
            assert live not in shown, live


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_is_in_one_language(app: Draw, store: Store, language: str) -> None:
    key = keep(store, golden("dak-glei-2020"))
    labels = {one.label for one in opened(app, key, lang=language).button}
    assert ("Nhận" in labels) == (language == "vi")
    assert ("Accept" in labels) == (language == "en")


def test_an_article_of_200_000_characters_opens(app: Draw, store: Store) -> None:
    once = golden("phu-son-ha-2020").text
    article = loading.load_text("\n\n".join([once] * (200_000 // len(once) + 1))[:200_000])
    key = keep(store, article)
    begun = perf_counter()
    page = opened(app, key)
    assert not page.exception
    assert perf_counter() - begun < 60
