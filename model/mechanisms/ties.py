"""Following a brand, stopping, and leaving for good."""

from __future__ import annotations

from model.compilation import rule
from model.entries import Happening, note
from model.mechanisms.meeting import luck_of
from model.numbers import f64, i64
from model.randomness import Block
from model.rules.arithmetic import clamp
from model.rules.ties import (
    ALIENATED,
    BETRAYED,
    FOLLOWER,
    IGNORED_CAUSE,
    IRRELEVANCE,
    LEFT,
    PROMOTION,
    brittleness,
    chance_follow,
    first_cause,
    from_irrelevance,
    from_promotion,
    from_volume,
)

FOLLOWED = int(Happening.FOLLOWED)
UNFOLLOWED = int(Happening.UNFOLLOWED)
GONE = int(Happening.ALIENATED)
FOLLOWED_BACK = int(Happening.FOLLOWED_BACK)


@rule
def follow(m):
    """Begin to follow."""
    m.pair.tie = FOLLOWER
    m.pair.tie_day = m.day
    m.tally.follows += 1
    note(m.log, m.b, FOLLOWED, 0.0, 0)


@rule
def unfollow(m, cause):
    """Stop following, for a cause."""
    m.pair.tie = LEFT
    m.pair.mutual = 0
    y = m.tally
    if cause == PROMOTION:
        y.unfollows_promotion += 1
    elif cause == IRRELEVANCE:
        y.unfollows_irrelevance += 1
    elif cause == IGNORED_CAUSE:
        y.unfollows_ignored += 1
    elif cause == BETRAYED:
        y.unfollows_betrayed += 1
    else:
        y.unfollows_volume += 1
    note(m.log, m.b, UNFOLLOWED, 0.0, cause)


@rule
def alienate(m):
    """Leave for good."""
    m.pair.tie = ALIENATED
    m.pair.mutual = 0
    m.tally.newly_alienated += 1
    note(m.log, m.b, GONE, 0.0, 0)


@rule
def reconsider_tie(m):
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


@rule
def is_followed_back(p, order):
    """Tell whether the brand begins to follow this person today."""
    return order.follow_back == 1 and p.tie == FOLLOWER and p.mutual == 0


@rule
def be_followed_back(m):
    """The brand follows a follower."""
    m.pair.mutual = 1
    m.tally.follows_back += 1
    note(m.log, m.b, FOLLOWED_BACK, 0.0, 0)
