"""An answer as a measure sees it: with the passages behind its citations, in the order in which it shows them."""

import re
from collections.abc import Callable

from pydantic import BaseModel, ConfigDict

from bot.answer import Answer
from bot.assistant import SourcePage
from knowledge.documents import Audience, Passage
from knowledge.references import points_at

_PLACE = re.compile(r"/sources/(?P<document>[^?]+)\?passage=(?P<anchor>[^#]+)")


class SeenPassage(BaseModel):
    """A passage that an answer cites or looked at."""

    model_config = ConfigDict(frozen=True)

    document: str
    anchor: str
    label: str
    heading: str = ""
    text: str

    def is_named_by(self, reference: str) -> bool:
        """Whether a golden case means this passage: by ``document:anchor``, or as a reader would write it.

        An anchor also stands for the whole section that it names: ``guide:fees`` for ``guide:fees-2`` too.
        """
        document, colon, anchor = reference.partition(":")
        if colon and document == self.document:
            return self.anchor == anchor or re.fullmatch(rf"{re.escape(anchor)}-\d+", self.anchor) is not None
        # A table's row is called by its number, but a reader names the heading above the table.
        return reference.lower() == self.heading.lower() or points_at((reference,), self.label, self.text)


def seen_passage(passage: Passage) -> SeenPassage:
    """A passage of a library, as a measure sees it."""
    return SeenPassage(
        document=passage.document_id,
        anchor=passage.anchor,
        label=passage.locator.label,
        heading=passage.headings[-1] if passage.headings else "",
        text=passage.text,
    )


class Seen(BaseModel):
    """An answer and its passages: those it cites by their numbers, and all of them in order, best first."""

    model_config = ConfigDict(frozen=True)

    answer: Answer
    cited: dict[int, SeenPassage]
    ranked: tuple[SeenPassage, ...]


def see(answer: Answer, source: Callable[[str, Audience], SourcePage | None]) -> Seen:
    """Look up what an answer cites and looked at. A citation that opens nowhere has no passage."""
    pages: dict[str, dict[str, SeenPassage]] = {}

    def passage(url: str) -> SeenPassage | None:
        place = _PLACE.search(url)
        if place is None:
            return None
        document = place["document"]
        if document not in pages:
            page = source(document, answer.audience)
            pages[document] = {one.anchor: seen_passage(one) for one in (page.passages if page else ())}
        return pages[document].get(place["anchor"])

    cited = {citation.number: found for citation in answer.citations if (found := passage(citation.url))}
    looked = [found for one in answer.looked_at if (found := passage(one.url))]
    return Seen(answer=answer, cited=cited, ranked=tuple(dict.fromkeys([*cited.values(), *looked])))
