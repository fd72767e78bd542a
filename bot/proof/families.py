"""Where a sentence names a family: the people for whom a statement may say "you"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.proof.meaning import family_words
from retrieval.thesaurus import Phrase
from retrieval.words import stem

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LISTS = {"or", "and", ",", "/"}


def families_in(doc: Doc) -> Iterator[tuple[int, int]]:
    """From where to where a family is named: "the child's parent or the young person"."""
    place = 0
    while place < len(doc):
        end = _family_end(doc, place)
        if end is None:
            place += 1
            continue
        yield place, end
        place = end


def _family_end(doc: Doc, place: int) -> int | None:
    end = _one_family(doc, place)
    if end is None or doc[place].lower_ == "of":
        return None
    while end < len(doc) and doc[end].lower_ in _LISTS:
        after = end + 1
        while after < len(doc) and doc[after].lower_ in _LISTS:
            after += 1
        more = _one_family(doc, after)
        if more is None:
            break
        end = more
    return end


def _one_family(doc: Doc, place: int) -> int | None:
    start = place
    while start < len(doc) and doc[start].lower_ in {"a", "an", "the", "any", "each", "every"}:
        start += 1
    if start + 1 < len(doc) and doc[start].lower_ == "child" and doc[start + 1].lower_ in {"'s", "’s"}:
        start += 2
    for length in (2, 1):
        phrase: Phrase = tuple(stem(token.lower_) for token in doc[start : start + length] if token.text[0].isalnum())
        is_whole = length == len(phrase) and doc[start + length - 1].dep_ not in {"compound", "nmod", "amod"}
        if is_whole and phrase in family_words():
            return start + length
    return None
