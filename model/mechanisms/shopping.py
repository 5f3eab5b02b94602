"""Considering a brand and buying it."""

from __future__ import annotations

from model.compilation import rule
from model.entries import Cause, Happening, note
from model.mechanisms.awareness import add_familiarity
from model.mechanisms.evidence import add_good, trust_of
from model.mechanisms.experience import use
from model.mechanisms.meeting import luck_of
from model.numbers import f64, i64
from model.randomness import Block
from model.rules.arithmetic import fixed, lower, one_more, upper
from model.rules.market import attraction, price_paid, utility
from model.rules.promotion import perceived
from model.rules.rating import standing
from model.rules.ties import ALIENATED
from model.world import NO_DAY

BY_FAVOUR = int(Cause.FAVOUR)
BOUGHT = int(Happening.BOUGHT)


@rule
def is_loyal(p, r):
    """Tell whether the person counts as a loyal customer."""
    return p.purchases >= r.market_loyal_after or p.mutual == 1


@rule
def price_for(m):
    """Return what the person would pay today."""
    p, o, first_time = m.pair, m.order, m.pair.purchases == 0
    loyal = is_loyal(p, m.rules)
    return price_paid(o.price, first_time, loyal, o.price_new, o.price_loyal, f64(p.deal))


@rule
def attraction_of(m):
    """Return the brand's attraction; 0 if it is not considered."""
    p, r, q = m.pair, m.rules, m.person
    familiarity = f64(p.familiarity)
    if familiarity <= 0.0 or p.tie == ALIENATED:
        return 0.0
    considered, _, _, _ = luck_of(m, Block.CONSIDER, 0)
    if considered >= familiarity:
        return 0.0
    habit = 1.0 if q.bought_last == m.b else 0.0
    rating = standing(m.brand.stars, m.brand.ratings, r)
    salience = f64(p.quick) + f64(p.slow)
    satisfaction, sensitivity = f64(p.satisfaction), f64(q.price_sensitivity)
    price = perceived(price_for(m), f64(p.used_to), r)
    gain = utility(trust_of(m), satisfaction, salience, habit, rating, price, sensitivity, r)
    return attraction(gain, r)


@rule
def buy(m):
    """The person buys."""
    p, r, y, price = m.pair, m.rules, m.tally, price_for(m)
    loyal = is_loyal(p, r)
    y.purchases += 1
    y.revenue_high += upper(fixed(price))
    y.revenue_fixed += lower(fixed(price))
    note(m.log, m.b, BOUGHT, price, 0)
    if p.first_day == NO_DAY:
        p.first_day = m.day
        y.first_purchases += 1
    p.purchases = one_more(i64(p.purchases))
    m.person.bought_last = m.b
    add_familiarity(m, r.market_experience_familiarity)
    if loyal and m.order.favour > 0.0:
        y.favours += 1
        add_good(m, r.trust_favour * m.order.favour, 1.0, BY_FAVOUR)
    use(m)


@rule
def comes_at(aim, reached, pull, found):
    """Tell whether the brand is the one at ``aim`` on the line on which each takes up its pull.

    ``reached`` is where it begins; ``found`` whether another has been found already.
    """
    return pull > 0.0 and (not found or reached <= aim)
