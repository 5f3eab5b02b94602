"""Steps 2 to 4 of the day: feed, appraisal, writing."""

from __future__ import annotations

from typing import Any

from model.compilation import inlined, kernel, rule
from model.engines.compiled.batch import BATCH, draw_together
from model.engines.compiled.meeting import meet
from model.mechanisms.desk import desk_bit, is_staffed
from model.mechanisms.hearing import hear_of, is_recent, see_shared
from model.mechanisms.meeting import luck_of
from model.mechanisms.outreach import addresses
from model.mechanisms.reading import READING, has_read, show
from model.mechanisms.signals import forget
from model.mechanisms.threads import visit
from model.mechanisms.writing import write
from model.numbers import f64, i64
from model.plan import MAX_POSTS, SLOTS
from model.randomness import NO_BRAND, Block
from model.rules.feed import (
    chance_ad,
    chance_online,
    chance_visible,
    crowd,
    items_read,
    session_worth,
)
from model.rules.ties import FOLLOWER
from model.world import RING


def mornings(w: Any, day: int, first: int, last: int, ads: float, t: int) -> None:
    """Let the people first to last - 1 go online (or not), hear friends, read, and write.

    ``ads`` is the advertising of all brands together, contacts per person; ``t`` the
    range's place in the tallies.
    """
    set_ad_chances(w.ad_chance, w.orders, ads, w.rules[0])
    for begin in range(first, last, BATCH):
        count = min(BATCH, last - begin)
        draw_morning(w, w.luck[t], begin, count, day)
        for j in range(count):
            i, q, own = begin + j, w.people[begin + j], w.luck[t, 0]
            fall_silent(w, i, day)
            if own[1, j] < f64(q.need):
                q.occasion = 1
            likely = chance_online(f64(q.sessions))
            online = own[0, j] < likely
            q.worth = -1.0
            if w.mail[(day + 1) & 1, i] != 0:
                w.mail[(day + 1) & 1, i] = 0
                hear(w, i, day, online, t)
            if online:
                go_online(w, i, j, day, likely, ads, t)
            w.inbox[i] = waiting(w.pairs, w.orders, i)


@inlined
def fall_silent(w, i, day):
    """Make room for what a person gives off today."""
    if w.spoke[day & 1, i] != 0:
        w.spoke[day & 1, i] = 0
        for b in range(w.brands.shape[0]):
            forget(w.signals[day & 1, i, b])


@inlined
def go_online(w, i, j, day, likely, ads, t):
    """Let a person read and write; ``j`` is the place in the batch, ``likely`` the chance."""
    brands, r, q, placed = w.brands.shape[0], w.rules[0], w.people[i], w.post_count[day % RING]
    w.person_tally[t].online += 1
    crowded = crowd(r.platform_background, posts_offered(w.pairs, placed, i) + ads)
    items, received = items_read(f64(q.sessions), f64(q.attention), likely), 0.0
    for b in range(brands):
        m = meet(w, i, b, day, t)
        own, addressed, invited = w.luck[t, 1 + b], w.luck[t, 1 + brands + b], 0.0
        if own[0, j] < w.ad_chance[b]:
            m.tally.ad_impressions += 1
            invited += see(w, m, t, MAX_POSTS, own[1, j], own[2, j], own[3, j])
        if m.pair.tie == FOLLOWER:
            for k in range(placed[b]):
                shown, noticed, act, clock = luck_of(m, Block.POST, k)
                if shown < chance_visible(w.posts[day % RING, b, k].pull, items, crowded, r):
                    invited += see(w, m, t, k, noticed, act, clock)
            if m.brand.threads > 0:
                visit(m)
        if m.pair.owed == 0:
            write(m, invited, own[3, j], addressed[0, j], addressed[1, j])
        if has_read(m.pair):
            received += f64(m.pair.value_read)
    q.worth = session_worth(r.platform_background, crowded, received, items)


@inlined
def draw_morning(w, luck, begin, count, day):
    """Make the draws of some people's morning: of the day, and of each brand."""
    k0, k1, brands = w.key[0], w.key[1], w.brands.shape[0]
    draw_together(luck[0], k0, k1, begin, count, day, NO_BRAND, Block.DAY)
    for b in range(brands):
        key = w.brands[b].key
        draw_together(luck[1 + b], k0, k1, begin, count, day, key, Block.PAIR)
        if addresses(w.orders[b]):
            draw_together(luck[1 + brands + b], k0, k1, begin, count, day, key, Block.OUTREACH)


@rule
def set_ad_chances(chances, orders, ads, r):
    """Set the chance of each brand's advertisement to be shown to a person online today.

    Every range of people does so; all write the same.
    """
    for b in range(orders.shape[0]):
        chances[b] = chance_ad(orders[b].ad_reach, ads, r)


@inlined
def waiting(pairs, orders, i):
    """Return the bits of the brands with staff to whom a person has written, or means to."""
    bits = 0
    for b in range(orders.shape[0]):
        if pairs[i, b].owed != 0 and is_staffed(orders[b]):
            bits |= desk_bit(b)
    return bits


@inlined
def posts_offered(pairs, placed, i):
    """Return the posts of today that a person's feed offers, of the brands followed."""
    offered = 0.0
    for b in range(placed.shape[0]):
        if pairs[i, b].tie == FOLLOWER:
            offered += placed[b]
    return offered


@inlined
def see(w, m, t, slot, notice, act, clock):
    """Put one of today's messages before the reader; return the invitation that was read."""
    ring = m.day % RING
    post, counts = w.posts[ring, m.b, slot], w.post_tally[t, ring, m.b, slot]
    interest = f64(w.interests[m.i, post.topic])
    number = m.day * SLOTS + slot
    return show(m, post, counts, number, interest, 0.0, READING, notice, act, clock)


@inlined
def hear(w, i, day, online, t):
    """Let a person take in what friends gave off yesterday, brand by brand."""
    before, r, about = (day + 1) & 1, w.rules[0], i64(0)
    first, last = w.indptr[i], w.indptr[i + 1]
    for e in range(first, last):
        about |= w.spoke[before, w.indices[e]]
    for b in range(w.brands.shape[0]):
        if (about >> (b & 63)) & 1 == 0:
            continue
        m = meet(w, i, b, day, t)
        number = hear_of(m, first, last, w.indices, w.spoke[before], w.signals[before], online)
        if is_recent(number, day, r):
            turn, slot = (number // SLOTS) % RING, number % SLOTS
            post, counts = w.posts[turn, b, slot], w.post_tally[t, turn, b, slot]
            see_shared(m, post, counts, number, f64(w.interests[i, post.topic]))


mornings_kernel = kernel(mornings)
