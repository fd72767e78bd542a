"""Whether a statement follows from a quote: code's own reading, strict where it is in doubt.

Each clause of the statement must be a clause of the quote, with the same verb and voice, the same
who, the same words that change a claim ("must", "not", "only", "at least"), no content of its own, and
nothing left out that narrows what the quote says. See docs/decisions/proof.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.proof.clauses import Clause, clauses_of, is_clause_head, is_content, may_go, parse
from bot.proof.meaning import family_words, meaning, same_meaning
from bot.proof.specifics import specifics_in
from knowledge.quotes import normalise
from retrieval.thesaurus import Phrase, phrase_of
from retrieval.words import stem

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINED = {"conj", "appos"}  # of several things that do the same, a statement may name one


class Reason(StrEnum):
    """Why a statement is not shown as it was written."""

    SPECIFIC = "a number or an address that is not in the quote"
    NO_CLAUSE = "no clause of the quote says this"


def follows(statement: str, quote: str, context: str = "") -> Reason | None:
    """None when the statement says no more than the quote, else what is wrong.

    ``context`` names what the quote may point to with "it" or with an order: the passage's heading.
    """
    if _is_whole_sentences_of(statement, quote):
        return None
    given = [one.value for one in specifics_in(quote)]
    if any(one.value not in given for one in specifics_in(statement)):
        return Reason.SPECIFIC
    proving = clauses_of(quote)
    named = _Named(context)
    said = clauses_of(statement)
    if said and all(any(_is_proved(one, other, named) for other in proving) for one in said):
        return None
    return Reason.NO_CLAUSE


def _is_whole_sentences_of(statement: str, quote: str) -> bool:
    """A part of a sentence may say what the whole does not ("It is not true that ...")."""
    sentences = [doc.text for doc in parse(quote)]
    starts = [place for place, sentence in enumerate(sentences) if normalise(statement).startswith(sentence)]
    return any(
        " ".join(sentences[start:end]) == normalise(statement)
        for start in starts
        for end in range(start + 1, len(sentences) + 1)
    )


class _Named:
    """What the quote may point to."""

    def __init__(self, context: str) -> None:
        self.line = _line(phrase_of(context))


def _is_proved(said: Clause, proof: Clause, named: _Named) -> bool:
    return (
        _same_head(said, proof)
        and said.is_passive == proof.is_passive
        and said.is_past == proof.is_past
        and _same_guards(said, proof)
        and _same_who(said, proof, named)
        and _nothing_new(said, proof)
        and _same_order_of_specifics(said, proof)
        and _nothing_narrower(said, proof)
    )


def _same_head(said: Clause, proof: Clause) -> bool:
    return _alike(said.keys[said.head.i], proof.keys[proof.head.i])


def _alike(one: str, other: str) -> bool:
    return one == other or (other,) in same_meaning().others((one,))


def _same_guards(said: Clause, proof: Clause) -> bool:
    given, wanted = said.guards(), proof.guards()
    if proof.is_order and said.subjects and said.subjects[0].lower_ == "you":
        given -= {"may"}  # "Ring us" may be told as "You can ring us"
    if given - wanted:
        return False
    return all(name in given for name in wanted - meaning().may_go_guards)


def _same_who(said: Clause, proof: Clause, named: _Named) -> bool:
    """The subject's words are the quote's subject's words, no more and no fewer."""
    subject = _words_under(said.subjects)
    theirs = _words_under(proof.subjects)
    if not subject:
        return not any(is_content(word, proof.keys) for word in theirs)
    line = _line(proof.keys[word.i] for word in theirs)
    if any(word.lower_ in {"you", "your"} for word in subject) and not any(is_content(w, said.keys) for w in subject):
        return proof.is_order or any(_stands(phrase, line) for phrase in family_words())
    if all(word.lower_ in meaning().pointing for word in subject if word.pos_ == "PRON") and any(
        word.pos_ == "PRON" and word.lower_ in meaning().pointing for word in subject
    ):
        return any(word.lower_ in {one.lower_ for one in subject} for word in theirs)
    pointing = not theirs or all(word.lower_ in meaning().pointing for word in theirs)
    where = named.line if pointing else line
    return all(_found(word, subject, said.keys, where) for word in subject if is_content(word, said.keys))


def _nothing_new(said: Clause, proof: Clause) -> bool:
    """Outside the subject, every word of content stands outside the subject of the quote's clause."""
    own = _outside(said)
    theirs = _line(proof.keys[word.i] for word in _outside(proof, whole=True))
    return all(_found(word, own, said.keys, theirs) for word in own if is_content(word, said.keys))


def _nothing_narrower(said: Clause, proof: Clause) -> bool:
    """Nothing that narrows the quote's claim was left out."""
    kept = _line(
        [*(said.keys[word.i] for word in said.head.subtree), *(said.keys[w.i] for w in _words_under(said.subjects))]
    )
    is_you = any(word.lower_ == "you" for word in said.subjects)

    def is_kept(token: Token) -> bool:
        others = [child for child in token.children if child.dep_ in _JOINED and not is_clause_head(child)]
        return own_kept(token) or any(is_kept(other) for other in others)

    def own_kept(token: Token) -> bool:
        if is_you and token in proof.subjects:
            return True
        if is_content(token, proof.keys) and not _found(token, list(token.sent), proof.keys, kept):
            return False
        return all(is_kept(child) for child in token.children if not may_go(child) and child.dep_ not in _JOINED)

    inherited = [
        token for token in proof.subjects if token not in list(proof.head.children) and proof.head.dep_ != "relcl"
    ]
    return own_kept(proof.head) and all(is_kept(token) for token in inherited)


def _same_order_of_specifics(said: Clause, proof: Clause) -> bool:
    """The numbers stand in the quote's order, each before the same word."""
    given = iter(_with_next(proof, _ordered([*proof.head.subtree, *_words_under(proof.subjects)])))
    return all(any(_same_next(one, other) for other in given) for one in _with_next(said, _ordered(said.words)))


def _ordered(words: Iterable[Token]) -> list[Token]:
    return sorted(set(words), key=lambda word: word.i)


def _with_next(clause: Clause, words: Sequence[Token]) -> list[tuple[str, str]]:
    """Each number or address with the key of the word after it, if that has content."""
    found = []
    for word in words:
        key = clause.keys[word.i]
        after = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else None
        if not key.startswith("#") or (after is not None and clause.keys[after.i] == key):
            continue  # one number may be several tokens; the last of them counts
        follows_on = after is not None and is_content(after, clause.keys)
        found.append((key, clause.keys[after.i] if after is not None and follows_on else ""))
    return found


def _same_next(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] and (not one[1] or _alike(one[1], other[1]))


def _words_under(tokens: Iterable[Token]) -> list[Token]:
    return [word for token in tokens for word in token.subtree]


def _outside(clause: Clause, *, whole: bool = False) -> list[Token]:
    """The words of a clause outside its subjects; ``whole`` with those of the clauses inside it."""
    subject = {word.i for token in clause.subjects for word in token.subtree}
    words = clause.head.subtree if whole else clause.words
    return [word for word in words if word.i not in subject]


def _line(keys: Iterable[str]) -> str:
    return f" {' '.join(keys)} "


def _stands(phrase: Phrase, line: str) -> bool:
    return f" {' '.join(phrase)} " in line


def _found(word: Token, among: Sequence[Token], keys: dict[int, str], line: str) -> bool:
    """Whether a word, or a phrase that it belongs to, stands in a line, or what means the same does."""
    if _stands((keys[word.i],), line):
        return True
    same = same_meaning()
    for start in range(max(word.i - same.longest + 1, 0), word.i + 1):
        for end in range(word.i + 1, min(start + same.longest, len(word.doc)) + 1):
            phrase = tuple(stem(token.lower_) for token in word.doc[start:end])
            if any(_stands(other, line) for other in same.others(phrase)):
                return True
    return False
