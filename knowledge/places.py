"""Places: which council's area a town, a district or a postcode is in."""

import re
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

ELSEWHERE = "bcp"  # Bournemouth, Christchurch and Poole: another council than Dorset
_POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9]{1,2})(?:\s?[0-9][a-z]{2})?\b", re.IGNORECASE)


class Place(BaseModel):
    """A place as a text names it: the council's area, and the part of it if that is known."""

    model_config = ConfigDict(frozen=True)

    name: str
    area: str
    part: str | None = None


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    area: str
    part: str | None = None
    names: tuple[str, ...]
    postcodes: tuple[str, ...]


class _Places(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    not_places: tuple[str, ...]
    places: tuple[_Entry, ...]


@cache
def _places() -> _Places:
    text = (files("knowledge") / "places.yaml").read_text(encoding="utf-8")
    return _Places.model_validate(yaml.safe_load(text))


@cache
def _by_name() -> dict[str, Place]:
    return {
        name.lower(): Place(name=name, area=entry.area, part=entry.part)
        for entry in _places().places
        for name in (*entry.names, *entry.postcodes)
    }


@cache
def _named() -> re.Pattern[str]:
    names = (name for entry in _places().places for name in entry.names)
    return re.compile(rf"\b({'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})\b", re.IGNORECASE)


@cache
def _not_places() -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in _places().not_places), re.IGNORECASE)


def place_names() -> tuple[str, ...]:
    """The names of all known places, without the postcodes."""
    return tuple(name for entry in _places().places for name in entry.names)


def places_in(text: str) -> tuple[Place, ...]:
    """The places and postcodes that a text names, in its order; a hospital is no place that somebody lives in."""
    bare = _not_places().sub(lambda match: " " * len(match.group()), text)
    found = [(match.start(), match.group(1)) for match in (*_named().finditer(bare), *_POSTCODE.finditer(bare))]
    named = (_by_name().get(name.lower()) for _, name in sorted(found))
    return tuple(dict.fromkeys(place for place in named if place))
