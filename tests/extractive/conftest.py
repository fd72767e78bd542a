"""What the tests of answering without a model share: the real embedder, and papers made by a test."""

import os
from pathlib import Path

import pytest

from retrieval.embedding import LocalEmbedder
from tests.extractive.ringed import MakePapers, Papers

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def embedder() -> LocalEmbedder:
    """The real embedder, its model file the same for every run."""
    return LocalEmbedder(Path(os.environ.get("SIGNPOST_TEST_MODELS") or ROOT / ".cache" / "models"))


@pytest.fixture(scope="session")
def make_papers(tmp_path_factory: pytest.TempPathFactory, embedder: LocalEmbedder) -> MakePapers:
    """Makes papers that can be asked, from the text of each file."""

    def make(register: str = "", **texts: str) -> Papers:
        folder = tmp_path_factory.mktemp("signpost-papers")
        for name, text in texts.items():
            (folder / f"{name.replace('_', '-')}.md").write_text(text, encoding="utf-8")
        if register:
            (folder / "register.yaml").write_text(register, encoding="utf-8")
        return Papers(folder, embedder)

    return make
