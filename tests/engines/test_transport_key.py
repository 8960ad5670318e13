"""The key, and where it may go."""

import asyncio
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.openai_compatible.transport import Transport
from llm_extract.errors import (
    EndpointAddressError,
    EndpointFailedError,
)
from tests.endpoint import Reply, ScriptedEndpoint
from tests.engines.calls import GOOD, KEY, TEXT, both, call, called, said, text


def test_an_endpoint_without_a_key_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, KEY)
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", f"Authorization: Bearer {KEY}\nX-Gateway: {KEY}")
    with ScriptedEndpoint([GOOD]) as server:
        outcome = asyncio.run(called(Endpoint("m", server.base_url), streamed=False))
    assert text(outcome) == TEXT
    assert "authorization" not in server.requests[0].headers
    assert KEY not in str(server.requests[0])


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
