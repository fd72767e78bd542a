"""A disk that is full or may not be written: it is said, and the last good index still answers."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from knowledge.documents import Audience
from retrieval.embedding import LocalEmbedder
from retrieval.errors import DataFolderUnusable
from retrieval.index import Index
from retrieval.ingest import Ingest, ingest
from retrieval.search import Query
from retrieval.vectors import ExactIndex
from tests.index.conftest import ROOT
from tests.index.sample_library import Built

PROGRAM = Path(__file__).with_name("ingest_with_little_room.py")
STRATEGY_FIRST = "strategy:send-strategy strategy:send-strategy"  # in the running and in the newly opened index


class Outcome(NamedTuple):
    """What came of one ingest with little room."""

    limit: str
    error: str
    found: str


def outcomes(built: Built, models: Path, *limits: int) -> list[Outcome]:
    """Run the program with these limits."""
    command = [
        sys.executable,
        str(PROGRAM),
        str(built.library),
        str(built.data),
        str(models),
        *map(str, limits),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)
    assert ended.returncode == 0, ended.stderr[-2000:]
    return [Outcome(*line.split("\t")) for line in ended.stdout.splitlines()]


def change(built: Built) -> None:
    (built.library / "respite.md").write_text("# Respite\n\nRespite is open to families.\n", encoding="utf-8")


def test_files_that_may_not_grow_stop_the_ingest_and_not_the_answers(copied: Built, models: Path) -> None:
    change(copied)
    *stopped, free = outcomes(copied, models, 10, 1000, 5000, 60_000, 150_000, 0)
    assert {outcome.error.split()[0] for outcome in stopped} == {"DataFolderUnusable"}
    assert all("last good index still answers" in outcome.error for outcome in stopped)
    assert {outcome.found for outcome in stopped} == {STRATEGY_FIRST}
    assert free.error.startswith("no error")


@pytest.fixture
def small_disk(copied: Built, tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB with the index on it."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    may = os.geteuid() == 0 and shutil.which("mount")
    if not may or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk, and here it may not")
    try:
        shutil.copytree(copied.data, place / "data")
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True, capture_output=True)


def fill(disk: Path, left: int) -> None:
    (disk / "filler").unlink(missing_ok=True)
    space = os.statvfs(disk)
    (disk / "filler").write_bytes(bytes(max(0, space.f_bavail * space.f_frsize - left)))


@pytest.mark.parametrize("left", [0, 60_000, 300_000, 600_000])
def test_a_full_disk_stops_the_ingest_and_not_the_answers(
    copied: Built, models: Path, small_disk: Path, left: int
) -> None:
    change(copied)
    on_disk = Built(copied.library, small_disk / "data")
    fill(small_disk, left)
    (outcome,) = outcomes(on_disk, models, 0)
    assert outcome.error.startswith("DataFolderUnusable ")
    assert "last good index still answers" in outcome.error
    assert outcome.found == STRATEGY_FIRST


def test_a_disk_that_may_only_be_read_still_answers(copied: Built, small_disk: Path, embedder: LocalEmbedder) -> None:
    change(copied)
    again = subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], capture_output=True, check=False)
    if again.returncode:
        pytest.skip("the disk cannot be made read-only here")
    places = Ingest(library=copied.library, data=small_disk / "data")
    with pytest.raises(DataFolderUnusable, match="Read-only file system"):
        ingest(places, lambda: embedder, embedder.name)
    found = Index(places.data, lambda: embedder).search(Audience.PUBLIC).find(Query.of("Who oversees the strategy?"))
    assert found[0].passage.id == "strategy:send-strategy"


def test_looking_at_every_vector_finds_what_chroma_finds(built: Built, embedder: LocalEmbedder) -> None:
    ring = Index(built.data, lambda: embedder).search(Audience.PARTNER).ring
    exact = ExactIndex([passage.id for passage in ring.passages], ring.vectors[: len(ring.passages)])
    assert exact.count() == ring.nearest.count()
    for vector in embedder.embed(["short breaks", "Who owns the recovery plan?", "a deficit in March 2024"]):
        usual, plain = (index.nearest(vector, 4) for index in (ring.nearest, exact))
        assert [id_ for id_, _ in plain] == [id_ for id_, _ in usual]
        assert [likeness for _, likeness in plain] == pytest.approx([likeness for _, likeness in usual], abs=1e-4)


@pytest.mark.parametrize("place", ["a file", "below a file"])
def test_a_data_folder_that_is_no_folder_is_named(
    built: Built, tmp_path: Path, embedder: LocalEmbedder, place: str
) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    data = file if place == "a file" else file / "data"
    with pytest.raises(DataFolderUnusable, match="cannot be written") as caught:
        ingest(Ingest(library=built.library, data=data), lambda: embedder, embedder.name)
    assert str(data) in str(caught.value)
    assert "\n" not in str(caught.value)
