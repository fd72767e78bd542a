"""Whatever is changed in a true statement, its quote no longer proves it: properties over the whole starter library."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.proof import follows
from knowledge.quotes import normalise
from tests.proof.sentences import WRONGS, sentences, without_brackets

SENTENCES = st.sampled_from(sentences())
REST_OF_TWO = re.compile(r"; ")  # a condition cut off with the whole of a second sentence leaves the first as it was


@settings(max_examples=150, deadline=None)
@given(SENTENCES)
def test_a_sentence_follows_from_itself_without_its_brackets(sentence: tuple[str, str]) -> None:
    said, _ = sentence
    assert follows(without_brackets(said), said) is None


@pytest.mark.parametrize("kind", WRONGS)
@settings(max_examples=120, deadline=None)
@given(sentence=SENTENCES, pick=st.integers(min_value=0, max_value=1_000))
def test_a_changed_sentence_does_not_follow(kind: str, sentence: tuple[str, str], pick: int) -> None:
    said, passage = sentence
    plain = without_brackets(said)
    wrong = [one for one in WRONGS[kind](plain, passage) if normalise(one) != normalise(plain)]
    if kind == "condition":
        wrong = [one for one in wrong if not REST_OF_TWO.search(said)]
    if wrong:
        changed = wrong[pick % len(wrong)]
        assert follows(changed, said) is not None, changed


@settings(max_examples=120, deadline=None)
@given(SENTENCES, SENTENCES)
def test_half_of_one_sentence_with_half_of_another_does_not_follow(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    first, second = without_brackets(one[0]).split(), without_brackets(other[0]).split()
    mixed = " ".join((*first[: len(first) // 2], *second[len(second) // 2 :]))
    if normalise(mixed) not in {normalise(" ".join(first)), normalise(" ".join(second))}:
        assert follows(mixed, f"{one[0]} {other[0]}") is not None, mixed
