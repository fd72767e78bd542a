"""Confidence intervals: between which bounds a figure would lie, had other cases of the same sort been asked."""

from collections.abc import Sequence
from math import sqrt

import numpy as np
from pydantic import BaseModel, ConfigDict

Z = 1.959963984540054  # leaves 2.5% out at either end of the normal distribution
SEED = 20261124  # fixed, so that the same run always gives the same report
RESAMPLES = 2000
FEWEST_TO_RESAMPLE = 10  # so few cases hardly differ from each other, and resampling them feigns certainty


class Interval(BaseModel):
    """The bounds of a 95% confidence interval of a share."""

    model_config = ConfigDict(frozen=True)

    low: float
    high: float


def interval_of(values: Sequence[float]) -> Interval:
    """The interval of the mean of values from 0 to 1. There must be one.

    Wilson's where every value is 0 or 1, by bootstrap otherwise. Of fewer than ten values between 0 and 1 it is
    Wilson's too: they vary less than as many values of 0 and 1 with the same mean, so that it is too wide rather
    than too narrow.
    """
    if len(values) < FEWEST_TO_RESAMPLE or all(value in {0.0, 1.0} for value in values):
        return wilson(sum(values), len(values))
    return bootstrap(values)


def wilson(right: float, cases: int) -> Interval:
    """The score interval of a share.

    From Wilson 1927, Probable Inference, the Law of Succession, and Statistical Inference. It holds for few cases and
    for shares near 0 and 1, where the textbook interval fails: method 3 of Newcombe 1998, Two-sided confidence
    intervals for the single proportion: comparison of seven methods.
    """
    share, square = right / cases, Z * Z
    middle = (share + square / (2 * cases)) / (1 + square / cases)
    half = Z * sqrt(share * (1 - share) / cases + square / (4 * cases * cases)) / (1 + square / cases)
    # Rounding must not put the bound of 0 or 1 of all cases on the wrong side of it.
    return Interval(low=min(share, max(0.0, middle - half)), high=max(share, min(1.0, middle + half)))


def bootstrap(values: Sequence[float]) -> Interval:
    """The percentile interval of a mean (Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13)."""
    given = np.asarray(values, dtype=np.float64)
    picked = np.random.default_rng(SEED).integers(0, len(given), size=(RESAMPLES, len(given)))
    low, high = np.quantile(given[picked].mean(axis=1), [0.025, 0.975])
    return Interval(low=float(low), high=float(high))
