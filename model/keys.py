"""Keys of random draws, and the draws of many people at once: what needs no compiler.

``model.randomness`` says how a draw follows from its key.
"""

from __future__ import annotations

from enum import IntEnum
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

MASK = 0xFFFFFFFF
MULTIPLIER_A = 0xD2511F53
MULTIPLIER_B = 0xCD9E8D57
WEYL_A = 0x9E3779B9
WEYL_B = 0xBB67AE85
TO_UNIT = 2.0**-32

NO_BRAND = MASK
"""Brand key of draws that concern a person alone."""


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
    EXPERIMENT = 128


def split_seed(seed: int) -> tuple[int, int]:
    """Return the two key words of a seed (any integer; its low 64 bits count)."""
    return int(seed) & MASK, (int(seed) >> 32) & MASK


def brand_key(name: str) -> int:
    """Return the stable 32-bit key of a brand's name (never that of ``NO_BRAND``)."""
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "little") % NO_BRAND


def draws_array(
    seed: int,
    persons: npt.NDArray[np.int64],
    block: int,
    *,
    day: int = 0,
    brand: int = NO_BRAND,
    index: int | npt.NDArray[np.int64] = 0,
) -> npt.NDArray[np.float64]:
    """Return what ``model.randomness.draws`` gives, for many people: shape (4, len(persons))."""
    import numpy as np  # late: strategies and scenarios do without

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
