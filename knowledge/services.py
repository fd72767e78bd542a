"""Services: the directory of who helps whom, and how to reach them."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

import Stemmer
import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge.documents import Audience
from knowledge.places import ELSEWHERE, Place
from knowledge.vocabulary import glossary


class EhcPlan(StrEnum):
    """Whether a service is for those with an EHC plan."""

    ANY = "any"
    WITH = "with"
    WITHOUT = "without"


class Ages(BaseModel):
    """The ages a service is for, both included."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: float = Field(default=0, alias="from", ge=0)
    end: float = Field(default=25, alias="to", ge=0)


class Source(BaseModel):
    """Where a service's facts were read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    address: str | None = None
    seen: date


class Service(BaseModel):
    """An entry of the directory. A field that could not be confirmed is left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    also_known_as: tuple[str, ...] = ()
    organisation: str | None = None
    what: str
    needs: tuple[str, ...] = ()
    ages: Ages | None = None
    ehc_plan: EhcPlan = EhcPlan.ANY
    area: tuple[str, ...] = ()
    how_to_reach: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = Field(default=None, description="web address")
    hours: str | None = None
    audience: Audience
    source: Source | None = None
    checked: date
    review_due: date
    confirmed: bool

    @property
    def contact(self) -> str | None:
        """How to reach it, the quickest way first."""
        ways = [way for way in (self.phone, self.email, self.address) if way]
        return " · ".join(ways) or self.how_to_reach


class _Directory(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    services: tuple[Service, ...]


@cache
def services() -> tuple[Service, ...]:
    """The confirmed entries of knowledge/services.yaml."""
    text = (files("knowledge") / "services.yaml").read_text(encoding="utf-8")
    return tuple(entry for entry in _Directory.model_validate(yaml.safe_load(text)).services if entry.confirmed)


def service(id_: str) -> Service | None:
    """A confirmed service by its id."""
    return next((entry for entry in services() if entry.id == id_), None)


class ServiceQuestion(BaseModel):
    """What somebody looks for: needs in the directory's words or in everyday ones, and what is known of the child."""

    model_config = ConfigDict(frozen=True)

    needs: tuple[str, ...]
    age: float | None = Field(default=None, ge=0, description="in years; a baby of six months is 0.5")
    has_plan: bool | None = Field(default=None, description="whether there is an EHC plan")
    place: Place | None = None


# How well a service fits a need: it is its name, it is one of its needs, it is part of one, it is in what it does.
_NAMED, _NEED, _PART, _TOLD = 5.0, 4.0, 2.0, 1.0
_LOCAL = 0.5  # a service of the very part of Dorset, before one of all of it
_NATIONAL = "england"
_OURS = "dorset"
_GROWN_UP = 18
_ENOUGH = 0.5  # of the best fit
_STEMMER = Stemmer.Stemmer("english")

_Stems = tuple[str, ...]


def find_services(asked: ServiceQuestion) -> list[Service]:
    """The confirmed services that fit, best first; none if no need is known to the directory.

    A service for other ages, another area, or only for those with (or without) a plan is left out. Without
    a place, Dorset is meant.
    """
    wanted = [_ways(need) for need in asked.needs]
    fits = [(one, fit) for one in services() if _is_for(one, asked) and (fit := _fit(one, wanted, asked)) > 0]
    best = max((fit for _, fit in fits), default=0.0)
    close = [(one, fit) for one, fit in fits if fit >= best * _ENOUGH]
    # Of two that fit alike, the one for just this age; with no age known, the one for the most ages.
    sign = -1 if asked.age is None else 1
    close.sort(key=lambda item: (-item[1], _NATIONAL in item[0].area, sign * _breadth(item[0])))
    return [one for one, _ in close]


def _is_for(found: Service, asked: ServiceQuestion) -> bool:
    if not _covers(found, asked.place):
        return False
    if found.ages and not _fits_age(found.ages, asked.age):
        return False
    barred = {True: EhcPlan.WITHOUT, False: EhcPlan.WITH}
    return asked.has_plan is None or found.ehc_plan is not barred[asked.has_plan]


def _covers(found: Service, place: Place | None) -> bool:
    """Whether a service is for the place. A service of a part of Dorset is, too, for who does not say which part."""
    area = place.area if place else _OURS
    if {area, _NATIONAL} & set(found.area):
        return True
    part = place.part if place else None
    return part in found.area if part else area == _OURS and set(found.area) != {ELSEWHERE}


def _fits_age(ages: Ages, age: float | None) -> bool:
    """Services for adults are only for who says so; a limit of 18 takes in the whole of that year."""
    if age is None:
        return ages.start < _GROWN_UP
    return ages.start <= age < ages.end + 1


def _fit(found: Service, wanted: list[set[_Stems]], asked: ServiceQuestion) -> float:
    fit = sum(max(_one_fit(found, way) for way in ways) for ways in wanted)
    part = asked.place.part if asked.place else None
    return fit + (_LOCAL if fit and part and part in found.area else 0)


def _one_fit(found: Service, way: _Stems) -> float:
    index = _index(found)
    if way in index.names:
        return _NAMED
    if way in index.needs:
        return _NEED
    if any(_contains(need, way) for need in index.needs):
        return _PART
    return _TOLD if _contains(index.what, way) else 0.0


class _Index(BaseModel):
    """A service's words as stems."""

    model_config = ConfigDict(frozen=True)

    names: frozenset[_Stems]
    needs: frozenset[_Stems]
    what: _Stems


@cache
def _index_of(id_: str) -> _Index:
    found = next(one for one in services() if one.id == id_)
    return _Index(
        names=_all_stems((found.name, *found.also_known_as)), needs=_all_stems(found.needs), what=_stems(found.what)
    )


def _index(found: Service) -> _Index:
    return _index_of(found.id)


def _all_stems(texts: Iterable[str]) -> frozenset[_Stems]:
    return frozenset(_stems(text) for text in texts)


@cache
def _stems(text: str) -> _Stems:
    return tuple(_STEMMER.stemWords(re.findall(r"[a-z0-9']+", text.lower().replace("\u2019", "'"))))


def _contains(longer: _Stems, way: _Stems) -> bool:
    return any(longer[place : place + len(way)] == way for place in range(len(longer) - len(way) + 1))


@cache
def _glossary_names() -> dict[_Stems, frozenset[_Stems]]:
    names: dict[_Stems, frozenset[_Stems]] = {}
    for term in glossary():
        every = _all_stems(term.names)
        for name in every:
            names[name] = names.get(name, frozenset()) | every
    return names


def _ways(need: str) -> set[_Stems]:
    """A need as stems, and its other names in the glossary."""
    own = _stems(need)
    return {own, *_glossary_names().get(own, frozenset())} - {()}


def _breadth(found: Service) -> float:
    return found.ages.end - found.ages.start if found.ages else Ages().end + 1
