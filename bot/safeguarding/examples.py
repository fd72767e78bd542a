"""Loads the examples that the second look learned from: messages of each kind of risk, and ordinary ones."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from bot.safeguarding.kinds import RiskKind


class Examples(BaseModel):
    """Messages of each kind of risk, and ordinary ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    risks: dict[RiskKind, tuple[str, ...]]
    ordinary: tuple[str, ...]


@cache
def examples() -> Examples:
    """The examples, read once."""
    text = (files("bot.safeguarding") / "examples.yaml").read_text(encoding="utf-8")
    return Examples.model_validate(yaml.safe_load(text))
