"""What the tests of answering share: an assistant on an index of a small library, built once."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.build import build_assistant, embedder_maker, embedder_name, ingest_places
from bot.settings import Settings
from retrieval.ingest import ingest
from tests.answering.papers import write_papers

ROOT = Path(__file__).resolve().parents[2]

MakeAssistant = Callable[..., Assistant]


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of an index of the small library, with the model file that every run shares."""
    home = tmp_path_factory.mktemp("answering")
    models = Path(os.environ.get("SIGNPOST_TEST_MODELS") or ROOT / ".cache" / "models")
    made = Settings(library=write_papers(home / "library"), data=home / "data", models=models)
    ingest(ingest_places(made), embedder_maker(made), embedder_name(made))
    return made


@pytest.fixture(scope="session")
def make_assistant(settings: Settings) -> MakeAssistant:
    """Makes an assistant with these settings changed."""

    def make(**changed: object) -> Assistant:
        return build_assistant(
            settings.model_copy(update=changed), source_base="https://signpost.test", for_people=False
        )

    return make


@pytest.fixture(scope="session")
def assistant(make_assistant: MakeAssistant) -> Assistant:
    """The assistant that answers from the small library."""
    return make_assistant()
