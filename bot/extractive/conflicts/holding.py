"""Holding: which of the parties that a sentence names is the one who leads, owns, chairs or does the thing."""

import re
from enum import StrEnum

from bot.extractive.conflicts.claims import Claim
from bot.extractive.conflicts.parties import Party
from bot.extractive.conflicts.sought import Sought
from bot.extractive.conflicts.wording import relations_of
from bot.extractive.terms import OTHER_WORD, worth

_ARTICLE = r"(?:both\s+)?(?:the|our|its|their|a|an)?\s*$"
_COPULA = r"(?:is|are|was|were|be|becomes?|became|remains?)(?:\s(?:now|currently|still|also))?"
_IDENTITY_BEFORE = re.compile(rf"(?:\b{_COPULA}|^[^:|]{{2,60}}[:|]|\|[^:|]{{2,60}}:)\s+{_ARTICLE}", re.IGNORECASE)
_IDENTITY_AFTER = re.compile(
    rf"\s+(?:{_COPULA}|(?:has|have) been (?:named|appointed|made)|(?:serves|acts|works) as|takes over as)\s(?!\w+(?:ed|en)\sby\b)",
    re.IGNORECASE,
)
_GIVEN_TO = re.compile(
    r"(?:\bby|\b(?:sits?|rests?|lies?|remains?|stays?) with|\b(?:belongs?|falls?|passed|given|assigned|handed|allocated|moved|"
    rf"reports?|reporting|accountable|answerable) to)\s+{_ARTICLE}",
    re.IGNORECASE,
)
_OPENS = re.compile(r"[\s\"“(,]*(?:and\s+)?(?:the|our|its|a|an|action [\w.-]+:)?\s*", re.IGNORECASE)
_DONE_TO = re.compile(
    r"\s+(?:is|are|was|were|be|been|(?:has|have|will|would|should|to)(?: now)? (?:be|been))\s+(?:\w+\s+){1,2}?by\b",
    re.IGNORECASE,
)
_VERB_AFTER = re.compile(r"\s+[a-z]")
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_BY = re.compile(r"\w+(?:\s\w+)?\s+by\b")


class Stand(StrEnum):
    """How a sentence ties a party to a thing."""

    IS = "is"  # "the chair is X", "X is the chair", "Chair: X", "the chair, X"
    ASIDE = "aside"  # "X (chair)"
    GIVEN = "given"  # "led by X", "responsibility sits with X"
    DOES = "does"  # "X leads the work"


def holders(claims: list[Claim], sought: Sought) -> list[Claim]:
    """The claims whose party stands to the thing as the question asks."""
    return [claim for claim in claims if _stands_so(claim, sought)]


def _stands_so(claim: Claim, sought: Sought) -> bool:
    before, after = _beside(claim)
    stand = _stand(claim, before, after)
    if stand is None:
        return False
    if stand is Stand.ASIDE:
        aside = _ASIDE.match(after)
        return aside is not None and _is_the_relation(aside.group(1), sought)
    if not sought.relations:
        return stand is Stand.IS or not sought.is_identity
    if stand is Stand.DOES:
        # "The council supports the work led by the forum": what somebody else does is not the subject's doing.
        return _is_the_relation(_BY.split(after)[0], sought)
    return _is_the_relation(claim.clause, sought)


def _stand(claim: Claim, before: str, after: str) -> Stand | None:
    if _ASIDE.match(after):
        return Stand.ASIDE
    opens = bool(_OPENS.fullmatch(before))
    named_after = isinstance(claim.value, Party) and bool(claim.value.people) and before.rstrip().endswith(",")
    if _IDENTITY_BEFORE.search(before) or named_after or (opens and _IDENTITY_AFTER.match(after)):
        return Stand.IS
    if _GIVEN_TO.search(before):
        return Stand.GIVEN
    return Stand.DOES if opens and _VERB_AFTER.match(after) and not _DONE_TO.match(after) else None


def _is_the_relation(text: str, sought: Sought) -> bool:
    if sought.relations:
        return bool(relations_of(text) & sought.relations)
    return sought.head is not None and worth(sought.head, text) >= OTHER_WORD


def _beside(claim: Claim) -> tuple[str, str]:
    """The clause up to the party, and after it."""
    text = claim.line.text
    return text[claim.start : claim.value.start], text[claim.value.end : claim.end]
