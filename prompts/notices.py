"""Loads the notices: what Signpost says in its own words around an answer."""

import string
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

# What each notice may have filled in. A notice that asks for anything else fails when it is loaded.
_VARIABLES: dict[str, frozenset[str]] = {
    "empty": frozenset(),
    "too_long": frozenset({"length", "most"}),
    "not_english": frozenset(),
    "not_found": frozenset(),
    "not_found_kind": frozenset({"kind"}),
    "not_found_words": frozenset({"words"}),
    "partial": frozenset({"words"}),
    "conflict": frozenset(),
    "newer": frozenset({"title", "date"}),
    "newest": frozenset({"title", "date"}),
    "conflict_newest_several": frozenset({"titles", "date"}),
    "conflict_same_date": frozenset({"date"}),
    "conflict_undated": frozenset({"titles"}),
    "conflict_in_one": frozenset({"title"}),
    "superseded": frozenset(),
    "illustrative": frozenset(),
    "corrected": frozenset({"words"}),
    "unavailable": frozenset(),
    "partly": frozenset(),
    "fell_back_slow": frozenset(),
    "fell_back_down": frozenset(),
    "fell_back_limit": frozenset(),
    "fell_back_unproved": frozenset(),
    "machine_translated": frozenset(),
    "read_as": frozenset({"question"}),
    "paused": frozenset(),
    "paused_message": frozenset({"message"}),
}


class Pointer(BaseModel):
    """A next step: a sentence, and the directory's service whose contact goes with it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    service: str | None


class Notices(BaseModel):
    """The texts of notices.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    notices: dict[str, str]
    kinds: dict[str, str]
    next_steps: dict[str, tuple[Pointer, ...]]

    @model_validator(mode="after")
    def _whole(self) -> "Notices":
        if self.notices.keys() != _VARIABLES.keys():
            odd = sorted(self.notices.keys() ^ _VARIABLES.keys())
            raise ValueError(f"notices.yaml lacks, or has too many of: {', '.join(odd)}")
        for name, text in self.notices.items():
            used = {field for _, field, _, _ in string.Formatter().parse(text) if field}
            if used != _VARIABLES[name]:
                raise ValueError(f"notices.yaml: {name} must use exactly {sorted(_VARIABLES[name])}")
        return self

    def say(self, name: str, **values: str) -> str:
        """One notice, filled in. Raises KeyError for a name or value that is not there."""
        return self.notices[name].format(**values)


@cache
def notices() -> Notices:
    """The notices, read once."""
    return Notices.model_validate(yaml.safe_load((files("prompts") / "notices.yaml").read_text(encoding="utf-8")))
