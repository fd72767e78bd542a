"""Names of many origins wherever they stand, and birthdays and homes told in ways of their own."""

import pytest

from bot.personal_data.masker import Masker


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("anneliese isnt coping in mainstream", "anneliese"),
        ("can somebody ring Oonagh back", "Oonagh"),
        ("Bring Vytautas's form on Monday", "Vytautas"),
        ("What happens to Amaryllis when she turns 19?", "Amaryllis"),
        ("Summer was sent home again today", "Summer"),
        ("Iris is on the waiting list for OT", "Iris"),
        ("We're the Kowalczyks, new to Bridport", "Kowalczyks"),
        ("School: Wyvern. Child: Bailey Stokes.", "Stokes"),
    ],
)
def test_a_name_is_found(masker: Masker, text: str, name: str) -> None:
    assert name not in masker.mask(text).text


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("she'll be two on Christmas Day 2025, is she eligible", "Christmas Day 2025"),
        ("our boy arrived 6 weeks early on 11 Nov 2019", "11 Nov 2019"),
        ("turning three next month, on 14 December", "14 December"),
        ("he's nine, 08/03/2017, and has no plan", "08/03/2017"),
    ],
)
def test_a_birthday_is_found(masker: Masker, text: str, date: str) -> None:
    assert date not in masker.mask(text).text


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("my address is Flat 4, 19 Greenhill, Weymouth", "19 Greenhill"),
        ("the taxi won't come down Pound Lane where we live", "Pound Lane"),
        ("please send it to The Old Smithy, Duck Street", "Duck Street"),
    ],
)
def test_a_home_is_found(masker: Masker, text: str, home: str) -> None:
    assert home not in masker.mask(text).text


@pytest.mark.parametrize(
    "text",
    [
        "Storm Darragh closed the school. Do they have to send work",
        "assembly on Anne Frank for a class of non readers",
        "my stepmum is my carer, does she get an allowance",
        "he was prem and is behind with talking",
        "that lad'll be late, is there a later bus",
        "is the office shut on Christmas Day 2025",
        "What did the council say on 14 December?",
    ],
)
def test_an_ordinary_message_stays(masker: Masker, text: str) -> None:
    assert masker.mask(text).text == text
