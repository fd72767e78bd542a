"""Vectors for a new generation: the last one's where a text is the same, new ones for the rest."""

from pathlib import Path

import numpy as np

from knowledge.documents import Audience
from retrieval.embedding import Embedder, Vectors, text_key
from retrieval.errors import IndexBroken, IndexMissing
from retrieval.generations import index_folder, read_manifest
from retrieval.progress import Progress
from retrieval.rings import RingTexts, read_texts

EMBED_AT_ONCE = 256


def vectors_of(
    data: Path, rings: list[RingTexts], embedder: Embedder, progress: Progress
) -> tuple[dict[str, Vectors], int]:
    """A vector for each text's key: the last generation's where it has one, new ones for the rest.

    Ring by ring, the innermost first: a vector's last digits depend on what is embedded beside it.
    """
    known = _known_vectors(data, embedder.name)
    wanted = {text_key(text): text for ring in rings for text in ring.embedded()}
    progress.start("Embedding passages and sentences", sum(key not in known for key in wanted))
    embedded = 0
    for ring in rings:
        new = [key for key in dict.fromkeys(map(text_key, ring.embedded())) if key not in known]
        embedded += len(new)
        for start in range(0, len(new), EMBED_AT_ONCE):
            keys = new[start : start + EMBED_AT_ONCE]
            for key, vector in zip(keys, embedder.embed([wanted[key] for key in keys]), strict=True):
                known[key] = vector
            progress.step(len(keys))
    return known, embedded


def _known_vectors(data: Path, embedder_name: str) -> dict[str, Vectors]:
    try:
        manifest = read_manifest(data)
        if manifest.embedder != embedder_name:
            return {}
        folder = index_folder(data) / manifest.generation / Audience.PARTNER.value
        texts = read_texts(folder).embedded()
        matrix: Vectors = np.load(folder / "vectors.npy")
    except (IndexMissing, IndexBroken, OSError, ValueError):
        return {}
    return {text_key(text): vector for text, vector in zip(texts, matrix, strict=True)}
