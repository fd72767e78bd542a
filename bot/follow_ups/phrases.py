"""How a question leans on those before it: the file ``phrases.yaml`` and what it must hold."""

import re
from functools import cache, cached_property
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from retrieval.words import stem


class LeaningSpeech(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    version: int
    openers: str
    instead: str
    corrects: str
    bare: str
    case: str
    what_if: str
    of_somebody: str
    heard_you: str
    says_little: str
    points_at_itself: str
    empty_it: str
    ordinals: dict[str, int]
    numbers: dict[str, int]
    people: str
    stages: str
    ages: str
    dates: str
    kin: str

    def pattern(self, name: str) -> re.Pattern[str]:
        """One of the file's patterns."""
        return _pattern(name)

    @cached_property
    def little(self) -> frozenset[str]:
        """The stems of the words that say little."""
        return frozenset(map(stem, self.says_little.split()))

    @cached_property
    def somebody(self) -> frozenset[str]:
        """The words for people who may stand in for one another."""
        return frozenset(self.people.split())


@cache
def leaning_speech() -> LeaningSpeech:
    """The words of bot/follow_ups/phrases.yaml."""
    text = (files("bot.follow_ups") / "phrases.yaml").read_text(encoding="utf-8")
    return LeaningSpeech.model_validate(yaml.safe_load(text))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(getattr(leaning_speech(), name), re.IGNORECASE)
