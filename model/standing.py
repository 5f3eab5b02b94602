"""Trust of many people at once, as it stands."""

from __future__ import annotations

from typing import Any

import numpy as np

from model.rules.trust import LEAST_PRIOR, MOST_PRIOR, spilled_prior, trust
from model.world import Records


def trust_levels(pairs: Records, suspicion: Any, rules: Any) -> Any:
    """Return trust, float64 [person, brand], of relationships and suspicion [person]."""
    prior = spilled_prior(suspicion.astype(float), rules)
    prior = np.clip(prior, LEAST_PRIOR, MOST_PRIOR)[:, None]
    good, bad, broken = (pairs[name].astype(float) for name in ("good", "bad", "broken"))
    return trust(good, bad, broken, prior)
