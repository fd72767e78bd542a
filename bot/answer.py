"""The answer, as every surface and every eval sees it."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from bot.personal_data.kinds import PersonalDataKind
from bot.plain_words import PlainWord
from bot.question import QuestionKind
from bot.safeguarding.kinds import Urgent
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


class AnsweredBy(StrEnum):
    """What gave the answer: the search of the documents, or what code answers before any search."""

    DOCUMENTS = "documents"
    REGISTER = "register"
    CLOCKS = "clocks"
    DIRECTORY = "directory"
    CARD = "card"


class FallBack(StrEnum):
    """Why a model was set, and yet did not word the answer."""

    SLOW = "slow"
    DOWN = "down"
    LIMIT = "limit"
    UNPROVED = "unproved"


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


class EasyReadLine(_Part):
    """One idea, with the numbers of the citations that prove it."""

    text: str
    citations: tuple[int, ...]


class EasyRead(_Part):
    """The answer in simpler words, made by machine: figures, dates, owners and duties are unchanged."""

    label: str
    lines: tuple[EasyReadLine, ...]


class ShownStatement(_Part):
    """A proved statement that may be shown while the rest of the answer is still being made."""

    text: str
    citations: tuple[Citation, ...]


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
    kind: QuestionKind | None = None
    urgent: Urgent | None = Field(default=None, description="shown above everything else")
    removed: tuple[PersonalDataKind, ...] = Field(default=(), description="what was masked in the question")
    easy_read: EasyRead | None = None
    language: str = Field(default="en", description="of the statements; quotes stay as they are")
    fell_back: FallBack | None = None
    answered_by: AnsweredBy | None = Field(default=None, description="none: it was stopped before anything was asked")
    conversation: str | None = None
    glossary: tuple[PlainWord, ...] = Field(default=(), description="acronyms of the statements, for families")
    versions: Versions


Part = Urgent | ShownStatement | Answer
"""What is shown while an answer is made, and the whole answer at the end."""
