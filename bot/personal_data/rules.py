"""Loads what says that a text holds personal data: rules.yaml, given_names.yaml and not_names.yaml."""

import re
from functools import cache
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict

from bot.personal_data.kinds import PersonalDataKind


def _split(value: object) -> object:
    return value.split() if isinstance(value, str) else value


Words = Annotated[frozenset[str], BeforeValidator(_split)]
Patterns = tuple[str, ...]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NameRules(_Data):
    """What stands around the name of a person."""

    relations: Patterns
    roles: Patterns
    titles: Words
    shy_titles: Words
    capital_titles: Words
    before_private: Patterns
    own_role_before: Patterns
    introduces: Patterns
    before: Patterns
    before_perhaps: Patterns
    after: Patterns
    after_certainly: Patterns
    not_after: Patterns
    article_before: Patterns
    place_before: Patterns
    place_perhaps: Patterns
    asked_before: Patterns
    topic_before: Patterns
    called_thing: str
    never_names: Words
    modals: Words
    after_modal: str
    modal_verbs: str


class DateRules(_Data):
    """What makes a date a date of birth."""

    cues_before: Patterns
    cues_after: Patterns
    not_before: str


class AddressRules(_Data):
    """How the place where somebody lives is written."""

    streets: Words
    everyday_streets: Words
    homes: Words
    parts: Words
    office_before: str
    lived_before: Patterns
    between: Words


class NumberRules(_Data):
    """How numbers that belong to one person are spoken of."""

    reference_kinds: Patterns
    reference_words: Words
    nhs_before: str
    insurance_before: str
    pupil_before: str
    phone_before: str
    mailboxes: Words
    postcode_areas: Words


class Rules(_Data):
    """The rules of rules.yaml."""

    version: int
    placeholders: dict[PersonalDataKind, str]
    names: NameRules
    dates: DateRules
    addresses: AddressRules
    numbers: NumberRules

    def pattern(self, parts: Patterns, *, before: bool) -> re.Pattern[str]:
        """One pattern of several: what ends where it is looked for (``before``), or starts there."""
        relation = f"\\b(?:{'|'.join(self.names.relations)})"
        role = f"\\b(?:{'|'.join(self.names.roles)})"
        one = "|".join(part.replace("{relation}", relation).replace("{role}", role) for part in parts)
        return re.compile(f"(?:{one})$" if before else f"(?:{one})", re.IGNORECASE)


class GivenNames(_Data):
    """The names of given_names.yaml, in small letters."""

    version: int
    names: Words
    everyday: Words
    family_names: Words
    names_elsewhere: Words
    everyday_elsewhere: Words
    family_names_elsewhere: Words


class NotNames(_Data):
    """What not_names.yaml lists."""

    version: int
    places: tuple[str, ...]
    schools: tuple[str, ...]
    things: tuple[str, ...]
    eponyms: tuple[str, ...]
    public_people: tuple[str, ...]
    institutions: frozenset[str]
    public_contacts: tuple[str, ...]


def _load(name: str) -> object:
    return yaml.load((files("bot.personal_data") / name).read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def rules() -> Rules:
    """The rules, read once."""
    return Rules.model_validate(_load("rules.yaml"))


@cache
def given_names() -> GivenNames:
    """The given names, read once; each list as one, wherever its names come from."""
    read = GivenNames.model_validate(_load("given_names.yaml"))
    everyday = read.everyday | read.everyday_elsewhere
    return read.model_copy(
        update={
            "names": (read.names | read.names_elsewhere) - everyday,
            "everyday": everyday,
            "family_names": read.family_names | read.family_names_elsewhere,
        }
    )


@cache
def not_names() -> NotNames:
    """What is no name, read once."""
    return NotNames.model_validate(_load("not_names.yaml"))
