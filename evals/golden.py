"""Golden questions: what is asked, and what a right answer holds."""

from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError


class GoldenError(Exception):
    """A golden file cannot be used; says which, where and why."""


class Split(StrEnum):
    """Questions to develop on, and questions looked at only to report."""

    DEV = "dev"
    HELD_OUT = "held_out"


class Case(BaseModel):
    """One question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    question: str
    answerable: bool
    passages: tuple[str, ...] = Field(default=(), description="where a right answer stands; any one will do")
    facts: tuple[tuple[str, ...], ...] = Field(default=(), description="each in any of its wordings")
    conflict: bool = False
    why: str | None = Field(default=None, description="why it cannot be answered")
    tags: tuple[str, ...] = ()


class Suite(BaseModel):
    """The questions on one report."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    suite: str
    report: str
    split: Split
    cases: tuple[Case, ...]


Loaded = TypeVar("Loaded", bound=BaseModel)


def load_golden(file: Path, shape: type[Loaded]) -> Loaded:
    """One golden file as what it should hold. Raises GoldenError."""
    try:
        return shape.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, ValidationError, yaml.YAMLError) as error:
        raise GoldenError(f"{file}: {str(error).splitlines()[0]}") from error


def load_suites(folder: Path) -> list[Suite]:
    """Every suite of a folder. Raises GoldenError."""
    suites = [load_golden(file, Suite) for file in sorted(folder.glob("*.yaml"))]
    if not suites:
        raise GoldenError(f"{folder} holds no golden questions.")
    return suites
