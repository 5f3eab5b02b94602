"""What stays in mind of a brand: familiarity, and salience."""

from __future__ import annotations

from model.compilation import rule
from model.numbers import f64
from model.rules.arithmetic import approach


@rule
def add_salience(m, amount):
    """Add salience, part of it slow to fade."""
    share = m.rules.fading_slow_share
    m.pair.quick = f64(m.pair.quick) + amount * (1.0 - share)
    m.pair.slow = f64(m.pair.slow) + amount * share


@rule
def add_familiarity(m, share):
    """Let the brand become better known."""
    m.pair.familiarity = approach(f64(m.pair.familiarity), 1.0, share)
