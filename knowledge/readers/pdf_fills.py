"""Finds the colour behind a cell of a PDF table: a filled box drawn before its text."""

from collections.abc import Sequence

from pdfplumber.page import Page

Box = tuple[float, float, float, float]

_SLACK = 3.0
_MOST = 2_000


class Fills:
    """The filled boxes of a page, the last drawn on top."""

    def __init__(self, page: Page) -> None:
        self._boxes: list[tuple[Box, str]] = []
        for rect in page.rects[:_MOST]:
            colour = rgb(rect.get("non_stroking_color")) if rect.get("fill") else None
            if colour is not None:
                box = (float(rect["x0"]), float(rect["top"]), float(rect["x1"]), float(rect["bottom"]))
                self._boxes.append((box, colour))

    def of(self, cell: Box) -> str | None:
        """The fill of a cell, as RRGGBB; None when it is white or has none."""
        for box, colour in reversed(self._boxes):
            if _covers(box, cell):
                return None if colour == "FFFFFF" else colour
        return None


def _covers(box: Box, cell: Box) -> bool:
    return (
        box[0] <= cell[0] + _SLACK
        and box[1] <= cell[1] + _SLACK
        and box[2] >= cell[2] - _SLACK
        and box[3] >= cell[3] - _SLACK
    )


def rgb(colour: object) -> str | None:
    """Write a colour in grey, RGB or CMYK as RRGGBB."""
    parts = colour if isinstance(colour, Sequence) and not isinstance(colour, str) else (colour,)
    shares = [float(part) for part in parts if isinstance(part, int | float)]
    if len(shares) != len(parts) or len(shares) not in (1, 3, 4):
        return None
    if len(shares) == 1:
        shares *= 3
    elif len(shares) == 4:
        shares = [(1 - share) * (1 - shares[3]) for share in shares[:3]]
    return "".join(f"{round(255 * min(1.0, max(0.0, share))):02X}" for share in shares)
