"""The words people use: the glossary of SEND, and everyday words that stand in for one another."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field


class Term(BaseModel):
    """A word or acronym of the field, what it stands for, and its other and older names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    short: str
    long: str
    also: tuple[str, ...] = ()
    plain: str = Field(description="what it means, for a parent, in one sentence")

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the thing."""
        return (self.short, self.long, *self.also)


class _Glossary(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    terms: tuple[Term, ...]


class _EverydayWords(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    groups: tuple[tuple[str, ...], ...]


def _load(name: str) -> object:
    return yaml.safe_load((files("knowledge") / name).read_text(encoding="utf-8"))


@cache
def glossary() -> tuple[Term, ...]:
    """The terms of knowledge/glossary.yaml."""
    return _Glossary.model_validate(_load("glossary.yaml")).terms


@cache
def everyday_groups() -> tuple[tuple[str, ...], ...]:
    """The groups of knowledge/everyday_words.yaml: words of one group may answer for one another."""
    return _EverydayWords.model_validate(_load("everyday_words.yaml")).groups
