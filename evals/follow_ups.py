"""Conversations to measure on whether a follow-up is understood and finds its passage."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from evals.golden import Split, load_golden
from knowledge.documents import Audience

FOLDER = Path(__file__).parent / "golden" / "follow_ups"


class Conversation(BaseModel):
    """Three questions, one after the other. The last is the one to answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    turns: tuple[str, str, str]
    stand_alone: str = Field(description="the last question, as a person would write it alone")
    leans: bool = Field(description="whether the last question needs those before it; if not, they must not disturb it")
    passages: tuple[str, ...] = Field(min_length=1, description="ids of the starter library; any one will do")
    audience: Audience = Audience.PUBLIC


class FollowUpSet(BaseModel):
    """The conversations of one split."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    split: Split
    conversations: tuple[Conversation, ...]


def load_follow_ups(split: Split, folder: Path = FOLDER) -> FollowUpSet:
    """The conversations of a split. Raises GoldenError."""
    return load_golden(folder / f"follow_ups_{split}.yaml", FollowUpSet)
