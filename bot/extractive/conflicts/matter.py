"""Whether two claims are of the same matter: only then can their values be in conflict.

They must be of the same time, speak of the same things of the question, be told apart by no rule, and
share most of their words. See docs/decisions/conflicts.md.
"""

import re

from bot.extractive.conflicts.amounts import Amount
from bot.extractive.conflicts.apart import are_apart, sentences_opposed
from bot.extractive.conflicts.claims import Claim
from bot.extractive.conflicts.days import same_period
from bot.extractive.conflicts.sought import Sought
from bot.extractive.conflicts.speaking import in_the_passage, in_the_sentence, is_said_in, presence, total, weight_of
from bot.extractive.conflicts.values import ValueKind
from bot.extractive.conflicts.wording import relation_stems
from bot.understand import Term
from retrieval.words import content_stems

# How much of what the answer speaks of in the question the other claim must speak of too; less will do where
# it has nothing of its own, or is of the same stated time.
SPOKEN_OF, SPOKEN_OF_AT_LEAST = 0.75, 0.5
SAYS_MUCH = 0.6  # the weight from which a word tells of a matter
# The share of the two clauses' words that must be common to both, beside what the one adds that adds less.
SHARED, SHARED_IN_ONE_DOCUMENT, SHARED_OPEN = 0.55, 0.65, 0.75
SHARED_SAME_COUNT = 0.2  # where both count what is asked in the same stated time
NOTHING_ADDED = 0.5  # the share where they have no word in common, and one of them has none of its own
MOST_APART = 1.4  # the weight of words that each clause may have and the other has not
_BEGINS_WITH_PRONOUN = re.compile(r"[\s,;–]*(?:and\s)?(?:it|they|this|these|he|she)\b", re.IGNORECASE)


def same_matter(answer: Claim, other: Claim, sought: Sought) -> bool:
    """Whether two claims, the first of which answers the question, give a value for the same thing."""
    pair = _Pair(answer, other, sought)
    if pair.period is False or (pair.one_document and not pair.could_be_a_slip()):
        return False
    if pair.spoken_of() < pair.least_spoken_of() or are_apart(answer, other):
        return False
    return min(total(pair.mine), total(pair.theirs)) <= MOST_APART and pair.shared() >= pair.least_shared()


class _Pair:
    """Two claims side by side. ``mine`` and ``theirs``: the words that only the answer, or only the other, has."""

    def __init__(self, answer: Claim, other: Claim, sought: Sought) -> None:
        self.answer, self.other, self.sought = answer, other, sought
        self.period = same_period(answer.period, other.period)
        self.one_document = answer.line.document.id == other.line.document.id
        self.asked = {stem for term in sought.terms for stem in term.phrase}
        self.mine, self.theirs = self._only_in(answer, other), self._only_in(other, answer)
        self.has_own_matter = any(weight_of((stem,)) > SAYS_MUCH for stem in self.theirs)
        self.same_count = bool(self.period) and all(map(self._counts_what_is_asked, (answer, other)))

    def could_be_a_slip(self) -> bool:
        """Whether one paper could contradict itself: it has more sentences that are alike, of different things."""
        pronoun = _BEGINS_WITH_PRONOUN.match(self.other.clause)  # "It costs £8" is of what that paragraph is of
        return not pronoun and not sentences_opposed(self.answer, self.other)

    def spoken_of(self) -> float:
        """How much of what the answer speaks of in the question the other does too; 0 where a name is lacking."""
        wanted = got = 0.0
        # A clause with a subject of its own does not speak of its heading's.
        of_its_own = self.has_own_matter and not _BEGINS_WITH_PRONOUN.match(self.other.clause)
        for term in self.sought.terms:
            mine = presence(term, self.answer)
            theirs = in_the_sentence(term, self.other) if of_its_own else self._presence_there(term)
            name_may_lack = self.same_count and not self.other.names
            if term.is_name and mine > 0 and theirs == 0 and not name_may_lack:
                return 0.0
            weight = weight_of(term.phrase)
            wanted += weight * mine
            got += weight * min(mine, theirs)
        return got / (wanted or 1.0)

    def _presence_there(self, term: Term) -> float:
        """Two sections of one paper are of different things: there a heading does not say what both are of."""
        return in_the_passage(term, self.other) if self.one_document else presence(term, self.other)

    def least_spoken_of(self) -> float:
        """What ``spoken_of`` must reach."""
        plain = not self.has_own_matter and not self.one_document
        return SPOKEN_OF_AT_LEAST if self.period or plain else SPOKEN_OF

    def shared(self) -> float:
        """The weight of what both clauses say, as a share of it and of what the one adds that adds less."""
        said, theirs = self._said_by(self.answer), self._said_by(self.other)
        both = [stem for stem in said if is_said_in(stem, theirs)]
        if not both:
            return 0.0 if self.mine and self.theirs else NOTHING_ADDED
        weight = total(both)
        return weight / (weight + min(total(self.mine), total(self.theirs)))

    def least_shared(self) -> float:
        """What ``shared`` must reach."""
        if self.same_count:
            return SHARED_SAME_COUNT
        if self.sought.is_open:
            return SHARED_OPEN
        return SHARED_IN_ONE_DOCUMENT if self.one_document else SHARED

    def _counts_what_is_asked(self, claim: Claim) -> bool:
        head = self.sought.head
        if not isinstance(claim.value, Amount) or not head:
            return False
        heads = {head.phrase[-1], *(other[-1] for other in head.others)}
        return not heads.isdisjoint(claim.value.counted or content_stems(claim.before))

    def _said_by(self, claim: Claim) -> tuple[str, ...]:
        """The words of a clause; of its sentence where the clause leaves its subject out ("and closes at 5")."""
        return claim.stems if set(claim.stems) - self.asked else (*claim.stems, *content_stems(claim.before))

    def _only_in(self, claim: Claim, other: Claim) -> list[str]:
        leave = relation_stems() if claim.value.kind is ValueKind.PARTY else frozenset()
        own = (stem for stem in claim.stems if stem not in self.asked and stem not in leave)
        return [stem for stem in own if not is_said_in(stem, other.everywhere)]
