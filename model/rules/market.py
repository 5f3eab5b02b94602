"""The market: needs arise, brands are considered and chosen, products are experienced.

Nested logit (Ben-Akiva 1973): the category against doing without, then brands within it.
"""

from __future__ import annotations

import math

from model.compilation import rule
from model.rules.arithmetic import clamp, safe_exp


@rule
def utility(trust, satisfaction, salience, habit, rating, price, sensitivity, r):
    """Return the utility of buying a brand; ``habit`` is 1 for the brand bought last."""
    return (
        r.market_trust_weight * (trust - 0.5)
        + r.market_satisfaction_weight * (satisfaction - 0.5)
        + r.market_salience_weight * math.log1p(salience)
        + r.market_habit_weight * habit
        + r.market_rating_weight * (rating - 0.5)
        - r.market_price_weight * sensitivity * math.log(price / r.market_reference_price)
    )


@rule
def attraction(brand_utility, r):
    """Return a brand's weight within the category."""
    return safe_exp(brand_utility / r.market_similarity)


@rule
def chance_category(attractions, r):
    """Return the chance of buying at all, given the sum of the brands' attractions."""
    if attractions <= 0.0:
        return 0.0
    inclusive = r.market_similarity * math.log(attractions)
    return 1.0 / (1.0 + safe_exp(r.market_outside - inclusive))


@rule
def price_paid(list_price, first_time, loyal, new_factor, loyal_factor, offer):
    """Return what this person pays: by tenure, less an offer noticed today."""
    price = list_price
    if first_time:
        price = price * new_factor
    elif loyal:
        price = price * loyal_factor
    return clamp(price * (1.0 - offer), 0.01, 1e9)


@rule
def experience(quality, u, r):
    """Return how a product that works turns out, in [0, 1]; u uniform in (0, 1)."""
    return clamp(quality + r.market_experience_noise * math.sqrt(12.0) * (u - 0.5), 0.0, 1.0)
