"""How people look for help and speak of needs: the file ``needs.yaml`` and what it must hold."""

from functools import cache, cached_property
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

Phrases = tuple[str, ...]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Need(_Entry):
    """Something that children and families need help with."""

    need: str = Field(description="how it is named back to the asker")
    directory: Phrases = Field(description="the directory's own words for it")
    said: Phrases
    of_child: Phrases = Field(default=(), description="ways of saying that count only when said of a child")
    not_with: Phrases = Field(default=(), description="ways of asking that ask for a procedure, not for a service")
    general: bool = Field(default=False, description="too general on its own, unless somebody asks for themselves")


class NeedSpeech(_Entry):
    """The whole file."""

    version: int
    looks_for_help: Phrases
    asks_how_to_reach: Phrases
    looks_for_someone: Phrases
    personal: Phrases
    child: Phrases
    not_about: Phrases
    asks_for_self: Phrases
    ages: dict[str, float]
    has_plan: Phrases
    has_no_plan: Phrases
    needs: tuple[Need, ...]

    @cached_property
    def ways(self) -> tuple[tuple[Need, Phrases], ...]:
        """Each need with every way of saying it, those that are said of a child among them."""
        return tuple(
            (need, (*need.said, *(f"{child} ... {phrase}" for phrase in need.of_child for child in self.child)))
            for need in self.needs
        )


@cache
def need_speech() -> NeedSpeech:
    """The words of bot/services/needs.yaml."""
    text = (files("bot.services") / "needs.yaml").read_text(encoding="utf-8")
    return NeedSpeech.model_validate(yaml.safe_load(text))
