"""Records the conversations that `signpost eval run --mode generative` replays.

    python -m evals.recording

A scripted service stands in for a model that knows the right answer: it reads a question as a person would, and copies
the sentence that holds an expected fact. So the figures of a replay show what our own code makes of a good model's
words, and a changed prompt shows at once; they say nothing of how good a real model is.
"""

import re
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bot.settings import Settings
from evals.cases import Split, SuiteName, Task
from evals.cassettes import FOLDER, RECORDED_MODEL, SCRIPTED, cassette, cassette_of
from evals.golden import load_tasks
from evals.metrics.facts import plain
from evals.runner import Asker, Plan
from evals.scripted_model import Asked, Reply, answer, model_server, reading
from knowledge.sentences import split_sentences

PIECE = 400  # letters sent at once, so that a cassette stays small
# From which sets, and how many of each.
CHOSEN = {
    (SuiteName.STRATEGY, "reports/committee-minutes.txt"): 15,
    (SuiteName.STRATEGY, "reports/early-years-guide.md"): 15,
    (SuiteName.REFUSALS, "reports/committee-minutes.txt"): 6,
    (SuiteName.REFUSALS, "reports/early-years-guide.md"): 6,
    (SuiteName.FOLLOW_UPS, "starter"): 40,
}
_ALONE = re.compile(r"^Alone: (.*)$")


def chosen(split: Split = Split.DEV) -> Iterator[Task]:
    """The cases whose conversations are recorded."""
    tasks = load_tasks(split)
    for (suite, library), many in CHOSEN.items():
        yield from islice((task for task in tasks if (task.suite, task.library) == (suite, library)), many)


def reply(task: Task, asked: Asked) -> Reply:
    """What a model that knows the right answer would say."""
    if asked.shape == "WrittenAnswer":
        return Reply(text=answer(*_statements(task, asked.passages)) if _knows(task) else _NOTHING, piece=PIECE)
    alone = _ALONE.match(task.case.note or "")
    question = alone[1] if alone else asked.body["messages"][-1]["content"]
    return Reply(text=reading(question), piece=PIECE)


_NOTHING = answer(complete="none")


def _knows(task: Task) -> bool:
    return not task.case.expected.refusal


def _statements(task: Task, passages: list[str]) -> Iterator[tuple[str, int, str]]:
    """For each expected fact the first sentence that holds it; without facts the first passage's first sentence."""
    facts = task.case.expected.facts
    if not facts and passages:
        sentence = split_sentences(passages[0])[0]
        yield sentence, 1, sentence
    for fact in facts:
        found = next(_holding(fact, passages), None)
        if found:
            yield found


def _holding(fact: tuple[str, ...], passages: list[str]) -> Iterator[tuple[str, int, str]]:
    for number, passage in enumerate(passages, 1):
        for sentence in split_sentences(passage):
            if any(plain(wording) in plain(sentence) for wording in fact):
                yield sentence, number, sentence


def record(work: Path, folder: Path = FOLDER) -> int:
    """Record every chosen conversation afresh; give how many."""
    shutil.rmtree(folder, ignore_errors=True)
    tasks = sorted(chosen(), key=lambda task: task.library)
    current = [tasks[0]]
    with model_server(lambda asked: reply(current[0], asked)) as server:
        settings = Settings().model_copy(update={"openai_base_url": server.url, "model": RECORDED_MODEL})
        asker = Asker(Plan(work, settings))
        for task in tasks:
            current[0] = task
            with cassette(cassette_of(task, folder), SCRIPTED, records=True):
                asker.ask(task, 1)
    return len(tasks)


if __name__ == "__main__":
    print(f"{record(Settings().data / 'evals' / 'libraries')} conversations recorded.")
