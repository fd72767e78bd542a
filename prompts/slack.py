"""Loads what Signpost says in Slack in its own words."""

import string
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator


class SuggestedPrompt(BaseModel):
    """A question that is offered when somebody opens the assistant."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=1)
    message: str = Field(min_length=1)


class SlackTexts(BaseModel):
    """The texts of slack.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    texts: dict[str, str]
    reasons: dict[str, str]
    loading: tuple[str, ...] = Field(min_length=1, max_length=10)
    prompts: dict[str, tuple[SuggestedPrompt, ...]]

    @model_validator(mode="after")
    def _whole(self) -> "SlackTexts":
        if self.prompts.keys() != {"public", "partner"}:
            raise ValueError("slack.yaml: prompts must be given for public and for partner")
        if any(len(prompts) > 4 for prompts in self.prompts.values()):
            raise ValueError("slack.yaml: Slack shows four prompts at most")
        for name, text in self.texts.items():
            list(string.Formatter().parse(text))  # a brace that stands alone is found here
            if not text:
                raise ValueError(f"slack.yaml: {name} is empty")
        return self

    def say(self, name: str, /, **values: str) -> str:
        """One text, filled in. Raises KeyError for a name or value that is not there."""
        return self.texts[name].format(**values)


@cache
def slack_texts() -> SlackTexts:
    """The texts, read once."""
    return SlackTexts.model_validate(yaml.safe_load((files("prompts") / "slack.yaml").read_text(encoding="utf-8")))


def say(name: str, /, **values: str) -> str:
    """One text of slack.yaml, filled in."""
    return slack_texts().say(name, **values)
