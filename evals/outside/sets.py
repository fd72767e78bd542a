"""A data set that others made, whatever its shape was: articles of items, and questions about them."""

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from evals.cases import Case, Expected, Split, SuiteName, Task
from evals.outside.layout import Article, LaidOut, lay_out
from knowledge.documents import Audience

ASKED_ON = date(2026, 11, 24)
_SEED = 2018
_One = TypeVar("_One")


class OutsideError(Exception):
    """A data set cannot be used; says which file, where and why."""


class OutsideQuestion(BaseModel):
    """A question, and what its makers say of it."""

    model_config = ConfigDict(frozen=True)

    id: str
    text: str
    grades: dict[str, int] = Field(description="ids of the items that are right, and how right; none: no item is")
    answers: tuple[str, ...] = Field(default=(), description="wordings of the answer, any one of which will do")


class OutsideSet(BaseModel):
    """A whole data set, or a sample of its questions over all of its items."""

    model_config = ConfigDict(frozen=True)

    name: str
    articles: tuple[Article, ...]
    questions: tuple[OutsideQuestion, ...]
    questions_in_all: int

    def lay_out(self, folder: Path) -> LaidOut:
        """Write its items into ``folder`` as a library. What was there is lost. Raises LibraryError."""
        return lay_out(self.articles, folder)

    def tasks(self, laid: LaidOut) -> tuple[Task, ...]:
        """Its questions, as they are asked of that library."""
        return tuple(_task(question, self.name, laid) for question in self.questions)


def _task(question: OutsideQuestion, name: str, laid: LaidOut) -> Task:
    passages = tuple(
        passage for item in question.grades for passage in laid.passages_with(item, question.answers) if passage
    )
    expected = Expected(
        refusal=not question.grades,
        passages=passages,
        facts=(question.answers,) if question.answers else (),
    )
    return Task(
        suite=SuiteName.STRATEGY if question.grades else SuiteName.REFUSALS,
        split=Split.HELD_OUT,
        library=str(laid.folder),
        case=Case(id=f"{name}:{question.id}", question=question.text, expected=expected),
        audience=Audience.PUBLIC,
        asked_on=ASKED_ON,
        validated=None,
    )


def sampled(questions: Sequence[_One], limit: int | None) -> tuple[_One, ...]:
    """So many of them, drawn the same way each time: a smaller sample is the beginning of a larger one."""
    if limit is None:
        return tuple(questions)
    drawn = list(questions)
    random.Random(_SEED).shuffle(drawn)
    return tuple(drawn[:limit])
