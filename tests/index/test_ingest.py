"""Ingest: what changed is read anew, what is gone is gone, and nothing else is done."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.documents import Audience
from knowledge.errors import LibraryError
from retrieval.embedding import LocalEmbedder, Vectors
from retrieval.generations import index_folder, read_manifest
from retrieval.index import Index
from retrieval.ingest import Ingest, IngestResult, ingest
from retrieval.search import Search
from retrieval.words import content_stems
from tests.index.sample_library import Built, write_library


class CountingEmbedder:
    """The real embedder, with a note of what it was given."""

    def __init__(self, embedder: LocalEmbedder) -> None:
        self._embedder = embedder
        self.name = embedder.name
        self.texts: list[str] = []

    def embed(self, texts: list[str]) -> Vectors:
        self.texts += texts
        return self._embedder.embed(texts)


class Changed:
    """An index before and after its library changed: a paragraph new, a document gone, two files added."""

    def __init__(self, home: Path, embedder: LocalEmbedder) -> None:
        self.counting = CountingEmbedder(embedder)
        self.built = Built(write_library(home / "library"), home / "data")
        self.added = home / "elsewhere" / "hydrotherapy.md"
        self.added.parent.mkdir()
        self.added.write_text("# Hydrotherapy\n\nThe hydrotherapy pool opens on Tuesdays.\n", encoding="utf-8")
        self.first = self.ingest()
        self.counting.texts.clear()
        self.unchanged = self.ingest()
        self.texts_when_unchanged = list(self.counting.texts)
        (self.built.library / "transport.md").unlink()
        with (self.built.library / "strategy.md").open("a", encoding="utf-8") as file:
            file.write("\n## Review\n\nThe strategy is reviewed each autumn.\n")
        self.second = self.ingest(self.added)
        self.texts_when_changed = list(self.counting.texts)

    def ingest(self, *added: Path) -> IngestResult:
        return ingest(self.built.places, lambda: self.counting, self.counting.name, add=added)

    def search(self, audience: Audience) -> Search:
        return Index(self.built.data, lambda: self.counting).search(audience)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory, embedder: LocalEmbedder) -> Changed:
    return Changed(tmp_path_factory.mktemp("changed"), embedder)


def test_the_first_ingest_reads_everything(changed: Changed) -> None:
    assert (changed.first.generation, changed.first.changed, changed.first.documents) == ("0001", True, 3)
    assert changed.first.problems == ()


def test_an_unchanged_library_is_left_alone(changed: Changed) -> None:
    assert not changed.unchanged.changed
    assert changed.unchanged.generation == changed.first.generation
    assert changed.unchanged.passages == changed.first.passages
    assert changed.texts_when_unchanged == []


def test_only_what_changed_is_embedded(changed: Changed) -> None:
    assert changed.second.changed
    assert changed.second.embedded == len(changed.texts_when_changed) > 0
    assert all("reviewed each autumn" in text or "hydro" in text.lower() for text in changed.texts_when_changed)


@pytest.mark.parametrize("audience", list(Audience))
def test_a_removed_document_is_gone_from_documents_passages_words_and_vectors(
    changed: Changed, audience: Audience
) -> None:
    ring = changed.search(audience).ring
    assert "transport" not in ring.documents
    assert not any("travel free" in passage.text for passage in ring.passages)
    assert not any("travel free" in sentence for sentences in ring.sentences for sentence in sentences)
    assert not ring.words.scores(content_stems("travel free miles")).any()
    assert ring.nearest.count() == len(ring.passages)
    old = changed.counting.embed(["Children under 8 travel free when they live more than 2 miles from school."])[0]
    assert float(np.max(ring.vectors @ old)) < 0.9


def test_a_removed_document_is_in_no_file_of_the_generation_that_answers(changed: Changed) -> None:
    folder = index_folder(changed.built.data) / changed.second.generation
    assert [path for path in folder.rglob("*") if path.is_file() and b"travel free" in path.read_bytes()] == []


def test_an_added_file_is_found_and_remembered(changed: Changed) -> None:
    assert "hydrotherapy" in changed.search(Audience.PUBLIC).ring.documents
    again = changed.ingest()
    assert (again.changed, again.generation) == (False, changed.second.generation)
    assert read_manifest(changed.built.data).added == (changed.added.resolve(),)


def test_nothing_is_left_lying_about(changed: Changed) -> None:
    names = sorted(path.name for path in index_folder(changed.built.data).iterdir())
    assert names == ["0001", "0002", "CURRENT"]


def test_an_added_path_that_is_not_there_is_named(built: Built, embedder: LocalEmbedder) -> None:
    with pytest.raises(LibraryError, match=r"nowhere\.md is not there"):
        ingest(built.places, lambda: embedder, embedder.name, add=(Path("nowhere.md"),))


def test_a_library_that_is_not_there_or_empty_is_named(tmp_path: Path, embedder: LocalEmbedder) -> None:
    gone = Ingest(library=tmp_path / "gone", data=tmp_path / "data")
    with pytest.raises(LibraryError, match=r"The library folder .*gone is not there"):
        ingest(gone, lambda: embedder, embedder.name)
    (tmp_path / "empty").mkdir()
    empty = Ingest(library=tmp_path / "empty", data=tmp_path / "data")
    with pytest.raises(LibraryError, match="has no documents in it"):
        ingest(empty, lambda: embedder, embedder.name)


def test_a_file_that_cannot_be_read_is_a_problem_and_the_rest_is_indexed(
    tmp_path: Path, embedder: LocalEmbedder
) -> None:
    library = tmp_path / "partner-library" / "partner"
    library.mkdir(parents=True)
    (library / "plan.md").write_text("# Plan\n\nThe recovery plan is owned by Priya.\n", encoding="utf-8")
    (library / "report.docx").write_bytes(b"PK no longer a Word file")
    places = Ingest(library=library.parent, data=tmp_path / "data")
    result = ingest(places, lambda: embedder, embedder.name)
    assert [problem.file for problem in result.problems] == ["partner/report.docx"]
    index = Index(places.data, lambda: embedder)
    assert len(index.search(Audience.PARTNER).ring.passages) == result.passages == 1
    # With nothing for the public, the public's ring is there and empty: that is no damage.
    assert index.search(Audience.PUBLIC).ring.passages == ()
    assert not ingest(places, lambda: embedder, embedder.name).changed
