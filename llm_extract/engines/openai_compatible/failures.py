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
_WORD = re.compile(r"\S+")
_SECRET = re.compile(r"\*\*\*|\bsk-\w")  # a masked key, as OpenAI repeats it, and whatever else looks like one
ERRORS = 400
"""Where HTTP's statuses of errors begin."""

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
    """The failure that an HTTP answer other than success means.

    Args:
        status: 300 or more.
        body: what came with it.
        headers: by lower-case name.
        endpoint: for its key, which no message may hold.
    """
    if status < ERRORS:
        return _redirect(headers.get("location", ""))
    text = body.decode("utf-8", "replace")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        text = data = "" if text.lstrip().startswith("<") else text
    return _of_error(status, f" ({status})", _words(data, text, endpoint), headers, endpoint)


def of_error(data: Mapping[str, Any], endpoint: Endpoint) -> Failure:
    """The failure that an error object means which came in the place of an answer, with status 200 or within a stream.

    Args:
        data: a JSON object with `error`, whose `code` may be an HTTP status.
        endpoint: for its key, which no message may hold.
    """
    error = data["error"]
    code = error.get("code") if isinstance(error, dict) else None
    words = _words(data, "", endpoint)
    if isinstance(code, int) and code >= ERRORS:
        return _of_error(code, f" ({code})", words, {}, endpoint)
    return _of_error(_SERVER_ERROR, "", words, {}, endpoint)


def _of_error(status: int, shown: str, words: tuple[str, str], headers: Mapping[str, str], endpoint: Endpoint) -> Failure:
    said, code = words
    tail = shown + quoted(said, endpoint)
    for final in _FINAL:
        if status in final.statuses or code == final.code:
            return Failure(final.kind, final.what + tail, final.advice)
    if status in _RETRIED or status >= _SERVER_ERROR:
        return _passing(status, tail, headers)
    advice = "check the model's options and the length of the article"
    return Failure(RefusedRequestError, f"the endpoint does not take the request{tail}", advice, fields={"said": said, "code": code})


def _passing(status: int, tail: str, headers: Mapping[str, str]) -> Failure:
    retry = headers.get("x-should-retry") != "false"  # OpenAI's own header
    wait = retry_after(headers)
    if status == _BUSY:
        return Failure(EndpointBusyError, f"the endpoint is busy{tail}", _LATER, retry, wait, {"wait": wait})
    return Failure(EndpointFailedError, f"the endpoint fails{tail}", _LATER, retry, wait)


def of_connection(error: BaseException, endpoint: Endpoint) -> Failure:
    """The failure that an error on the wire means."""
    if isinstance(error, AnswerTooBigError):
        size = f"{endpoint.most_bytes / 1e6:.3g} MB"
        return Failure(NoCompletionError, f"the answer is larger than {size}", "check that the base URL is that of a Chat Completions API")
    if isinstance(error, httpx2.DecodingError):
        return Failure(NoCompletionError, "the answer's compression is damaged", "check the base URL, and any proxy on the way")
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return Failure(
            EndpointFailedError, "its certificate is not valid", "check the address, and SSL_CERT_FILE for an authority of your own"
        )
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
    words = _WORD.sub(lambda word: "[key]" if _SECRET.search(word[0]) else word[0], hidden[: 2 * _SAID])
    return " ".join("".join(char if char.isprintable() else " " for char in words).split())[:_SAID]


def _words(data: object, text: str, endpoint: Endpoint) -> tuple[str, str]:
    """What an error says, or else its text, and its code."""
    error = data.get("error", data) if isinstance(data, dict) else data
    if not isinstance(error, dict):
        return cleaned(error if isinstance(error, str) else text, endpoint), ""
    message = error.get("message") or error.get("detail")
    codes = [error[name] for name in ("code", "type") if isinstance(error.get(name), str)]
    code = next((known for known in codes if known == "insufficient_quota"), codes[0] if codes else "")
    return cleaned(message if isinstance(message, str) else text, endpoint), cleaned(code, endpoint)


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
