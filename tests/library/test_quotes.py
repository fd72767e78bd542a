"""Quotes: what stands in a text, whatever the text."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from knowledge.quotes import normalise, stands_in

light = settings(database=None, deadline=None, max_examples=200)
SPACES = " \t\n\r\x0b\x0c\u00a0\u2009\u2028\u3000"
texts = st.text(min_size=1, max_size=80)
prose = st.text(st.sampled_from("abcdeé£.,' \n"), min_size=1, max_size=80)


@light
@given(texts | prose, st.data())
def test_any_slice_of_a_text_that_is_not_blank_stands_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    assert stands_in(quote, text) == bool(quote.strip())


@light
@given(texts | prose, st.data())
def test_a_quote_with_one_character_changed_to_one_the_text_lacks_stands_nowhere(
    text: str, data: st.DataObject
) -> None:
    assume(text.strip())
    quote = text.strip()
    place = data.draw(st.integers(0, len(quote) - 1).filter(lambda at: not quote[at].isspace()))
    other = data.draw(st.characters(exclude_categories=["Z", "C"]).filter(lambda one: one not in text))
    assert not stands_in(quote[:place] + other + quote[place + 1 :], text)


@light
@given(prose, st.data())
def test_a_whole_text_with_one_character_changed_no_longer_stands_in_it(text: str, data: st.DataObject) -> None:
    whole = normalise(text)
    assume(whole)
    place = data.draw(st.integers(0, len(whole) - 1).filter(lambda at: whole[at] != " "))
    other = data.draw(st.sampled_from("abcdeé£.,'").filter(lambda one: one != whole[place]))
    assert not stands_in(whole[:place] + other + whole[place + 1 :], text)


@light
@given(st.lists(st.text("abc.é", min_size=1, max_size=6), min_size=1, max_size=8), st.data())
def test_white_space_of_any_kind_and_length_is_as_good_as_any_other(words: list[str], data: st.DataObject) -> None:
    gap = st.text(SPACES, min_size=1, max_size=4)
    one, other = ("".join(word + data.draw(gap) for word in words) for _ in range(2))
    assert normalise(one) == normalise(other) == " ".join(words)
    assert stands_in(one, other)


@light
@given(texts)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@light
@given(st.text(SPACES, max_size=5), texts)
def test_an_empty_quote_proves_nothing(blank: str, text: str) -> None:
    assert not stands_in(blank, text)


def test_letters_that_only_look_alike_are_not_the_same() -> None:
    assert not stands_in("the boаrd", "the board meets")  # the second has a Cyrillic a
    assert not stands_in("“board”", '"board"')
    assert not stands_in("THE BOARD", "the board")
    assert not stands_in("a board\u200b", "a board")
    assert not stands_in("theboard", "the board")
