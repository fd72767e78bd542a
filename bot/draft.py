"""What composing hands on to checking: statements with the quotes that should prove them."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from bot.answer import AnsweredBy, FallBack, Mode, NextStep, OwnerShown, Status
from knowledge.documents import Document, Passage


class Proof(BaseModel):
    """A quote, and the passage in which it should be found."""

    model_config = ConfigDict(frozen=True)

    document: Document
    passage: Passage
    quote: str


class DraftStatement(BaseModel):
    """A sentence to say, and what should prove it.

    One that a model wrote must follow from its quotes; one in another language than theirs can only be held to their
    figures and names.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    proofs: tuple[Proof, ...]
    written_by_model: bool = False
    language: str = "en"


class DraftReading(BaseModel):
    """One of several values for a thing, and what should prove it."""

    model_config = ConfigDict(frozen=True)

    value: str
    proof: Proof


class DraftConflict(BaseModel):
    """A thing for which passages give different values."""

    model_config = ConfigDict(frozen=True)

    about: str
    readings: tuple[DraftReading, ...]


class DraftAction(BaseModel):
    """A row of a delivery plan to show, and what should prove it."""

    model_config = ConfigDict(frozen=True)

    ref: str | None
    action: str
    owners: tuple[OwnerShown, ...]
    due: str | None
    status: str | None
    proof: Proof


class Lack(StrEnum):
    """Why the documents do not answer."""

    KIND = "kind"
    WORDS = "words"
    EVIDENCE = "evidence"


class Draft(BaseModel):
    """An answer before it is checked. Without statements it says what is lacking.

    ``understood`` says in our own words how the question was read; ``status`` is set where the
    statements alone do not tell it; ``next_steps`` stand in for the usual ones. ``chance``: how likely
    the documents' own sentences answer, from 0 to 1, where that was judged.
    """

    model_config = ConfigDict(frozen=True)

    statements: tuple[DraftStatement, ...] = ()
    conflicts: tuple[DraftConflict, ...] = ()
    actions: tuple[DraftAction, ...] = ()
    understood: str | None = None
    status: Status | None = None
    next_steps: tuple[NextStep, ...] = ()
    lack: Lack | None = None
    unanswered: tuple[str, ...] = ()
    looked_at: tuple[Proof, ...] = ()
    chance: float = 0.0
    answered_by: AnsweredBy = AnsweredBy.DOCUMENTS
    mode: Mode = Mode.EXTRACTIVE
    fell_back: FallBack | None = None
    language: str = "en"
