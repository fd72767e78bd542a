"""Finds the header of a plan in a table: one row or two, wherever in the table it stands."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.actions.columns import (
    DATING,
    OWNING,
    STATING,
    TELLING,
    Column,
    Field,
    Heading,
    field_of,
    owning_organisation,
    plain_heading,
)
from knowledge.actions.dates import understand_date
from knowledge.actions.grid import Grid, GridCell, Origin
from knowledge.actions.groups import has_priority_label
from knowledge.actions.organisations import Organisations
from knowledge.actions.refs import is_ref
from knowledge.actions.rules import column_rules, folded
from knowledge.actions.statuses import StatusReader, colour_of
from knowledge.actions.types import ActionStatus, DateKind

_LONGEST_HEADING = 90
_SAMPLE = 80
_PROSE = 40


@dataclass(frozen=True)
class Header:
    """The header of a plan: how many rows it takes, and its columns."""

    rows: int
    columns: tuple[Column, ...]


def header_at(grid: Grid, index: int, organisations: Organisations) -> Header | None:
    """The plan header that begins in this row; None when none does."""
    row = grid.rows[index]
    if len({cell.text for cell in row if cell.text}) < 2 or any(len(cell.text) > _LONGEST_HEADING for cell in row):
        return None
    below = grid.rows[index + 1] if index + 1 < len(grid.rows) else ()
    two = _two_rows(row, below, organisations)
    if two is not None:
        return _credible(Header(2, _settled(two, grid, index + 2)), grid, index + 2)
    one = _named_action(_columns([cell.text for cell in row], organisations))
    if _is_plan(one):
        return _credible(Header(1, _settled(one, grid, index + 1)), grid, index + 1)
    return None


def _credible(header: Header, grid: Grid, start: int) -> Header | None:
    """Refuse a table that names its actions as other tables do ("What"), unless the rest is a plan's."""
    action = next((column.heading for column in header.columns if column.field is Field.ACTION), None)
    if action is None or action.name not in column_rules().weak_action_names:
        return header
    fields = {column.field for column in header.columns}
    if not fields & OWNING or not fields & (DATING | STATING):
        return None
    reader = StatusReader()
    rows = grid.rows[start : start + _SAMPLE]
    dates = [row[c.index].text for c in header.columns if c.field in DATING for row in rows if row[c.index].own_text]
    states = [row[c.index].text for c in header.columns if c.field in STATING for row in rows if row[c.index].own_text]
    known = sum(understand_date(text).kind is not DateKind.NOT_UNDERSTOOD for text in dates)
    known += sum(reader.of_words(text) is not ActionStatus.UNKNOWN for text in states)
    return header if 2 * known >= len(dates) + len(states) else None


def _columns(texts: Sequence[str], organisations: Organisations) -> list[Column]:
    return [
        Column(index, text, field_of(text), owning_organisation(text, organisations) if text else None)
        for index, text in enumerate(texts)
    ]


def _named_action(columns: list[Column]) -> list[Column]:
    """Find the action column of a table that heads it with the priority: "Priority 1: Inclusion | Lead | By when"."""
    fields = {column.field for column in columns}
    if Field.ACTION in fields or not fields & OWNING or not fields & (DATING | STATING):
        return columns
    place = next((at for at, column in enumerate(columns) if has_priority_label(column.written)), None)
    if place is None and not columns[0].written and len(columns) > 1 and columns[1].field is not None:
        place = 0
    if place is None:
        return columns
    heading = Heading(Field.ACTION, "action", 0, exact=True)
    return [replace(column, heading=heading) if at == place else column for at, column in enumerate(columns)]


def _is_plan(columns: Sequence[Column]) -> bool:
    """Whether headings name an action and who, when or how far, and are for the most part known."""
    fields = {column.field for column in columns if column.field}
    ticks = sum(column.field is None and column.organisation is not None for column in columns)
    named = [column for column in columns if column.written]
    known = sum(column.field is not None or column.organisation is not None for column in named)
    return Field.ACTION in fields and bool(fields & TELLING or ticks > 1) and (known > 2 or 2 * known >= len(named))


def _two_rows(row: Sequence[GridCell], below: Sequence[GridCell], organisations: Organisations) -> list[Column] | None:
    """The columns of a header over two rows: names across several columns, and under them the parts."""
    if len(below) != len(row) or any(len(cell.text) > _LONGEST_HEADING for cell in below):
        return None
    parts = 0
    for place, cell in enumerate(below):
        goes_down = cell.origin is Origin.ABOVE or not cell.text or cell.text == row[place].text
        if goes_down:
            continue
        if not (_is_wide(row, place) or not row[place].text) or not _is_part(cell.text, row[place].text):
            return None
        parts += 1
    if parts < 2 and not (parts == 1 and any(cell.origin is Origin.ABOVE for cell in below)):
        return None
    columns: list[Column] = []
    for place, cell in enumerate(below):
        top = _name_across(row, place, cell)
        columns.append(
            _two_part_column(place, top, cell.text if cell.origin is not Origin.ABOVE else "", organisations)
        )
    return columns if _is_plan(columns) else None


def _is_wide(row: Sequence[GridCell], place: int) -> bool:
    """Whether the heading here reaches over the column beside it."""
    after = row[place + 1] if place + 1 < len(row) else None
    return row[place].origin is Origin.LEFT or (after is not None and after.origin is Origin.LEFT)


def _is_part(text: str, above: str) -> bool:
    plain = plain_heading(text)
    return bool(plain) and len(plain.split()) <= 6 and not text.rstrip().endswith(".") and text != above


def _name_across(row: Sequence[GridCell], place: int, below: GridCell) -> str:
    """The heading above a part; the nearest to the left when the rest of a wide heading is left empty."""
    if row[place].text or not below.text:
        return row[place].text
    return next((row[left].text for left in range(place, -1, -1) if row[left].text), "")


def _two_part_column(place: int, top: str, part: str, organisations: Organisations) -> Column:
    if not part or part == top:
        return Column(place, top, field_of(top), owning_organisation(top, organisations) if top else None)
    written = f"{top} – {part}" if top else part
    organisation = owning_organisation(part, organisations)
    own, above = field_of(part), field_of(top)
    if own is not None and above is not None and own.field is Field.ACTION and above.field is not Field.ACTION:
        own = None  # "Progress – What": the part alone misleads
    heading = own or field_of(f"{top} {part}") or above
    return Column(place, written, heading, organisation)


def _settled(columns: list[Column], grid: Grid, start: int) -> tuple[Column, ...]:
    """Decide by the values below what the headings leave open."""
    rows = grid.rows[start : start + _SAMPLE]
    values = {
        column.index: [
            row[column.index] for row in rows if row[column.index].text and row[column.index].origin is not Origin.LEFT
        ]
        for column in columns
    }
    settled = [_by_values(column, values[column.index], rows) for column in columns]
    settled = _keep_best(settled, Field.ACTION, values)
    settled = _keep_best(settled, Field.PRIORITY, values)
    return tuple(_keep_best(settled, Field.REF, values))


def _by_values(column: Column, cells: list[GridCell], rows: Sequence[Sequence[GridCell]]) -> Column:
    texts = [cell.text for cell in cells]
    rules = column_rules()
    if column.field is None and column.organisation is not None:
        marks = folded((*rules.tick_values, *rules.tick_not_owner)) | set(rules.tick_values)
        ticks = bool(texts) and all(text.casefold() in marks or text in rules.tick_values for text in texts)
        return replace(column, heading=_as(Field.OWNER_TICK, column)) if ticks else column
    if column.field is None and not column.written and texts and all(is_ref(text) for text in texts):
        return replace(column, heading=_as(Field.REF, column))
    if column.field is Field.PRIORITY and texts and all(plain_heading(t) in rules.importance_values for t in texts):
        return replace(column, heading=_as(Field.OTHER, column))
    if column.field in (Field.PROGRESS, Field.STATUS, Field.RAG):
        status = _tells_status(cells, [row[column.index] for row in rows])
        if column.field is Field.PROGRESS:
            return replace(column, heading=_as(Field.STATUS if status else Field.NOTES, column))
        prose = texts and sum(len(text) for text in texts) / len(texts) > _PROSE
        return replace(column, heading=_as(Field.NOTES, column)) if prose and not status else column
    return column


def _tells_status(cells: list[GridCell], all_cells: list[GridCell]) -> bool:
    reader = StatusReader()
    known = sum(reader.of_words(cell.text) is not ActionStatus.UNKNOWN and len(cell.text) <= _PROSE for cell in cells)
    coloured = sum(bool(cell.fill and colour_of(cell.fill)) for cell in all_cells)
    return 2 * known >= max(len(cells), 1) or 2 * coloured >= max(len(cells), 1)


def _as(field: Field, column: Column) -> Heading:
    heading = column.heading
    return Heading(field, heading.name if heading else plain_heading(column.written), 0, exact=False)


def _keep_best(columns: list[Column], field: Field, values: dict[int, list[GridCell]]) -> list[Column]:
    """Of several columns for one field keep the one whose name says it best; the others stay as written."""
    of_field = [column for column in columns if column.field is field]
    if len(of_field) < 2:
        return columns
    best = min(of_field, key=lambda column: _fitness(column, values[column.index]))
    kept: list[Column] = []
    for column in columns:
        if column.field is field and column is not best:
            texts = [cell.text for cell in values[column.index]]
            beside = field is Field.ACTION and column.written == best.written
            refs = beside and bool(texts) and all(is_ref(text) for text in texts)
            kept.append(replace(column, heading=_as(Field.REF if refs else Field.OTHER, column)))
        else:
            kept.append(column)
    return kept


def _fitness(column: Column, cells: list[GridCell]) -> tuple[bool, int, float]:
    heading = column.heading
    length = sum(len(cell.text) for cell in cells) / max(len(cells), 1)
    return (not (heading and heading.exact), heading.rank if heading else 99, -length)


def unmapped_columns(header: Header, grid: Grid, start: int, known: Collection[str]) -> Iterator[str]:
    """The columns that hold something and could not be mapped, as a footnote would name them."""
    for column in header.columns:
        heading = f'column "{column.written}"' if column.written else f"column {column.index + 1}, without a heading"
        name = f"{grid.name}, {heading}" if grid.name else heading
        if column.field is None and name not in known and _holds_something(column.index, grid, start):
            yield name


def _holds_something(place: int, grid: Grid, start: int) -> bool:
    return any(row[place].text and row[place].origin is not Origin.LEFT for row in grid.rows[start:])
