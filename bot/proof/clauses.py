"""The sentences inside a sentence: what "and" and "but" join, each with its subject; nothing that is only reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = {"nsubj", "nsubjpass", "expl", "csubj"}
_LEADS = {"advcl", "prep", "npadvmod", "advmod"}
_HEDGES = {"if", "unless", "until", "once", "provided", "where", "when", "only", "except", "without"}
_OPENS = {"WDT", "WP", "WP$", "WRB"}


@dataclass(frozen=True)
class Clause:
    """The places of its words in the order in which they make a sentence, and its head."""

    head: Token
    places: tuple[int, ...]
    subject: Token | None

    @property
    def is_order(self) -> bool:
        """Whether it tells the reader to do something ("Ring us"), and not what to leave."""
        kids = list(self.head.children)
        bare = self.head.tag_ in {"VB", "VBP"} and not any(kid.dep_ in {*_SUBJECTS, "aux", "neg"} for kid in kids)
        return bare and self.head.i == self.places[0]


def clauses_of(doc: Doc) -> Iterator[Clause]:
    """The whole sentence, then each of those that it joins."""
    root = next(token for token in doc if token.dep_ == "ROOT")
    yield Clause(root, tuple(range(len(doc))), _subject(root))
    members = [root]
    while (after := next((kid for kid in members[-1].children if _joins(kid)), None)) is not None:
        members.append(after)
    if len(members) == 1 or not any(kid.dep_ in _SUBJECTS for kid in root.children):
        return
    for number in range(len(members)):
        places = _places(members, number)
        if places:
            yield Clause(members[number], places, _subject_of(members, number))


def _subject(head: Token) -> Token | None:
    return next((kid for kid in head.children if kid.dep_ in {"nsubj", "nsubjpass"}), None)


def _subject_of(members: list[Token], number: int) -> Token | None:
    """Its own subject, or that of the nearest before it that has one."""
    return next((found for one in members[number::-1] if (found := _subject(one)) is not None), None)


def _joins(token: Token) -> bool:
    return token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"}


def _places(members: list[Token], number: int) -> tuple[int, ...]:
    """Of one of the joined sentences; none where leaving the others might change what it says."""
    member, later = members[number], members[number + 1 :]
    below = {token.i for one in later for token in one.subtree}
    own = [token.i for token in member.subtree if token.i not in below]
    own = [place for place in own if member.doc[place] not in _joining(member, later)]
    if any(_hedges(member.doc[place]) for place in below) or _is_but(member, later):
        return ()
    nearest = members[min(number + 1, len(members) - 1)] if number == 0 else member
    between = member.doc[members[0].i : nearest.left_edge.i]
    if any(token.dep_ in {"ccomp", "mark"} or token.tag_ in _OPENS for token in between):
        return ()  # the parser may take for joined to the whole what is joined to a condition or a report in it
    if number == 0:
        return tuple(own)
    earlier = members[:number]
    joined = {kid.lower_ for one in earlier for kid in one.children if kid.dep_ == "cc"}
    taken = _taken_over(member, earlier, joined)
    if taken is None:
        return ()
    leads = [t.i for kid in members[0].children if kid.i < members[0].i and kid.dep_ in _LEADS for t in kid.subtree]
    ahead = [place for place in leads if place not in taken]
    return (*ahead, *taken, *own)


def _hedges(token: Token) -> bool:
    return token.lower_ in {"but", *_HEDGES} and not (token.lower_ == "if" and token.nbor(-1).lower_ == "as")


def _joining(member: Token, later: list[Token]) -> set[Token]:
    return {kid for kid in member.children if kid.dep_ in {"cc", "punct"} and later and kid.i > member.i}


def _is_but(member: Token, later: list[Token]) -> bool:
    """What comes after "but" may take back what comes before it."""
    return bool(later) and any(kid.lower_ in {"but", "yet"} for kid in member.children if kid.dep_ == "cc")


def _taken_over(member: Token, earlier: list[Token], joined: set[str]) -> list[int] | None:
    """The subject and the helping verbs that it shares with those before it."""
    if any(kid.dep_ in _SUBJECTS for kid in member.children):
        return [] if "or" not in joined else None
    giver = next((one for one in reversed(earlier) if any(kid.dep_ in _SUBJECTS for kid in one.children)), None)
    if giver is None:
        return None
    subject = [t.i for kid in giver.children if kid.dep_ in _SUBJECTS for t in kid.subtree]
    helps = [kid for kid in giver.children if kid.dep_ in {"aux", "auxpass", "neg"} and kid.i < giver.i]
    has_own = any(kid.dep_ in {"aux", "auxpass"} for kid in member.children) or member.tag_ in {"VBZ", "VBP", "VBD"}
    shared = [] if has_own else [kid.i for kid in helps]
    is_negated = any(kid.dep_ == "neg" for kid in helps)
    may = any(kid.lower_ in {"may", "can"} for kid in (*helps, *member.children))
    if is_negated and not has_own and "or" not in joined:
        return None
    if "or" in joined and not (may or is_negated):
        return None
    return [*subject, *shared]
