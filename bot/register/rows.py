"""Rows of the register with everything that is known of them, for programs and spreadsheets."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from bot.draft import Proof
from bot.present import source_url
from knowledge.actions import Action, ActionStatus, DateUnderstood, Owner
from knowledge.documents import Document, Passage


class Row(BaseModel):
    """An action, the place it stands in, and the page that opens there."""

    model_config = ConfigDict(frozen=True)

    ref: str | None
    action: str
    priority: str | None
    owners: tuple[Owner, ...]
    joint: bool
    start: DateUnderstood
    due: DateUnderstood
    status: ActionStatus
    status_written: str
    measure: str | None
    notes: str | None
    document: str
    document_title: str
    document_status: str
    illustrative: bool
    locator: str
    url: str


def row_of(action: Action, documents: Mapping[str, Document], passages: Mapping[str, Passage], base: str) -> Row:
    """An action as a row. ``base`` is where the source pages are."""
    document, passage = documents[action.document_id], passages[action.passage_id]
    return Row(
        **{name: getattr(action, name) for name in Row.model_fields if name in Action.model_fields},
        document=document.id,
        document_title=document.title,
        document_status=document.status.value,
        illustrative=document.illustrative,
        url=source_url(base, Proof(document=document, passage=passage, quote=passage.text)),
    )


COLUMNS = (
    *("ref", "priority", "action", "owners", "owner_roles", "owner_organisations", "joint", "start", "due"),
    *("due_last_day", "due_reading", "status", "status_written", "measure", "notes", "document", "illustrative"),
    *("locator", "url"),
)


def flat(row: Row) -> dict[str, str]:
    """A row as cells of text, one for each of `COLUMNS`."""
    return {
        "ref": row.ref or "",
        "priority": row.priority or "",
        "action": row.action,
        "owners": "; ".join(owner.written for owner in row.owners),
        "owner_roles": "; ".join(owner.role or "" for owner in row.owners),
        "owner_organisations": "; ".join(owner.organisation or "" for owner in row.owners),
        "joint": "yes" if row.joint else "no",
        "start": row.start.written,
        "due": row.due.written,
        "due_last_day": row.due.latest.isoformat() if row.due.latest else "",
        "due_reading": row.due.reading,
        "status": row.status.value,
        "status_written": row.status_written,
        "measure": row.measure or "",
        "notes": row.notes or "",
        "document": row.document,
        "illustrative": "yes" if row.illustrative else "no",
        "locator": row.locator,
        "url": row.url,
    }


def spreadsheet_safe(cell: str) -> str:
    """A cell that a spreadsheet shows and does not run as a formula."""
    return f"'{cell}" if cell.lstrip()[:1] in tuple("=+-@") or cell[:1] in "\t\r" and cell else cell
