"""Answers of models, kept raw: the same question is never paid for twice."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from platformdirs import user_cache_path

from llm_extract import atomic
from llm_extract.errors import CacheError


class Cache(Protocol):
    """Keeps raw answers by the hash of what was asked."""

    def get(self, key: str) -> dict[str, Any] | None:
        """The answer kept under a key, or None."""

    def put(self, key: str, request: Mapping[str, Any], response: Mapping[str, Any]) -> None:
        """Keeps an answer with what was asked."""


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
    """Answers in a folder, one JSON file each, readable by its owner alone: an article may be private."""

    def __init__(self, folder: Path) -> None:
        """Takes the folder, which is made when the first answer is kept."""
        self.folder = folder

    def get(self, key: str) -> dict[str, Any] | None:
        """The answer kept under a key; None where there is none, or where its file is damaged."""
        kept = self._read(self._path(key))
        response = kept and kept.get("response")
        return response if isinstance(response, dict) else None

    def put(self, key: str, request: Mapping[str, Any], response: Mapping[str, Any]) -> None:
        """Keeps an answer, whole or not at all.

        Raises:
            CacheError: the folder takes no file.
        """
        record = {"key": key, "at": datetime.now(UTC).isoformat(), "request": request, "response": response}
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            atomic.write(path, json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"), mode=0o600)
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
