"""What a question seeks, as far as documents can disagree on it."""

import re

from pydantic import BaseModel, ConfigDict

from bot.extractive.conflicts.days import Days, dates_in
from bot.extractive.conflicts.values import ValueKind
from bot.extractive.conflicts.wording import light_stems, marks_of, relations_of
from bot.extractive.kinds import AnswerKind
from bot.understand import Term, Understanding
from knowledge.dates import MONTHS
from retrieval.words import stem, words_of

_OFTEN = re.compile(r"\bhow (?:often|regular|frequent)|\bfrequency\b|\bhow many times\b", re.IGNORECASE)
_SOON = re.compile(r"\bhow (?:soon|quickly|fast)\b", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:called|known as|titled|entitled)\b|\bnamed\W*$|\b(?:name|title) of the (?!person|officer|chair)",
    re.IGNORECASE,
)
_CALENDAR = frozenset(stem(name.lower()) for name in MONTHS)
_WHO_IS = re.compile(r"\bwho(?:['’]?s| is| are| was| were| will be)\b", re.IGNORECASE)
# A question that names no kind of answer can still be for a value: "what is the wait for ...", "Portage wait?".
_FOR_A_VALUE = re.compile(
    r"\W*(?:what(?:['’]?s| is| are| was| were| will be)\b|tell me (?:about )?the\b|(?:is|are|was|were|does|did|will)\b(?! (?:i|we|my)\b)"
    r"|(?!(?:how|can|could|should|do|what|why|where|who|i|my|we)\b)(?:\S+\s+){1,7}\S+\W*$)",
    re.IGNORECASE,
)
_OPEN_RELATIONS = {"owns", "chairs", "commissions", "hosts"}
_OPEN = {AnswerKind.ANYTHING, AnswerKind.YES_NO}
_KINDS: dict[AnswerKind, tuple[ValueKind, ...]] = {
    AnswerKind.MONEY: (ValueKind.MONEY,),
    AnswerKind.PERCENT: (ValueKind.PERCENT,),
    AnswerKind.COUNT: (ValueKind.COUNT,),
    AnswerKind.DATE: (ValueKind.DATE,),
    AnswerKind.TIME: (ValueKind.TIME,),
    AnswerKind.PERSON: (ValueKind.PARTY,),
    AnswerKind.NAME: (ValueKind.PARTY,),
    AnswerKind.NAMED: (ValueKind.PARTY, ValueKind.TITLE),
}


class Sought(BaseModel):
    """The kinds of value sought, of what, of which time, and what a party would be to it."""

    model_config = ConfigDict(frozen=True)

    kinds: tuple[ValueKind, ...]
    is_open: bool
    is_identity: bool = False
    terms: tuple[Term, ...]
    head: Term | None
    stems: frozenset[str]
    period: tuple[Days, ...]
    relations: frozenset[str]
    marks: frozenset[str] = frozenset()

    @classmethod
    def owner(cls) -> "Sought":
        """Who owns a thing."""
        return cls(
            kinds=(ValueKind.PARTY,),
            is_open=False,
            terms=(),
            head=None,
            stems=frozenset(),
            period=(),
            relations=frozenset({"owns"}),
        )

    @classmethod
    def of(cls, asked: Understanding) -> "Sought":
        """What a question seeks; no kinds when nobody can disagree on its answer."""
        relations = relations_of(asked.spelled)
        terms = tuple(
            term
            for term in asked.terms
            if not term.asks_kind and not term.is_number and not set(term.phrase) <= light_stems() | _CALENDAR
        )
        return cls(
            kinds=_kinds(asked, relations),
            is_open=asked.kind in _OPEN,
            is_identity=bool(_WHO_IS.search(asked.spelled)) and not relations,
            terms=terms or asked.terms,
            head=asked.head,
            stems=frozenset(word.stem for word in words_of(asked.spelled)),
            period=dates_in(asked.spelled),
            relations=relations,
            marks=marks_of(asked.spelled),
        )


def _kinds(asked: Understanding, relations: frozenset[str]) -> tuple[ValueKind, ...]:
    if _CALLED.search(asked.spelled):
        return (ValueKind.TITLE,)
    if asked.kind is AnswerKind.DURATION:
        return (ValueKind.FREQUENCY,) if _OFTEN.search(asked.spelled) else (ValueKind.LENGTH,)
    if _SOON.search(asked.spelled):
        return (ValueKind.LENGTH, ValueKind.DATE)
    if asked.kind in _OPEN:
        if not _FOR_A_VALUE.match(asked.spelled):
            return ()
        amounts = (kind for kind in ValueKind if kind is not ValueKind.PARTY)
        return (*amounts, ValueKind.PARTY) if relations & _OPEN_RELATIONS else tuple(amounts)
    return tuple(dict.fromkeys(kind for one in asked.kinds[:2] for kind in _KINDS.get(one, ())))
