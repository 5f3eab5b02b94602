"""Telling friends of a brand."""

from __future__ import annotations

from model.compilation import inlined, rule
from model.entries import Happening, note
from model.mechanisms.meeting import luck_of
from model.numbers import f64, i64
from model.randomness import Block, draws
from model.rules.events import freshness, is_conduct
from model.rules.talk import (
    CONDUCT,
    PAID,
    PRODUCT,
    PUBLIC,
    chance_owner_talks,
    chance_paid,
    chance_told,
    friend_told,
)

SAID = int(Happening.SAID)
MOST_TOLD = 100
"""Friends told of one event at most."""


@rule
def may_talk(p, order, r):
    """Tell whether something happened to tell of, or customers talk though nothing did."""
    return p.event > 0 or (
        p.purchases > 0 and (order.referral_reward > 0.0 or r.talk_constant > 0.0)
    )


@inlined
def talk(m, friends):
    """Tell of what happened, or recommend for a reward; ``friends`` are one's friends."""
    p, r, degree = m.pair, m.rules, friends.shape[0]
    age = m.day - i64(p.event_day)
    if p.event > 0 and freshness(age, r.talk_window) <= 0.0:
        p.event = 0
    if degree == 0:
        return
    chance, owner = 0.0, 0.0
    if p.event > 0 and p.told >= 0 and p.told < degree and p.told < MOST_TOLD:
        chance = chance_told(f64(p.surprise), age, r)
    if p.purchases > 0:
        owner = chance_owner_talks(m.order.referral_reward, r)
    if chance + owner <= 0.0:
        return
    tells, idly, friend, paid = luck_of(m, Block.TALK, 0)
    if tells < chance:
        tell(m, friends)
    elif idly < owner:
        about = PRODUCT
        if paid < chance_paid(m.order.referral_reward, r):
            about = PRODUCT | PAID
            m.tally.talk_paid += 1
        say(m, 1.0, about, friends[friend_told(degree, friend, 0)])


@rule
def tell(m, friends):
    """Tell of the remembered event: in public once, or to the next friend."""
    p = m.pair
    openly, start, _, _ = draws(m.k0, m.k1, m.i, i64(p.event_day), m.brand.key, Block.TALK, 1)
    about = CONDUCT if is_conduct(p.event) else PRODUCT
    if openly < m.rules.talk_public:
        p.told = -1
        say(m, f64(p.surprise), about, PUBLIC)
    else:
        friend = friends[friend_told(friends.shape[0], start, i64(p.told))]
        p.told += 1
        say(m, f64(p.surprise), about, friend)


@rule
def say(m, strength, about, to):
    """Put a word out for tomorrow, to one friend or to all."""
    s = m.signal
    s.word = strength
    s.about = about
    s.to = to
    m.pair.signals = 1
    note(m.log, m.b, SAID, strength, i64(to) * 8 + about)
    if strength > 0.0:
        m.tally.talk_positive += 1
    else:
        m.tally.talk_negative += 1
