"""Steps 4 to 8 of the day: silence, talk, ties, market, time."""

from __future__ import annotations

from typing import Any

from model.compilation import inlined, kernel, rule
from model.engines.compiled.night import count_pair, fade, grow_wary
from model.engines.compiled.relation import f64, i64, meet, note_change, trust_of
from model.engines.compiled.shop import attraction_of, buy
from model.engines.compiled.talking import reconsider_tie, take_silence, talk
from model.journal import Cause, Happening, note
from model.randomness import NO_BRAND, Block, draws
from model.rules.answering import given_up
from model.rules.arithmetic import fixed_share
from model.rules.market import chance_category
from model.rules.talk import is_private
from model.rules.ties import FOLLOWER
from model.rules.trust import prior_trust

FADING, SUSPICION = int(Cause.FADING), int(Cause.SUSPICION)
FOLLOWED_BACK = int(Happening.FOLLOWED_BACK)


@inlined
def shop(w, i, day, t):  # type: ignore[no-untyped-def]
    """Let a person choose among the brands that come to mind, or do without."""
    w.person_tally[t].occasions += 1
    brands, total = w.firms.shape[0], 0.0
    for b in range(brands):
        total += attraction_of(meet(w, i, b, day, t))
    _, _, buys, which = draws(w.key[0], w.key[1], i, day, NO_BRAND, Block.DAY, 0)
    if buys >= chance_category(total, w.rules[0]):
        return
    aim, reached, choice = which * total, 0.0, -1
    for b in range(brands):
        pull = attraction_of(meet(w, i, b, day, t))
        if pull > 0.0 and (choice < 0 or reached <= aim):
            choice = b
        reached += pull
    buy(meet(w, i, choice, day, t))


@inlined
def signal(w, i, b, now):  # type: ignore[no-untyped-def]
    """Let those friends know that there is something to hear tomorrow whom it may reach."""
    s = w.signals[now, i, b]
    if is_private(s.word, s.to, s.post, s.thread):
        w.mail[now, s.to] = 1
    else:
        for e in range(w.indptr[i], w.indptr[i + 1]):
            w.mail[now, w.indices[e]] = 1
    w.spoke[now, i] |= i64(1) << (b & 63)  # more brands share bits: one look more


@rule
def talks_idly(order, r):  # type: ignore[no-untyped-def]
    """Tell whether customers may talk though nothing happened."""
    return order.referral_reward > 0.0 or r.talk_constant > 0.0


@inlined
def fade_watched(w, i, day, t):  # type: ignore[no-untyped-def]
    """Do what the night does to a watched person, recording what it did to trust."""
    for b in range(w.firms.shape[0]):
        m = meet(w, i, b, day, t)
        before = trust_of(m)
        fade(m.pair, w.keep[0])
        note_change(m, FADING, before)
        m.log.before[b] = trust_of(m)
    moves = f64(w.people[i].alarm) != 0.0
    grow_wary(w.people[i], w.rules[0])
    if moves:
        for b in range(w.firms.shape[0]):
            m = meet(w, i, b, day, t)
            note_change(m, SUSPICION, m.log.before[b])


def evenings(w: Any, day: int, first: int, last: int, t: int) -> None:
    """Steps 4 to 8 for the people first to last - 1: silence, talk, ties, market, time."""
    brands, r, keep, now = w.firms.shape[0], w.rules[0], w.keep[0], day & 1
    nobody = w.journal.shape[0] - 1
    people, pairs, orders, slots = w.people, w.pairs, w.orders, w.slot
    tally, bins, counts = w.brand_tally[t], w.trust_tally[t], w.person_tally[t]
    for i in range(first, last):
        q = people[i]
        for b in range(brands):
            p = pairs[i, b]
            if p.owed > 0 and given_up(day, i64(p.owed_day), r):
                take_silence(meet(w, i, b, day, t))
            if p.event > 0 or (p.purchases > 0 and talks_idly(orders[b], r)):
                talk(meet(w, i, b, day, t), w.indices[w.indptr[i] : w.indptr[i + 1]])
            if p.reads > 0:
                reconsider_tie(meet(w, i, b, day, t))
            if orders[b].follow_back == 1 and p.tie == FOLLOWER and p.mutual == 0:
                p.mutual = 1
                tally[b].follows_back += 1
                note(w.journal[w.slot[i]], b, FOLLOWED_BACK, 0.0, 0)
            if p.signals != 0:
                p.signals = 0
                signal(w, i, b, now)
        if q.occasion == 1:
            q.occasion = 0
            shop(w, i, day, t)
        watched = slots[i] != nobody
        if watched:
            fade_watched(w, i, day, t)
        else:
            grow_wary(q, r)
        counts.suspicion_fixed += fixed_share(f64(q.suspicion))
        counts.sessions_fixed += fixed_share(f64(q.sessions))
        prior = prior_trust(f64(q.suspicion), r)
        for b in range(brands):
            p = pairs[i, b]
            if p.reads > 0:
                p.reads = 0
                p.value_read = 0.0
                p.intent_read = 0.0
                p.deal = 0.0
            if not watched:
                fade(p, keep)
            count_pair(p, tally[b], bins[b], prior, r.market_known_from)


evenings_kernel = kernel(evenings)
