"""Reads a document's delivery plan: each action of its tables and lists, with the passage that proves it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from knowledge.actions.cards import read_cards
from knowledge.actions.columns import Field
from knowledge.actions.grid import grid_of
from knowledge.actions.groups import has_priority_label, priority_name
from knowledge.actions.headers import Header
from knowledge.actions.items import split_items
from knowledge.actions.lists import read_lists
from knowledge.actions.organisations import Organisations, load_organisations
from knowledge.actions.outline import Headings, outlined
from knowledge.actions.places import Places
from knowledge.actions.refs import split_ref
from knowledge.actions.rows import PartReader
from knowledge.actions.rules import column_rules
from knowledge.actions.statuses import StatusReader, legend_entry
from knowledge.actions.tables import PlanPart, read_table
from knowledge.actions.types import Action, ActionStatus, DateKind, PlanReading
from knowledge.documents import Document, DocumentKind, Passage
from knowledge.readers.blocks import Block, BlockKind, Reading
from knowledge.readers.passages import cut

_MOST_NAMED = 3
_FURNITURE = 200  # a shorter line between two parts of a table is a page's number or foot


def read_actions(
    document: Document,
    reading: Reading,
    passages: Sequence[Passage] | None = None,
    organisations: Organisations | None = None,
) -> PlanReading:
    """Read the actions of a document. One without a plan has none; of a delivery plan without, it warns.

    ``passages``: what ``cut`` gave for the same reading, when it is at hand; it is cut here otherwise.
    """
    known = organisations or load_organisations()
    parts = [part for part in [*_tables(reading, known), *read_lists(reading)] if part.rows or part.problems]
    places = Places(cut(document, reading) if passages is None else passages)
    key = {colour: status for part in parts for colour, status in part.key.items()} | _key(reading)
    refs_lead = _refs_lead(parts)
    actions: list[Action] = []
    problems: list[tuple[str, str]] = []
    for part, priority in zip(parts, _priorities(parts), strict=True):
        reader = PartReader(part, known, StatusReader(key), refs_lead, priority)
        problems.extend(part.problems)
        for raw in part.rows:
            passage = places.passage(raw)
            if passage is None:
                problems.append(
                    (raw.label, "has an action that no passage shows, so it cannot be cited; it was left out")
                )
            else:
                actions.extend(reader.actions(raw, passage, document.id))
    problems.extend(_not_understood(actions))
    warnings = [*_by_problem(document, problems), *_none_found(document, reading, actions)]
    unmapped = dict.fromkeys(name for part in parts for name in part.unmapped)
    return PlanReading(actions=tuple(actions), unmapped=tuple(unmapped), warnings=tuple(warnings))


def _tables(reading: Reading, organisations: Organisations) -> Iterable[PlanPart]:
    before: Header | None = None
    under: Headings = ()
    for headings, block in outlined(reading):
        if block.kind is BlockKind.TABLE and block.table is not None:
            grid = grid_of(block.table)
            part = read_table(grid, organisations, before if headings == under else None)
            before, under = part.header, headings
            part = part if part.rows else read_cards(grid)
            part.headings = headings
            yield part
        elif block.kind is not BlockKind.PARAGRAPH or len(block.text) > _FURNITURE:
            before = None


def _key(reading: Reading) -> dict[str, ActionStatus]:
    """The plan's own key of colours, where its text gives one: "Green = complete"."""
    lines = [line for block in reading.blocks if block.kind is not BlockKind.TABLE for line in block.text.split("\n")]
    entries = [entry for line in lines for part in line.split(";") if (entry := legend_entry(part))]
    return dict(entries) if len(entries) > 1 else {}


def _priorities(parts: Sequence[PlanPart]) -> list[str | None]:
    """For each part, the priority that a heading above it or the name of its sheet gives."""
    labelled = [next((text for text in reversed(part.headings) if has_priority_label(text)), None) for part in parts]
    if any(labelled):
        return [priority_name(text) if text else None for text in labelled]
    innermost = [part.headings[-1] if part.headings else None for part in parts]
    if len({text for text in innermost if text}) > 1:
        return [priority_name(text) if text else None for text in innermost]
    sheets = [_sheet_priority(part.name) for part in parts]
    return sheets if len(set(sheets)) > 1 and all(sheets) else [None] * len(parts)


def _sheet_priority(name: str) -> str | None:
    title = name.removeprefix("sheet ").strip('"')
    plain = not name.startswith("sheet ") or title.casefold() in column_rules().plain_sheets
    return None if plain or any(letter.isdigit() for letter in title[-4:]) else priority_name(title)


def _refs_lead(parts: Sequence[PlanPart]) -> bool:
    """Whether actions begin with their references: most of a plan's have to, for "1.5 posts" is none."""
    rows = [row for part in parts for row in part.rows if not row.of(Field.REF)]
    items = [item for row in rows for text in row.texts(Field.ACTION)[:1] for item in split_items(text)]
    leading = sum(split_ref(item)[0] is not None for item in items)
    return leading > 1 and 3 * leading >= 2 * len(items)


def _not_understood(actions: Iterable[Action]) -> Iterable[tuple[str, str]]:
    for action in actions:
        for name, date in (("due", action.due), ("start", action.start)):
            if date.kind is DateKind.NOT_UNDERSTOOD:
                yield action.locator, f"has a {name} date that was not understood"


def _by_problem(document: Document, problems: Sequence[tuple[str, str]]) -> list[str]:
    """One line for each kind of problem, with the first places where it is."""
    lines: list[str] = []
    for problem, count in Counter(problem for _place, problem in problems).items():
        places = list(dict.fromkeys(place for place, own in problems if own == problem))
        named = "; ".join(places[:_MOST_NAMED])
        more = f" (and {len(places) - _MOST_NAMED} more)" if len(places) > _MOST_NAMED else ""
        lines.append(f"{document.file}: {named}{more}: {problem}." if count else "")
    return lines


def _none_found(document: Document, reading: Reading, actions: Sequence[Action]) -> list[str]:
    if actions or document.kind is not DocumentKind.DELIVERY_PLAN:
        return []
    first = next((block for block in reading.blocks if block.table is not None), None)
    return [f"{document.file}: no actions found. {_headings_seen(first)}"]


def _headings_seen(block: Block | None) -> str:
    wanted = "A plan needs a column for the action, and one for its owner, its date or its status."
    if block is None or block.table is None:
        return f"It has no table, and no list whose items say who leads and by when. {wanted}"
    for index, row in enumerate(block.table.rows):
        texts = list(dict.fromkeys(cell.text[:30] for cell in row if cell.text))
        if len(texts) > 1:
            number = block.table.first_row + index
            named = ", ".join(f'"{text}"' for text in texts[:6])
            place = f"{block.table.name}, row {number}" if block.table.name else f"row {number}"
            return f"{place} has {named}. {wanted}"
    return wanted
