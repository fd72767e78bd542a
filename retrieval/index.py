"""The index as answering sees it: the current generation's rings, opened when asked for, swapped when it changes."""

import threading
import weakref
from collections.abc import Callable
from pathlib import Path

from knowledge.documents import Audience
from retrieval.embedding import Embedder
from retrieval.errors import IndexBroken
from retrieval.generations import current_name, open_generation, read_manifest
from retrieval.search import Search


class Index:
    """Gives the search of a ring; one that is asked for never opens another.

    Safe for several threads. An ingest by another process is noticed at the next question, and the
    old generation's files stay open until the questions that use them are done.
    """

    def __init__(self, data: Path, make_embedder: Callable[[], Embedder], server: str | None = None) -> None:
        """Answer from the index in ``data``. The embedder is made when the first question comes."""
        self._data = data
        self._make_embedder = make_embedder
        self._server = server
        self._embedder: Embedder | None = None
        self._open: dict[Audience, tuple[str, Search]] = {}
        self._lock = threading.Lock()

    def search(self, audience: Audience) -> Search:
        """The search of one ring of the current generation. Raises IndexMissing, IndexBroken, EmbeddingError."""
        name = current_name(self._data)
        opened = self._open.get(audience)
        if opened and opened[0] == name:
            return opened[1]
        with self._lock:
            opened = self._open.get(audience)
            if not opened or opened[0] != name:
                opened = (name, self._open_ring(audience, name))
                self._open[audience] = opened
        return opened[1]

    def _open_ring(self, audience: Audience, name: str) -> Search:
        embedder = self._embedder = self._embedder or self._make_embedder()
        manifest = read_manifest(self._data, name)
        if manifest.embedder != embedder.name:
            raise IndexBroken(
                f"The index was made with {manifest.embedder}, but the settings say {embedder.name}. "
                "Run `signpost ingest`."
            )
        ring = open_generation(self._data, audience, self._server, name)
        # The last question that uses a ring which has been swapped lets go of its files.
        weakref.finalize(ring, ring.nearest.close).atexit = False
        version = manifest.rings.get(audience)
        if version is None:
            return Search(ring, embedder, name, manifest.library)
        return Search(ring, embedder, name, version.digest, f"{version.number:04d}")
