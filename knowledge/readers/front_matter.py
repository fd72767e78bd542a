"""Finds a report's front matter: its title lines, and the labelled facts before the first section."""

from knowledge.readers.labels import split_label
from knowledge.readers.pieces import Piece, PieceKind
from knowledge.readers.units import Unit

_TITLE_LENGTH = 800
_TITLE_LINE = 250


def take_front(pieces: list[Piece], is_paper: bool) -> tuple[list[Unit], list[Piece]]:
    """Part a document into its front matter and the rest.

    Only papers have front matter: documents with numbered paragraphs, or of a paper kind (``is_paper``).
    A web page's first lines are ordinary text.
    """
    numbered = any(piece.kind is PieceKind.NUMBERED for piece in pieces)
    if not numbered and not is_paper:
        return [], pieces
    body = next((index for index, piece in enumerate(pieces) if _begins_body(piece)), len(pieces))
    label = next((index for index in range(body) if pieces[index].kind is PieceKind.LABELS), None)
    if label is None:
        return _title_only(pieces, numbered)
    title, rest = pieces[:label], pieces[label:]
    if not _is_title(title):
        return [], pieces
    end = next(
        (index for index, piece in enumerate(rest) if piece.kind is PieceKind.HEADING or _begins_body(piece)),
        0,
    )
    if not end:
        return [], pieces
    return [*_title_unit(title), *_labelled(rest[:end])], rest[end:]


def _begins_body(piece: Piece) -> bool:
    return piece.kind in (PieceKind.NUMBERED, PieceKind.TABLE) or (
        piece.kind is PieceKind.HEADING and piece.text[:1].isdigit()
    )


def _title_only(pieces: list[Piece], numbered: bool) -> tuple[list[Unit], list[Piece]]:
    end = next((index for index, piece in enumerate(pieces) if _begins_body(piece)), 0)
    if not numbered or not _is_title(pieces[:end]) or all(piece.kind is PieceKind.HEADING for piece in pieces[:end]):
        return [], pieces
    return _title_unit(pieces[:end]), pieces[end:]


def _is_title(pieces: list[Piece]) -> bool:
    """Title lines are few, short, and no sentences."""
    lines = [piece.text for piece in pieces]
    return (
        all(piece.kind in (PieceKind.TEXT, PieceKind.HEADING) for piece in pieces)
        and all(len(line) <= _TITLE_LINE and not line.endswith((".", ":")) for line in lines)
        and sum(len(line) for line in lines) <= _TITLE_LENGTH
    )


def _title_unit(pieces: list[Piece]) -> list[Unit]:
    lines = [piece.text for piece in pieces if piece.text]
    return [Unit(lines=lines, front="title", page=pieces[0].page)] if lines else []


def _labelled(pieces: list[Piece]) -> list[Unit]:
    """One unit for each block of labels; text without a label goes on from the label before it."""
    units: list[Unit] = []
    for piece in pieces:
        lines = piece.text.split("\n")
        label = split_label(lines[0]) if piece.kind is PieceKind.LABELS else None
        if label is not None or not units:
            name = label[0] if label else "title"
            units.append(Unit(lines=lines, front=name, page=piece.page))
        elif _lacks_value(units[-1].lines[-1]) and piece.kind is PieceKind.TEXT:
            units[-1].lines[-1] = f"{units[-1].lines[-1]} {piece.text}"
        else:
            units[-1].lines.append(piece.line)
            units[-1].is_list = units[-1].is_list or piece.kind is PieceKind.ITEM
    return units


def _lacks_value(line: str) -> bool:
    parts = split_label(line)
    return parts is not None and not parts[1]
