"""Ratings by buyers, with selection: the surprised rate more readily.

So do those who think that the brand listens (Chevalier, Dover & Mayzlin 2018, Marketing Science
37), and what is rated is coloured by what else one thinks of the brand: the halo effect
(Nisbett & Wilson 1977, J. Personality and Social Psych. 35).
"""

from __future__ import annotations

import math

from model.compilation import rule
from model.rules.arithmetic import clamp


@rule
def chance_rates(surprise, expectation, r):
    """Return the chance that a purchase is rated, given how far answers are expected."""
    chance = r.talk_rating_rate + r.talk_rating_selection * math.fabs(surprise)
    return clamp(chance * (1.0 + r.talk_rating_heard * expectation), 0.0, 1.0)


@rule
def stars(experience, trust, r):
    """Return one to five stars for an experience in [0, 1], as seen with this trust."""
    seen = experience + r.talk_rating_halo * (trust - 0.5)
    return 1 + int(clamp(seen, 0.0, 1.0) * 4.0 + 0.5)


@rule
def is_low(given):
    """Tell whether a rating is negative: one or two stars."""
    return given <= 2


@rule
def standing(total, count, r):
    """Return a brand's public rating in [0, 1], shrunk to the middle while ratings are few."""
    return ((total - count) / 4.0 + 0.5 * r.market_rating_prior) / (count + r.market_rating_prior)
