"""A Chat Completions endpoint on a loopback port that answers what a script says, faults included."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

_PIECES = 4


@dataclass(frozen=True)
class Request:
    """One HTTP request as it came in.

    Attributes:
        path: with the query.
        headers: by their lower-case names.
        json: the body; None where it was empty.
        at: when it had been read, by `time.monotonic`.
    """

    path: str
    headers: Mapping[str, str]
    json: Any
    at: float


@dataclass(frozen=True)
class Reply:
    """One HTTP answer.

    Attributes:
        status: 0 closes the connection without a word.
        body: a dictionary is sent as JSON, or as server-sent events where it is a completion and the request asks for a stream;
            bytes and text are sent as they are.
        headers: added to, or instead of, `Content-Type: application/json`.
        delay: seconds before the first byte.
        drip: seconds before each byte, or before each event of a stream.
        drop_after: the connection is closed after so many bytes of the body, although more was promised.
    """

    status: int = 200
    body: bytes | str | dict[str, Any] = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0
    drip: float = 0
    drop_after: int | None = None


def completion(
    text: str | None,
    *,
    finish_reason: str = "stop",
    usage: tuple[int, int] = (100, 20),
    model: str = "scripted-1",
    tool: str | None = None,
    refusal: str | None = None,
) -> dict[str, Any]:
    """A completion as the API sends it.

    Args:
        text: the answer; with `tool`, the arguments of the call.
        finish_reason: why it ended.
        usage: tokens of the prompt and of the answer.
        model: what answered.
        tool: the function that is called, where the answer is a tool call.
        refusal: what the model says instead of answering.
    """
    message: dict[str, Any] = {"role": "assistant", "content": None if tool else text, "refusal": refusal}
    if tool:
        message["tool_calls"] = [{"id": "call_1", "type": "function", "function": {"name": tool, "arguments": text}}]
    prompt, answer = usage
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": model,
        "choices": [{"index": 0, "message": message, "finish_reason": finish_reason, "logprobs": None}],
        "usage": {"prompt_tokens": prompt, "completion_tokens": answer, "total_tokens": prompt + answer},
    }


def events(answer: Mapping[str, Any], *, usage: bool) -> Iterator[bytes]:
    """The server-sent events of a completion.

    Args:
        answer: what `completion` returns.
        usage: whether a last event tells the tokens.
    """
    head = {"id": answer["id"], "object": "chat.completion.chunk", "created": answer["created"], "model": answer["model"]}
    for choice in answer["choices"]:
        for delta in _deltas(choice["message"]):
            yield _event(head | {"choices": [{"index": choice["index"], "delta": delta, "finish_reason": None}]})
        yield _event(head | {"choices": [{"index": choice["index"], "delta": {}, "finish_reason": choice["finish_reason"]}]})
    if usage:
        yield _event(head | {"choices": [], "usage": answer["usage"]})
    yield b"data: [DONE]\n\n"


def _deltas(message: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"role": "assistant", "content": ""}
    for part in _pieces(message["content"]):
        yield {"content": part}
    for part in _pieces(message["refusal"]):
        yield {"refusal": part}
    for at, call in enumerate(message.get("tool_calls", ())):
        name = {"name": call["function"]["name"], "arguments": ""}
        yield {"tool_calls": [{"index": at, "id": call["id"], "type": "function", "function": name}]}
        for part in _pieces(call["function"]["arguments"]):
            yield {"tool_calls": [{"index": at, "function": {"arguments": part}}]}


def _pieces(text: str | None) -> Iterator[str]:
    size = -(-len(text or "") // _PIECES)
    for start in range(0, len(text or ""), size or 1):
        yield (text or "")[start : start + size]


def _event(data: Mapping[str, Any]) -> bytes:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


class ScriptedEndpoint:
    """Listens on a free loopback port while its context is open.

    Args:
        script: the replies, one after the other; when they run out, status 500 says so. Or a function of the request.

    Attributes:
        requests: all that came in, in order.

    Raises:
        Exception: on leaving the context, what the function raised.
    """

    def __init__(self, script: Sequence[Reply] | Callable[[Request], Reply]) -> None:
        self.requests: list[Request] = []
        self._script = script
        self._server = _Server(self._answer)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def base_url(self) -> str:
        """What a client is given."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.hang_up()
        self._server.server_close()
        if error is None and self._server.failures:
            raise self._server.failures[0]

    def _answer(self, request: Request) -> Reply:
        self.requests.append(request)
        if callable(self._script):
            return self._script(request)
        at = len(self.requests) - 1
        return self._script[at] if at < len(self._script) else Reply(500, f"the script has {at} replies and no more".encode())


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128

    def __init__(self, answer: Callable[[Request], Reply]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.closing = threading.Event()
        self.failures: list[Exception] = []
        self._open: set[socket.socket] = set()
        self._scripted = answer
        self._lock = threading.Lock()

    def answer(self, request: Request) -> Reply:
        with self._lock:
            try:
                return self._scripted(request)
            except Exception as error:  # noqa: BLE001  whatever the function raises is raised again where the test can see it
                self.failures.append(error)
                return Reply(500, "the script failed")

    def opened(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.add(connection)
        if self.closing.is_set():
            self.hang_up()

    def closed(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.discard(connection)

    def hang_up(self) -> None:
        self.closing.set()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are part of the script."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.opened(self.connection)

    def finish(self) -> None:
        self.server.closed(self.connection)
        super().finish()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that http.server gives it
        """Nothing is printed."""

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.path, headers, json.loads(raw) if raw else None, time.monotonic())
        reply = self.server.answer(request)
        self.server.closing.wait(reply.delay)
        if reply.status == 0:
            self.close_connection = True
        elif _streams(request, reply):
            self._stream(request, reply)
        else:
            self._whole(reply)

    def _whole(self, reply: Reply) -> None:
        body = reply.body if isinstance(reply.body, bytes) else _text(reply.body).encode()
        self._head(reply, "application/json", {"Content-Length": str(len(body))})
        sent = body[: reply.drop_after]
        for piece in (bytes([byte]) for byte in sent) if reply.drip else (sent,):
            self._write(piece, reply.drip)
        self.close_connection |= len(sent) < len(body)

    def _stream(self, request: Request, reply: Reply) -> None:
        wants_usage = bool((request.json.get("stream_options") or {}).get("include_usage"))
        self._head(reply, "text/event-stream", {"Transfer-Encoding": "chunked"})
        left = reply.drop_after
        for event in events(reply.body, usage=wants_usage) if isinstance(reply.body, dict) else ():
            piece = event[:left]
            self._write(b"%x\r\n%s\r\n" % (len(piece), piece) if piece else b"", reply.drip)
            if left is not None and (left := left - len(piece)) <= 0:
                self.close_connection = True
                return
        self._write(b"0\r\n\r\n", 0)

    def _head(self, reply: Reply, kind: str, framing: Mapping[str, str]) -> None:
        self.send_response(reply.status)
        for name, value in {"Content-Type": kind, **framing, **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _write(self, piece: bytes, pause: float) -> None:
        self.server.closing.wait(pause)
        self.wfile.write(piece)
        self.wfile.flush()


def _streams(request: Request, reply: Reply) -> bool:
    asked = isinstance(request.json, dict) and bool(request.json.get("stream"))
    return asked and isinstance(reply.body, dict) and "choices" in reply.body and reply.status == 200


def _text(body: str | dict[str, Any]) -> str:
    return body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
