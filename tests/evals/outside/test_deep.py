"""The graded figures of a list, as published ones are worked out."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.outside.deep import DEPTH, deep_figures, graded_ndcg, grades_of
from evals.outside.sets import OutsideQuestion


def test_the_gain_is_the_grade_and_the_best_order_holds_what_was_not_found() -> None:
    found = grades_of(["b", "x", "a"], {"a": 2, "b": 1, "c": 1})
    best = 2 + 1 / log2(3) + 1 / log2(4)
    assert graded_ndcg(found, [2, 1, 1]) == pytest.approx((1 + 2 / log2(4)) / best)


def test_an_item_counts_where_it_first_stands() -> None:
    assert grades_of(["a", "a", "b"], {"a": 2, "b": 1}) == [2, 1]


@given(st.lists(st.integers(1, 3), min_size=1, max_size=20))
def test_the_best_order_is_worth_1_and_no_order_more(grades: list[int]) -> None:
    best = sorted(grades, reverse=True)[:DEPTH]
    assert graded_ndcg(best, grades) == pytest.approx(1)
    assert 0 <= graded_ndcg(best[::-1], grades) <= 1 + 1e-9


def test_the_means_are_over_questions_to_which_something_is_relevant() -> None:
    questions = [
        OutsideQuestion(id="1", text="first", grades={"a": 1}),
        OutsideQuestion(id="2", text="second", grades={"a": 1, "b": 1}),
        OutsideQuestion(id="3", text="third", grades={}),
    ]
    figures = deep_figures(questions, lambda question: ["a"] if question == "first" else ["x", "a"])
    assert figures is not None
    assert (figures.questions, figures.recall_10, figures.mrr_10) == (2, 0.75, 0.75)
    assert deep_figures(questions[2:], lambda _: []) is None
