"""A streamed answer, put together again."""

import codecs
from collections.abc import AsyncIterator
from typing import Annotated, Any

from pydantic import BaseModel, FailFast, StrictStr, ValidationError

from llm_extract.engines.openai_compatible.answers import error_of, no_completion, parsed
from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.failures import FailedTryError, dropped
from llm_extract.engines.progress import OnProgress, Progress

_DONE = "[DONE]"


class _Function(BaseModel):
    name: StrictStr | None = None
    arguments: StrictStr | None = None


class _Call(BaseModel):
    index: int = 0
    id: StrictStr | None = None
    function: _Function | None = None


class _Delta(BaseModel):
    content: StrictStr | None = None
    refusal: StrictStr | None = None
    tool_calls: Annotated[list[_Call] | None, FailFast()] = None


class _Logprobs(BaseModel):
    content: list[dict[str, Any]] | None = None


class _Choice(BaseModel):
    index: int = 0
    delta: _Delta | None = None
    finish_reason: StrictStr | None = None
    logprobs: _Logprobs | None = None


class _Chunk(BaseModel):
    id: Any = None
    created: Any = None
    model: StrictStr | None = None
    choices: Annotated[list[_Choice] | None, FailFast()] = None
    usage: Any = None


class Accumulator:
    """The first choice of a stream, chunk by chunk.

    openai's own accumulation joins every text of a delta, so an endpoint that repeats the role or a function's name in each chunk
    (Ollama does) gets `assistantassistant`; and it copies the whole answer for every chunk.
    """

    def __init__(self) -> None:
        self.characters = 0
        self._head: dict[str, Any] = {}
        self._content: list[str] = []
        self._refusal: list[str] = []
        self._calls: dict[int, dict[str, Any]] = {}
        self._logprobs: list[dict[str, Any]] = []
        self._choices = 0
        self._finish: str | None = None

    @property
    def ended(self) -> bool:
        """Whether the model has said why it ends."""
        return self._finish is not None

    def add(self, data: object) -> None:
        """Takes the next chunk.

        Raises:
            FailedTryError: it is none.
        """
        try:
            chunk = _Chunk.model_validate(data)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            raise no_completion(f"is no stream of a completion ({'.'.join(map(str, first['loc']))}: {first['msg']})") from None
        self._head |= {name: value for name in ("id", "created", "model", "usage") if (value := getattr(chunk, name)) is not None}
        for choice in chunk.choices or ():
            if choice.index == 0:
                self._take(choice)

    def completion(self) -> dict[str, Any]:
        """The answer as it would have come in one piece."""
        message: dict[str, Any] = {
            "role": "assistant",
            "content": "".join(self._content) or None,
            "refusal": "".join(self._refusal) or None,
        }
        if self._calls:
            message["tool_calls"] = [_joined(call) for _, call in sorted(self._calls.items())]
        choice = {"index": 0, "message": message, "finish_reason": self._finish}
        if self._logprobs:
            choice["logprobs"] = {"content": self._logprobs, "refusal": None}
        return self._head | {"choices": [choice] if self._choices else []}

    def _take(self, choice: _Choice) -> None:
        self._choices += 1
        self._finish = choice.finish_reason or self._finish
        delta = choice.delta or _Delta()
        self._content.append(delta.content or "")
        self._refusal.append(delta.refusal or "")
        self.characters += len(delta.content or "")
        self._logprobs += (choice.logprobs and choice.logprobs.content) or []
        for call in delta.tool_calls or ():
            self._call(call)

    def _call(self, delta: _Call) -> None:
        call = self._calls.setdefault(delta.index, {"id": "", "name": "", "arguments": []})
        call["id"] = call["id"] or delta.id or ""
        if delta.function:
            call["name"] = call["name"] or delta.function.name or ""
            call["arguments"].append(delta.function.arguments or "")
            self.characters += len(delta.function.arguments or "")


def _joined(call: dict[str, Any]) -> dict[str, Any]:
    return {"id": call["id"], "type": "function", "function": {"name": call["name"], "arguments": "".join(call["arguments"])}}


async def accumulated(pieces: AsyncIterator[bytes], endpoint: Endpoint, on_progress: OnProgress) -> dict[str, Any]:
    """Reads server-sent events to their end.

    Args:
        pieces: the body.
        endpoint: for messages.
        on_progress: called with what of the answer has come, whenever it has grown.

    Returns:
        The completion as it would have come in one piece.

    Raises:
        FailedTryError: what is streamed is no completion, is an error, or ends before the answer does.
    """
    answer = Accumulator()
    async for data in _data(pieces):
        if data == _DONE:
            return answer.completion()
        value = parsed(data.encode(), endpoint)
        if error := error_of(value, endpoint):
            raise error
        before = answer.characters
        answer.add(value)
        if answer.characters > before:
            on_progress(Progress(answer.characters))
    if not answer.ended:
        raise FailedTryError(dropped())
    return answer.completion()


async def _data(pieces: AsyncIterator[bytes]) -> AsyncIterator[str]:
    """The `data` of each event; Chat Completions puts one line of it in each."""
    async for line in _lines(pieces):
        if line.startswith("data:"):
            yield line.removeprefix("data:").strip()


async def _lines(pieces: AsyncIterator[bytes]) -> AsyncIterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    rest: list[str] = []
    try:
        async for piece in pieces:
            *whole, last = decoder.decode(piece).split("\n")
            for line in whole:
                yield "".join([*rest, line]).rstrip("\r")
                rest = []
            rest.append(last)
        yield "".join([*rest, decoder.decode(b"", final=True)])
    except UnicodeDecodeError:
        raise no_completion("is not valid UTF-8") from None
