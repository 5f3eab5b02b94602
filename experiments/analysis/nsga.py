"""NSGA-II (Deb, Pratap, Agarwal & Meyarivan 2002) in the unit cube, on keyed draws.

Candidates are shares of each lever's range. Numbers are crossed by simulated binary
crossover and changed by polynomial mutation; levers without order take a parent's level, or
any. It asks for candidates and is told their values; who evaluates them is not its affair.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from experiments.analysis.chance import uniforms
from experiments.analysis.cube import Floats
from experiments.analysis.pareto import crowding, ranks

CROSSING, SPREAD, CHANGE = 0.9, 15.0, 20.0
"""Share of pairs that are crossed; how close children stay to parents; how small changes are."""
FIRST, LATER = 1000, 2000
"""Where the indices of keyed draws begin."""


def first_generation(size: int, width: int, seed: int) -> Floats:
    """Return candidates spread over the cube, [candidate, lever]: a Latin hypercube."""
    place = np.argsort(uniforms((width, size), index=FIRST, seed=seed), axis=1)
    within = uniforms((width, size), index=FIRST + 1, seed=seed)
    return np.asarray(((place + within) / size).T)


def survivors(costs: Floats, size: int) -> npt.NDArray[np.int64]:
    """Return who goes on, best first: by front, then from the least crowded."""
    front = ranks(costs)
    lonely = np.zeros(len(costs))
    for rank in np.unique(front):
        own = front == rank
        lonely[own] = crowding(costs[own])
    order = np.lexsort((np.arange(len(costs)), -lonely, front))
    return np.asarray(order[:size], dtype=np.int64)


def next_generation(
    parents: Floats, costs: Floats, ordered: Sequence[bool], seed: int, generation: int
) -> Floats:
    """Return as many children as there are parents; ``costs`` [parent, objective], to be small.

    The same parents, seed and generation give the same children.
    """
    size, width = parents.shape
    best = survivors(costs, size)
    standing = np.empty(size, dtype=np.int64)
    standing[best] = np.arange(size)
    drawn = uniforms((size, 4 + 6 * width), index=LATER + generation, seed=seed)
    pairs = (drawn[:, :4] * size).astype(np.int64).reshape(size, 2, 2)
    winners = np.take_along_axis(pairs, np.argmin(standing[pairs], axis=2)[..., None], axis=2)
    mother, father = parents[winners[:, 0, 0]], parents[winners[:, 1, 0]]
    parts = drawn[:, 4:].reshape(size, 6, width)
    has_order = np.asarray(ordered, dtype=bool)
    crossed = np.where(has_order, _crossed(mother, father, parts), _picked(mother, father, parts))
    child = np.clip(np.where(parts[:, 5, :1] < CROSSING, crossed, mother), 0.0, 1.0)
    changed = np.where(has_order, _nudged(child, parts[:, 3]), parts[:, 3])
    return np.clip(np.where(parts[:, 4] < 1.0 / width, changed, child), 0.0, 1.0)


def _crossed(mother: Floats, father: Floats, drawn: Floats) -> Floats:
    """Return children near one parent or the other: simulated binary crossover."""
    u = drawn[:, 0]
    power = 1.0 / (SPREAD + 1.0)
    beta = np.where(u <= 0.5, (2 * u) ** power, (1.0 / (2.0 * (1.0 - u))) ** power)
    side = np.where(drawn[:, 1] < 0.5, 1.0, -1.0)
    child = 0.5 * ((mother + father) + side * beta * (mother - father))
    return np.where(drawn[:, 2] < 0.5, child, mother)


def _picked(mother: Floats, father: Floats, drawn: Floats) -> Floats:
    return np.where(drawn[:, 0] < 0.5, mother, father)


def _nudged(child: Floats, u: Floats) -> Floats:
    """Return shares after polynomial mutation, with the room there is on either side."""
    power = 1.0 / (CHANGE + 1.0)
    delta = np.where(
        u < 0.5,
        (2 * u + (1 - 2 * u) * (1 - child) ** (CHANGE + 1)) ** power - 1,
        1 - (2 * (1 - u) + 2 * (u - 0.5) * child ** (CHANGE + 1)) ** power,
    )
    return np.asarray(child + delta)
