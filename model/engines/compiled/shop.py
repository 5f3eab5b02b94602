"""Step 7 of the day for one person with a purchase occasion: consider, choose, experience."""

from __future__ import annotations

from model.compilation import rule
from model.engines.compiled.relation import (
    add_bad,
    add_familiarity,
    add_good,
    f64,
    follow,
    luck_of,
    remember,
    trust_of,
)
from model.journal import Cause, Happening, note
from model.randomness import Block
from model.rules.arithmetic import approach, fixed
from model.rules.events import FAILURE, PURCHASE
from model.rules.evidence import felt
from model.rules.market import attraction, experience, price_paid, utility
from model.rules.promotion import perceived
from model.rules.rating import chance_rates, is_low, standing, stars
from model.rules.ties import ALIENATED, readiness
from model.world import NO_DAY

BY_FAILURE, BY_FAVOUR = int(Cause.FAILURE), int(Cause.FAVOUR)
BOUGHT, RATED = int(Happening.BOUGHT), int(Happening.RATED)


@rule
def is_loyal(m):  # type: ignore[no-untyped-def]
    """Tell whether the person counts as a loyal customer."""
    return m.pair.purchases >= m.rules.market_loyal_after or m.pair.mutual == 1


@rule
def price_for(m):  # type: ignore[no-untyped-def]
    """Return what the person would pay today."""
    o, bought = m.order, m.pair.purchases
    return price_paid(
        o.price, bought == 0, is_loyal(m), o.price_new, o.price_loyal, f64(m.pair.deal)
    )


@rule
def attraction_of(m):  # type: ignore[no-untyped-def]
    """Return the brand's attraction; 0 if it is not considered."""
    p, r, q = m.pair, m.rules, m.person
    familiarity = f64(p.familiarity)
    if familiarity <= 0.0 or p.tie == ALIENATED:
        return 0.0
    considered, _, _, _ = luck_of(m, Block.CONSIDER, 0)
    if considered >= familiarity:
        return 0.0
    habit = 1.0 if q.bought_last == m.b else 0.0
    rating = standing(m.firm.stars, m.firm.ratings, r)
    salience = f64(p.quick) + f64(p.slow)
    satisfaction, sensitivity = f64(p.satisfaction), f64(q.price_sensitivity)
    price = perceived(price_for(m), f64(p.used_to), r)
    gain = utility(trust_of(m), satisfaction, salience, habit, rating, price, sensitivity, r)
    return attraction(gain, r)


@rule
def buy(m):  # type: ignore[no-untyped-def]
    """The person buys."""
    p, r, y, price = m.pair, m.rules, m.tally, price_for(m)
    loyal = is_loyal(m)
    y.purchases += 1
    y.revenue_fixed += fixed(price)
    note(m.log, m.b, BOUGHT, price, 0)
    if p.first_day == NO_DAY:
        p.first_day = m.day
        y.first_purchases += 1
    p.purchases += 1
    m.person.bought_last = m.b
    add_familiarity(m, r.market_experience_familiarity)
    if loyal and m.order.favour > 0.0:
        y.favours += 1
        add_good(m, r.trust_favour * m.order.favour, 1.0, BY_FAVOUR)
    use(m)


@rule
def use(m):  # type: ignore[no-untyped-def]
    """Experience the product: satisfaction, failure, rating, following."""
    p, r, y = m.pair, m.rules, m.tally
    breaks, how, rates, joins = luck_of(m, Block.PRODUCT, 0)
    satisfaction = f64(p.satisfaction)
    failed = breaks < m.firm.failure_rate
    result = 0.0
    if not failed:
        result = experience(m.firm.quality, how, r)
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
