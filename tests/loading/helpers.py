from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from llm_extract.models import Article

Handler = Callable[[BaseHTTPRequestHandler], None]


def marked(article: Article) -> list[tuple[str, str]]:
    """The regions of an article as (kind, text)."""
    return [(region.kind, region.span.of(article.text)) for region in article.regions]


def running(article: Article) -> str:
    """The text of an article outside its regions."""
    return "".join(char for at, char in enumerate(article.text) if article.region_at(at) is None)


class Site:
    """A web server on loopback whose paths are set by a test."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.url = f"http://127.0.0.1:{server.server_port}"
        self.port = server.server_port
        self.paths: dict[str, Handler] = {}
        self.seen: list[str] = []

    def page(self, path: str, body: bytes, *, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(200)
            request.send_header("Content-Type", kind)
            request.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(body)

        self.paths[path] = answer
        return self.url + path

    def redirect(self, path: str, target: str) -> str:
        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(302)
            request.send_header("Location", target)
            request.end_headers()

        self.paths[path] = answer
        return self.url + path
