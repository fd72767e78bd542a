"""Two runs compared: what fell is told from chance, and what cannot be compared is said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cases import SuiteName
from evals.comparison import (
    ComparedFigure,
    Scored,
    bootstrap_interval,
    compare,
    compare_values,
    least_fall_seen,
    mcnemar,
    sign_flips,
    surely_fallen,
)
from evals.figures import Slice
from evals.metrics.measures import Measure

STRATEGY = Slice(suite=SuiteName.STRATEGY)
YES_OR_NO = st.lists(st.tuples(st.sampled_from([0.0, 1.0]), st.sampled_from([0.0, 1.0])), min_size=1, max_size=60)


def case(id_: str, value: float, digest: str = "same", tags: tuple[str, ...] = ()) -> Scored:
    return Scored(id=id_, suite=SuiteName.STRATEGY, tags=tags, case=digest, scores={Measure.RECALL_1: value})


def run(*values: float, tags: tuple[str, ...] = ()) -> dict[str, Scored]:
    return {f"case-{number:03}": case(f"case-{number:03}", value, tags=tags) for number, value in enumerate(values)}


def figure(before: list[float], after: list[float]) -> ComparedFigure:
    return compare_values(STRATEGY, Measure.RECALL_1, list(zip(before, after, strict=True)))


@pytest.mark.parametrize(
    ("better", "worse", "two_sided", "fall"),
    [(0, 0, 1.0, 1.0), (0, 5, 0.0625, 0.03125), (5, 0, 0.0625, 1.0), (3, 3, 1.0, 0.65625), (1, 9, 0.0215, 0.0107)],
)
def test_mcnemars_exact_test_gives_the_known_values(better: int, worse: int, two_sided: float, fall: float) -> None:
    assert mcnemar(better, worse) == (pytest.approx(two_sided, abs=1e-4), pytest.approx(fall, abs=1e-4))


@given(YES_OR_NO)
def test_a_run_against_itself_never_fell(pairs: list[tuple[float, float]]) -> None:
    same = [before for before, _ in pairs]
    found = figure(same, same)
    assert (found.p, found.p_fall, found.low, found.high) == (1.0, 1.0, 0.0, 0.0)
    assert surely_fallen([found]) == ()


@given(YES_OR_NO)
def test_the_interval_holds_the_difference_and_turns_with_it(pairs: list[tuple[float, float]]) -> None:
    before, after = [one for one, _ in pairs], [other for _, other in pairs]
    there, back = figure(before, after), figure(after, before)
    assert there.low - 1e-9 <= there.after - there.before <= there.high + 1e-9
    assert there.p == pytest.approx(back.p)
    assert (there.better, there.worse) == (back.worse, back.better)


def test_a_real_fall_is_seen_and_a_small_one_is_not() -> None:
    fell = figure([1.0] * 200, [1.0] * 180 + [0.0] * 20)
    wavered = figure([1.0] * 197 + [0.0] * 3, [1.0] * 196 + [0.0] * 4)
    assert surely_fallen([fell, wavered]) == (fell,)


def test_among_many_figures_one_that_chance_would_bring_is_not_called_a_fall() -> None:
    by_chance = figure([1.0] * 100, [1.0] * 95 + [0.0] * 5)
    assert surely_fallen([by_chance]) == (by_chance,)
    assert surely_fallen([by_chance, *[figure([1.0], [1.0])] * 20]) == ()


def test_chance_alone_raises_an_alarm_at_most_once_in_twenty() -> None:
    rng = np.random.default_rng(7)
    alarms = 0
    for _ in range(80):
        before, after = (rng.random((3, 120)) < 0.9).astype(float), (rng.random((3, 120)) < 0.9).astype(float)
        figures = [figure(list(one), list(other)) for one, other in zip(before, after, strict=True)]
        alarms += bool(surely_fallen(figures))
    assert alarms <= 80 * 0.05


def test_shares_between_none_and_all_are_compared_too() -> None:
    changes = np.array([-0.5] * 12 + [0.25] * 2)
    p, p_fall = sign_flips(changes)
    assert p_fall < 0.01
    assert p < 0.02
    low, high = bootstrap_interval(changes)
    assert low < changes.mean() < high < 0


def test_a_case_that_was_reworded_or_is_new_is_left_out_and_named() -> None:
    before = {**run(1.0, 1.0), "gone": case("gone", 1.0)}
    after = {**run(1.0, 0.0), "new": case("new", 0.0)}
    after["case-000"] = case("case-000", 0.0, digest="reworded")
    found = compare(before, after, [STRATEGY])
    assert (found.only_before, found.only_after, found.changed) == (("gone",), ("new",), ("case-000",))
    assert [(one.cases, one.worse) for one in found.figures] == [(1, 1)]


def test_a_tag_is_a_slice_of_its_own() -> None:
    before = run(1.0, 1.0, tags=("parent",))
    found = compare(before, run(1.0, 0.0, tags=("parent",)), [STRATEGY, Slice(suite=SuiteName.STRATEGY, tag="parent")])
    assert [str(one.slice) for one in found.figures] == ["strategy", "strategy, parent"]


def test_the_least_fall_that_can_be_seen_shrinks_with_the_cases() -> None:
    assert least_fall_seen(50) == pytest.approx(0.1)
    assert least_fall_seen(500) == pytest.approx(0.01)
