"""The frame around the pages: who is let in, and what a reload keeps."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from llm_extract.store import Store

from .conftest import PATIENCE, ROOT


def drawn(**address: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    for name, value in address.items():
        page.query_params[name] = value
    return page


def test_whoever_is_not_logged_in_sees_no_article(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.user_info.get_secrets_auth_section", lambda: {"client_id": "a"})  # as with `[auth]` in secrets.toml
    page = drawn(**{"as": "Mallory"}).run()
    assert not page.exception
    assert [button.label for button in page.button] == ["Đăng nhập"]
    assert not page.text_area
    assert store.where not in str(page)


def test_a_server_that_cannot_make_a_login_says_what_to_install(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.user_info.get_secrets_auth_section", lambda: {"client_id": "a"})
    monkeypatch.setattr("llm_extract.ui.session.can_log_in", lambda: False)
    page = drawn(lang="en").run()
    assert not page.exception
    assert not page.button
    assert "llm-extract[login]" in page.error[0].value
    assert store.where not in str(page)


def test_without_a_login_the_address_names_language_and_reviewer(store: Store) -> None:
    page = drawn(lang="en", **{"as": "Bình"}).run()
    assert not page.exception
    assert page.sidebar.text_input(key="pick-reviewer").value == "Bình"
    assert page.title[0].value == "Extract an article"
    page.sidebar.text_input(key="pick-reviewer").set_value("  ").run()
    assert page.session_state["reviewer"] == "Bình"
    assert Path(store.where).exists()


def test_a_language_that_is_none_is_vietnamese(store: Store) -> None:
    page = drawn(lang="<script>").run()
    assert page.title[0].value == "Trích xuất bài báo"
    assert store.where


@pytest.mark.parametrize("name", ["a" * 5000, "'; DROP TABLE articles; --", "\u202eAn"])
def test_any_name_is_only_a_name(store: Store, name: str) -> None:
    page = drawn(**{"as": name}).run()
    assert not page.exception
    assert len(page.session_state["reviewer"]) <= 80
    assert store.verify() == ()
