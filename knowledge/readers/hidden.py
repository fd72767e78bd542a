"""Hidden text: what stands in a file and no reader of it sees. It is left out, and its keeper is told where it is."""

import re
from collections.abc import Iterable
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

_WORD = re.compile(r"[^\W\d_]{2,}|\d{2,}")
_SENTENCE = 3
_PLACES = 3


class HiddenKind(StrEnum):
    """How text is kept from the eye; the value is what its keeper is told."""

    NOT_SHOWN = "text that is set not to be shown"
    SAME_COLOUR = "text in the colour of what is behind it"
    TINY = "text too small to read"
    OUTSIDE = "text outside the page"
    COVERED = "text under a picture or a filled box"
    NO_INK = "text drawn without ink"
    COMMENT = "a comment"
    DELETED = "deleted text that is still in the file"
    SHEET = "a hidden sheet"
    CELLS = "hidden rows or columns"
    EMPTY_FORMAT = "a number format that shows nothing"
    UNUSED_PART = "a part of the page for programs"
    CHARACTERS = "characters that cannot be seen"


class Hidden(BaseModel):
    """One piece of hidden text. Its words are not kept: nothing that is hidden goes on."""

    model_config = ConfigDict(frozen=True)

    kind: HiddenKind
    place: str


class LeftOut(BaseModel):
    """What was left out of one file for one reason, for its keeper to look at."""

    model_config = ConfigDict(frozen=True)

    file: str
    what: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        named = "; ".join(self.places[:_PLACES])
        more = f" and {len(self.places) - _PLACES} more" if len(self.places) > _PLACES else ""
        return f"{self.file}: left out {self.what} ({named}{more})."


def says_something(text: str) -> bool:
    """Whether a text has a word in it; what has none hides nothing."""
    return bool(_WORD.search(text))


def is_sentence_like(text: str) -> bool:
    """Whether a text has words enough to say something: a mark for programs in a comment mostly has not."""
    return len(_WORD.findall(text)) >= _SENTENCE


def left_out(file: str, hidden: Iterable[Hidden]) -> tuple[LeftOut, ...]:
    """One entry for each kind, with its places in the order of the file, each once."""
    places: dict[HiddenKind, dict[str, None]] = {}
    for one in hidden:
        places.setdefault(one.kind, {})[one.place] = None
    return tuple(LeftOut(file=file, what=kind.value, places=tuple(found)) for kind, found in places.items())
