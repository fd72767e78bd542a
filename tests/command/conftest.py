"""What the tests of the command share: a library indexed once, and copies of it to be changed and hurt."""

import os
import shutil
from pathlib import Path

import pytest

from tests.command.home import Home, write_library

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def models() -> Path:
    """The folder of the built model file, the same for every run."""
    return Path(os.environ.get("SIGNPOST_TEST_MODELS") or ROOT / ".cache" / "models")


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Home:
    """A home with an index, which no test may change."""
    folder = tmp_path_factory.mktemp("signpost-command")
    home = Home(write_library(folder / "library"), folder / "data", models)
    made = home.run("ingest", "--quiet")
    assert (made.code, made.out, made.err) == (0, "", "")
    return home


@pytest.fixture
def copied(indexed: Home, tmp_path: Path) -> Home:
    """A copy of the indexed home, to be changed and hurt."""
    shutil.copytree(indexed.library, tmp_path / "library")
    shutil.copytree(indexed.data, tmp_path / "data")
    return Home(tmp_path / "library", tmp_path / "data", indexed.models)
