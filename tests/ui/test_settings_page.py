"""The page Settings: what is saved, what is refused, and that a typed key is nowhere."""

import json
import logging
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from llm_extract import config
from llm_extract.engines.openai_compatible import trial
from llm_extract.store import Store
from llm_extract.ui.desk import BLIND
from tests.endpoint import Reply, Request, ScriptedEndpoint, completion
from tests.ui.pages import HOSTILE, opened, said

KEY = "0123456789abcdef-typed"
pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def endpoint() -> Iterator[ScriptedEndpoint]:
    def answer(request: Request) -> Reply:
        key = request.headers.get("authorization")
        refused = Reply(401, {"error": {"message": f"Incorrect API key: {key}", "code": "invalid_api_key"}})
        return Reply(body=completion("OK", model="scripted-1")) if key == f"Bearer {KEY}" else refused

    with ScriptedEndpoint(answer) as server:
        config.save(config.Config(model="gpt-4o-mini", base_url=server.base_url))
        yield server


def press(page: AppTest, key: str) -> AppTest:
    """Presses a button of the page."""
    return page.button(key=key).click().run()


def lend(page: AppTest, key: str = KEY) -> AppTest:
    next(one for one in page.text_input if str(one.key).startswith("settings-key-typed")).input(key)
    return press(page, "settings-key-use")


@pytest.mark.parametrize(("language", "title"), [("en", "Settings"), ("vi", "Cài đặt")])
def test_without_an_endpoint_the_page_says_so(language: str, title: str) -> None:
    page = opened("settings", lang=language)
    assert not page.exception
    assert page.title[0].value == title
    assert not page.error
    press(page, "settings-try")
    assert len(page.info) == 1


def test_what_is_saved_is_in_the_configuration_and_the_model_has_a_price() -> None:
    page = opened("settings")
    page.text_input(key="settings-model").input("gpt-4o-mini")
    page.text_input(key="settings-url").input("http://127.0.0.1:9/v1")
    page.text_input(key="settings-variable").input("MY_KEY")
    press(page, "settings-save")
    assert config.load() == config.Config(model="gpt-4o-mini", base_url="http://127.0.0.1:9/v1", key_variable="MY_KEY")
    assert page.success[0].value == "Saved."
    assert "0\\.15 a million prompt tokens" in said(page)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("settings-model", "sk-0123456789abcdef0123"),
        ("settings-url", "http://user:0123456789abcdef@host/v1"),
        ("settings-url", "ftp://0123456789abcdef"),
        ("settings-variable", "sk-0123456789abcdef0123"),
        ("settings-variable", "a0123456789abcdef0123"),
    ],
)
def test_what_cannot_be_saved_is_refused_without_repeating_it(field: str, value: str) -> None:
    page = opened("settings")
    page.text_input(key=field).input(value)
    press(page, "settings-save")
    assert len(page.error) == 1
    assert "0123456789abcdef" not in said(page)
    assert not config.path().exists()


def test_a_test_call_tells_model_tokens_and_price(endpoint: ScriptedEndpoint) -> None:
    page = press(lend(opened("settings")), "settings-try")
    assert "scripted\\-1 answered “OK”" in page.success[-1].value
    assert "100 prompt and 20 answer tokens" in page.success[-1].value
    assert len(endpoint.requests) == 1


def test_a_refused_key_is_named(endpoint: ScriptedEndpoint) -> None:
    page = press(lend(opened("settings"), "another-key-0123456789"), "settings-try")
    assert "RefusedKeyError" in page.error[0].value
    assert "another-key-0123456789" not in said(page)
    assert len(endpoint.requests) == 1


def test_an_endpoint_that_hangs_is_given_up_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "PATIENCE", 0.5)
    with ScriptedEndpoint([Reply(body=completion("OK"), delay=60)]) as server:
        config.save(config.Config(model="m", base_url=server.base_url))
        page = press(opened("settings"), "settings-try")
    assert "EndpointFailedError" in page.error[0].value


def test_a_typed_key_is_used_and_is_nowhere(
    endpoint: ScriptedEndpoint, tmp_path: Path, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    page = lend(opened("settings"))
    assert "typed key is in use" in said(page)
    press(page, "settings-try")
    page.run()
    store.set("x", 1)
    assert endpoint.requests[0].headers["authorization"] == f"Bearer {KEY}"
    state = repr(page.session_state)
    assert "settings-url" in state
    drawn = str(page._tree)  # noqa: SLF001  all that was sent to the browser
    for text in (state, json.dumps(dict(page.query_params)), said(page), drawn, caplog.text):
        assert KEY not in text
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or KEY.encode() not in path.read_bytes(), path


def test_a_typed_key_is_forgotten_and_follows_no_change_of_address(endpoint: ScriptedEndpoint) -> None:
    page = lend(opened("settings"))
    page.text_input(key="settings-url").input(endpoint.base_url + "/other")
    press(page, "settings-save")
    assert "typed key is in use" not in said(page)
    page.text_input(key="settings-url").input(endpoint.base_url)
    press(page, "settings-save")
    press(page, "settings-key-forget")
    assert "typed key is in use" not in said(page)
    assert config.load().key.get_secret_value() == ""


def test_a_key_that_cannot_be_one_is_refused_without_repeating_it() -> None:
    page = lend(opened("settings"), "chìa khóa 0123456789abcdef")
    assert len(page.error) == 1
    assert "0123456789abcdef" not in said(page)


def test_a_price_of_ones_own_is_kept_and_taken_back(endpoint: ScriptedEndpoint) -> None:
    del endpoint
    page = opened("settings")
    page.number_input(key="settings-price-prompt").set_value(1.25)
    page.number_input(key="settings-price-answer").set_value(2.5)
    press(page, "settings-price-use")
    assert config.load().prices == {"gpt-4o-mini": config.Price(prompt=Decimal("1.25"), answer=Decimal("2.5"))}
    assert "your own price" in said(page)
    press(page, "settings-price-drop")
    assert config.load().prices == {}


def test_an_unknown_model_has_no_price() -> None:
    config.save(config.Config(model="".join(filter(str.isprintable, HOSTILE))))
    page = opened("settings")
    assert not page.exception
    assert "does not know this model" in page.warning[0].value
    assert "<script>" not in page.warning[0].value


def test_language_and_blind_share_are_kept(store: Store) -> None:
    page = opened("settings")
    page.slider(key="settings-blind").set_value(25).run()
    assert store.setting(BLIND) == 0.25
    page.segmented_control(key="settings-language").set_value("vi").run()
    assert page.title[0].value == "Cài đặt"
    assert page.query_params["lang"] == "vi"


def test_a_damaged_configuration_is_told_in_a_sentence() -> None:
    config.path().write_text("{")
    page = opened("settings")
    assert not page.exception
    assert "cannot be used" in page.error[0].value


def test_the_store_is_verified_and_a_damage_is_told(store: Store) -> None:
    import sqlite3

    from .conftest import golden, keep

    key = keep(store, golden("dak-glei-2020"))
    page = opened("settings")
    page.button(key="settings-verify").click().run()
    assert not page.exception
    assert "contradicts itself" in said(page)
    with sqlite3.connect(store.where) as database:
        database.execute("UPDATE articles SET text = text || 'x' WHERE sha256 = ?", (key.sha256,))
    database.close()
    page.button(key="settings-verify").click().run()
    assert "contradictions" in said(page)
    assert key.sha256[:8] in str(page.dataframe[0].value)
