"""Words: which of them meet, what is kept of them, and which slips are put right."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.spelling import Spelling
from retrieval.words import WordIndex, content_stems, stem, words_of

LIBRARY = {
    "sendiass": 9,
    "dorset": 40,
    "portage": 6,
    "ehcp": 12,
    "nakamura": 2,
    "tribunal": 7,
    "mediation": 5,
}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("overseen", "oversees"),
        ("overseeing", "oversaw"),
        ("children", "child's"),
        ("parents’", "parent"),
        ("strategies", "strategy"),
        ("schools", "school"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("carer", "car"), ("plan", "plane"), ("2024", "2025"), ("school", "scholar")]
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("£12.5 million", "12.5"),
        ("1,024 children", "1,024"),
        ("paragraph 4.2.1", "4.2.1"),
        ("63% of", "63%"),
        ("9:30", "9:30"),
    ],
)
def test_numbers_are_kept_whole(text: str, number: str) -> None:
    assert number in content_stems(text)


def test_grammar_is_left_out_and_subject_kept() -> None:
    assert content_stems("Who is it that oversees the strategy?") == [stem("oversees"), stem("strategy")]


@settings(database=None, deadline=None, max_examples=150)
@given(st.text(max_size=200))
def test_words_are_cut_the_same_way_every_time(text: str) -> None:
    first = words_of(text)
    words_of.cache_clear()
    stem.cache_clear()
    assert [word.stem for word in words_of(text)] == [word.stem for word in first]


@settings(database=None, deadline=None, max_examples=150)
@given(st.text(st.sampled_from("abc XYZ09.,'’%&-é"), max_size=60))
def test_every_word_stands_where_it_is_said_to(text: str) -> None:
    for word in words_of(text):
        assert text.lower()[word.start : word.end] == word.text


def test_the_text_with_the_rare_word_scores_most_and_unknown_words_score_nothing() -> None:
    index = WordIndex.build(["short breaks for families", "the families of the area", "families and schools"])
    scores = index.scores(content_stems("short breaks for families"))
    assert scores.argmax() == 0
    assert not index.scores(["xylophone"]).any()


def test_texts_without_any_word_can_be_indexed() -> None:
    assert not WordIndex.build(["", "?!"]).scores(["word"]).any()


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("tribunel", "tribunal"),
        ("mediaton", "mediation"),
        ("wich", "which"),
        ("stratgey", "strategy"),
        ("sendias", "sendiass"),
        ("recieve", "receive"),
        ("assesment", "assessment"),
        ("shcool", "school"),
    ],
)
def test_slips_are_put_right(slip: str, meant: str) -> None:
    assert Spelling(LIBRARY).meant(slip) == meant


@pytest.mark.parametrize(
    "word", ["dorset", "sendiass", "portage", "ehcp", "school", "dorset's", "12.5", "2024", "at", "&"]
)
def test_known_words_are_left_alone(word: str) -> None:
    assert Spelling(LIBRARY).meant(word) is None


def test_a_name_gets_one_letter_of_rope_and_a_word_two() -> None:
    spelling = Spelling(LIBRARY)
    assert spelling.meant("nakamuro", name=True) == "nakamura"
    assert spelling.meant("nakimuro") == "nakamura"
    assert spelling.meant("nakimuro", name=True) is None


@pytest.mark.parametrize("name", ["okonkwo", "szczepanska", "featherstonehaugh"])
def test_a_strange_name_is_not_made_into_another(name: str) -> None:
    assert Spelling(LIBRARY).meant(name, name=True) is None


@settings(database=None, deadline=None, max_examples=80)
@given(st.text(st.sampled_from("abdeghilmnorstu"), min_size=1, max_size=12))
def test_what_is_put_right_is_a_known_word(word: str) -> None:
    spelling = Spelling(LIBRARY)
    meant = spelling.meant(word)
    assert meant is None or spelling.is_word(meant)
