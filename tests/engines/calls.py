"""One call to a scripted endpoint, and what must hold after every one."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from traceback import TracebackException
from typing import Any

import pytest
from openai.types.chat import ChatCompletion

from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.transport import Transport
from llm_extract.engines.progress import reporting
from llm_extract.errors import (
    EndpointError,
)
from tests.endpoint import Reply, Request, ScriptedEndpoint, completion

KEY = "0123456789abcdef-no-key"
ASK: dict[str, Any] = {"messages": [{"role": "user", "content": "Đọc bài này."}]}
TEXT = "Đảng bộ huyện có ⟦12⟧ chi bộ."
GOOD = Reply(body=completion(TEXT))
EVENTS = {"Content-Type": "text/event-stream"}
HTML = "<!doctype html><title>502 Bad Gateway</title><p>sorry</p>"

both = pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])


@dataclass(frozen=True)
class Outcome:
    answer: ChatCompletion | None
    error: EndpointError | None
    waits: Sequence[float]
    attempts: int

    def raised(self, kind: type[EndpointError]) -> str:
        assert type(self.error) is kind, self.error
        return str(self.error)


async def called(endpoint: Endpoint, *, streamed: bool) -> Outcome:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    answer = error = None
    async with Transport(endpoint, sleep=sleep) as transport:
        try:
            with reporting(lambda _: None) if streamed else nullcontext():
                answer = await transport.create(**ASK)
        except EndpointError as raised:
            error = raised
        return Outcome(answer, error, waits, transport.attempts)


def call(script: Sequence[Reply] | Callable[[Request], Reply], *, streamed: bool = False, **bounds: Any) -> Outcome:  # noqa: ANN401  fields of Endpoint
    """One call; every error must name its subject and what to do, and nothing must hold the key."""
    with ScriptedEndpoint(script) as server:
        outcome = asyncio.run(called(Endpoint("m", server.base_url, KEY, **bounds), streamed=streamed))
    assert outcome.attempts == len(server.requests)
    assert {request.headers["authorization"] for request in server.requests} == {f"Bearer {KEY}"}
    if outcome.error:
        require_message(outcome.error, server.base_url)
    return outcome


def require_message(error: EndpointError, base_url: str) -> None:
    message = str(error)
    host = base_url.removeprefix("http://").removesuffix("/v1")
    assert message.startswith(f"m at {host}: ")
    assert "; " in message
    assert message.endswith(".")
    assert message.isprintable()
    assert KEY not in "".join(TracebackException.from_exception(error, capture_locals=True).format())


def said(message: str, **fields: object) -> dict[str, Any]:
    return {"error": {"message": message, **fields}}


def text(outcome: Outcome) -> str | None:
    assert outcome.answer is not None, outcome.error
    return outcome.answer.choices[0].message.content
