"""Numbers, contacts, dates of birth and addresses that show who somebody is are taken out; others stay."""

import pytest

from bot.personal_data.kinds import PersonalDataKind
from bot.personal_data.masker import Masker
from bot.personal_data.numbers import is_nhs_number, is_pupil_number


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("nhs number 943 476 5919", "nhs number [NHS number]"),
        ("9434765919 is the one on his letter", "[NHS number] is the one on his letter"),
        ("NI no JG 10 37 59 A", "NI no [National Insurance number]"),
        ("Her UPN is U838224023108", "Her UPN is [pupil number]"),
        ("appeal EH838/26/00093, what now", "appeal [case reference], what now"),
        ("our reference is SEN/23/1182", "our reference is [case reference]"),
        ("mail me at jo.smith+send@example.org", "mail me at [email address]"),
        ("sammy [at] example.org", "[email address]"),
        ("text 0 7 7 0 0 9 0 0 2 1 8 please", "text [phone number] please"),
        ("ring +44 (0)7700 900 734", "ring [phone number]"),
        ("ring 07700 900143 23 May", "ring [phone number] 23 May"),
        ("we are in DT4 8NL", "we are in DT4"),
        ("dt65qj is ours", "dt6 is ours"),
        ("DT4 8NL, DT6 5QJ", "DT4, DT6"),
        ("dob 3/4/16", "dob [date of birth]"),
        ("he was born on the third of april 2016", "he was born on [date of birth]"),
        ("her birthday is 4 March 2018", "her birthday is [date of birth]"),
        ("Elowen Trask / 22.03.2020 / autism", "[name] / [date of birth] / autism"),
        ("my son, 3/4/2016, is out of school", "my son, [date of birth], is out of school"),
        ("she's five on the fifth of May", "she's five on [date of birth]"),
        ("I'm at Flat 3, 27 Chickerell Road, Weymouth", "I'm at [address], Weymouth"),
        ("i live at 16 st davids close", "i live at [address]"),
        ("We live at Bramble Cottage, Back Street, Marnhull", "We live at [address], Marnhull"),
    ],
)
def test_what_shows_a_person_is_replaced(masker: Masker, text: str, masked: str) -> None:
    assert masker.mask(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "I asked on 5 January 2026, when must they decide?",
        "we moved to Dorset on 1 August 2026",
        "Children born between 1 September 2020 and 31 August 2021 start when?",
        "is BH21 in Dorset Council or BCP",
        "who answers 116 123, or 999, or 111 option 2",
        "£31.99m overspend in 2024-27, page 12, item 7, paragraph 4.2",
        "10 days' exclusion, and 75 minutes on a bus",
        "who owns EI-05 and action 3.2",
        "Education Act 1996 section 19, regulation 13(2)",
        "the report of 11/06/2024 18:30",
        "Where is the Children's Centre, Damers Road",
        "post to County Hall, Dorchester DT1 1XJ",
        "what's the forecast for EHCP numbers in 2027",
        "Can I ring 0300 123 4567?",
        "Is the hub at 2 Acland Road open",
        "is 01305 228558 the family support and advice line",
        "can i email letstalksend@dorsetcouncil.gov.uk",
    ],
)
def test_what_shows_no_person_stays(masker: Masker, text: str) -> None:
    assert masker.mask(text).text == text


def test_a_number_called_an_nhs_number_goes_though_its_check_fails(masker: Masker) -> None:
    assert not is_nhs_number("9434765918")
    assert masker.mask("his nhs number is 943 476 5918").text == "his nhs number is [NHS number]"


def test_contacts_in_the_documents_stay(masker_with_paper: Masker, masker: Masker) -> None:
    text = "is 01305 224393 right, or amanda.davis@dorsetcouncil.gov.uk?"
    assert masker_with_paper.mask(text).text == text
    assert masker.mask(text).removed == (PersonalDataKind.PHONE, PersonalDataKind.EMAIL)


def test_the_kinds_are_told_in_the_order_they_come_and_once(masker: Masker) -> None:
    removed = masker.mask("my son tyler, nhs 943 476 5919, his friend Callum, DT4 8NL").removed
    assert removed == (PersonalDataKind.NAME, PersonalDataKind.NHS_NUMBER, PersonalDataKind.POSTCODE)


def test_the_check_of_a_pupil_number_is_that_of_the_department() -> None:
    assert is_pupil_number("U838224023108")
    assert not is_pupil_number("V838224023108")
    assert is_pupil_number("Z83842902491A") is is_pupil_number("z83842902491a")
