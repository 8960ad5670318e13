"""Chat completions over HTTP: one owner of retries, bounds on time and size, named errors."""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Self

import httpx2
import openai
import tenacity
from openai.types.chat import ChatCompletion

from llm_extract.engines.openai_compatible.answers import completion, parsed
from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.failures import FailedTryError, Failure, of_connection, of_status
from llm_extract.engines.openai_compatible.streaming import accumulated
from llm_extract.engines.openai_compatible.wire import AnswerTooBigError, Wire
from llm_extract.engines.progress import OnProgress, wanted
from llm_extract.errors import EndpointFailedError

_CONNECT = 5.0
"""Seconds to open a connection, as openai's own client has it."""

_BACKOFF = tenacity.wait_exponential_jitter(multiplier=0.5, max=8, jitter=0.5)
"""Seconds between tries where the endpoint names none: openai's own 0.5, doubled up to 8, with jitter added."""


class Transport:
    """Calls one endpoint, from one event loop; many calls may run at a time.

    Args:
        endpoint: where to, and within which bounds.
        sleep: waits between tries.

    Raises:
        EndpointAddressError: the proxy that the environment names cannot be used.
    """

    def __init__(self, endpoint: Endpoint, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._endpoint = endpoint
        self._sleep = sleep
        self._wire = Wire(endpoint)
        self._client = _client(endpoint, self._wire)

    @property
    def attempts(self) -> int:
        """HTTP requests made so far."""
        return self._wire.requests

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Closes all connections."""
        await self._client.close()

    async def create(self, **request: Any) -> ChatCompletion:  # noqa: ANN401  the arguments of openai's own method
        """One chat completion, whole and checked: it has a choice with text or a tool call, not cut off and not refused.

        Args:
            **request: what `chat.completions.create` of openai takes; the endpoint's model where none is given.

        Raises:
            EndpointError: there is no such answer; its subclasses say why.
        """
        try:
            async with asyncio.timeout(self._endpoint.deadline) as clock:
                return await self._retried(request, clock)
        except TimeoutError:
            if not clock.expired():
                raise
            late = Failure(EndpointFailedError, f"no complete answer within {self._endpoint.deadline:g} seconds", "allow more time")
            raise late.error(self._endpoint.subject, 1) from None

    async def _retried(self, request: dict[str, Any], clock: asyncio.Timeout) -> ChatCompletion:
        tries = tenacity.AsyncRetrying(
            sleep=self._sleep,
            stop=tenacity.stop_after_attempt(self._endpoint.tries),
            wait=_wait,
            retry=tenacity.retry_if_exception(lambda error: self._is_worth_waiting(error, clock)),
            reraise=True,
        )
        try:
            return await tries(self._tried, request)
        except FailedTryError as error:
            failure = error.failure
        # Raised out here, so that no traceback leads to the endpoint's own words, which may repeat the key.
        raise failure.error(self._endpoint.subject, tries.statistics["attempt_number"])

    def _is_worth_waiting(self, error: BaseException, clock: asyncio.Timeout) -> bool:
        if not isinstance(error, FailedTryError) or not error.failure.retry:
            return False
        left = (clock.when() or 0) - asyncio.get_running_loop().time()
        return (error.failure.wait or 0) <= min(self._endpoint.longest_wait, left)

    async def _tried(self, request: dict[str, Any]) -> ChatCompletion:
        on_progress = wanted()
        asked = {"model": self._endpoint.model} | request
        if on_progress:
            asked |= {"stream": True, "stream_options": {"include_usage": True}}
        try:
            async with self._client.chat.completions.with_streaming_response.create(**asked) as answer:
                return completion(await self._read(answer.http_response, on_progress), self._endpoint)
        except openai.APIStatusError as error:
            answered = error.response
            failure = of_status(answered.status_code, answered.content, answered.headers, self._endpoint)
        except openai.APIConnectionError as error:
            failure = of_connection(error.__cause__ or error, self._endpoint)
        except (httpx2.HTTPError, AnswerTooBigError) as error:
            failure = of_connection(error, self._endpoint)
        raise FailedTryError(failure)

    async def _read(self, answer: httpx2.Response, on_progress: OnProgress | None) -> object:
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if on_progress and kind == "text/event-stream":
            return await accumulated(answer.aiter_bytes(), self._endpoint, on_progress)
        return parsed(await answer.aread(), self._endpoint)


def _wait(state: tenacity.RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.failure.wait if isinstance(error, FailedTryError) else None
    return _BACKOFF(state) if asked is None else asked


def _client(endpoint: Endpoint, wire: Wire) -> openai.AsyncOpenAI:
    timeout = httpx2.Timeout(endpoint.silence, connect=min(_CONNECT, endpoint.silence), pool=None)
    # The wire puts the key in; the placeholder keeps openai from looking for one in the environment.
    return openai.AsyncOpenAI(
        api_key="on-the-wire",
        base_url=endpoint.base_url,
        max_retries=0,
        timeout=timeout,
        http_client=httpx2.AsyncClient(transport=wire, timeout=timeout, follow_redirects=False, trust_env=False),
    )
