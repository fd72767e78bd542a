"""How peers are marked, and how each gets the cut-off that is best for it."""

from hypothesis import given
from hypothesis import strategies as st

from evals.cases import Case, Expected, Split
from evals.peers.marking import (
    Asked,
    CutOff,
    choose_cut_off,
    refusing_of,
    rightly_refused_at,
    row_of,
    row_of_answers,
)
from evals.peers.peer import Score
from evals.peers.table import Comparison


def answerable(similarity: float, right: tuple[bool, ...] = (True,), **more: float) -> Asked:
    case = Case(id="a", question="Who?", expected=Expected(refusal=False, passages=("paper:1",)))
    best = {Score.SIMILARITY: similarity} | {Score(name): value for name, value in more.items()}
    return Asked(case, right, best, took_ms=2.0)


def unanswerable(similarity: float, **more: float) -> Asked:
    case = Case(id="u", question="Why?", expected=Expected(refusal=True))
    best = {Score.SIMILARITY: similarity} | {Score(name): value for name, value in more.items()}
    return Asked(case, (False,), best, took_ms=4.0)


def test_a_cut_off_refuses_what_is_below_it_and_not_what_stands_on_it() -> None:
    cut_off = CutOff(on=Score.SIMILARITY, at=0.5)
    assert cut_off.refuses({Score.SIMILARITY: 0.49})
    assert not cut_off.refuses({Score.SIMILARITY: 0.5})


def test_a_question_for_which_nothing_is_found_is_refused() -> None:
    assert CutOff(on=Score.SIMILARITY, at=0.1).refuses({})


def test_the_cut_off_parts_the_two_sorts_of_question_where_they_can_be_parted() -> None:
    cut_off = choose_cut_off([answerable(0.9), answerable(0.7), unanswerable(0.4), unanswerable(0.2)])
    assert cut_off == CutOff(on=Score.SIMILARITY, at=0.7)


def test_the_cut_off_is_set_on_the_score_that_parts_them_better() -> None:
    asked = [answerable(0.3, BM25=9.0), answerable(0.8, BM25=8.0), unanswerable(0.7, BM25=1.0)]
    assert choose_cut_off(asked).on is Score.WORDS


def test_a_score_that_is_not_always_told_is_not_used() -> None:
    asked = [answerable(0.3, BM25=9.0), answerable(0.8), unanswerable(0.7, BM25=1.0)]
    assert choose_cut_off(asked).on is Score.SIMILARITY


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=12),
    st.lists(st.floats(0, 1), min_size=1, max_size=12),
)
def test_no_other_place_on_the_score_does_better_than_the_one_chosen(yes: list[float], no: list[float]) -> None:
    asked = [*(answerable(one) for one in yes), *(unanswerable(one) for one in no)]

    def balanced(at: float) -> float:
        cut_off = CutOff(on=Score.SIMILARITY, at=at)
        return refusing_of((bool(one.case.expected.refusal), cut_off.refuses(one.best)) for one in asked).balanced

    chosen = balanced(choose_cut_off(asked).at)
    assert chosen >= 0.5
    assert all(chosen >= balanced(at / 20) for at in range(21))


def test_who_refuses_everything_or_nothing_has_a_balanced_accuracy_of_a_half() -> None:
    assert refusing_of([(True, True), (False, True)]).balanced == 0.5
    assert refusing_of([(True, False), (False, False)]).balanced == 0.5


def test_at_par_no_more_answerable_questions_are_refused_than_allowed() -> None:
    asked = [answerable(0.2), answerable(0.9), unanswerable(0.1), unanswerable(0.5)]
    assert rightly_refused_at(asked, most_wrongly=0.0) == 0.5
    assert rightly_refused_at(asked, most_wrongly=0.5) == 1.0


def test_a_row_judges_the_order_without_the_cut_off_and_answers_with_it() -> None:
    asked = [answerable(0.9), answerable(0.2), answerable(0.8, (False, True)), unanswerable(0.3)]
    row = row_of("Peer", asked, CutOff(on=Score.SIMILARITY, at=0.4), index_seconds=1.5, par=1.0)
    assert (row.first, row.in_three) == (2 / 3, 1.0)
    assert row.mrr == (1 + 1 + 0.5) / 3
    assert (row.refusing.rightly, row.refusing.wrongly) == (1.0, 1 / 3)
    assert row.answered_right == 1 / 3
    assert row.ask_ms == 2.0


def test_the_table_has_a_line_for_each_pipeline_and_says_what_was_left_out() -> None:
    row = row_of_answers("Signpost", [answerable(0.9), unanswerable(0.3)], [False, True], index_seconds=2.0)
    comparison = Comparison(
        split=Split.DEV,
        answerable=1,
        unanswerable=1,
        libraries=1,
        left_out=("reports/missing.txt",),
        passages=7,
        rows=(row,),
    )
    shown = str(comparison)
    assert "| Signpost | 100.0% | 100.0% | 1.000 | 100.0% | 0.0% | 100.0% | 100.0% | 100.0% | its own |" in shown
    assert "left out: reports/missing.txt" in shown
