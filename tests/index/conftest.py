"""What the tests of the index share: the real embedder, a small library, and an index of it built once."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from knowledge.documents import Audience
from retrieval.embedding import LocalEmbedder
from retrieval.index import Index
from retrieval.ingest import Ingest, ingest
from retrieval.search import Query

ROOT = Path(__file__).resolve().parents[2]

STRATEGY = """# SEND strategy

The Strategic Board oversees the strategy. It meets every month.

## Money

The deficit stood at £12.5 million in March 2024.

## Short breaks

Families can book short breaks online. Each family may book 3 days.
"""
TRANSPORT = """# School transport

Children under 8 travel free when they live more than 2 miles from school.

Parents apply by 31 March.
"""
PARTNER_PLAN = """# Recovery plan

The quizzaciously recovery plan is owned by Priya Nakamura.

Closing the Zephyrwood unit saves £400,000.
"""
CANARIES = ("quizzaciously", "nakamura", "priya", "zephyrwood", "400,000", "recovery plan")


class Built(NamedTuple):
    """A library, the data folder of its index, and how to answer from it."""

    library: Path
    data: Path

    @property
    def places(self) -> Ingest:
        """Where an ingest of this library reads and writes."""
        return Ingest(library=self.library, data=self.data)


Ids = Callable[..., list[str]]
Build = Callable[..., Built]


def write_library(folder: Path) -> Path:
    """Write two public documents and one for partners."""
    (folder / "partner").mkdir(parents=True)
    (folder / "strategy.md").write_text(STRATEGY, encoding="utf-8")
    (folder / "transport.md").write_text(TRANSPORT, encoding="utf-8")
    (folder / "partner" / "plan.md").write_text(PARTNER_PLAN, encoding="utf-8")
    return folder


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
