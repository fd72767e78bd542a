"""By which words a question is known for what it is: the file ``phrases.yaml`` and what it must hold."""

import re
from functools import cache, cached_property
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

from bot.question import QuestionKind
from bot.ways_of_saying import Ways

Phrases = tuple[str, ...]
_PIECE = re.compile(r"\{([a-z]+)\}")


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class Rule(_Entry):
    """One way to know a kind of question."""

    kind: QuestionKind
    rule: str = Field(description="its name; cards are chosen by it")
    says: Phrases = ()
    typed: Phrases = ()
    not_typed: Phrases = ()
    and_says: Phrases = ()
    not_says: Phrases = ()
    alone: bool = Field(default=False, description="nothing else that carries meaning may be left")
    sure: float = Field(gt=0, le=1)


class Unclear(_Entry):
    """Words that mean several things when nothing stands beside them."""

    id: str
    said: Phrases


class Label(_Entry):
    """Words by which a question that is answered from documents is labelled."""

    kind: QuestionKind
    says: Phrases
    and_says: Phrases = ()
    not_says: Phrases = ()


class Elsewhere(_Entry):
    """How other areas are spoken of."""

    lives: Phrases
    moving: Phrases
    asks_for_self: Phrases
    of_dorset_too: Phrases
    of_us_too: Phrases


class KindSpeech(_Entry):
    """The whole file."""

    version: int
    written: dict[str, str]
    manners: Phrases
    fillers: Phrases
    pieces: dict[str, str]
    groups: dict[str, Phrases]
    rules: tuple[Rule, ...]
    more_groups: dict[str, Phrases]
    unclear: tuple[Unclear, ...]
    beside_unclear: Phrases
    most_words_unclear: int
    elsewhere: Elsewhere
    labels: tuple[Label, ...]

    @cached_property
    def all_groups(self) -> dict[str, Phrases]:
        """The groups that a phrase may name."""
        return {**self.groups, **self.more_groups}

    def ways(self, phrases: Phrases) -> Ways:
        """Phrases with the groups that they name. Raises KeyError for a group that is not there."""
        return _ways(phrases)


@cache
def kind_speech() -> KindSpeech:
    """The words of bot/question_kinds/phrases.yaml."""
    text = (files("bot.question_kinds") / "phrases.yaml").read_text(encoding="utf-8")
    return KindSpeech.model_validate(yaml.safe_load(text))


@cache
def typed_pattern(patterns: Phrases) -> re.Pattern[str]:
    """Regular expressions as one, with the file's pieces put in. Raises KeyError for a piece that is not there."""
    pieces = {**kind_speech().pieces, "names": "|".join(kind_speech().groups["name"])}
    return re.compile("|".join(f"(?:{_put_in(one, pieces)})" for one in patterns), re.IGNORECASE)


def _put_in(pattern: str, pieces: dict[str, str]) -> str:
    """The pattern with each piece in its place; a piece may name others."""
    return _PIECE.sub(lambda match: f"(?:{_put_in(pieces[match[1]], pieces)})", pattern)


@cache
def _ways(phrases: Phrases) -> Ways:
    return Ways(phrases, kind_speech().all_groups)
