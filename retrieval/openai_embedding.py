"""Turns texts into vectors with OpenAI's service, or any that speaks its protocol.

A room of its own, because the library takes longer to load than a question takes to answer.
"""

import numpy as np
from openai import OpenAI, OpenAIError

from retrieval.embedding import Vectors
from retrieval.errors import EmbeddingError

_NO_VECTORS = "The embedding service sent back something that is no list of vectors: check its address and model."


class OpenAIEmbedder:
    """An embedding model of OpenAI's, or of any server that speaks its protocol."""

    def __init__(self, client: OpenAI, model: str) -> None:
        """Use ``client`` as it is set up: its key, address, timeout and retries."""
        self._client = client
        self._model = model

    @property
    def name(self) -> str:
        """The model's name, marked as OpenAI's."""
        return f"openai:{self._model}"

    def embed(self, texts: list[str]) -> Vectors:
        """Give an array (texts, size) of unit vectors. Raises EmbeddingError when the service fails."""
        batches = [self._embed_batch(texts[start : start + 256]) for start in range(0, len(texts), 256)]
        try:
            vectors = np.concatenate(batches)
            lengths: Vectors = np.linalg.norm(vectors, axis=1, keepdims=True)
        except ValueError as error:
            raise EmbeddingError(_NO_VECTORS) from error
        if not (np.isfinite(lengths) & (lengths > 0)).all():
            raise EmbeddingError(_NO_VECTORS)
        return vectors / lengths

    def _embed_batch(self, texts: list[str]) -> Vectors:
        try:
            reply = self._client.embeddings.create(model=self._model, input=texts, encoding_format="float")
        except OpenAIError as error:
            reason = type(error).__name__
            raise EmbeddingError(f"The embedding service did not answer ({reason}): try again later.") from error
        except (AttributeError, TypeError, ValueError) as error:  # the client trusts that what comes is its protocol
            raise EmbeddingError(_NO_VECTORS) from error
        try:
            ordered = sorted(reply.data, key=lambda item: item.index)
            vectors = np.array([item.embedding for item in ordered], dtype=np.float32)
        except (AttributeError, TypeError, ValueError) as error:
            raise EmbeddingError(_NO_VECTORS) from error
        if len(vectors) != len(texts):
            raise EmbeddingError("The embedding service sent back too few vectors: try again later.")
        return vectors
