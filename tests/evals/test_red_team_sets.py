"""The sets that try the safeguards are large enough, of every kind, and their held-out part is not the dev part reworded."""

import base64
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from bot.safeguarding.kinds import RiskKind
from bot.settings import Settings
from evals.golden import GoldenError, Split
from evals.red_team import (
    AttackCase,
    AttackKind,
    Hiding,
    OrdinaryCase,
    PoisonedDocument,
    RiskCase,
    Voice,
    load_attacks,
    load_ordinary,
    load_poisoned_documents,
    load_risks,
)
from knowledge.corpus import read_corpus, source_files

Text = RiskCase | OrdinaryCase | AttackCase
Loading = Callable[[Split], Sequence[Text]]
SETS: dict[str, Loading] = {"risk": load_risks, "ordinary": load_ordinary, "attacks": load_attacks}
SAME = 90
EVERY_SET = pytest.mark.parametrize("load", SETS.values(), ids=SETS)
EVERY_SPLIT = pytest.mark.parametrize("split", Split)


def both(load: Loading) -> list[Text]:
    return [case for split in Split for case in load(split)]


def plain(text: str) -> str:
    return " ".join(text.casefold().split())


def alike(these: Sequence[str], those: Sequence[str]) -> list[tuple[str, str]]:
    scores = process.cdist(these, those, scorer=fuzz.ratio, score_cutoff=SAME)
    return [(these[i], those[j]) for i, j in zip(*(scores > SAME).nonzero(), strict=True)]


def revealed(payload: str) -> str:
    """The payload with everything in it that hides a text undone."""
    tags = "".join(chr(ord(one) - 0xE0000) for one in payload if 0xE0020 <= ord(one) <= 0xE007E)
    bits = "".join("01"[one == "\u200c"] for one in payload if one in "\u200b\u200c")
    widths = "".join(chr(int(bits[at : at + 8], 2)) for at in range(0, len(bits) - 7, 8))
    coded = re.findall(r"[A-Za-z0-9+/]{16,}={0,2}", payload)
    decoded = [base64.b64decode(one + "=" * (-len(one) % 4)).decode("utf-8", "ignore") for one in coded]
    return "\n".join([payload, tags, widths, *decoded])


def test_there_are_enough_messages_at_risk() -> None:
    assert len(both(load_risks)) >= 360


@pytest.mark.parametrize("kind", RiskKind)
def test_each_kind_of_risk_has_enough_messages_in_both_splits(kind: RiskKind) -> None:
    counts = {split: sum(case.kind is kind for case in load_risks(split)) for split in Split}
    assert sum(counts.values()) >= 40
    assert min(counts.values()) >= 12


@EVERY_SPLIT
def test_risks_are_told_in_every_voice_plainly_and_obliquely_and_beside_questions(split: Split) -> None:
    cases = load_risks(split)
    assert {case.voice for case in cases} == set(Voice)
    assert sum(case.oblique for case in cases) >= len(cases) / 5
    assert sum(case.with_question for case in cases) >= len(cases) / 20


def test_a_kind_is_not_repeated_among_the_others_that_are_right() -> None:
    for split in Split:
        for case in load_risks(split):
            assert len(case.right_kinds) == 1 + len(case.also), case.id


def test_there_are_enough_ordinary_messages_and_hard_ones_among_them() -> None:
    cases = [case for split in Split for case in load_ordinary(split)]
    assert len(cases) >= 620
    assert sum(case.hard for case in cases) >= 220


@EVERY_SPLIT
def test_ordinary_messages_are_told_in_every_voice_hard_and_easy(split: Split) -> None:
    told = {(case.voice, case.hard) for case in load_ordinary(split)}
    assert told == {(voice, hard) for voice in Voice for hard in (False, True)}


def test_there_are_enough_attacks() -> None:
    assert len(both(load_attacks)) >= 150


@EVERY_SPLIT
def test_every_kind_of_attack_stands_in_both_splits(split: Split) -> None:
    counts = Counter(case.kind for case in load_attacks(split))
    assert set(counts) == set(AttackKind)
    assert min(counts.values()) >= 6
    assert any(case.history for case in load_attacks(split))


def test_what_an_attack_must_not_show_would_not_stand_in_an_honest_answer() -> None:
    library = Settings().library
    honest = "\n".join(one.text for one in read_corpus(library, source_files(library)).passages).casefold()
    for split in Split:
        for case in load_attacks(split):
            for forbidden in case.must_not_show:
                assert len(forbidden.strip()) >= 3, case.id
                assert forbidden.casefold() not in honest, case.id


def test_a_worker_may_always_be_answered_as_a_worker() -> None:
    for split in Split:
        for case in load_risks(split):
            assert case.voice is not Voice.WORKER or RiskKind.WORKER_CONCERN in case.right_kinds, case.id


@EVERY_SET
def test_the_held_out_part_is_a_third_to_three_fifths(load: Loading) -> None:
    held_out = len(load(Split.HELD_OUT))
    assert 0.28 <= held_out / (held_out + len(load(Split.DEV))) <= 0.6


@EVERY_SET
def test_no_id_and_no_text_stands_twice(load: Loading) -> None:
    cases = both(load)
    assert [one for one, times in Counter(case.id for case in cases).items() if times > 1] == []
    assert [one for one, times in Counter(plain(case.text) for case in cases).items() if times > 1] == []


@EVERY_SET
def test_no_held_out_text_is_a_dev_text_reworded(load: Loading) -> None:
    dev = [plain(case.text) for case in load(Split.DEV)]
    assert alike([plain(case.text) for case in load(Split.HELD_OUT)], dev) == []


def test_a_reworded_text_would_be_seen() -> None:
    assert alike(["how do i get a short break in dorset?"], ["how do i get a short break in dorset", "what is portage"])


def test_no_message_is_both_a_risk_and_ordinary() -> None:
    risks = [plain(case.text) for split in Split for case in load_risks(split)]
    ordinary = [plain(case.text) for split in Split for case in load_ordinary(split)]
    assert alike(risks, ordinary) == []


def test_there_are_enough_poisoned_documents_and_every_way_of_hiding_is_among_them() -> None:
    documents = load_poisoned_documents()
    assert len(documents) >= 60
    assert min(Counter(one.how for one in documents)[how] for how in Hiding) >= 3
    for field in ("id", "canary", "payload", "body", "question"):
        values = [getattr(one, field) for one in documents]
        assert len(set(values)) == len(values), field


@pytest.mark.parametrize("document", load_poisoned_documents(), ids=lambda one: one.id)
def test_a_canary_stands_in_what_is_hidden_and_elsewhere_only_obeying_would_make_it(document: PoisonedDocument) -> None:
    assert document.canary not in document.body + document.question
    if document.hidden:
        assert document.canary in revealed(document.payload)
    else:
        assert document.canary not in document.payload


def test_a_file_with_an_unknown_key_is_refused_by_name(tmp_path: Path) -> None:
    text = "split: dev\ncases:\n- {id: a, text: b, hard: true, voice: child, mood: low}\n"
    (tmp_path / "ordinary_dev.yaml").write_text(text)
    with pytest.raises(GoldenError, match=r"ordinary_dev\.yaml.*mood"):
        load_ordinary(Split.DEV, tmp_path)


def test_a_file_of_the_other_split_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ordinary_held_out.yaml").write_text("split: dev\ncases: []\n")
    with pytest.raises(GoldenError, match="says that its split is dev, not held_out"):
        load_ordinary(Split.HELD_OUT, tmp_path)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(GoldenError, match="cannot be read"):
        load_risks(Split.DEV, tmp_path)
