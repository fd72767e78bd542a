"""Documents and passages: the two things every other room speaks of."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Audience(StrEnum):
    """Who may see a document. An asker sees their own ring and the rings below it."""

    PUBLIC = "public"
    PARTNER = "partner"

    def sees(self, other: "Audience") -> bool:
        """Say whether an asker of this ring may see a document of the other ring."""
        rings = list(Audience)
        return rings.index(other) <= rings.index(self)


class DocumentKind(StrEnum):
    """What sort of paper a document is."""

    BRIEFING = "briefing"
    REPORT = "report"
    STRATEGY = "strategy"
    DELIVERY_PLAN = "delivery_plan"
    GUIDE = "guide"
    DIRECTORY = "directory"
    PAGE = "page"


class DocumentStatus(StrEnum):
    """Where a document is in its life. Answers come from current documents."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    DRAFT = "draft"
    ARCHIVED = "archived"


class Document(BaseModel):
    """One source, as its register entry describes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1, pattern=r"^[a-z0-9][a-z0-9-]*$")
    file: str = Field(description="path of the file, relative to the library folder")
    title: str = Field(min_length=1)
    kind: DocumentKind
    publisher: str | None = None
    audience: Audience
    status: DocumentStatus = DocumentStatus.CURRENT
    published: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    supersedes: str | None = Field(default=None, description="id of the document it replaces")
    covers: str | None = Field(default=None, description="what it is about, in one line")
    address: str | None = Field(default=None, description="web address of the original")
    checked: date | None = Field(default=None, description="day its facts were last checked")
    review_due: date | None = None
    illustrative: bool = Field(default=False, description="an example, not a real paper")


class LocatorKind(StrEnum):
    """How a passage is found again in its document."""

    PARAGRAPH = "paragraph"
    FRONT = "front"
    HEADING = "heading"
    PAGE = "page"
    ROW = "row"


class Locator(BaseModel):
    """Where a passage stands, as a reader would write it in a footnote."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: LocatorKind
    label: str = Field(min_length=1, description='"paragraph 4.2", "page 7", \'sheet "Plan", row 12\'')


class Passage(BaseModel):
    """The smallest citable piece of a document.

    ``text`` is what a quote is looked for in. Lines matter: a list is its lead-in and then one
    line an item; a block of labels is one line a label; a table row is one line of
    ``column: value`` parts joined by `` | ``; running text is one line.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(description="document id, a colon, and an anchor unique in the document")
    document_id: str
    audience: Audience
    text: str = Field(min_length=1)
    locator: Locator
    headings: tuple[str, ...] = Field(default=(), description="heading path, outermost first")
    page: int | None = None
    for_machines: bool = Field(default=False, description="it speaks to a machine that reads it, so it answers nothing")

    @property
    def anchor(self) -> str:
        """The part of the id after the document: the fragment of its source page."""
        return self.id.split(":", 1)[1]
