"""Loads the cards: what is said to questions that are not for the documents."""

from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from prompts.notices import Pointer

_AUDIENCES = {"public", "partner"}


class Card(BaseModel):
    """One card. ``text`` is for each audience; ``nation`` names whose advice service is shown first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: str
    rules: tuple[str, ...] = ()
    when_said: tuple[str, ...] = ()
    status: Literal["signposted", "clarify", "declined"]
    nation: str | None = None
    text: dict[str, str]
    steps: tuple[Pointer, ...]

    @model_validator(mode="after")
    def _for_everyone(self) -> "Card":
        if self.text.keys() != _AUDIENCES:
            raise ValueError(f"card {self.id} needs a text for each of {sorted(_AUDIENCES)}")
        return self


class Cards(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    cards: tuple[Card, ...]


@cache
def cards() -> Cards:
    """The cards, read once."""
    return Cards.model_validate(yaml.safe_load((files("prompts") / "cards.yaml").read_text(encoding="utf-8")))
