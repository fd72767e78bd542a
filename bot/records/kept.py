"""What a record holds, as everyone outside this room sees it."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from bot.answer import FallBack, Mode, Statement, Status, Versions
from bot.question import QuestionKind, Surface
from bot.safeguarding.kinds import RiskKind
from knowledge.documents import Audience

LONGEST_COMMENT = 1000  # characters


class Verdict(StrEnum):
    """Whether an answer helped."""

    UP = "up"
    DOWN = "down"


class Reason(StrEnum):
    """What was not right with an answer."""

    WRONG = "wrong"
    OUT_OF_DATE = "out_of_date"
    NOT_WHAT_I_ASKED = "not_what_i_asked"
    TOO_LONG = "too_long"
    OTHER = "other"


class FeedbackState(StrEnum):
    """How far the team is with a piece of feedback."""

    NEW = "new"
    LOOKED_AT = "looked_at"
    DONE = "done"


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True)


class Feedback(_Kept):
    """What somebody thought of an answer. Whoever hands it over has masked the comment."""

    verdict: Verdict
    reason: Reason | None = None
    comment: str | None = Field(default=None, max_length=LONGEST_COMMENT)


class KeptFeedback(Feedback):
    """Feedback on record."""

    id: int
    given_at: datetime
    state: FeedbackState


class KeptCitation(_Kept):
    """A quote that was shown, and where it stands."""

    number: int
    document_id: str
    passage_id: str = Field(description="document id, a colon, and the passage's anchor")
    locator: str
    quote: str


class Tokens(_Kept):
    """How much a language model read and wrote for an answer, by its own count."""

    read: int
    written: int


class KeptAnswer(_Kept):
    """An answer on record. The question is masked, and left out when the answer was about a risk to somebody."""

    id: str
    conversation: str | None
    surface: Surface
    audience: Audience = Field(description="the widest ring that may read this record")
    asked_at: datetime
    question: str | None
    stand_alone: str | None = Field(description="the follow-up question as it was understood, masked")
    status: Status
    mode: Mode
    kind: QuestionKind | None
    risk: RiskKind | None
    fell_back: FallBack | None
    language: str
    statements: tuple[Statement, ...]
    citations: tuple[KeptCitation, ...]
    versions: Versions
    took_ms: float
    tokens: Tokens | None
    feedback: tuple[KeptFeedback, ...]


class Gap(_Kept):
    """A question that the documents did not answer, or only in part."""

    answer_id: str
    asked_at: datetime
    audience: Audience
    status: Status
    kind: QuestionKind | None
    question: str
    stand_alone: str | None


class GivenFeedback(_Kept):
    """Feedback with the answer that it is about."""

    feedback: KeptFeedback
    answer: KeptAnswer


class Tally(_Kept):
    """How many answers of one day had the same outcome."""

    day: date
    status: Status
    kind: QuestionKind | None
    mode: Mode
    answers: int


class Latency(_Kept):
    """How long answers took, in milliseconds, by nearest rank; none without answers."""

    answers: int
    median_ms: float | None
    p95_ms: float | None


class CitedPassage(_Kept):
    """A passage, and in how many answers it was cited."""

    passage_id: str
    document_id: str
    locator: str
    answers: int


class Opinion(_Kept):
    """How often the same verdict was given for the same reason."""

    verdict: Verdict
    reason: Reason | None
    times: int


class Deleted(_Kept):
    """What a deletion did."""

    answers: int
    is_scrubbed: bool = Field(description="whether their traces are gone from the database's files too")
