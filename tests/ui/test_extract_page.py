"""The page Extract in each of its states."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from llm_extract import config
from llm_extract.errors import InputError
from llm_extract.models import Article
from llm_extract.store import Asked, Store
from tests.endpoint import Reply, ScriptedEndpoint
from tests.ui.pages import grids

from .conftest import golden

Draw = Callable[..., AppTest]


def texts(page: AppTest) -> str:
    return "\n".join(
        str(one.value)
        for kind in (page.markdown, page.caption, page.subheader, page.code, page.error, page.warning, page.info)
        for one in kind
    )


def extracted(page: AppTest, text: str, engine: str = "rules") -> AppTest:
    page.text_area(key="extract-text").set_value(text).run()
    page.selectbox(key="extract-engine").set_value(engine).run()
    return page.button(key="extract-run").click().run()


def test_without_an_article_the_page_says_what_to_do(app: Draw, store: Store) -> None:
    page = app()
    assert not page.exception
    page.button(key="extract-run").click().run()
    assert "No article yet" in texts(page)
    assert store.queue(Asked(state="all")).total == 0


def test_a_pasted_article_is_shown_and_kept(app: Draw, store: Store) -> None:
    page = extracted(app(), golden("dak-glei-2020").text)
    assert not page.exception
    assert "Vùng cao Đăk Glei" in texts(page)
    rows = [[entry.get("text") for entry in row[:2]] for drawn in grids(page) for row in drawn["rows"]]
    assert ["members admitted", "≈ 640 đảng viên"] in rows
    row = store.queue().rows[0]
    assert row.key.sha256 == golden("dak-glei-2020").sha256
    again = app(article=row.key.sha256, task=row.key.task)
    assert "Vùng cao Đăk Glei" in texts(again)


def test_an_error_is_told_in_vietnamese_where_the_pages_are(app: Draw) -> None:
    page = extracted(app(lang="vi"), "...")
    (error,) = page.error
    assert "Không đọc được bài" in error.value


def test_a_blank_article_is_an_error_in_a_sentence(app: Draw, store: Store) -> None:
    page = extracted(app(), "...")
    assert not page.exception
    assert len(page.error) == 1
    assert store.queue(Asked(state="all")).total == 0


def test_without_a_configured_engine_the_rules_answer(app: Draw, store: Store) -> None:
    page = extracted(app(), golden("dak-glei-2020").text, "auto")
    assert not page.exception
    assert [row.engine for row in store.queue().rows] == ["rules"]


def test_a_task_without_cues_needs_a_model(app: Draw) -> None:
    page = app()
    page.selectbox(key="extract-task").set_value("news").run()
    extracted(page, golden("dak-glei-2020").text)
    assert not page.exception
    assert "no cues" in texts(page).replace("\\", "")


def test_an_engine_that_fails_keeps_nothing_and_says_why(app: Draw, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "test-secret-value")
    with ScriptedEndpoint(lambda _: Reply(401, {"error": {"message": "bad key"}})) as endpoint:
        config.save(config.Config(model="scripted-1", base_url=endpoint.base_url))
        page = extracted(app(), golden("dak-glei-2020").text, "openai:scripted-1")
    assert not page.exception
    assert len(page.error) == 1
    assert "test-secret-value" not in texts(page)
    assert store.queue(Asked(state="all")).total == 0


def test_what_was_read_before_an_engine_failed_is_kept(app: Draw, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from llm_extract.ui import extract

    good, bad = golden("dak-glei-2020"), golden("phu-son-ha-2020")

    def sources(_: str) -> list[extract.Source]:
        return [extract.Source("good", lambda: good), extract.Source("bad", _fails), extract.Source("other", lambda: bad)]

    monkeypatch.setattr(extract, "_sources", sources)
    page = app()
    page.button(key="extract-run").click().run()
    assert not page.exception
    assert "bad: it broke half-way" in texts(page).replace("\\", "")
    assert {row.key.sha256 for row in store.queue().rows} == {good.sha256, bad.sha256}


def _fails() -> Article:
    raise InputError("it broke half-way")


def test_a_web_address_may_not_name_a_file_of_the_server(app: Draw, store: Store) -> None:
    page = app()
    page.segmented_control(key="extract-from").set_value("url").run()
    page.text_input(key="extract-url").set_value("/etc/hostname").run()
    page.button(key="extract-run").click().run()
    assert "no web address" in texts(page).replace("\\", "")
    assert store.queue(Asked(state="all")).total == 0


def test_the_chat_way_takes_an_answer(app: Draw) -> None:
    page = app()
    page.segmented_control(key="extract-from").set_value("chat").run()
    page.text_area(key="chat-text").set_value(golden("dak-glei-2020").text).run()
    assert any("⟦" in one.value for one in page.code)
    page.text_area(key="chat-answer").set_value("no answer at all").run()
    page.button(key="chat-take").click().run()
    assert not page.exception
    assert len(page.error) == 1
