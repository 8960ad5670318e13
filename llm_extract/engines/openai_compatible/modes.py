"""What an endpoint can do: found out once, remembered."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from llm_extract import atomic
from llm_extract.errors import RefusedRequestError

Mode = Literal["schema", "tools", "text"]
LADDER: tuple[Mode, ...] = ("schema", "tools", "text")
"""Ways to ask for JSON, the strictest first: a strict JSON schema, a tool's arguments, JSON in the text."""

_SAMPLING = ("temperature", "top_p", "seed", "frequency_penalty", "presence_penalty")
_SCHEMA_WORDS = ("response_format", "json_schema", "json schema", "structured output", "strict", "schema", "grammar")
_STREAM = "stream"
_LOGPROBS = "logprobs"
_TOOL_WORDS = ("tool", "function")


@dataclass(frozen=True, slots=True)
class Ability:
    """What one model of one endpoint takes.

    Attributes:
        mode: how it is asked for JSON.
        sampling: whether it takes sampling settings; reasoning models refuse them.
        logprobs: whether it can be asked how probable its tokens were.
        streaming: whether it can send an answer piece by piece.
    """

    mode: Mode = "schema"
    sampling: bool = True
    logprobs: bool = True
    streaming: bool = True

    def settings(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """What of the wanted settings it takes."""
        return {name: value for name, value in wanted.items() if (self.logprobs if name == _LOGPROBS else self.sampling)}

    def without(self, refused: RefusedRequestError) -> "Ability | None":
        """What is left to try after a request was refused; None where the refusal is about something else."""
        said = f"{refused.said} {refused.code}".lower()
        if self.streaming and _STREAM in said:
            return replace(self, streaming=False)
        if self.logprobs and _LOGPROBS in said:
            return replace(self, logprobs=False)
        if self.sampling and any(word in said for word in _SAMPLING):
            return replace(self, sampling=False)
        words = _SCHEMA_WORDS if self.mode == "schema" else _TOOL_WORDS if self.mode == "tools" else ()
        if any(word in said for word in words):
            return replace(self, mode=LADDER[LADDER.index(self.mode) + 1])
        return None


class Memory:
    """Remembers abilities in a file beside the answers; without a file, for as long as it lives."""

    def __init__(self, path: Path | None = None) -> None:
        """Takes the file, which is made when the first ability is remembered."""
        self._path = path
        self._known: dict[str, Ability] = self._load()

    def get(self, endpoint: str) -> Ability:
        """What an endpoint can do, as far as is known."""
        return self._known.get(endpoint, Ability())

    def put(self, endpoint: str, ability: Ability) -> None:
        """Remembers what an endpoint can do; a file that cannot be written is found out again next time."""
        self._known[endpoint] = ability
        if self._path is None:
            return
        known = self._load() | {endpoint: ability}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            atomic.write(self._path, json.dumps({name: asdict(one) for name, one in known.items()}, indent=1).encode())
        except OSError:
            return

    def _load(self) -> dict[str, Ability]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8")) if self._path else {}
            return {name: Ability(**one) for name, one in kept.items() if one.get("mode") in LADDER}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}
