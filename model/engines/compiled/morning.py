"""Steps 2 to 4 of the day: feed, appraisal, writing."""

from __future__ import annotations

from typing import Any

from model.compilation import inlined, kernel, rule
from model.engines.compiled.batch import BATCH, draw_together
from model.engines.compiled.hearing import hear_of
from model.engines.compiled.reading import show
from model.engines.compiled.relation import (
    READING,
    add_bad,
    add_good,
    f64,
    i64,
    luck_of,
    meet,
    write_letter,
)
from model.journal import Cause
from model.plan import MAX_POSTS
from model.randomness import NO_BRAND, Block
from model.rules.arithmetic import clamp
from model.rules.feed import (
    chance_ad,
    chance_online,
    chance_visible,
    crowd,
    items_read,
    session_worth,
)
from model.rules.threads import expects_too
from model.rules.ties import ALIENATED, FOLLOWER
from model.rules.writing import (
    ADDRESSED,
    COMPLAINT,
    PRAISE,
    aggrieved,
    curious,
    pleased,
    purpose,
    sociable,
)
from model.world import NO_POST, RING

SHARED, VISIT = int(Cause.SHARED), int(Cause.VISIT)
SLOTS = MAX_POSTS + 1


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
                be_online(w, i, j, day, likely, ads, t)
            w.inbox[i] = waiting(w.pairs, w.orders, i)


@inlined
def fall_silent(w, i, day):  # type: ignore[no-untyped-def]
    """Make room for what a person gives off today."""
    if w.spoke[day & 1, i] != 0:
        w.spoke[day & 1, i] = 0
        for b in range(w.firms.shape[0]):
            forget(w.signals[day & 1, i, b])


@inlined
def be_online(w, i, j, day, likely, ads, t):  # type: ignore[no-untyped-def]
    """Let a person read and write; ``j`` is the place in the batch, ``likely`` the chance."""
    brands, r, q, placed = w.firms.shape[0], w.rules[0], w.people[i], w.post_count[day % RING]
    w.person_tally[t].online += 1
    crowded = crowd(r.platform_background, posts_offered(w.pairs, placed, i) + ads)
    items, received = items_read(f64(q.sessions), f64(q.attention), likely), 0.0
    for b in range(brands):
        m = meet(w, i, b, day, t)
        own, addressed, invited = w.luck[t, 1 + b], w.luck[t, 1 + brands + b], 0.0
        if own[0, j] < w.ad_chance[b]:
            m.tally.ad_impressions += 1
            invited += present(w, m, t, MAX_POSTS, own[1, j], own[2, j], own[3, j])
        if m.pair.tie == FOLLOWER:
            for k in range(placed[b]):
                shown, noticed, act, clock = luck_of(m, Block.POST, k)
                if shown < chance_visible(w.posts[day % RING, b, k].pull, items, crowded, r):
                    invited += present(w, m, t, k, noticed, act, clock)
            if m.firm.threads > 0:
                visit(m)
        if m.pair.owed == 0:
            write(m, invited, own[3, j], addressed[0, j], addressed[1, j])
        if m.pair.reads > 0:
            received += f64(m.pair.value_read)
    q.worth = session_worth(r.platform_background, crowded, received, items)


@inlined
def draw_morning(w, luck, begin, count, day):  # type: ignore[no-untyped-def]
    """Make the draws of some people's morning: of the day, and of each brand."""
    k0, k1, brands = w.key[0], w.key[1], w.firms.shape[0]
    draw_together(luck[0], k0, k1, begin, count, day, NO_BRAND, Block.DAY)
    for b in range(brands):
        key = w.firms[b].key
        draw_together(luck[1 + b], k0, k1, begin, count, day, key, Block.PAIR)
        if addresses(w.orders[b]):
            draw_together(luck[1 + brands + b], k0, k1, begin, count, day, key, Block.OUTREACH)


@rule
def addresses(order):  # type: ignore[no-untyped-def]
    """Tell whether the brand's staff may write to people first."""
    return order.outreach > 0.0 and order.staff_hours > 0.0


@rule
def set_ad_chances(chances, orders, ads, r):  # type: ignore[no-untyped-def]
    """Set the chance of each brand's advertisement to be shown to a person online today.

    Every range of people does so; all write the same.
    """
    for b in range(orders.shape[0]):
        chances[b] = chance_ad(orders[b].ad_reach, ads, r)


@inlined
def waiting(pairs, orders, i):  # type: ignore[no-untyped-def]
    """Return the bits of the brands with staff to whom a person has written, or means to."""
    bits = 0
    for b in range(orders.shape[0]):
        if pairs[i, b].owed != 0 and orders[b].staff_hours > 0.0:
            bits |= 1 << (b & 7)  # more brands share bits: one look more
    return bits


@inlined
def posts_offered(pairs, placed, i):  # type: ignore[no-untyped-def]
    """Return the posts of today that a person's feed offers, of the brands followed."""
    offered = 0.0
    for b in range(placed.shape[0]):
        if pairs[i, b].tie == FOLLOWER:
            offered += placed[b]
    return offered


@inlined
def present(w, m, t, slot, notice, act, clock):  # type: ignore[no-untyped-def]
    """Put one of today's messages before the reader; return the invitation that was read."""
    ring = m.day % RING
    post, counts = w.posts[ring, m.b, slot], w.post_tally[t, ring, m.b, slot]
    interest = f64(w.interests[m.i, post.topic])
    number = m.day * SLOTS + slot
    return show(m, post, counts, number, interest, 0.0, READING, notice, act, clock)


@inlined
def hear(w, i, day, online, t):  # type: ignore[no-untyped-def]
    """Let a person take in what friends gave off yesterday, brand by brand."""
    before, r, about = (day + 1) & 1, w.rules[0], i64(0)
    first, last = w.indptr[i], w.indptr[i + 1]
    for e in range(first, last):
        about |= w.spoke[before, w.indices[e]]
    for b in range(w.firms.shape[0]):
        if (about >> (b & 63)) & 1 == 0:
            continue
        m = meet(w, i, b, day, t)
        number = hear_of(m, first, last, w.indices, w.spoke[before], w.signals[before], online)
        if number >= 0 and day - number // SLOTS <= r.talk_share_window:
            turn, slot = (number // SLOTS) % RING, number % SLOTS
            act, clock, _, _ = luck_of(m, Block.SHARED, 0)
            post, counts = w.posts[turn, b, slot], w.post_tally[t, turn, b, slot]
            interest, more = f64(w.interests[i, post.topic]), r.talk_endorsement
            show(m, post, counts, number, interest, more, SHARED, 0.0, act, clock)


@rule
def forget(signal):  # type: ignore[no-untyped-def]
    """Empty what was given off the day before yesterday."""
    signal.word = 0.0
    signal.thread = 0.0
    signal.post = NO_POST


@rule
def visit(m):  # type: ignore[no-untyped-def]
    """Let a follower look at the brand's public threads of yesterday."""
    looks, _, _, _ = luck_of(m, Block.THREAD, 0)
    if looks >= m.rules.conversation_visit:
        return
    m.tally.visits += 1
    m.pair.expectation = expects_too(f64(m.pair.expectation), m.firm.thread_mean, m.rules)
    add_good(m, m.rules.trust_thread * m.firm.thread_mean, 0.0, VISIT)
    add_bad(m, -m.rules.trust_thread * m.firm.thread_mean, VISIT)


@inlined
def write(m, invited, pen, chosen, clock):  # type: ignore[no-untyped-def]
    """Let the person write if there is a reason to; else staff may mean to write first.

    ``pen``, ``chosen`` and ``clock`` are uniform draws.
    """
    p, r, q = m.pair, m.rules, m.person
    age = m.day - i64(p.event_day)
    follows = 1.0 if p.tie == FOLLOWER else 0.0
    social = sociable(follows, f64(p.closeness), invited, f64(q.participation), r)
    question = curious(f64(q.need), f64(p.familiarity), r)
    complaint = aggrieved(p.event, age, p.voiced, f64(p.helped), r)
    praise = pleased(p.event, f64(p.surprise), age, p.voiced, r)
    if p.tie == ALIENATED:
        social, question, praise = 0.0, 0.0, 0.0  # they only complain
    if pen < clamp(social + question + complaint + praise, 0.0, 1.0):
        u, openly, hour, _ = luck_of(m, Block.LETTER, 0)
        kind = purpose(u, social, question, complaint, praise)
        write_letter(m, kind, 1 if openly < r.conversation_public else 0, 24.0 * hour)
        if kind == COMPLAINT or kind == PRAISE:
            p.voiced = 1
        if kind == COMPLAINT:
            m.tally.complaints += 1
    elif addresses(m.order) and p.tie != ALIENATED and chosen < m.order.outreach:
        p.owed = ADDRESSED
        p.owed_public = 0
        p.owed_day = m.day
        p.owed_clock = 24.0 * clock


mornings_kernel = kernel(mornings)
