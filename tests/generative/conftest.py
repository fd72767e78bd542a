"""What the tests of answering with a model share: an index of a small library, built once."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.build import embedder_maker, embedder_name, ingest_places
from bot.model.limits import ModelLimits
from bot.proof.words import load_parser
from bot.settings import Settings
from retrieval.index import Index
from retrieval.ingest import ingest
from tests.generative.asking import LIMITS, hear, made_assistant, made_model, writes
from tests.generative.model_server import model_server
from tests.generative.papers import APPLY, write_papers

ROOT = Path(__file__).resolve().parents[2]

MakeAssistant = Callable[..., Assistant]


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The index of the small library, opened, with everything loaded that a first answer would wait for."""
    home = tmp_path_factory.mktemp("generative")
    models = Path(os.environ.get("SIGNPOST_TEST_MODELS") or ROOT / ".cache" / "models")
    settings = Settings(library=write_papers(home / "library"), data=home / "data", models=models)
    ingest(ingest_places(settings), embedder_maker(settings), embedder_name(settings))
    made = Index(settings.data, embedder_maker(settings), None)
    load_parser()
    with model_server(writes((APPLY, APPLY))) as server:
        hear(made_assistant(made, made_model(server.url, home / "data")))
    return made


@pytest.fixture
def assistant_at(index: Index, tmp_path: Path) -> MakeAssistant:
    """Makes an assistant whose model is at an address."""

    def make(url: str, limits: ModelLimits = LIMITS, tokens: int = 1_000_000) -> Assistant:
        return made_assistant(index, made_model(url, tmp_path, limits, tokens))

    return make
