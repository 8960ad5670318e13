"""A provider of OpenID Connect on a loopback port: discovery, a page to log in on, tokens signed with a key of its own, and that key."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, PASSWORD = "reviewers", "a-secret-of-the-tests"
Claims = Mapping[str, str]


@dataclass
class Provider:
    """What a provider knows, and what was asked of it.

    Attributes:
        url: its address, the issuer of its tokens.
        people: who can log in: their claims, by what stands on their button.
        codes: given out and not yet redeemed, with what they were asked for with.
        paths: of all requests.
    """

    url: str
    people: Mapping[str, Claims]
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)

    def metadata(self) -> dict[str, Any]:
        """What discovery tells."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def chosen(self, asked: Mapping[str, str]) -> str:
        """Where a person goes who chose a button: back to the application, with a code."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = dict(asked)
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def redeemed(self, given: Mapping[str, str]) -> dict[str, Any]:
        """The tokens for a code, which is good once.

        Raises:
            KeyError: it was not given out, or something is missing.
            ValueError: it is for another address, or somebody else asks.
        """
        asked = self.codes.pop(given["code"])
        if given["redirect_uri"] != asked["redirect_uri"] or not _is_proven(asked, given):
            raise ValueError(given["redirect_uri"])
        now = int(time.time())
        standard = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": asked["nonce"]}
        token = jwt.encode({"alg": "RS256", "kid": "one"}, {**self.people[asked["person"]], **standard}, self.key)
        return {"id_token": token, "access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "expires_in": 600}


def _is_proven(asked: Mapping[str, str], given: Mapping[str, str]) -> bool:
    """Whether who redeems a code is who asked for it, where it was asked for with a challenge."""
    if "code_challenge" not in asked:
        return True
    told = hashlib.sha256(given["code_verifier"].encode()).digest()
    return base64.urlsafe_b64encode(told).decode().rstrip("=") == asked["code_challenge"]


@contextmanager
def provider(people: Mapping[str, Claims]) -> Iterator[Provider]:
    """Serves a provider until the context ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    made = _Handler.told[server] = Provider(f"http://127.0.0.1:{server.server_port}", people)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    told: dict[object, Provider] = {}  # noqa: RUF012  one for all connections, by server

    def do_GET(self) -> None:
        provider, address = self.told[self.server], urlsplit(self.path)
        provider.paths.append(address.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        if address.path == "/authorize" and "person" in asked:
            self.send_response(302)
            self.send_header("Location", provider.chosen(asked))
            self.end_headers()
        elif address.path == "/authorize":
            self._say(_page(provider, asked), "text/html; charset=utf-8")
        else:
            found: dict[str, Any] = {
                "/.well-known/openid-configuration": provider.metadata(),
                "/jwks": {"keys": [provider.key.as_dict(private=False)]},
            }
            self._say(json.dumps(found.get(address.path, {})), "application/json", 200 if address.path in found else 404)

    def do_POST(self) -> None:
        provider = self.told[self.server]
        provider.paths.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: values[0] for name, values in parse_qs(body).items()}
        known = base64.b64encode(f"{CLIENT}:{PASSWORD}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {known}":
            self._say('{"error": "invalid_client"}', "application/json", 401)
            return
        try:
            self._say(json.dumps(provider.redeemed(given)), "application/json")
        except (KeyError, ValueError):
            self._say('{"error": "invalid_grant"}', "application/json", 400)

    def _say(self, text: str, kind: str, status: int = 200) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  as the base class calls it
        """Keeps the tests' output free of requests."""


def _page(provider: Provider, asked: Mapping[str, str]) -> str:
    """A button for each person, which asks again with who it is."""
    kept = "".join(f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in asked.items())
    buttons = "".join(f'<button name="person" value="{escape(one)}">{escape(one)}</button>' for one in provider.people)
    return f"<!doctype html><title>Login</title><form>{kept}{buttons}</form>"
