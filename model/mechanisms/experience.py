"""Finding out what a product is like."""

from __future__ import annotations

from model.compilation import rule
from model.entries import Cause, Happening, note
from model.mechanisms.evidence import add_bad, trust_of
from model.mechanisms.meeting import luck_of
from model.mechanisms.memory import remember
from model.mechanisms.ties import follow
from model.numbers import f64
from model.randomness import Block
from model.rules.arithmetic import approach
from model.rules.events import FAILURE, PURCHASE
from model.rules.evidence import felt
from model.rules.market import experience
from model.rules.rating import chance_rates, is_low, stars
from model.rules.ties import readiness

BY_FAILURE = int(Cause.FAILURE)
RATED = int(Happening.RATED)


@rule
def use(m):
    """Experience the product: satisfaction, failure, rating, following."""
    p, r, y = m.pair, m.rules, m.tally
    breaks, how, rates, joins = luck_of(m, Block.PRODUCT, 0)
    satisfaction = f64(p.satisfaction)
    failed = breaks < m.brand.failure_rate
    result = 0.0
    if not failed:
        result = experience(m.brand.quality, how, r)
    surprise = result - satisfaction
    p.satisfaction = approach(satisfaction, result, r.market_satisfaction_learning)
    if failed:
        y.failures += 1
        add_bad(m, felt(r.trust_failure, f64(p.closeness), r), BY_FAILURE)
        remember(m, FAILURE, -1.0)
    else:
        remember(m, PURCHASE, surprise)
    if rates < chance_rates(surprise, f64(p.expectation), r):
        given = stars(result, trust_of(m), r)
        y.ratings += 1
        y.low_ratings += is_low(given)
        y.stars += given
        note(m.log, m.b, RATED, 0.0, given)
    if not failed and joins < readiness(p.tie, r.ties_follow_purchase, r):
        follow(m)
