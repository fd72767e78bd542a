"""A run is written case by case, can be gone on with, and is never taken for more than it is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.settings import Settings
from evals.cases import Split, SuiteName, Task
from evals.gate import Baseline, load_baseline, load_floors, write_baseline
from evals.golden import GoldenError, load_tasks, read_golden
from evals.libraries import find_library, is_here
from evals.results import Machine, Mode, Outcome, RunFolder, RunInfo, RunUnusable, digest_of, find_run
from evals.runner import Plan, run

SET = """suite: strategy
split: dev
library: reports/market-hall.txt
cases:
- {id: a, question: Who chairs it?, expected: {refusal: false}}
"""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("work")


@pytest.fixture(scope="module")
def tasks() -> tuple[Task, ...]:
    return load_tasks(Split.DEV, [SuiteName.CLOCKS])[:4]


@pytest.fixture(scope="module")
def outcomes(tasks: tuple[Task, ...], work: Path) -> list[Outcome]:
    return list(run(tasks, Plan(work, Settings(), repeats=2, processes=1)))


def started(folder: Path, tasks: tuple[Task, ...]) -> RunFolder:
    info = RunInfo(
        name=folder.name, made=datetime(2026, 11, 25, tzinfo=UTC), split=Split.DEV, suites=(SuiteName.CLOCKS,),
        mode=Mode.EXTRACTIVE, repeats=2, golden=digest_of(tasks), libraries={}, machine=Machine(cores=2, system="x", python="3"),
    )  # fmt: skip
    made = RunFolder(folder)
    made.start(info)
    return made


def test_every_case_is_asked_as_often_as_wanted_and_the_day_is_the_cases_own(outcomes: list[Outcome]) -> None:
    assert [one.repeat for one in outcomes].count(2) == 4
    assert all(set(one.scores.values()) == {1.0} for one in outcomes)


def test_what_is_done_is_not_asked_again(tasks: tuple[Task, ...], outcomes: list[Outcome], work: Path) -> None:
    done = {one.key for one in outcomes[:-1]}
    again = list(run(tasks, Plan(work, Settings(), repeats=2, processes=1), done))
    assert [one.key for one in again] == [outcomes[-1].key]


def test_a_run_that_was_cut_short_keeps_what_was_whole_and_says_what_it_is(
    tasks: tuple[Task, ...], outcomes: list[Outcome], tmp_path: Path
) -> None:
    cut = started(tmp_path / "run", tasks)
    for one in outcomes[:3]:
        cut.add(one)
    with (cut.path / "outcomes.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"task": {"su')
    assert [one.key for one in cut.outcomes()] == [one.key for one in outcomes[:3]]
    with pytest.raises(RunUnusable, match="was cut short"):
        cut.read()


def test_a_whole_run_is_read_back_as_it_was(tasks: tuple[Task, ...], outcomes: list[Outcome], tmp_path: Path) -> None:
    whole = started(tmp_path / "run", tasks)
    for one in outcomes:
        whole.add(one)
    whole.finish(1.5)
    read = find_run(tmp_path, "last").read()
    assert read.seconds == 1.5
    assert list(read.outcomes) == sorted(outcomes, key=lambda one: one.key)
    read.check_asked_all(tasks)
    with pytest.raises(RunUnusable, match="did not ask"):
        read.check_asked_all(load_tasks(Split.DEV, [SuiteName.CLOCKS]))


def test_a_run_is_gone_on_with_only_for_the_same_cases(tasks: tuple[Task, ...], tmp_path: Path) -> None:
    cut = started(tmp_path / "run", tasks)
    cut.check_asks(tasks)
    with pytest.raises(RunUnusable, match="other cases"):
        cut.check_asks(tasks[:2])
    with pytest.raises(RunUnusable, match="no run nothing"):
        find_run(tmp_path, "nothing")


def test_a_library_is_frozen_under_the_digest_of_its_documents(work: Path) -> None:
    first, again = find_library("conflicts/ashmere", work), find_library("conflicts/ashmere", work)
    assert first == again
    assert first[0] != find_library("conflicts/weymere", work)[0]
    assert not is_here("reports/no-such-paper.txt")
    with pytest.raises(GoldenError, match="no library nowhere"):
        find_library("nowhere", work)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("id: a", "id: a, mood: low"), "mood"),
        (("{refusal: false}", "{}"), "must expect something"),
        (("{refusal: false}", "{risk: [missing_child], no_risk: true}"), "there is a risk"),
        (("- {", "# {"), "cases"),
        (("suite: strategy", "suite: weather"), "suite"),
    ],
)
def test_a_golden_file_that_is_wrong_is_refused_by_name(change: tuple[str, str], why: str, tmp_path: Path) -> None:
    file = tmp_path / "set.yaml"
    file.write_text(SET.replace(*change), encoding="utf-8")
    with pytest.raises(GoldenError, match=f"set.yaml.*{why}"):
        read_golden(file)


def test_a_set_in_the_wrong_folder_and_a_folder_without_sets_are_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "dev" / "refusals" / "set.yaml"
    wrong.parent.mkdir(parents=True)
    wrong.write_text(SET, encoding="utf-8")
    with pytest.raises(GoldenError, match="Move it or mend it"):
        load_tasks(Split.DEV, folder=tmp_path)
    with pytest.raises(GoldenError, match="holds no golden case"):
        load_tasks(Split.HELD_OUT, folder=tmp_path)


def test_a_baseline_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    baseline = Baseline(accepted=datetime(2026, 11, 25, tzinfo=UTC).date(), because="First.", cases=())
    write_baseline(tmp_path / "b" / "extractive.jsonl", baseline)
    assert load_baseline(tmp_path / "b" / "extractive.jsonl") == baseline
    with pytest.raises(GoldenError, match="cannot be read"):
        load_baseline(tmp_path / "none.jsonl")
    with pytest.raises(GoldenError, match="floors"):
        load_floors(Mode.EXTRACTIVE, tmp_path / "floors.yaml")
