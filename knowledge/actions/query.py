"""A question to the action register, typed; and the same question in plain words."""

from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from knowledge.actions.organisations import Organisations
from knowledge.actions.periods import in_words
from knowledge.actions.types import Action, ActionStatus

_STATUS_WORDS = {
    ActionStatus.NOT_STARTED: "not started",
    ActionStatus.ON_TRACK: "on track",
    ActionStatus.AT_RISK: "at risk",
    ActionStatus.DELAYED: "delayed",
    ActionStatus.COMPLETE: "complete",
    ActionStatus.CLOSED: "closed",
    ActionStatus.UNKNOWN: "of unknown status",
}


class ActionQuery(BaseModel):
    """What is asked of the register. An action has to meet everything that is given.

    A due date means its last day: Q3 2025 is due on 30 September 2025, so it is neither before nor late on
    that day. An action is late on a day when its due date's last day lies before it and it is neither
    complete nor closed. What is ongoing, recurring, undated or not understood is never late, and meets no question
    about due dates.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    owner: str | None = Field(
        default=None, description="a role or an organisation, by any of its names, or words of one"
    )
    organisation: str | None = Field(default=None, description="an organisation; its roles count as it")
    priority: str | None = Field(default=None, description="words of the priority's name")
    due_before: date | None = Field(default=None, description="due date's last day is before this day")
    due_on_or_before: date | None = Field(default=None, description="due date's last day is this day or before")
    due_after: date | None = Field(default=None, description="due date's last day is after this day")
    start_before: date | None = Field(default=None, description="start's first day is before this day")
    start_on_or_before: date | None = None
    start_after: date | None = None
    late_on: date | None = Field(default=None, description="late on this day: see above")
    statuses: tuple[ActionStatus, ...] = ()
    without_owner: bool = False
    without_date: bool = Field(default=False, description="no due date is given; ongoing and recurring are given")
    joint: bool | None = None
    ref: str | None = None
    text: str | None = Field(default=None, description="words that all stand in the action, its measure or its notes")
    documents: tuple[str, ...] = Field(default=(), description="ids; empty for all")

    @property
    def asks_due(self) -> bool:
        """Whether it asks about the due date."""
        return any(day is not None for day in (self.due_before, self.due_on_or_before, self.due_after, self.late_on))

    @property
    def asks_start(self) -> bool:
        """Whether it asks about the start."""
        return any(day is not None for day in (self.start_before, self.start_on_or_before, self.start_after))


class ActionResult(BaseModel):
    """The actions found, out of how many, and the question as it was understood.

    ``unsure``: actions that meet everything else, but whose date is written in words not understood.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: tuple[Action, ...]
    total: int
    unsure: tuple[Action, ...] = ()
    understood: str


def query_in_words(query: ActionQuery, organisations: Organisations) -> str:
    """Say a question in plain words: "Actions owned by NHS Dorset, due up to 31 March 2026"."""
    parts = list(_parts(query, organisations))
    lead = "Joint actions" if query.joint else "Actions"
    return f"{lead} {', '.join(parts)}" if parts else f"All {lead.lower()}"


def _parts(query: ActionQuery, organisations: Organisations) -> Iterator[str]:
    if query.ref is not None:
        yield f"with the reference {query.ref}"
    if query.text is not None:
        yield f'that speak of "{query.text}"'
    if query.owner is not None:
        yield f"owned by {known_name(query.owner, organisations)}"
    if query.organisation is not None:
        yield f"owned by {organisations.organisation(query.organisation) or query.organisation}"
    if query.joint is False:
        yield "with a single owner or none"
    if query.without_owner:
        yield "with no owner named"
    if query.priority is not None:
        yield f'under the priority "{query.priority}"'
    if query.statuses:
        yield " or ".join(_STATUS_WORDS[status] for status in query.statuses)
    yield from _date_parts(query)
    if query.documents:
        yield f"in {' and '.join(query.documents)}"


def _date_parts(query: ActionQuery) -> Iterator[str]:
    if query.without_date:
        yield "with no due date given"
    words = (
        (query.due_after, "due after"),
        (query.due_before, "due before"),
        (query.due_on_or_before, "due up to"),
        (query.start_after, "starting after"),
        (query.start_before, "starting before"),
        (query.start_on_or_before, "starting up to"),
        (query.late_on, "late on"),
    )
    for day, said in words:
        if day is not None:
            yield f"{said} {in_words(day)}"


def known_name(text: str, organisations: Organisations) -> str:
    """The full name of the role or organisation that a text names; the text itself when it is not known."""
    role = organisations.role(text)
    return role[0] if role else organisations.organisation(text) or text
