"""The words of phrases.yaml, checked against their schema and made into patterns."""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.actions import ActionStatus
from knowledge.errors import LibraryError

PHRASES_FILE = Path(__file__).parent / "phrases.yaml"

Words = tuple[str, ...]
_CHECKED = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))
_BETWEEN = r"(?: (?:a|an|the|any|been|yet|got|their|its))? "


class StatusGroup(BaseModel):
    """Words that mean any of several statuses."""

    model_config = _CHECKED

    words: Words
    statuses: tuple[ActionStatus, ...]


class DateWords(BaseModel):
    """Words before a date, by what they make of it."""

    model_config = _CHECKED

    by: Words
    start_of: Words
    before: Words
    after: Words
    from_: Words
    during: Words
    late_on: Words


class ChangeWords(BaseModel):
    """Words for each kind of change between two versions of a plan."""

    model_config = _CHECKED

    slipped: Words
    brought_forward: Words
    owners_changed: Words
    dates_changed: Words
    status_changed: Words
    closed: Words
    added: Words
    dropped: Words
    wording_changed: Words
    all: Words


class Phrases(BaseModel):
    """phrases.yaml."""

    model_config = _CHECKED

    version: int
    nouns: Words
    things: Words
    not_ours: Words
    counts: Words
    who: Words
    owning: Words
    fillers: Words
    due: Words
    having: Words
    owned: Words
    pronouns: Words
    about: Words
    about_after_noun: Words
    about_ends: Words
    statuses: dict[ActionStatus, Words]
    never_subject: Words
    plain_owning: Words
    answering_for: Words
    colours: Words
    no_status: Words
    status_groups: tuple[StatusGroup, ...]
    not_statuses: tuple[StatusGroup, ...]
    finished_when: Words
    late: Words
    without_owner: Words
    without_date: Words
    joint: Words
    single: Words
    changes: ChangeWords
    compared: Words
    since: Words
    older_plan: Words
    last_time: Words
    every_plan: Words
    newer_plan: Words
    dates: DateWords
    start_words: Words
    ask_back_owners: dict[str, str]
    priority_names: dict[str, str]
    ask_back: str
    example: str
    ask_and: str
    ask_quarter: str
    ask_finished: str
    ask_one_date: str
    ask_plan: str
    ask_one_thing: str
    ask_either: str
    ask_when: str
    ask_who: str
    ask_year: str
    ask_priority: str
    ask_owner_or_text: str

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every single word of the file's phrases: what a slip of the pen may have meant."""
        found: set[str] = set()
        _collect(self.model_dump(exclude={"not_ours"}), found)
        return frozenset(found)


def _collect(part: object, found: set[str]) -> None:
    if isinstance(part, str):
        found.update(re.findall(r"[a-z]+", part.casefold()))
    elif isinstance(part, dict):
        for key, value in part.items():
            _collect(str(key).replace("_", " "), found)
            _collect(value, found)
    elif isinstance(part, (list, tuple)):
        for item in part:
            _collect(item, found)


@lru_cache(maxsize=512)
def alternatives(words: Words) -> str:
    """A pattern for any of these phrases, longest first, with small words let in between."""
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(_BETWEEN.join(map(re.escape, phrase.split())) for phrase in longest_first) + ")"


@lru_cache(maxsize=512)
def any_of(words: Words) -> re.Pattern[str]:
    """Any of these phrases as whole words."""
    return re.compile(rf"(?<!\w){alternatives(words)}(?!\w)")


def of(words: Iterable[str]) -> re.Pattern[str]:
    """As ``any_of``, for words that come in any order."""
    return any_of(tuple(sorted(set(words))))


@lru_cache(maxsize=4)
def phrases(file: Path = PHRASES_FILE) -> Phrases:
    """Read the phrases. Raises LibraryError."""
    try:
        return Phrases.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LibraryError(f"{file}: {where}: {first['msg']}. Correct the phrase and try again.") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = str(error).splitlines()[0]
        raise LibraryError(f"{file} cannot be read ({reason}). Correct it and try again.") from error
