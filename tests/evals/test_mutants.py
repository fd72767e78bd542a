"""Four parts are broken on purpose, one at a time; the gate must see each. Unbroken, the same cases pass."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

import bot.assistant
import bot.generative.compose
import bot.generative.proving
import knowledge.readers.markdown
from bot.draft import Draft
from bot.extractive.match import Candidate
from bot.settings import Settings
from bot.understand import Understanding
from evals.cases import Split, SuiteName, Task
from evals.cassettes import NOWHERE, RECORDED_MODEL, cassette_of
from evals.comparison import scored
from evals.gate import Baseline, Failure, failures, load_floors
from evals.golden import load_tasks
from evals.metrics.measures import Measure
from evals.results import Mode, Outcome
from evals.runner import Asker, Plan
from evals.scripted_model import Asked, Reply, answer, model_server, reading
from knowledge.readers.blocks import Reading
from knowledge.readers.limits import Limits
from prompts.prompt import Prompt, prompt
from retrieval.search import Search

pytestmark = pytest.mark.slow
PAPER = "reports/early-years-guide.md"
REPLAYED = {"openai_base_url": NOWHERE, "model": RECORDED_MODEL, "model_retries": 0}


def tasks(*suites: SuiteName) -> list[Task]:
    return [task for task in load_tasks(Split.DEV, suites) if task.library == PAPER]


def asked(some: list[Task], work: Path, *, replays: bool = False, **settings: object) -> list[Outcome]:
    plan = Plan(work, Settings().model_copy(update={"model": "none", **settings}), replays=replays)
    asker = Asker(plan)
    return [asker.ask(task, 1) for task in some]


def what_fails(outcomes: list[Outcome], before: list[Outcome]) -> dict[Measure, Failure]:
    """What the gate says of a run of some cases, against the same cases before. Floors are of whole suites."""
    accepted = Baseline(accepted=date(2026, 11, 25), because="a test", cases=tuple(scored(before).values()))
    found = failures(outcomes, scored(outcomes), {}, accepted)
    return {failure.measure: failure for failure in found}


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutants")


@pytest.fixture(scope="module")
def unbroken(work: Path) -> list[Outcome]:
    return asked(tasks(SuiteName.STRATEGY, SuiteName.REFUSALS), work)


def test_unbroken_the_gate_is_passed_and_the_same_input_gives_the_same_figures(
    unbroken: list[Outcome], work: Path
) -> None:
    again = asked(tasks(SuiteName.STRATEGY, SuiteName.REFUSALS), work)
    assert what_fails(again, unbroken) == {}
    assert [one.scores for one in again] == [one.scores for one in unbroken]
    assert [one.answer.statements for one in again] == [one.answer.statements for one in unbroken]


def test_a_broken_search_fails(unbroken: list[Outcome], work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole: Callable[[Understanding, Search], list[Candidate]] = bot.assistant.find

    def worst_half(question: Understanding, search: Search) -> list[Candidate]:
        found = whole(question, search)
        return found[len(found) // 2 :]

    monkeypatch.setattr(bot.assistant, "find", worst_half)
    broken = asked(tasks(SuiteName.STRATEGY, SuiteName.REFUSALS), work)
    found = what_fails(broken, unbroken)
    assert Measure.RECALL_1 in found
    assert found[Measure.RECALL_1].slice.suite is SuiteName.STRATEGY
    assert len(found[Measure.RECALL_1].worst) == 3


def test_a_broken_reader_fails(unbroken: list[Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole: Callable[[bytes, str, Limits], Reading] = knowledge.readers.markdown.read_markdown

    def every_second(data: bytes, name: str, limits: Limits) -> Reading:
        reading = whole(data, name, limits)
        return reading.model_copy(update={"blocks": reading.blocks[::2]})

    monkeypatch.setattr(knowledge.readers.markdown, "read_markdown", every_second)
    broken = asked(tasks(SuiteName.STRATEGY, SuiteName.REFUSALS), tmp_path)
    assert {Measure.RECALL_1, Measure.FACT_RECALL} <= what_fails(broken, unbroken).keys()


def test_a_broken_prompt_fails(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded = [task for task in tasks(SuiteName.STRATEGY) if cassette_of(task).is_file()]
    before = asked(recorded, work, replays=True, **REPLAYED)

    def careless(name: str) -> Prompt:
        whole = prompt(name)
        return whole.model_copy(update={"text": whole.text.replace("quote", "summary")})

    monkeypatch.setattr(bot.generative.compose, "prompt", careless)
    broken = asked(recorded, work, replays=True, **REPLAYED)
    assert what_fails(before, before) == {}
    assert Measure.WORDED_BY_MODEL in what_fails(broken, before)


def lies() -> Callable[[Asked], Reply]:
    """A model that copies a quote well, and says something else."""

    def reply(question: Asked) -> Reply:
        if question.shape != "WrittenAnswer":
            return Reply(text=reading(question.body["messages"][-1]["content"]))
        quote = question.passages[0].splitlines()[-1]
        return Reply(text=answer(("Mrs Invented Person decides it for £9,999 a year.", 1, quote)))

    return reply


@pytest.fixture
def lied_to(work: Path) -> Iterator[Callable[[], list[Outcome]]]:
    with model_server(lies()) as server:
        some = list(islice(tasks(SuiteName.STRATEGY), 6))
        yield lambda: asked(some, work, openai_base_url=server.url, model="scripted")


def test_a_broken_check_fails(lied_to: Callable[[], list[Outcome]], monkeypatch: pytest.MonkeyPatch) -> None:
    before = lied_to()

    def unchecked(draft: Draft) -> Draft:
        return draft

    monkeypatch.setattr(bot.generative.proving, "is_proved_statement", lambda statement: True)
    monkeypatch.setattr(bot.assistant, "check", unchecked)
    broken = lied_to()
    assert what_fails(before, before) == {}
    failure = what_fails(broken, before)[Measure.GROUNDEDNESS]
    assert "none may" in failure.why
    assert "£9,999" in failure.worst[0].answer.statements[0].text


def test_every_floor_is_of_a_suite_and_a_measure_that_there_are() -> None:
    for mode in Mode:
        floors = load_floors(mode)
        assert floors
        assert all(0 < floor <= 1 for measures in floors.values() for floor in measures.values())
