"""Starts a run of golden cases and goes on with it, with a bar that shows how far it is."""

import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.settings import Settings
from evals.cases import Split, SuiteName, Task
from evals.cassettes import FOLDER as CASSETTES
from evals.cassettes import NOWHERE, RECORDED_MODEL, cassette_of
from evals.golden import GoldenError, load_tasks
from evals.libraries import find_library, is_here
from evals.results import Machine, Mode, RunFolder, RunInfo, digest_of


def folder() -> Path:
    """Where runs and frozen indexes are kept."""
    return Settings().data / "evals"


def ask(tasks: Sequence[Task], run_folder: RunFolder, processes: int) -> None:
    """Ask what a run has not asked yet, each outcome written as it comes. Raises what indexing raises."""
    from evals.runner import Plan, run

    info = run_folder.info()
    plan = Plan(folder() / "libraries", _settings(info.mode), info.repeats, processes, replays=_replays(info.mode))
    done = {outcome.key for outcome in run_folder.outcomes()}
    began = monotonic()
    with _progress(len(tasks) * info.repeats, len(done)) as progress:
        for outcome in run(tasks, plan, done):
            run_folder.add(outcome)
            progress.advance(progress.task_ids[0])
    run_folder.finish(monotonic() - began)


def _replays(mode: Mode) -> bool:
    """Whether recorded conversations stand in for a model: where one is wanted and none is set."""
    return mode is Mode.GENERATIVE and not Settings().has_model


def _settings(mode: Mode) -> Settings:
    settings = Settings()
    if _replays(mode):
        replaying = {"openai_base_url": NOWHERE, "model": RECORDED_MODEL, "model_retries": 0}
        return settings.model_copy(update=replaying)
    return settings if mode is Mode.GENERATIVE else settings.model_copy(update={"model": "none"})


def askable(split: Split, suites: Sequence[SuiteName], mode: Mode) -> tuple[tuple[Task, ...], tuple[str, ...]]:
    """The cases that can be asked on this machine, and the libraries that are not on it. Raises GoldenError."""
    every = load_tasks(split, suites)
    if _replays(mode):
        every = tuple(task for task in every if cassette_of(task).is_file())
        if not every:
            raise GoldenError(
                f"No conversation of these cases is recorded. Set a model, or record some in {CASSETTES}."
            )
    left_out = tuple(sorted(name for name in {task.library for task in every} if not is_here(name)))
    return tuple(task for task in every if task.library not in left_out), left_out


def start(tasks: Sequence[Task], left_out: tuple[str, ...], split: Split, mode: Mode, repeats: int) -> RunFolder:
    """Begin a run: what will be asked of which documents, where, is written first."""
    now = datetime.now(UTC)
    name = f"{now:%Y-%m-%d-%H%M%S}-{mode}"
    libraries = sorted({task.library for task in tasks})
    started = RunFolder(folder() / "runs" / name)
    started.start(
        RunInfo(
            name=name,
            made=now,
            split=split,
            suites=tuple(sorted({task.suite for task in tasks})),
            mode=mode,
            repeats=repeats,
            golden=digest_of(tasks),
            libraries={library: find_library(library, folder() / "libraries")[0] for library in libraries},
            left_out=left_out,
            machine=Machine(cores=cpu_count() or 1, system=platform.machine(), python=platform.python_version()),
        )
    )
    return started


def _progress(total: int, done: int) -> Progress:
    progress = Progress(
        TextColumn("Asking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True)
    )
    progress.add_task("asking", total=total, completed=done)
    return progress
