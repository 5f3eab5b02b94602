"""Keyed uniforms for networks: what a draw is for stands where a day stands in the model."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from model.randomness import Block, draws_array

CHUNK = 1 << 14
"""People drawn for at once: few enough for the processor's cache (sixteen times faster)."""


Whole = npt.NDArray[Any]
"""Whole numbers of any width."""


class Purpose(IntEnum):
    """What a draw decides."""

    DEGREE = 1
    MEETING = 2
    INTRODUCTION = 3
    RING = 4
    ATTACHMENT = 5
    ANYBODY = 6
    NEIGHBOUR = 7
    SAMPLE = 8


def uniforms(
    seed: int,
    persons: Whole,
    purpose: int,
    *,
    index: Whole | int = 0,
    words: int = 1,
    block: int = Block.NETWORK,
) -> npt.NDArray[np.float64]:
    """Return ``words`` (1 to 4) uniforms for each person and index: shape (words, people)."""
    found = np.empty((words, len(persons)))
    for start in range(0, len(persons), CHUNK):
        part = slice(start, start + CHUNK)
        chosen = index[part] if isinstance(index, np.ndarray) else index
        found[:, part] = draws_array(seed, persons[part], block, day=purpose, index=chosen)[:words]
    return found
