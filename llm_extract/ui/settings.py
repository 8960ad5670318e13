"""The page Settings: who answers, with which key, at what price; language, blind review, and where the store is."""

from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

import streamlit as st

from llm_extract import config
from llm_extract.config import Config
from llm_extract.engines.openai_compatible import trial
from llm_extract.engines.openai_compatible.chat import price_of
from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.errors import ConfigError, LlmExtractError
from llm_extract.review.jobs import Jobs
from llm_extract.ui import acting, desk, session
from llm_extract.ui.safe import plain
from llm_extract.ui.session import say, store, words

_MILLION = 1_000_000
_PRICED = 1_000
"""Tokens that a price is asked for: some models cost more from so many on, none from so few."""


def page() -> None:
    """Draws the page."""
    st.title(say("settings.title"))
    with st.container():  # what comes and goes must not move what stands below
        acting.tell()
    settings = config.load()
    left, right = st.columns(2, gap="large")
    with left:
        _endpoint(settings)
        _key(settings)
        _try(settings)
    with right:
        _prices(settings)
        _people()
        _store()


def _heading(said: str) -> None:
    st.markdown(f"**{said}**")


def _endpoint(settings: Config) -> None:
    with st.form("settings-endpoint"):
        _heading(say("settings.endpoint"))
        model = st.text_input(say("settings.model"), settings.model or "", key="settings-model") or ""
        url = st.text_input(say("settings.url"), settings.base_url or "", key="settings-url", placeholder=config.DEFAULT_URL) or ""
        variable = st.text_input(say("settings.variable"), settings.key_variable, key="settings-variable") or config.KEY_VARIABLE
        st.caption(say("settings.file", path=config.path()))
        if st.form_submit_button(say("settings.save"), type="primary", key="settings-save"):
            _save(settings, {"model": model.strip() or None, "base_url": url.strip() or None, "key_variable": variable.strip()})


def _save(settings: Config, given: dict[str, str | None]) -> None:
    try:
        # A key without a known beginning looks like any name; names of variables do not look like keys.
        if given["key_variable"] != (given["key_variable"] or "").upper():
            raise ConfigError(words("settings.variable.wrong"))
        changed = config.changed(settings, **given)
        Endpoint(changed.model or "none", changed.address)
        config.save(changed)
    except LlmExtractError as error:
        st.error(plain(session.told(error)))
        return
    st.session_state["told"] = ("done", say("settings.saved"))
    st.rerun()


def _host(settings: Config) -> str:
    try:
        return Endpoint("none", settings.address).host
    except LlmExtractError:
        return settings.address


def _key(settings: Config) -> None:
    # Each typed key has a form of its own: Streamlit forgets what a control holds that is not drawn again.
    number = st.session_state.get("key-form", 0)
    with st.form(f"settings-key-{number}", clear_on_submit=True):
        _heading(say("settings.key"))
        typed = st.text_input(
            say("settings.key"), type="password", key=f"settings-key-typed-{number}", label_visibility="collapsed", autocomplete="off"
        )
        st.caption(say("settings.key.help", host=_host(settings)))
        if st.form_submit_button(say("settings.key.use"), key="settings-key-use") and typed:
            st.session_state["key-form"] = number + 1
            _lend(typed.strip(), settings)
            st.rerun()
    if config.is_lent(settings):
        st.success(say("settings.key.lent"), icon=":material/key:")
        st.button(say("settings.key.forget"), key="settings-key-forget", on_click=config.lend, args=("", settings.address))
    elif settings.key.get_secret_value():
        st.caption(say("settings.key.set", name=settings.key_variable))
    else:
        st.caption(say("settings.key.unset", name=settings.key_variable))


def _lend(key: str, settings: Config) -> None:
    try:
        Endpoint("none", settings.address, key)
        config.lend(key, settings.address)
    except LlmExtractError as error:
        acting.complain(session.told(error))


def _try(settings: Config) -> None:
    if st.button(say("settings.try"), key="settings-try", icon=":material/network_check:"):
        _tried(settings)


def _tried(settings: Config) -> None:
    if not settings.model:
        st.info(say("settings.try.no_model"))
        return
    try:
        own = settings.prices.get(settings.model)
        endpoint = Endpoint(settings.model, settings.address, settings.key.get_secret_value(), price=own)
        with st.spinner(say("settings.try.working", host=endpoint.host)):
            answered = trial.try_out(endpoint, trial.PATIENCE)
    except LlmExtractError as error:
        st.error(f"{plain(type(error).__name__)}: {plain(session.told(error))}", icon=":material/error:")
        return
    price = words("eval.no_price") if answered.price is None else f"${answered.price:.6f}"
    told = {"model": answered.model, "said": answered.said, "seconds": f"{answered.seconds:.2f}"}
    counts = {"prompt": answered.prompt_tokens, "answer": answered.answer_tokens}
    st.success(say("settings.try.done", **told, **counts, price=price), icon=":material/check:")


def _prices(settings: Config) -> None:
    with st.container(border=True):
        _heading(say("settings.prices"))
        if not settings.model:
            st.caption(say("settings.prices.none"))
            return
        model, own = settings.model, settings.prices.get(settings.model)
        both = (own.prompt, own.answer) if own else _table(model)
        if both is None:
            st.warning(say("settings.prices.unknown", model=model))
        else:
            kind = "own" if own else "table"
            values = {"version": version("genai-prices")} if kind == "table" else {}
            st.markdown(say(f"settings.prices.{kind}", model=model, prompt=shown(both[0]), answer=shown(both[1]), **values))
        _own_price(settings, model, both)


def shown(dollars: Decimal) -> str:
    """An amount without needless zeros."""
    return f"{dollars.normalize():f}"


def _table(model: str) -> tuple[Decimal, Decimal] | None:
    """US dollars for a million tokens of the prompt and of the answer; None for an unknown model."""
    prompt, answer = price_of(model, _PRICED, 0), price_of(model, 0, _PRICED)
    return None if prompt is None or answer is None else (prompt * _MILLION / _PRICED, answer * _MILLION / _PRICED)


def _own_price(settings: Config, model: str, both: tuple[Decimal, Decimal] | None) -> None:
    with st.expander(say("settings.prices.set")), st.form("settings-price", border=False):
        now = [float(one) for one in both] if both else [0.0, 0.0]
        prompt = st.number_input(say("settings.prices.prompt"), 0.0, 1e6, now[0], step=0.01, format="%.4f", key="settings-price-prompt")
        answer = st.number_input(say("settings.prices.answer"), 0.0, 1e6, now[1], step=0.01, format="%.4f", key="settings-price-answer")
        with st.container(horizontal=True):
            use = st.form_submit_button(say("settings.prices.use"), key="settings-price-use")
            drop = st.form_submit_button(say("settings.prices.drop"), key="settings-price-drop", disabled=model not in settings.prices)
    if use or drop:
        others = {name: price for name, price in settings.prices.items() if name != model}
        mine = {model: config.Price(prompt=Decimal(str(prompt)), answer=Decimal(str(answer)))} if use else {}
        try:
            config.save(config.changed(settings, prices={**others, **mine}))
        except LlmExtractError as error:
            st.error(plain(session.told(error)))
            return
        st.session_state["told"] = ("done", say("settings.saved"))
        st.rerun()


def _people() -> None:
    with st.container(border=True):
        _heading(say("settings.language"))
        session.pick_language("settings-language")
        share = round(float(store().setting(desk.BLIND, 0.0)) * 100)
        st.slider(
            say("settings.blind"), 0, 100, share, 5, key="settings-blind", help=words("settings.blind.help"), on_change=_blind
        )  # fmt: skip


def _blind() -> None:
    try:
        store().set(desk.BLIND, st.session_state["settings-blind"] / 100)
    except LlmExtractError as error:
        acting.complain(session.told(error))


def _store() -> None:
    with st.container(border=True):
        _heading(say("settings.store"))
        where = store().where
        st.text(words("settings.store.size", where=where, size=_size(Path(where))) if "://" not in where else where)
        st.text(words("settings.store.runs", where=Jobs.of(store()).folder))
        if st.button(say("settings.store.verify"), key="settings-verify"):
            _verify()


def _verify() -> None:
    with st.spinner(say("settings.store.verifying")):
        faults = store().verify()
    if faults:
        st.error(say("settings.store.faults", count=len(faults)))
        st.dataframe([{words("settings.store.subject"): one.subject, words("settings.store.what"): one.what} for one in faults])
    else:
        st.success(say("settings.store.sound"))


def _size(path: Path) -> str:
    """Of the database with what is not merged into it yet."""
    parts = (path, path.with_name(f"{path.name}-wal"))
    return f"{sum(one.stat().st_size for one in parts if one.exists()) / 1e6:.1f} MB"
