"""Turns the rows of a table into text that can be read alone: "Column: value | Column: value"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.readers.anchors import slug
from knowledge.readers.blocks import Cell, Table
from knowledge.readers.tidy import tidy, tidy_lines

Row = tuple[Cell, ...]

_KEYWORD = re.compile(r"^(?:sheet|table)\s+\"?|\"$")
_HEADER_CELL = 80
_GROUP_LENGTH = 250
_KEY_LENGTH = 40
_NUMERIC = re.compile(r"^[£$€]?[\d.,/%-]+$")


@dataclass(frozen=True)
class RowPassage:
    """One row, with the group headings it stands under and its place in the table."""

    number: int
    text: str
    label: str
    anchor: str
    headings: tuple[str, ...]


def rows_of(table: Table) -> Iterator[RowPassage]:
    """Each row of a table that says something, read with the table's headers."""
    first, last = header_span(table)
    names = column_names(table)
    groups = _Groups()
    for index, row in enumerate(table.rows):
        if first <= index < last or not any(cell.text.strip() for cell in row):
            continue
        group = _group_text(row, index < first)
        if group and len(row) > 1:
            groups.add(group, row)
            continue
        groups.after_row()
        text = _row_text(row, names if index >= last else ())
        if text:
            number = table.first_row + index
            yield RowPassage(number, text, row_label(table, number), row_anchor(table, number), groups.path)


def row_label(table: Table, number: int) -> str:
    """Name a row as a footnote would: 'sheet "Plan", row 12'."""
    return f"{table.name}, row {number}" if table.name else f"row {number}"


def row_anchor(table: Table, number: int) -> str:
    """The anchor of a row's passage: "plan-row-12"; "table-2-row-3" for a table that only has a number."""
    name = _KEYWORD.sub("", table.name)
    start = f"table-{name}-" if name.isdigit() else f"{slug(name)}-" if name else ""
    return f"{start}row-{number}"


def title_above(table: Table) -> str | None:
    """The title that stands alone in a row above the header; None when there is none."""
    first, _end = header_span(table)
    return next((text for row in table.rows[:first] if (text := _group_text(row, above=True))), None)


def column_names(table: Table) -> tuple[str, ...]:
    """The name of each column, from one header row or several; empty where the table gives none."""
    first, last = header_span(table)
    width = max((len(row) for row in table.rows), default=0)
    names: list[str] = []
    for column in range(width):
        parts: list[str] = []
        for row in table.rows[first:last]:
            text = tidy(row[column].text).rstrip(":") if column < len(row) else ""
            if text and text not in parts:
                parts.append(text)
        names.append(" – ".join(parts))
    return tuple(names)


def header_span(table: Table) -> tuple[int, int]:
    """Where the header rows begin and end (the end not included); both 0 when the table has none."""
    if table.header_rows:
        # A title across the whole table is often marked as header too; the names are in the rows below it.
        first = 0
        while first < table.header_rows - 1 and _group_text(table.rows[first], above=True):
            first += 1
        return first, table.header_rows
    for index, row in enumerate(table.rows):
        filled = _distinct(row)
        if len(filled) < 2:
            continue
        if not _is_header(table, index, filled):
            return 0, 0
        return index, index + 2 if _has_second_row(table, index) else index + 1
    return 0, 0


def _distinct(row: Row) -> list[str]:
    return [text for text in (cell.text.strip() for cell in row if not cell.merged) if text]


def _is_header(table: Table, index: int, filled: list[str]) -> bool:
    if index + 1 >= len(table.rows) or len(set(filled)) < len(filled):
        return False
    if any(len(text) > _HEADER_CELL or _NUMERIC.match(text) for text in filled):
        return False
    return not _is_key_and_value(table, index)


def _is_key_and_value(table: Table, index: int) -> bool:
    """A table of two columns may name its rows, not its columns: "Phone | 01305 …"."""
    rows = [_distinct(row) for row in table.rows[index:]]
    if any(len(row) > 2 for row in rows):
        return False
    keys = [row[0] for row in rows if row]
    if sum(key.endswith(":") for key in keys) > len(keys) / 2:
        return True
    first = rows[0][1] if len(rows[0]) > 1 else ""
    short_keys = all(len(key) <= _KEY_LENGTH for key in keys)
    return short_keys and (len(first) > _KEY_LENGTH or any(letter.isdigit() or letter == "@" for letter in first))


def _has_second_row(table: Table, index: int) -> bool:
    """Whether the header goes on in the next row: a name across columns, and its parts below it."""
    row, following = table.rows[index], table.rows[index + 1]
    across = any(cell.merged and cell.text for cell in row)
    below = [cell for cell in following if not cell.merged and cell.text.strip()]
    if not across or index + 2 >= len(table.rows) or not below:
        return False
    under = [
        cell.text == row[column].text
        or not cell.text
        or (column > 0 and row[column].text == row[column - 1].text)
        or (column + 1 < len(row) and row[column].text == row[column + 1].text)
        for column, cell in enumerate(following[: len(row)])
    ]
    return all(under) and all(len(cell.text) <= _HEADER_CELL for cell in below)


def _group_text(row: Row, above: bool) -> str:
    """The text of a row that is a heading for the rows below it; empty when the row is data."""
    texts = {cell.text.strip() for cell in row}
    filled = [cell for cell in row if cell.text.strip()]
    if not filled or len({cell.text.strip() for cell in filled}) > 1:
        return ""
    text = tidy(filled[0].text)
    across = len(texts) == 1 and any(cell.merged for cell in row)
    alone = len(filled) == 1 and row[0].text.strip() and len(row) > 2 and (above or " " in text)
    wide = sum(cell.merged for cell in filled) >= max(2, len(row) // 2)
    return text if (across or alone or wide) and len(text) <= _GROUP_LENGTH else ""


def _row_text(row: Row, names: tuple[str, ...]) -> str:
    parts: list[str] = []
    if not any(names) and len(_distinct(row)) == 2:
        key, value = (_cell_text(text) for text in _distinct(row))
        return f"{key.rstrip(':')}: {value}"
    for column, cell in enumerate(row):
        text = _cell_text(cell.text)
        name = names[column] if column < len(names) else ""
        if text and (name or not cell.merged):
            parts.append(f"{name}: {text}" if name else text)
    return " | ".join(parts)


def _cell_text(text: str) -> str:
    lines = [line for line in tidy_lines(text).split("\n") if line]
    joined = ""
    for line in lines:
        gap = "" if not joined else " " if joined[-1] in ".:;,!?" else "; "
        joined = f"{joined}{gap}{line}"
    return joined


class _Groups:
    """The group headings in force. Rows alike in fill, or in first word, are of one level."""

    def __init__(self) -> None:
        self._stack: list[tuple[str, str]] = []
        self._row_since = False

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(text for _key, text in self._stack)

    def add(self, text: str, row: Row) -> None:
        key = row[0].fill or text.split(maxsplit=1)[0].casefold()
        keys = [known for known, _text in self._stack]
        if key in keys:
            del self._stack[keys.index(key) :]
        elif self._row_since and self._stack:
            self._stack.pop()
        self._stack.append((key, text))
        self._row_since = False

    def after_row(self) -> None:
        self._row_since = True
