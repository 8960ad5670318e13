import asyncio
from contextlib import nullcontext
from typing import Any

import pytest
from openai.types.chat import ChatCompletion

from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.transport import Transport
from llm_extract.engines.progress import Progress, reporting
from tests.endpoint import Reply, ScriptedEndpoint, completion
from tests.engines.calls import ASK, KEY, TEXT, both


def ask(endpoint: Endpoint, **request: Any) -> ChatCompletion:  # noqa: ANN401  openai's own arguments
    async def inside() -> ChatCompletion:
        async with Transport(endpoint) as transport:
            return await transport.create(**(ASK | request))

    return asyncio.run(inside())


@both
@pytest.mark.parametrize("tool", [None, "Answer"])
def test_an_answer_comes_back_whole(tool: str | None, *, streamed: bool) -> None:
    seen: list[Progress] = []
    with ScriptedEndpoint([Reply(body=completion(TEXT, tool=tool, usage=(7, 5)))]) as server:
        endpoint = Endpoint("m", server.base_url, KEY)
        with reporting(seen.append) if streamed else nullcontext():
            answer = ask(endpoint, temperature=0)
    message = answer.choices[0].message
    text = message.model_dump()["tool_calls"][0]["function"]["arguments"] if tool else message.content
    assert (text, answer.choices[0].finish_reason, answer.model) == (TEXT, "stop", "scripted-1")
    assert answer.usage is not None
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (7, 5)
    (request,) = server.requests
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.json == ASK | {"model": "m", "temperature": 0} | (
        {"stream": True, "stream_options": {"include_usage": True}} if streamed else {}
    )
    assert [one.done for one in seen] == (sorted({one.done for one in seen}) if streamed else [])
    assert seen[-1:] == ([Progress(len(TEXT))] if streamed else [])
    assert (len(seen) > 1) == streamed
