"""What tells two claims apart, however much they have in common: each rule is a way to speak of something else."""

import re
from collections.abc import Callable

from bot.extractive.conflicts.amounts import Amount
from bot.extractive.conflicts.claims import Claim
from bot.extractive.conflicts.speaking import is_said_in
from bot.extractive.conflicts.values import ValueKind
from bot.extractive.conflicts.wording import are_opposed, light_stems, marks_of
from retrieval.words import content_stems

WORDS_BEFORE, WORDS_AFTER = 4, 2  # beside a value, which say what it measures
_FROM_AN_EVENT = re.compile(r",?\s(?:of|after|from|before|to|following|since)\s(?P<event>[^,.;|]{3,60})", re.IGNORECASE)
_AT_LEAST = re.compile(r"\b(?:at least|no less than|not less than|a minimum of)\s*$", re.IGNORECASE)
_CONDITION = re.compile(r"(?:if|where|when|once|unless)\b(?P<case>[^,;]{8,200}),", re.IGNORECASE)
_DUTY = re.compile(r"\b(?:must|shall|has to|have to)\s(?:also\s|then\s)?(\w+)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b((?i:band|option|phase|tier|level|stage|year|group|type|zone|priority|action|step|part))"
    r"\s([A-Z]|\d{1,2}(?:\.\d+)?|one|two|three|four)\b"
)


def are_apart(one: Claim, other: Claim) -> bool:
    """Whether any rule says that two claims are of different things."""
    return any(rule(one, other) for rule in _RULES)


def sentences_opposed(one: Claim, other: Claim) -> bool:
    """As the rule of opposed words, for the whole sentences of two claims."""
    return are_opposed(("", "", one.line.text), ("", "", other.line.text))


def _differently_marked(one: Claim, other: Claim) -> bool:
    """One is a target, an average, a change, and the other is none."""
    return marks_of(one.clause) != marks_of(other.clause)


def _opposed(one: Claim, other: Claim) -> bool:
    """Primary and secondary, start and end, budget and spending."""
    return are_opposed(_measure(one), _measure(other))


def _measure(claim: Claim) -> tuple[str, str, str]:
    """The words right before and right after a claim's value, and its whole clause."""
    before = claim.line.text[claim.start : claim.value.start].split()[-WORDS_BEFORE:]
    after = claim.line.text[claim.value.end : claim.end].split()[:WORDS_AFTER]
    return " ".join(before), " ".join(after), claim.clause


def _counting_apart(one: Claim, other: Claim) -> bool:
    """A number that leaves out what it counts ("47 were let") stands in a sentence that does not name it."""
    counts = [claim for claim in (one, other) if isinstance(claim.value, Amount) and claim.value.counted]
    if len(counts) != 1:
        return False
    named, bare = (one, other) if counts[0] is one else (other, one)
    counted = named.value.counted if isinstance(named.value, Amount) else ()
    before = content_stems(bare.line.text[: bare.value.start])
    return not any(is_said_in(stem, before) for stem in counted)


def _from_different_events(one: Claim, other: Claim) -> bool:
    """Lengths of time that run from different events: "within 4 weeks of the meeting", "of the notice"."""
    if one.value.kind is not ValueKind.LENGTH:
        return False
    mine, theirs = (_event(claim) for claim in (one, other))
    return bool(mine) and bool(theirs) and not any(is_said_in(stem, theirs) for stem in mine)


def _event(claim: Claim) -> set[str]:
    found = _FROM_AN_EVENT.match(claim.line.text, claim.value.end)
    return {stem for stem in content_stems(found["event"]) if stem not in light_stems()} if found else set()


def _different_steps(one: Claim, other: Claim) -> bool:
    """Times for duties to do different things: "must tell you within", "must send it within"."""
    if one.value.kind is not ValueKind.LENGTH:
        return False
    mine, theirs = (_duties(claim) for claim in (one, other))
    return bool(mine) and bool(theirs) and not mine & theirs


def _duties(claim: Claim) -> set[str]:
    return {found.lower() for found in _DUTY.findall(claim.line.text)}


def _under_different_conditions(one: Claim, other: Claim) -> bool:
    """Times of which one holds only in a case that the other does not speak of: "If the council decides not to ..."."""
    if one.value.kind is not ValueKind.LENGTH:
        return False
    mine, theirs = (_condition(claim) for claim in (one, other))
    return mine != theirs and len(mine & theirs) * 2 < max(len(mine), len(theirs))


def _condition(claim: Claim) -> set[str]:
    found = _CONDITION.match(claim.line.text)
    return set(content_stems(found["case"])) if found and found.end() <= claim.value.start else set()


def _least_and_most(one: Claim, other: Claim) -> bool:
    """Times of which only one is the least there must be: "at least 2 weeks' notice"."""
    if one.value.kind is not ValueKind.LENGTH:
        return False
    mine, theirs = (bool(_AT_LEAST.search(claim.line.text[: claim.value.start])) for claim in (one, other))
    return mine != theirs


def _of_different_numbers(one: Claim, other: Claim) -> bool:
    """Others of a series: "band A" and "band B", "phase 1" and "phase 2"."""
    mine, theirs = ({(kind.lower(), mark) for kind, mark in _NUMBERED.findall(claim.clause)} for claim in (one, other))
    shared = {kind for kind, _ in mine} & {kind for kind, _ in theirs}
    return any(not {m for k, m in mine if k == kind} & {m for k, m in theirs if k == kind} for kind in shared)


def _in_different_rows(one: Claim, other: Claim) -> bool:
    """Rows of tables whose first cells name different things."""
    if not (one.line.is_row and other.line.is_row):
        return False
    mine, theirs = (set(content_stems(claim.line.first_cell)) for claim in (one, other))
    return not (mine <= theirs or theirs <= mine)


def _of_different_names(one: Claim, other: Claim) -> bool:
    """Each clause names something that nothing about the other does."""
    mine = [name for name in one.names if not is_said_in(name, other.everywhere)]
    theirs = [name for name in other.names if not is_said_in(name, one.everywhere)]
    return bool(mine) and bool(theirs)


def _differently_qualified(one: Claim, other: Claim) -> bool:
    """One noun has a different word before it in each: "sleep clinic", "hearing clinic".

    A title or heading may name both, so that does not bring them together.
    """
    mine, theirs = _by_noun(one), _by_noun(other)
    return any(
        not mine[noun] & theirs[noun]
        and not any(is_said_in(word, other.in_the_sentence) for word in mine[noun])
        and not any(is_said_in(word, one.in_the_sentence) for word in theirs[noun])
        for noun in mine.keys() & theirs.keys()
    )


def _by_noun(claim: Claim) -> dict[str, set[str]]:
    nouns: dict[str, set[str]] = {}
    for before, noun in claim.qualified:
        nouns.setdefault(noun, set()).add(before)
    return nouns


_RULES: tuple[Callable[[Claim, Claim], bool], ...] = (
    _differently_marked,
    _opposed,
    _counting_apart,
    _from_different_events,
    _different_steps,
    _under_different_conditions,
    _least_and_most,
    _of_different_numbers,
    _in_different_rows,
    _of_different_names,
    _differently_qualified,
)
