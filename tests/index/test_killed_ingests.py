"""An ingest killed at any moment: the last good index answers, and the next ingest works."""

import multiprocessing
import random
import signal
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from retrieval.embedding import LocalEmbedder
from retrieval.generations import BUILDING, current_name, index_folder
from retrieval.ingest import ingest
from tests.index.conftest import Ids
from tests.index.sample_library import Built

LONGEST = 60.0  # seconds for one ingest; only a hang takes so long

Start = Callable[[Built], multiprocessing.process.BaseProcess]


@pytest.fixture(scope="module")
def start(models: Path, embedder: LocalEmbedder) -> Start:
    """Starts an ingest in a process of its own, forked from one that has everything imported."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["retrieval.ingest", "retrieval.embedding"])
    name = embedder.name
    first = context.Process(target=int)
    first.start()
    first.join(LONGEST)

    def begin(built: Built) -> multiprocessing.process.BaseProcess:
        process = context.Process(target=ingest, args=(built.places, partial(LocalEmbedder, models), name))
        process.start()
        return process

    return begin


def change(built: Built, number: int) -> None:
    text = f"# Respite\n\nRespite number {number} is open to families.\n"
    (built.library / "respite.md").write_text(text, encoding="utf-8")


def test_killed_at_eight_random_moments(copied: Built, start: Start, ids: Ids) -> None:
    moments = random.Random(20261124)
    begun = time.monotonic()
    change(copied, 0)
    process = start(copied)
    assert wait([process.sentinel], LONGEST)
    assert process.exitcode == 0
    whole = time.monotonic() - begun
    for number in range(1, 9):
        change(copied, number)
        process = start(copied)
        wait([process.sentinel], moments.uniform(0, whole))
        process.kill()
        process.join(LONGEST)
        assert process.exitcode in {-signal.SIGKILL, 0}
        assert ids(copied.data, "Who oversees the strategy?")[0].startswith("strategy:")
        assert any(id_.startswith("respite:") for id_ in ids(copied.data, "Is respite open to families?"))
    change(copied, 9)
    process = start(copied)
    assert wait([process.sentinel], LONGEST)
    assert process.exitcode == 0
    assert not list(index_folder(copied.data).glob(f"*{BUILDING}"))
    folder = index_folder(copied.data) / current_name(copied.data)
    assert "Respite number 9 is open" in (folder / "public" / "passages.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "mark",
    [
        "0002.building/public/passages.json",
        "0002.building/public/vectors.npy",
        "0002.building/partner/chroma/chroma.sqlite3",
        "0002",
    ],
)
def test_killed_as_soon_as_a_file_is_there(copied: Built, start: Start, ids: Ids, mark: str) -> None:
    change(copied, 1)
    process = start(copied)
    end = time.monotonic() + LONGEST
    while not (index_folder(copied.data) / mark).exists() and time.monotonic() < end:
        if wait([process.sentinel], 0.0005):
            break
    process.kill()
    process.join(LONGEST)
    assert process.exitcode == -signal.SIGKILL, "the ingest was over before the file was seen"
    assert current_name(copied.data) == "0001"
    assert ids(copied.data, "Who oversees the strategy?")[0].startswith("strategy:")
