"""What a model is asked for: the shapes of its answers, as strict JSON schemas."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from bot.question import QuestionKind
from bot.safeguarding.kinds import RiskKind
from knowledge.actions import ActionQuery


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Completeness(StrEnum):
    """How much of a question the passages answer, as the model sees it."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    NONE = "none"


class WrittenStatement(_Shape):
    """One statement, and what should prove it."""

    text: str = Field(max_length=1_000)
    passage: int = Field(description="the number of the passage that the quote stands in")
    quote: str = Field(max_length=4_000, description="copied from the passage, character for character")


class WrittenAnswer(_Shape):
    """The answer as the model writes it."""

    statements: list[WrittenStatement]
    complete: Completeness


class NoRisk(StrEnum):
    """Said when nobody seems to be at risk."""

    NONE = "none"


class ModelReading(_Shape):
    """What the model makes of a question."""

    kind: QuestionKind
    confidence: float
    stand_alone: str = Field(max_length=2_000)
    language: str = Field(max_length=10)
    at_risk: RiskKind | NoRisk
    actions: ActionQuery | None


class EasyLine(_Shape):
    """One line in easy words."""

    text: str = Field(max_length=400)
    statement: int = Field(description="the number of the statement that it tells")


class EasyAnswer(_Shape):
    """Statements in easy words."""

    lines: list[EasyLine]
