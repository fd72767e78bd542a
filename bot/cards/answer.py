"""Chooses the card for a question that no document answers, and makes a draft of it.

A greeting, thanks or a question about Signpost ends as ``clarify``: the card asks what the asker would like to
know. ``answered`` would be wrong, for it stands for statements proved from documents, and ``signposted`` sends
people elsewhere.
"""

from collections.abc import Iterator

from bot.answer import AnsweredBy, NextStep, Status
from bot.draft import Draft
from bot.question import QuestionKind
from bot.question_kinds import KindRead
from bot.services.reading import read_service_question
from bot.ways_of_saying import Heard
from knowledge.documents import Audience
from knowledge.elsewhere import advice_elsewhere
from knowledge.services import service
from prompts.cards import Card, cards

SURE = 0.65  # below this the documents are asked first
_BY_CARD = {
    QuestionKind.ABUSE,
    QuestionKind.SMALL_TALK,
    QuestionKind.OWN_CASE,
    QuestionKind.LEGAL_ADVICE,
    QuestionKind.OTHER_AREA,
    QuestionKind.UNCLEAR,
}


def answer_by_card(read: KindRead, question: str, audience: Audience) -> Draft | None:
    """The card's draft; none when the documents, the directory or the register are to answer."""
    if not is_for_a_card(read) or _the_directory_knows(read, question):
        return None
    return _from_card(read, question, audience)


def is_for_a_card(read: KindRead) -> bool:
    """Whether a question is surely of a kind that no document answers."""
    return read.kind in _BY_CARD and read.confidence >= SURE


def answer_when_silent(read: KindRead, question: str, audience: Audience, silent: Draft) -> Draft:
    """The card for a question that was put to the documents first, when they say nothing; ``silent`` if it has none."""
    card = _from_card(read, question, audience)
    return card.model_copy(update={"looked_at": silent.looked_at}) if card else silent


def _the_directory_knows(read: KindRead, question: str) -> bool:
    """Whether the directory itself says where to go in another council's area, with the services of both."""
    if read.kind is not QuestionKind.OTHER_AREA:
        return False
    wanted = read_service_question(question)
    return wanted is not None and wanted.elsewhere is not None


def _from_card(read: KindRead, question: str, audience: Audience) -> Draft | None:
    if read.kind not in _BY_CARD:
        return None
    card = next((card for card in cards().cards if _fits(card, read, question)), None)
    if card is None:
        return None
    return Draft(
        understood=card.text[audience.value],
        status=Status(card.status),
        answered_by=AnsweredBy.CARD,
        next_steps=tuple(_steps(card)),
    )


def _fits(card: Card, read: KindRead, question: str) -> bool:
    if card.kind != read.kind or card.rules and read.why not in card.rules:
        return False
    return not card.when_said or Heard(question).says(card.when_said)


def _steps(card: Card) -> Iterator[NextStep]:
    advice = advice_elsewhere(card.nation) if card.nation else None
    if advice:
        yield NextStep(text=advice.what, contact=advice.address)
    for pointer in card.steps:
        found = service(pointer.service) if pointer.service else None
        yield NextStep(text=pointer.text, contact=found.contact if found else None)
