"""How the rules are written: what a pattern meets, and what a file may not hold."""

import pytest

from bot.safeguarding.patterns import Chart, parse, put_in_order
from bot.safeguarding.words import Reader

READER = Reader({"dog", "cat", "bites", "hurts"}, {"dont": "do not"})


def meets(pattern: str, text: str) -> bool:
    chart = Chart(READER.read(text), frozenset({"the", "a", "has"}), frozenset({"not"}))
    return any(chart.spans(one) for one in parse(pattern))


@pytest.mark.parametrize(
    ("pattern", "text", "met"),
    [
        ("dog bites", "the dog bites", True),
        ("dog bites", "dogs has the bite", True),
        ("=dog bites", "dogs bite", False),
        ("dog bites", "dog never bites", False),
        ("dog ~1 bites", "dog never bites", True),
        ("dog ~3 bites", "dog does not bite", False),
        ("dog ~3 bites", "a dog. It bites", False),
        ("(dog|cat) bites", "cat bites", True),
        ("(dog|my cat) bites", "my cat bites", True),
        ("(big (dog|cat)|bird) bites", "big cat bites", True),
        ("dog not? bites", "dog bites", True),
        ("^ dog", "a cat. dog", True),
        ("^ dog", "my dog", False),
    ],
)
def test_a_pattern_meets(pattern: str, text: str, met: bool) -> None:
    assert meets(pattern, text) is met


@pytest.mark.parametrize("pattern", ["", "~3 dog", "dog ~3", "dog? bites", "do-g", "(big dog|cat)? bites"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        parse(pattern)


def test_groups_stand_after_those_that_they_are_made_of() -> None:
    assert put_in_order({"pet": ["<dog>"], "dog": ["hound"]}) == ["dog", "pet"]


@pytest.mark.parametrize("groups", [{"a": ["<b>"]}, {"a": ["<b>"], "b": ["<a>"]}])
def test_a_group_that_is_missing_or_made_of_itself_is_refused(groups: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match="group"):
        put_in_order(groups)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("dont", ["do", "not"]),
        ("d0g", ["dog"]),
        ("doooog", ["dog"]),
        ("d o g", ["dog"]),
        ("hutrs", ["hurts"]),
        ("house", ["house"]),
    ],
)
def test_a_word_is_read_as_it_was_meant(written: str, meant: list[str]) -> None:
    assert [token.word for token in READER.read(written)] == meant
