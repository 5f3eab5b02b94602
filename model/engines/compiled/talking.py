"""Steps 4 to 6 of the day for one relationship: silence, talk, ties."""

from __future__ import annotations

from model.compilation import inlined, rule
from model.engines.compiled.relation import add_bad, f64, follow, i64, luck_of, remember, unfollow
from model.journal import Cause, Happening, note
from model.randomness import Block, draws
from model.rules.answering import due, expects
from model.rules.arithmetic import clamp, fixed
from model.rules.events import IGNORED, freshness, is_conduct
from model.rules.evidence import felt
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
from model.rules.ties import (
    FOLLOWER,
    IGNORED_CAUSE,
    brittleness,
    chance_follow,
    first_cause,
    from_irrelevance,
    from_promotion,
    from_volume,
)

BY_SILENCE, SAID = int(Cause.SILENCE), int(Happening.SAID)
MOST_TOLD = 100


@rule
def take_silence(m):  # type: ignore[no-untyped-def]
    """Give up waiting for an answer."""
    p, r, y = m.pair, m.rules, m.tally
    expectation = f64(p.expectation)
    missed = due(expectation, i64(p.owed), r)
    p.owed = 0
    y.silences += 1
    add_bad(m, felt(r.trust_silence * missed, f64(p.closeness), r), BY_SILENCE)
    p.expectation = expects(expectation, 0.0, r)
    remember(m, IGNORED, -missed)
    leaves, _, _, _ = luck_of(m, Block.SILENCE, 0)
    if p.tie == FOLLOWER and leaves < r.ties_unfollow_ignored * missed:
        unfollow(m, IGNORED_CAUSE)
    if p.owed_public == 1 and missed > 0.0:
        m.signal.thread = -missed
        p.signals = 1
        y.threads += 1
        y.thread_fixed -= fixed(missed)


@inlined
def talk(m, friends):  # type: ignore[no-untyped-def]
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
def tell(m, friends):  # type: ignore[no-untyped-def]
    """Tell of the remembered event: in public once, or to the next friend."""
    p = m.pair
    openly, start, _, _ = draws(m.k0, m.k1, m.i, i64(p.event_day), m.firm.key, Block.TALK, 1)
    about = CONDUCT if is_conduct(p.event) else PRODUCT
    if openly < m.rules.talk_public:
        p.told = -1
        say(m, f64(p.surprise), about, PUBLIC)
    else:
        friend = friends[friend_told(friends.shape[0], start, i64(p.told))]
        p.told += 1
        say(m, f64(p.surprise), about, friend)


@rule
def say(m, strength, about, to):  # type: ignore[no-untyped-def]
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


@rule
def reconsider_tie(m):  # type: ignore[no-untyped-def]
    """Let a reader of today begin to follow, or stop."""
    p, r = m.pair, m.rules
    u, which, _, _ = luck_of(m, Block.TIES, 0)
    worth = f64(p.value_read) / f64(p.reads)
    if p.tie != FOLLOWER:
        if u < chance_follow(p.tie, worth, r):
            follow(m)
        return
    promotion = from_promotion(f64(p.intent_read), r)
    irrelevance = from_irrelevance(worth, r)
    volume = from_volume(f64(p.recent), r)
    age = f64(m.day - i64(p.tie_day))
    hazard = (promotion + irrelevance + volume) * brittleness(age, f64(p.mutual), r)
    if u < clamp(hazard, 0.0, 1.0):
        unfollow(m, first_cause(which, promotion, irrelevance, volume))
