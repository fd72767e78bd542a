"""A Chroma server in place of a folder: the same answers, old collections dropped, an outage said."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import chromadb
import pytest
from chromadb.api import ClientAPI

from knowledge.documents import Audience
from retrieval.embedding import LocalEmbedder
from retrieval.errors import IndexBroken
from retrieval.generations import data_id, read_manifest
from retrieval.index import Index
from retrieval.ingest import Ingest, IngestResult, ingest
from retrieval.search import Query
from tests.index.conftest import Ids
from tests.index.sample_library import Built

OTHERS = {"of-another-program", "signpost-0000-public"}
QUESTION = "Who owns the recovery plan?"


class Served(NamedTuple):
    """A library whose vectors are on a server."""

    places: Ingest
    process: subprocess.Popen[bytes]
    client: ClientAPI
    result: IngestResult

    @property
    def address(self) -> str:
        assert self.places.server is not None
        return self.places.server


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def wait_until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if answers(port):
            return
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        break
    pytest.skip("the Chroma server does not start here")


@pytest.fixture(scope="module")
def served(built: Built, embedder: LocalEmbedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with a collection left over from an older generation, and an ingest into it."""
    program = Path(sys.executable).with_name("chroma")
    if not program.exists():
        pytest.skip("the chroma command is not installed")
    home, port = tmp_path_factory.mktemp("server"), free_port()
    command = [
        str(program),
        "run",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--path",
        str(home / "chroma"),
    ]
    environment = {**os.environ, "ANONYMIZED_TELEMETRY": "False"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        wait_until_it_answers(process, port)
        client = chromadb.HttpClient(host="127.0.0.1", port=port)
        own = data_id(home / "data")
        for name in (f"signpost-{own}-0000-public", f"signpost-{own}-0000-partner", *OTHERS):
            client.create_collection(name, embedding_function=None)
        places = Ingest(library=built.library, data=home / "data", server=f"http://127.0.0.1:{port}")
        yield Served(places, process, client, ingest(places, lambda: embedder, embedder.name))
    finally:
        process.kill()
        process.wait(10)


@pytest.mark.parametrize("audience", list(Audience))
def test_a_server_gives_what_a_folder_gives(served: Served, built: Built, ids: Ids, audience: Audience) -> None:
    assert ids(served.places.data, QUESTION, audience, served.address) == ids(built.data, QUESTION, audience)


def test_collections_of_generations_that_are_gone_are_dropped_and_no_others(served: Served) -> None:
    names = {collection.name for collection in served.client.list_collections()}
    own = data_id(served.places.data)
    assert names == {f"signpost-{own}-0001-public", f"signpost-{own}-0001-partner", *OTHERS}


def test_two_data_folders_on_one_server_leave_each_other_alone(
    served: Served, built: Built, embedder: LocalEmbedder, ids: Ids, tmp_path: Path
) -> None:
    other = Ingest(library=built.library, data=tmp_path / "other", server=served.address)
    for _ in range(3):
        ingest(other, lambda: embedder, embedder.name, again=True)
    wanted = ids(built.data, QUESTION, Audience.PARTNER)
    for data in (served.places.data, other.data):
        assert ids(data, QUESTION, Audience.PARTNER, served.address) == wanted


def test_no_vectors_are_kept_in_the_data_folder(served: Served) -> None:
    assert list(served.places.data.rglob("chroma.sqlite3")) == []


def test_an_unchanged_library_is_left_alone(served: Served, embedder: LocalEmbedder) -> None:
    again = ingest(served.places, lambda: embedder, embedder.name)
    assert (again.changed, again.generation) == (False, served.result.generation)


def test_a_collection_with_a_missing_vector_is_not_searched(served: Served, ids: Ids) -> None:
    name = read_manifest(served.places.data).collection(Audience.PARTNER)
    collection = served.client.get_collection(name, embedding_function=None)
    everything = collection.get(include=["embeddings", "metadatas"])
    collection.delete(ids=[everything["ids"][0]])
    try:
        with pytest.raises(IndexBroken, match=r"holds \d+ of \d+ passages"):
            ids(served.places.data, QUESTION, Audience.PARTNER, served.address)
    finally:
        vectors, metadatas = everything["embeddings"], everything["metadatas"]
        assert vectors is not None
        assert metadatas is not None
        collection.add(ids=everything["ids"][:1], embeddings=vectors[:1], metadatas=metadatas[:1])


def test_a_server_that_has_gone_is_an_outage_and_not_an_empty_answer(served: Served, embedder: LocalEmbedder) -> None:
    """Last of all: it ends the server."""
    search = Index(served.places.data, lambda: embedder, served.address).search(Audience.PUBLIC)
    assert search.find(Query.of(QUESTION))
    served.process.kill()
    served.process.wait(10)
    with pytest.raises(IndexBroken, match="cannot be searched"):
        search.find(Query.of(QUESTION))
    with pytest.raises(IndexBroken, match=rf"The Chroma server at {served.address} does not answer"):
        Index(served.places.data, lambda: embedder, served.address).search(Audience.PUBLIC)
    with pytest.raises(IndexBroken, match="does not answer"):
        ingest(served.places, lambda: embedder, embedder.name, again=True)
