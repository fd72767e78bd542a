"""Writes a sheet's values and fills as a person sees them."""

from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.workbook.workbook import Workbook

from knowledge.readers.colours import WHITE

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# Excel numbers the theme's first two pairs the other way round than the theme lists them.
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_NO_FILL = "00000000"


def shown(value: object, number_format: str) -> str:
    """Write a value as text: dates as "31 March 2026", percentages and pounds as the sheet shows them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        day = _day(value.date())
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(value, number_format or "")
    return str(value)


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def _number(value: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{round(value * 100, 2):g}%"
    if "£" in number_format:
        return f"£{value:,.2f}" if "." in number_format else f"£{value:,.0f}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}" if isinstance(value, float) else str(value)


class Fills:
    """Knows a workbook's colours, so that a fill given by theme or by index becomes RRGGBB."""

    def __init__(self, book: Workbook) -> None:
        self._theme = _theme_colours(book.loaded_theme)

    def of(self, cell: SheetCell | MergedCell) -> str | None:
        """The fill of a cell, as RRGGBB; None when it has none."""
        fill = cell.fill
        if fill is None or fill.fill_type != "solid":
            return None
        colour = self.rgb(fill.fgColor)
        return None if colour == "FFFFFF" else colour

    def behind(self, cell: SheetCell | MergedCell) -> str | None:
        """The colour behind a cell's text, as RRGGBB: its fill, or the sheet's white; none when it is a pattern."""
        fill = cell.fill
        if fill is None or not fill.fill_type:
            return WHITE
        return (self.rgb(fill.fgColor) or WHITE) if fill.fill_type == "solid" else None

    def rgb(self, colour: Color | None) -> str | None:
        """A colour of the workbook as RRGGBB; none when it is left to the program that shows it."""
        if colour is None:
            return None
        if colour.type == "rgb" and isinstance(colour.rgb, str) and colour.rgb != _NO_FILL:
            return colour.rgb[-6:].upper()
        if colour.type == "indexed" and 0 <= colour.indexed < 64:
            return COLOR_INDEX[colour.indexed][-6:].upper()
        if colour.type == "theme" and 0 <= colour.theme < len(self._theme):
            return _tinted(self._theme[colour.theme], float(colour.tint or 0))
        return None


def _theme_colours(theme: bytes | None) -> list[str]:
    scheme = fromstring(theme).find(f".//{_DRAWING}clrScheme") if theme else None
    if scheme is None:
        return []
    return [_theme_colour(scheme.find(f"{_DRAWING}{name}")) for name in _THEME_ORDER]


def _theme_colour(element: Element | None) -> str:
    colour = element[0] if element is not None and len(element) else None
    found = (colour.get("lastClr") or colour.get("val") or "") if colour is not None else ""
    return found.upper() if len(found) == 6 else "FFFFFF"


def _tinted(colour: str, tint: float) -> str:
    parts = [int(colour[place : place + 2], 16) for place in (0, 2, 4)]
    mixed = [part * (1 + tint) if tint < 0 else part + (255 - part) * tint for part in parts]
    return "".join(f"{min(255, max(0, round(part))):02X}" for part in mixed)
