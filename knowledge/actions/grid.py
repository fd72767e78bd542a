"""A table seen as people see it: which cells are a cell of their own, and which repeat a merged one."""

from dataclasses import dataclass
from enum import Enum, auto

from knowledge.readers.blocks import Table


class Origin(Enum):
    """Where the text of a cell comes from."""

    OWN = auto()
    ABOVE = auto()
    LEFT = auto()


@dataclass(frozen=True)
class GridCell:
    """One place of a table."""

    text: str
    fill: str | None
    origin: Origin

    @property
    def own_text(self) -> str:
        """The text, where the cell is its own or goes on from the row above; empty beside a wider cell."""
        return "" if self.origin is Origin.LEFT else self.text


@dataclass(frozen=True)
class Grid:
    """A table's cells with their origins, and what a footnote calls its rows."""

    name: str
    first_row: int
    rows: tuple[tuple[GridCell, ...], ...]

    def number(self, index: int) -> int:
        """The number a person would give this row."""
        return self.first_row + index

    def is_empty(self, index: int) -> bool:
        """Whether a row holds no text."""
        return not any(cell.text for cell in self.rows[index])


def grid_of(table: Table) -> Grid:
    """See a table as a grid."""
    rows: list[tuple[GridCell, ...]] = []
    for line in table.rows:
        cells: list[GridCell] = []
        for column, cell in enumerate(line):
            text = cell.text.strip()
            above = rows[-1][column] if rows and column < len(rows[-1]) else None
            left = cells[-1] if cells else None
            origin = Origin.OWN
            if cell.merged and above is not None and above.text == text and above.origin is not Origin.LEFT:
                origin = Origin.ABOVE
            elif cell.merged and left is not None and left.text == text:
                origin = Origin.LEFT
            cells.append(GridCell(text, cell.fill, origin))
        rows.append(tuple(cells))
    return Grid(table.name, table.first_row, tuple(rows))
