"""Intervals of data by resampling (Efron 1979), from keyed draws."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from experiments.fits.result import Estimated, Floats
from model.keys import draws_array

BLOCK = 224
"""Block of keyed draws that resampling and simulated data draw from; the model uses none of it."""
RESAMPLES = 400
SEED = 1


def uniforms(count: int, index: int, seed: int = SEED) -> Floats:
    """Return ``count`` uniform draws, the same for one seed and index."""
    return draws_array(seed, np.arange(count), BLOCK, index=index)[0]


def multiplicities(count: int, index: int, seed: int = SEED) -> Any:
    """Return how often each of ``count`` units is drawn when as many are drawn with repeats."""
    chosen = (uniforms(count, index, seed) * count).astype(np.int64)
    return np.bincount(chosen, minlength=count)


def interval(values: Any) -> tuple[Floats, Floats]:
    """Return the ends of the middle 95 % of resampled values, over the first axis."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "All-NaN", RuntimeWarning)
        low, high = np.nanquantile(np.asarray(values, float), (0.025, 0.975), axis=0)
    return np.asarray(low), np.asarray(high)


def resampled(
    units: int, measure: Callable[[Any], Any], resamples: int = RESAMPLES
) -> list[Estimated]:
    """Return statistics of data with intervals; ``measure`` takes the weight of each unit.

    Units are what is independent: a game, a customer, a person.
    """
    value = np.atleast_1d(np.asarray(measure(np.ones(units, np.int64)), float))
    again = [np.atleast_1d(measure(multiplicities(units, i))) for i in range(resamples)]
    low, high = interval(again)
    return [Estimated(*map(float, row)) for row in zip(value, low, high, strict=True)]
