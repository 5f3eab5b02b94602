"""Steps 2 to 4 of the day: feed, appraisal, writing."""

from __future__ import annotations

from typing import Any

import numpy as np

from model.compilation import kernel, rule
from model.engines.compiled.hearing import hear_of
from model.engines.compiled.reading import show
from model.engines.compiled.relation import (
    READING,
    add_bad,
    add_good,
    f64,
    i64,
    luck,
    write_letter,
)
from model.journal import Cause
from model.plan import MAX_POSTS
from model.randomness import NO_BRAND, Block, draws
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
from model.world import NO_POST, RING, Meeting

SHARED, VISIT = int(Cause.SHARED), int(Cause.VISIT)
SLOTS = MAX_POSTS + 1


def mornings(w: Any, day: int, first: int, last: int, ads: float, t: int) -> None:
    """Let the people first to last - 1 go online (or not), hear friends, read, and write.

    ``ads`` is the advertising of all brands together, contacts per person; ``t`` the
    range's place in the tallies.
    """
    brands, r, now, before = w.firms.shape[0], w.rules[0], day & 1, (day + 1) & 1
    k0, k1, ring = w.key[0], w.key[1], day % RING
    ad_chance = ad_chances(w.orders, ads, r)
    # taken out of the world once: taking an array out counts a reference
    people, pairs, signals, firms, orders = w.people, w.pairs, w.signals[now], w.firms, w.orders
    spoke, mail, tally, counts = w.spoke[now], w.mail[before], w.brand_tally[t], w.person_tally[t]
    posts, placed, journal, slots = w.posts[ring], w.post_count[ring], w.journal, w.slot
    for i in range(first, last):
        q = people[i]
        if spoke[i] != 0:
            spoke[i] = 0
            for b in range(brands):
                forget(signals[i, b])
        awake, need, _, _ = draws(k0, k1, i, day, NO_BRAND, Block.DAY, 0)
        if need < f64(q.need):
            q.occasion = 1
        sessions = f64(q.sessions)
        likely = chance_online(sessions)
        online = awake < likely
        q.worth = -1.0
        if mail[i] != 0:
            mail[i] = 0
            hear(w, i, day, online, t)
        if not online:
            continue
        counts.online += 1
        offered = posts_offered(pairs, placed, i)
        crowded = crowd(r.platform_background, offered + ads)
        items = items_read(sessions, f64(q.attention), likely)
        log, received = journal[slots[i]], 0.0
        for b in range(brands):
            m = Meeting(
                i, b, day, q, pairs[i, b], signals[i, b], firms[b], orders[b],
                tally[b], log, r, k0, k1,
            )  # fmt: skip
            invited = 0.0
            shown, noticed, act, pen = luck(m, Block.PAIR, 0)
            if shown < ad_chance[b]:
                m.tally.ad_impressions += 1
                invited += present(w, m, t, MAX_POSTS, noticed, act, pen)
            if m.pair.tie == FOLLOWER:
                for k in range(placed[b]):
                    shown, noticed, act, clock = luck(m, Block.POST, k)
                    if shown < chance_visible(posts[b, k].pull, items, crowded, r):
                        invited += present(w, m, t, k, noticed, act, clock)
                if m.firm.threads > 0:
                    visit(m)
            if m.pair.owed == 0:
                write(m, invited, pen)
            received += f64(m.pair.value_read)
        q.worth = session_worth(r.platform_background, crowded, received, items)


@rule
def ad_chances(orders, ads, r):  # type: ignore[no-untyped-def]
    """Return the chance of each brand's advertisement to be shown to a person online today."""
    chances = np.empty(orders.shape[0], np.float64)
    for b in range(orders.shape[0]):
        chances[b] = chance_ad(orders[b].ad_reach, ads, r)
    return chances


@rule
def posts_offered(pairs, placed, i):  # type: ignore[no-untyped-def]
    """Return the posts of today that a person's feed offers, of the brands followed."""
    offered = 0.0
    for b in range(placed.shape[0]):
        if pairs[i, b].tie == FOLLOWER:
            offered += placed[b]
    return offered


@rule
def present(w, m, t, slot, notice, act, clock):  # type: ignore[no-untyped-def]
    """Put one of today's messages before the reader; return the invitation that was read."""
    ring = m.day % RING
    post, counts = w.posts[ring, m.b, slot], w.post_tally[t, ring, m.b, slot]
    interest = f64(w.interests[m.i, post.topic])
    number = m.day * SLOTS + slot
    return show(m, post, counts, number, interest, 0.0, READING, notice, act, clock)


@rule
def hear(w, i, day, online, t):  # type: ignore[no-untyped-def]
    """Let a person take in what friends gave off yesterday, brand by brand."""
    before, r, about = (day + 1) & 1, w.rules[0], i64(0)
    first, last = w.indptr[i], w.indptr[i + 1]
    for e in range(first, last):
        about |= w.spoke[before, w.indices[e]]
    for b in range(w.firms.shape[0]):
        if (about >> (b & 63)) & 1 == 0:
            continue
        m = Meeting(
            i, b, day, w.people[i], w.pairs[i, b], w.signals[day & 1, i, b], w.firms[b],
            w.orders[b], w.brand_tally[t, b], w.journal[w.slot[i]], r, w.key[0], w.key[1],
        )  # fmt: skip
        number = hear_of(m, first, last, w.indices, w.spoke[before], w.signals[before], online)
        if number >= 0 and day - number // SLOTS <= r.talk_share_window:
            turn, slot = (number // SLOTS) % RING, number % SLOTS
            act, clock, _, _ = luck(m, Block.SHARED, 0)
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
    looks, _, _, _ = luck(m, Block.THREAD, 0)
    if looks >= m.rules.conversation_visit:
        return
    m.tally.visits += 1
    m.pair.expectation = expects_too(f64(m.pair.expectation), m.firm.thread_mean, m.rules)
    add_good(m, m.rules.trust_thread * m.firm.thread_mean, 0.0, VISIT)
    add_bad(m, -m.rules.trust_thread * m.firm.thread_mean, VISIT)


@rule
def write(m, invited, pen):  # type: ignore[no-untyped-def]
    """Let the person write if there is a reason to; else staff may mean to write first."""
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
        u, openly, clock, _ = luck(m, Block.LETTER, 0)
        kind = purpose(u, social, question, complaint, praise)
        write_letter(m, kind, 1 if openly < r.conversation_public else 0, 24.0 * clock)
        if kind == COMPLAINT or kind == PRAISE:
            p.voiced = 1
        if kind == COMPLAINT:
            m.tally.complaints += 1
    elif m.order.outreach > 0.0 and m.order.staff_hours > 0.0 and p.tie != ALIENATED:
        chosen, clock, _, _ = luck(m, Block.OUTREACH, 0)
        if chosen < m.order.outreach:
            p.owed = ADDRESSED
            p.owed_public = 0
            p.owed_day = m.day
            p.owed_clock = 24.0 * clock


mornings_kernel = kernel(mornings)
