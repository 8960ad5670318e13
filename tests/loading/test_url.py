import gzip
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address

import pytest

from llm_extract.errors import BlockedAddressError, InputError, UnsupportedInputError
from llm_extract.loading import Limits, load
from llm_extract.loading.addresses import Address, is_public

from .helpers import Handler, Site

TEXT = "Đảng bộ huyện kết nạp 124 đảng viên mới, đạt 62% kế hoạch cả năm; công nhận chính thức 98 đảng viên."
PAGE = f"<article><h1>Tiêu đề</h1><p>{TEXT}</p></article>".encode()
LOOPBACK = Limits(allow=lambda address: address.is_loopback, timeout=5)


def fetch(url: str, limits: Limits = LOOPBACK) -> str:
    return load(url, limits=limits).text


def small(url: str) -> str:
    return fetch(url, replace(LOOPBACK, max_download=100_000))


def only_first(address: Address) -> bool:
    return str(address) == "127.0.0.1"


def test_a_page_is_read_and_keeps_its_url(site: Site) -> None:
    url = site.page("/bai?id=1&q=%C4%91", PAGE)
    article = load(url, limits=Limits(allow=lambda _: True))
    assert (article.uri, article.media_type) == (url, "text/html")
    assert "124 đảng viên" in article.text


def test_loopback_is_refused_unless_it_is_allowed(site: Site) -> None:
    url = site.page("/", PAGE)
    with pytest.raises(BlockedAddressError, match=r"127\.0\.0\.1"):
        load(url)
    assert site.seen == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
        "0.0.0.0",  # noqa: S104  to be refused, not bound to
        "[::]",
        "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "[fe80::1]", "[fc00::1]", "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]", "224.0.0.1",
        "[ff02::1]", "240.0.0.1", "255.255.255.255", "192.0.2.1", "[2001:db8::1]", "[::127.0.0.1]",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(host: str) -> None:
    try:
        socket.getaddrinfo(host.strip("[]"), 80)
    except OSError:
        pytest.skip("this system does not read such an address")
    with pytest.raises(BlockedAddressError):
        load(f"http://{host}/")


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_a_redirect_is_followed_and_checked_again(site: Site) -> None:
    site.page("/b", PAGE)
    assert "124" in fetch(site.redirect("/a", "/b"))
    site.redirect("/c", f"http://127.0.0.2:{site.port}/b")
    site.seen.clear()
    with pytest.raises(BlockedAddressError, match=r"127\.0\.0\.2"):
        fetch(f"{site.url}/c", replace(LOOPBACK, allow=only_first))
    assert site.seen == ["/c"]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://a:b@127.0.0.1/", "http://[", "javascript:1"])
def test_a_redirect_to_anything_but_a_page_is_refused(site: Site, target: str) -> None:
    with pytest.raises(InputError):
        fetch(site.redirect("/a", target))


def test_five_redirects_are_enough_and_six_too_many(site: Site) -> None:
    for at in range(6):
        site.redirect(f"/{at}", f"/{at + 1}")
    site.page("/6", PAGE)
    assert "124" in fetch(f"{site.url}/1")
    with pytest.raises(InputError, match="more than 5 redirects"):
        fetch(f"{site.url}/0")
    with pytest.raises(InputError, match="redirects"):
        fetch(site.redirect("/loop", "/loop"))


def test_the_address_that_was_checked_is_the_one_connected_to(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers with an allowed address first and another one later gets no second question."""
    asked = []

    def answers(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1" if len(asked) == 1 else "127.0.0.9", port))]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    site.page("/", PAGE)
    assert "124" in fetch(f"http://rebind.example:{site.port}/", replace(LOOPBACK, allow=only_first))
    assert asked == ["rebind.example"]


def test_one_private_address_among_others_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(BlockedAddressError, match=r"10\.0\.0\.1"):
        load("http://mixed.example/")


@pytest.mark.parametrize(
    ("url", "say"),
    [("http://u:p@127.0.0.1/", "password"), ("http:///a", "no host"), ("http://a:99999/", "not a URL"), ("http://[::1/", "not a URL")],
)
def test_urls_that_cannot_be_meant_are_refused(url: str, say: str) -> None:
    with pytest.raises(InputError, match=say):
        load(url)


def test_too_big_whether_declared_streamed_or_unpacked(site: Site) -> None:
    big = b"a" * 200_000
    with pytest.raises(InputError, match=r"larger than 0\.1 MB"):
        small(site.page("/declared", big))

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        while True:
            request.wfile.write(big)

    site.paths["/endless"] = endless
    with pytest.raises(InputError, match=r"larger than 0\.1 MB"):
        small(f"{site.url}/endless")
    bomb = gzip.compress(b"a" * 50_000_000)
    with pytest.raises(InputError, match=r"larger than 0\.1 MB"):
        small(site.page("/bomb", bomb, Content_Encoding="gzip"))


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("identity", bytes)])
def test_compressed_pages_are_read(site: Site, coding: str, pack: Callable[[bytes], bytes]) -> None:
    assert "124" in fetch(site.page("/", pack(PAGE), Content_Encoding=coding))


def test_a_broken_or_unknown_compression_is_told(site: Site) -> None:
    with pytest.raises(InputError, match="damaged"):
        fetch(site.page("/a", PAGE, Content_Encoding="gzip"))
    with pytest.raises(UnsupportedInputError, match="br"):
        fetch(site.page("/b", PAGE, Content_Encoding="br"))


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "video/mp4", "application/json", "application/msword"])
def test_other_content_types_are_refused(site: Site, kind: str) -> None:
    with pytest.raises(UnsupportedInputError, match=kind):
        fetch(site.page("/", PAGE, kind=kind))


def test_plain_text_with_the_charset_of_the_server(site: Site) -> None:
    assert (
        fetch(site.page("/a.txt", "Le comité a été élu.".encode("latin-1"), kind="text/plain; charset=ISO-8859-1"))
        == "Le comité a été élu."
    )


def drip(head: bytes) -> Handler:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(head)
        for _ in range(200):
            request.wfile.write(b"x")
            request.wfile.flush()
            time.sleep(0.05)

    return answer


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n",
    ],
)
def test_a_slow_drip_ends_when_the_time_is_up(site: Site, head: bytes) -> None:
    site.paths["/"] = drip(head)
    start = time.monotonic()
    with pytest.raises(InputError, match=r"within 0\.6 seconds"):
        fetch(f"{site.url}/", replace(LOOPBACK, timeout=0.6))
    assert time.monotonic() - start < 2.5


@pytest.fixture
def silent() -> Iterator[int]:
    """A port that accepts connections and says nothing."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen()
        yield sock.getsockname()[1]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_server_that_says_nothing_is_given_up(silent: int, scheme: str) -> None:
    start = time.monotonic()
    with pytest.raises(InputError, match=r"within 0\.5 seconds"):
        fetch(f"{scheme}://127.0.0.1:{silent}/", replace(LOOPBACK, timeout=0.5))
    assert time.monotonic() - start < 2.5


def test_a_name_server_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(3))
    with pytest.raises(InputError, match=r"within 0\.3 seconds"):
        fetch("http://slow.example/", replace(LOOPBACK, timeout=0.3))


def test_errors_of_the_site_and_the_network_are_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="answered 404"):
        fetch(f"{site.url}/none")
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        with pytest.raises(InputError, match="cannot be fetched"):
            fetch(f"http://127.0.0.1:{sock.getsockname()[1]}/")

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(InputError, match="no such host"):
        fetch("http://none.example/")


def test_an_answer_cut_short_is_no_article(site: Site) -> None:
    def cut(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n" + PAGE)
        request.close_connection = True

    site.paths["/"] = cut
    with pytest.raises(InputError, match=r"cannot be fetched|complete"):
        fetch(f"{site.url}/")


@pytest.mark.parametrize("declared", ["abc", "12, 12", "-5", "²", ""])
def test_a_length_that_is_no_number_is_unknown(site: Site, declared: str) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {declared}\r\n\r\n"
        request.wfile.write(head.encode("latin-1") + PAGE)
        request.close_connection = True

    site.paths["/"] = answer
    assert "124" in fetch(f"{site.url}/")


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_a_compressed_answer_cut_short_is_no_article(site: Site, pack: Callable[[bytes], bytes]) -> None:
    def cut(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + pack(PAGE)[:-3])
        request.close_connection = True

    site.paths["/"] = cut
    with pytest.raises(InputError, match="broke off"):
        fetch(f"{site.url}/")


@pytest.mark.parametrize("host", ["á..vn", "a..vn", "a" * 70 + ".vn"])
def test_a_host_name_that_cannot_be_is_told(host: str) -> None:
    with pytest.raises(InputError, match="check the address"):
        load(f"http://{host}/")
