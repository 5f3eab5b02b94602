"""Ratings by buyers, with selection: the surprised rate more readily."""

from __future__ import annotations

import math

from model.compilation import rule
from model.rules.arithmetic import clamp


@rule
def chance_rates(surprise, r):  # type: ignore[no-untyped-def]
    """Return the chance that a purchase is rated."""
    return clamp(r.talk_rating_rate + r.talk_rating_selection * math.fabs(surprise), 0.0, 1.0)


@rule
def stars(experience):  # type: ignore[no-untyped-def]
    """Return one to five stars for an experience in [0, 1]."""
    return 1 + int(clamp(experience, 0.0, 1.0) * 4.0 + 0.5)


@rule
def is_low(given):  # type: ignore[no-untyped-def]
    """Tell whether a rating is negative: one or two stars."""
    return given <= 2


@rule
def standing(total, count, r):  # type: ignore[no-untyped-def]
    """Return a brand's public rating in [0, 1], shrunk to the middle while ratings are few."""
    return ((total - count) / 4.0 + 0.5 * r.market_rating_prior) / (count + r.market_rating_prior)
