"""What friends gave off yesterday: words, posts passed on, public threads."""

from __future__ import annotations

from model.compilation import rule
from model.entries import Cause
from model.mechanisms.awareness import add_familiarity, add_salience
from model.mechanisms.evidence import add_bad, add_good
from model.mechanisms.meeting import luck_of
from model.mechanisms.reading import show
from model.numbers import f64, i64
from model.plan import SLOTS
from model.randomness import Block
from model.rules.talk import (
    CONDUCT,
    PAID,
    PUBLIC,
    chance_word_occasion,
    hearsay,
    is_private,
    word_weight,
)
from model.rules.threads import expects_too
from model.world import NO_POST

SHARED = int(Cause.SHARED)
WORD = int(Cause.WORD)
THREAD = int(Cause.THREAD)


@rule
def hear_of(m, first, last, indices, spoke, signals, online):
    """Take in what friends gave off about one brand, friend by friend; return a post passed on.

    ``indices[first:last]`` are the friends, ``spoke`` [person] and ``signals``
    [person, brand] what was given off yesterday.
    """
    r = m.rules
    good, bad, thread_good, thread_bad = 0.0, 0.0, 0.0, 0.0
    post = i64(NO_POST)
    for e in range(first, last):
        j = i64(indices[e])
        if (spoke[j] >> (m.b & 63)) & 1 == 0:
            continue
        s = signals[j, m.b]
        if s.to != m.i and is_private(s.word, s.to, s.post, s.thread):
            continue
        seen, seen_post, seen_thread, chance = luck_of(m, Block.HEARD, j)
        openly = s.to == PUBLIC and online and seen < r.talk_visibility
        if s.word != 0.0 and (s.to == m.i or openly):
            weight = take_word(m, f64(s.word), s.about, chance)
            if weight > 0.0:
                good += weight
            else:
                bad -= weight
        if online and s.post >= 0 and post < 0 and seen_post < r.talk_visibility:
            post = i64(s.post)
        if online and s.thread != 0.0 and seen_thread < r.talk_visibility:
            m.pair.expectation = expects_too(f64(m.pair.expectation), f64(s.thread), r)
            if s.thread > 0.0:
                thread_good += f64(s.thread)
            else:
                thread_bad -= f64(s.thread)
    add_good(m, r.talk_evidence * good, 0.0, WORD)
    add_bad(m, r.talk_evidence * bad, WORD)
    add_good(m, r.trust_thread * thread_good, 0.0, THREAD)
    add_bad(m, r.trust_thread * thread_bad, THREAD)
    return post


@rule
def take_word(m, strength, about, chance):
    """Let one friend's word take effect; return its weight as evidence of conduct, or 0."""
    r = m.rules
    weight = word_weight(strength, about & PAID, r)
    m.tally.heard += 1
    add_familiarity(m, r.talk_familiarity)
    if weight > 0.0:
        add_salience(m, r.talk_salience * weight)
        if chance < chance_word_occasion(weight, r):
            m.person.occasion = 1
    if about & CONDUCT:
        return weight
    m.pair.satisfaction = hearsay(f64(m.pair.satisfaction), weight, r)
    return 0.0


@rule
def is_recent(number, day, r):
    """Tell whether a post that was passed on (-1 for none) is of the last days."""
    return number >= 0 and day - number // SLOTS <= r.talk_share_window


@rule
def see_shared(m, post, counts, number, relevance):
    """See what a friend passed on: it passes the learned filter."""
    act, clock, _, _ = luck_of(m, Block.SHARED, 0)
    show(m, post, counts, number, relevance, m.rules.talk_endorsement, SHARED, 0.0, act, clock)
