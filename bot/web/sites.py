"""Sites: whose pages may show the widget, and how much may be asked from each."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from bot.web.words import languages

OWN_SITES = Path(__file__).parent / "sites.yaml"
_HERE = {"localhost", "127.0.0.1"}


class SitesUnreadable(Exception):
    """The list of sites is not there or not right, so nobody can say who may show the widget."""


def _exact_origin(origin: str) -> str:
    parts = urlsplit(origin)
    scheme_and_host = f"{parts.scheme}://{parts.netloc}"
    if origin != scheme_and_host.lower() or not parts.hostname or "*" in origin or "@" in parts.netloc:
        raise ValueError("must be an origin such as https://www.example.gov.uk: no path, no wildcard, lower case")
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _HERE):
        raise ValueError("must begin with https://")
    return origin


def _known(language: str) -> str:
    if language not in languages():
        raise ValueError(f"is not one of {', '.join(languages())}")
    return language


class Site(BaseModel):
    """A site that may show the widget."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    origin: Annotated[str, AfterValidator(_exact_origin)]
    name: str
    asks_a_day: int = Field(default=5000, ge=1, description="the most questions from its pages in 24 hours")
    languages: tuple[Annotated[str, AfterValidator(_known)], ...] = Field(default=(), description="all when none")


class Sites(BaseModel):
    """All sites."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    sites: tuple[Site, ...]

    def at(self, origin: str) -> Site | None:
        """The site with exactly this origin."""
        return next((site for site in self.sites if site.origin == origin), None)

    @property
    def origins(self) -> tuple[str, ...]:
        """Every origin."""
        return tuple(site.origin for site in self.sites)


def load_sites(path: Path | None) -> Sites:
    """Read the list of sites, by default Signpost's own. Raises SitesUnreadable."""
    file = path or OWN_SITES
    try:
        return Sites.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise SitesUnreadable(f"The list of sites {file} cannot be read ({error}). See SIGNPOST_SITES.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise SitesUnreadable(f"The list of sites {file} is not right at {place}: {first['msg']}.") from error
