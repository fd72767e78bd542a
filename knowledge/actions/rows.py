"""Understands a plan's rows: from what is written in the cells to typed actions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.actions.columns import DATING, Field
from knowledge.actions.dates import understand_date
from knowledge.actions.groups import priority_name
from knowledge.actions.items import split_items, split_lines
from knowledge.actions.organisations import Organisations, fold
from knowledge.actions.owners import OwnersRead, read_owners
from knowledge.actions.refs import split_named_ref, split_ref
from knowledge.actions.rules import column_rules, status_rules
from knowledge.actions.statuses import StatusFound, StatusReader, colour_of
from knowledge.actions.tables import PlanPart, RawRow, Value
from knowledge.actions.types import Action, ActionStatus, DateKind, DateUnderstood, Owner
from knowledge.documents import Passage

# Each of these may be given once for each of the actions in a cell; the others hold for all of them.
_PAIRED = frozenset(
    {
        Field.REF,
        Field.OWNER,
        Field.ORGANISATION,
        Field.START,
        Field.MEASURE,
        Field.STATUS,
        Field.RAG,
        Field.NOTES,
    }
    | DATING
)


@dataclass(frozen=True)
class PartReader:
    """Turns the rows of one part of a plan into actions."""

    part: PlanPart
    organisations: Organisations
    statuses: StatusReader
    leading_refs: bool
    priority: str | None

    def actions(self, raw: RawRow, passage: Passage, document_id: str) -> Iterator[Action]:
        """The actions of one row: one, or several when its action cell holds several."""
        for row in _one_each(raw):
            text = " ".join(row.texts(Field.ACTION)[0].split())
            ref, text = self._ref(row, text)
            owners = _owners(row, self.organisations)
            start, due = _dates(row)
            status = self._status(row, due)
            yield Action(
                ref=ref,
                priority=_priority(row) or self.priority,
                action=text,
                owners=owners.owners,
                joint=owners.joint,
                start=start,
                due=due,
                status=status.status,
                status_written=status.written,
                measure=_joined(row, Field.MEASURE),
                notes=_notes(row, status),
                document_id=document_id,
                passage_id=passage.id,
                locator=passage.locator.label,
                row=row.number,
                written=written_row(row),
            )

    def _ref(self, row: RawRow, text: str) -> tuple[str | None, str]:
        ref = " ".join(" ".join(row.texts(Field.REF)).split()) or None
        said, rest = split_named_ref(text)
        if said is not None and (ref is None or fold(said) == fold(ref)):
            return said, rest
        leading, rest = split_ref(text)
        if ref is None:
            return (leading, rest) if leading and self.leading_refs else (None, text)
        same = leading is not None and fold(leading) == fold(ref)
        return ref, rest if same else text

    def _status(self, row: RawRow, due: DateUnderstood) -> StatusFound:
        found: list[StatusFound] = []
        families: dict[str, list[Value]] = {}
        for value in row.of(Field.RAG, Field.STATUS):
            if value.text or value.fill:
                heading = value.column.heading
                families.setdefault(f"{heading.field}{heading.name}" if heading else "", []).append(value)
        for values in families.values():
            found.append(self._latest(values))
        known = [each for each in found if each.status is not ActionStatus.UNKNOWN]
        if known:
            return self.statuses.most_telling(known)
        said_by_date = self.statuses.of_words(due.written)
        if said_by_date.is_finished:
            return StatusFound(said_by_date, due.written)
        said_in_notes = next((note for note in row.texts(Field.NOTES) if fold(note) in status_rules().by_word), "")
        if said_in_notes and not found:
            return StatusFound(self.statuses.of_words(said_in_notes), said_in_notes)
        return next((each for each in found if each.written), StatusFound())

    def _latest(self, values: Sequence[Value]) -> StatusFound:
        """The state by columns of one name: the last column told, and of rows below, the least finished."""
        read = [(value.column.index, self.statuses.read(value.text, value.fill)) for value in values]
        last = max((index for index, each in read if each.status is not ActionStatus.UNKNOWN), default=read[-1][0])
        same = [each for index, each in read if index == last]
        open_parts = [each for each in same if not each.status.is_finished and each.status is not ActionStatus.UNKNOWN]
        return self.statuses.most_telling(open_parts or same)


def _one_each(raw: RawRow) -> list[RawRow]:
    """A row for each action in the action cell."""
    text = next(iter(raw.texts(Field.ACTION)), "")
    beside = [value.text for value in raw.values if value.column.field in _PAIRED]
    items = split_items(text, beside)
    if len(items) < 2:
        return [replace(raw, values=[_with_action(value, items[0]) for value in raw.values])]
    rows: list[RawRow] = []
    for place, item in enumerate(items):
        values: list[Value] = []
        for value in raw.values:
            parts = split_lines(value.text, len(items)) if value.column.field in _PAIRED else None
            values.append(replace(value, text=parts[place]) if parts else _with_action(value, item))
        rows.append(replace(raw, values=values))
    return rows


def _with_action(value: Value, text: str) -> Value:
    return replace(value, text=text) if value.column.field is Field.ACTION else value


def _owners(row: RawRow, organisations: Organisations) -> OwnersRead:
    owners: list[Owner] = []
    joint = False
    for value in row.of(Field.OWNER):
        tick = value.column.organisation and _ticks(value.text)
        read = (
            OwnersRead((_organisation_owner(value),))
            if tick
            else read_owners(value.text, organisations, value.column.organisation)
        )
        owners.extend(read.owners)
        joint = joint or read.joint
    for value in row.of(Field.OWNER_TICK):
        if _ticks(value.text):
            owners.append(_organisation_owner(value))
    for value in row.of(Field.ORGANISATION):
        read = read_owners(value.text, organisations)
        owners = _with_organisations(owners, read.owners)
        joint = joint or read.joint
    kept = tuple({(owner.role, owner.organisation): owner for owner in reversed(owners)}.values())[::-1]
    return OwnersRead(kept, bool(kept) and (joint or len(kept) > 1))


def _ticks(text: str) -> bool:
    return text.strip() in column_rules().tick_values or text.strip().casefold() in column_rules().tick_values


def _organisation_owner(value: Value) -> Owner:
    return Owner(organisation=value.column.organisation, written=f"{value.column.written}: {value.text}")


def _with_organisations(owners: list[Owner], organisations: Sequence[Owner]) -> list[Owner]:
    """Put the organisations of a column beside the roles of another."""
    if not owners:
        return list(organisations)
    known = {owner.organisation for owner in owners if owner.organisation}
    unplaced = [each for each in organisations if each.organisation not in known or each.role]
    homeless = [owner for owner in owners if owner.organisation is None]
    placed: list[Owner] = []
    for owner in owners:
        if owner.organisation is None and unplaced and unplaced[0].role is None:
            placed.append(owner.model_copy(update={"organisation": unplaced[0].organisation}))
            if len(unplaced) > 1 or len(homeless) == 1:
                unplaced = unplaced[1:]
        else:
            placed.append(owner)
    left = [each for each in unplaced if each.organisation not in {owner.organisation for owner in placed}]
    return [*placed, *left]


def _dates(row: RawRow) -> tuple[DateUnderstood, DateUnderstood]:
    start = next((understand_date(text) for text in row.texts(Field.START)), DateUnderstood())
    revised = [understand_date(text) for text in row.texts(Field.DUE_REVISED)]
    given = [understand_date(text) for text in row.texts(Field.DUE)]
    due = next(
        (_last(dates) for dates in (revised, given) if any(date.kind is not DateKind.NONE for date in dates)),
        None,
    )
    if due is None:
        due = given[0] if given else DateUnderstood()
    if start.kind is DateKind.NONE and due.earliest and due.reading.startswith("from "):
        start = due.model_copy(update={"latest": due.earliest, "reading": f"the beginning of: {due.reading}"})
    return start, due


def _last(dates: Sequence[DateUnderstood]) -> DateUnderstood:
    """Of several dates for one action the last: the action is due when all of it is."""
    given = [date for date in dates if date.kind is not DateKind.NONE]
    dated = [date for date in given if date.latest is not None]
    return max(dated, key=lambda date: (date.latest is not None, date.latest)) if dated else given[-1]


def _priority(row: RawRow) -> str | None:
    column = next(iter(row.texts(Field.PRIORITY)), "")
    if column and not (column.strip(" .").isdigit() and row.priority):
        return priority_name(column)
    return row.priority


def _joined(row: RawRow, field: Field) -> str | None:
    texts = [" ".join(text.split()) for text in row.texts(field)]
    return "; ".join(dict.fromkeys(texts)) or None


def _notes(row: RawRow, status: StatusFound) -> str | None:
    """The notes; and what a column of the state says in sentences, when no state can be read from it."""
    told = status.written if status.status is ActionStatus.UNKNOWN and " " in status.written else None
    return "; ".join(part for part in (_joined(row, Field.NOTES), told) if part) or None


def written_row(row: RawRow) -> dict[str, str]:
    """The row as it stands, by the headings of its columns."""
    written: dict[str, str] = {}
    for value in row.values:
        colour = colour_of(value.fill) if value.fill and value.column.field in (Field.RAG, Field.STATUS) else None
        text = value.text or (f"({colour} cell)" if colour else "")
        name = value.column.written or f"column {value.column.index + 1}"
        if text:
            written[name] = f"{written[name]}; {text}" if name in written and written[name] != text else text
    return written
