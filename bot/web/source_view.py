"""Lays a document out for reading: headings as they come, each passage with its anchor, one marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.documents import Document, LocatorKind, Passage


@dataclass(frozen=True)
class ShownHeading:
    """A heading that begins here, and its level on the page."""

    level: int
    text: str


@dataclass(frozen=True)
class ShownPassage:
    """A passage as it stands on the source page."""

    anchor: str
    headings: tuple[ShownHeading, ...]
    locator: str
    locator_shown: bool
    lines: tuple[str, ...]
    is_list: bool
    cited: bool


def lay_out(document: Document, passages: Iterable[Passage], cited: str | None) -> tuple[ShownPassage, ...]:
    """Lay out the passages of a document; ``cited`` is the anchor of the one to mark."""
    shown: list[ShownPassage] = []
    before: tuple[str, ...] = ()
    for passage in passages:
        path = _below_title(document, passage)
        lines = _lines(passage)
        is_cited = passage.anchor == cited
        shown.append(
            ShownPassage(
                anchor=passage.anchor,
                headings=_new_headings(before, path),
                locator=passage.locator.label,
                # Under its own heading a heading's locator only says the heading again.
                locator_shown=is_cited or passage.locator.kind is not LocatorKind.HEADING,
                lines=lines,
                is_list=len(lines) > 1 and lines[0].endswith(":"),
                cited=is_cited,
            )
        )
        before = path
    return tuple(shown)


def _below_title(document: Document, passage: Passage) -> tuple[str, ...]:
    path = passage.headings
    return path[1:] if path and path[0] == document.title else path


def _new_headings(before: tuple[str, ...], path: tuple[str, ...]) -> tuple[ShownHeading, ...]:
    same = 0
    while same < min(len(before), len(path)) and before[same] == path[same]:
        same += 1
    return tuple(ShownHeading(min(depth + 2, 6), path[depth]) for depth in range(same, len(path)))


def _lines(passage: Passage) -> tuple[str, ...]:
    is_row = passage.locator.kind is LocatorKind.ROW
    return tuple(passage.text.split(" | ") if is_row else passage.text.split("\n"))
