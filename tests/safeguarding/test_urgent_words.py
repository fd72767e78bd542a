"""What a person at risk is told: fixed words, and contacts that were confirmed."""

import re
from datetime import date, timedelta

import pytest

from bot.safeguarding.kinds import RiskKind
from bot.safeguarding.recognise import Risk, Voice
from bot.safeguarding.urgent import texts_to_review, urgent_for
from knowledge.contacts import all_contacts, confirmed_contact
from knowledge.documents import Audience
from prompts.safeguarding_texts import Words, safeguarding_text

READERS = [
    (None, Audience.PUBLIC),
    (Voice.CHILD, Audience.PUBLIC),
    (Voice.PARENT, Audience.PUBLIC),
    (Voice.WORKER, Audience.PARTNER),
    (Voice.CHILD, Audience.PARTNER),
]
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("kind", list(RiskKind))
@pytest.mark.parametrize(("voice", "audience"), READERS)
def test_every_reader_is_told_of_999_first_and_that_nobody_reads_along(
    kind: RiskKind, voice: Voice | None, audience: Audience
) -> None:
    urgent = urgent_for(Risk(kind=kind, voice=voice), audience)
    assert urgent.kind is kind
    assert urgent.contacts[0].phone == "999"
    assert "999" in " ".join(urgent.lines[:3])
    assert re.search(r"[Nn]obody|[Nn]o person", urgent.lines[-1])
    assert urgent.text_version == safeguarding_text(kind.value).version


@pytest.mark.parametrize("kind", list(RiskKind))
def test_a_child_is_told_of_childline_in_short_sentences(kind: RiskKind) -> None:
    urgent = urgent_for(Risk(kind=kind, voice=Voice.CHILD), Audience.PUBLIC)
    assert "Childline" in [contact.name for contact in urgent.contacts]
    sentences = re.split(r"(?<=[.!?])\s+", " ".join(urgent.lines))
    assert max(len(sentence.split()) for sentence in sentences) <= 25


@pytest.mark.parametrize("kind", list(RiskKind))
def test_staff_are_told_of_their_own_lead_or_the_front_door(kind: RiskKind) -> None:
    urgent = urgent_for(Risk(kind=kind), Audience.PARTNER)
    assert "safeguarding lead" in " ".join(urgent.lines)
    assert any(contact.phone == "01305 228558" for contact in urgent.contacts)


def test_a_worry_about_a_worker_goes_to_the_lado() -> None:
    assert "LADO" in " ".join(urgent_for(Risk(kind=RiskKind.WORKER_CONCERN), Audience.PARTNER).lines)


def _all_words() -> list[Words]:
    return [
        words
        for kind in RiskKind
        for text in [safeguarding_text(kind.value)]
        for words in (text.family, text.child, text.staff)
    ]


def test_every_number_in_a_text_is_one_of_its_confirmed_contacts() -> None:
    for words in _all_words():
        known = " ".join(f"{found.phone} {found.text}" for id_ in words.contacts if (found := confirmed_contact(id_)))
        for number in re.findall(r"\d[\d ]{2,}\d", " ".join(words.lines)):
            assert number in known


def test_a_contact_that_is_not_confirmed_is_never_shown() -> None:
    hidden = {contact.name for contact in all_contacts() if not contact.confirmed}
    assert hidden
    for kind in RiskKind:
        for voice, audience in READERS:
            assert not hidden & {one.name for one in urgent_for(Risk(kind=kind, voice=voice), audience).contacts}


def test_an_unknown_contact_is_an_error() -> None:
    with pytest.raises(KeyError):
        confirmed_contact("nobody")


def test_the_keepers_are_told_what_is_unsigned_unconfirmed_or_past_its_review() -> None:
    lines = texts_to_review(TODAY)
    assert sum("not signed off" in line for line in lines) == len(RiskKind)
    assert sum("not confirmed" in line for line in lines) == sum(not one.confirmed for one in all_contacts())
    later = texts_to_review(TODAY + timedelta(days=400))
    assert sum("checked again" in line for line in later) == sum(one.confirmed for one in all_contacts())
