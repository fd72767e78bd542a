"""The rules for reading plans: words kept in YAML files beside this one, each checked against its schema."""

from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.actions.organisations import fold
from knowledge.actions.types import ActionStatus
from knowledge.errors import LibraryError

_FOLDER = Path(__file__).parent
_STRICT = ConfigDict(frozen=True, extra="forbid", strict=True, ignored_types=(cached_property,))
Words = list[str]
_Rules = TypeVar("_Rules", bound=BaseModel)


class HeadingRules(BaseModel):
    """Rows that stand above or below the actions."""

    model_config = _STRICT

    priority_words: Words
    lesser_words: Words
    never: Words


class ColumnRules(BaseModel):
    """columns.yaml: what the columns of plans are called."""

    model_config = _STRICT

    version: int
    fields: dict[str, Words]
    short_names_with_more: Words
    weak_action_names: Words
    qualifiers: Words
    importance_values: Words
    tick_values: Words
    tick_not_owner: Words
    ditto: Words
    empty: Words
    headings: HeadingRules
    plain_sheets: Words
    not_in_lists: Words


class Term(BaseModel):
    """The days of a term or season, each as month and day."""

    model_config = _STRICT

    name: str
    first: list[int]
    last: list[int]
    school_year_offset: int


class DateRules(BaseModel):
    """dates.yaml: how dates are written in words."""

    model_config = _STRICT

    version: int
    months: dict[str, int]
    terms: dict[str, Term]
    ordinals: dict[str, int]
    lead_ins: Words
    start_of: Words
    before: Words
    open_starts: Words
    ongoing: Words
    recurring: Words
    none: Words
    revised: Words
    earlier: Words
    until: Words
    range: Words
    quarter_words: Words
    half_words: Words
    financial_words: Words
    academic_words: Words


class Colour(BaseModel):
    """A colour's place on the wheel and the status it stands for."""

    model_config = _STRICT

    status: str
    hues: list[list[int]]


class StatusRules(BaseModel):
    """statuses.yaml: how the state of an action is written."""

    model_config = _STRICT

    version: int
    words: dict[str, Words]
    colours: dict[str, Colour]
    least_saturation: float
    least_lightness: float
    most_lightness: float
    telling: Words
    symbols: dict[str, str]
    only_whole: Words

    @cached_property
    def by_word(self) -> dict[str, ActionStatus]:
        """Each status word, folded, with its status."""
        return {fold(word): ActionStatus(status) for status, words in self.words.items() for word in words}


class OwnerRules(BaseModel):
    """owners.yaml: the words round the names of owners."""

    model_config = _STRICT

    version: int
    unnamed: Words
    asides: Words
    helper_marks: Words
    joint_marks: Words
    lead_labels: Words
    helper_labels: Words
    helper_phrases: Words
    together: Words
    role_nouns: Words
    role_starts: Words
    teams: Words
    of_words: Words


class WordingRules(BaseModel):
    """wording.yaml: the words that actions begin with."""

    model_config = _STRICT

    version: int
    verbs: Words

    @cached_property
    def verb_set(self) -> frozenset[str]:
        """The verbs, for quick look-up."""
        return frozenset(self.verbs)


def _load(kind: type[_Rules], name: str) -> _Rules:
    file = _FOLDER / name
    try:
        return kind.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LibraryError(f"{file}: {where}: {first['msg']}. Correct the rule and try again.") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LibraryError(
            f"{file} cannot be read ({str(error).splitlines()[0]}). Correct it and try again."
        ) from error


@lru_cache(maxsize=1)
def column_rules() -> ColumnRules:
    """The rules of columns.yaml."""
    return _load(ColumnRules, "columns.yaml")


@lru_cache(maxsize=1)
def date_rules() -> DateRules:
    """The rules of dates.yaml."""
    return _load(DateRules, "dates.yaml")


@lru_cache(maxsize=1)
def status_rules() -> StatusRules:
    """The rules of statuses.yaml."""
    return _load(StatusRules, "statuses.yaml")


@lru_cache(maxsize=1)
def owner_rules() -> OwnerRules:
    """The rules of owners.yaml."""
    return _load(OwnerRules, "owners.yaml")


@lru_cache(maxsize=1)
def wording_rules() -> WordingRules:
    """The rules of wording.yaml."""
    return _load(WordingRules, "wording.yaml")


@lru_cache(maxsize=64)
def folded(words: tuple[str, ...]) -> frozenset[str]:
    """A set of words in folded form, for quick look-up."""
    return frozenset(fold(word) for word in words)
