"""Finds the passage that shows a plan's row: the one that `cut` makes of the same row or list item."""

from collections.abc import Iterator, Sequence

from knowledge.actions.tables import RawRow
from knowledge.documents import LocatorKind, Passage
from knowledge.quotes import normalise


class Places:
    """The passages of one document, by their locator and by their words."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._rows: dict[str, Passage] = {}
        for passage in passages:
            if passage.locator.kind is LocatorKind.ROW:
                self._rows.setdefault(passage.locator.label, passage)
        self._texts = [(normalise(p.text), p) for p in passages if p.locator.kind is not LocatorKind.ROW]
        self._from = 0

    def passage(self, raw: RawRow) -> Passage | None:
        """The passage of a row of a table, or of an item of a list."""
        if raw.number is not None:
            return self._rows.get(raw.label) or self._row_with(raw.quote)
        text = normalise(raw.quote)
        for index in self._onwards():
            if text and text in self._texts[index][0]:
                # The next item is in this passage or a later one; like wordings would else share the first.
                self._from = index
                return self._texts[index][1]
        return None

    def _row_with(self, quote: str) -> Passage | None:
        """A row that holds the words, for a table whose first row was taken for its header."""
        text = normalise(quote)
        return next((row for row in self._rows.values() if text and text in normalise(row.text)), None)

    def _onwards(self) -> Iterator[int]:
        yield from range(self._from, len(self._texts))
        yield from range(self._from)
