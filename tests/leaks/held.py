"""A library held in memory and asked over the web, so that many libraries can be tried; and a tiny embedder."""

import re
import zlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import numpy as np
from fastapi.testclient import TestClient

from bot.assistant import Assistant
from bot.screen import Screen
from bot.settings import Settings
from bot.web.app import create_app
from knowledge.corpus import read_corpus, source_files
from knowledge.documents import Audience
from retrieval.embedding import Vectors
from retrieval.rings import Ring, RingTexts, empty_ring
from retrieval.search import Search
from retrieval.vectors import ExactIndex
from retrieval.words import WordIndex

_SIZE = 48
_ID = re.compile(rb"[0-9a-f]{32}")
_TOOK = re.compile(rb'"took_ms":\s*[0-9.]+')


class TinyEmbedder:
    """Vectors from the words alone: alike for texts that share words, and made in no time."""

    name = "tiny@1"

    def embed(self, texts: list[str]) -> Vectors:
        """One vector of length 1 for each text."""
        vectors = np.full((len(texts), _SIZE), 0.01, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                vectors[row, zlib.crc32(word.encode()) % _SIZE] += 1
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


class HeldIndex:
    """An index in memory, made of a library folder as an ingest would make it."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._searches: dict[Audience, Search] = {}
        self._count = 0
        self.ingest()

    def ingest(self) -> None:
        """Read the library again; who asks next is answered from what was read."""
        self._count += 1
        embedder = TinyEmbedder()
        corpus = read_corpus(self._library, source_files(self._library))
        self._searches = {audience: self._search(RingTexts.of(corpus, audience), embedder) for audience in Audience}

    def search(self, audience: Audience) -> Search:
        """The search of one ring."""
        return self._searches[audience]

    def _search(self, texts: RingTexts, embedder: TinyEmbedder) -> Search:
        ring = empty_ring()
        if texts.passages:
            vectors = embedder.embed(texts.embedded())
            nearest = ExactIndex([passage.id for passage in texts.passages], vectors[: len(texts.passages)])
            ring = Ring(texts, vectors, WordIndex.build(texts.indexed()), nearest)
        return Search(ring, embedder, f"{self._count:04d}", texts.digest(embedder.name), "0001")


def assistant_on(index: object) -> Assistant:
    """An assistant on an index."""
    return Assistant(index, screen=Screen(2000), source_base="", today=lambda: date(2026, 3, 2))  # type: ignore[arg-type]


def client_of(assistant: Assistant) -> TestClient:
    """The public web in front of an assistant."""
    return TestClient(
        create_app(assistant, Settings(asks_a_minute=0, asks_a_minute_of_an_address=0, asks_a_day=0)),
        raise_server_exceptions=False,
    )


def everything_sent(
    client: TestClient, questions: Iterable[str], history: list[str], documents: Iterable[str]
) -> bytes:
    """Every byte that the web sends for these questions and addresses, less the ids and times of each answer."""
    sent = [client.get("/").content, client.get("/openapi.json").content]
    for question in questions:
        asked = {"question": question, "history": history}
        for response in (
            client.post("/api/ask", json=asked),
            client.post("/api/ask/stream", json=asked),
            client.get("/", params={"q": question, "history": history}),
        ):
            sent += [str(sorted(response.headers.items())).encode(), response.content]
    for document in documents:
        for address in (f"/sources/{document}", f"/sources/{document}?passage=1", f"/sources/{document}.md"):
            response = client.get(address)
            sent += [str(response.status_code).encode(), str(sorted(response.headers.items())).encode()]
            sent.append(response.content)
    whole = _TOOK.sub(b"", _ID.sub(b"", b"\n".join(sent)))
    return re.sub(rb"\('content-length', '\d+'\)", b"", whole)
