"""How much a loader may read, and where from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address


def named(uri: str) -> str:
    """What a message calls the origin of a text."""
    return "the input" if uri == "-" else uri


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep a hostile or mistaken input from exhausting the machine.

    Attributes:
        max_bytes: of a file, an upload or standard input.
        max_chars: of the text taken from it, in code points.
        max_unpacked: what a DOCX may declare as its size once unpacked, in bytes.
        max_download: of a response body, both as sent and as decompressed, in bytes.
        max_redirects: how many redirects of a URL are followed.
        timeout: for a URL, in seconds, from the first look-up to the last byte, redirects included.
        allow: which addresses may be connected to; None allows public ones only.
    """

    max_bytes: int = 20_000_000
    max_chars: int = 2_000_000
    max_unpacked: int = 100_000_000
    max_download: int = 10_000_000
    max_redirects: int = 5
    timeout: float = 20.0
    allow: "Callable[[IPv4Address | IPv6Address], bool] | None" = None
