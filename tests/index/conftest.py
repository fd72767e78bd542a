"""What the tests of the index share: the real embedder, and an index of a small library built once."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.documents import Audience
from retrieval.embedding import LocalEmbedder
from retrieval.index import Index
from retrieval.ingest import ingest
from retrieval.search import Query
from tests.index.sample_library import Built, write_library

ROOT = Path(__file__).resolve().parents[2]

Ids = Callable[..., list[str]]


@pytest.fixture(scope="session")
def models() -> Path:
    """The folder of the built model file, the same for every run."""
    return Path(os.environ.get("SIGNPOST_TEST_MODELS") or ROOT / ".cache" / "models")


@pytest.fixture(scope="session")
def embedder(models: Path) -> LocalEmbedder:
    """The real embedder."""
    return LocalEmbedder(models)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, embedder: LocalEmbedder) -> Built:
    """An index that no test may change."""
    home = tmp_path_factory.mktemp("built")
    made = Built(write_library(home / "library"), home / "data")
    ingest(made.places, lambda: embedder, embedder.name)
    return made


@pytest.fixture
def copied(built: Built, tmp_path: Path) -> Built:
    """A copy of the built index and its library, to be changed and hurt."""
    shutil.copytree(built.library, tmp_path / "library")
    shutil.copytree(built.data, tmp_path / "data")
    return Built(tmp_path / "library", tmp_path / "data")


@pytest.fixture
def ids(embedder: LocalEmbedder) -> Ids:
    """The passages found for a question by an index opened anew."""

    def find(data: Path, question: str, audience: Audience = Audience.PUBLIC, server: str | None = None) -> list[str]:
        found = Index(data, lambda: embedder, server).search(audience).find(Query.of(question))
        return [one.passage.id for one in found]

    return find
