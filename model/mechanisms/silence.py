"""A letter that is never answered."""

from __future__ import annotations

from model.compilation import rule
from model.entries import Cause
from model.mechanisms.evidence import add_bad
from model.mechanisms.meeting import luck_of
from model.mechanisms.memory import remember
from model.mechanisms.ties import unfollow
from model.numbers import f64, i64
from model.randomness import Block
from model.rules.answering import due, expects, given_up
from model.rules.arithmetic import fixed
from model.rules.events import IGNORED
from model.rules.evidence import felt
from model.rules.ties import FOLLOWER, IGNORED_CAUSE

BY_SILENCE = int(Cause.SILENCE)


@rule
def is_given_up(p, day, r):
    """Tell whether a person's patience with a waiting letter is at an end."""
    return p.owed > 0 and given_up(day, i64(p.owed_day), r)


@rule
def take_silence(m):
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
