"""The comparison from end to end with a peer that needs no package, and what is said when one is missing."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.settings import Settings
from evals.cases import Split, SuiteName, Task
from evals.golden import load_tasks
from evals.peers import compare as comparing
from evals.peers.compare import Bay, compare, measure_peers
from evals.peers.marking import CutOff
from evals.peers.peer import Bench, Entry, Found, PeerMissing, Score, Text, check_installed

REPORT = "reports/harbour-dredging.txt"


class SameWords:
    """Ranks by how many words a passage shares with the question."""

    def __init__(self, _bench: Bench) -> None:
        self._texts: Sequence[Text] = ()

    def index(self, texts: Sequence[Text]) -> None:
        self._texts = texts

    def search(self, question: str) -> Found:
        asked = set(question.lower().split())
        shared = {one.id: len(asked & set(one.text.lower().split())) for one in self._texts}
        ranked = sorted(shared, key=lambda id_: -shared[id_])[:10]
        return Found(ranked=tuple(ranked), best={Score.WORDS: float(shared[ranked[0]])})


@pytest.fixture
def of_one_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def few(split: Split, suites: Sequence[SuiteName]) -> tuple[Task, ...]:
        tasks = [task for task in load_tasks(split, suites) if task.library == REPORT]
        return tuple([task for task in tasks if task.suite is suite][place] for suite in suites for place in range(3))

    monkeypatch.setattr(comparing, "load_tasks", few)


@pytest.mark.slow
@pytest.mark.usefixtures("of_one_report")
def test_signpost_its_search_and_a_peer_are_asked_the_same(tmp_path: Path) -> None:
    cut_offs: dict[str, CutOff] = {}
    comparison = compare(Bay(Split.DEV, tmp_path, Settings()), cut_offs, [Entry("same words", SameWords)])
    assert [row.name for row in comparison.rows] == ["Signpost", "Signpost's search alone", "same words"]
    assert (comparison.answerable, comparison.unanswerable, comparison.libraries) == (3, 3, 1)
    assert cut_offs["same words"].on is Score.WORDS
    assert all(0 < row.in_three <= 1 for row in comparison.rows)


@pytest.mark.parametrize("module", ["no_such_package", "no_such_package.part", "evals.no_such_part"])
def test_a_peer_that_is_not_installed_says_how_to_get_it(module: str) -> None:
    here = Entry("same words", SameWords, ("evals.peers",))
    check_installed([here])
    with pytest.raises(PeerMissing, match=rf"{module}\. Run scripts/peers"):
        check_installed([here, Entry("elsewhere", SameWords, (module,))])


def test_nothing_is_indexed_when_a_peer_is_missing(tmp_path: Path) -> None:
    with pytest.raises(PeerMissing):
        measure_peers(Split.DEV, tmp_path, Settings(), peers=[Entry("elsewhere", SameWords, ("no_such_package",))])
    assert not list(tmp_path.iterdir())
