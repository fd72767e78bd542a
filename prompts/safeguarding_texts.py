"""The fixed words for a person at risk: one file a kind of risk, and who has agreed to it."""

from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator


class Words(BaseModel):
    """What one reader is told, and the contacts that go with it, the most urgent first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lines: tuple[str, ...] = Field(min_length=1)
    contacts: tuple[str, ...] = Field(min_length=1, description="ids in knowledge/contacts.yaml")


class SafeguardingText(BaseModel):
    """The words for one kind of risk, for a family, for a child, and for staff."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    owner: str
    signed_off_by: str | None
    signed_off_on: date | None
    review_due: date | None
    heading: str
    family: Words
    child: Words
    staff: Words

    @model_validator(mode="after")
    def _signed_whole(self) -> "SafeguardingText":
        signing = (self.signed_off_by, self.signed_off_on, self.review_due)
        if any(signing) and not all(signing):
            raise ValueError("signed_off_by, signed_off_on and review_due are filled in together, or not at all")
        return self

    @property
    def signed(self) -> bool:
        """Whether the partnership has agreed to the words."""
        return self.signed_off_on is not None


@cache
def safeguarding_text(kind: str) -> SafeguardingText:
    """The words for a kind of risk. Raises FileNotFoundError for one that has none."""
    text = (files("prompts") / "safeguarding" / f"{kind}.yaml").read_text(encoding="utf-8")
    return SafeguardingText.model_validate(yaml.safe_load(text))
