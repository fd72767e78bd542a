"""Golden conflicts: small libraries whose documents disagree, or only look as if they did."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from evals.golden import GoldenError, Split, load_golden

FOLDER = Path(__file__).parent / "golden" / "conflicts"


class ConflictCase(BaseModel):
    """One question, and whether the library's documents disagree on its answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: str = Field(description="what the documents disagree on; register: a plan's row and another document")
    question: str
    conflict: bool
    values: tuple[tuple[str, ...], ...] = Field(default=(), description="each that must be shown, in any wording")
    newest: str | None = Field(default=None, description="id of the newest document that gives one of them")
    why: str | None = Field(default=None, description="why there is no conflict")


class ConflictSuite(BaseModel):
    """The questions on one library."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    library: str
    split: Split
    cases: tuple[ConflictCase, ...]

    @property
    def folder(self) -> Path:
        """Where the library's documents are."""
        return FOLDER / self.split.value / self.library


def load_conflicts(split: Split) -> list[ConflictSuite]:
    """The suites of a split. Raises GoldenError."""
    suites = [load_golden(file, ConflictSuite) for file in sorted((FOLDER / split.value).glob("*.yaml"))]
    if not suites:
        raise GoldenError(f"{FOLDER / split.value} holds no golden conflicts.")
    return suites
