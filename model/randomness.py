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

from model.compilation import rule
from model.keys import (
    MASK,
    MULTIPLIER_A,
    MULTIPLIER_B,
    NO_BRAND,
    TO_UNIT,
    WEYL_A,
    WEYL_B,
    Block,
    brand_key,
    draws_array,
    split_seed,
)

__all__ = [
    "MASK", "NO_BRAND", "NO_PERSON", "Block", "Stream",
    "brand_key", "draws", "draws_array", "philox", "split_seed", "uniform",
]  # fmt: skip

NO_PERSON = MASK
"""Person key of draws that concern a brand alone."""


@rule
def philox(c0, c1, c2, c3, k0, k1):
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
def uniform(word):
    """Return a word as a uniform in the open interval (0, 1)."""
    return (word + 0.5) * TO_UNIT


@rule
def draws(k0, k1, person, day, brand, block, index):
    """Return four uniforms in the open interval (0, 1).

    (k0, k1) is the seed as two 32-bit words, ``brand`` a stable brand key (not a
    position), ``index`` tells repeated draws of one purpose apart (below 2**24).
    """
    w0, w1, w2, w3 = philox(
        person & MASK, day & MASK, brand & MASK, (block | (index << 8)) & MASK, k0, k1
    )
    return uniform(w0), uniform(w1), uniform(w2), uniform(w3)


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
