"""Questions to measure on which kind of question each is taken for."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from bot.question import QuestionKind
from evals.golden import Split, load_golden
from knowledge.documents import Audience

FOLDER = Path(__file__).parent / "golden" / "kinds"


class KindCase(BaseModel):
    """One question, and the kind it is of."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str
    kind: QuestionKind
    also: tuple[QuestionKind, ...] = Field(default=(), description="other kinds that would be fair")
    audience: Audience = Audience.PUBLIC

    def accepts(self, kind: QuestionKind) -> bool:
        """Whether the question may be taken for one of this kind."""
        return kind is self.kind or kind in self.also


class KindSet(BaseModel):
    """The questions of one split."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    split: Split
    questions: tuple[KindCase, ...]


def load_kinds(split: Split, folder: Path = FOLDER) -> KindSet:
    """The questions of a split with their kinds. Raises GoldenError."""
    return load_golden(folder / f"kinds_{split}.yaml", KindSet)
