"""Scalar arithmetic that is bit-equal in both engines.

``math.exp`` and ``math.log1p`` agree between CPython and the compiled code; ``**`` and
``min``/``max`` of mixed signs of zero do not always, so bounds are spelled out, and
exponents are clamped where one engine would overflow.
"""

from __future__ import annotations

import math

from model.compilation import rule

SCALE = 2.0**24
"""Units of the fixed-point sums: integers, so that no order of adding changes a total."""
LOW_BITS = 36
"""Bits of the lower part of a sum that needs two columns."""
MOST_COUNTED = 32_767
"""Highest count of a column of 16 bits."""


@rule
def clamp(x, low, high):
    """Return x held between low and high."""
    if x < low:
        return low
    if x > high:
        return high
    return x


@rule
def safe_exp(x):
    """Return exp(x) with x held within ±40."""
    return math.exp(clamp(x, -40.0, 40.0))


@rule
def fixed(x):
    """Return x as an integer count of 2**-24, rounded to nearest."""
    return int(math.floor(x * SCALE + 0.5))


@rule
def fixed_share(x):
    """Return the same for an x that is never below zero, in half the time."""
    return int(x * SCALE + 0.5)


@rule
def upper(n):
    """Return the upper part of a sum in two columns: ``n`` in units of 2**LOW_BITS."""
    return n >> LOW_BITS


@rule
def lower(n):
    """Return the lower part of a sum in two columns: what is left of ``n``."""
    return n & ((1 << LOW_BITS) - 1)


@rule
def one_more(n):
    """Return n + 1, or the highest count that its column holds."""
    if n < MOST_COUNTED:
        return n + 1
    return n


@rule
def approach(x, target, share):
    """Return x moved by ``share`` of its distance to ``target``."""
    return x + share * (target - x)
