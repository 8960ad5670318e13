"""What went wrong in one HTTP request: whether another try may mend it, and what to tell."""

import json
import math
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx2

from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.wire import AnswerTooBigError
from llm_extract.errors import (
    EndpointAddressError,
    EndpointBusyError,
    EndpointError,
    EndpointFailedError,
    NoCompletionError,
    QuotaSpentError,
    RefusedKeyError,
    RefusedRequestError,
    UnknownModelError,
)

_QUOTED = 200
_SAID = 2000
_SECRET = re.compile(r"\S*\*{2,}\S*|\bsk-\S+")  # a masked key, as OpenAI repeats it, and whatever else looks like one
_BUSY = 429
_SERVER_ERROR = 500
_RETRIED = frozenset({408, 409, _BUSY})  # as openai's own client has it, which adds all of 500 and above
_LATER = "try again later"


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed try.

    Attributes:
        kind: the error that it ends in.
        what: what is wrong.
        advice: what to do.
        retry: whether another try may mend it.
        wait: seconds that the endpoint asks to wait; None where it names none.
        fields: further arguments of the error.
    """

    kind: type[EndpointError]
    what: str
    advice: str
    retry: bool = False
    wait: float | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)

    def error(self, subject: str, tries: int) -> EndpointError:
        """The error to raise after so many tries."""
        after = f", after {tries} tries" if self.retry and tries > 1 else ""
        asked = f", and asks to wait {self.wait:.0f} seconds" if self.wait else ""
        return self.kind(f"{subject}: {self.what}{after}{asked}; {self.advice}.", **self.fields)


@dataclass(frozen=True, slots=True)
class _Final:
    """What no further try would mend, by HTTP status or by the error's own code."""

    kind: type[EndpointError]
    statuses: tuple[int, ...]
    code: str
    what: str
    advice: str


_FINAL = (
    _Final(QuotaSpentError, (402,), "insufficient_quota", "the account has no credit left", "top it up, or use another key"),
    _Final(RefusedKeyError, (401, 403), "invalid_api_key", "the API key is refused", "check the key, and that it may use this model"),
    _Final(UnknownModelError, (404,), "model_not_found", "no such model or address", "check the model's name and the base URL"),
)


class FailedTryError(Exception):
    """One try failed."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.what)
        self.failure = failure


def of_status(status: int, body: bytes, headers: Mapping[str, str], endpoint: Endpoint) -> Failure:
    """The failure that an HTTP status means.

    Args:
        status: 300 or more.
        body: what came with it.
        headers: by lower-case name.
        endpoint: for its key, which no message may hold.
    """
    if status < 400:  # noqa: PLR2004  where HTTP's errors begin
        return _redirect(headers.get("location", ""))
    said, code = _words(body, endpoint)
    quote = quoted(said, endpoint)
    for final in _FINAL:
        if status in final.statuses or code == final.code:
            return Failure(final.kind, f"{final.what} ({status}){quote}", final.advice)
    if status in _RETRIED or status >= _SERVER_ERROR:
        return _passing(status, quote, headers)
    advice = "check the model's options and the length of the article"
    fields = {"said": said, "code": code}
    return Failure(RefusedRequestError, f"the endpoint does not take the request ({status}){quote}", advice, fields=fields)


def _passing(status: int, quote: str, headers: Mapping[str, str]) -> Failure:
    retry = headers.get("x-should-retry") != "false"  # OpenAI's own header
    wait = retry_after(headers)
    if status == _BUSY:
        return Failure(EndpointBusyError, f"the endpoint is busy ({status}){quote}", _LATER, retry, wait, {"wait": wait})
    return Failure(EndpointFailedError, f"the endpoint fails ({status}){quote}", _LATER, retry, wait)


def of_connection(error: BaseException, endpoint: Endpoint) -> Failure:
    """The failure that an error on the wire means."""
    if isinstance(error, AnswerTooBigError):
        size = f"{endpoint.most_bytes / 1e6:.3g} MB"
        return Failure(NoCompletionError, f"the answer is larger than {size}", "check that the base URL is that of a Chat Completions API")
    if isinstance(error, httpx2.DecodingError):
        return Failure(NoCompletionError, "the answer's compression is damaged", "check the base URL, and any proxy on the way")
    if isinstance(error, httpx2.ConnectTimeout | httpx2.ConnectError | httpx2.ProxyError):
        return Failure(
            EndpointFailedError, "nothing can be reached there", "check the address, and that the endpoint is running", retry=True
        )
    if isinstance(error, httpx2.TimeoutException):
        return Failure(EndpointFailedError, f"silent for {endpoint.silence:g} seconds", f"{_LATER}, or allow more time", retry=True)
    return dropped()


def dropped() -> Failure:
    """The connection ended before the answer did."""
    return Failure(EndpointFailedError, "the connection broke off", _LATER, retry=True)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that an answer asks to wait (RFC 9110, 10.2.3: seconds or a date); None where it names none that lie ahead."""
    value = headers.get("retry-after", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        seconds = _until(value)
    return seconds if math.isfinite(seconds) and seconds > 0 else None


def _until(date: str) -> float:
    try:
        return parsedate_to_datetime(date).timestamp() - time.time()
    except (ValueError, OverflowError):
        return 0.0


def quoted(text: str, endpoint: Endpoint) -> str:
    """The endpoint's own words as a part of a message: ` (it says: “…”)`, at most 200 characters; empty where there are none."""
    words = cleaned(text, endpoint)
    short = words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"
    return f" (it says: “{short}”)" if short else ""


def cleaned(text: str, endpoint: Endpoint) -> str:
    """Text from outside on one line, without control characters and without the key, whole or masked."""
    hidden = text.replace(endpoint.api_key, "[key]") if endpoint.api_key else text
    line = " ".join("".join(char if char.isprintable() else " " for char in _SECRET.sub("[key]", hidden)).split())
    return line[:_SAID]


def _words(body: bytes, endpoint: Endpoint) -> tuple[str, str]:
    """What an error says, and its code; nothing of a web page."""
    text = body.decode("utf-8", "replace")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return ("" if text.lstrip().startswith("<") else cleaned(text, endpoint)), ""
    error = data.get("error", data) if isinstance(data, dict) else data
    if not isinstance(error, dict):
        return cleaned(error if isinstance(error, str) else text, endpoint), ""
    message = error.get("message") or error.get("detail") or error
    codes = [error[name] for name in ("code", "type") if isinstance(error.get(name), str)]
    code = next((known for known in codes if known == "insufficient_quota"), codes[0] if codes else "")
    return cleaned(message if isinstance(message, str) else json.dumps(message, ensure_ascii=False), endpoint), cleaned(code, endpoint)[
        :100
    ]


def _redirect(location: str) -> Failure:
    try:
        host = urlsplit(location).netloc.rpartition("@")[2]
    except ValueError:
        host = ""
    target = "".join(char for char in host if char.isprintable())[:_QUOTED] or "another path"
    return Failure(
        EndpointAddressError,
        f"the address only redirects, to {target}, where neither key nor article are sent",
        "if that is where the model answers, make it the base URL",
    )
