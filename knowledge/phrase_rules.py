"""Rules of wording kept as data: named lists of words, and patterns put together from them.

In a pattern, ``{name}`` stands for any word of a list, ``~`` for up to six words in between, a space for any gap, and a
space with a question mark for a gap that may be missing.
"""

import re
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict, Field, model_validator

_NAMED = re.compile(r"\{([a-z_]+)\}")
_BETWEEN = r"(?:[\w'’\"“”-]+[\s,]+){0,6}?"


class PhraseRule(BaseModel):
    """What is said, in one or several patterns, and what kind of thing it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    patterns: tuple[str, ...] = Field(min_length=1)


class PhraseRules(BaseModel):
    """A file of rules. Raises ValueError for a pattern that names no list, or is no regular expression."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lists: dict[str, tuple[str, ...]]
    rules: tuple[PhraseRule, ...]

    @model_validator(mode="after")
    def _compiles(self) -> "PhraseRules":
        compiled(self)
        return self


def compiled(rules: PhraseRules) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each pattern of the rules, ready to search folded text with, and its kind."""
    lists = {name: f"(?:{'|'.join(words)})" for name, words in rules.lists.items()}
    return tuple(
        (rule.kind, re.compile(_written_out(pattern, lists), re.IGNORECASE | re.MULTILINE))
        for rule in rules.rules
        for pattern in rule.patterns
    )


def _written_out(pattern: str, lists: Mapping[str, str]) -> str:
    for _ in range(len(lists)):  # a list may use another
        pattern = _NAMED.sub(lambda found: _list(found[1], lists), pattern)
    return pattern.replace(" ~ ", rf"[\s,]+{_BETWEEN}").replace(" ?", r"\s*").replace(" ", r"\s+")


def _list(name: str, lists: Mapping[str, str]) -> str:
    if name not in lists:
        raise ValueError(f"there is no list {name!r}")
    return lists[name]


def first_match(rules: Sequence[tuple[str, re.Pattern[str]]], text: str) -> tuple[str, re.Match[str]] | None:
    """The first rule that finds itself in a text, and where."""
    return next(((kind, found) for kind, pattern in rules if (found := pattern.search(text))), None)
