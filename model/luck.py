"""The brands' own luck, drawn in blocks of days: how posts are ranked, how sales are reported."""

from __future__ import annotations

import numpy as np
from scipy import special

from model.plan import SLOTS
from model.randomness import NO_PERSON, Block, draws_array
from model.world import F64

DAYS = 256
"""Days drawn at a time, at most."""


class BrandLuck:
    """Keyed draws of one brand, for a run of ``days`` or more."""

    def __init__(self, seed: int, key: int, rank_spread: float, days: int) -> None:
        self._seed, self._key, self._spread = seed, key, rank_spread
        self._days = max(1, min(DAYS, days))
        self._chunk = -1
        self._pulls: F64 = np.empty((0, SLOTS))
        self._noise: F64 = np.empty(0)

    def _normals(self, block: int, count: int) -> F64:
        first = self._chunk * count
        index = np.arange(first, first + count)
        people = np.full(count, NO_PERSON)
        drawn = draws_array(self._seed, people, block, brand=self._key, index=index)
        return np.asarray(special.ndtri(drawn[0]))

    def _turn_to(self, day: int) -> None:
        if day // self._days == self._chunk:
            return
        self._chunk = day // self._days
        normals = self._normals(Block.BRAND_POST, self._days * SLOTS).reshape(-1, SLOTS)
        self._pulls = np.exp(self._spread * normals - 0.5 * self._spread**2)
        self._noise = self._normals(Block.BRAND_REPORT, self._days)

    def pulls(self, day: int) -> F64:
        """Return how the ranking favours each slot today: lognormal with mean 1, [slot]."""
        self._turn_to(day)
        return np.asarray(self._pulls[day % self._days])

    def noise(self, day: int) -> float:
        """Return a standard normal for the day's sales report."""
        self._turn_to(day)
        return float(self._noise[day % self._days])
