"""Recordings: what a model answered to each question on some articles, in one small file that is asked in its place.

A recording holds no question, only its key; so it can be made public with the articles, and shows by itself when it is stale. Kept answers
(`engines.cache`) spare money; a recording makes a run of a model repeatable where the model is not.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from decimal import Decimal
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from llm_extract import atomic, errors
from llm_extract.engines.asking.engine import Asking, AskingEngine
from llm_extract.engines.asking.probabilities import Token
from llm_extract.engines.asking.rounds import Chat, Completion
from llm_extract.engines.base import SCRIPTED, Engine
from llm_extract.engines.cache import question_of
from llm_extract.errors import AnswerCutOffError, AnswerError, AnswerRefusedError, LlmExtractError, NoCompletionError, RecordingError
from llm_extract.models import Answer, Article, Figure, Usage
from llm_extract.tasks.base import Task

_KEY = 24
"""Hex digits of a question's key: 96 bits, so that two of a million questions share one by a chance of 1 in 10¹⁷."""
_MOST_BYTES = 64_000_000
_SAVE_EVERY = 5.0
_ITS_OWN = (AnswerCutOffError, AnswerError, AnswerRefusedError, NoCompletionError)
"""Errors that are the model's answer; any other is the endpoint's, and is not recorded."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RecordedCompletion(_Part):
    """One answer: its text, or the error that it was; what it cost then; tokens as bytes in Latin-1, with their logarithms."""

    text: str = ""
    error: str | None = None
    calls: int = 1
    prompt_tokens: int = 0
    answer_tokens: int = 0
    seconds: float = 0.0
    price: Decimal | None = None
    asked_again: int = 0
    tokens: tuple[tuple[str, float], ...] = ()

    @classmethod
    def of(cls, said: Completion) -> Self:
        """What was said, to be written."""
        tokens = tuple((token.data.decode("latin-1"), token.logprob) for token in said.tokens)
        return cls(text=said.text, seconds=round(said.usage.seconds, 3), tokens=tokens, **_costs(said.usage))

    def said(self) -> Completion:
        """What was said.

        Raises:
            LlmExtractError: the answer was an error.
        """
        if self.error is not None:
            raise getattr(errors, self.error)(self.text)
        usage = Usage(seconds=self.seconds, recorded=self.calls, **_costs(self))
        return Completion(self.text, usage, tuple(Token(data.encode("latin-1"), logprob) for data, logprob in self.tokens))


class Recording(_Part):
    """Answers of one model, by article and question.

    Attributes:
        engine: who answered, as results show it; `scripted` where it was no model.
        asking: how it was asked.
        digest: what tells the model from others of its name, where the engine knows.
        articles: answers by the key of their question, by task and SHA-256 of the article's text.
    """

    format: Literal[1] = 1
    engine: str
    asking: Asking
    digest: str | None = None
    articles: Mapping[str, Mapping[str, RecordedCompletion]] = Field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Reads a recording.

        Raises:
            RecordingError: it cannot be read, or is none of this format.
        """
        try:
            with gzip.open(path) as file:
                data = file.read(_MOST_BYTES + 1)
            if len(data) > _MOST_BYTES:
                raise RecordingError(f"{path}: this file is too large for a recording; give one that llm-extract eval --record wrote")
            made = cls.model_validate_json(data)
            unknown = {one.error for answers in made.articles.values() for one in answers.values()} - {None, *_NAMES}
        except (OSError, EOFError) as error:
            raise RecordingError(
                f"{path}: this recording cannot be read ({error}); give one that llm-extract eval --record wrote"
            ) from error
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"])) or "file"
            raise RecordingError(f"{path}: this is no recording ({place}: {first['msg']}); record anew with eval --record") from error
        if unknown:
            raise RecordingError(f"{path}: it holds errors of no known kind ({', '.join(map(str, unknown))}); record anew")
        return made

    def save(self, path: Path) -> None:
        """Writes it in one step; equal recordings are equal files.

        Raises:
            RecordingError: it cannot be written.
        """
        # How it was asked is written whole: defaults may change.
        values = self.model_dump(mode="json", exclude_defaults=True) | {"format": self.format, "asking": asdict(self.asking)}
        data = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            atomic.write(path, gzip.compress(data, mtime=0))
        except OSError as error:
            raise RecordingError(f"{path}: the recording cannot be written ({error.strerror}); make room, or give another file") from error


class Recorder:
    """Records a model while it answers. What the file already holds of the same model, asked in the same way, is not asked again."""

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        """Takes the file, and whether to leave aside what it holds."""
        self._path = path
        self._fresh = fresh
        self._recording: Recording | None = None
        self._articles: dict[str, Mapping[str, RecordedCompletion]] = {}
        self._used: set[str] = set()
        self._saved = monotonic()

    def begin(self, engine: str, asking: Asking, digest: str | None = None) -> None:
        """Says who is recorded and how it is asked; `digest` tells a model from others of its name.

        Raises:
            RecordingError: there is a file that is no recording.
        """
        self._recording = Recording(engine=engine, asking=asking, digest=digest)
        if self._path.exists() and not self._fresh:
            earlier = Recording.load(self._path)
            if (earlier.engine, earlier.asking, earlier.digest) == (engine, asking, digest):
                self._articles = dict(earlier.articles)

    @contextmanager
    def article(self, article: Article, task: Task, chat: Chat) -> Iterator[Chat]:
        """A chat that records what is asked about an article; it counts once the block has ended, be it by an error of the model's own.

        Raises:
            LlmExtractError: the endpoint failed on some question, also where the engine would do without its answer.
        """
        key = _article_key(article, task)
        heard = _RecordingChat(chat, self._articles.get(key, {}))
        try:
            yield heard
        except _ITS_OWN:
            self._take(key, heard)
            raise
        self._take(key, heard)

    def _take(self, key: str, heard: "_RecordingChat") -> None:
        if heard.failed:
            raise heard.failed
        self._articles[key] = heard.answers
        self._used.add(key)
        if monotonic() - self._saved > _SAVE_EVERY:
            self.save()

    def save(self, *, whole: bool = False) -> None:
        """Writes the file; answers about articles that were not asked about are dropped where the run was a whole one.

        Raises:
            RecordingError: it cannot be written.
        """
        if self._recording:
            articles = {key: answers for key, answers in self._articles.items() if key in self._used or not whole}
            self._recording.model_copy(update={"articles": articles}).save(self._path)
        self._saved = monotonic()


@contextmanager
def recorded(recorder: Recorder | None, article: Article, task: Task, chat: Chat) -> Iterator[Chat]:
    """The chat that records what is asked about an article; the given one where nothing records."""
    if recorder is None:
        yield chat
        return
    with recorder.article(article, task, chat) as heard:
        yield heard


class RecordedEngine:
    """A recording in the place of the model that was recorded."""

    def __init__(self, recording: Recording) -> None:
        """Takes the recording."""
        self.name = SCRIPTED if recording.engine == SCRIPTED else f"replay of {recording.engine}"
        self._recording = recording

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        """Labels the figures and fills the document's fields; see `engines.asking.engine.AskingEngine`.

        Raises:
            RecordingError: something was not asked when the recording was made.
        """
        answers = self._recording.articles.get(_article_key(article, task))
        if answers is None:
            raise RecordingError(f"{self.name}: this article is not in the recording, it is new or its text changed; {_ANEW}")
        chat = _ReplayChat(answers)
        try:
            answer, usage = await _engine(self.name, chat, self._recording, task).answer(article, figures, task)
        finally:
            if chat.missing:  # never a worse answer than the model's: one stale question makes the whole article stale
                told = f"{chat.missing} of {chat.asked} questions on this article were not asked when the recording was made"
                raise RecordingError(f"{self.name}: {told}, the prompt, the schema, the reading of figures or the rules changed; {_ANEW}")
        return answer, replace(usage, seconds=chat.seconds)


def _engine(name: str, chat: Chat, recording: Recording, task: Task) -> Engine:
    """The engine that was recorded, on a chat of recorded answers; a tuned one weighs them as the adapter of this package says.

    Raises:
        RecordingError: this package has no adapter for the task, or another one.
    """
    if not recording.asking.labels:
        return AskingEngine(name, chat, recording.asking)
    from llm_extract.engines.local.adapters import shipped
    from llm_extract.engines.local.tuned import TunedEngine

    adapter = shipped(task.name)
    if adapter is None:
        raise RecordingError(f"{name}: no adapter for task {task.name} is in this package; ask the model itself")
    if recording.digest not in {None, adapter.digest}:
        raise RecordingError(f"{name}: the adapter of this package has other weights than the one that was recorded; {_ANEW}")
    return TunedEngine(name, chat, adapter.weights)


_ANEW = "record it anew with llm-extract eval --record"
_NAMES = tuple(error.__name__ for error in _ITS_OWN)


class _RecordingChat:
    """A chat that notes what another answers, and asks nothing whose answer is known."""

    def __init__(self, chat: Chat, known: Mapping[str, RecordedCompletion]) -> None:
        self._chat = chat
        self._known = known
        self.answers: dict[str, RecordedCompletion] = {}
        self.failed: LlmExtractError | None = None

    async def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], sampling: Mapping[str, Any]) -> Completion:
        key, start = _question_key(messages, schema, sampling), perf_counter()
        # Asked twice about the same article, a question has one answer, now as when it is replayed.
        if known := self.answers.get(key) or self._known.get(key):
            self.answers[key] = known
            return known.said()
        try:
            said = await self._chat.ask(messages, schema, sampling)
        except _ITS_OWN as error:
            self.answers[key] = RecordedCompletion(text=str(error), error=type(error).__name__, seconds=round(perf_counter() - start, 3))
            raise
        except LlmExtractError as error:
            self.failed = error
            raise
        self.answers[key] = RecordedCompletion.of(said)
        return said


class _ReplayChat:
    """A chat that has only answers that were recorded; `missing` counts the questions that it has none to."""

    def __init__(self, answers: Mapping[str, RecordedCompletion]) -> None:
        self._answers = answers
        self.asked = self.missing = 0
        self.seconds = 0.0

    async def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], sampling: Mapping[str, Any]) -> Completion:
        self.asked += 1
        heard = self._answers.get(_question_key(messages, schema, sampling))
        if heard is None:
            self.missing += 1
            raise RecordingError("this question was not recorded")
        self.seconds += heard.seconds
        return heard.said()


def _costs(of: RecordedCompletion | Usage) -> dict[str, Any]:
    return {name: getattr(of, name) for name in ("calls", "prompt_tokens", "answer_tokens", "price", "asked_again")}


def _article_key(article: Article, task: Task) -> str:
    return f"{task.name} {article.sha256[:_KEY]}"


def _question_key(messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], sampling: Mapping[str, Any]) -> str:
    return question_of({"messages": [dict(one) for one in messages], "schema": schema, **sampling})[:_KEY]
