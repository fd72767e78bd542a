"""Loads the sentence that tells a person what was taken out of a question."""

import string
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, model_validator


class PersonalDataTexts(BaseModel):
    """The texts of personal_data.yaml. ``kinds`` are named as the kinds of personal data are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    told: str
    kinds: dict[str, str]

    @model_validator(mode="after")
    def _whole(self) -> "PersonalDataTexts":
        used = [field for _, field, _, _ in string.Formatter().parse(self.told) if field is not None]
        if used != ["what"]:
            raise ValueError("personal_data.yaml: told must use exactly {what}, once")
        return self


@cache
def personal_data_texts() -> PersonalDataTexts:
    """The texts, read once."""
    text = (files("prompts") / "personal_data.yaml").read_text(encoding="utf-8")
    return PersonalDataTexts.model_validate(yaml.safe_load(text))
