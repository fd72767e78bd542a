"""Intervals are those of the papers they are named after."""

from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.report.intervals import FEWEST_TO_RESAMPLE, Z, bootstrap, interval_of, wilson

counts = st.integers(1, 3000).flatmap(lambda cases: st.tuples(st.integers(0, cases), st.just(cases)))
shares = st.lists(st.floats(0, 1), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("right", "cases", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_bounds_that_newcombe_printed(right: int, cases: int, low: float, high: float) -> None:
    interval = wilson(right, cases)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@given(counts)
def test_a_bound_of_wilson_is_as_far_from_the_share_as_its_own_standard_error_allows(count: tuple[int, int]) -> None:
    right, cases = count
    interval = wilson(right, cases)
    for bound in (interval.low, interval.high):
        far = Z * sqrt(max(bound * (1 - bound), 0) / cases)
        assert isclose(abs(right / cases - bound), far, abs_tol=1e-6)


@given(counts)
def test_wilson_holds_the_share_and_mirrors_it(count: tuple[int, int]) -> None:
    right, cases = count
    interval, mirrored = wilson(right, cases), wilson(cases - right, cases)
    assert 0 <= interval.low <= right / cases <= interval.high <= 1
    assert isclose(interval.low, 1 - mirrored.high, abs_tol=1e-9)


@given(counts)
def test_ten_times_the_cases_make_wilson_narrower(count: tuple[int, int]) -> None:
    few, many = wilson(*count), wilson(count[0] * 10, count[1] * 10)
    assert many.high - many.low < few.high - few.low


@given(shares)
def test_an_interval_holds_its_mean_and_comes_out_the_same_again(values: list[float]) -> None:
    interval = interval_of(values)
    assert interval.low - 1e-9 <= sum(values) / len(values) <= interval.high + 1e-9
    assert 0 <= interval.low <= interval.high <= 1 + 1e-9
    assert interval == interval_of(values)


@given(st.lists(st.booleans().map(float), min_size=1, max_size=200))
def test_of_values_that_are_right_or_wrong_it_is_wilsons(values: list[float]) -> None:
    assert interval_of(values) == wilson(sum(values), len(values))


def test_of_values_in_between_it_is_about_two_standard_errors_each_way() -> None:
    values = [0.0, 0.25, 0.5, 0.75, 1.0] * 80
    error = sqrt(0.125 / len(values))
    interval = bootstrap(values)
    assert interval_of(values) == interval
    assert interval.low == pytest.approx(0.5 - Z * error, abs=0.004)
    assert interval.high == pytest.approx(0.5 + Z * error, abs=0.004)


def test_a_few_values_that_are_alike_do_not_feign_certainty() -> None:
    interval = interval_of([0.5] * (FEWEST_TO_RESAMPLE - 1))
    assert interval.high - interval.low > 0.4
