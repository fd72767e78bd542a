"""Conflicts: current documents that give different values for the same thing are all shown, never merged."""

from bot.extractive.conflicts.claims import Claim, claims_in
from bot.extractive.conflicts.days import Days
from bot.extractive.conflicts.finding import answering_claim, find_conflict, reading_of
from bot.extractive.conflicts.holding import holders
from bot.extractive.conflicts.lines import Line
from bot.extractive.conflicts.parties import Party, party_of
from bot.extractive.conflicts.sought import Sought
from bot.extractive.conflicts.values import Stated, ValueKind
from bot.extractive.conflicts.wording import light_stems, relation_stems, tells_of_another_day

__all__ = [
    "Claim",
    "Days",
    "Line",
    "Party",
    "Sought",
    "Stated",
    "ValueKind",
    "answering_claim",
    "claims_in",
    "find_conflict",
    "holders",
    "light_stems",
    "party_of",
    "reading_of",
    "relation_stems",
    "tells_of_another_day",
]
