"""Keyed randomness: a draw is a pure function of who, when, about whom and why.

Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as
1, 2, 3", SC'11). The counter is (person, day, brand, block and index), the key is the
seed. One block gives four 32-bit words, that is four draws; each purpose owns one word of
one block (``Block``). Nothing is consumed, so two strategies face the same people and the
same luck, and one person more changes nobody else's draws.

All arithmetic is in masked int64: unsigned 32-bit scalars are a hundred times slower in
plain Python, and int64 products wrap to the same low 64 bits in both engines.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from model.compilation import rule
from model.keys import NO_BRAND, brand_key

__all__ = [
    "NO_BRAND", "NO_PERSON", "Block", "Stream",
    "brand_key", "draws", "draws_array", "philox", "split_seed",
]  # fmt: skip

MASK = 0xFFFFFFFF
MULTIPLIER_A = 0xD2511F53
MULTIPLIER_B = 0xCD9E8D57
WEYL_A = 0x9E3779B9
WEYL_B = 0xBB67AE85
TO_UNIT = 2.0**-32

NO_PERSON = MASK
"""Person key of draws that concern a brand alone."""


class Block(IntEnum):
    """Which block of four words a purpose draws from. Words are named beside each use."""

    TRAITS = 1
    INTERESTS = 2
    START = 3
    DAY = 4
    PAIR = 5
    POST = 6
    SHARED = 7
    LETTER = 8
    POLICY = 9
    OUTREACH = 10
    ANSWER = 11
    EVENING = 12
    TALK = 13
    TIES = 14
    MARKET = 15
    CONSIDER = 16
    PRODUCT = 17
    HEARD = 18
    THREAD = 19
    SILENCE = 20
    BRAND_POST = 32
    BRAND_REPORT = 33
    STRATEGY = 34
    NETWORK = 64
    PICTURE = 96


@rule
def philox(c0, c1, c2, c3, k0, k1):  # type: ignore[no-untyped-def]
    """Return the four 32-bit words (int64) of counter (c0..c3) under key (k0, k1)."""
    for _ in range(10):
        a = MULTIPLIER_A * c0
        b = MULTIPLIER_B * c2
        c0 = ((b >> 32) & MASK) ^ c1 ^ k0
        c1 = b & MASK
        c2 = ((a >> 32) & MASK) ^ c3 ^ k1
        c3 = a & MASK
        k0 = (k0 + WEYL_A) & MASK
        k1 = (k1 + WEYL_B) & MASK
    return c0, c1, c2, c3


@rule
def draws(k0, k1, person, day, brand, block, index):  # type: ignore[no-untyped-def]
    """Return four uniforms in the open interval (0, 1).

    (k0, k1) is the seed as two 32-bit words, ``brand`` a stable brand key (not a
    position), ``index`` tells repeated draws of one purpose apart (below 2**24).
    """
    w0, w1, w2, w3 = philox(
        person & MASK, day & MASK, brand & MASK, (block | (index << 8)) & MASK, k0, k1
    )
    return (
        (w0 + 0.5) * TO_UNIT,
        (w1 + 0.5) * TO_UNIT,
        (w2 + 0.5) * TO_UNIT,
        (w3 + 0.5) * TO_UNIT,
    )


def split_seed(seed: int) -> tuple[int, int]:
    """Return the two key words of a seed (any integer; its low 64 bits count)."""
    return int(seed) & MASK, (int(seed) >> 32) & MASK


def draws_array(
    seed: int,
    persons: npt.NDArray[np.int64],
    block: int,
    *,
    day: int = 0,
    brand: int = NO_BRAND,
    index: int | npt.NDArray[np.int64] = 0,
) -> npt.NDArray[np.float64]:
    """Return the same numbers as :func:`draws` for many people: shape (4, len(persons))."""
    k0, k1 = (np.uint64(word) for word in split_seed(seed))
    mask, shift = np.uint64(MASK), np.uint64(32)
    c0 = np.asarray(persons).astype(np.uint64) & mask
    c1 = np.full_like(c0, day & MASK)
    c2 = np.full_like(c0, brand & MASK)
    tail = (np.asarray(index, dtype=np.int64) << 8) | int(block)
    c3 = np.broadcast_to(tail, c0.shape).astype(np.uint64) & mask
    for _ in range(10):
        a = np.uint64(MULTIPLIER_A) * c0
        b = np.uint64(MULTIPLIER_B) * c2
        c0, c1, c2, c3 = (b >> shift) ^ c1 ^ k0, b & mask, (a >> shift) ^ c3 ^ k1, a & mask
        k0 = (k0 + np.uint64(WEYL_A)) & mask
        k1 = (k1 + np.uint64(WEYL_B)) & mask
    return (np.stack([c0, c1, c2, c3]).astype(np.float64) + 0.5) * TO_UNIT


class Stream:
    """Keyed uniforms for one purpose of one brand, in order: what a strategy may use."""

    def __init__(self, seed: int, day: int, brand: int, block: int = Block.STRATEGY) -> None:
        self._where = (*split_seed(seed), NO_PERSON, day, brand, int(block))

    def __iter__(self) -> Iterator[float]:
        index = 0
        while True:
            yield from draws(*self._where, index)
            index += 1

    def uniform(self, index: int = 0) -> float:
        """Return draw number ``index`` of this stream, in (0, 1)."""
        return float(draws(*self._where, index // 4)[index % 4])
