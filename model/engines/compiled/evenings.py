"""Steps 4 to 8 of the day: silence, talk, ties, market, time."""

from __future__ import annotations

from typing import Any

from model.compilation import inlined, kernel
from model.engines.compiled.meeting import meet
from model.mechanisms.activity import drift
from model.mechanisms.counting import count_pair
from model.mechanisms.evidence import trust_of
from model.mechanisms.fading import fade, fade_watched
from model.mechanisms.reading import forget_reading, has_read
from model.mechanisms.shopping import attraction_of, buy, comes_at
from model.mechanisms.silence import is_given_up, take_silence
from model.mechanisms.suspicion import grow_wary, note_wariness
from model.mechanisms.talk import may_talk, talk
from model.mechanisms.ties import be_followed_back, is_followed_back, reconsider_tie
from model.numbers import f64, i64
from model.randomness import NO_BRAND, Block, draws
from model.rules.arithmetic import fixed_share
from model.rules.market import chance_category
from model.rules.talk import is_private
from model.rules.trust import prior_trust


@inlined
def shop(w, i, day, t):
    """Let a person choose among the brands that come to mind, or do without."""
    w.person_tally[t].occasions += 1
    brands, total = w.brands.shape[0], 0.0
    for b in range(brands):
        total += attraction_of(meet(w, i, b, day, t))
    _, _, buys, which = draws(w.key[0], w.key[1], i, day, NO_BRAND, Block.DAY, 0)
    if buys >= chance_category(total, w.rules[0]):
        return
    aim, reached, choice = which * total, 0.0, -1
    for b in range(brands):
        pull = attraction_of(meet(w, i, b, day, t))
        if comes_at(aim, reached, pull, choice >= 0):
            choice = b
        reached += pull
    buy(meet(w, i, choice, day, t))


@inlined
def speak_of(w, i, b, now):
    """Let those friends know that there is something to hear tomorrow whom it may reach."""
    s = w.signals[now, i, b]
    if is_private(s.word, s.to, s.post, s.thread):
        w.mail[now, s.to] = 1
    else:
        for e in range(w.indptr[i], w.indptr[i + 1]):
            w.mail[now, w.indices[e]] = 1
    w.spoke[now, i] |= i64(1) << (b & 63)  # more brands share bits: one look more


@inlined
def night_of_watched(w, i, day, t):
    """Do what the night does to a watched person, recording what it did to trust."""
    for b in range(w.brands.shape[0]):
        m = meet(w, i, b, day, t)
        fade_watched(m, w.keep[0])
        m.log.before[b] = trust_of(m)
    moves = f64(w.people[i].alarm) != 0.0
    grow_wary(w.people[i])
    if moves:
        for b in range(w.brands.shape[0]):
            m = meet(w, i, b, day, t)
            note_wariness(m, m.log.before[b])


def evenings(w: Any, day: int, first: int, last: int, t: int) -> None:
    """Steps 4 to 8 for the people first to last - 1: silence, talk, ties, market, time."""
    brands, r, keep, now = w.brands.shape[0], w.rules[0], w.keep[0], day & 1
    nobody = w.entries.shape[0] - 1
    people, pairs, orders, slots = w.people, w.pairs, w.orders, w.slot
    tally, bins, counts = w.brand_tally[t], w.trust_tally[t], w.person_tally[t]
    for i in range(first, last):
        q = people[i]
        for b in range(brands):
            p = pairs[i, b]
            if is_given_up(p, day, r):
                take_silence(meet(w, i, b, day, t))
            if may_talk(p, orders[b], r):
                talk(meet(w, i, b, day, t), w.indices[w.indptr[i] : w.indptr[i + 1]])
            if has_read(p):
                reconsider_tie(meet(w, i, b, day, t))
            if is_followed_back(p, orders[b]):
                be_followed_back(meet(w, i, b, day, t))
            if p.signals != 0:
                p.signals = 0
                speak_of(w, i, b, now)
        if q.occasion == 1:
            q.occasion = 0
            shop(w, i, day, t)
        watched = slots[i] != nobody
        if watched:
            night_of_watched(w, i, day, t)
        else:
            grow_wary(q)
        drift(q, r)
        counts.suspicion_fixed += fixed_share(f64(q.suspicion))
        counts.sessions_fixed += fixed_share(f64(q.sessions))
        prior = prior_trust(f64(q.suspicion), r)
        for b in range(brands):
            p = pairs[i, b]
            forget_reading(p)
            if not watched:
                fade(p, keep)
            count_pair(p, tally[b], bins[b], prior, r.market_known_from)


evenings_kernel = kernel(evenings)
