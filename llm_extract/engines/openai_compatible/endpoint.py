"""Where a model answers, and how long it may take."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx2

from llm_extract.config import Price
from llm_extract.errors import EndpointAddressError


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint that speaks Chat Completions, and the bounds of one call.

    Attributes:
        model: the name that the endpoint knows the model by.
        base_url: what stands before `/chat/completions`; `http` or `https`, without user name, query or fragment.
        api_key: sent as `Authorization: Bearer`, to this address only; empty for an endpoint that wants none.
        silence: seconds without a byte after which a request is given up.
        deadline: seconds that one call may take in all: its requests, their slow answers, and the waits between them.
        tries: HTTP requests that one call may make.
        longest_wait: seconds; where the endpoint asks to wait longer, the call ends and says so.
        price: what the model costs, where its table is not to be asked.
        most_bytes: the size of an answer, unpacked, beyond which it is not read.

    Raises:
        EndpointAddressError: the address or the key cannot be one.
    """

    model: str
    base_url: str = "https://api.openai.com/v1"
    api_key: str = field(default="", repr=False)
    silence: float = 60.0
    deadline: float = 300.0
    tries: int = 4
    longest_wait: float = 60.0
    most_bytes: int = 8 * 1024 * 1024
    price: Price | None = None

    def __post_init__(self) -> None:
        wrong = _wrong_address(self.base_url)
        if wrong:
            raise EndpointAddressError(
                f"the endpoint's address {wrong}; give one like https://api.openai.com/v1 or http://127.0.0.1:8080/v1."
            )
        # A header cannot hold anything else, and the library that says so quotes the header.
        if not (self.api_key.isascii() and self.api_key.isprintable()) or " " in self.api_key:
            raise EndpointAddressError(f"the API key for {self.host} holds spaces, line ends or letters that no key has; copy it again.")

    @property
    def host(self) -> str:
        """The host, with its port where the address gives one."""
        return urlsplit(self.base_url).netloc

    @property
    def subject(self) -> str:
        """What messages are about."""
        return f"{self.model} at {self.host}"


def _wrong_address(url: str) -> str:
    """What is wrong with it, in words that do not repeat it: it may hold a password."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
        httpx2.URL(url)
    except (ValueError, httpx2.InvalidURL):
        return "is not a URL"
    if any(char.isspace() for char in url):
        return "holds a space"
    if parts.scheme not in {"http", "https"} or not host:
        return "is no http or https URL"
    if "@" in parts.netloc:
        return "holds a user name or a password"
    return "holds a query or a fragment" if parts.query or parts.fragment else ""
