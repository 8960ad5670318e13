"""The page Extract: an article comes in, its summary and metrics come out, and are saved."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from llm_extract import config, figures, loading, tasks
from llm_extract.batch import runner
from llm_extract.engines.asking.question import Question, require_askable
from llm_extract.engines.base import Engine
from llm_extract.engines.progress import Progress, reporting
from llm_extract.engines.replay import PastedEngine
from llm_extract.errors import InputError, LlmExtractError
from llm_extract.models import Article
from llm_extract.numbering import Numbered
from llm_extract.review.provenance import provenance
from llm_extract.store import Key
from llm_extract.tasks.base import Task
from llm_extract.ui import result, session
from llm_extract.ui.session import say, store, words

_FORMATS = ["txt", "md", "html", "htm", "pdf", "docx"]
_PASTED = "pasted"


@dataclass(frozen=True, slots=True)
class Source:
    """An article that somebody gave: its name, and how to load it."""

    name: str
    load: Callable[[], Article]


def page() -> None:
    """Draws the page."""
    st.title(say("extract.title"))
    with st.container(border=True):
        ways = {way: words(f"extract.from.{way}") for way in ("text", "files", "url", "chat")}
        way = st.segmented_control(
            say("extract.from"), list(ways), format_func=ways.__getitem__, default="text", required=True, key="extract-from"
        )
        task, engine = _choices(with_engine=way != "chat")
        if way == "chat":
            _chat(task)
        else:
            sources = list(_sources(way))
            if st.button(say("extract.run"), type="primary", shortcut="mod+enter", key="extract-run"):
                _extract(sources, task, engine)
    _results(task)


def _choices(*, with_engine: bool) -> tuple[Task, str]:
    left, right = st.columns(2)
    all_tasks = {name: tasks.get(name) for name in tasks.names()}
    labels = {name: f"{name}: {getattr(task, session.language())}" for name, task in all_tasks.items()}
    name = left.selectbox(say("extract.task"), list(labels), format_func=labels.__getitem__, key="extract-task")
    if not with_engine:
        return all_tasks[name or "party_building"], ""
    known = ["auto", "rules", "local", *([f"openai:{model}"] if (model := config.load().model) else [])]
    engine = right.selectbox(
        say("extract.engine"), known, accept_new_options=True, key="extract-engine", help="openai:MODEL, local:FILE.gguf, replay:FOLDER"
    )
    return all_tasks[name or "party_building"], engine or "auto"


def _sources(way: str | None) -> Iterator[Source]:
    if way == "files":
        for file in st.file_uploader(say("extract.files"), _FORMATS, accept_multiple_files=True, key="extract-files") or ():
            yield Source(file.name, partial(_upload, file))
    elif way == "url":
        url = st.text_input(say("extract.url"), type="url", placeholder="https://", key="extract-url").strip()
        if url:
            yield Source(url, lambda: _page(url))
    else:
        text = st.text_area(say("extract.text"), height=260, placeholder=words("extract.text.hint"), key="extract-text")
        if text.strip():
            yield Source(_PASTED, lambda: loading.load_text(text, _PASTED))


def _upload(file: UploadedFile) -> Article:
    return loading.load_bytes(file.getvalue(), name=file.name, media_type=file.type, uri=file.name)


def _page(url: str) -> Article:
    """A page of the web: whoever uses this page may not name files of the machine that serves it."""
    if not url.lower().startswith(("http://", "https://")):
        raise InputError(f"{url}: this is no web address; give one that begins with https://")
    return loading.load(url)


def _extract(sources: Sequence[Source], task: Task, engine_name: str) -> None:
    if not sources:
        st.info(say("extract.nothing"))
        return
    engine = session.engine(engine_name, task)
    runner.require_fit(task, engine)
    _run(sources, task, engine)


def _run(sources: Sequence[Source], task: Task, engine: Engine) -> None:
    by_name = {f"{number}": source for number, source in enumerate(sources)}
    done: list[Key] = []
    with st.status(say("extract.reading", name=sources[0].name), expanded=len(sources) > 1) as status:
        count = st.empty()

        def load(number: str) -> Article:
            status.update(label=say("extract.reading", name=by_name[number].name))
            return by_name[number].load()

        def answered(so_far: Progress) -> None:
            count.caption(say(f"extract.answered.{so_far.unit}", count=so_far.done, whole=so_far.whole))

        with reporting(answered):
            for outcome in runner.run(list(by_name), task, engine, load=load):
                name = by_name[outcome.source].name
                try:
                    done.append(_saved(outcome, task))
                except LlmExtractError as error:
                    st.error(say("extract.failed", name=name, error=session.told(error)))
        count.empty()
        status.update(
            label=say("extract.done", done=len(done), all=len(sources)), state="complete" if len(done) == len(sources) else "error",
            expanded=len(done) < len(sources),
        )  # fmt: skip
    st.session_state["extracted"] = done


def _saved(outcome: runner.Done | runner.Failed, task: Task) -> Key:
    """The key under which a result is kept.

    Raises:
        LlmExtractError: there is none, or it cannot be kept. What a bug raised is raised on.
    """
    if isinstance(outcome, runner.Failed):
        raise outcome.error
    return store().save(outcome.article, outcome.extraction, provenance(task, outcome.extraction))


def _chat(task: Task) -> None:
    text = st.text_area(say("extract.text"), height=200, placeholder=words("extract.text.hint"), key="chat-text")
    if not text.strip():
        return
    article = loading.load_text(text, _PASTED)
    require_askable(task)
    with st.expander(say("extract.copy"), expanded=True):
        st.code(Question.of(task, Numbered.whole(article, figures.read(article.text))).for_chat(), language=None, height=220)
    answer = st.text_area(say("extract.answer"), height=160, key="chat-answer")
    if st.button(say("extract.take"), type="primary", disabled=not answer.strip(), key="chat-take"):
        _run([Source(_PASTED, lambda: article)], task, PastedEngine(answer))


def _results(task: Task) -> None:
    """What was extracted last; the address keeps the first, so that a reload shows it."""
    keys: list[Key] = st.session_state.get("extracted") or []
    if keys:
        session.remember(article=keys[0].sha256, task=keys[0].task)
    elif kept := st.query_params.get("article"):
        keys = [Key(kept, st.query_params.get("task", task.name))]
    for key in dict.fromkeys(keys):  # two files may hold the same text
        result.show(store().sheet(key))
