"""A question as a surface hands it over, and the kinds that a question can be of."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from knowledge.documents import Audience

ENGLISH = "en"  # the documents' language


class Surface(StrEnum):
    """Where a question came from."""

    COMMAND = "command"
    WEB = "web"
    SLACK = "slack"
    EVALS = "evals"


class QuestionKind(StrEnum):
    """What a question wants. The labels, with what each means and examples, are in prompts/question_kinds.yaml."""

    SERVICE = "service"
    ACTION = "action"
    CLOCK = "clock"
    STRATEGY = "strategy"
    SMALL_TALK = "small_talk"
    OWN_CASE = "own_case"
    LEGAL_ADVICE = "legal_advice"
    OTHER_AREA = "other_area"
    UNCLEAR = "unclear"
    ABUSE = "abuse"


class Question(BaseModel):
    """A question and its circumstances. ``history`` holds the questions asked before it, oldest first."""

    model_config = ConfigDict(frozen=True)

    text: str
    audience: Audience = Audience.PUBLIC
    history: tuple[str, ...] = ()
    simpler: bool = Field(default=False, description="whether an easy-read form is wanted too")
    conversation: str | None = Field(default=None, description="an id that the surface gives to related questions")
    surface: Surface = Surface.COMMAND
