"""Links as lists of slots: each person makes a number of links, in order of person."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import pdtr

from model.network.graph import Persons
from model.network.luck import Purpose, uniforms

Counts = npt.NDArray[np.int64]

SURE = 1 - 1e-9
"""Probability above which two people count as certain to be linked."""


def slots(made: Counts) -> Counts:
    """Return where each person's slots begin, from how many links each makes."""
    return np.concatenate([[0], np.cumsum(made)])


def makers(made: Counts) -> tuple[Persons, npt.NDArray[np.int32]]:
    """Return for every slot who makes the link, and the how-manieth of theirs it is."""
    people = np.repeat(np.arange(len(made), dtype=np.int32), made)
    first = slots(made)[:-1]
    return people, (np.arange(len(people)) - first[people]).astype(np.int32)


def spread_evenly(count: int, links_each: float) -> Counts:
    """Return whole numbers of links to make, the same for all but for rounding."""
    return np.diff(np.floor(np.arange(count + 1) * links_each).astype(np.int64))


def attempts_each(probability: float, people: float) -> float:
    """Return the mean number of links to try so that each pair is linked with ``probability``.

    If everyone tries a Poisson number of links with this mean, each towards one of
    ``people`` at random, then every pair is linked independently of all others.
    """
    return -0.5 * people * float(np.log1p(-min(max(probability, 0.0), SURE)))


def poisson(mean: float, uniform: npt.NDArray[np.float64]) -> Counts:
    """Return Poisson numbers from uniforms, by inversion."""
    likely = int(mean + 12 * np.sqrt(mean) + 20)
    return np.searchsorted(pdtr(np.arange(likely), mean), uniform)


def towards_anybody(
    seed: int, made: Counts, low: Counts, high: Counts, purpose: Purpose
) -> tuple[Persons, Persons]:
    """Return makers and targets of links towards people drawn evenly from ``[low, high)``.

    ``low`` and ``high`` give each maker's range. Some targets are the makers themselves.
    """
    source, order = makers(made)
    at = uniforms(seed, source, purpose, index=order)[0]
    at *= (high - low)[source]
    return source, low[source].astype(np.int32) + at.astype(np.int32)
