"""The kinds of risk, and what a person in danger is shown."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class RiskKind(StrEnum):
    """What a message says is wrong, the most pressing first."""

    IMMEDIATE_DANGER = "immediate_danger"
    CHILD_SELF_HARM = "child_self_harm"
    PARENT_SELF_HARM = "parent_self_harm"
    MISSING_CHILD = "missing_child"
    DOMESTIC_ABUSE = "domestic_abuse"
    ABUSE_OR_NEGLECT = "abuse_or_neglect"
    WORKER_CONCERN = "worker_concern"
    ONLINE_HARM = "online_harm"


class UrgentContact(BaseModel):
    """Somebody to ring or write to now."""

    model_config = ConfigDict(frozen=True)

    name: str
    phone: str | None = None
    text: str | None = None
    web: str | None = None
    hours: str | None = None


class Urgent(BaseModel):
    """The fixed text for a risk, and the contacts that go with it."""

    model_config = ConfigDict(frozen=True)

    kind: RiskKind
    heading: str
    lines: tuple[str, ...]
    contacts: tuple[UrgentContact, ...]
    text_version: str
