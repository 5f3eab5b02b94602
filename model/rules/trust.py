"""Trust: Beta reputation (Josang & Ismail 2002) over a ledger of evidence.

The prior weighs one observation (kappa_0 = 1): weights are identified only relative to it.
"""

from __future__ import annotations

from model.compilation import rule
from model.rules.arithmetic import clamp

LEAST_PRIOR, MOST_PRIOR = 0.001, 0.999


@rule
def spilled_prior(suspicion, r):
    """Return the trust in an unknown brand before bounds: it may fall with suspicion."""
    return r.trust_prior * (1.0 - r.suspicion_spillover * suspicion)


@rule
def prior_trust(suspicion, r):
    """Return the trust in an unknown brand."""
    return clamp(spilled_prior(suspicion, r), LEAST_PRIOR, MOST_PRIOR)


@rule
def trust(good, bad, broken, prior):
    """Return trust in (0, 1): (prior + good) / (1 + good + bad + broken)."""
    return (prior + good) / (1.0 + good + bad + broken)


@rule
def trust_bin(level, bins):
    """Return in which of ``bins`` equal parts of 0 to 1 a trust lies, the ends included."""
    place = int(level * bins)
    if place < 0:
        return 0
    if place >= bins:
        return bins - 1
    return place
