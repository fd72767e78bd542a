"""The answer, as every surface and every eval sees it."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from bot.plain_words import PlainWord
from knowledge.documents import Audience, DocumentStatus


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"
    CLARIFY = "clarify"
    SIGNPOSTED = "signposted"
    URGENT = "urgent"
    DECLINED = "declined"
    UNAVAILABLE = "unavailable"


class Mode(StrEnum):
    """Who worded the answer: the documents themselves, or a model whose every word was checked."""

    EXTRACTIVE = "extractive"
    GENERATIVE = "generative"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class CitedDocument(_Part):
    """What a reader should know of a cited document at a glance."""

    id: str
    title: str
    status: DocumentStatus
    published: date | None
    audience: Audience
    illustrative: bool = False


class Citation(_Part):
    """A verbatim quote, and where it stands."""

    number: int = Field(ge=1)
    document: CitedDocument
    locator: str
    quote: str
    url: str


class Statement(_Part):
    """One sentence of an answer, with the numbers of the citations that prove it."""

    text: str
    citations: tuple[int, ...]


class Reading(_Part):
    """One of the values that documents give for the same thing."""

    value: str
    citation: int


class Conflict(_Part):
    """A thing for which the documents give more than one value."""

    about: str
    readings: tuple[Reading, ...]


class OwnerShown(_Part):
    """Who owns an action, as far as its plan says."""

    role: str | None
    organisation: str | None


class ActionShown(_Part):
    """A row of a delivery plan in an answer."""

    ref: str | None
    action: str
    owners: tuple[OwnerShown, ...]
    due: str | None
    status: str | None
    citation: int


class NextStep(_Part):
    """What the asker can do now, and how to reach whoever can help."""

    text: str
    contact: str | None = None


class LookedAt(_Part):
    """One of the passages that fitted the question best."""

    title: str
    locator: str
    url: str


class Versions(_Part):
    """What made the answer, so that it can be made again."""

    library: str | None
    index: str | None
    prompts: str
    model: str | None


class Answer(_Part):
    """All that is said to a question, each statement proved by a quote that code has found."""

    id: str
    question: str
    audience: Audience
    mode: Mode
    took_ms: float
    status: Status
    notice: str | None = Field(default=None, description="words of ours about the answer, never a fact from it")
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    actions: tuple[ActionShown, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    looked_at: tuple[LookedAt, ...] = ()
    glossary: tuple[PlainWord, ...] = Field(default=(), description="acronyms of the statements, for families")
    versions: Versions
