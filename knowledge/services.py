"""Services: the directory of who helps whom, and how to reach them."""

from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge.documents import Audience


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
