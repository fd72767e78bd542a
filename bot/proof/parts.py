"""Parts of a quote that a statement may leave out and still say nothing but what the quote says.

Each is found by its words as well as by the parser, so that a wrong parse alone lets nothing go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.proof.meaning import meaning

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HEDGED = {"if", "unless", "where", "when", "until", "once", "provided", "whether"}
_GOES_ON = {"IN", "TO", "WDT", "WP", "WP$", "WRB", "VBG", "VBN", "CD"}
_OF_PEOPLE = {"who", "whose"}  # what a person does "if you ask" is no condition of what is said of the person


@dataclass(frozen=True)
class Part:
    """The places that go together. ``group``: of these places, one at least must stay."""

    places: frozenset[int]
    group: frozenset[int] = frozenset()


def parts_that_may_go(doc: Doc) -> tuple[Part, ...]:
    """Every part of a sentence that may be left out."""
    return (*_brackets(doc), *_asides(doc), *_phrases(doc), *_short_relatives(doc), *_members(doc), *_cases(doc))


def _brackets(doc: Doc) -> Iterator[Part]:
    opened: int | None = None
    for token in doc:
        if token.text == "(" and opened is None:
            opened = token.i
        elif token.text == ")" and opened is not None:
            if not _turns(doc[opened + 1 : token.i]):
                yield Part(frozenset(range(opened, token.i + 1)))
            opened = None


def _asides(doc: Doc) -> Iterator[Part]:
    """From a comma to the next that ends the aside, or to the end of the sentence."""
    for token in doc:
        if token.text != "," or not any(_begins(doc, token.i + 1, start) for start in meaning().asides):
            continue
        head = next(
            (one for one in doc[token.i + 1 :] if one.left_edge.i == token.i + 1 and one.head.i <= token.i), None
        )
        if head is None:
            continue
        end = head.right_edge.i + 1
        ends_well = end >= len(doc) or doc[end].text in {",", ".", ";", ")"}
        said = [
            one for one in doc[token.i : end] if not (doc[token.i + 1].lower_ in _OF_PEOPLE and one.lower_ in _HEDGED)
        ]
        if ends_well and not _turns(said):
            yield Part(frozenset(range(token.i, end)))


def _begins(doc: Doc, place: int, phrase: str) -> bool:
    words = phrase.split()
    return [token.lower_ for token in doc[place : place + len(words)]] == words


def _phrases(doc: Doc) -> Iterator[Part]:
    lower = [token.lower_ for token in doc]
    for phrase in meaning().may_go:
        words = phrase.replace(",", " ,").split()
        for place in range(len(lower) - len(words) + 1):
            if lower[place : place + len(words)] == words:
                yield Part(frozenset(range(place, place + len(words))))


def _short_relatives(doc: Doc) -> Iterator[Part]:
    """ "Appeals that were about" is "appeals about"."""
    for token in doc[:-2]:
        is_one = token.tag_ in {"WDT", "WP"} and token.nbor().lower_ in {"is", "are", "was", "were"}
        if is_one and token.nbor(-1).text != "," and token.nbor(2).tag_ in {"IN", "VBN"}:
            yield Part(frozenset({token.i, token.i + 1}))


def _turns(tokens: Iterable[Token]) -> bool:
    return any(token.lower_ in meaning().turns for token in tokens)


def _members(doc: Doc) -> Iterator[Part]:
    """Things joined by "and" or "or", of which a statement may name fewer."""
    for first in doc:
        if first.dep_ == "conj" or (first.pos_ in {"VERB", "AUX", "ADP", "SCONJ"} and first.dep_ != "pcomp"):
            continue
        group = _group(first)
        joined = {child.lower_ for one in group for child in one.children if child.dep_ == "cc"}
        if len(group) > 1 and len(joined) == 1 and _may_lose_members(first, group, joined.pop()):
            yield from _losses(doc, group)


def _group(first: Token) -> list[Token]:
    group = [first]
    while (after := next((child for child in group[-1].children if child.dep_ == "conj"), None)) is not None:
        group.append(after)
    return group


def _cases(doc: Doc) -> Iterator[Part]:
    """Of several cases ("when it is made, or when it is reviewed") one is enough."""
    for first in doc:
        group = _group(first) if first.dep_ == "advcl" else []
        joined = {child.lower_ for one in group for child in one.children if child.dep_ == "cc"}
        spans = [_own(one, group) for one in group]
        begins = {doc[span[0]].lower_ for span in spans if span}
        if len(group) < 2 or joined != {"or"} or len(begins) != 1 or not begins <= {"if", "when", "where"}:
            continue
        if not all(spans) or any(_turns(doc[span[0] + 1 : span[-1] + 1]) for span in spans):
            continue
        heads = frozenset(one.i for one in group)
        for before, after in pairwise(spans):
            yield Part(frozenset(range(before[-1] + 1, after[-1] + 1)), heads)
            yield Part(frozenset(range(spans[0][0], after[0])), heads)


def _may_lose_members(first: Token, group: list[Token], joined: str) -> bool:
    if any(_counts(one) for one in group) or any(t.lower_ in {"both", "either", "between"} for t in first.subtree):
        return False
    if first.nbor(-1).lower_ in {"both", "either", "between"} if first.i else False:
        return False
    hedged, negated, verb = _above(first)
    if joined == "or":
        is_subject = first.dep_ in {"nsubj", "nsubjpass"}
        free_choice = verb is not None and any(c.lower_ in {"may", "can"} for c in verb.children)
        return hedged or negated or is_subject or free_choice or _is_after_of(first)
    return joined == "and" and not hedged and not negated and not _has_number_outside(first, verb)


def _counts(token: Token) -> bool:
    return any(
        child.dep_ in {"nummod", "quantmod", "neg"} or child.lower_ in meaning().turns for child in token.children
    )


def _is_after_of(token: Token) -> bool:
    return token.dep_ == "pcomp" and token.head.lower_ == "of"


def _has_number_outside(first: Token, verb: Token | None) -> bool:
    """Two things together may have the number that neither has alone."""
    if first.dep_ not in {"nsubj", "nsubjpass"} or verb is None:
        return False
    return any(token.like_num or token.tag_ == "CD" for token in verb.subtree)


def _above(token: Token) -> tuple[bool, bool, Token | None]:
    """Whether it stands under a condition, whether under a "not", and the nearest verb over it."""
    verb, hedged, negated = None, False, False
    sentence_is_negated = any(child.lower_ in {"no", "none", "neither", "nor"} for child in token.sent)
    for above in token.ancestors:
        if above.pos_ in {"VERB", "AUX"}:
            verb = verb or above
            hedged = hedged or any(child.lower_ in _HEDGED for child in above.children)
            negated = negated or any(child.dep_ == "neg" for child in above.children)
    return hedged, negated or sentence_is_negated, verb


def _losses(doc: Doc, group: list[Token]) -> Iterator[Part]:
    heads = frozenset(one.i for one in group)
    spans = [_own(one, group) for one in group]
    if any(_turns(doc[place : place + 1]) for span in spans for place in span) or not all(spans):
        return
    for number in range(1, len(group)):
        begins, ends = min(spans[number]), max(spans[number]) + 1
        is_last = number == len(group) - 1
        after = doc[ends] if ends < len(doc) else None
        if (
            is_last
            and after is not None
            and after.tag_ in _GOES_ON
            and any(token.tag_ == "CD" or token.like_num for span in spans for token in doc[span[0] : span[-1] + 1])
        ):
            continue  # what comes after may belong to this number alone
        start = max(spans[number - 1]) + 1
        yield Part(frozenset(range(start, ends)), heads)
        before = range(min(spans[0]), begins)
        yield Part(frozenset(before), heads)
        left_words = [child.i for child in group[0].children if child.i < group[0].i and child.dep_ == "amod"]
        if left_words and number:
            yield Part(frozenset(range(group[0].i, begins)), heads)


def _own(token: Token, group: list[Token]) -> list[int]:
    """The places under one member, without those of the members after it and what joins them."""
    others = {place.i for one in group if one.i > token.i for place in one.subtree}
    joins = {child.i for child in token.children if child.dep_ in {"cc", "punct"} and child.i > token.i}
    own = sorted(place.i for place in token.subtree if place.i not in others and place.i not in joins)
    after = min(others, default=len(token.doc))
    own = [place for place in own if place < after]  # what comes after them all is left to those that stay
    return own if own and own[-1] - own[0] == len(own) - 1 else []
