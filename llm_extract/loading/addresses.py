"""Which network addresses are public, and connecting to none but those."""

import socket
import threading
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from typing import Any

from llm_extract.errors import BlockedAddressError

Address = IPv4Address | IPv6Address

_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Whether an address can be reached from anywhere; an IPv6 address that stands for an IPv4 one is judged as that.

    Args:
        address: numeric address.

    Returns:
        False for private, loopback, link-local, multicast, reserved and unspecified addresses.
    """
    if isinstance(address, IPv6Address):
        meant = _meant(address)
        if meant is not None:
            return is_public(meant)
        if address.teredo or address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _meant(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    low = IPv4Address(int(address) & 0xFFFF_FFFF)
    compatible = low if int(address) >> 32 == 0 and int(address) > 1 else None
    return address.ipv4_mapped or address.sixtofour or compatible


def resolve(host: str, port: int, timeout: float) -> list[tuple[Any, ...]]:
    """Looks a host up within a time, which `getaddrinfo` itself cannot promise.

    Args:
        host: name, or numeric address in any form the system reads (`127.1`, `0x7f000001`).
        port: to connect to.
        timeout: in seconds.

    Returns:
        What `socket.getaddrinfo` returns.

    Raises:
        OSError: the host is unknown, or the look-up took too long (`TimeoutError`).
    """
    answers: SimpleQueue[list[tuple[Any, ...]] | OSError] = SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=timeout)
    except Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def connect(host: str, port: int, *, timeout: Callable[[], float], allow: Callable[[Address], bool], subject: str) -> socket.socket:
    """Connects to a host by an address that was checked: name servers are asked once, so they cannot answer differently later.

    Args:
        host: name or numeric address.
        port: to connect to.
        timeout: tells how many seconds are left.
        allow: which addresses may be connected to.
        subject: what a message calls the connection.

    Returns:
        The connected socket.

    Raises:
        BlockedAddressError: one of the host's addresses is not allowed.
        OSError: the host is unknown or cannot be reached.
    """
    found = resolve(host, port, timeout())
    for _, _, _, _, target in found:
        address = ip_address(str(target[0]).partition("%")[0])
        if not allow(address):
            raise BlockedAddressError(f"{subject}: {host} is {address}, which is not a public address; give the URL of a public page.")
    failure = OSError(f"{host} has no address")
    for family, kind, protocol, _, target in found:
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(timeout())
            sock.connect(target)
        except OSError as error:
            sock.close()
            failure = error
        else:
            return sock
    raise failure
