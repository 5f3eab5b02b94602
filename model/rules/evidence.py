"""The trust ledger: how evidence enters, and how newer evidence replaces older.

Bad things done by a brand weigh more among those close to it (Aaker, Fournier & Brasel
2004); good things weigh less after a deception (Schweitzer, Hershey & Bradlow 2006).
"""

from __future__ import annotations

import numpy as np

from model.compilation import rule
from model.rules.arithmetic import clamp

NEGLIGIBLE = np.float32(1e-6)


@rule
def believed(weight, disillusion):
    """Return good evidence after the discount of disillusion."""
    return weight * (1.0 - disillusion)


@rule
def felt(weight, closeness, r):
    """Return the weight of a harm among people of this closeness: w (1 + kappa c), not below 0."""
    return clamp(weight * (1.0 + r.trust_warmth * closeness), 0.0, 1e6)


@rule
def renewed(old, weight, r):
    """Return what is left of older evidence once ``weight`` of newer evidence arrived."""
    return old / (1.0 + r.trust_renewal * weight)


@rule
def faded(x, keep):
    """Return what one day leaves; what is negligible is dropped (no denormal numbers).

    Both numbers are float32 and so is their product, in either engine.
    """
    left = np.float32(x) * np.float32(keep)
    if left < NEGLIGIBLE:
        return np.float32(0.0)
    return left
