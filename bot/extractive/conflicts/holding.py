"""Holding: which of the parties that a sentence names is the one who leads, owns, chairs or does the thing."""

import re

from bot.extractive.conflicts.claims import Claim
from bot.extractive.conflicts.parties import Party
from bot.extractive.conflicts.sought import Sought
from bot.extractive.conflicts.wording import relations_of
from bot.extractive.match import OTHER_WORD, worth

IN_ITS_WORDS = 0.9  # a relation that is named is that relation: who owns a policy may not be who oversees it

_POINTED_AT = re.compile(
    r"(?:\bby|\b(?:sits?|rests?|lies?|remains?|stays?) with|\b(?:belongs?|falls?|passed|given|assigned|handed|allocated|moved|reports?|reporting|accountable|answerable) to"
    r"|\b(?:is|are|was|be|becomes?|remains?)(?: now| currently| still)?|[:|])\s+(?:both\s+)?(?:the|our|its|their|a|an)?\s*$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"[\s\"“(,]*(?:and\s+)?(?:the|our|its|a|an|action [\w.-]+:)?\s*", re.IGNORECASE)
_DONE_TO = re.compile(
    r"\s+(?:is|are|was|were|be|been|(?:has|have|will|would|should|to)(?: now)? (?:be|been))\s+(?:\w+\s+){1,2}?by\b", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_BY = re.compile(r"\w+(?:\s\w+)?\s+by\b")


def holders(claims: list[Claim], sought: Sought) -> list[Claim]:
    """The claims whose party stands to the thing as the question asks."""
    return [claim for claim in claims if _is_holder(claim) and _stands_so(claim, sought)]


def _is_holder(claim: Claim) -> bool:
    """Pointed at ("led by X", "the chair is X", "Chair: X"), or the subject of a sentence that is not passive."""
    before, after = _beside(claim)
    if _POINTED_AT.search(before) or _ASIDE.match(after):
        return True
    if isinstance(claim.value, Party) and claim.value.people and before.rstrip().endswith(","):
        return True  # "our manager, Ann Lee"
    has_verb = any(letter.isalpha() for letter in after)
    return bool(_OPENS.fullmatch(before)) and has_verb and not _DONE_TO.match(after)


def _stands_so(claim: Claim, sought: Sought) -> bool:
    before, after = _beside(claim)
    if not sought.relations:
        return True
    aside = _ASIDE.match(after)
    if aside:
        return bool(relations_of(aside.group(1)) & sought.relations) or _is_the_head(aside.group(1), sought)
    if _OPENS.fullmatch(before) and not _POINTED_AT.search(before):
        # "The council supports the work led by the forum": what somebody else does is not the subject's doing.
        after = _BY.split(after)[0]
        return bool(relations_of(after) & sought.relations) or _is_the_head(after, sought)
    return bool(relations_of(claim.clause) & sought.relations) or _is_the_head(claim.clause, sought)


def _is_the_head(text: str, sought: Sought) -> bool:
    return sought.head is not None and worth(sought.head, text) >= (IN_ITS_WORDS if sought.relations else OTHER_WORD)


def _beside(claim: Claim) -> tuple[str, str]:
    """The clause up to the party, and after it."""
    start = claim.line.text.find(claim.clause.split(" | ")[-1])
    place = claim.value.start - max(start, 0)
    clause = claim.line.text[max(start, 0) :]
    return clause[: max(place, 0)], clause[max(place, 0) + len(claim.value.text) :]
