"""The endpoint over a real loopback connection, at its worst."""

import asyncio
import gzip
import json
import logging
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from email.utils import formatdate
from traceback import TracebackException
from typing import Any

import pytest
from openai.types.chat import ChatCompletion

from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.failures import of_connection
from llm_extract.engines.openai_compatible.transport import Transport, reporting
from llm_extract.errors import (
    AnswerCutOffError,
    AnswerRefusedError,
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
from tests.endpoint import Reply, Request, ScriptedEndpoint, completion

KEY = "sk-test-0123456789abcdef"
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


# Busy endpoints, and how long they ask to wait.


@both
def test_retry_after_in_seconds_is_waited_for(*, streamed: bool) -> None:
    outcome = call([Reply(429, said("slow down"), {"Retry-After": "7"}), Reply(503, b"", {"Retry-After": "2.5"}), GOOD], streamed=streamed)
    assert (text(outcome), outcome.waits, outcome.attempts) == (TEXT, [7, 2.5], 3)


def test_retry_after_as_a_date_is_waited_for() -> None:
    date = formatdate(time.time() + 30, usegmt=True)
    outcome = call([Reply(429, said("slow down"), {"Retry-After": date}), GOOD])
    assert text(outcome) == TEXT
    (wait,) = outcome.waits
    assert 27 < wait <= 30


@pytest.mark.parametrize("asked", ["", "soon", "-5", "0", "nan", "inf", "Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 99 Oct 2015"])
def test_without_a_time_that_lies_ahead_waits_grow_and_stay_bounded(asked: str) -> None:
    outcome = call([Reply(429, said("slow down"), {"Retry-After": asked})] * 8, tries=8)
    assert outcome.attempts == 8
    assert len(outcome.waits) == 7
    for at, wait in enumerate(outcome.waits):
        assert min(0.5 * 2**at, 8) <= wait <= min(0.5 * 2**at + 0.5, 8)
    assert outcome.raised(EndpointBusyError).endswith("the endpoint is busy (429) (it says: “slow down”), after 8 tries; try again later.")


def test_waits_differ_from_call_to_call() -> None:
    assert len({call([Reply(429), GOOD]).waits[0] for _ in range(3)}) > 1


@pytest.mark.parametrize(("longest", "deadline"), [(60, 9999), (9999, 100)])
def test_a_wait_beyond_the_bounds_is_told_instead(longest: float, deadline: float) -> None:
    outcome = call([Reply(429, said("come back"), {"Retry-After": "600"}), GOOD], longest_wait=longest, deadline=deadline)
    assert "asks to wait 600 seconds" in outcome.raised(EndpointBusyError)
    assert isinstance(outcome.error, EndpointBusyError)
    assert (outcome.error.wait, outcome.waits, outcome.attempts) == (600, [], 1)


@both
@pytest.mark.parametrize("field", ["code", "type"])
def test_a_spent_quota_is_not_tried_again(field: str, *, streamed: bool) -> None:
    outcome = call(
        [Reply(429, said("You exceeded your current quota", **{field: "insufficient_quota"}), {"Retry-After": "1"}), GOOD],
        streamed=streamed,
    )
    assert "You exceeded your current quota" in outcome.raised(QuotaSpentError)
    assert (outcome.attempts, outcome.waits) == (1, [])


def test_an_endpoint_that_says_not_to_retry_is_obeyed() -> None:
    outcome = call([Reply(500, said("no"), {"x-should-retry": "false"}), GOOD])
    outcome.raised(EndpointFailedError)
    assert outcome.attempts == 1


# Endpoints that fail.


@both
@pytest.mark.parametrize("status", [408, 409, 500, 502, 503, 504, 529])
def test_failures_are_tried_again(status: int, *, streamed: bool) -> None:
    outcome = call([Reply(status, said("oops")), Reply(status, HTML), GOOD], streamed=streamed)
    assert (text(outcome), outcome.attempts, len(outcome.waits)) == (TEXT, 3, 2)


@both
def test_tries_are_bounded(*, streamed: bool) -> None:
    outcome = call(lambda _: Reply(502, HTML), streamed=streamed)
    message = outcome.raised(EndpointFailedError)
    assert "the endpoint fails (502), after 4 tries; try again later." in message
    assert (outcome.attempts, len(outcome.waits)) == (4, 3)


@both
@pytest.mark.parametrize("fault", [Reply(0), replace(GOOD, drop_after=0), replace(GOOD, drop_after=150)], ids=["before", "head", "body"])
def test_a_dropped_connection_is_tried_again(fault: Reply, *, streamed: bool) -> None:
    outcome = call([fault, GOOD], streamed=streamed)
    assert (text(outcome), outcome.attempts) == (TEXT, 2)
    outcome = call([fault] * 9, streamed=streamed, tries=3)
    assert "the connection broke off, after 3 tries" in outcome.raised(EndpointFailedError)
    assert outcome.attempts == 3


def test_a_stream_that_ends_before_the_answer_is_tried_again() -> None:
    cut = b'data: {"choices": [{"index": 0, "delta": {"content": "12"}}]}\n\n'
    outcome = call([Reply(body=cut, headers=EVENTS), GOOD], streamed=True)
    assert (text(outcome), outcome.attempts) == (TEXT, 2)


@both
@pytest.mark.parametrize("fault", [Reply(delay=30), replace(GOOD, drip=30)], ids=["before", "within"])
def test_silence_is_given_up(fault: Reply, *, streamed: bool) -> None:
    start = time.monotonic()
    outcome = call([fault] * 9, streamed=streamed, silence=0.2, tries=2)
    assert "silent for 0.2 seconds, after 2 tries" in outcome.raised(EndpointFailedError)
    assert outcome.attempts == 2
    assert time.monotonic() - start < 10


@both
def test_a_slow_drip_ends_with_the_deadline(*, streamed: bool) -> None:
    start = time.monotonic()
    outcome = call([replace(GOOD, body=completion("x" * 999), drip=0.15)] * 9, streamed=streamed, silence=5, deadline=0.5)
    assert "no complete answer within 0.5 seconds; allow more time" in outcome.raised(EndpointFailedError)
    assert outcome.attempts == 1
    assert time.monotonic() - start < 10


def test_nobody_at_the_address() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        base_url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        outcome = asyncio.run(called(Endpoint("m", base_url, KEY, tries=2), streamed=False))
    assert "nothing can be reached there, after 2 tries; check the address" in outcome.raised(EndpointFailedError)


def test_a_certificate_that_is_not_valid_is_not_tried_again() -> None:
    failure = of_connection(OSError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed"), Endpoint("m"))
    assert "certificate" in failure.what
    assert not failure.retry


def test_a_call_that_is_cancelled_stays_cancelled() -> None:
    async def cancelled(base_url: str) -> int:
        async with Transport(Endpoint("m", base_url, KEY)) as transport:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(transport.create(**ASK), 0.2)
            return transport.attempts

    with ScriptedEndpoint([Reply(delay=30)] * 3) as server:
        assert asyncio.run(cancelled(server.base_url)) == 1


# Requests that are refused.


@both
@pytest.mark.parametrize(
    ("reply", "kind", "what"),
    [
        (Reply(401, said(f"Incorrect API key provided: {KEY}", code="invalid_api_key")), RefusedKeyError, "key provided: [key]"),
        (Reply(401, said("Incorrect API key provided: sk-proj-****cdef.")), RefusedKeyError, "provided: [key]"),
        (Reply(403, HTML), RefusedKeyError, "the API key is refused (403); check the key"),
        (Reply(404, said("The model `m` does not exist", code="model_not_found")), UnknownModelError, "The model `m` does not exist"),
        (Reply(404, '{"detail": "Not Found"}'), UnknownModelError, "(404) (it says: “Not Found”); check the model's name and the base URL"),
        (Reply(402, said("Insufficient credits")), QuotaSpentError, "no credit left (402)"),
        (Reply(400, said("a\x00b\u202ec\nd")), RefusedRequestError, "“a b c d”"),
        (Reply(413, ""), RefusedRequestError, "does not take the request (413); check"),
        (Reply(422, '{"detail": [{"loc": ["body"]}]}'), RefusedRequestError, '“{"detail": [{"loc": ["body"]}]}”'),
        (Reply(400, '{"error": "unknown option"}'), RefusedRequestError, "“unknown option”"),
        (Reply(400, "[" * 60_000), RefusedRequestError, "[[[…”"),
        (Reply(400, b"\xff\xfe"), RefusedRequestError, "(400)"),
        (Reply(400, gzip.compress(json.dumps(said("packed")).encode()), {"Content-Encoding": "gzip"}), RefusedRequestError, "“packed”"),
    ],
)  # fmt: skip
def test_refusals_are_named_and_not_tried_again(reply: Reply, kind: type[EndpointError], what: str, *, streamed: bool) -> None:
    outcome = call([reply, GOOD], streamed=streamed)
    assert what in outcome.raised(kind)
    assert (outcome.attempts, outcome.waits) == (1, [])


def test_a_refused_request_carries_what_the_endpoint_says() -> None:
    words = "Unsupported parameter: 'response_format'. " + "x" * 5000
    outcome = call([Reply(400, said(words, code="unsupported_parameter"))])
    assert isinstance(outcome.error, RefusedRequestError)
    assert (outcome.error.said, outcome.error.code) == (words[:2000], "unsupported_parameter")
    assert f"“{words[:199]}…”" in str(outcome.error)


@both
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(status: int, *, streamed: bool) -> None:
    with ScriptedEndpoint([GOOD]) as other:
        outcome = call([Reply(status, b"", {"Location": f"{other.base_url}/chat/completions"})] * 2, streamed=streamed)
    assert other.requests == []
    assert other.base_url.removeprefix("http://").removesuffix("/v1") in outcome.raised(EndpointAddressError)
    assert outcome.attempts == 1


@pytest.mark.parametrize("location", ["/elsewhere", "http://[", "http://user:pass@host.example/"])
def test_redirects_that_lead_nowhere_are_told(location: str) -> None:
    message = call([Reply(307, b"", {"Location": location})]).raised(EndpointAddressError)
    assert "redirects" in message
    assert "pass" not in message


# Answers that are none.


@both
@pytest.mark.parametrize(
    ("reply", "what"),
    [
        (Reply(body=completion(TEXT) | {"choices": []}), "choices: "),
        (Reply(body=json.dumps(completion(TEXT))[:-40]), "is not JSON"),
        (Reply(body=""), "is not JSON"),
        (Reply(body="hello \x1b[31m there"), "(it says: “hello [31m there”)"),
        (Reply(body=f"your key is {KEY}"), "your key is [key]"),
        (Reply(body=HTML, headers={"Content-Type": "text/html"}), "is a web page"),
        (Reply(body="[1, 2]"), "no completion (Input should be"),
        (Reply(body="null"), "no completion (Input should be"),
        (Reply(body='{"choices": [{"message": {"content": 12}}]}'), "choices.0.message.content"),
        (Reply(body='{"choices": [{"message": {"content": "\\ud800"}}]}'), "choices.0.message.content"),
        (Reply(body='{"choices": [{"message": null}]}'), "choices.0.message"),
        (Reply(body='{"choices": {"0": 1}}'), "choices"),
        (Reply(body='{"choices": [{"message": {"tool_calls": [{"function": {"name": "f", "arguments": {}}}]}}]}'), "arguments"),
        (Reply(body="[" * 100_000), "is not JSON"),
        (Reply(body="9" * 10_000), "is not JSON"),
        (Reply(body=json.dumps(completion("ậ"), ensure_ascii=False).encode("utf-16")), "is not valid UTF-8"),
        (Reply(body=completion("")), "holds no text"),
        (Reply(body=completion(None)), "holds no text"),
        (Reply(body=b"no gzip", headers={"Content-Encoding": "gzip"}), "compression is damaged"),
    ],
)  # fmt: skip
def test_what_is_no_completion_is_named_and_not_tried_again(reply: Reply, what: str, *, streamed: bool) -> None:
    outcome = call([reply, GOOD], streamed=streamed)
    assert what in outcome.raised(NoCompletionError)
    assert outcome.attempts == 1


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"data: {\n\n", "is not JSON"),
        (b"data: [1]\n\n", "is no stream of a completion"),
        (b'data: {"choices": [{"delta": {"content": 1}}]}\n\n', "choices.0.delta.content"),
        (b'data: {"choices": [{"index": "x"}]}\n\n', "choices.0.index"),
        (b'data: {"choices": [{"delta": {"content": "\xff"}}]}\n\n', "is not valid UTF-8"),
        (b'data: {"choices": [{"delta": {"content": "\xc4', "is not valid UTF-8"),
        (b"data: [DONE]\n\n", "choices: "),
    ],
)
def test_streams_that_are_none_are_named_and_not_tried_again(body: bytes, what: str) -> None:
    outcome = call([Reply(body=body, headers=EVENTS), GOOD], streamed=True)
    assert what in outcome.raised(NoCompletionError)
    assert outcome.attempts == 1


@both
@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_that_is_too_big_is_not_held_in_memory(*, packed: bool, streamed: bool) -> None:
    body = json.dumps(completion("x" * 20_000_000)).encode()
    reply = Reply(body=gzip.compress(body, 1), headers={"Content-Encoding": "gzip"}) if packed else Reply(body=body)
    del body
    call([GOOD], streamed=streamed)  # imports whatever the libraries import late
    tracemalloc.start()
    outcome = call([reply, GOOD], streamed=streamed, most_bytes=1_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "the answer is larger than 1 MB" in outcome.raised(NoCompletionError)
    assert outcome.attempts == 1
    assert peak < 10_000_000


def test_a_stream_that_is_too_big_is_cut_off() -> None:
    def endless() -> bytes:
        return b'data: {"choices": [{"delta": {"content": "xxxxxxxxxxxxxxxx"}}]}\n\n' * 40_000

    outcome = call([Reply(body=endless(), headers=EVENTS), GOOD], streamed=True, most_bytes=1_000_000)
    assert "larger than 1 MB" in outcome.raised(NoCompletionError)
    assert outcome.attempts == 1


def test_a_failure_with_a_big_body_is_still_a_failure() -> None:
    outcome = call([Reply(500, b"x" * 20_000_000), GOOD], most_bytes=1_000_000)
    assert (text(outcome), outcome.attempts) == (TEXT, 2)


# Answers that are not to be used.


@both
@pytest.mark.parametrize(
    ("body", "kind", "what"),
    [
        (completion(TEXT, finish_reason="length"), AnswerCutOffError, "cut off at the limit of tokens; allow more tokens"),
        (completion("{", tool="Answer", finish_reason="length"), AnswerCutOffError, "cut off"),
        (completion(None, finish_reason="length"), AnswerCutOffError, "cut off"),
        (completion(None, refusal="I'm sorry, I can't help."), AnswerRefusedError, "“I'm sorry, I can't help.”"),
        (completion(TEXT, finish_reason="content_filter"), AnswerRefusedError, "content filter"),
    ],
)
def test_answers_cut_off_or_refused_are_named(body: dict[str, Any], kind: type[EndpointError], what: str, *, streamed: bool) -> None:
    outcome = call([Reply(body=body), GOOD], streamed=streamed)
    assert what in outcome.raised(kind)
    assert outcome.attempts == 1


@pytest.mark.parametrize(
    ("error", "kind", "attempts"),
    [
        ({"message": "upstream", "code": 502}, EndpointFailedError, 2),
        ({"message": "upstream"}, EndpointFailedError, 2),
        ("upstream", EndpointFailedError, 2),
        ({"message": "upstream", "code": 429}, EndpointBusyError, 2),
        ({"message": "upstream", "code": 400}, RefusedRequestError, 1),
        ({"message": "upstream", "code": "insufficient_quota"}, QuotaSpentError, 1),
    ],
)
@both
def test_an_error_in_the_place_of_an_answer(error: object, kind: type[EndpointError], attempts: int, *, streamed: bool) -> None:
    data = json.dumps({"error": error})
    start = 'data: {"choices": [{"delta": {"content": "12"}}]}\n\n'
    reply = Reply(body=f"{start}data: {data}\n\n", headers=EVENTS) if streamed else Reply(body=data)
    outcome = call([reply] * 2, streamed=streamed, tries=2)
    assert "“upstream”" in outcome.raised(kind)
    assert outcome.attempts == attempts


# Endpoints with habits of their own.


def test_a_stream_that_repeats_role_and_name_and_ends_its_lines_with_crlf() -> None:
    call_of = '{"choices": [{"delta": {"role": "assistant", "tool_calls": [{"id": "c", "function": {"name": "f", "arguments": "%s"}}]}}]}'
    body = (
        "".join(f"data:{call_of % part}\r\n\r\n" for part in ("{", "}"))
        + ': ping\r\n\r\ndata: {"choices": [{"finish_reason": "stop"}]}\r\n\r\n'
    )
    outcome = call([Reply(body=body, headers=EVENTS)], streamed=True)
    assert outcome.answer is not None
    message = outcome.answer.choices[0].message.model_dump()
    assert (message["role"], message["tool_calls"][0]["function"]) == ("assistant", {"name": "f", "arguments": "{}"})
    assert (outcome.answer.model, outcome.answer.usage) == ("m", None)


@both
def test_only_the_first_of_many_choices_is_kept(*, streamed: bool) -> None:
    first, second = completion(TEXT)["choices"][0], completion("other")["choices"][0] | {"index": 1}
    outcome = call([Reply(body=completion(TEXT) | {"choices": [first, *[second] * 5000]})], streamed=streamed)
    assert text(outcome) == TEXT
    assert outcome.answer is not None
    assert len(outcome.answer.choices) == 1


def test_an_endpoint_that_does_not_stream_is_read_all_the_same() -> None:
    outcome = call([Reply(body=json.dumps(completion(TEXT)))], streamed=True)
    assert text(outcome) == TEXT


@both
@pytest.mark.parametrize(
    "usage", [None, [], {"prompt_tokens": None, "completion_tokens": 3}, {"prompt_tokens": -1, "completion_tokens": 3}]
)
def test_an_answer_is_not_lost_over_its_bill(usage: object, *, streamed: bool) -> None:
    outcome = call([Reply(body=completion(TEXT) | {"usage": usage})], streamed=streamed)
    assert text(outcome) == TEXT
    assert outcome.answer is not None
    assert outcome.answer.usage is None


def test_an_endpoint_without_a_key_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, KEY)
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", f"Authorization: Bearer {KEY}\nX-Gateway: {KEY}")
    with ScriptedEndpoint([GOOD]) as server:
        outcome = asyncio.run(called(Endpoint("m", server.base_url), streamed=False))
    assert text(outcome) == TEXT
    assert "authorization" not in server.requests[0].headers
    assert KEY not in str(server.requests[0])


# The key, and where it may go.


@both
def test_no_log_holds_the_key(caplog: pytest.LogCaptureFixture, *, streamed: bool) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("openai", "httpx2", "httpcore2", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)
    call([Reply(500), Reply(0), GOOD], streamed=streamed)
    call([Reply(401, said("no"))], streamed=streamed)
    assert {"openai._base_client", "httpx2"} <= {record.name for record in caplog.records}
    assert KEY not in caplog.text


def test_plain_http_goes_through_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedEndpoint([]) as proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.base_url.removesuffix("/v1"))
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        assert text(call([GOOD])) == TEXT
    assert proxy.requests == []


@contextmanager
def listening(seen: list[bytes]) -> Iterator[int]:
    """A port whose first connection is read once, then closed."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen()

        def serve() -> None:
            connection, _ = sock.accept()
            with connection:
                seen.append(connection.recv(65_536))
                connection.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=serve)
        thread.start()
        yield sock.getsockname()[1]
        thread.join(10)


def test_a_proxy_of_https_only_tunnels(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with listening(seen) as port:
        monkeypatch.setenv("https_proxy", f"127.0.0.1:{port}")
        outcome = asyncio.run(called(Endpoint("m", "https://llm.example/v1", KEY, tries=1), streamed=False))
    outcome.raised(EndpointFailedError)
    assert seen[0].startswith(b"CONNECT llm.example:443 ")
    assert KEY.encode() not in seen[0]


def test_a_proxy_that_cannot_be_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("https_proxy", "gopher://user:secret@proxy")
    with pytest.raises(EndpointAddressError, match="HTTPS_PROXY") as raised:
        Transport(Endpoint("m", "https://llm.example/v1", KEY))
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("http://user:secret@host/v1", "a user name"), ("http://host/v1?key=secret", "query"), ("http://host/v1#secret", "fragment"),
        ("ftp://host/secret", "no http"), ("host/secret", "no http"), ("http:///secret", "no http"), ("http://[::1/secret", "not a URL"),
        ("http://host:99999/secret", "not a URL"), ("http://a..ậ/secret", "not a URL"), ("", "no http"),
    ],
)  # fmt: skip
def test_addresses_that_cannot_be_are_refused_without_repeating_them(url: str, what: str) -> None:
    with pytest.raises(EndpointAddressError, match=what) as raised:
        Endpoint("m", url)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("key", ["sk-secret\n", "sk secret", "sk-secrết", "sk-secret\x00"])
def test_keys_that_no_header_can_hold_are_refused_without_repeating_them(key: str) -> None:
    with pytest.raises(EndpointAddressError, match="copy it again") as raised:
        Endpoint("m", api_key=key)
    assert "secr" not in str(raised.value)


def test_the_key_shows_in_no_repr() -> None:
    assert KEY not in repr(Endpoint("m", api_key=KEY))


def test_many_calls_share_one_transport() -> None:
    async def many(base_url: str) -> list[str | None]:
        async with Transport(Endpoint("m", base_url, KEY)) as transport:
            answers = await asyncio.gather(*(transport.create(messages=[{"role": "user", "content": str(at)}]) for at in range(50)))
            assert transport.attempts == 50
            return [answer.choices[0].message.content for answer in answers]

    with ScriptedEndpoint(lambda request: Reply(body=completion(request.json["messages"][0]["content"]))) as server:
        assert asyncio.run(many(server.base_url)) == [str(at) for at in range(50)]


def test_a_script_that_runs_out_says_so() -> None:
    assert "the script has 1 replies and no more" in call([Reply(500)], tries=2).raised(EndpointFailedError)
