"""What of a sheet's cells a person who opens the workbook does not see."""

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.readers.colours import looks_alike
from knowledge.readers.hidden import Hidden, HiddenKind
from knowledge.readers.sheet_values import Fills
from knowledge.unseen import carries_unseen

_TINY = 2.0  # points
_THIN = 2.0  # points of height, below which a row shows nothing
_NARROW = 0.3  # characters of width
_SPAN = 20_000


def hidden_columns(sheet: Worksheet) -> set[int]:
    """The numbers of the columns that are hidden, or too narrow to show anything."""
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        narrow = dimension.customWidth and dimension.width is not None and dimension.width < _NARROW
        if (dimension.hidden or narrow) and dimension.min and dimension.max:
            hidden.update(range(dimension.min, min(dimension.max, dimension.min + _SPAN) + 1))
    return hidden


def is_hidden_row(sheet: Worksheet, row: int) -> bool:
    """Whether a row is hidden, by hand or by a filter, or too thin to show anything."""
    if row not in sheet.row_dimensions:
        return False
    dimension = sheet.row_dimensions[row]
    return bool(dimension.hidden) or (dimension.height is not None and dimension.height < _THIN)


class HiddenCells:
    """Tells which cells of a sheet show nothing, and keeps what was found."""

    def __init__(self, sheet: Worksheet, fills: Fills, title: str) -> None:
        self._fills = fills
        self._title = title
        self._headers = _styled_headers(sheet)
        self.found: list[Hidden] = []

    def shows(self, cell: SheetCell | MergedCell, text: str) -> bool:
        """Whether a cell's text can be seen; what cannot is noted, as are its comment and its unseen characters."""
        if cell.comment is not None:
            self._note(HiddenKind.COMMENT, cell)
        if not text:
            return True
        if carries_unseen(str(cell.value)):
            self._note(HiddenKind.CHARACTERS, cell)
        kind = self._kind(cell)
        if kind is not None:
            self._note(kind, cell)
        return kind is None

    def _kind(self, cell: SheetCell | MergedCell) -> HiddenKind | None:
        if _format_shows_nothing(cell.value, cell.number_format or ""):
            return HiddenKind.EMPTY_FORMAT
        font = cell.font
        if font is None:
            return None
        if font.sz is not None and font.sz < _TINY:
            return HiddenKind.TINY
        colour = self._fills.rgb(font.color)
        if colour is None or (cell.row, cell.column) in self._headers:
            return None
        behind = self._fills.behind(cell)
        return HiddenKind.SAME_COLOUR if behind and looks_alike(colour, behind) else None

    def _note(self, kind: HiddenKind, cell: SheetCell | MergedCell) -> None:
        self.found.append(Hidden(kind=kind, place=f"{self._title}, cell {cell.coordinate}"))


def _styled_headers(sheet: Worksheet) -> set[tuple[int, int]]:
    """The header cells of tables with a style: the style colours them, and the file does not say how."""
    places: set[tuple[int, int]] = set()
    for table in sheet.tables.values():
        left, top, right, _bottom = range_boundaries(table.ref)
        if table.tableStyleInfo is not None and table.headerRowCount and left and top and right:
            places.update((top, column) for column in range(left, min(right, left + _SPAN) + 1))
    return places


def _format_shows_nothing(value: object, number_format: str) -> bool:
    """Whether a format has an empty part for a value: "positive;negative;zero;text", as in ";;;"."""
    parts = [part.strip().strip('"').strip() for part in number_format.split(";")]
    if len(parts) < 2:
        return False
    if isinstance(value, str):
        return len(parts) > 3 and not parts[3]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return not parts[0]
    if value == 0 and len(parts) > 2:
        return not parts[2]
    return not parts[1 if value < 0 else 0]
