"""Finds where documents disagree on what a question asks: every reading is given, none is chosen."""

from collections.abc import Sequence

from bot.draft import DraftConflict, DraftReading, Proof
from bot.extractive.conflicts.claims import Claim, claims_in, values_of
from bot.extractive.conflicts.holding import holders
from bot.extractive.conflicts.lines import Line, lines_of
from bot.extractive.conflicts.matter import same_matter
from bot.extractive.conflicts.sought import Sought
from bot.extractive.conflicts.speaking import answers, fitness, is_of_the_time, presence
from bot.extractive.conflicts.values import Stated, ValueKind
from bot.extractive.match import Candidate
from bot.understand import Understanding
from retrieval.words import words_of

MOST_READINGS = 4
_FIGURES = (ValueKind.MONEY, ValueKind.PERCENT, ValueKind.COUNT)


def find_conflict(said: Sequence[Candidate], others: Sequence[Candidate], asked: Understanding) -> DraftConflict | None:
    """The values that other passages give for what a sentence said gives a value for, if they differ.

    ``said`` are the sentences of the answer, ``others`` all that were found, best first. Only current
    documents can disagree.
    """
    sought = Sought.of(asked)
    found = lines_of(others)
    lines = [line for line in found if line.is_current]
    spoken = {(candidate.found.row, candidate.place) for candidate in said}
    answering = [line for line, other in zip(found, others, strict=True) if (other.found.row, other.place) in spoken]
    for kind in sought.kinds:
        answer = answering_claim(answering, kind, sought)
        if answer:
            conflict = _disagreeing(answer, lines, sought, asked)
            if conflict or not sought.is_open:
                return conflict
    return None


def answering_claim(said: Sequence[Line], kind: ValueKind, sought: Sought) -> Claim | None:
    """Of the claims of an answer's sentences, the one that fits the question best."""
    claims = [claim for line in said if line.is_current for claim in _claims(line, kind, sought)]
    best = max(claims, key=lambda claim: fitness(claim, sought), default=None)
    return best if best and answers(best, sought) else None


def _claims(line: Line, kind: ValueKind, sought: Sought) -> list[Claim]:
    """A sentence's claims that may answer: of the time asked for, and news."""
    claims = claims_in(line, kind)
    if kind is ValueKind.PARTY:
        claims = holders(claims, sought)
    if kind is ValueKind.DATE and sought.is_open and any(values_of(line.text, one) for one in _FIGURES):
        return []  # the date is that of a figure
    return [claim for claim in claims if is_of_the_time(claim, sought) and not _was_asked(claim.value, sought)]


def _was_asked(value: Stated, sought: Sought) -> bool:
    return {word.stem for word in words_of(value.text)} <= sought.stems


def _disagreeing(answer: Claim, others: Sequence[Line], sought: Sought, asked: Understanding) -> DraftConflict | None:
    kind = answer.value.kind
    own = values_of(answer.line.text, kind)
    claims = [answer]
    for other in others:
        if other.passage.id == answer.line.passage.id:
            continue
        if any(value.agrees(answer.value) for value in values_of(other.text, kind)):
            continue
        for claim in _claims(other, kind, sought):
            told = any(claim.value.agrees(value) for value in own)
            differs = claim.value.agrees(answer.value) is False
            new = not any(claim.value.agrees(one.value) for one in claims)
            if not told and differs and new and same_matter(answer, claim, sought):
                claims.append(claim)
    if len(claims) < 2:
        return None
    return DraftConflict(about=_about(answer, sought, asked), readings=tuple(map(reading_of, claims[:MOST_READINGS])))


def _about(answer: Claim, sought: Sought, asked: Understanding) -> str:
    """The stretch of the question that says what the values are of."""
    question = asked.spelled
    spans = [
        (start, start + len(term.text))
        for term in sought.terms
        if presence(term, answer) > 0 and (start := question.find(term.text)) >= 0
    ]
    return question[min(start for start, _ in spans) : max(end for _, end in spans)] if spans else asked.spelled


def reading_of(claim: Claim) -> DraftReading:
    """A claim's value with the sentence that proves it."""
    proof = Proof(document=claim.line.document, passage=claim.line.passage, quote=claim.line.text)
    return DraftReading(value=claim.value.text, proof=proof)
