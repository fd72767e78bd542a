"""Loads what each kind of question is called, what it means, and examples of it."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field


class KindText(BaseModel):
    """A kind of question in words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    meaning: str
    examples: tuple[str, ...] = Field(min_length=4, max_length=6)


class KindTexts(BaseModel):
    """The whole file; the keys are the values of QuestionKind."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    kinds: dict[str, KindText]


@cache
def kind_texts() -> KindTexts:
    """The texts of question_kinds.yaml, read once."""
    return KindTexts.model_validate(
        yaml.safe_load((files("prompts") / "question_kinds.yaml").read_text(encoding="utf-8"))
    )


def kinds_in_words() -> str:
    """All kinds with their meaning and examples, one a line, as a model is told them."""
    return "\n".join(
        f"- {kind}: {text.meaning} For example: {' / '.join(text.examples)}"
        for kind, text in kind_texts().kinds.items()
    )
