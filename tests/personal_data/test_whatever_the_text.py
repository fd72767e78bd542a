"""Masking holds for any text."""

from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.personal_data.analyser import find_all
from bot.personal_data.finders import FINDERS
from bot.personal_data.kinds import PersonalDataKind
from bot.personal_data.masker import Masker
from bot.personal_data.names import find_names, model_matters
from bot.personal_data.numbers import is_nhs_number

MASKER = Masker()
MOST_SECONDS = 8  # a pattern that goes back over a text again and again takes minutes
_WORDS = st.sampled_from(
    "my son daughter is was called born on 3 May 2014 Tyler grace will Mrs Smith at live 12 Mill Lane DT4 8NL EHCP plan "
    "number ref 12345 and the [name] , . [NHS number] 07700 900123 jo@example.org dob Weymouth who school".split(" ")
)
MESSAGES = st.lists(_WORDS, max_size=14).map(" ".join) | st.text(max_size=80)
BEFORE = st.sampled_from(["", "please look at ", "Hello. ", "who can help? ", "it says ", "we have ("])
AFTER = st.sampled_from(["", " thanks", ". What now?", ", is that right", ") and so on", "\nRegards"])


@settings(deadline=None, max_examples=150)
@given(MESSAGES)
def test_masking_twice_is_masking_once(text: str) -> None:
    once = MASKER.mask(text)
    twice = MASKER.mask(once.text)
    assert (twice.text, twice.removed) == (once.text, ())


@settings(deadline=None, max_examples=150)
@given(MESSAGES)
def test_the_model_is_left_out_only_where_it_would_find_nothing_more(text: str) -> None:
    by_rule = [span for find in FINDERS.values() for span in find(text)] + find_names(text)
    if not by_rule and not model_matters(text):
        assert find_all(text) == []


def _nhs_number(nine: str) -> str:
    return next((nine + str(last) for last in range(10) if is_nhs_number(nine + str(last))), "9434765919")


@settings(deadline=None)
@given(BEFORE, st.from_regex(r"[4-9][0-9]{8}", fullmatch=True).map(_nhs_number), st.sampled_from(["", " ", "-"]), AFTER)
def test_a_valid_nhs_number_never_survives(before: str, number: str, gap: str, after: str) -> None:
    written = gap.join((number[:3], number[3:6], number[6:]))
    masked = MASKER.mask(f"{before}{written}{after}").text
    assert written not in masked
    assert number not in masked


@settings(deadline=None)
@given(
    BEFORE,
    st.from_regex(r"[ACEHJLMPRSTWXY][ACEHJLMPRSTWXYZ][0-9]{6}[ABCD]", fullmatch=True),
    st.sampled_from(["", " "]),
    AFTER,
)
def test_a_national_insurance_number_never_survives(before: str, number: str, gap: str, after: str) -> None:
    written = gap.join((number[:2], number[2:4], number[4:6], number[6:8], number[8:]))
    assert written not in MASKER.mask(f"{before}{written}{after}").text


@settings(deadline=None)
@given(BEFORE, st.emails(), AFTER)
def test_a_mail_address_never_survives(before: str, address: str, after: str) -> None:
    assert address not in MASKER.mask(f"{before}{address}{after}").text


@settings(deadline=None)
@given(
    BEFORE,
    st.sampled_from(["DT4", "BH21", "SP8", "W1A", "M1"]),
    st.from_regex(r"[0-9][ABDEFGHJLNPQRSTUWXYZ]{2}", fullmatch=True),
    AFTER,
)
def test_the_end_of_a_postcode_never_survives(before: str, district: str, end: str, after: str) -> None:
    masked = MASKER.mask(f"{before}{district} {end}{after}")
    assert f"{district} {end}" not in masked.text
    assert district in masked.text
    assert PersonalDataKind.POSTCODE in masked.removed


@pytest.mark.parametrize("piece", ["x", "9", "a@", "Mr Aa ", "DT4 8NL ", "Flat 1 Road ", "my son ", "0 7 7 "])
def test_a_long_and_odd_text_takes_little_time(piece: str) -> None:
    started = perf_counter()
    MASKER.mask((piece * 4000)[:4000])
    assert perf_counter() - started < MOST_SECONDS


def test_several_threads_get_what_one_gets() -> None:
    texts = [f"my son Tyler is {age}, dob 3/4/2014, who is Elklan" for age in range(40)]
    alone = [MASKER.mask(text) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(MASKER.mask, texts)) == alone
