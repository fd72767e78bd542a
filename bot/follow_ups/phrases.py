"""How a question leans on those before it: the file ``phrases.yaml`` and what it must hold."""

import re
from functools import cache, cached_property
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, field_validator

from retrieval.words import stem


class LeaningSpeech(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    version: int
    patterns: dict[str, str]
    word_lists: dict[str, str]
    ordinals: dict[str, int]
    numbers: dict[str, int]

    @field_validator("patterns")
    @classmethod
    def _can_be_read(cls, patterns: dict[str, str]) -> dict[str, str]:
        for name, pattern in patterns.items():
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"pattern {name}: {error}") from error
        return patterns

    def pattern(self, name: str) -> re.Pattern[str]:
        """One of the file's patterns. Raises KeyError."""
        return _pattern(name)

    def words(self, name: str) -> frozenset[str]:
        """One of the file's lists of words. Raises KeyError."""
        return _words(name)

    @cached_property
    def little(self) -> frozenset[str]:
        """The stems of the words that say little."""
        return frozenset(map(stem, self.words("says_little")))

    @cached_property
    def somebody(self) -> frozenset[str]:
        """The words for people who may stand in for one another."""
        return self.words("people")


@cache
def leaning_speech() -> LeaningSpeech:
    """The words of bot/follow_ups/phrases.yaml."""
    text = (files("bot.follow_ups") / "phrases.yaml").read_text(encoding="utf-8")
    return LeaningSpeech.model_validate(yaml.safe_load(text))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(leaning_speech().patterns[name], re.IGNORECASE)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(leaning_speech().word_lists[name].split())
