"""A ring: everything that an asker of one audience may be answered from, in a folder of its own.

The partner ring holds the public documents too, so that each asker searches one ring and no ring
holds a word that its asker may not see.
"""

import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, TypeAdapter

from knowledge.actions import Action, ActionRegister, load_organisations
from knowledge.corpus import Corpus
from knowledge.documents import Audience, Document, Passage
from knowledge.sentences import sentences_of
from retrieval.embedding import Vectors, text_key
from retrieval.errors import IndexBroken
from retrieval.vectors import ExactIndex, Neighbours, VectorIndex, open_client
from retrieval.words import WordIndex

_DOCUMENTS = TypeAdapter(tuple[Document, ...])
_ACTIONS = TypeAdapter(tuple[Action, ...])
_PASSAGES = TypeAdapter(tuple[Passage, ...])
ROOM_TO_OPEN = 256 * 1024  # bytes that a folder must take for Chroma to open its database there


class RingTexts(BaseModel):
    """The texts of a ring that are embedded and indexed, in a fixed order."""

    model_config = ConfigDict(frozen=True)

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    sentences: tuple[tuple[str, ...], ...]
    actions: tuple[Action, ...] = ()

    @classmethod
    def of(cls, corpus: Corpus, audience: Audience) -> "RingTexts":
        """What an asker of this audience may see of a library."""
        seen = [document for document in corpus.documents if audience.sees(document.audience)]
        ids = {document.id for document in seen}
        documents = tuple(_without_unseen_links(document, ids) for document in seen)
        passages = tuple(passage for passage in corpus.passages if audience.sees(passage.audience))
        return cls(
            documents=documents,
            passages=passages,
            sentences=tuple(sentences_of(passage) for passage in passages),
            actions=tuple(action for action in corpus.actions if action.document_id in ids),
        )

    def indexed(self) -> list[str]:
        """What stands for each passage in the index: its headings, then its text."""
        return [indexed_text(passage) for passage in self.passages]

    def digest(self, made_with: str) -> str:
        """A sum of all that this ring answers from, and of nothing outside it. ``made_with`` names the embedder."""
        total = hashlib.sha256(made_with.encode())
        total.update(_DOCUMENTS.dump_json(self.documents))
        total.update(_PASSAGES.dump_json(self.passages))
        total.update(_ACTIONS.dump_json(self.actions))
        return total.hexdigest()

    def embedded(self) -> list[str]:
        """Every text that gets a vector: the passages first, then all their sentences."""
        return self.indexed() + [sentence for passage in self.sentences for sentence in passage]


def _without_unseen_links(document: Document, ids: set[str]) -> Document:
    """A document without the name of one that its readers may not see."""
    if document.supersedes is None or document.supersedes in ids:
        return document
    return document.model_copy(update={"supersedes": None})


def indexed_text(passage: Passage) -> str:
    """A passage as it is searched: a heading often names the subject that the text only points to."""
    heading = passage.headings[-1] if passage.headings else ""
    return f"{heading}. {passage.text}" if heading else passage.text


class Ring:
    """An opened ring of a generation: passages, sentence vectors, words and nearest neighbours."""

    def __init__(self, texts: RingTexts, vectors: Vectors, words: WordIndex, nearest: Neighbours) -> None:
        """Put the opened parts together."""
        self.documents = {document.id: document for document in texts.documents}
        self.passages = texts.passages
        self.sentences = texts.sentences
        self.register = ActionRegister(texts.actions, load_organisations())
        self.row_of = {passage.id: row for row, passage in enumerate(texts.passages)}
        self.words = words
        self.nearest = nearest
        self.vectors = vectors
        lengths = [len(sentences) for sentences in texts.sentences]
        self._starts = len(texts.passages) + np.concatenate([[0], np.cumsum(lengths)]).astype(int)

    def sentence_vectors(self, row: int) -> Vectors:
        """The vectors of a passage's sentences, in their order."""
        return self.vectors[self._starts[row] : self._starts[row + 1]]

    def passages_of(self, document_id: str) -> list[Passage]:
        """A document's passages in reading order."""
        return [passage for passage in self.passages if passage.document_id == document_id]

    def close(self) -> None:
        """Let go of files and connections."""
        self.nearest.close()


def write_ring(folder: Path, texts: RingTexts, vectors: dict[str, Vectors]) -> None:
    """Write a ring into a new folder, but for its collection. ``vectors`` has one for each text's key."""
    folder.mkdir(parents=True)
    (folder / "documents.json").write_bytes(_DOCUMENTS.dump_json(texts.documents, exclude_none=True))
    (folder / "passages.json").write_bytes(_PASSAGES.dump_json(texts.passages))
    (folder / "actions.json").write_bytes(_ACTIONS.dump_json(texts.actions))
    (folder / "sentences.json").write_text(json.dumps(texts.sentences), encoding="utf-8")
    matrix = np.stack([vectors[text_key(text)] for text in texts.embedded()])
    np.save(folder / "vectors.npy", matrix)
    WordIndex.build(texts.indexed()).save(folder / "words")


def read_texts(folder: Path) -> RingTexts:
    """Read back the texts of a ring. Raises IndexBroken."""
    try:
        return RingTexts(
            documents=_DOCUMENTS.validate_json((folder / "documents.json").read_bytes()),
            passages=_PASSAGES.validate_json((folder / "passages.json").read_bytes()),
            actions=_ACTIONS.validate_json((folder / "actions.json").read_bytes()),
            sentences=tuple(tuple(s) for s in json.loads((folder / "sentences.json").read_text(encoding="utf-8"))),
        )
    except (OSError, ValueError) as error:
        raise IndexBroken(f"The index in {folder} is damaged. Run `signpost ingest`.") from error


def empty_ring() -> Ring:
    """The ring of an audience for which the library has nothing."""
    texts = RingTexts(documents=(), passages=(), sentences=())
    vectors: Vectors = np.empty((0, 0), dtype=np.float32)
    return Ring(texts, vectors, WordIndex.build([""]), ExactIndex([], vectors))


def open_ring(folder: Path, collection: str, server: str | None) -> Ring:
    """Open a ring that ``write_ring`` wrote. Raises IndexBroken."""
    texts = read_texts(folder)
    try:
        vectors: Vectors = np.load(folder / "vectors.npy", mmap_mode="r")
        words = WordIndex.load(folder / "words", len(texts.passages))
    except (OSError, ValueError, KeyError) as error:
        raise IndexBroken(f"The index in {folder} is damaged. Run `signpost ingest`.") from error
    try:
        client = open_client(folder / "chroma", server)
        nearest: Neighbours = VectorIndex.open(client, collection)
    except (IndexBroken, OSError):
        # Chroma writes to its database even when it only opens it. On a full or read-only disk the
        # vectors are still there to be read.
        if server or _takes_writing(folder):
            raise
        nearest = ExactIndex([passage.id for passage in texts.passages], vectors[: len(texts.passages)])
    return Ring(texts, vectors, words, nearest)


def _takes_writing(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(ROOM_TO_OPEN))
    except OSError:
        return False
    return True
