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

from model.compilation import rule
from model.keys import MASK, NO_BRAND, Block, brand_key, draws_array, split_seed
from model.philox import NO_PERSON, Stream, draws, philox, uniform

__all__ = [
    "MASK", "NO_BRAND", "NO_PERSON", "Block", "Stream",
    "brand_key", "draws", "draws_array", "philox", "split_seed", "uniform",
]  # fmt: skip

rule(philox)
rule(uniform)
rule(draws)
