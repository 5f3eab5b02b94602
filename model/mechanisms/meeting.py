"""One person and one brand today: what the mechanisms take.

In the compiled engine a meeting is a tuple of pointers to records; in the plain engine it is
the person's ``Relation``, which has the same attributes.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from model.compilation import rule
from model.randomness import draws


class Meeting(NamedTuple):
    """What most mechanisms need, as pointers."""

    i: int
    """Number of the person."""
    b: int
    """Place of the brand."""
    day: int
    person: Any  # PERSON
    pair: Any  # PAIR
    signal: Any  # SIGNAL of today
    brand: Any  # BRAND
    order: Any  # ORDER
    tally: Any  # BRAND_TALLY
    log: Any  # model.entries of the person
    rules: Any
    k0: int
    k1: int


@rule
def luck_of(m, block, index):
    """Return today's four draws of this person and brand for one block of purposes."""
    return draws(m.k0, m.k1, m.i, m.day, m.brand.key, block, index)
