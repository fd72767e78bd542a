"""Composes an answer from the documents' own sentences: the best one, and what it needs to be whole."""

import re
from collections.abc import Sequence

from bot.draft import Draft, DraftStatement, Lack, Proof
from bot.extractive.conflicts import find_conflict
from bot.extractive.judge import chance, rank, weights
from bot.extractive.kinds import AnswerKind, can_be_seen, values_in
from bot.extractive.lacking import missing_of, unheard_names, why_not
from bot.extractive.match import Candidate, is_label_block
from bot.understand import Understanding
from knowledge.documents import LocatorKind, Passage
from knowledge.quotes import stands_in
from retrieval.search import Found
from retrieval.words import content_stems

MOST_STATEMENTS = 4
CLOSE_BESIDE = 1.2  # the same, for a sentence of another paragraph under the same heading
ALL_COVERED = 0.8  # of what the question turns on, for a sentence to be an answer by itself
_OFTEN_SEVERAL = {AnswerKind.PERSON, AnswerKind.CONTACT, AnswerKind.NAMED, AnswerKind.REASON, AnswerKind.PLACE}
SAME = 0.7  # the share of the shorter sentence's words that makes it a repeat of the other
# A paragraph this short is said whole: its sentences lean on one another.
SHORT_SENTENCES, SHORT_TEXT = 3, 600
CLOSE = 0.9  # how far below the best score another sentence of the same passage may be and still be said
# Lines of a block that belong to the person named above them.
_ATTRIBUTE = re.compile(r"(?:job )?title|post|tel|telephone|phone|mobile|e-?mail|address|contact", re.IGNORECASE)
# A sentence that begins so points back to the one before, and is said with it.
_POINTS_BACK = re.compile(
    r"(?:this|that|these|those|it|its|they|their|he|she|such|however|therefore|as a result|in addition|furthermore|"
    r"adding|of (?:this|these|which)|both|the (?:former|latter|remainder|rest))\b",
    re.IGNORECASE,
)


def compose(asked: Understanding, candidates: list[Candidate]) -> Draft:
    """The statements that answer, each proved by its passage; or what is lacking, and what was looked at."""
    ranked = rank(candidates)
    if not ranked:
        return Draft(lack=Lack.EVIDENCE)
    unheard = unheard_names(ranked, asked)
    if unheard:
        return Draft(lack=Lack.WORDS, unanswered=unheard, looked_at=_looked_at(ranked))
    if asked.kind is AnswerKind.LIST:
        ranked = _lists_before_talk(ranked)
    best = ranked[0][1]
    looked_at = _looked_at(ranked)
    likely = chance(best, asked)
    if likely < weights().threshold:
        missing = missing_of(best)
        return Draft(lack=why_not(best, missing, asked), unanswered=missing, looked_at=looked_at, chance=likely)
    statements = _statements(best, ranked, asked)
    conflict = find_conflict(_said(statements, ranked), [candidate for _, candidate in ranked], asked)
    return Draft(
        statements=tuple(statements),
        conflicts=(conflict,) if conflict else (),
        unanswered=_unanswered(statements, asked),
        looked_at=looked_at,
        chance=likely,
    )


def _lists_before_talk(ranked: list[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """Asked for a list, a list that speaks of the same things goes before a sentence about the list."""
    top, best = ranked[0]
    for score, candidate in ranked:
        listed = is_list(candidate.found.passage) and not is_label_block(candidate.found.passage)
        if score < top - 2 * CLOSE:
            break
        if listed and candidate.measures.covered_near >= 0.9 * best.measures.covered_near:
            return [(top, candidate), *((value, other) for value, other in ranked if other is not candidate)]
    return ranked


def _looked_at(ranked: Sequence[tuple[float, Candidate]]) -> tuple[Proof, ...]:
    seen: dict[str, Proof] = {}
    for _, candidate in ranked:
        found = candidate.found
        seen.setdefault(found.passage.id, Proof(document=found.document, passage=found.passage, quote=candidate.text))
        if len(seen) == 3:
            break
    return tuple(seen.values())


def _said(statements: Sequence[DraftStatement], ranked: Sequence[tuple[float, Candidate]]) -> list[Candidate]:
    texts = {(proof.passage.id, statement.text) for statement in statements for proof in statement.proofs}
    return [candidate for _, candidate in ranked if (candidate.found.passage.id, candidate.text) in texts]


def _statements(
    best: Candidate, ranked: Sequence[tuple[float, Candidate]], asked: Understanding
) -> list[DraftStatement]:
    passage = best.found.passage
    if passage.locator.kind is LocatorKind.ROW:
        return [_statement(best.found, [best.text])]
    if is_label_block(passage):
        return _from_labels(best, asked)
    if "\n" in passage.text:
        return _from_list(best, asked)
    return _from_text(best, ranked, asked)


def _statement(found: Found, sentences: Sequence[str], quote: str | None = None) -> DraftStatement:
    text = " ".join(sentences)
    proof = Proof(document=found.document, passage=found.passage, quote=quote or text)
    return DraftStatement(text=text, proofs=(proof,))


def _from_labels(best: Candidate, asked: Understanding) -> list[DraftStatement]:
    """The line that answers, with the line that says whose it is, and how to reach them when that was asked."""
    lines = best.found.sentences
    whose = next((place for place in range(best.place, -1, -1) if not _ATTRIBUTE.match(lines[place])), best.place)
    about_them = []
    for place in range(whose + 1, len(lines)):
        if not _ATTRIBUTE.match(lines[place]):
            break
        about_them.append(place)
    wanted = {whose, best.place}
    for kind in asked.kinds:
        if kind in {AnswerKind.PERSON, AnswerKind.CONTACT}:
            wanted |= set(about_them)
        elif can_be_seen(kind):
            wanted |= {place for place in about_them if values_in(lines[place], kind)}
    return [_statement(best.found, [lines[place]]) for place in sorted(wanted)]


def _from_list(best: Candidate, asked: Understanding) -> list[DraftStatement]:
    """One item when one was asked for, the whole list when the list was."""
    lines = best.found.sentences
    whole = best.found.passage.text
    one_item = best.place > 0 and asked.kind not in {AnswerKind.LIST, AnswerKind.ANYTHING, AnswerKind.REASON}
    if one_item or (best.place > 0 and _stands_out(best, asked)):
        return [_statement(best.found, [lines[best.place]])]
    return [_statement(best.found, [line], quote=whole) for line in lines]


def _stands_out(best: Candidate, asked: Understanding) -> bool:
    """Whether the question speaks of this item and not of the list."""
    return asked.kind is not AnswerKind.LIST and best.measures.covered >= 0.45


def _from_text(
    best: Candidate, ranked: Sequence[tuple[float, Candidate]], asked: Understanding
) -> list[DraftStatement]:
    sentences = best.found.sentences
    top = ranked[0][0]
    wanted = {best.place}
    if (
        not _says_it_all(best, asked)
        and len(sentences) <= SHORT_SENTENCES
        and len(best.found.passage.text) <= SHORT_TEXT
    ):
        wanted = set(range(len(sentences)))
    for score, candidate in ranked[1:]:
        if candidate.found.row == best.found.row and len(wanted) < 3 and score >= top - CLOSE:
            wanted.add(candidate.place)
    first = min(wanted)
    if first > 0 and _POINTS_BACK.match(sentences[first]):
        wanted.add(first - 1)
    statements = _in_one_quote(best.found, sorted(wanted))
    beside = _from_beside(best, ranked)
    if beside:
        said = {best.found.row: statements, **beside}
        return [statement for row in sorted(said) for statement in said[row]][:MOST_STATEMENTS]
    return statements + _from_elsewhere(best, ranked, asked, statements)


def _says_it_all(best: Candidate, asked: Understanding) -> bool:
    """Whether one sentence holds the one thing asked for, such as a date or an amount, and what it is asked of."""
    one_thing = len(asked.kinds) == 1 and can_be_seen(asked.kind) and asked.kind not in _OFTEN_SEVERAL
    return one_thing and best.measures.kind == 1 and best.measures.covered >= ALL_COVERED


def _in_one_quote(found: Found, places: list[int]) -> list[DraftStatement]:
    """One statement for each sentence; sentences that follow one another are proved by one quote of them all."""
    together = " ".join(found.sentences[place] for place in places)
    in_a_row = places == list(range(places[0], places[-1] + 1)) and stands_in(together, found.passage.text)
    return [_statement(found, [found.sentences[place]], quote=together if in_a_row else None) for place in places]


def _from_beside(best: Candidate, ranked: Sequence[tuple[float, Candidate]]) -> dict[int, list[DraftStatement]]:
    """Sentences of other paragraphs under the same heading that fit nearly as well: parts of one answer, by row."""
    beside: dict[int, list[DraftStatement]] = {}
    headings = best.found.passage.headings
    if best.found.passage.locator.kind is not LocatorKind.HEADING or not headings:
        return beside
    for score, candidate in ranked[1:]:
        found = candidate.found
        if score < ranked[0][0] - CLOSE_BESIDE or len(beside) == MOST_STATEMENTS - 1:
            break
        same = found.passage.headings == headings and found.document.id == best.found.document.id
        if same and found.row != best.found.row and found.row not in beside and not is_list(found.passage):
            beside[found.row] = [_statement(found, [candidate.text])]
    return beside


def _from_elsewhere(
    best: Candidate, ranked: Sequence[tuple[float, Candidate]], asked: Understanding, said: Sequence[DraftStatement]
) -> list[DraftStatement]:
    """A sentence of another passage, when it holds a second kind asked for, or fits nearly as well as the best."""
    open_kinds = [
        kind
        for kind in asked.kinds[1:]
        if can_be_seen(kind) and not any(values_in(statement.text, kind) for statement in said)
    ]
    more: list[DraftStatement] = []
    for score, candidate in ranked[1:]:
        if score < ranked[0][0] - 2 * CLOSE or len(said) + len(more) >= MOST_STATEMENTS:
            break
        if candidate.found.row == best.found.row or is_list(candidate.found.passage):
            continue
        if any(_says_the_same(candidate.text, statement.text) for statement in (*said, *more)):
            continue
        news = any(values_in(candidate.text, kind) for kind in open_kinds)
        close = score >= ranked[0][0] - CLOSE and candidate.measures.kind >= best.measures.kind
        if news or close:
            more.append(_statement(candidate.found, [candidate.text]))
            open_kinds = [kind for kind in open_kinds if not values_in(candidate.text, kind)]
    return more


def _says_the_same(one: str, other: str) -> bool:
    """Whether two sentences share most of their words, as two papers' accounts of one fact do."""
    stems = set(content_stems(one)), set(content_stems(other))
    return len(stems[0] & stems[1]) >= SAME * min(map(len, stems))


def is_list(passage: Passage) -> bool:
    """Whether a passage is a list or another thing of several lines."""
    return "\n" in passage.text


def _unanswered(statements: Sequence[DraftStatement], asked: Understanding) -> tuple[str, ...]:
    """What of a question with several parts got no answer: a second kind that no statement holds."""
    said = " ".join(proof.quote for statement in statements for proof in statement.proofs)
    return tuple(
        kind.value
        for kind in asked.kinds[1:]
        if can_be_seen(kind) and _asked_apart(asked, kind) and not values_in(said, kind)
    )


def _asked_apart(asked: Understanding, kind: AnswerKind) -> bool:
    words = {
        AnswerKind.DATE: "when",
        AnswerKind.MONEY: "how much",
        AnswerKind.COUNT: "how many",
        AnswerKind.PHONE: "phone",
    }
    return kind in words and re.search(rf"\band\b.*{words[kind]}", asked.spelled, re.IGNORECASE) is not None
