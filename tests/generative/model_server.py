"""A server that speaks the chat completions API over a real socket, and does as it is told: well or badly."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """One reply. Seconds are waits; ``cut_after`` pieces the connection is closed without a word."""

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
    raw: bytes | None = None


@dataclass
class Asked:
    """One request as it came."""

    shape: str
    body: dict[str, Any]
    at: float
    given_up: threading.Event = field(default_factory=threading.Event)

    @property
    def told(self) -> str:
        """All messages in one text."""
        return "\n".join(message["content"] for message in self.body["messages"])


class ModelServer:
    """Answers by ``script``, which is given each request, and keeps what it was asked."""

    def __init__(self, script: Callable[[Asked], Reply]) -> None:
        self.script = script
        self.asked: list[Asked] = []
        self.first_statement_at: float | None = None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def serve(self) -> None:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def model_server(script: Callable[[Asked], Reply]) -> Iterator[ModelServer]:
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

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            shape = body.get("response_format", {}).get("json_schema", {}).get("name", "")
            asked = Asked(shape=shape, body=body, at=time.monotonic())
            server.asked.append(asked)
            reply = server.script(asked)
            try:
                self._reply(reply)
            except (BrokenPipeError, ConnectionResetError):
                asked.given_up.set()
            self.close_connection = True

        def _reply(self, reply: Reply) -> None:
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
            time.sleep(reply.before_first)
            self._event({"role": "assistant", "content": ""}, None)
            pieces = [reply.text[at : at + reply.piece] for at in range(0, len(reply.text), reply.piece)]
            for number, piece in enumerate(pieces):
                if reply.cut_after is not None and number >= reply.cut_after:
                    return
                self._event({"content": piece}, None)
                time.sleep(reply.between)
            if reply.finish:
                self._event({}, reply.finish)
            self._write({"choices": [], "usage": {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150}})
            if reply.says_done:
                self.wfile.write(b"data: [DONE]\n\n")

        def _event(self, delta: dict[str, str], finish: str | None) -> None:
            self._write({"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

        def _write(self, part: dict[str, Any]) -> None:
            whole = {"id": "chat-1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", **part}
            self.wfile.write(f"data: {json.dumps(whole)}\n\n".encode())
            self.wfile.flush()

        def _refuse(self, reply: Reply) -> None:
            body = json.dumps({"error": {"message": "no", "type": "error", "code": reply.error_code}}).encode()
            self.send_response(reply.status)
            self.send_header("content-type", "application/json")
            if reply.retry_after:
                self.send_header("retry-after", reply.retry_after)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


def reading(question: str, **changed: object) -> str:
    """The JSON of a ModelReading that changes nothing."""
    read = {"kind": "strategy", "confidence": 0.9, "stand_alone": question, "language": "en", "at_risk": "none"}
    return json.dumps({**read, "actions": None, **changed})


def answer(*statements: tuple[str, int, str], complete: str = "complete") -> str:
    """The JSON of a WrittenAnswer: each statement its text, passage number and quote."""
    items = [{"text": text, "passage": passage, "quote": quote} for text, passage, quote in statements]
    return json.dumps({"statements": items, "complete": complete})
