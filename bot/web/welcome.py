"""What a new chat offers before anything is asked."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from bot.answer import NextStep
from bot.web.words import languages
from knowledge.services import service

_FILE = Path(__file__).parent / "welcome.yaml"


class _Person(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    service: str
    text: str


class _Offered(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    suggested: tuple[str, ...]
    people: tuple[_Person, ...]


class LanguageOffered(BaseModel):
    """A language that the interface can be shown in."""

    model_config = ConfigDict(frozen=True)

    language: str
    name: str


class Welcome(BaseModel):
    """Questions to try, people to talk to, languages to choose from, and the longest question."""

    model_config = ConfigDict(frozen=True)

    suggested: tuple[str, ...]
    people: tuple[NextStep, ...]
    languages: tuple[LanguageOffered, ...]
    most: int


@cache
def _offered() -> _Offered:
    return _Offered.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def suggested() -> tuple[str, ...]:
    """Questions to try."""
    return _offered().suggested


def welcome(most: int, only: tuple[str, ...] = ()) -> Welcome:
    """What a chat offers, in ``only`` these languages if any are named. A service that is not confirmed is left out."""
    found = ((person.text, service(person.service)) for person in _offered().people)
    return Welcome(
        suggested=suggested(),
        people=tuple(NextStep(text=text, contact=one.contact) for text, one in found if one),
        languages=tuple(
            LanguageOffered(language=code, name=one.name)
            for code, one in languages().items()
            if not only or code in only
        ),
        most=most,
    )
