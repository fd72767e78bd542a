"""The vector side of the index: one Chroma collection for each audience ring of each generation."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from chromadb.errors import NotFoundError

from knowledge.documents import Audience
from retrieval.embedding import Vectors
from retrieval.errors import IndexBroken

ADD_BATCH = 1000
PREFIX = "signpost"


def open_client(folder: Path, server: str | None) -> ClientAPI:
    """A Chroma client on a folder of its own, or on a server when its address is given.

    Chroma never computes embeddings here and never phones home. Raises IndexBroken when the folder
    cannot be opened or the server does not answer.
    """
    settings = Settings(anonymized_telemetry=False, allow_reset=False)
    if server is None:
        folder.mkdir(parents=True, exist_ok=True)
        with _named(f"The index folder {folder} cannot be opened"):
            return chromadb.PersistentClient(path=str(folder), settings=settings)
    parts = urlsplit(server)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    with _named(f"The Chroma server at {server} does not answer", do="See that it runs and try again."):
        return chromadb.HttpClient(host=parts.hostname or "localhost", port=port, ssl=secure, settings=settings)


@contextmanager
def _named(what: str, do: str = "Run `signpost ingest`.") -> Iterator[None]:
    """Turn whatever fails in Chroma into IndexBroken.

    It raises exceptions of many kinds when its files or its server fail; its Rust core panics with
    one that is no Exception and would end a server's worker.
    """
    try:
        yield
    except (KeyboardInterrupt, SystemExit, OSError, IndexBroken):
        raise
    except BaseException as error:
        raise IndexBroken(f"{what} ({_first_line(error)}). {do}") from error


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


class Neighbours(Protocol):
    """Anything that finds the passages nearest to a vector."""

    def count(self) -> int:
        """How many vectors it holds."""
        ...

    def nearest(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """The ids nearest to a vector with their cosine likeness, best first. Raises IndexBroken."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


class ExactIndex:
    """Nearest passages by looking at every vector: what needs no more than to read."""

    def __init__(self, ids: list[str], vectors: Vectors) -> None:
        """The vectors stand in the order of the ids."""
        self._ids = ids
        self._vectors = vectors

    def count(self) -> int:
        """How many vectors it holds."""
        return len(self._ids)

    def nearest(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """The ids nearest to a vector with their cosine likeness, best first."""
        if not self._ids:
            return []
        likeness = self._vectors @ vector
        return [(self._ids[row], float(likeness[row])) for row in np.argsort(-likeness, kind="stable")[:limit]]

    def close(self) -> None:
        """Nothing to let go of."""


class VectorIndex:
    """Nearest passages by cosine likeness in one ring of one generation."""

    def __init__(self, client: ClientAPI, collection: Collection) -> None:
        """Wrap an open collection; the client is kept so that it can be closed."""
        self._client = client
        self._collection = collection

    @staticmethod
    def collection_name(data_id: str, generation: str, audience: Audience) -> str:
        """The collection's name. ``data_id`` names the data folder, for several may keep their vectors on one server;
        in a folder of its own a collection needs none.
        """
        return "-".join(part for part in (PREFIX, data_id, generation, audience.value) if part)

    @classmethod
    def create(
        cls, client: ClientAPI, name: str, audience: Audience, ids: list[str], vectors: Vectors
    ) -> "VectorIndex":
        """Make a new collection of these vectors, replacing what an ingest cut short left behind."""
        with _named(f"The index {name} cannot be written"):
            return cls._create(client, name, audience, ids, vectors)

    @classmethod
    def _create(
        cls, client: ClientAPI, name: str, audience: Audience, ids: list[str], vectors: Vectors
    ) -> "VectorIndex":
        with suppress(NotFoundError, ValueError):
            client.delete_collection(name)
        # Written out once, when the last vector is in: what stays in Chroma's log is indexed anew, and its
        # files are changed, by every process that opens them.
        whole = len(ids)
        collection = client.create_collection(
            name,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": 100, "sync_threshold": whole, "batch_size": whole}},
        )
        for start in range(0, len(ids), ADD_BATCH):
            batch = ids[start : start + ADD_BATCH]
            collection.add(
                ids=batch,
                embeddings=vectors[start : start + ADD_BATCH],
                metadatas=[{"audience": audience.value} for _ in batch],
            )
        return cls(client, collection)

    @classmethod
    def open(cls, client: ClientAPI, name: str) -> "VectorIndex":
        """Open a collection that ``create`` made. Raises IndexBroken."""
        with _named(f"The index {name} cannot be read"):
            return cls(client, client.get_collection(name, embedding_function=None))

    def count(self) -> int:
        """How many vectors Chroma says it holds; true only of an undamaged collection."""
        with _named("The index cannot be counted"):
            return int(self._collection.count())

    def nearest(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """The ids nearest to a vector with their cosine likeness, best first. Raises IndexBroken."""
        with _named("The index cannot be searched"):
            found = self._collection.query(
                query_embeddings=np.asarray(vector, dtype=np.float32).reshape(1, -1),
                n_results=limit,
                include=["distances"],
            )
        distances = found["distances"] or [[]]
        return [(id_, 1 - distance) for id_, distance in zip(found["ids"][0], distances[0], strict=True)]

    def close(self) -> None:
        """Let go of the files or the connection."""
        close = getattr(self._client, "close", None)  # declared by the clients, not by their common type
        if close:
            close()


def drop_collections(client: ClientAPI, data_id: str, keep: set[str]) -> None:
    """On a server: remove the collections of this data folder's generations that are gone, and no other's."""
    for collection in client.list_collections():
        if collection.name.startswith(f"{PREFIX}-{data_id}-") and collection.name not in keep:
            client.delete_collection(collection.name)
