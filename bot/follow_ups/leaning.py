"""How a question leans on those before it, seen from its own words."""

import re
from enum import StrEnum
from typing import NamedTuple

from spacy.tokens import Doc, Token

from bot.follow_ups.grammar import has_verb, is_pointing, parsed, phrases_of
from bot.follow_ups.phrases import leaning_speech
from bot.follow_ups.slots import sorts_of, without_mentions
from bot.follow_ups.turn import content_of, telling
from knowledge.dates import MONTHS

_END = re.compile(r"[?!.\s]+$")
_FEW = 5  # words of a fragment that is put in the place of something said before
_TELLS_ENOUGH = 3  # words that tell what it is about: then a pointing word points within the question
_NAME = re.compile(r"(?<!^)(?<![.?!] )\b(?!I\b)[A-Z][A-Za-z]+")
_DATE_WORDS = {month.lower() for month in MONTHS}


class Way(StrEnum):
    """In which way a question leans."""

    NOT = "not"
    INSTEAD = "instead"
    CORRECTION = "correction"
    BARE = "bare"
    OF_SOMEBODY = "of_somebody"
    CASE = "case"
    WHAT_IF = "what_if"
    POINTING = "pointing"
    LITTLE = "little"


class Leaning(NamedTuple):
    """In which way a question leans, and the words of it that count."""

    way: Way
    words: str


def leaning_of(question: str) -> Leaning:
    """How a question leans. ``question`` has its short forms written out."""
    speech = leaning_speech()
    whole = _END.sub("", question.strip())
    opened = speech.pattern("openers").match(whole)
    rest = whole[opened.end() :] if opened else whole
    if not rest:
        return Leaning(Way.BARE, whole)
    if meant := speech.pattern("corrects").match(whole) or speech.pattern("corrects").match(rest):
        return Leaning(Way.CORRECTION, meant.string[meant.end() :])
    if said := speech.pattern("instead").match(rest):
        named = rest[said.end() :]
        is_whole = speech.pattern("question_within").search(named)
        return Leaning(Way.NOT, whole) if is_whole else Leaning(Way.INSTEAD, named)
    if speech.pattern("bare").fullmatch(rest):
        return Leaning(Way.BARE, rest)
    if speech.pattern("of_somebody").fullmatch(rest):
        return Leaning(Way.OF_SOMEBODY, rest)
    if speech.pattern("what_if").match(rest):
        return Leaning(Way.WHAT_IF, rest)
    if same := speech.pattern("same_in_case").match(rest):
        return Leaning(Way.CASE, rest[same.end() :])
    asks_too = speech.pattern("turned_round").search(rest) or speech.pattern("question_within").search(rest)
    if speech.pattern("case").match(rest) and not asks_too:
        return Leaning(Way.CASE, rest)
    return _by_grammar(rest, opened=bool(opened))


def _by_grammar(rest: str, *, opened: bool) -> Leaning:
    speech = leaning_speech()
    doc = parsed(rest)
    part = parsed(rest.partition("?")[0])
    if not speech.pattern("asks").match(rest) and not has_verb(part):
        if speech.pattern("any_of_them").match(rest):
            return Leaning(Way.BARE, rest)
        sorts = sorts_of(part.text)
        if not pointing_words(part) or sorts:
            is_part = opened or bool(sorts) and len(part) <= _FEW and not telling(without_mentions(part.text, sorts))
            return Leaning(Way.INSTEAD if is_part else _by_what_it_tells(rest), rest)
    if pointing_words(doc) and (opened or len(telling(rest)) < _TELLS_ENOUGH):
        return Leaning(Way.POINTING, rest)
    return Leaning(_by_what_it_tells(rest), rest)


def _by_what_it_tells(words: str) -> Way:
    named = any(name.lower() not in _DATE_WORDS for name in _NAME.findall(words))
    return Way.NOT if named or telling(words) else Way.LITTLE


def pointing_words(doc: Doc) -> list[Token]:
    """The words that stand for something said before, not for something in the question itself."""
    speech = leaning_speech()
    blank = [
        span
        for name in ("empty_it", "points_at_itself")
        for span in (m.span() for m in speech.pattern(name).finditer(doc.text))
    ]
    return [
        token
        for token in doc
        if is_pointing(token) and _points_back(token, doc) and not any(start <= token.idx < end for start, end in blank)
    ]


def _points_back(token: Token, doc: Doc) -> bool:
    word = token.lower_
    if token.i == len(doc) - 1 and word in leaning_speech().words("kinds_named"):
        return True
    if word == "there":
        return token.dep_ != "expl" and token.tag_ != "EX" and token.nbor(-1).lemma_ != "be" if token.i else False
    if word in leaning_speech().words("kinds_named") and (
        token.tag_ in {"IN", "WDT"} or token.dep_ in {"mark", "nsubj"} and token.head.dep_ == "relcl"
    ):
        return False
    before = [phrase for phrase in phrases_of(doc) if phrase.end <= token.i]
    if word in leaning_speech().words("person"):
        return not any(_is_person(phrase.root) for phrase in before)
    if word in leaning_speech().words("several"):
        return not before and len(telling(doc.text)) < 2
    if word in {"it", "its", "itself"}:
        clause = _clause_of(token)
        return not any(not _is_single(phrase.root) and _clause_of(phrase.root) != clause for phrase in before)
    if word in {"one", "ones"}:
        return token.i > 0 and (doc[token.i - 1].pos_ in {"ADJ", "DET"} or word == "ones") and token.dep_ != "nummod"
    return True


def _is_person(token: Token) -> bool:
    return token.lower_ in leaning_speech().somebody or token.lower_ in {"someone", "somebody", "anyone", "person"}


def _is_single(token: Token) -> bool:
    """Whether a word is for one person, who is no "it"."""
    return _is_person(token) and token.lower_ not in leaning_speech().words("bodies_of_people")


def _clause_of(token: Token) -> int:
    """The verb of the clause that a word stands in, by its place."""
    while token.dep_ not in {"ROOT", "ccomp", "advcl", "relcl", "conj", "acl", "parataxis"} and token.head != token:
        token = token.head
    return int(token.i)


def asks(question: str) -> bool:
    """Whether it asks something, rather than tells it."""
    return bool(
        leaning_speech().pattern("asks").match(question) or leaning_speech().pattern("question_within").search(question)
    )


def is_only_heard(question: str) -> bool:
    """Whether it says that the answer was understood, and asks nothing."""
    speech = leaning_speech()
    if speech.pattern("bare").fullmatch(question):
        return False
    return bool(speech.pattern("heard_you").fullmatch(question)) or not content_of(question) and not asks(question)
