"""The organisations and roles that plans name, and the short names that people use for them."""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.errors import LibraryError

ORGANISATIONS_FILE = Path(__file__).parent.parent / "organisations.yaml"

_NOT_A_WORD = re.compile(r"[^\w]+")
_CAPITALS = re.compile(r"[A-Z]")


def fold(text: str) -> str:
    """Write a name so that "Head of SEND & Inclusion" and "the head of send and inclusion" are the same."""
    plain = text.casefold().replace("&", " and ").replace("’", "'").replace("'", "")
    words = _NOT_A_WORD.sub(" ", plain).strip()
    return words.removeprefix("the ")


class Organisation(BaseModel):
    """An organisation that can own an action."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    name: str = Field(min_length=1)
    short_names: tuple[str, ...] = ()
    kind: str | None = None


class Role(BaseModel):
    """A post that can own an action, and the id of its organisation, where that is always the same."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str = Field(min_length=1)
    short_names: tuple[str, ...] = ()
    organisation: str | None = None


class Organisations(BaseModel):
    """All known organisations and roles. A short name of two of them is known only as it is written."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    organisations: tuple[Organisation, ...] = ()
    roles: tuple[Role, ...] = ()

    def organisation(self, text: str) -> str | None:
        """The full name of the organisation that the whole text names, if it names one."""
        found = self._organisation_index.find(text)
        return self.organisations[found].name if found is not None else None

    def role(self, text: str) -> tuple[str, str | None] | None:
        """The role that the whole text names, with the name of its organisation."""
        found = self._role_index.find(text)
        if found is None:
            return None
        role = self.roles[found]
        return role.name, self._name_of.get(role.organisation or "")

    def roles_of(self, organisation: str) -> tuple[str, ...]:
        """The names of the roles that belong to the organisation of this name."""
        return tuple(role.name for role in self.roles if self._name_of.get(role.organisation or "") == organisation)

    def beside(self, text: str) -> tuple[str, str] | None:
        """Part a text that begins or ends with an organisation's proper name: (organisation, the rest)."""
        for name, index in self._proper_names:
            if text.startswith(name) and not text[len(name) : len(name) + 1].isalnum():
                rest = text[len(name) :]
            elif text.endswith(name) and not text[: -len(name)][-1:].isalnum():
                rest = text[: -len(name)]
            else:
                continue
            if rest.strip():
                return self.organisations[index].name, rest.strip()
        return None

    @cached_property
    def names_with_breaks(self) -> tuple[str, ...]:
        """Names that hold a word or mark which elsewhere parts two owners, longest first."""
        entries: tuple[Organisation | Role, ...] = (*self.organisations, *self.roles)
        names = [name for entry in entries for name in (entry.name, *entry.short_names)]
        return tuple(sorted((name for name in names if re.search(r"[,/&+;]|\band\b|\bwith\b", name)), key=len)[::-1])

    @cached_property
    def _name_of(self) -> dict[str, str]:
        return {entry.id: entry.name for entry in self.organisations}

    @cached_property
    def _organisation_index(self) -> "_Index":
        return _Index((entry.name, *entry.short_names) for entry in self.organisations)

    @cached_property
    def _role_index(self) -> "_Index":
        return _Index((entry.name, *entry.short_names) for entry in self.roles)

    @cached_property
    def _proper_names(self) -> tuple[tuple[str, int], ...]:
        # "school" or "health" at the edge of a longer name is no organisation; "DC" and "NHS Dorset" are.
        names = [
            (name, index)
            for index, entry in enumerate(self.organisations)
            for name in (entry.name, *entry.short_names)
            if len(_CAPITALS.findall(name)) > 1
        ]
        return tuple(sorted(names, key=lambda pair: len(pair[0]), reverse=True))


class _Index:
    """Finds an entry by any of its names: first as written, then in folded form, then in the singular."""

    def __init__(self, names: Iterable[tuple[str, ...]]) -> None:
        self._exact: dict[str, int | None] = {}
        self._folded: dict[str, int | None] = {}
        for index, own in enumerate(names):
            for name in own:
                self._add(self._exact, name, index)
                self._add(self._folded, fold(name), index)

    @staticmethod
    def _add(known: dict[str, int | None], name: str, index: int) -> None:
        known[name] = index if known.get(name, index) == index else None

    def find(self, text: str) -> int | None:
        """The place of the entry that this text names."""
        exact = self._exact.get(text.strip())
        if exact is not None:
            return exact
        folded = fold(text)
        found = self._folded.get(folded)
        return found if found is not None else self._folded.get(folded.removesuffix("s"))


@lru_cache(maxsize=8)
def load_organisations(file: Path = ORGANISATIONS_FILE) -> Organisations:
    """Read the list of organisations and roles. Raises LibraryError."""
    try:
        loaded = Organisations.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")) or {})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LibraryError(f"{file}: {where}: {first['msg']}. Correct the entry and try again.") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = str(error).splitlines()[0]
        raise LibraryError(f"{file} cannot be read ({reason}). Correct it and try again.") from error
    known = {entry.id for entry in loaded.organisations}
    for role in loaded.roles:
        if role.organisation is not None and role.organisation not in known:
            raise LibraryError(
                f"{file}: the role {role.name!r} names the organisation {role.organisation!r}, not listed."
            )
    return loaded
