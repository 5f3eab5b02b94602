"""What stays in mind of a brand: familiarity, and salience."""

from __future__ import annotations

from model.compilation import rule
from model.numbers import f64
from model.rules.arithmetic import approach, clamp

MOST_SALIENCE = 10_000.0
"""Hundreds of times what makes a purchase certain; more would not fit the day's sums."""


@rule
def add_salience(m, amount):
    """Add salience, part of it slow to fade."""
    share = m.rules.fading_slow_share
    quick, slow = f64(m.pair.quick) + amount * (1.0 - share), f64(m.pair.slow) + amount * share
    m.pair.quick = clamp(quick, 0.0, MOST_SALIENCE)
    m.pair.slow = clamp(slow, 0.0, MOST_SALIENCE)


@rule
def add_familiarity(m, share):
    """Let the brand become better known."""
    m.pair.familiarity = approach(f64(m.pair.familiarity), 1.0, share)
