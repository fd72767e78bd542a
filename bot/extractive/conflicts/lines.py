"""Lines: a sentence where it stands."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.extractive.match import Candidate
from knowledge.documents import Document, DocumentStatus, LocatorKind, Passage


class Line(NamedTuple):
    """A sentence, list item or table row of a passage."""

    document: Document
    passage: Passage
    sentences: tuple[str, ...]
    place: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.sentences[self.place]

    @property
    def is_current(self) -> bool:
        """Whether its document holds today: only such can disagree."""
        return self.document.status is DocumentStatus.CURRENT

    @property
    def is_row(self) -> bool:
        """Whether it is the row of a table."""
        return self.passage.locator.kind is LocatorKind.ROW

    @property
    def first_cell(self) -> str:
        """What a row is of: its first cell, without the name of the column."""
        return self.text.partition(" | ")[0].rpartition(": ")[2]

    @property
    def before(self) -> str:
        """What stands before it in its passage."""
        return " ".join(self.sentences[: self.place])

    @property
    def around(self) -> str:
        """The headings above it, and its document's title."""
        return " . ".join((*self.passage.headings, self.document.title))


def lines_of(candidates: Sequence[Candidate]) -> list[Line]:
    """The candidates as lines, in their order."""
    return [
        Line(
            document=candidate.found.document,
            passage=candidate.found.passage,
            sentences=candidate.found.sentences,
            place=candidate.place,
        )
        for candidate in candidates
    ]
