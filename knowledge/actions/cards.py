"""Reads plans written as cards: a small table an action, with "Action", "Lead" and "By when" down its first column."""

import re
from collections.abc import Iterator

from knowledge.actions.columns import OWNING, TELLING, Column, Field, Heading, field_of
from knowledge.actions.grid import Grid
from knowledge.actions.refs import is_ref
from knowledge.actions.tables import LONGEST_CELL, PlanPart, RawRow, Value

_NUMBERED = re.compile(r"^(.*?)\s*((?:[A-Z]{1,6}[-–./]?)?\d[\w.-]*)\s*:?$")
_KNOWN_SHARE = 0.6


def read_cards(grid: Grid) -> PlanPart:
    """Read a table of cards; any other table gives no rows."""
    part = PlanPart(grid.name)
    lines = list(_lines(grid))
    named = [heading for _index, _key, heading, _ref, _value in lines if heading]
    fields = {heading.field for heading in named}
    if Field.ACTION not in fields or not fields & OWNING or not fields & (TELLING - OWNING):
        return part
    if len(named) < _KNOWN_SHARE * len(lines) or any(len(line[4]) > LONGEST_CELL for line in lines):
        return part
    for index, key, heading, ref, value in lines:
        number = grid.number(index)
        if heading and heading.field is Field.ACTION:
            label = f"{grid.name}, row {number}" if grid.name else f"row {number}"
            part.rows.append(RawRow(number, label, [], quote=value))
        if not part.rows:
            continue
        values = part.rows[-1].values
        values.append(Value(Column(len(values), key, heading), value, grid.rows[index][-1].fill))
        if ref:
            values.append(Value(Column(len(values), "Ref", field_of("ref")), ref))
    part.rows = [row for row in part.rows if row.texts(Field.ACTION)]
    return part


def _lines(grid: Grid) -> Iterator[tuple[int, str, Heading | None, str | None, str]]:
    """Each row as a key and its value; nothing when the table has more than two columns of its own."""
    for index, row in enumerate(grid.rows):
        own = [cell.own_text for cell in row if cell.own_text]
        if len(own) > 2:
            return
        if not row or not row[0].own_text:
            continue
        key = row[0].own_text
        heading, ref = field_of(key), None
        numbered = _NUMBERED.match(key)
        if numbered and (heading is None or not heading.exact):
            heading = field_of(numbered.group(1)) or heading
            ref = numbered.group(2) if heading and heading.field is Field.ACTION and is_ref(numbered.group(2)) else None
        yield index, key, heading if heading and heading.exact else None, ref, own[1] if len(own) > 1 else ""
