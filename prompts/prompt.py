"""Loads the prompts that a model is given: files with front matter, filled in by name."""

from functools import cache
from importlib.resources import files
from string import Template

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

_FENCE = "---\n"


class PromptError(Exception):
    """A prompt file is wrong, or was filled in wrongly; says which file, and what."""


class Prompt(BaseModel):
    """One prompt. Its text names each of its variables as $name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    purpose: str = Field(min_length=1)
    version: str = Field(min_length=1)
    variables: frozenset[str]
    text: str = Field(min_length=1)

    @model_validator(mode="after")
    def _uses_what_it_names(self) -> "Prompt":
        template = Template(self.text)
        if not template.is_valid():
            raise ValueError("a $ stands alone in it; write $$ for a dollar sign")
        odd = sorted(self.variables ^ set(template.get_identifiers()))
        if odd:
            raise ValueError(f"named in the front matter or used in the text, but not both: {', '.join(odd)}")
        return self

    def fill(self, **values: str) -> str:
        """The text with every variable filled in. What stands in a value is left as it is.

        Raises PromptError for a variable that is missing, and for one that the prompt does not have.
        """
        odd = sorted(self.variables ^ values.keys())
        if odd:
            raise PromptError(f"prompts/{self.name}.md: missing or unknown: {', '.join(odd)}")
        return Template(self.text).substitute(values)


def parse_prompt(name: str, source: str) -> Prompt:
    """A prompt from the text of its file. Raises PromptError."""
    parts = source.split(_FENCE, 2)
    if len(parts) != 3 or parts[0].strip():
        raise PromptError(f"prompts/{name}.md: it must begin with front matter between two lines of ---.")
    try:
        front = yaml.safe_load(parts[1])
        return Prompt.model_validate({**front, "name": name, "text": parts[2].strip()})
    except (TypeError, ValidationError, yaml.YAMLError) as error:
        raise PromptError(f"prompts/{name}.md: {error}") from error


@cache
def prompt(name: str) -> Prompt:
    """The prompt of that name, read once. Raises PromptError."""
    file = files("prompts") / f"{name}.md"
    if not file.is_file():
        raise PromptError(f"prompts/{name}.md is not there.")
    return parse_prompt(name, file.read_text(encoding="utf-8"))
