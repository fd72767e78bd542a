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


class Passages:
    """The passages of a library by document and anchor, each document looked up once."""

    def __init__(self, source: Callable[[str, Audience], SourcePage | None]) -> None:
        """``source`` gives a document as an audience may see it."""
        self._source = source
        self._pages: dict[tuple[str, Audience], dict[str, Passage]] = {}

    def at(self, url: str, audience: Audience) -> SeenPassage | None:
        """The passage at which an address opens; none where it opens nowhere."""
        place = _PLACE.search(url)
        if place is None:
            return None
        key = (place["document"], audience)
        if key not in self._pages:
            page = self._source(*key)
            self._pages[key] = {passage.anchor: passage for passage in page.passages} if page else {}
        passage = self._pages[key].get(place["anchor"])
        return seen_passage(passage) if passage else None


def see(answer: Answer, passages: Passages) -> Seen:
    """Look up what an answer cites and looked at. A citation that opens nowhere has no passage."""
    cited = {
        citation.number: found for citation in answer.citations if (found := passages.at(citation.url, answer.audience))
    }
    looked = [found for one in answer.looked_at if (found := passages.at(one.url, answer.audience))]
    return Seen(answer=answer, cited=cited, ranked=tuple(dict.fromkeys([*cited.values(), *looked])))
