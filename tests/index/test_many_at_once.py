"""Several at once: processes that read, threads that ask while the index is swapped, and two that write."""

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from knowledge.documents import Audience
from retrieval.embedding import LocalEmbedder
from retrieval.errors import DataFolderBusy, EmbeddingError
from retrieval.generations import check_sums, current_name, index_folder, point_at, read_manifest
from retrieval.index import Index
from retrieval.ingest import IngestResult, ingest
from retrieval.search import Query
from retrieval.vectors import open_client
from tests.index.conftest import ROOT, Ids
from tests.index.sample_library import Built

PROGRAM = Path(__file__).with_name("ask_again_and_again.py")
QUESTION = "Who oversees the strategy?"
LONGEST = 60.0


def test_three_processes_read_one_generation_and_find_the_same(copied: Built, models: Path, ids: Ids) -> None:
    command = [sys.executable, str(PROGRAM), str(copied.data), str(models), "15", QUESTION]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    readers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        for _ in range(3)
    ]
    try:
        for reader in readers:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "ready\n"
        for reader in readers:  # now that all are there, all at once
            assert reader.stdin is not None
            reader.stdin.write("go\n")
            reader.stdin.flush()
        said = {reader.communicate(timeout=LONGEST)[0] for reader in readers}
    finally:
        for reader in readers:
            reader.kill()
    wanted = [f"{ring.value}: {' '.join(ids(copied.data, QUESTION, ring))}" for ring in Audience]
    assert said == {"\n".join(sorted(wanted)) + "\n"}
    for audience in Audience:
        check_sums(copied.data, read_manifest(copied.data), audience)  # reading has changed nothing


class Asking(threading.Thread):
    """Asks one index the same until told to stop, and keeps what it met."""

    def __init__(self, index: Index) -> None:
        super().__init__(daemon=True)
        self.index = index
        self.generations: list[str] = []
        self.firsts: set[str] = set()
        self.errors: list[Exception] = []
        self.stop = threading.Event()
        self.saw_new = threading.Event()

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                search = self.index.search(Audience.PUBLIC)
                found = search.find(Query.of(QUESTION))
                self.firsts.add(found[0].passage.id)
                if not self.generations or self.generations[-1] != search.generation:
                    self.generations.append(search.generation)
                if search.generation == "0002":
                    self.saw_new.set()
        except Exception as error:
            self.errors.append(error)
            self.saw_new.set()


def test_threads_that_ask_while_the_index_is_swapped_see_no_error_and_then_the_new_one(
    copied: Built, embedder: LocalEmbedder
) -> None:
    index = Index(copied.data, lambda: embedder)
    asking = [Asking(index) for _ in range(2)]
    for thread in asking:
        thread.start()
    (copied.library / "respite.md").write_text("# Respite\n\nRespite is open to families.\n", encoding="utf-8")
    result = ingest(copied.places, lambda: embedder, embedder.name)
    for thread in asking:
        assert thread.saw_new.wait(LONGEST)
        thread.stop.set()
        thread.join(LONGEST)
    assert [thread.errors for thread in asking] == [[], []]
    assert [thread.generations for thread in asking] == [["0001", "0002"]] * 2
    assert {first for thread in asking for first in thread.firsts} == {"strategy:send-strategy"}
    assert result.generation == "0002"
    assert "respite" in index.search(Audience.PUBLIC).ring.documents


def test_a_ring_that_was_swapped_away_lets_go_of_its_files(copied: Built, embedder: LocalEmbedder) -> None:
    index = Index(copied.data, lambda: embedder)
    generation = index_folder(copied.data) / "0001"

    def open_files() -> list[str]:
        places = (descriptor.readlink() for descriptor in Path("/proc/self/fd").iterdir() if descriptor.is_symlink())
        return [str(place) for place in places if place.is_relative_to(generation)]

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("this system does not show which files are open")
    before = index.search(Audience.PUBLIC)
    assert open_files()
    shutil.copytree(generation, generation.with_name("0002"))
    manifest = generation.with_name("0002") / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"0001"', '"0002"'))
    client = open_client(generation.with_name("0002") / "public" / "chroma", None)
    client.get_collection("signpost-0001-public", embedding_function=None).modify(name="signpost-0002-public")
    point_at(copied.data, "0002")
    assert index.search(Audience.PUBLIC).generation == "0002"
    assert before.find(Query.of(QUESTION))[0].passage.id == "strategy:send-strategy"  # a question under way ends well
    del before
    end = time.monotonic() + 10  # Chroma's core closes its files in a thread of its own
    while open_files() and time.monotonic() < end:
        threading.Event().wait(0.01)
    assert open_files() == []


class WaitingIngest(threading.Thread):
    """An ingest that stops where it needs its embedder, until it is told to fail."""

    def __init__(self, built: Built, name: str) -> None:
        super().__init__(daemon=True)
        self.built = built
        self.name_of_embedder = name
        self.reached = threading.Event()
        self.go_on = threading.Event()
        self.outcome: IngestResult | Exception | None = None

    def make_embedder(self) -> LocalEmbedder:
        self.reached.set()
        self.go_on.wait(LONGEST)
        raise EmbeddingError("The weights are gone.")

    def run(self) -> None:
        try:
            self.outcome = ingest(self.built.places, self.make_embedder, self.name_of_embedder, again=True)
        except EmbeddingError as error:
            self.outcome = error


def test_a_second_ingest_is_told_that_the_first_is_busy(copied: Built, embedder: LocalEmbedder, ids: Ids) -> None:
    first = WaitingIngest(copied, embedder.name)
    first.start()
    try:
        assert first.reached.wait(LONGEST)
        with pytest.raises(DataFolderBusy, match="Another Signpost process is building the index in") as caught:
            ingest(copied.places, lambda: embedder, embedder.name)
        assert str(copied.data) in str(caught.value)
        assert "\n" not in str(caught.value)
        assert ids(copied.data, QUESTION)[0] == "strategy:send-strategy"
    finally:
        first.go_on.set()
        first.join(LONGEST)
    assert isinstance(first.outcome, EmbeddingError)
    # The first has failed and let go, so the next may work; it finds nothing to do.
    assert not ingest(copied.places, lambda: embedder, embedder.name).changed
    assert current_name(copied.data) == "0001"
