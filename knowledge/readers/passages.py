"""Cuts what a reader found into passages, each with the locator that a footnote would give."""

from collections.abc import Iterator

from knowledge.documents import Document, DocumentKind, Locator, LocatorKind, Passage
from knowledge.readers.anchors import Anchors, slug
from knowledge.readers.blocks import Reading
from knowledge.readers.broken_text import join_broken
from knowledge.readers.front_matter import take_front
from knowledge.readers.pieces import pieces_of
from knowledge.readers.plain_numbers import find_plain_numbers
from knowledge.readers.rows import RowPassage, rows_of
from knowledge.readers.sections import find_numbers
from knowledge.readers.splitting import Lengths, split_lines
from knowledge.readers.units import Unit, gather

_PAPERS = {DocumentKind.BRIEFING, DocumentKind.REPORT, DocumentKind.STRATEGY, DocumentKind.DELIVERY_PLAN}


def cut(document: Document, reading: Reading, lengths: Lengths | None = None) -> tuple[Passage, ...]:
    """Cut a reading into the passages of a document, in reading order."""
    pieces = join_broken(find_plain_numbers(find_numbers(pieces_of(reading.blocks))))
    front, body = take_front(pieces, is_paper=document.kind in _PAPERS)
    namer = _Namer(document, lengths or Lengths())
    return tuple(passage for unit in [*front, *gather(body)] for passage in namer.passages(unit))


class _Namer:
    """Gives units their locators and anchors: it remembers which it has given out."""

    def __init__(self, document: Document, lengths: Lengths) -> None:
        self._document = document
        self._lengths = lengths
        self._anchors = Anchors()
        self._seen: dict[str, int] = {}

    def passages(self, unit: Unit) -> Iterator[Passage]:
        """Make the passages of one unit: the rows of a table, or its text in one part or several."""
        if unit.table is not None:
            for row in rows_of(unit.table):
                yield self._row(unit, row)
            return
        texts = [text for text in split_lines(unit.lines, unit.is_list, unit.has_lead_in, self._lengths) if text]
        if not texts:
            return
        kind, label, anchor = self._place(unit)
        anchor = self._anchors.take(anchor)
        if len(texts) == 1:
            yield self._passage(unit, anchor, texts[0], kind, label)
            return
        for part, text in enumerate(texts, start=1):
            name = self._anchors.take(f"{anchor}-part-{part}")
            yield self._passage(unit, name, text, kind, f"{label}, part {part}")

    def _place(self, unit: Unit) -> tuple[LocatorKind, str, str]:
        if unit.number:
            return LocatorKind.PARAGRAPH, f"paragraph {unit.number}", unit.number
        if unit.front:
            name = unit.front if unit.front == "title" else f'"{unit.front}"'
            return LocatorKind.FRONT, f"front page, {name}", f"front-{slug(unit.front)}"
        path = self._path(unit.headings)
        if unit.page is not None:
            label = f"{' › '.join(path)}, page {unit.page}" if path else f"page {unit.page}"
            kind = LocatorKind.HEADING if path else LocatorKind.PAGE
            anchor = slug(path[-1]) if path else f"page-{unit.page}"
            return kind, self._counted(label), anchor
        if path:
            return LocatorKind.HEADING, self._counted(" › ".join(path)), slug(path[-1])
        self._seen["text"] = count = self._seen.get("text", 0) + 1
        return LocatorKind.HEADING, f"text, paragraph {count}", f"text-{count}"

    def _counted(self, label: str) -> str:
        self._seen[label] = count = self._seen.get(label, 0) + 1
        return label if count == 1 else f"{label}, paragraph {count}"

    def _path(self, headings: tuple[str, ...]) -> tuple[str, ...]:
        """The headings without the document's own title, unless there is no other."""
        title = self._document.title.casefold()
        if len(headings) > 1 and headings[0].casefold() == title:
            return headings[1:]
        return headings

    def _row(self, unit: Unit, row: RowPassage) -> Passage:
        anchor = self._anchors.take(row.anchor)
        return self._passage(unit, anchor, row.text, LocatorKind.ROW, row.label, row.headings)

    def _passage(
        self, unit: Unit, anchor: str, text: str, kind: LocatorKind, label: str, below: tuple[str, ...] = ()
    ) -> Passage:
        return Passage(
            id=f"{self._document.id}:{anchor}",
            document_id=self._document.id,
            audience=self._document.audience,
            text=text,
            locator=Locator(kind=kind, label=label),
            headings=(*unit.headings, *below),
            page=unit.page,
        )
