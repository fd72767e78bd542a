"""Understand: what a question is about, word by word, and what kind of answer it asks for."""

import re

from pydantic import BaseModel, ConfigDict

from bot.extractive.kinds import AnswerKind, kinds_asked
from retrieval.search import Query
from retrieval.thesaurus import Phrase, everyday, terms
from retrieval.vocabulary import Vocabulary
from retrieval.words import STOPWORDS, Word, words_of

# Words that say what kind of answer is wanted. The kind is judged apart, so they are not the subject.
_KIND_WORDS: dict[AnswerKind, frozenset[str]] = {
    AnswerKind.PHONE: frozenset("telephone phone tel number ring call contact numbers".split()),
    AnswerKind.EMAIL: frozenset("email e mail emails address contact write".split()),
    AnswerKind.CONTACT: frozenset("contact touch hold speak talk reach details".split()),
    AnswerKind.WEB: frozenset("website web page address link url site".split()),
    AnswerKind.DATE: frozenset("date dates day month time year deadline".split()),
    AnswerKind.DURATION: frozenset("long often days weeks months years hours time".split()),
    AnswerKind.MONEY: frozenset("amount figure total money big large £".split()),
    AnswerKind.PERCENT: frozenset("percentage percent per cent proportion share rate".split()),
    AnswerKind.COUNT: frozenset("number numbers total figure".split()),
    AnswerKind.LIST: frozenset("list name".split()),
    AnswerKind.PERSON: frozenset("name person names".split()),
    AnswerKind.REASON: frozenset("reason reasons cause".split()),
    AnswerKind.PLACE: frozenset("place location address".split()),
}
# Words that point at the paper itself, or are the manners of a question.
_POINTING = frozenset(
    "report paper document page says said according mention mentioned given stated listed please pls thing things "
    "whats wot im ive sure question wondering help understand head round bit lot way sort kind actual".split()
)
# The head comes after these; see _head.
_HEAD_AFTER: dict[AnswerKind, re.Pattern[str]] = {
    AnswerKind.PERSON: re.compile(r"\bwho(?:m|se|'s)?\b|\bwhich\b|\bwhat\b", re.IGNORECASE),
    AnswerKind.NAME: re.compile(r"\bwho(?:'s)?\b|\bnames? (?:of|for|is)\b", re.IGNORECASE),
    AnswerKind.COUNT: re.compile(r"\bhow many\b|\bnumbers? of\b", re.IGNORECASE),
    AnswerKind.DATE: re.compile(r"\bwhen\b", re.IGNORECASE),
    AnswerKind.REASON: re.compile(r"\bwhy\b", re.IGNORECASE),
}
_MEASURE_OF_MONEY = re.compile(
    r"\b(?:deficit|overspend|underspend|cost|budget|price|fee|charge|saving|funding|grant|shortfall|salary|fine|income|value|outturn|interest|debt|"
    r"rent|balance|reserve|borrowing|spend|expenditure|pay|contract|allocation|investment|compensation)s?\b",
    re.IGNORECASE,
)
_HEAD_LAST = {AnswerKind.DATE, AnswerKind.REASON}
_CLAUSE_END = re.compile(r"[?;.]\s|\?$|,? and (?:who|when|what|how|why|where)\b|\bif\b|\bbecause\b")
_AHEAD = re.compile(r"\b(?:will|next|going to|upcoming|planned|future|shall)\b", re.IGNORECASE)
_OF_THE_CALENDAR = re.compile(
    r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|spring|summer|autumn|winter|easter|christmas|year"
)
_NAME = re.compile(r"(?<![.?!]\s)(?<!^)\b[A-Z][a-zA-Z'’&-]+")


class Term(BaseModel):
    """A word or phrase that the question turns on, and what else it may be called."""

    model_config = ConfigDict(frozen=True)

    text: str
    phrase: Phrase
    others: frozenset[Phrase] = frozenset()
    is_name: bool = False
    is_number: bool = False
    asks_kind: bool = False


class Understanding(BaseModel):
    """A question, understood without a model."""

    model_config = ConfigDict(frozen=True)

    question: str
    spelled: str
    kinds: tuple[AnswerKind, ...]
    terms: tuple[Term, ...]
    query: Query
    head: Term | None = None
    looks_ahead: bool = False
    corrected: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> AnswerKind:
        """The main kind of answer asked for."""
        return self.kinds[0]


def understand(question: str, vocabulary: Vocabulary) -> Understanding:
    """Put slips right, see what kind of answer is wanted, and find the words the question turns on."""
    spelled, corrected = _put_right(question, vocabulary)
    kinds = kinds_asked(spelled)
    found = _terms(spelled, kinds)
    stems = tuple(stem for term in found for stem in term.phrase)
    pointing = {word.stem for word in words_of(spelled) if word.text in _POINTING}
    also = ({stem for term in found for other in term.others for stem in other} | pointing) - set(stems)
    return Understanding(
        question=question,
        spelled=spelled,
        kinds=kinds,
        terms=found,
        query=Query(text=spelled, stems=stems, also=tuple(sorted(also))),
        head=_head(spelled, kinds[0], found),
        looks_ahead=bool(_AHEAD.search(spelled)),
        corrected=corrected,
    )


def _head(question: str, kind: AnswerKind, found: tuple[Term, ...]) -> Term | None:
    """The word that says how the thing asked for stands to the rest: what somebody *chairs*, how many *places*.

    After "who" and "how many" it comes first, after "when" and "why" last; of money it is what is measured in it.
    """
    if kind is AnswerKind.MONEY:
        measures = [term for term in found if _MEASURE_OF_MONEY.fullmatch(term.text)]
        return measures[0] if measures else None
    pattern = _HEAD_AFTER.get(kind)
    start = pattern.search(question) if pattern else None
    if not start:
        return None
    clause = _CLAUSE_END.split(question[start.end() :])[0]
    inside = [term for term in found if not term.asks_kind and term.text in clause]
    if not inside:
        return None
    inside.sort(key=lambda term: clause.index(term.text))
    return inside[-1] if kind in _HEAD_LAST else inside[0]


def _put_right(question: str, vocabulary: Vocabulary) -> tuple[str, tuple[tuple[str, str], ...]]:
    corrected: list[tuple[str, str]] = []
    names = {match.group().lower() for match in _NAME.finditer(question)}
    for word in reversed(words_of(question)):
        meant = vocabulary.spelling.meant(word.text, name=word.text in names)
        if meant:
            corrected.append((question[word.start : word.end], meant))
            question = question[: word.start] + meant + question[word.end :]
    return question, tuple(reversed(corrected))


def _terms(question: str, kinds: tuple[AnswerKind, ...]) -> tuple[Term, ...]:
    words = words_of(question)
    names = {match.group().lower() for match in _NAME.finditer(question)}
    asking = frozenset[str]().union(*(_KIND_WORDS.get(kind, frozenset()) for kind in kinds))
    found: dict[Phrase, Term] = {}
    place = 0
    while place < len(words):
        length = _phrase_length(words, place)
        piece = words[place : place + length]
        place += length
        if length == 1 and (piece[0].text in STOPWORDS or piece[0].text in _POINTING):
            continue
        phrase = tuple(word.stem for word in piece)
        found.setdefault(
            phrase,
            Term(
                text=question[piece[0].start : piece[-1].end],
                phrase=phrase,
                others=everyday().others(phrase) | terms().others(phrase),
                is_name=any(word.text in names and not _OF_THE_CALENDAR.fullmatch(word.text) for word in piece),
                is_number=length == 1 and piece[0].text[0].isdigit(),
                asks_kind=all(word.text in asking or word.text in STOPWORDS or word.text == "many" for word in piece),
            ),
        )
    return tuple(found.values())


def _phrase_length(words: tuple[Word, ...], place: int) -> int:
    """How many words from here make one known name or phrase; 1 when none does."""
    longest = max(everyday().longest, terms().longest)
    for length in range(min(longest, len(words) - place), 1, -1):
        piece = words[place : place + length]
        phrase = tuple(word.stem for word in piece)
        if all(word.text in STOPWORDS for word in piece):
            continue
        if everyday().knows(phrase) or terms().knows(phrase):
            return length
    return 1
