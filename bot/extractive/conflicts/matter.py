"""Whether two claims are of the same matter: only then can their values be in conflict."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.extractive.conflicts.amounts import Amount
from bot.extractive.conflicts.claims import Claim
from bot.extractive.conflicts.days import dates_in, same_period
from bot.extractive.conflicts.sought import Sought
from bot.extractive.conflicts.values import ValueKind
from bot.extractive.conflicts.wording import alike, are_opposed, light_stems, marks_of, relation_stems
from bot.extractive.match import OTHER_WORD, worth
from bot.understand import Term
from retrieval.vocabulary import uncommon
from retrieval.words import content_stems

# What a term of the question is worth where it is not in the claim's own clause.
BESIDE, AFTER = 4, 2  # words before and after a value that can say what it measures
BEFORE, AROUND, POINTED = 0.9, 0.8, 0.7
LEAST_COVERED, LEAST_COVERED_OPEN = 0.5, 0.75  # of the question, by the claim that answers it
OF_ITS_OWN = 0.1  # what a word of the clause that is not the question's takes off, where claims of the answer compete
# How much of what the answer speaks of in the question the other claim must speak of too; less will do where
# it has nothing of its own, or is of the same stated time.
SPOKEN_OF, SPOKEN_OF_AT_LEAST = 0.75, 0.5
SAYS_MUCH = 0.6  # the weight from which a word tells of a matter
# The share of the two clauses' words that must be common to both, beside what only one of them adds.
SHARED, SHARED_IN_ONE_DOCUMENT, SHARED_OPEN = 0.55, 0.65, 0.75
MOST_APART = 1.4  # the weight of words that each clause may have and the other has not
SHARED_SAME_PERIOD = 0.2  # where both count the same thing in the same stated time


_FROM_AN_EVENT = re.compile(r",?\s(?:of|after|from|before|to|following|since)\s(?P<event>[^,.;|]{3,60})", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b([Bb]and|[Oo]ption|[Pp]hase|[Tt]ier|[Ll]evel|[Ss]tage|[Yy]ear|[Gg]roup|[Tt]ype|[Zz]one|[Pp]riority|[Aa]ction|[Ss]tep|[Pp]art)"
    r"\s([A-Z]|\d{1,2}(?:\.\d+)?|one|two|three|four)\b"
)
_BEGINS_WITH_PRONOUN = re.compile(r"[\s,;–]*(?:and\s)?(?:it|they|this|these|he|she)\b", re.IGNORECASE)


def coverage(claim: Claim, sought: Sought) -> float:
    """How much of the question's terms a claim speaks of, from 0 to 1."""
    weights = [_weight(term.phrase) for term in sought.terms]
    spoken = [weight * presence(term, claim) for term, weight in zip(sought.terms, weights, strict=True)]
    return sum(spoken) / (sum(weights) or 1.0)


def fitness(claim: Claim, sought: Sought) -> float:
    """How well a claim fits the question, where several might answer it."""
    asked = {stem for term in sought.terms for phrase in (term.phrase, *term.others) for stem in phrase}
    own = [stem for stem in claim.stems if stem not in asked and stem not in relation_stems()]
    return coverage(claim, sought) - OF_ITS_OWN * _total(own)


def answers(claim: Claim, sought: Sought) -> bool:
    """Whether a claim speaks enough of the question to be its answer."""
    return coverage(claim, sought) >= (LEAST_COVERED_OPEN if sought.is_open else LEAST_COVERED)


def presence(term: Term, claim: Claim) -> float:
    """How near to a claim's value a term stands: 1 in its clause, less further off, 0 nowhere."""
    return max(
        _worth(term, claim.clause),
        BEFORE * _worth(term, claim.before),
        AROUND * _worth(term, claim.around),
        POINTED * _worth(term, claim.pointed),
    )


def _worth(term: Term, text: str) -> float:
    """As ``worth``; words that are alike between documents count as another word for the term."""
    found = worth(term, text)
    if found or len(term.phrase) > 1:
        return found
    return 0.0 if alike(term.phrase[0]).isdisjoint(content_stems(text)) else OTHER_WORD


def is_of_the_time(claim: Claim, sought: Sought) -> bool:
    """Whether a claim is of the time asked for: by its own words, or else by the headings above it."""
    if not sought.period or claim.value.kind is ValueKind.DATE:
        return True
    return same_period(claim.period or dates_in(claim.around), sought.period) is True


def same_matter(answer: Claim, other: Claim, sought: Sought) -> bool:
    """Whether two claims, the first of which answers the question, give a value for the same thing."""
    period = same_period(answer.period, other.period)
    foreign = [stem for stem in _only_in(other, answer, sought) if _weight((stem,)) > SAYS_MUCH]
    one_document = answer.line.document.id == other.line.document.id
    if one_document and not _could_be_a_slip(answer, other):
        return False
    least = SPOKEN_OF_AT_LEAST if period or not (foreign or one_document) else SPOKEN_OF
    if period is False or _spoken_of(answer, other, sought, foreign) < least:
        return False
    if marks_of(answer.clause) != marks_of(other.clause) or are_opposed(_measure(answer), _measure(other)):
        return False
    if not _count_what_is_named(answer, other) or _counted_from_apart(answer, other):
        return False
    if _numbered_apart(answer, other):
        return False
    if _rows_apart(answer, other) or _names_apart(answer, other) or _qualified_apart(answer, other):
        return False
    if min(_total(_only_in(answer, other, sought)), _total(_only_in(other, answer, sought))) > MOST_APART:
        return False
    return _shared(answer, other, sought) >= _needed(answer, other, sought, period=bool(period))


def _measure(claim: Claim) -> tuple[str, str, str]:
    """The words right before and right after a claim's value, and its whole clause."""
    start = claim.line.text.find(claim.clause.split(" | ")[-1]) if " | " in claim.clause else len(claim.before)
    before = claim.line.text[max(start, 0) : claim.value.start].split()[-BESIDE:]
    after = claim.line.text[claim.value.end : max(start, 0) + len(claim.clause)].split()[:AFTER]
    return " ".join(before), " ".join(after), claim.clause


def _count_what_is_named(answer: Claim, other: Claim) -> bool:
    """Whether a number that leaves out what it counts ("47 were let") stands in a sentence that names it."""
    counts = [claim for claim in (answer, other) if isinstance(claim.value, Amount) and claim.value.counted]
    if len(counts) != 1:
        return True
    named, bare = (answer, other) if counts[0] is answer else (other, answer)
    counted = named.value.counted if isinstance(named.value, Amount) else ()
    return any(_is_said_in(stem, content_stems(bare.line.text[: bare.value.start])) for stem in counted)


def _numbered_apart(one: Claim, other: Claim) -> bool:
    """Whether each speaks of another one of a series: "band A" and "band B", "phase 1" and "phase 2"."""
    mine, theirs = ({(kind.lower(), mark) for kind, mark in _NUMBERED.findall(claim.clause)} for claim in (one, other))
    shared = {kind for kind, _ in mine} & {kind for kind, _ in theirs}
    return any(not {m for k, m in mine if k == kind} & {m for k, m in theirs if k == kind} for kind in shared)


def _counted_from_apart(one: Claim, other: Claim) -> bool:
    """Whether two lengths of time run from different events: "within 4 weeks of the meeting", "of the notice"."""
    if one.value.kind is not ValueKind.LENGTH:
        return False
    mine, theirs = (_counted_from(claim) for claim in (one, other))
    return bool(mine) and bool(theirs) and not any(_is_said_in(stem, theirs) for stem in mine)


def _counted_from(claim: Claim) -> set[str]:
    event = _FROM_AN_EVENT.match(claim.line.text, claim.value.end)
    return {stem for stem in content_stems(event["event"]) if stem not in light_stems()} if event else set()


def _needed(answer: Claim, other: Claim, sought: Sought, *, period: bool) -> float:
    if period and _counts_what_is_asked(answer, sought) and _counts_what_is_asked(other, sought):
        return SHARED_SAME_PERIOD
    if sought.is_open:
        return SHARED_OPEN
    one_document = answer.line.document.id == other.line.document.id
    return SHARED_IN_ONE_DOCUMENT if one_document else SHARED


def _counts_what_is_asked(claim: Claim, sought: Sought) -> bool:
    if not isinstance(claim.value, Amount) or not sought.head:
        return False
    head = {sought.head.phrase[-1], *(other[-1] for other in sought.head.others)}
    return bool(head & set(claim.value.counted or content_stems(claim.before)))


def _could_be_a_slip(answer: Claim, other: Claim) -> bool:
    """Whether one paper could contradict itself here: it has more sentences that are alike, and of different things."""
    if _BEGINS_WITH_PRONOUN.match(other.clause):
        return False  # "It costs £8" is of what that paragraph is of
    return not are_opposed(("", "", answer.line.text), ("", "", other.line.text))


def _spoken_of(answer: Claim, other: Claim, sought: Sought, foreign: Sequence[str]) -> float:
    """How much of what the answer speaks of in the question the other claim speaks of; 0 where a name is lacking."""
    wanted = got = 0.0
    subject_of_its_own = bool(foreign) and not _BEGINS_WITH_PRONOUN.match(other.clause)
    for term in sought.terms:
        mine, theirs = presence(term, answer), presence(term, other)
        if subject_of_its_own and not _worth(term, other.clause) and not _worth(term, other.before):
            theirs = 0.0  # such a clause does not speak of its heading's subject
        if term.is_name and mine > 0 and theirs == 0:
            return 0.0
        wanted += _weight(term.phrase) * mine
        got += _weight(term.phrase) * min(mine, theirs)
    return got / (wanted or 1.0)


def _shared(answer: Claim, other: Claim, sought: Sought) -> float:
    """The weight of what both clauses say, as a share of it and of what the one adds that adds less."""
    both = [stem for stem in _said_of(answer, sought) if _is_said_in(stem, _said_of(other, sought))]
    mine, theirs = _only_in(answer, other, sought), _only_in(other, answer, sought)
    weight = _total(both)
    if not both:
        return 0.0 if mine and theirs else 0.5
    return weight / (weight + min(_total(mine), _total(theirs)))


def _said_of(claim: Claim, sought: Sought) -> tuple[str, ...]:
    """The words of a claim's clause; of its whole sentence where the clause leaves its subject out ("and closes at 5")."""
    asked = {stem for term in sought.terms for stem in term.phrase}
    return claim.stems if set(claim.stems) - asked else (*claim.stems, *content_stems(claim.before))


def _only_in(claim: Claim, other: Claim, sought: Sought) -> list[str]:
    """The words of a claim's clause that neither the other claim nor the question has."""
    near = {*other.stems, *content_stems(other.around), *content_stems(other.before), *content_stems(other.pointed)}
    leave = relation_stems() if claim.value.kind is ValueKind.PARTY else frozenset()
    asked = {stem for term in sought.terms for stem in term.phrase}
    return [stem for stem in claim.stems if stem not in asked and stem not in leave and not _is_said_in(stem, near)]


def _rows_apart(one: Claim, other: Claim) -> bool:
    """Whether both stand in rows of tables, and the rows are of different things by their first cells."""
    if not (one.line.is_row and other.line.is_row):
        return False
    mine, theirs = (set(content_stems(claim.line.text.split(" | ")[0].split(": ")[-1])) for claim in (one, other))
    return not (mine <= theirs or theirs <= mine)


def _names_apart(one: Claim, other: Claim) -> bool:
    """Whether each clause names something that the other's surroundings do not."""
    mine = [name for name in one.names if not _is_said_in(name, _everywhere(other))]
    theirs = [name for name in other.names if not _is_said_in(name, _everywhere(one))]
    return bool(mine) and bool(theirs)


def _qualified_apart(one: Claim, other: Claim) -> bool:
    """Whether one noun has a different word before it in each clause: "sleep clinic", "hearing clinic".

    A title or heading may name both, so that does not bring them together.
    """
    mine, theirs = _by_noun(one), _by_noun(other)
    for noun in mine.keys() & theirs.keys():
        if mine[noun] & theirs[noun]:
            continue
        apart = [
            all(not _is_said_in(word, {*there.stems, *content_stems(there.before)}) for word in words)
            for words, there in ((mine[noun], other), (theirs[noun], one))
        ]
        if all(apart):
            return True
    return False


def _by_noun(claim: Claim) -> dict[str, set[str]]:
    nouns: dict[str, set[str]] = {}
    for before, noun in claim.qualified:
        nouns.setdefault(noun, set()).add(before)
    return nouns


def _everywhere(claim: Claim) -> set[str]:
    return {
        *claim.stems,
        *content_stems(claim.before),
        *content_stems(claim.around),
        *content_stems(claim.pointed),
    }


def _is_said_in(stem: str, stems: Iterable[str]) -> bool:
    return not alike(stem).isdisjoint(stems)


@lru_cache(maxsize=20_000)
def _weight(phrase: tuple[str, ...]) -> float:
    return 0.1 if set(phrase) <= light_stems() else max(map(uncommon, phrase), default=1.0)


def _total(stems: list[str]) -> float:
    return sum(_weight((stem,)) for stem in stems)
