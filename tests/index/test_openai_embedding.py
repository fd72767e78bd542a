"""The embedder of a service: a real server on this machine speaks the protocol, well and badly."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest
from openai import OpenAI

from retrieval.errors import EmbeddingError
from retrieval.openai_embedding import OpenAIEmbedder


class EmbeddingServer(ThreadingHTTPServer):
    """Answers with vectors of its own making, or with what it was told to say."""

    daemon_threads = True
    instead: tuple[int, str, str] | None = None
    batches: list[int]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.batches = []

    def reply(self, body: dict[str, Any]) -> tuple[int, str, str]:
        self.batches.append(len(body["input"]))
        if self.instead:
            return self.instead
        data = [
            {"object": "embedding", "index": place, "embedding": [len(text), 3.0, 4.0]}
            for place, text in enumerate(body["input"])
        ]
        reply = {"object": "list", "model": body["model"], "data": data[::-1], "usage": {}}
        return 200, "application/json", json.dumps(reply)


class _Handler(BaseHTTPRequestHandler):
    server: EmbeddingServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        status, kind, text = self.server.reply(body)
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield running
        running.shutdown()
        thread.join(5)


@pytest.fixture
def embedder(server: EmbeddingServer) -> OpenAIEmbedder:
    address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    return OpenAIEmbedder(OpenAI(api_key="none", base_url=address, max_retries=0, timeout=5), "small")


def test_vectors_come_in_the_order_of_the_texts_and_have_length_1(embedder: OpenAIEmbedder) -> None:
    vectors = embedder.embed(["", "a" * 12])
    assert np.allclose(vectors, [[0, 0.6, 0.8], [12 / 13, 3 / 13, 4 / 13]])


def test_many_texts_are_sent_in_batches(embedder: OpenAIEmbedder, server: EmbeddingServer) -> None:
    vectors = embedder.embed([str(number) for number in range(300)])
    assert vectors.shape == (300, 3)
    assert server.batches == [256, 44]


def test_its_name_says_whose_model_it_is(embedder: OpenAIEmbedder) -> None:
    assert embedder.name == "openai:small"


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_an_error_of_the_service_is_ours_to_say(embedder: OpenAIEmbedder, server: EmbeddingServer, status: int) -> None:
    server.instead = (status, "application/json", '{"error": {"message": "sk-secret is wrong"}}')
    with pytest.raises(EmbeddingError, match="did not answer") as caught:
        embedder.embed(["one"])
    assert "sk-secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text/html", "<html>A login page</html>"),
        ("application/json", '{"dat'),
        ("application/json", "[]"),
        ("application/json", "{}"),
        ("application/json", '{"data": null}'),
        ("application/json", '{"data": []}'),
        ("application/json", '{"data": [{"index": 0, "embedding": [1, 0]}]}'),
        ("application/json", '{"data": [{"index": 0}, {"index": 1}]}'),
        ("application/json", '{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": [1]}]}'),
        (
            "application/json",
            '{"data": [{"index": 0, "embedding": [0, 0]}, {"index": 1, "embedding": [1, 0]}]}',
        ),
        ("application/json", '{"data": [{"index": 0, "embedding": [null]}, {"index": 1, "embedding": [1]}]}'),
    ],
)
def test_what_is_no_list_of_vectors_is_refused(
    embedder: OpenAIEmbedder, server: EmbeddingServer, kind: str, text: str
) -> None:
    server.instead = (200, kind, text)
    with pytest.raises(EmbeddingError, match=r"no list of vectors|too few vectors"):
        embedder.embed(["one", "two"])


def test_a_service_that_is_not_there_is_said_to_be_away() -> None:
    gone = OpenAI(api_key="none", base_url="http://127.0.0.1:1/v1", max_retries=0, timeout=5)
    with pytest.raises(EmbeddingError, match="did not answer"):
        OpenAIEmbedder(gone, "small").embed(["one"])
