"""Answers of models, kept raw: the same question is never paid for twice."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from platformdirs import user_cache_path

from llm_extract import atomic
from llm_extract.attribution import Telling
from llm_extract.errors import CacheError
from llm_extract.models import Article

_ABOUT: ContextVar[str | None] = ContextVar("about", default=None)
_ARTICLES = "articles"


class Cache(Protocol):
    """Keeps raw answers by the hash of what was asked."""

    def get(self, key: str) -> dict[str, Any] | None:
        """The answer kept under a key, or None."""

    def put(self, key: str, request: Mapping[str, Any], response: Mapping[str, Any]) -> None:
        """Keeps an answer with what was asked."""


@contextmanager
def about(article: Article) -> Iterator[None]:
    """Answers that are kept or given back within are of questions about an article; tasks that run at the same time have their own."""
    token = _ABOUT.set(article.sha256)
    try:
        yield
    finally:
        _ABOUT.reset(token)


def key_of(engine: str, request: Mapping[str, Any]) -> str:
    """The key of an answer: SHA-256, in hex, of all that decides it.

    Args:
        engine: who answers: its address and model.
        request: messages, JSON schema and sampling settings, exactly as sent; the numbered article is in the messages.
    """
    told = json.dumps([engine, request], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def question_of(request: Mapping[str, Any]) -> str:
    """The key of a question, whoever is asked, and whatever is wanted beside the answer: of all but `model` and `logprobs`."""
    return key_of("", {name: part for name, part in request.items() if name not in {"model", "logprobs"}})


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer in a folder: its key, when it was kept (UTC), the model, and its size in bytes."""

    key: str
    at: datetime
    model: str
    size: int


def default_folder() -> Path:
    """`$LLM_EXTRACT_CACHE`, else the user's cache folder."""
    given = os.environ.get("LLM_EXTRACT_CACHE")
    return Path(given).expanduser() if given else user_cache_path("llm-extract", appauthor=False) / "answers"


class FolderCache:
    """Answers in a folder, one JSON file each, readable by its owner alone: an article may be private.

    Each names the articles that it was asked about, by the SHA-256 of their texts; see `about`.
    """

    def __init__(self, folder: Path) -> None:
        """Takes the folder, which is made when the first answer is kept."""
        self.folder = folder

    def get(self, key: str) -> dict[str, Any] | None:
        """The answer kept under a key; None where there is none, or where its file is damaged."""
        kept = self._read(self._path(key))
        response = kept and kept.get("response")
        if kept is None or not isinstance(response, dict):
            return None
        if (article := _ABOUT.get()) and _ARTICLES in kept and article not in _articles(kept):
            with suppress(OSError):  # a folder that takes no file gives its answers all the same
                self._write(key, {**kept, _ARTICLES: [*_articles(kept), article]})
        return response

    def put(self, key: str, request: Mapping[str, Any], response: Mapping[str, Any]) -> None:
        """Keeps an answer, whole or not at all.

        Raises:
            CacheError: the folder takes no file.
        """
        record = {"key": key, "at": datetime.now(UTC).isoformat(), "request": request, "response": response}
        if article := _ABOUT.get():
            record[_ARTICLES] = [article]
        try:
            self._write(key, record)
        except OSError as error:
            raise CacheError(f"{self.folder}: the answer cannot be kept ({error.strerror}); make room, or set LLM_EXTRACT_CACHE") from error

    def entries(self) -> Iterator[Entry]:
        """What is kept, the oldest first."""
        yield from (entry for entry, _ in self._kept())

    def records(self) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """What was asked and answered, the oldest first."""
        yield from ((kept["request"], kept["response"]) for _, kept in self._kept())

    def prune(self, older: timedelta) -> int:
        """Deletes answers kept longer ago than `older`; says how many."""
        before = datetime.now(UTC) - older
        doomed = [entry for entry in self.entries() if entry.at <= before]
        for entry in doomed:
            self._path(entry.key).unlink(missing_ok=True)
        return len(doomed)

    def forget(self, article: Article) -> int:
        """Deletes the answers to questions about an article; says how many. Those that name no article are known by their words.

        Raises:
            CacheError: a file cannot be deleted.
        """
        telling = Telling.of(article)
        try:
            doomed = [path for path in self.folder.glob("??/*.json") if self._is_about(path, article, telling)]
            for path in doomed:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise CacheError(f"{self.folder}: kept answers cannot be deleted ({error.strerror}); delete them by hand") from error
        return len(doomed)

    def _is_about(self, path: Path, article: Article, telling: Telling) -> bool:
        kept = self._read(path) or {}
        return article.sha256 in _articles(kept) or (_ARTICLES not in kept and telling.is_asked_in(kept.get("request")))

    def _write(self, key: str, record: Mapping[str, Any]) -> None:
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        atomic.write(path, json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"), mode=0o600)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"

    def _kept(self) -> list[tuple[Entry, dict[str, Any]]]:
        """The files that hold an answer whole, the oldest first."""
        found = []
        for path in self.folder.glob("??/*.json"):
            kept = self._read(path) or {}
            with suppress(KeyError, TypeError, ValueError, OSError):  # a damaged file holds no answer
                request, at = kept["request"], datetime.fromisoformat(kept["at"])
                if isinstance(request, dict) and isinstance(kept["response"], dict):
                    found.append((Entry(path.stem, at, str(request.get("model", "")), path.stat().st_size), kept))
        return sorted(found, key=lambda one: one[0].at)

    @staticmethod
    def _read(path: Path) -> dict[str, Any] | None:
        try:
            kept = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
        except (OSError, ValueError):
            return None
        return kept if isinstance(kept, dict) else None


def _articles(kept: Mapping[str, Any]) -> list[str]:
    named = kept.get(_ARTICLES)
    return named if isinstance(named, list) else []


class NoCache:
    """Keeps nothing."""

    def get(self, key: str) -> None:
        """Nothing."""
        del key

    def put(self, key: str, request: Mapping[str, Any], response: Mapping[str, Any]) -> None:
        """Keeps nothing."""
        del key, request, response


class Refreshing:
    """A cache that is written but not read: every question is asked again."""

    def __init__(self, cache: Cache) -> None:
        """Takes the cache to write to."""
        self._cache = cache

    def get(self, key: str) -> None:
        """Nothing."""
        del key

    def put(self, key: str, request: Mapping[str, Any], response: Mapping[str, Any]) -> None:
        """Keeps the new answer in the place of the old."""
        self._cache.put(key, request, response)
