"""A damaged index is never searched: it is named in one line, and an ingest makes a new one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.documents import Audience
from retrieval.embedding import LocalEmbedder
from retrieval.errors import IndexBroken, IndexMissing
from retrieval.generations import index_folder, open_generation, prove, read_manifest
from retrieval.index import Index
from retrieval.ingest import ingest
from retrieval.search import Query
from retrieval.vectors import open_client
from tests.index.conftest import Ids
from tests.index.sample_library import Built

Hurt = Callable[[Path], object]

HURTS: dict[str, Hurt] = {
    "deleted": lambda path: path.unlink(),
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "emptied": lambda path: path.write_bytes(b""),
    "zeroed": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "overwritten": lambda path: path.write_bytes(b"\xa5" * path.stat().st_size),
}
FILES = (
    "manifest.json",
    "public/actions.json",
    "public/documents.json",
    "public/passages.json",
    "public/sentences.json",
    "public/vectors.npy",
    "public/words/data.csc.index.npy",
    "public/words/indices.csc.index.npy",
    "public/words/indptr.csc.index.npy",
    "public/words/params.index.json",
    "public/words/vocab.index.json",
    "public/chroma/chroma.sqlite3",
    "public/chroma/*/data_level0.bin",
    "public/chroma/*/header.bin",
    "public/chroma/*/index_metadata.pickle",
    "public/chroma/*/length.bin",
    "public/chroma/*/link_lists.bin",
)


def assert_one_clear_line(error: BaseException) -> None:
    assert "\n" not in str(error)
    assert str(error).endswith("Run `signpost ingest`.")
    assert len(str(error)) < 400


def test_the_table_below_names_every_file_of_a_ring(built: Built) -> None:
    generation = index_folder(built.data) / "0001"
    named = {path for pattern in FILES for path in generation.glob(pattern)}
    there = {path for path in (generation / "public").rglob("*") if path.is_file()}
    assert {path.name for path in there - named} == set()
    assert all(list(generation.glob(pattern)) for pattern in FILES)


@pytest.mark.parametrize("hurt", HURTS)
@pytest.mark.parametrize("file", FILES)
def test_a_ring_with_a_damaged_file_is_not_searched(
    copied: Built, embedder: LocalEmbedder, file: str, hurt: str
) -> None:
    for path in (index_folder(copied.data) / "0001").glob(file):
        before = path.read_bytes()
        HURTS[hurt](path)
        if path.exists() and path.read_bytes() == before:
            pytest.skip("the file holds nothing but zeros in so small an index")
    with pytest.raises(IndexBroken) as caught:
        Index(copied.data, lambda: embedder).search(Audience.PUBLIC).find(Query.of("Who oversees the strategy?"))
    assert_one_clear_line(caught.value)


@pytest.mark.parametrize("start", [4096, 20_000, 60_000, 100_000])
def test_a_hole_in_the_database_ends_no_process_and_is_named_or_harmless(copied: Built, ids: Ids, start: int) -> None:
    database = index_folder(copied.data) / "0001" / "public" / "chroma" / "chroma.sqlite3"
    content = bytearray(database.read_bytes())
    content[start : start + 40_000] = bytes(len(content[start : start + 40_000]))
    database.write_bytes(content)
    try:
        assert ids(copied.data, "Who oversees the strategy?")[0] == "strategy:send-strategy"
    except IndexBroken as error:
        assert_one_clear_line(error)


@pytest.mark.parametrize("audience", list(Audience))
def test_an_added_file_is_damage_too(copied: Built, embedder: LocalEmbedder, audience: Audience) -> None:
    (index_folder(copied.data) / "0001" / audience.value / "more.json").write_text("[]")
    with pytest.raises(IndexBroken, match=r"more\.json is missing or damaged"):
        Index(copied.data, lambda: embedder).search(audience)


def test_without_a_pointer_there_is_no_index_yet(copied: Built, ids: Ids) -> None:
    (index_folder(copied.data) / "CURRENT").unlink()
    with pytest.raises(IndexMissing, match="Run `signpost ingest` to make one") as caught:
        ids(copied.data, "anything")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "pointer", [b"", b"\0\0\0\0\0", b"9999\n", b"../../etc\n", "é".encode(), b"0001\n0002\n", b"7" * 9000]
)
def test_a_pointer_that_points_nowhere_is_named(copied: Built, ids: Ids, pointer: bytes) -> None:
    (index_folder(copied.data) / "CURRENT").write_bytes(pointer)
    with pytest.raises(IndexBroken) as caught:
        ids(copied.data, "anything")
    assert_one_clear_line(caught.value)


@pytest.mark.parametrize("file", ["CURRENT", "0001/public/chroma/chroma.sqlite3"])
def test_an_ingest_of_the_unchanged_library_repairs_the_damage(
    copied: Built, embedder: LocalEmbedder, ids: Ids, file: str
) -> None:
    path = index_folder(copied.data) / file
    path.write_bytes(bytes(path.stat().st_size))
    repaired = ingest(copied.places, lambda: embedder, embedder.name)
    assert (repaired.changed, repaired.generation) == (True, "0002")
    assert ids(copied.data, "Who oversees the strategy?")[0] == "strategy:send-strategy"


def test_vectors_of_another_model_are_not_searched(copied: Built, embedder: LocalEmbedder) -> None:
    class Other(LocalEmbedder):
        name = "openai:other"

    other = Other.__new__(Other)
    with pytest.raises(IndexBroken, match=r"was made with .*, but the settings say openai:other") as caught:
        Index(copied.data, lambda: other).search(Audience.PUBLIC)
    assert_one_clear_line(caught.value)


def test_proof_sees_that_vectors_are_missing_from_a_collection(copied: Built) -> None:
    expected = read_manifest(copied.data).passages[Audience.PUBLIC]
    ring = open_generation(copied.data, Audience.PUBLIC, None)
    prove(ring, expected, canaries=50)
    folder = index_folder(copied.data) / "0001" / "public" / "chroma"
    collection = open_client(folder, None).get_collection(
        read_manifest(copied.data).collection(Audience.PUBLIC), embedding_function=None
    )
    collection.delete(ids=[ring.passages[1].id])
    with pytest.raises(IndexBroken, match=rf"holds {expected - 1} of {expected} passages"):
        prove(ring, expected, canaries=50)


def test_proof_sees_that_a_collection_holds_other_vectors(copied: Built, embedder: LocalEmbedder) -> None:
    expected = read_manifest(copied.data).passages[Audience.PUBLIC]
    ring = open_generation(copied.data, Audience.PUBLIC, None)
    collection = open_client(index_folder(copied.data) / "0001" / "public" / "chroma", None).get_collection(
        read_manifest(copied.data).collection(Audience.PUBLIC), embedding_function=None
    )
    collection.update(ids=[ring.passages[0].id], embeddings=embedder.embed(["Something else altogether"]))
    with pytest.raises(IndexBroken, match="does not find its own passages"):
        prove(ring, expected, canaries=50)
