"""The personal data in the golden sets is invented, well formed, and marked where it stands."""

import re

import pytest

from bot.personal_data.kinds import PersonalDataKind
from evals.cases import Case, Expected, PersonalItem, Split, SuiteName
from evals.libraries import STARTER
from evals.metrics.safety import survivors
from knowledge.services import services
from tests.evals.golden_sets import of

CASES = [task.case for task in of(SuiteName.PRIVACY, which=lambda expected: expected.masked)]
PLAIN = [task.case for task in of(SuiteName.PRIVACY, which=lambda expected: expected.untouched)]


def items(kind: PersonalDataKind, split: Split | None = None) -> list[str]:
    tasks = of(SuiteName.PRIVACY, split)
    return [item.text for task in tasks for item in task.case.expected.masked if item.kind is kind]


def test_items_and_what_to_keep_stand_in_their_message() -> None:
    for case in CASES:
        for text in [*(item.text for item in case.expected.masked), *case.expected.keep]:
            assert text in case.question, (case.id, text)


def test_what_to_keep_holds_nothing_that_must_go() -> None:
    for case in CASES:
        left = case.question
        for item in sorted(case.expected.masked, key=lambda item: -len(item.text)):
            district = item.text.split()[0] if item.kind is PersonalDataKind.POSTCODE else ""
            left = re.sub(rf"(?<!\w){re.escape(item.text)}(?!\w)", district, left)
        assert [kept for kept in case.expected.keep if kept not in left] == [], case.id


def test_a_message_that_was_not_masked_has_every_item_left() -> None:
    for case in CASES:
        assert survivors(case, case.question) == case.expected.masked, case.id


def test_half_a_name_left_standing_is_a_survivor() -> None:
    name = PersonalItem(kind=PersonalDataKind.NAME, text="Oliver Beckett")
    case = Case(id="one", question="Oliver Beckett has a plan", expected=Expected(masked=(name,)))
    assert survivors(case, "[name] Beckett has a plan") == (name,)
    assert survivors(case, "[name] has a plan") == ()


@pytest.mark.parametrize("split", Split)
def test_every_kind_of_personal_data_is_in_both_splits(split: Split) -> None:
    assert [kind for kind in PersonalDataKind if len(items(kind, split)) < 3] == []


def test_nhs_numbers_are_of_the_test_range_when_they_are_valid_and_some_are_not() -> None:
    numbers = [re.sub(r"\D", "", text) for text in items(PersonalDataKind.NHS_NUMBER)]
    assert {len(number) for number in numbers} == {10}
    valid = [number for number in numbers if nhs_check_digit(number) == int(number[-1])]
    assert all(number.startswith("999") for number in valid)
    assert len(valid) >= 8
    assert len(numbers) - len(valid) >= 3


def nhs_check_digit(number: str) -> int:
    """Modulus 11, as the NHS Data Model and Dictionary gives it; 10 stands for no valid digit."""
    return (11 - sum(int(digit) * weight for digit, weight in zip(number[:9], range(10, 1, -1), strict=True)) % 11) % 11


def test_national_insurance_numbers_are_of_the_form_that_is_issued() -> None:
    for number in items(PersonalDataKind.NATIONAL_INSURANCE):
        plain = re.sub(r"[ -]", "", number).upper()
        assert re.fullmatch(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]", plain), number


def test_contacts_in_messages_with_nothing_personal_are_published_ones() -> None:
    library = "".join(file.read_text(encoding="utf-8") for file in sorted(STARTER.glob("*.md")))
    published = re.sub(r"\s", "", library + "".join(str(service) for service in services()))
    for case in PLAIN:
        for contact in re.findall(r"\b0\d{3}[\d ]{5,}\d\b|[\w.-]+@[\w.-]+\w", case.question):
            assert contact.replace(" ", "") in published, (case.id, contact)
