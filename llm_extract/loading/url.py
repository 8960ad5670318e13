"""Web pages: one article fetched from a public address, within bounds of size and time."""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from llm_extract.errors import InputError, UnsupportedInputError
from llm_extract.loading import addresses, sniff
from llm_extract.loading.limits import Limits

_READ = frozenset({sniff.HTML, "application/xhtml+xml", sniff.TEXT, sniff.MARKDOWN, sniff.PDF, sniff.DOCX, "application/octet-stream", ""})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
_HEADERS = {
    "User-Agent": "llm-extract",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Language": "vi,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a URL holds: the address it was found at, its bytes, and the type the server declares."""

    url: str
    body: bytes
    media_type: str


def fetch(url: str, limits: Limits) -> Answer:
    """Fetches what a URL holds.

    Args:
        url: an `http` or `https` URL without credentials.
        limits: bounds on size, time and redirects, and which addresses are allowed.

    Returns:
        The bytes, with the address after all redirects.

    Raises:
        InputError: the URL is malformed, cannot be reached in time, answers with an error, or holds too much.
        UnsupportedInputError: what it holds is of a format that is not read.
        BlockedAddressError: the URL, or a redirect from it, leads to an address that is not allowed.
    """
    with _Clock(limits.timeout) as clock:
        return _follow(url, limits, clock)


class _Clock:
    """The time of one load. When it is up, the connection is cut, so that no slow drip of bytes can prolong it."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._sock: socket.socket | None = None

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.cancel()

    def left(self) -> float:
        return max(self._end - time.monotonic(), 0.001)

    def is_up(self) -> bool:
        return time.monotonic() >= self._end

    def watch(self, sock: socket.socket) -> None:
        self._sock = sock

    def _cut(self) -> None:
        sock = self._sock
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:  # already closed
                return


def _follow(url: str, limits: Limits, clock: _Clock) -> Answer:
    at = url
    for _ in range(limits.max_redirects + 1):
        connection, target = _opened(at, url, limits, clock)
        try:
            connection.request("GET", target, headers=_HEADERS)
            response = connection.getresponse()
            if response.status not in _REDIRECTS:
                body = _body(response, url, limits)
                _require_whole(response, clock)
                return Answer(at, body, response.headers.get("Content-Type", ""))
            at = _target(at, response, url)
        except (OSError, http.client.HTTPException) as error:
            raise _failure(url, error, limits, clock) from error
        finally:
            connection.close()
    raise InputError(f"{url}: more than {limits.max_redirects} redirects; give the address that the page has in the end.")


def _target(at: str, response: http.client.HTTPResponse, subject: str) -> str:
    try:
        return urljoin(at, response.headers.get("Location", ""))
    except ValueError as error:
        raise InputError(f"{subject}: it redirects to what is not a URL; give the address that the page has in the end.") from error


def _require_whole(response: http.client.HTTPResponse, clock: _Clock) -> None:
    """Tells an answer that was cut from one that ended, which reading in pieces does not."""
    if clock.is_up():
        raise TimeoutError
    if response.length:
        raise ConnectionError(f"the answer broke off {response.length} bytes early")


def _opened(url: str, subject: str, limits: Limits, clock: _Clock) -> tuple[http.client.HTTPConnection, str]:
    parts, host, port = _checked(url, subject)
    try:
        sock = addresses.connect(host, port, timeout=clock.left, allow=limits.allow or addresses.is_public, subject=subject)
        clock.watch(sock)
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
            clock.watch(sock)
    except OSError as error:
        raise _failure(subject, error, limits, clock) from error
    connection = http.client.HTTPConnection(
        parts.netloc.rpartition("@")[2].encode("idna" if not parts.netloc.isascii() else "ascii").decode()
    )
    connection.sock = sock
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    )
    return connection, target


def _checked(url: str, subject: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InputError(f"{subject}: this is not a URL ({error}); check the address.") from error
    if parts.scheme not in {"http", "https"}:
        raise InputError(f"{subject}: it leads to {url[:200]}, which is no http or https address; give the page's own address.")
    if parts.username is not None or parts.password is not None:
        raise InputError(f"{subject}: the URL holds a user name or password; give one without them.")
    if not host:
        raise InputError(f"{subject}: the URL names no host; check the address.")
    return parts, host, port or (443 if parts.scheme == "https" else 80)


def _failure(url: str, error: Exception, limits: Limits, clock: _Clock) -> InputError:
    if clock.is_up() or isinstance(error, TimeoutError):
        return InputError(
            f"{url}: no complete answer within {limits.timeout:g} seconds; try again later, or save the page and give the file."
        )
    if isinstance(error, ssl.SSLCertVerificationError):
        return InputError(
            f"{url}: the site's certificate is not valid ({error.verify_message}); save the page in a browser and give the file."
        )
    if isinstance(error, socket.gaierror):
        return InputError(f"{url}: there is no such host; check the address.")
    return InputError(
        f"{url}: it cannot be fetched ({str(error) or type(error).__name__}); check the address, or save the page and give the file."
    )


def _body(response: http.client.HTTPResponse, url: str, limits: Limits) -> bytes:
    if response.status >= 400 or response.status < 200:  # noqa: PLR2004  HTTP's own bounds
        raise InputError(f"{url}: the site answered {response.status} {response.reason}; check the address in a browser.")
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in _READ:
        raise UnsupportedInputError(f"{url}: the address holds {kind}, not an article; give the address of a page, text, PDF or DOCX file.")
    if (response.length or 0) > limits.max_download:  # none is known where the header holds no number
        raise _too_big(url, limits)
    body = bytearray()
    for chunk in _unpacked(response, url, limits):
        body += chunk
        if len(body) > limits.max_download:
            raise _too_big(url, limits)
    return bytes(body)


def _unpacked(response: http.client.HTTPResponse, url: str, limits: Limits) -> Iterator[bytes]:
    unpack = _unpacker(response.headers.get("Content-Encoding", "identity").strip().lower(), url)
    received = 0
    while chunk := response.read1(_CHUNK):
        received += len(chunk)
        if received > limits.max_download:
            raise _too_big(url, limits)
        try:
            yield unpack.decompress(chunk, limits.max_download + 1) if unpack else chunk
        except zlib.error as error:
            raise InputError(f"{url}: the compressed answer is damaged; try again, or save the page and give the file.") from error
    if unpack and received and not unpack.eof:
        raise ConnectionError("the compressed answer broke off early")


def _unpacker(coding: str, url: str) -> "zlib._Decompress | None":
    if coding in {"", "identity"}:
        return None
    if coding in {"gzip", "x-gzip", "deflate"}:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    raise UnsupportedInputError(f"{url}: the answer is compressed as {coding}; save the page in a browser and give the file.")


def _too_big(url: str, limits: Limits) -> InputError:
    return InputError(f"{url}: larger than {limits.max_download / 1e6:g} MB; give the address of one article.")
