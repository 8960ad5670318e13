"""HTTP as the endpoint gets to see it: the key, the size of an answer, the number of requests."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx2

from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.errors import EndpointAddressError

ERROR_BYTES = 65_536
"""How much of an answer that is none is read: its message stands at the beginning."""

_KEPT = ("accept", "content-length", "content-type", "host", "transfer-encoding", "user-agent")
_ACCOUNT = ("openai-organization", "openai-project")
_OPENAI = "api.openai.com"


class AnswerTooBigError(Exception):
    """The answer holds more bytes than allowed."""


class Wire(httpx2.AsyncBaseTransport):
    """Sends each request once and bounds what comes back.

    The key is known here and nowhere above, so no log or error of the libraries above can hold it. Headers that they take from
    the environment (`OPENAI_CUSTOM_HEADERS`, or an organization meant for OpenAI) do not reach another endpoint.

    Args:
        endpoint: where the requests go, with which key.

    Attributes:
        requests: sent so far.

    Raises:
        EndpointAddressError: the proxy that the environment names cannot be used.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.requests = 0
        self._endpoint = endpoint
        self._inner = _direct_or_tunnel(endpoint)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Sends a request and returns an answer whose body is unpacked and bounded while it is read.

        Raises:
            AnswerTooBigError: also while the body is read.
            httpx2.TransportError: also while the body is read.
        """
        self.requests += 1
        sent = httpx2.Request(
            request.method, request.url, headers=self._headers(request), stream=request.stream, extensions=request.extensions
        )
        answer = await self._inner.handle_async_request(sent)
        headers = [(name, value) for name, value in answer.headers.multi_items() if name not in {"content-encoding", "content-length"}]
        return httpx2.Response(
            answer.status_code, headers=headers, stream=_Bounded(answer, self._endpoint.most_bytes), extensions=answer.extensions
        )

    async def aclose(self) -> None:
        """Closes all connections."""
        await self._inner.aclose()

    def _headers(self, request: httpx2.Request) -> dict[str, str]:
        kept = _KEPT + (_ACCOUNT if request.url.host == _OPENAI else ())
        headers = {name: request.headers[name] for name in kept if name in request.headers}
        key = {"authorization": f"Bearer {self._endpoint.api_key}"} if self._endpoint.api_key else {}
        return headers | {"accept-encoding": "gzip, deflate"} | key


class _Bounded(httpx2.AsyncByteStream):
    """The unpacked body of an answer: an error is cut, anything else must not be too big."""

    def __init__(self, answer: httpx2.Response, most: int) -> None:
        self._answer = answer
        self._most = most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for piece in self._answer.aiter_bytes():
            read += len(piece)
            if self._answer.is_success and read > self._most:
                raise AnswerTooBigError
            yield piece
            if not self._answer.is_success and read > ERROR_BYTES:
                return

    async def aclose(self) -> None:
        await self._answer.aclose()


def _direct_or_tunnel(endpoint: Endpoint) -> httpx2.AsyncHTTPTransport:
    # The bounds on connections are openai's own; calls beyond 1,000 wait for a free one.
    limits = httpx2.Limits(max_connections=1000, max_keepalive_connections=100)
    try:
        return httpx2.AsyncHTTPTransport(limits=limits, proxy=_proxy(endpoint.base_url))
    except (ImportError, ValueError, httpx2.InvalidURL):
        raise EndpointAddressError(
            f"{endpoint.subject}: the proxy that HTTPS_PROXY or ALL_PROXY names cannot be used; give one like http://proxy:3128."
        ) from None


def _proxy(base_url: str) -> str | None:
    """The environment's proxy for an https address, which it tunnels without reading; plain http goes direct, for it would be read."""
    parts = urlsplit(base_url)
    if parts.scheme != "https" or proxy_bypass(parts.netloc):
        return None
    proxies = getproxies()
    named = proxies.get("https") or proxies.get("all")
    return named if not named or "://" in named else f"http://{named}"
