"""No log holds what somebody asked: not in an address, not in an error, not in a traceback."""

import http.client
import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from logging.config import dictConfig
from socket import create_server
from urllib.parse import quote

import pytest
from fastapi import FastAPI

from bot.answer import Answer, ShownStatement
from bot.logs import WordlessTraces, log_settings
from bot.model.background import Stop
from bot.question import Question
from bot.settings import Settings
from bot.web.app import create_app
from bot.web.server import quiet_server
from tests.web.set_assistant import SetAssistant

WORD = "plantedword"


class Breaking(SetAssistant):
    """Breaks with an error that holds the question, as errors do."""

    def parts(self, question: Question, stop: Stop | None = None) -> Iterator[ShownStatement | Answer]:
        """Answer nothing."""
        if "break" not in question.text:
            yield from super().parts(question, stop)
            return
        try:
            {}[question.text]
        except KeyError as error:
            raise ValueError(f"cannot answer {question.text}") from error


@contextmanager
def serving(app: FastAPI) -> Iterator[tuple[str, int]]:
    """The server of the command, on a free port: its host and port."""
    server = quiet_server(app)
    with create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()[:2]
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


@pytest.mark.usefixtures("_logging_as_before")
def test_a_server_logs_that_it_broke_and_no_word_of_what_was_asked(capfd: pytest.CaptureFixture[str]) -> None:
    headers = {"Content-Type": "application/json"}
    with serving(create_app(Breaking(), Settings())) as address:

        def ask(method: str, path: str, body: str | None = None) -> int:
            connection = http.client.HTTPConnection(*address, timeout=20)
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            response.read()
            connection.close()
            return response.status

        for question in (WORD, f"break {WORD}"):
            expected = 500 if "break" in question else 200
            assert ask("GET", f"/?q={quote(question)}&history={WORD}") == expected
            assert ask("POST", "/api/ask", json.dumps({"question": question})) == expected
            assert ask("POST", "/api/ask/stream", json.dumps({"question": question})) == 200
        assert ask("POST", "/api/ask", f'{{"question": 1, "history": "{WORD}"}}') == 422
        assert ask("POST", "/api/ask", f"{{{WORD}") == 422
        assert ask("GET", f"/{WORD}?q={WORD}") == 404
        assert ask("GET", f"/sources/{WORD}") == 404
        assert ask("POST", "/api/feedback", json.dumps({"answer": WORD, "verdict": "up", "comment": WORD})) == 404
        assert ask("DELETE", f"/api/conversations/{WORD}") == 204
    out, err = capfd.readouterr()
    assert WORD not in out + err
    assert "ValueError" in err
    assert "KeyError" in err
    assert "test_logs.py" in err


@pytest.mark.usefixtures("_logging_as_before")
def test_libraries_log_their_warnings_and_nothing_below(capfd: pytest.CaptureFixture[str]) -> None:
    dictConfig(log_settings())
    library = logging.getLogger("a.library")
    library.setLevel(logging.DEBUG)
    library.debug("sent %s", WORD)
    library.warning("something is odd")
    assert capfd.readouterr().err.endswith("WARNING a.library: something is odd\n")


def test_a_traceback_keeps_places_and_types_of_the_whole_chain() -> None:
    def fail() -> None:
        try:
            {}[WORD]
        except KeyError as error:
            raise UnicodeError(WORD) from error

    try:
        fail()
    except UnicodeError as error:
        text = WordlessTraces().formatException((type(error), error, error.__traceback__))
    assert WORD not in text
    assert text.count(", in ") == 3
    assert text.index("UnicodeError") < text.index("KeyError")
