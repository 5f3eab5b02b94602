"""Philox4x32-10 in plain Python, and the strategies' own luck: what needs no compiler.

``model.randomness`` says how a draw follows from its key, and lets kernels use the same text.
"""

from __future__ import annotations

from collections.abc import Iterator

from model.keys import (
    MASK,
    MULTIPLIER_A,
    MULTIPLIER_B,
    TO_UNIT,
    WEYL_A,
    WEYL_B,
    Block,
    split_seed,
)

NO_PERSON = MASK
"""Person key of draws that concern a brand alone."""


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


def uniform(word):
    """Return a word as a uniform in the open interval (0, 1)."""
    return (word + 0.5) * TO_UNIT


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
