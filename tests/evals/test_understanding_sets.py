"""The sets that masking, kinds and follow-ups are measured on: large enough, honest, and true to the library."""

import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from bot.personal_data.kinds import PersonalDataKind
from bot.question import QuestionKind
from evals.follow_ups import Conversation, load_follow_ups
from evals.golden import GoldenError, Split
from evals.kinds import KindCase, load_kinds
from evals.privacy import PersonalItem, PersonalMessage, PlainMessage, load_personal, load_plain
from knowledge.corpus import read_corpus, source_files
from knowledge.documents import Audience
from knowledge.services import services

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "knowledge" / "library"
TOO_ALIKE = 90
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"

PERSONAL = {split: load_personal(split).messages for split in Split}
PLAIN = {split: load_plain(split).messages for split in Split}
KINDS = {split: load_kinds(split).questions for split in Split}
FOLLOW_UPS = {split: load_follow_ups(split).conversations for split in Split}

Entry = PersonalMessage | PlainMessage | KindCase | Conversation
FAMILIES: dict[str, dict[Split, tuple[Entry, ...]]] = {
    "personal": {**PERSONAL},
    "plain": {**PLAIN},
    "kinds": {**KINDS},
    "follow-ups": {**FOLLOW_UPS},
}
each_family = pytest.mark.parametrize("family", FAMILIES)


def said(entry: Entry) -> str:
    return " / ".join(entry.turns) if isinstance(entry, Conversation) else entry.text


def items(kind: PersonalDataKind, split: Split | None = None) -> list[str]:
    messages = PERSONAL[split] if split else chain(*PERSONAL.values())
    return [item.text for message in messages for item in message.items if item.kind is kind]


@pytest.mark.parametrize(
    ("family", "at_least"), [("personal", 270), ("plain", 320), ("kinds", 330), ("follow-ups", 68)]
)
def test_a_set_is_large_enough_to_show_a_fall(family: str, at_least: int) -> None:
    assert sum(len(entries) for entries in FAMILIES[family].values()) >= at_least


@each_family
def test_at_least_a_quarter_of_a_set_is_held_out(family: str) -> None:
    sizes = {split: len(entries) for split, entries in FAMILIES[family].items()}
    assert 0.25 < sizes[Split.HELD_OUT] / sum(sizes.values()) <= 0.5


@each_family
def test_no_id_and_no_text_is_there_twice(family: str) -> None:
    entries = list(chain(*FAMILIES[family].values()))
    assert [each for each, times in Counter(entry.id for entry in entries).items() if times > 1] == []
    assert [each for each, times in Counter(said(entry).casefold() for entry in entries).items() if times > 1] == []


@each_family
def test_nothing_held_out_is_close_to_what_is_developed_on(family: str) -> None:
    dev = [said(entry).casefold() for entry in FAMILIES[family][Split.DEV]]
    alike = [
        (held_out, close)
        for held_out in (said(entry).casefold() for entry in FAMILIES[family][Split.HELD_OUT])
        for close in process.extract(held_out, dev, scorer=fuzz.ratio, score_cutoff=TOO_ALIKE, limit=1)
    ]
    assert alike == []


def test_a_file_says_its_own_split() -> None:
    for split in Split:
        files = load_personal(split), load_plain(split), load_kinds(split), load_follow_ups(split)
        assert {file.split for file in files} == {split}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldenError, match=r"kinds_dev\.yaml"):
        load_kinds(Split.DEV, tmp_path)


def test_personal_items_and_what_to_keep_stand_in_their_message() -> None:
    for message in chain(*PERSONAL.values()):
        for text in [*(item.text for item in message.items), *message.keep]:
            assert text in message.text, (message.id, text)


def test_what_to_keep_holds_nothing_that_must_go() -> None:
    for message in chain(*PERSONAL.values()):
        left = message.text
        for item in sorted(message.items, key=lambda item: -len(item.text)):
            district = item.text.split()[0] if item.kind is PersonalDataKind.POSTCODE else ""
            left = re.sub(rf"(?<!\w){re.escape(item.text)}(?!\w)", district, left)
        assert message.lost(left) == (), message.id


def test_a_message_that_was_not_masked_has_every_item_left() -> None:
    for message in chain(*PERSONAL.values()):
        assert message.survivors(message.text) == message.items


def test_half_a_name_left_standing_is_a_survivor() -> None:
    name = PersonalItem(kind=PersonalDataKind.NAME, text="Oliver Beckett")
    message = PersonalMessage(id="one", text="Oliver Beckett has a plan", items=(name,))
    assert message.survivors("[name] Beckett has a plan") == (name,)
    assert message.survivors("[name] has a plan") == ()


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


def test_pupil_numbers_have_their_check_letter() -> None:
    """The letter is the weighted sum of the twelve places after it, modulo 23 (Department for Education, UPN guide)."""
    for number in items(PersonalDataKind.PUPIL_NUMBER):
        values = [int(place) if place.isdigit() else UPN_LETTERS.index(place) for place in number[1:]]
        total = sum(value * weight for value, weight in zip(values, range(2, 14), strict=True))
        assert UPN_LETTERS[total % 23] == number[0], number


def test_national_insurance_numbers_are_of_the_form_that_is_issued() -> None:
    for number in items(PersonalDataKind.NATIONAL_INSURANCE):
        plain = re.sub(r"[ -]", "", number).upper()
        assert re.fullmatch(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]", plain), number


def test_contacts_in_messages_with_nothing_personal_are_published_ones() -> None:
    library = "".join(file.read_text(encoding="utf-8") for file in sorted(LIBRARY.glob("*.md")))
    published = re.sub(r"\s", "", library + "".join(str(service) for service in services()))
    for message in chain(*PLAIN.values()):
        contacts = re.findall(r"\b0\d{3}[\d ]{5,}\d\b|[\w.-]+@[\w.-]+\w", message.text)
        for contact in contacts:
            assert contact.replace(" ", "") in published, (message.id, contact)


def test_a_person_named_in_a_report_stands_in_that_report() -> None:
    named = [message for message in chain(*PLAIN.values()) if message.named_in]
    assert len(named) >= 15
    for message in named:
        report = (ROOT / "evals" / "golden" / "reports" / str(message.named_in)).read_text(encoding="utf-8")
        words = [word for word in re.findall(r"[A-Z][a-z-]+(?:-[A-Z][a-z]+)?", message.text) if word in report]
        assert words, message.id


@pytest.mark.parametrize("split", Split)
def test_every_kind_of_question_is_in_both_splits(split: Split) -> None:
    counts = Counter(case.kind for case in KINDS[split])
    assert [kind for kind in QuestionKind if counts[kind] < (20 if split is Split.DEV else 12)] == []


def test_a_question_does_not_name_its_own_kind_as_another() -> None:
    assert [case.id for case in chain(*KINDS.values()) if case.kind in case.also] == []


def test_both_audiences_ask() -> None:
    asked: list[KindCase | Conversation] = [*chain(*KINDS.values()), *chain(*FOLLOW_UPS.values())]
    assert min(Counter(case.audience for case in asked)[audience] for audience in Audience) >= 20


@pytest.mark.parametrize("split", Split)
def test_about_a_fifth_of_the_follow_ups_do_not_lean_on_what_was_said(split: Split) -> None:
    switches = [each for each in FOLLOW_UPS[split] if not each.leans]
    assert 0.15 <= len(switches) / len(FOLLOW_UPS[split]) <= 0.25


def test_the_passages_of_follow_ups_stand_in_the_starter_library() -> None:
    library = {passage.id for passage in read_corpus(LIBRARY, source_files(LIBRARY)).passages}
    wanted = {passage for each in chain(*FOLLOW_UPS.values()) for passage in each.passages}
    assert wanted - library == set()


def test_follow_ups_are_about_every_kind_of_starter_document() -> None:
    for conversations in FOLLOW_UPS.values():
        documents = {passage.split(":")[0] for each in conversations for passage in each.passages}
        assert {file.stem for file in LIBRARY.glob("*.md")} <= documents
