"""Units: the pieces that belong in one passage, before it gets its place and its name."""

from dataclasses import dataclass, replace

from knowledge.readers.blocks import Table
from knowledge.readers.labels import is_short_label
from knowledge.readers.pieces import Piece, PieceKind


@dataclass
class Unit:
    """A paragraph with the list that it leads in to, a list on its own, a block of labels, or a table."""

    lines: list[str]
    headings: tuple[str, ...] = ()
    number: str = ""
    front: str = ""
    page: int | None = None
    table: Table | None = None
    has_lead_in: bool = True
    is_list: bool = False
    labels: bool = False


def gather(pieces: list[Piece], first_headings: tuple[str, ...] = ()) -> list[Unit]:
    """Gather pieces into units: lists go with their lead-in, short labels with each other."""
    units: list[Unit] = []
    stack: list[tuple[int, str]] = [(0, heading) for heading in first_headings]
    open_unit: Unit | None = None
    for piece in pieces:
        if piece.kind is PieceKind.HEADING:
            stack = [(level, text) for level, text in stack if level < piece.level]
            if piece.text:
                stack.append((piece.level, piece.text))
            open_unit = None
            continue
        headings = tuple(text for _level, text in stack)
        if open_unit is not None and _belongs(open_unit, piece):
            open_unit.lines.extend(_lines(piece))
            open_unit.is_list = open_unit.is_list or piece.kind is PieceKind.ITEM
            open_unit.labels = piece.kind is PieceKind.LABELS
            continue
        unit = _unit(piece, headings)
        units.append(unit)
        open_unit = None if piece.kind is PieceKind.TABLE else unit
    return units


def _unit(piece: Piece, headings: tuple[str, ...]) -> Unit:
    return Unit(
        lines=_lines(piece),
        headings=headings,
        number=piece.number,
        page=piece.page,
        table=piece.table,
        has_lead_in=piece.kind is not PieceKind.ITEM,
        is_list=piece.kind is PieceKind.ITEM,
        labels=_short_labels(piece),
    )


def _belongs(unit: Unit, piece: Piece) -> bool:
    if piece.kind is PieceKind.ITEM:
        return not unit.labels or unit.lines[-1].endswith(":")
    if not _short_labels(piece):
        return False
    return unit.labels or (unit.lines[-1].endswith(":") and not unit.is_list)


def _short_labels(piece: Piece) -> bool:
    return piece.kind is PieceKind.LABELS and all(is_short_label(line) for line in piece.text.split("\n"))


def _lines(piece: Piece) -> list[str]:
    lines = piece.text.split("\n")
    return [replace(piece, text=lines[0]).line, *lines[1:]]
