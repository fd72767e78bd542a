"""Ingest: from a folder of documents to a new generation that answers."""

import errno
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict

from knowledge.corpus import Corpus, Problem, SourceFile, read_corpus, source_files
from knowledge.documents import Audience
from knowledge.readers.hidden import LeftOut
from knowledge.register import REGISTER_FILE
from retrieval.collecting import make_collection, make_collection_apart
from retrieval.embedding import Embedder, Vectors
from retrieval.errors import DataFolderBusy, DataFolderUnusable, IndexBroken, IndexMissing
from retrieval.generations import (
    BUILDING,
    Manifest,
    RingVersion,
    clear_unfinished,
    current_name,
    data_id,
    file_sums,
    index_folder,
    next_name,
    open_generation,
    point_at,
    read_manifest,
    sweep,
)
from retrieval.known_vectors import vectors_of
from retrieval.progress import Progress
from retrieval.rings import RingTexts, write_ring
from retrieval.vectors import VectorIndex, drop_collections, open_client

# Raise this when readers, passages or index files change their shape: every index is then built anew.
FORMAT = 3


class IngestResult(BaseModel):
    """What an ingest did."""

    model_config = ConfigDict(frozen=True)

    generation: str
    changed: bool
    documents: int
    passages: int
    embedded: int = 0
    problems: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class Ingest(BaseModel):
    """Where an ingest reads and writes."""

    model_config = ConfigDict(frozen=True)

    library: Path
    data: Path
    server: str | None = None


def ingest(
    paths: Ingest,
    make_embedder: Callable[[], Embedder],
    embedder_name: str,
    *,
    add: tuple[Path, ...] = (),
    again: bool = False,
    progress: Progress | None = None,
) -> IngestResult:
    """Bring the index up to date with the library and the added files; do nothing when it is.

    Files added once are remembered until they are gone from the disk. ``again`` builds even when
    nothing has changed. Raises LibraryError, EmbeddingError, DataFolderBusy, DataFolderUnusable,
    IndexBroken.
    """
    with _writing(paths.data):
        before = _manifest_or_none(paths.data)
        remembered = tuple(path for path in before.added if path.exists()) if before else ()
        added = tuple(dict.fromkeys((*remembered, *(path.resolve() for path in add))))
        files = source_files(paths.library, added)
        library = _sum_of_files(files, paths.library)
        fingerprint = hashlib.sha256(f"{FORMAT} {embedder_name} {library} {paths.server}".encode()).hexdigest()
        if before and before.fingerprint == fingerprint and not again and _answers(paths):
            return _unchanged(before)
        made_of = _MadeOf(before, files, added, library, fingerprint)
        return _build(paths, made_of, make_embedder(), progress or Progress())


def _unchanged(manifest: Manifest) -> IngestResult:
    return IngestResult(
        generation=manifest.generation,
        changed=False,
        documents=0,
        passages=manifest.passages[Audience.PARTNER],
        problems=manifest.problems,
        left_out=manifest.left_out,
    )


@contextmanager
def _writing(data: Path) -> Iterator[None]:
    """Hold the data folder for writing; turn its troubles into words."""
    lock = FileLock(data / "writing.lock")
    try:
        data.mkdir(parents=True, exist_ok=True)
        with lock.acquire(timeout=0):
            yield
    except Timeout as error:
        raise DataFolderBusy(
            f"Another Signpost process is building the index in {data}. Wait until it ends, then try again."
        ) from error
    except OSError as error:
        raise DataFolderUnusable(_unusable(data, error)) from error
    except Exception as error:
        if "disk is full" in str(error) or "No space left" in str(error):
            raise DataFolderUnusable(_unusable(data, OSError(errno.ENOSPC, "no space left"))) from error
        raise


def _unusable(data: Path, error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return f"The disk of {data} is full. Free some space and try again; the last good index still answers."
    reason = error.strerror or type(error).__name__
    return f"The data folder {data} cannot be written ({reason}). The last good index still answers."


def _manifest_or_none(data: Path) -> Manifest | None:
    try:
        return read_manifest(data)
    except (IndexMissing, IndexBroken):
        return None


def _answers(paths: Ingest) -> bool:
    try:
        for audience in Audience:
            open_generation(paths.data, audience, paths.server).close()
    except IndexBroken:
        return False
    return True


def _sum_of_files(files: list[SourceFile], library: Path) -> str:
    total = hashlib.sha256()
    register = library / REGISTER_FILE
    for name, path in [*((file.name, file.path) for file in files), (REGISTER_FILE, register)]:
        if path.is_file():
            total.update(f"{name}\0{_sum_of_file(path)}\n".encode())
    return total.hexdigest()


def _sum_of_file(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "unreadable"  # reading the library says so, file by file


class _MadeOf(NamedTuple):
    """What a new generation is made of, and the one before it."""

    before: Manifest | None
    files: list[SourceFile]
    added: tuple[Path, ...]
    library: str
    fingerprint: str


def _build(paths: Ingest, made_of: _MadeOf, embedder: Embedder, progress: Progress) -> IngestResult:
    progress.start("Reading documents", len(made_of.files))
    corpus = read_corpus(paths.library, made_of.files, lambda _name: progress.step())
    every_ring = {audience: RingTexts.of(corpus, audience) for audience in Audience}
    rings = {audience: ring for audience, ring in every_ring.items() if ring.passages}
    vectors, embedded = vectors_of(paths.data, list(rings.values()), embedder, progress)
    name = next_name(paths.data)
    clear_unfinished(paths.data)
    aside = index_folder(paths.data) / f"{name}{BUILDING}"
    identity = data_id(paths.data) if paths.server else ""
    for audience, ring in rings.items():
        collection = VectorIndex.collection_name(identity, name, audience)
        _write_ring(paths, aside / audience.value, ring, vectors, audience, collection)
    manifest = Manifest(
        generation=name,
        made=datetime.now(UTC),
        fingerprint=made_of.fingerprint,
        library=made_of.library,
        embedder=embedder.name,
        passages={audience: len(ring.passages) for audience, ring in rings.items()},
        files=file_sums(aside),
        added=made_of.added,
        problems=corpus.problems,
        notes=corpus.notes,
        left_out=corpus.left_out,
        rings=_versions(every_ring, made_of.before, embedder),
        data_id=identity,
    )
    (aside / "manifest.json").write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
    _publish(paths, aside, name, progress)
    return _result(name, corpus, embedded)


def _versions(
    rings: dict[Audience, RingTexts], before: Manifest | None, embedder: Embedder
) -> dict[Audience, RingVersion]:
    """The version of each ring: a ring that is as it was keeps its number, whatever became of the others."""
    made_with = f"{FORMAT} {embedder.name}"
    known = before.rings if before else {}
    return {
        audience: RingVersion(digest=ring.digest(made_with), number=1).after(known.get(audience))
        for audience, ring in rings.items()
    }


def _write_ring(
    paths: Ingest, folder: Path, ring: RingTexts, vectors: dict[str, Vectors], audience: Audience, collection: str
) -> None:
    try:
        write_ring(folder, ring, vectors)
        if paths.server or audience is Audience.PARTNER:  # a server writes its own files, and partners see all there is
            make_collection(folder, collection, audience, paths.server)
        else:
            make_collection_apart(folder, collection, audience)
    except IndexBroken as error:
        if paths.server:
            raise
        # The folder is new, so what Chroma cannot do in it is write. It hides the system's reason.
        raise DataFolderUnusable(
            f"The index cannot be written in {paths.data}, whose disk may be full ({error.__cause__ or error}). "
            "Free some space and try again; the last good index still answers."
        ) from error


def _result(name: str, corpus: Corpus, embedded: int) -> IngestResult:
    return IngestResult(
        generation=name,
        changed=True,
        documents=len(corpus.documents),
        passages=len(corpus.passages),
        embedded=embedded,
        problems=corpus.problems,
        left_out=corpus.left_out,
    )


def _publish(paths: Ingest, aside: Path, name: str, progress: Progress) -> None:
    """Prove the new generation in a process of its own, then let it answer."""
    progress.start("Proving the new index", 1)
    place = index_folder(paths.data) / name
    aside.rename(place)
    command = [sys.executable, "-m", "retrieval.proof", str(paths.data), name, paths.server or ""]
    proof = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False, env=dict(os.environ))
    if proof.returncode != 0:
        place.rename(aside)
        reason = (proof.stderr.strip().splitlines() or [f"it ended with {proof.returncode}"])[-1]
        raise IndexBroken(f"The new index did not pass its proof ({reason}). The last good one still answers.")
    point_at(paths.data, name)
    kept = sweep(paths.data)
    if paths.server:
        identity = data_id(paths.data)
        names = {VectorIndex.collection_name(identity, kept_name, ring) for kept_name in kept for ring in Audience}
        drop_collections(open_client(paths.data, paths.server), identity, keep=names)
    progress.step()


__all__ = ["Ingest", "IngestResult", "Progress", "current_name", "ingest"]
