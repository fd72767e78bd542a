"""Answers as a model might write them, lying and honest, to measure on what the proof lets through."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from evals.cases import Split
from evals.golden import GoldenError
from knowledge.documents import Audience

FOLDER = Path(__file__).parent / "golden" / "generative"


class WrittenCase(BaseModel):
    """One statement of an answer: ``number`` is the passage that the model says, where it is not the right one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    quote: str
    is_true: bool
    number: int | None = None


class AnswerCase(BaseModel):
    """One answer to one question. The passage is among those that the model was given.

    ``raw``: the whole reply, where it is not the JSON that was asked for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: str = Field(description="how it lies, or `true`")
    audience: Audience
    question: str
    document: str
    passage: str = Field(description="the passage's anchor")
    statements: tuple[WrittenCase, ...] = ()
    raw: str | None = None

    @model_validator(mode="after")
    def _one_or_the_other(self) -> "AnswerCase":
        if bool(self.statements) == (self.raw is not None):
            raise ValueError(f"{self.id} must have statements or a raw reply")
        return self

    @property
    def passage_id(self) -> str:
        """The passage's id in the index."""
        return f"{self.document}:{self.passage}"


class AnswerSet(BaseModel):
    """The answers of one split."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    split: Split
    cases: tuple[AnswerCase, ...]


def load_lies(split: Split, folder: Path = FOLDER) -> AnswerSet:
    """Answers that each hold a false statement, or nothing that can be read. Raises GoldenError."""
    return _load(folder / f"lies_{split}.yaml")


def load_truths(split: Split, folder: Path = FOLDER) -> AnswerSet:
    """Answers that hold only true statements. Raises GoldenError."""
    return _load(folder / f"truths_{split}.yaml")


def _load(file: Path) -> AnswerSet:
    try:
        return AnswerSet.model_validate(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    except (OSError, ValidationError, yaml.YAMLError) as error:
        raise GoldenError(f"{file}: {str(error).splitlines()[0]}") from error
