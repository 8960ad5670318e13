"""A server that knows its reviewers by OpenID Connect: nobody sees an article before the login, and decisions bear its name."""

from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from llm_extract import loading
from llm_extract.store import Key, Store
from tests import oidc

from .serving import ROOT, Served, free_port, keep, served

CASE = ROOT / "golden" / "party_building" / "dak-glei-2020" / "article.txt"
SHOTS = ROOT / "build" / "screenshots"
WORDS = "Đăk Glei"
PEOPLE = {
    "An": {"sub": "1", "name": "Nguyễn Văn An", "email": "an@example.org"},
    "another An": {"sub": "4", "name": "Nguyễn Văn An", "email": "an.2@example.org"},
    "no name": {"sub": "2", "email": "binh@example.org"},
    "hostile": {"sub": "3", "name": "**An** <script>alert(1)</script> " + "x" * 200},
}


@pytest.fixture(scope="module")
def provider() -> Iterator[oidc.Provider]:
    with oidc.provider(PEOPLE) as running:
        yield running


@pytest.fixture(scope="module")
def app(provider: oidc.Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder, port = tmp_path_factory.mktemp("login"), free_port()
    secrets = folder / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir()
    secrets.write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\ncookie_secret = "{"c" * 40}"\nclient_id = "{oidc.CLIENT}"\n'
        f'client_secret = "{oidc.PASSWORD}"\nserver_metadata_url = "{provider.url}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    with served(folder, port=port) as running:
        yield running


@pytest.fixture(scope="module")
def key(app: Served) -> Key:
    return keep(app.store, loading.load(str(CASE)))


def shoot(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def settled(page: Page) -> None:
    page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()


def log_in(page: Page, app: Served, person: str, lang: str = "en") -> None:
    page.goto(f"{app.url}/?lang={lang}")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name=person, exact=True).click()
    page.locator(".st-key-extract-text textarea").wait_for()


def name_shown(page: Page) -> str:
    page.locator("[data-testid='stExpandSidebarButton']").click()
    field = page.get_by_label("Your name as a reviewer")
    expect(field).to_be_in_viewport()
    assert field.is_disabled()
    shoot(page, "login-name-en")
    return field.input_value()


@pytest.mark.parametrize("path", ["", "review", "library", "evaluation", "settings"])
def test_nobody_sees_an_article_before_the_login(page: Page, app: Served, key: Key, path: str, asked: list[str]) -> None:
    page.goto(f"{app.url}/{path}?lang=en&as=Mallory&article={key.sha256}&task={key.task}&view=articles")
    page.get_by_role("button", name="Log in").wait_for()
    settled(page)
    shoot(page, "login-en")
    assert WORDS not in page.content()
    assert page.locator("[data-testid='stTopNavLink'], input, textarea, table").count() == 0
    with urlopen(f"{app.url}/{path}") as answer:  # noqa: S310  on loopback
        assert WORDS not in answer.read().decode()
    with Store.open(app.store) as store:
        assert store.log(key) == ()
    assert asked == []


def test_decisions_bear_the_name_of_the_login_whatever_the_address_says(page: Page, app: Served, key: Key, asked: list[str]) -> None:
    log_in(page, app, "An")
    assert name_shown(page) == "Nguyễn Văn An (an@example.org)"
    page.goto(f"{app.url}/review?lang=en&as=Mallory&article={key.sha256}&task={key.task}")
    page.locator(".sheet .item").first.wait_for()
    expect(page.get_by_text(WORDS).first).to_be_visible()
    assert "Mallory" not in page.url
    page.locator(".list .item:has(.dot.sure)").first.click()
    settled(page)
    page.locator(".st-key-act-accept button").click()
    expect(page.locator(".list .item").filter(has_text="accepted")).to_have_count(1)
    with Store.open(app.store) as store:
        assert [entry.who for entry in store.log(key)] == ["Nguyễn Văn An (an@example.org)"]
    assert asked == []


def test_who_logs_out_sees_nothing_any_more(page: Page, app: Served, key: Key) -> None:
    log_in(page, app, "An")
    name_shown(page)
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("button", name="Log in").wait_for()
    page.goto(f"{app.url}/review?lang=en&article={key.sha256}&task={key.task}")
    page.get_by_role("button", name="Log in").wait_for()
    settled(page)
    assert WORDS not in page.content()


@pytest.mark.parametrize(
    ("person", "shown"),
    [
        ("no name", "binh@example.org"), ("hostile", f"{PEOPLE['hostile']['name'][:76]} (3)"),
        ("another An", "Nguyễn Văn An (an.2@example.org)"),
    ],
)  # fmt: skip
def test_a_name_is_shown_as_it_is(page: Page, app: Served, person: str, shown: str) -> None:
    log_in(page, app, person)
    assert name_shown(page) == shown


def test_a_code_that_somebody_made_up_logs_nobody_in(page: Page, app: Served, provider: oidc.Provider) -> None:
    before = provider.paths.count("/token")
    page.goto(f"{app.url}/oauth2callback?code=made-up&state=made-up")
    page.get_by_role("button", name="Log in").wait_for()
    assert provider.paths.count("/token") == before


def test_a_cookie_that_somebody_made_up_logs_nobody_in(page: Page, app: Served) -> None:
    page.context.add_cookies([{"name": "_streamlit_user", "value": '"2|1:0|10:0|made|up|0"', "url": app.url}])
    page.goto(f"{app.url}/?lang=en")
    page.get_by_role("button", name="Log in").wait_for()
