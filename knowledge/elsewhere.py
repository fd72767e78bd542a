"""Places outside Dorset and its neighbour BCP: other councils and nations, and who advises families there."""

import re
from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.services import Source

ENGLAND = "england"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AdviceElsewhere(_Entry):
    """Who advises families of another nation, with where that was read."""

    nation: str
    name: str
    what: str
    address: str
    source: Source
    checked: date


class _Places(_Entry):
    nation: str
    names: tuple[str, ...]


class _Elsewhere(_Entry):
    version: int
    places: tuple[_Places, ...]
    contacts: tuple[AdviceElsewhere, ...]


class PlaceElsewhere(BaseModel):
    """A place as a text names it, and the nation whose law holds there."""

    model_config = ConfigDict(frozen=True)

    name: str
    nation: str


@cache
def _elsewhere() -> _Elsewhere:
    text = (files("knowledge") / "elsewhere.yaml").read_text(encoding="utf-8")
    return _Elsewhere.model_validate(yaml.safe_load(text))


@cache
def _by_name() -> dict[str, PlaceElsewhere]:
    return {
        name.lower(): PlaceElsewhere(name=name, nation=entry.nation)
        for entry in _elsewhere().places
        for name in entry.names
    }


@cache
def _named() -> re.Pattern[str]:
    names = sorted(map(re.escape, _by_name()), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(names)})\b", re.IGNORECASE)


def places_elsewhere(text: str) -> tuple[PlaceElsewhere, ...]:
    """The places of other councils and nations that a text names, in its order."""
    found = (_by_name()[match.group().lower()] for match in _named().finditer(text))
    return tuple(dict.fromkeys(found))


def advice_elsewhere(nation: str) -> AdviceElsewhere | None:
    """Who advises families of a nation, where that is known; England's services are in the directory."""
    return next((one for one in _elsewhere().contacts if one.nation == nation), None)
