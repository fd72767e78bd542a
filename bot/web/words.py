"""The interface's own words, a file for each language; pages and the widget read the same files."""

import json
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

_FOLDER = Path(__file__).parent / "languages"
ENGLISH = "en"


class Language(BaseModel):
    """The words of one language. What stands in {braces} in them is filled in where they are shown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str = Field(pattern=r"^[a-z]{2,3}$", description="its code, by ISO 639")
    name: str = Field(description="as its speakers call it")
    direction: Literal["ltr", "rtl"]
    checked: bool = Field(description="whether a person who speaks it has checked these words")
    words: dict[str, str]


@cache
def languages() -> dict[str, Language]:
    """Every language there is, by its code, English first."""
    found = [Language.model_validate_json(path.read_bytes()) for path in sorted(_FOLDER.glob("*.json"))]
    found.sort(key=lambda one: one.language != ENGLISH)
    return {one.language: one for one in found}


@cache
def language_file(language: str) -> bytes:
    """A language's file as the widget loads it. Raises KeyError when there is none."""
    return json.dumps(languages()[language].model_dump(), ensure_ascii=False).encode()
