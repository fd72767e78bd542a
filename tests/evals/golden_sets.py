"""What the tests of the golden sets share."""

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process

from evals.cases import Expected, Split, SuiteName, Task
from evals.golden import load_tasks

TASKS: dict[Split, tuple[Task, ...]] = {split: load_tasks(split) for split in Split}
EVERY = [task for tasks in TASKS.values() for task in tasks]
ALIKE = 94


def of(suite: SuiteName, split: Split | None = None, *, which: Callable[[Expected], object] = bool) -> list[Task]:
    """The cases of a suite, or of one split of it, whose expectation fits."""
    tasks = TASKS[split] if split else EVERY
    return [task for task in tasks if task.suite is suite and which(task.case.expected)]


def said(task: Task) -> str:
    """All that is asked, in the form in which it is compared."""
    return " / ".join(" ".join(turn.casefold().split()) for turn in (*task.case.history, task.case.question))


def alike(these: Sequence[str], those: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs that are nearly the same."""
    scores = process.cdist(these, those, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return [(these[i], those[j]) for i, j in zip(*(scores > ALIKE).nonzero(), strict=True)]
