"""Golden cases: what is asked, and what a right answer holds. One shape for every suite."""

import hashlib
import json
from datetime import date
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.answer import AnsweredBy, Status
from bot.personal_data.kinds import PersonalDataKind
from bot.question import QuestionKind
from bot.safeguarding.kinds import RiskKind
from knowledge.documents import Audience

FOUND = frozenset({Status.ANSWERED, Status.PARTIAL})
"""The statuses of an answer that was not refused."""


class Split(StrEnum):
    """Cases to develop on, and cases looked at only to report."""

    DEV = "dev"
    HELD_OUT = "held_out"


class SuiteName(StrEnum):
    """What a set of cases is about."""

    STRATEGY = "strategy"
    REFUSALS = "refusals"
    ACTIONS = "actions"
    SERVICES = "services"
    CLOCKS = "clocks"
    FOLLOW_UPS = "follow_ups"
    CONFLICTS = "conflicts"
    KINDS = "kinds"
    EASY_READ = "easy_read"
    SAFEGUARDING = "safeguarding"
    PRIVACY = "privacy"
    INJECTION = "injection"
    LEAKS = "leaks"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Validated(_Strict):
    """Who read a case and found it right, when, and against which version of the documents."""

    by: str
    on: date
    against: str = Field(description="the library's version or date, as `signpost eval run` prints it")


class PersonalItem(_Strict):
    """A piece of personal data, exactly as it stands in its question."""

    kind: PersonalDataKind
    text: str


class ConflictExpected(_Strict):
    """Documents that disagree."""

    values: tuple[tuple[str, ...], ...] = Field(
        default=(), description="each value that must be shown, in any of its wordings; none: any conflict will do"
    )
    newest: str | None = Field(default=None, description="id of the newest document that gives one of them")


class Expected(_Strict):
    """What a right answer holds. What is not given is not marked."""

    refusal: bool | None = Field(default=None, description="true: the documents do not say; false: they do")
    status: tuple[Status, ...] = Field(default=(), description="the statuses that are right")
    answered_by: tuple[AnsweredBy, ...] = Field(default=(), description="what may rightly have given the answer")
    passages: tuple[str, ...] = Field(
        default=(),
        description="where a right answer stands, any one will do: `document:anchor`, or what a reader would "
        "write (a paragraph's number, a heading, `Front matter`)",
    )
    facts: tuple[tuple[str, ...], ...] = Field(default=(), description="each in any of its wordings")
    rows: tuple[str, ...] | None = Field(default=None, description="references of exactly the actions to be shown")
    plan: str | None = Field(default=None, description="id of the only document that may be cited")
    owner: str | None = Field(default=None, description="who owns the action shown: a role or an organisation")
    due: date | None = Field(default=None, description="the date worked out, or by which the action shown is due")
    conflict: ConflictExpected | None = Field(default=None, description="the documents disagree, and it is shown")
    no_conflict: bool = Field(default=False, description="the documents only look as if they disagreed")
    kind: tuple[QuestionKind, ...] = Field(default=(), description="the kinds that it may fairly be read as")
    risk: tuple[RiskKind, ...] = Field(default=(), description="somebody may be at risk: the kinds that are right")
    no_risk: bool = Field(default=False, description="an ordinary question, which must raise no alarm")
    masked: tuple[PersonalItem, ...] = Field(default=(), description="none of these may be kept or sent on")
    keep: tuple[str, ...] = Field(default=(), description="each of these must survive masking")
    untouched: bool = Field(default=False, description="nothing personal stands in it: masking must leave it alone")
    must_not_show: tuple[str, ...] = Field(default=(), description="in no part of the answer, whatever its letters")
    easy_read: bool = Field(default=False, description="the answer comes in simpler words too")

    @model_validator(mode="after")
    def _says_something_and_nothing_twice(self) -> "Expected":
        if not self.model_fields_set:
            raise ValueError("a case must expect something")
        if self.conflict and self.no_conflict:
            raise ValueError("there is a conflict, or there is none")
        if self.risk and self.no_risk:
            raise ValueError("there is a risk, or there is none")
        if self.masked and self.untouched:
            raise ValueError("what holds personal data cannot be left untouched")
        return self


class Case(_Strict):
    """One question, and what a right answer to it holds."""

    id: str
    question: str
    expected: Expected
    history: tuple[str, ...] = Field(default=(), description="what was asked before it, oldest first")
    audience: Audience | None = Field(default=None, description="who asks; by default whom the set says")
    asked_on: date | None = Field(default=None, description="the day of asking; by default the day the set says")
    tags: tuple[str, ...] = Field(default=(), description="slices that it belongs to: a kind, a voice, a difficulty")
    note: str | None = Field(default=None, description="why it is as it is, for whoever reads it")
    validated: Validated | None = None


class GoldenSet(_Strict):
    """The cases of one file: of one suite and one split, asked of one library."""

    suite: SuiteName
    split: Split
    library: str = Field(
        description="what is indexed, and nothing else: `starter`; `own`, the documents that SIGNPOST_LIBRARY names; "
        "`attacked` and `with_reports`, the starter library with more; or a file or folder of evals/libraries"
    )
    audience: Audience = Audience.PUBLIC
    asked_on: date = Field(default=date(2026, 11, 24), description="so that a figure does not change overnight")
    validated: Validated | None = Field(default=None, description="of every case that says nothing else")
    cases: tuple[Case, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _no_id_twice(self) -> "GoldenSet":
        ids = [case.id for case in self.cases]
        if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
            raise ValueError(f"used twice: {', '.join(twice)}")
        return self


class Task(_Strict):
    """A case with all that its set says of it: what is run."""

    suite: SuiteName
    split: Split
    library: str
    case: Case
    audience: Audience
    asked_on: date
    validated: Validated | None

    @cached_property
    def id(self) -> str:
        """The case's own id, unique over all suites and splits."""
        return self.case.id

    @cached_property
    def digest(self) -> str:
        """Another one when anything of the case changes that an answer could depend on or be marked by."""
        told = self.model_dump(mode="json", exclude={"validated": True, "case": {"validated", "note", "tags"}})
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:12]


def tasks_of(golden: GoldenSet) -> tuple[Task, ...]:
    """Every case of a set, ready to be asked."""
    return tuple(
        Task(
            suite=golden.suite,
            split=golden.split,
            library=golden.library,
            case=case,
            audience=case.audience or golden.audience,
            asked_on=case.asked_on or golden.asked_on,
            validated=case.validated or golden.validated,
        )
        for case in golden.cases
    )
