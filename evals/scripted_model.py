"""A server that speaks the chat completions API over a real socket, and does as it is told: well or badly."""

import json
import re
import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_PASSAGE = re.compile(r"^\[\d+\] [^\n]*\n<<<\n(.*?)\n>>>$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Reply:
    """One reply. Seconds are waits; ``cut_after`` pieces the connection is closed without a word.

    ``usage`` false: it does not say what it used. ``raw``: the bytes of the whole response, headers and all.
    """

    text: str = ""
    status: int = 200
    error_code: str | None = None
    retry_after: str | None = None
    before_first: float = 0.0
    between: float = 0.0
    piece: int = 16
    cut_after: int | None = None
    finish: str | None = "stop"
    says_done: bool = True
    usage: bool = True
    raw: bytes | None = None


@dataclass
class Asked:
    """One request as it came, and how it went: ``given_up`` when whoever asked closed the connection.

    Times are of the monotonic clock: when it came, when its first whole statement had been sent, when it was done.
    """

    shape: str
    body: dict[str, Any]
    at: float
    given_up: threading.Event = field(default_factory=threading.Event)
    first_statement_at: float | None = None
    done_at: float | None = None

    @property
    def told(self) -> str:
        """All messages in one text."""
        return "\n".join(message["content"] for message in self.body["messages"])

    @property
    def passages(self) -> list[str]:
        """The passages that it was given, in their order."""
        return _PASSAGE.findall(self.told)


class ModelServer:
    """Answers by ``script``, which is given each request, and keeps what it was asked."""

    def __init__(self, script: Callable[[Asked], Reply]) -> None:
        self.script = script
        self.asked: list[Asked] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}/v1"
        self.control: Callable[[dict[str, Any]], None] | None = None
        self.report: Callable[[], dict[str, Any]] = dict

    def serve(self) -> None:
        """Begin to answer."""
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def model_server(script: Callable[[Asked], Reply]) -> Iterator[ModelServer]:
    """A service on a free port, closed with the block."""
    server = ModelServer(script)
    server.serve()
    try:
        yield server
    finally:
        server.close()


def _handler(server: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            asked = [
                {"at": one.at, "first_statement_at": one.first_statement_at, "done_at": one.done_at, "shape": one.shape}
                for one in server.asked
            ]
            self._json(200, {"asked": asked, **server.report()})

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            if server.control and self.path == "/script":
                server.asked.clear()
                server.control(body)
                self._json(200, {})
                return
            shape = body.get("response_format", {}).get("json_schema", {}).get("name", "")
            asked = Asked(shape=shape, body=body, at=time.monotonic())
            server.asked.append(asked)
            reply = server.script(asked)
            try:
                self._reply(reply, asked)
            except (BrokenPipeError, ConnectionResetError):
                asked.given_up.set()
            asked.done_at = time.monotonic()
            self.close_connection = True

        def _reply(self, reply: Reply, asked: Asked) -> None:
            if reply.raw is not None:
                self.wfile.write(reply.raw)
                return
            if reply.status != 200:
                self._refuse(reply)
                return
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.send_header("connection", "close")
            self.end_headers()
            self.wfile.flush()
            self._wait(reply.before_first)
            self._event({"role": "assistant", "content": ""}, None)
            pieces = [reply.text[at : at + reply.piece] for at in range(0, len(reply.text), reply.piece)]
            first_end = _end_of_first_statement(reply.text)
            for number, piece in enumerate(pieces):
                if reply.cut_after is not None and number >= reply.cut_after:
                    return
                self._event({"content": piece}, None)
                if asked.first_statement_at is None and first_end and (number + 1) * reply.piece >= first_end:
                    asked.first_statement_at = time.monotonic()
                self._wait(reply.between)
            if reply.finish:
                self._event({}, reply.finish)
            if reply.usage:
                used = {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150}
                self._write({"choices": [], "usage": used})
            if reply.says_done:
                self.wfile.write(b"data: [DONE]\n\n")

        def _wait(self, seconds: float) -> None:
            """Wait, and see at once when the other side closes."""
            if seconds <= 0:
                return
            readable, _, _ = select.select([self.connection], [], [], seconds)
            if readable and not self.connection.recv(1):
                raise BrokenPipeError("the other side closed")

        def _event(self, delta: dict[str, str], finish: str | None) -> None:
            self._write({"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

        def _write(self, part: dict[str, Any]) -> None:
            whole = {"id": "chat-1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", **part}
            self.wfile.write(f"data: {json.dumps(whole)}\n\n".encode())
            self.wfile.flush()

        def _refuse(self, reply: Reply) -> None:
            more = {"retry-after": reply.retry_after} if reply.retry_after else {}
            self._json(reply.status, {"error": {"message": "no", "type": "error", "code": reply.error_code}}, more)

        def _json(self, status: int, told: dict[str, Any], headers: dict[str, str] | None = None) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            for name, value in {"content-type": "application/json", **(headers or {})}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


def _end_of_first_statement(text: str) -> int | None:
    """Where the first whole statement of a WrittenAnswer ends."""
    start = text.find("{", text.find("[") + 1) if '"statements"' in text else -1
    try:
        return json.JSONDecoder().raw_decode(text, start)[1] if start >= 0 else None
    except json.JSONDecodeError:
        return None


def reading(question: str, **changed: object) -> str:
    """The JSON of a ModelReading that changes nothing."""
    read = {"kind": "strategy", "confidence": 0.9, "stand_alone": question, "language": "en", "at_risk": "none"}
    return json.dumps({**read, "actions": None, **changed})


def answer(*statements: tuple[str, int, str], complete: str = "complete") -> str:
    """The JSON of a WrittenAnswer: each statement its text, passage number and quote."""
    items = [{"text": text, "passage": passage, "quote": quote} for text, passage, quote in statements]
    return json.dumps({"statements": items, "complete": complete})
