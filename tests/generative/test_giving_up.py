"""Whoever stops listening ends the model's call, and nothing more is begun."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from bot.assistant import Assistant
from bot.model.background import Stop
from bot.question import Question
from bot.settings import Settings
from bot.web.app import create_app
from tests.generative.asking import Asked, Reply, hear, reads, writes, written
from tests.generative.conftest import MakeAssistant
from tests.generative.model_server import ModelServer, answer, model_server
from tests.generative.papers import APPLY, DECIDES, QUESTION, YOU_APPLY

LONG = answer((YOU_APPLY, 1, APPLY), *[(DECIDES, 1, DECIDES)] * 40)
NOTICED = 1.0  # seconds in which the service must see its connection closed


def drips(asked: Asked) -> Reply:
    """Reads well, and then writes for a second and more."""
    return reads(asked) if asked.shape == "ModelReading" else Reply(text=LONG, between=0.01)


def hangs(asked: Asked) -> Reply:
    """Takes a question and says nothing."""
    return Reply(text=LONG, before_first=1.2)


def ended(server: ModelServer) -> bool:
    """Whether the service saw the connection of its last request closed."""
    return server.asked[-1].given_up.wait(NOTICED)


def test_stopping_from_another_thread_ends_the_call(assistant_at: MakeAssistant) -> None:
    with model_server(drips) as server:
        stop = Stop()
        parts = assistant_at(server.url).parts(Question(text=QUESTION), stop)
        next(parts)
        threading.Thread(target=stop.now).start()
        list(parts)
        assert ended(server)
        assert len(server.asked) == 2


def test_stopping_while_the_model_is_silent_ends_the_call(assistant_at: MakeAssistant) -> None:
    with model_server(hangs) as server:
        stop = Stop()
        asking = threading.Thread(target=hear, args=(assistant_at(server.url), QUESTION, stop))
        asking.start()
        while not server.asked:
            time.sleep(0.001)
        stop.now()
        assert ended(server)
        asking.join(5)
        assert not asking.is_alive()
        assert written(server) == []


def test_after_a_stop_nothing_is_begun(assistant_at: MakeAssistant) -> None:
    with model_server(writes((YOU_APPLY, APPLY))) as server:
        stop = Stop()
        stop.now()
        hear(assistant_at(server.url), stop=stop)
        assert all(asked.given_up.wait(NOTICED) for asked in server.asked)


def test_closing_the_parts_ends_the_call(assistant_at: MakeAssistant) -> None:
    with model_server(drips) as server:
        parts = assistant_at(server.url).parts(Question(text=QUESTION))
        next(parts)
        parts.close()
        assert ended(server)
        assert len(server.asked) == 2


def test_a_browser_that_closes_its_stream_ends_the_call(assistant_at: MakeAssistant) -> None:
    with model_server(drips) as server, serving(assistant_at(server.url)) as port:
        body = json.dumps({"question": QUESTION}).encode()
        head = (
            f"POST /api/ask/stream HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", port), timeout=5) as browser:
            browser.sendall(head.encode() + body)
            heard = b""
            while b"event: statement" not in heard:
                heard += browser.recv(4096)
        assert ended(server)
        assert len(server.asked) == 2


@contextmanager
def serving(assistant: Assistant) -> Iterator[int]:
    """A real web server around the assistant, on the port that it gives."""
    app = create_app(assistant, Settings())
    with socket.create_server(("127.0.0.1", 0)) as listening:
        web = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        running = threading.Thread(target=web.run, kwargs={"sockets": [listening]})
        running.start()
        try:
            yield listening.getsockname()[1]
        finally:
            web.should_exit = True
            running.join(5)
