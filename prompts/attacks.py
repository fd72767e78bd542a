"""Loads what is said to a question that attacks."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class AttackNotices(BaseModel):
    """The texts of attacks.yaml, one for each kind of attack."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    notices: dict[str, str]

    def say(self, kind: str) -> str:
        """The text for a kind of attack. Raises KeyError for a kind that has none."""
        return self.notices[kind]


@cache
def attack_notices() -> AttackNotices:
    """The texts, read once."""
    text = (files("prompts") / "attacks.yaml").read_text(encoding="utf-8")
    return AttackNotices.model_validate(yaml.safe_load(text))
