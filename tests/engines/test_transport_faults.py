"""The endpoint over a real loopback connection, at its worst."""

import asyncio
import gzip
import json
import socket
import time
import tracemalloc
from dataclasses import replace
from email.utils import formatdate
from typing import Any

import pytest

from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.failures import of_connection
from llm_extract.engines.openai_compatible.transport import Transport
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
from tests.endpoint import Reply, ScriptedEndpoint, completion
from tests.engines.calls import ASK, EVENTS, GOOD, HTML, KEY, TEXT, Outcome, both, call, called, said, text

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
        (Reply(401, said("Bad key 'sk-proj-0123'")), RefusedKeyError, "Bad key [key]"),
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


def measured(reply: Reply, *, streamed: bool) -> tuple[Outcome, int]:
    """A call, and the most bytes of memory it took."""
    tracemalloc.start()
    outcome = call([reply, GOOD], streamed=streamed, most_bytes=1_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return outcome, peak


@both
@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_that_is_too_big_is_not_held_in_memory(*, packed: bool, streamed: bool) -> None:
    body = json.dumps(completion("x" * 20_000_000)).encode()
    reply = Reply(body=gzip.compress(body, 1), headers={"Content-Encoding": "gzip"}) if packed else Reply(body=body)
    del body
    call([GOOD], streamed=streamed)  # imports whatever the libraries import late
    outcome, peak = measured(reply, streamed=streamed)
    assert "the answer is larger than 1 MB" in outcome.raised(NoCompletionError)
    assert outcome.attempts == 1
    assert peak < 10_000_000


def test_a_stream_that_is_too_big_is_cut_off() -> None:
    chunk = b'data: {"choices": [{"delta": {"content": "xxxxxxxxxxxxxxxx"}}]}\n\n'
    outcome = call([Reply(body=chunk * 40_000, headers=EVENTS), GOOD], streamed=True, most_bytes=1_000_000)
    assert "larger than 1 MB" in outcome.raised(NoCompletionError)
    assert outcome.attempts == 1


@both
def test_a_failure_with_a_big_body_is_still_a_failure(*, streamed: bool) -> None:
    reply = Reply(500, b"x" * 20_000_000)
    call([GOOD], streamed=streamed)
    outcome, peak = measured(reply, streamed=streamed)
    assert (text(outcome), outcome.attempts) == (TEXT, 2)
    assert peak < 10_000_000


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
    outcome = call([Reply(body=completion(TEXT) | {"choices": [first, *[second] * 200]})], streamed=streamed)
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
