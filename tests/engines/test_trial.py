"""A test call says what came of it, whatever the endpoint does, and soon."""

import time
from decimal import Decimal

import pytest

from llm_extract.config import Price
from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.trial import try_out
from llm_extract.errors import EndpointFailedError, RefusedKeyError
from tests.endpoint import Reply, ScriptedEndpoint, completion
from tests.engines.calls import KEY


def test_an_answer_is_told_with_tokens_and_price() -> None:
    with ScriptedEndpoint([Reply(body=completion("OK", usage=(12, 1), model="gpt-4o-mini-2024"))]) as server:
        found = try_out(Endpoint("gpt-4o-mini", server.base_url, KEY))
    assert (found.model, found.said, found.prompt_tokens, found.answer_tokens) == ("gpt-4o-mini-2024", "OK", 12, 1)
    assert found.price
    assert 0 < found.seconds < 20
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_a_price_of_ones_own_is_used_and_an_unknown_model_has_none() -> None:
    own = Price(prompt=Decimal(2), answer=Decimal(3))
    with ScriptedEndpoint(lambda _: Reply(body=completion("OK", usage=(1_000_000, 500_000)))) as server:
        assert try_out(Endpoint("no-such-model", server.base_url, price=own)).price == Decimal("3.5")
        assert try_out(Endpoint("no-such-model", server.base_url)).price is None


def test_a_refused_key_is_named_and_not_repeated() -> None:
    reply = Reply(401, {"error": {"message": f"Incorrect API key provided: {KEY}", "code": "invalid_api_key"}})
    with ScriptedEndpoint([reply]) as server, pytest.raises(RefusedKeyError) as caught:
        try_out(Endpoint("m", server.base_url, KEY))
    assert KEY not in str(caught.value)


def test_a_failure_is_not_tried_again() -> None:
    with ScriptedEndpoint([Reply(503), Reply(body=completion("OK"))]) as server:
        with pytest.raises(EndpointFailedError):
            try_out(Endpoint("m", server.base_url))
        assert len(server.requests) == 1


def test_an_endpoint_that_hangs_is_given_up() -> None:
    start = time.monotonic()
    with ScriptedEndpoint([Reply(body=completion("OK"), delay=60)]) as server, pytest.raises(EndpointFailedError):
        try_out(Endpoint("m", server.base_url), patience=0.5)
    assert time.monotonic() - start < 30
