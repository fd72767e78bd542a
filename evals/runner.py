"""Runs golden cases in several processes, each library indexed once, and gives each outcome as it comes."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import nullcontext
from datetime import date
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from bot.assistant import Assistant
from bot.build import build_assistant, today_in_england
from bot.model.budget import TokenBudget
from bot.settings import Settings
from evals.cases import Task
from evals.cassettes import SCRIPTED, cassette, cassette_of
from evals.libraries import OUTSIDE, Library, prepare
from evals.metrics import score
from evals.results import Outcome
from evals.seen import Passages, see

CHUNK = 100  # cases that one process asks before it reports


class Plan(NamedTuple):
    """How to run: where indexes are kept, with which settings, how often, in how many processes.

    ``replays``: each case's recorded conversation stands in for the model. ``outside`` is where papers are looked for
    that are not ours to copy.
    """

    work: Path
    settings: Settings
    repeats: int = 1
    processes: int = os.cpu_count() or 1
    replays: bool = False
    outside: tuple[Path, ...] = OUTSIDE


class Asker:
    """Asks cases, one library after the other."""

    def __init__(self, plan: Plan) -> None:
        """Nothing is opened before the first case."""
        self._plan = plan
        self._open: tuple[Library, Assistant, Passages] | None = None
        self._day = date.min
        self._spending = plan.work / f"tokens-{os.getpid()}"
        self._budget = TokenBudget(self._spending, plan.settings.model_tokens_a_day, today_in_england)

    def ask(self, task: Task, repeat: int) -> Outcome:
        """Ask one case and score the answer. Raises what indexing its library raises."""
        assistant, passages = self._assistant(task.library)
        self._day = task.asked_on
        replaying = cassette(cassette_of(task), SCRIPTED) if self._plan.replays else nullcontext()
        left = self._budget.left()
        with replaying:
            answer = assistant.ask(task.case.question, task.audience, task.case.history)
        seen = see(answer, passages)
        return Outcome(
            task=task,
            repeat=repeat,
            answer=answer,
            ranked=seen.ranked,
            scores=score(task.case, seen),
            tokens=left - self._budget.left(),
        )

    def _assistant(self, library: str) -> tuple[Assistant, Passages]:
        if self._open is None or self._open[0].name != library:
            ready = prepare(library, self._plan.work, self._plan.settings, self._plan.outside)
            made = build_assistant(
                ready.settings, source_base="", for_people=False, today=lambda: self._day, spending=self._spending
            )
            made.check_ready()
            self._open = (ready, made, Passages(made.source))
        return self._open[1:]


def run(tasks: Sequence[Task], plan: Plan, done: Collection[tuple[str, int]] = ()) -> Iterator[Outcome]:
    """Ask every case as often as the plan says, but for those that are done. Raises what indexing raises."""
    asked = [(task, repeat) for task in tasks for repeat in range(1, plan.repeats + 1)]
    wanted = [(task, repeat) for task, repeat in asked if (task.id, repeat) not in done]
    chunks = list(_chunks(wanted))
    if plan.processes == 1 or len(chunks) == 1:
        asker = Asker(plan)
        for chunk in chunks:
            yield from (asker.ask(task, repeat) for task, repeat in chunk)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(plan.processes, context, initializer=_start, initargs=(plan,)) as pool:
        waiting = [pool.submit(_ask, chunk) for chunk in chunks]
        try:
            for finished in as_completed(waiting):
                yield from finished.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _chunks(wanted: list[tuple[Task, int]]) -> Iterator[list[tuple[Task, int]]]:
    """Cases of one library together, the largest libraries first, so that no process is left with all the work."""
    by_library = sorted(wanted, key=lambda one: one[0].library)
    groups = [list(group) for _, group in groupby(by_library, key=lambda one: one[0].library)]
    for group in sorted(groups, key=len, reverse=True):
        yield from (group[start : start + CHUNK] for start in range(0, len(group), CHUNK))


_asker: list[Asker] = []  # one a process, since what it opened must stay open from chunk to chunk


def _start(plan: Plan) -> None:
    os.environ["OMP_NUM_THREADS"] = "1"
    _asker[:] = [Asker(plan)]


def _ask(chunk: list[tuple[Task, int]]) -> list[Outcome]:
    return [_asker[0].ask(task, repeat) for task, repeat in chunk]
