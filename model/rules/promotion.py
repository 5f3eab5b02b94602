"""Getting used to offers: what is expected does not surprise, and makes the full price look dear.

The expectation of a brand's price cuts is learned from its messages, and the price is judged
against it (Kalwani & Yim 1992, J. Marketing Research 29).
"""

from __future__ import annotations

from model.compilation import rule
from model.rules.arithmetic import approach, clamp


@rule
def used_to(usual, offer, r):
    """Return the expected price cut after one more message with this offer (0 for none)."""
    return approach(usual, offer, r.market_offer_learning)


@rule
def perceived(price, usual, r):
    """Return how high a price looks to somebody who is used to such cuts."""
    return price / clamp(1.0 - r.market_anchoring * usual, 0.05, 1.0)
