"""Walks a plan's table from its header down, and gives its rows with what each cell stands for."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.actions.columns import TELLING, Column, Field
from knowledge.actions.grid import Grid, GridCell, Origin
from knowledge.actions.groups import Groups, ends_plan, group_text, has_priority_label, is_total, priority_above
from knowledge.actions.headers import Header, header_at, unmapped_columns
from knowledge.actions.organisations import Organisations, fold
from knowledge.actions.rules import column_rules
from knowledge.actions.statuses import legend_entry
from knowledge.actions.types import ActionStatus

LONGEST_CELL = 4_000
MOST_HEADERS = 200


@dataclass(frozen=True)
class Value:
    """What stands in one column of a row."""

    column: Column
    text: str
    fill: str | None = None


@dataclass
class RawRow:
    """One row of a plan, or one item of a list, before it is understood."""

    number: int | None
    label: str
    values: list[Value]
    priority: str | None = None
    quote: str = ""

    def texts(self, *fields: Field) -> list[str]:
        """What stands in the columns of these fields, without empty ones."""
        return [value.text for value in self.values if value.column.field in fields and value.text]

    def of(self, *fields: Field) -> list[Value]:
        """The values of these fields, in the order of the columns."""
        return [value for value in self.values if value.column.field in fields]


@dataclass
class PlanPart:
    """The rows of one table or list of a plan, and what its keeper should know of it."""

    name: str
    rows: list[RawRow] = field(default_factory=list)
    unmapped: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    key: dict[str, ActionStatus] = field(default_factory=dict)
    header: Header | None = None
    headings: tuple[str, ...] = ()


def read_table(grid: Grid, organisations: Organisations, before: Header | None = None) -> PlanPart:
    """Read a table; one without a plan header gives no rows.

    ``before``: the header of the table that this one goes on from, when it has none of its own.
    """
    part = PlanPart(grid.name)
    if before is not None and grid.rows and len(before.columns) != len(grid.rows[0]):
        before = None
    walk = _Walk(grid, organisations, part, before)
    index = 0
    while index < len(grid.rows):
        index += walk.step(index)
    return part


class _Walk:
    """Goes down a table, remembering the header, the heading rows and the values that go on."""

    def __init__(self, grid: Grid, organisations: Organisations, part: PlanPart, header: Header | None) -> None:
        self._grid, self._organisations, self._part = grid, organisations, part
        self._header = header
        self._groups = Groups()
        self._last: dict[int, str] = {}
        self._next_below = False
        self._header_texts: tuple[str, ...] = ()
        self._headers = 0

    def _texts(self, index: int) -> tuple[str, ...]:
        return tuple(cell.text for cell in self._grid.rows[index])

    def step(self, index: int) -> int:
        """Take in one row; give how many rows were used."""
        if self._grid.is_empty(index):
            self._next_below = False
            return 1
        repeated = self._header is not None and self._texts(index) == self._header_texts
        header = self._header if repeated else header_at(self._grid, index, self._organisations)
        if header is not None:
            self._headers += not repeated
            if self._headers > MOST_HEADERS:
                label = f"{self._grid.name}, row {self._grid.number(index)}"
                self._part.problems.append((label, f"is header number {self._headers}; from here on it was left out"))
                return len(self._grid.rows)
            self._header_texts = self._texts(index)
            self._begin(header, index)
            return header.rows
        row = self._grid.rows[index]
        texts = list(dict.fromkeys(cell.text for cell in row if cell.text))
        entry = legend_entry(" = ".join(texts[:2])) if 0 < len(texts) <= 2 else None
        if entry is not None and not self._is_data(row):
            self._part.key.setdefault(*entry)
        elif self._header is None:
            above = priority_above(texts)
            if above:
                self._groups.add(above)
        else:
            heading = self._heading(index, row, self._header.columns)
            if not heading:
                self._action(index, row, self._header.columns)
            self._next_below = not heading
        return 1

    def _is_data(self, row: Sequence[GridCell]) -> bool:
        """Whether a row with a status word also says who or when: then it is no line of a key."""
        if self._header is None:
            return False
        return any(
            column.field in TELLING and row[column.index].own_text and not legend_entry(f"{row[column.index].text} = x")
            for column in self._header.columns
        )

    def _begin(self, header: Header, index: int) -> None:
        if self._header is None or [c.written for c in self._header.columns] != [c.written for c in header.columns]:
            known = set(self._part.unmapped)
            self._part.unmapped.extend(unmapped_columns(header, self._grid, index + header.rows, known))
        self._header = self._part.header = header
        self._last = {}
        for column in header.columns:
            if column.field is Field.ACTION and has_priority_label(column.written):
                self._groups.add(column.written)

    def _heading(self, index: int, row: Sequence[GridCell], columns: Sequence[Column]) -> bool:
        """Take in a row that is a heading or a total; say whether it was one."""
        following = next((at for at in range(index + 1, len(self._grid.rows)) if not self._grid.is_empty(at)), None)
        filled = following is not None and sum(bool(cell.text) for cell in self._grid.rows[following]) > 1
        text = group_text(row, columns, filled)
        if text is None:
            return is_total(row)
        if ends_plan(text):
            self._header = None
        else:
            self._groups.add(text)
            self._last = {}
        return True

    def _action(self, index: int, row: Sequence[GridCell], columns: Sequence[Column]) -> None:
        values = [self._value(column, row[column.index]) for column in columns]
        number = self._grid.number(index)
        label = f"{self._grid.name}, row {number}" if self._grid.name else f"row {number}"
        raw = RawRow(number, label, values, self._groups.priority)
        action = next((row[column.index] for column in columns if column.field is Field.ACTION), None)
        if action is None:
            return
        if any(len(value.text) > LONGEST_CELL for value in values):
            self._part.problems.append(
                (label, f"has a cell of more than {LONGEST_CELL:,} characters; the row was left out")
            )
        elif self._part.rows and self._goes_on(raw, action):
            self._continue(raw, action)
        elif fold(action.own_text) and action.text.casefold() not in column_rules().empty:
            self._part.rows.append(raw)
        elif self._part.rows and self._only_goes_on(raw):
            self._continue(raw, None)
        elif any(value.text and value.column.field in TELLING for value in values):
            self._part.problems.append((label, "has an owner, a date or a status but no action; it was left out"))

    def _value(self, column: Column, cell: GridCell) -> Value:
        text = cell.own_text
        if text in column_rules().ditto:
            text = self._last.get(column.index, "")
        if column.field is Field.PRIORITY and not text:
            text = self._last.get(column.index, "")
        if text:
            self._last[column.index] = text
        return Value(column, text, cell.fill if cell.origin is not Origin.LEFT else None)

    def _goes_on(self, raw: RawRow, action: GridCell) -> bool:
        """Whether a row belongs to the action above: merged with it, or the rest of its sentence."""
        if action.origin is Origin.ABOVE:
            return True
        has_ref_column = any(value.column.field is Field.REF for value in raw.values)
        lower = action.text[:1].islower() and bool(raw.texts(Field.ACTION))
        said = any(value.text and value.column.field in TELLING for value in raw.values)
        return lower and has_ref_column and not raw.texts(Field.REF) and not said

    def _only_goes_on(self, raw: RawRow) -> bool:
        """Whether a row without an action only adds dates or states to the one above: no ref, no owner."""
        return self._next_below and not raw.texts(Field.REF, Field.OWNER, Field.ORGANISATION, Field.OWNER_TICK)

    def _continue(self, raw: RawRow, action: GridCell | None) -> None:
        before = self._part.rows[-1]
        if action is not None and action.origin is not Origin.ABOVE:
            before.values = [
                Value(v.column, f"{v.text} {action.text}", v.fill) if v.column.field is Field.ACTION else v
                for v in before.values
            ]
            return
        known = {(value.column.index, value.text, value.fill) for value in before.values}
        before.values.extend(
            value
            for value in raw.values
            if (value.text or value.fill) and (value.column.index, value.text, value.fill) not in known
        )
