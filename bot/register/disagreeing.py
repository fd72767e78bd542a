"""Where a plan's row and another document disagree: on who owns an action, and when it is due. Both are shown."""

import re
from collections.abc import Iterator

import numpy as np

from bot.draft import Draft, DraftConflict, DraftReading, Proof
from bot.extractive.conflicts import (
    Claim,
    Days,
    Line,
    Party,
    Sought,
    Stated,
    ValueKind,
    answering_claim,
    claims_in,
    holders,
    light_stems,
    party_of,
    reading_of,
    relation_stems,
    tells_of_another_day,
)
from bot.extractive.terms import worth
from bot.register.answer import quote_of
from bot.understand import Understanding
from knowledge.actions import Action
from knowledge.documents import DocumentStatus
from knowledge.quotes import stands_in
from retrieval.rings import Ring
from retrieval.search import Search
from retrieval.vocabulary import uncommon
from retrieval.words import content_stems

MOST_ROWS = 5  # a list of more rows is a list, and not a question about an action
MOST_READINGS = 4
MOST_PASSAGES = 40  # of those that share words with an action, how many are read
SPOKEN_OF = 0.7  # the share of an action's words that a clause must hold to speak of it
_DUE = re.compile(r"\b(?:by|due|until|before|deadline)\b", re.IGNORECASE)  # beside a date, where no reference is named
_SOURCES = re.compile(r"(?:\d+\.?\s*)?(?:sources|references|bibliography|further reading)\b", re.IGNORECASE)
WORDS_BEFORE = 4  # words before a date that say what happens on it
OWNER, DUE = "who owns it", "when it is due"
_KINDS = {ValueKind.PARTY: OWNER, ValueKind.DATE: DUE}


def show_disagreements(draft: Draft, asked: Understanding, search: Search) -> Draft:
    """The draft with the conflicts between the current plans and what other current documents say."""
    sought = Sought.of(asked)
    if draft.actions:
        found = _of_rows(draft, sought, search.ring)
    elif draft.statements and not sought.is_open:
        found = _of_statements(draft, sought, search.ring)
    else:
        return draft
    return draft.model_copy(update={"conflicts": _joined((*draft.conflicts, *found))})


def _of_rows(draft: Draft, sought: Sought, ring: Ring) -> Iterator[DraftConflict]:
    """What other documents say of the rows shown."""
    if len(draft.actions) > MOST_ROWS:
        return
    kinds = [kind for kind in _KINDS if kind in sought.kinds] or list(_KINDS)
    rows = {(action.passage_id, action.ref): action for action in ring.register.actions}
    for shown in draft.actions:
        action = rows.get((shown.proof.passage.id, shown.ref))
        if action is None or not _is_current(action, ring):
            continue
        lines = [line for line in _prose_near(action, ring) if _speaks_of(line.text, action)]
        for kind in kinds:
            row = _reading(action, kind, ring)
            if row is None:
                continue
            others = [claim for line in lines for claim in _claims(line, kind, action)]
            differing = _differing(row[0], [(claim.value, reading_of(claim)) for claim in others])
            if differing:
                about = f"{action.ref or action.action}: {_KINDS[kind]}"
                yield DraftConflict(about=about, readings=(row[1], *differing))


def _of_statements(draft: Draft, sought: Sought, ring: Ring) -> Iterator[DraftConflict]:
    """What the current plans say of the action that the statements speak of."""
    kind = next((kind for kind in _KINDS if kind in sought.kinds), None)
    if kind is None or (kind is ValueKind.PARTY and "owns" not in sought.relations):
        return
    answer = answering_claim(_said(draft, ring), kind, sought)
    if answer is None:
        return
    for action in ring.register.actions:
        if not _is_current(action, ring) or not _is_asked_for(action, sought) or not _speaks_of(answer.clause, action):
            continue
        row = _reading(action, kind, ring)
        if row and answer.value.agrees(row[0]) is False:
            yield DraftConflict(
                about=f"{action.ref or action.action}: {_KINDS[kind]}", readings=(reading_of(answer), row[1])
            )


def _joined(conflicts: tuple[DraftConflict, ...]) -> tuple[DraftConflict, ...]:
    """Conflicts that share their first reading are one."""
    joined: dict[DraftReading, DraftConflict] = {}
    for conflict in conflicts:
        before = joined.get(conflict.readings[0])
        readings = tuple(dict.fromkeys((*(before.readings if before else ()), *conflict.readings)))[:MOST_READINGS]
        joined[conflict.readings[0]] = (before or conflict).model_copy(update={"readings": readings})
    return tuple(joined.values())


def _is_current(action: Action, ring: Ring) -> bool:
    return ring.documents[action.document_id].status is DocumentStatus.CURRENT


def _prose_near(action: Action, ring: Ring) -> Iterator[Line]:
    """The sentences of the current documents' passages that share most words with an action, plans left out."""
    plans = {other.passage_id for other in ring.register.actions}
    scores = ring.words.scores(content_stems(f"{action.ref or ''} {action.action}"))
    for row in np.argsort(-scores, kind="stable")[: MOST_PASSAGES + len(plans)]:
        passage = ring.passages[row]
        sources = bool(passage.headings) and _SOURCES.match(passage.headings[-1]) is not None
        if scores[row] > 0 and passage.id not in plans and not sources:
            yield from _lines_of(ring, int(row))


def _lines_of(ring: Ring, row: int) -> Iterator[Line]:
    """The sentences of a passage, where its document holds today."""
    passage, sentences = ring.passages[row], ring.sentences[row]
    lines = (
        Line(document=ring.documents[passage.document_id], passage=passage, sentences=sentences, place=place)
        for place in range(len(sentences))
    )
    return (line for line in lines if line.is_current)


def _said(draft: Draft, ring: Ring) -> list[Line]:
    """The sentences that prove the statements."""
    quotes = {(proof.passage.id, proof.quote) for statement in draft.statements for proof in statement.proofs}
    return [
        line
        for passage_id, quote in quotes
        for line in _lines_of(ring, ring.row_of[passage_id])
        if stands_in(line.text, quote)
    ]


def _speaks_of(text: str, action: Action) -> bool:
    """Whether a text names an action by its reference, or by most of its words."""
    if action.ref and _naming(action.ref).search(text):
        return True
    wanted = _matter(action)
    said = wanted & set(content_stems(text))
    return len(said) > 1 and sum(map(uncommon, said)) >= SPOKEN_OF * sum(map(uncommon, wanted))


def _matter(action: Action) -> set[str]:
    """The words of what an action is about: without the verb that it begins with."""
    stems = content_stems(action.action)[1:]
    return {stem for stem in stems if stem not in light_stems()}


def _naming(ref: str) -> re.Pattern[str]:
    """How a sentence names a reference. A bare number could be any number, so it needs a word or brackets."""
    if ref[:1].isalpha():
        parts = re.findall(r"[A-Za-z]+|\d+", ref)
        return re.compile(r"\b" + r"[\s./-]?".join(parts) + r"\b", re.IGNORECASE)
    return re.compile(rf"(?:\b(?:actions?|ref|reference|item|row)\s+|\(){re.escape(ref)}(?![\d.]*\d)", re.IGNORECASE)


def _claims(line: Line, kind: ValueKind, action: Action) -> list[Claim]:
    """What a sentence says of an action's owner or due date."""
    claims = [claim for claim in claims_in(line, kind) if _speaks_of(claim.clause, action)]
    if kind is ValueKind.PARTY:
        return holders(claims, Sought.owner())
    named = action.ref is not None and _naming(action.ref).search(line.text) is not None
    return [
        claim
        for claim in claims
        if not tells_of_another_day(_right_before(claim)) and (named or _DUE.search(_right_before(claim)))
    ]


def _right_before(claim: Claim) -> str:
    return " ".join(claim.line.text[: claim.value.start].split()[-WORDS_BEFORE:])


def _is_asked_for(action: Action, sought: Sought) -> bool:
    terms = [term for term in sought.terms if not set(term.phrase) <= relation_stems()]
    return bool(terms) and all(worth(term, action.action) > 0 for term in terms)


def _reading(action: Action, kind: ValueKind, ring: Ring) -> tuple[Stated, DraftReading] | None:
    """What a row says, as a value, with its proof; none where it does not say."""
    passage = ring.passages[ring.row_of[action.passage_id]]
    value = _owner(action) if kind is ValueKind.PARTY else _due(action)
    if value is None or not stands_in(value.text, passage.text):
        return None
    document = ring.documents[action.document_id]
    quote = quote_of(
        passage.text, tuple(part for part in (action.ref, value.text) if part and stands_in(part, passage.text))
    )
    return value, DraftReading(value=value.text, proof=Proof(document=document, passage=passage, quote=quote))


def _owner(action: Action) -> Party | None:
    names = [owner.written for owner in action.owners]
    cells = [text for text in action.written.values() if names and all(name in text for name in names)]
    written = min(cells, key=len, default=names[0] if len(names) == 1 else None)
    return party_of(" ".join(written.split())) if written else None


def _due(action: Action) -> Days | None:
    if not action.due.latest:
        return None
    written = " ".join(action.due.written.split())
    first = action.due.earliest or action.due.latest
    return Days(kind=ValueKind.DATE, text=written, start=0, end=len(written), first=first, last=action.due.latest)


def _differing(row: Stated, others: list[tuple[Stated, DraftReading]]) -> list[DraftReading]:
    """The readings that differ from the row's and from one another."""
    kept: list[tuple[Stated, DraftReading]] = []
    for value, reading in others:
        if row.agrees(value) is False and not any(value.agrees(other) for other, _ in kept):
            kept.append((value, reading))
    return [reading for _, reading in kept]
