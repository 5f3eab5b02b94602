"""A brand's desk: who is answered, in which order, and when.

Staff time is conserved: the hours of work are spread over the working day, and whenever staff
are free they turn to the most urgent letter that has come in. ``pairs`` and ``inbox`` are the
relationships with this brand and the bits of waiting letters, by person.
"""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np

from model.compilation import allocating, rule
from model.mechanisms.answer import answer
from model.mechanisms.outreach import address
from model.mechanisms.shopping import is_loyal
from model.numbers import f64, i64
from model.randomness import MASK, Block, draws
from model.rules.arithmetic import clamp
from model.rules.service import MORNING, handling_minutes, hurried, hurried_canned, queue_key, rush
from model.rules.writing import ADDRESSED, COMPLAINT, QUESTION, SOCIAL


@rule
def share_answered(order, kind):
    """Return the share of letters of this kind that the brand means to answer."""
    if kind == SOCIAL:
        return order.social
    if kind == QUESTION:
        return order.question
    if kind == COMPLAINT:
        return order.complaint
    return order.praise


@rule
def is_staffed(order):
    """Tell whether anybody is at the desk today."""
    return order.staff_hours > 0.0


@rule
def desk_bit(b):
    """Return the bit of a brand in the inbox; more than eight brands share bits: one look more."""
    return 1 << (b & 7)


@allocating
def meant_to_answer(pairs, inbox, order, brand, k0, k1, day, b):
    """Return who is to be answered or addressed, and how many letters are among them."""
    count, bit = 0, desk_bit(b)
    for i in range(inbox.size):
        count += (inbox[i] & bit) != 0
    chosen = np.empty(count, np.int64)
    n, letters = 0, 0
    for i in range(inbox.size):
        if inbox[i] & bit == 0:
            continue
        p = pairs[i]
        if p.owed == 0:
            continue
        if p.owed != ADDRESSED:
            u, _, _, _ = draws(k0, k1, i, i64(p.owed_day), brand.key, Block.POLICY, 0)
            if u >= share_answered(order, p.owed):
                continue
            letters += 1
        chosen[n] = i
        n += 1
    return chosen[:n], letters


@rule
def pace(order, brand, letters, r):
    """Return the hours from one answer to the next, and how canned answers are today.

    So many hands are at work at once.
    """
    each = handling_minutes(brand.served, r)
    rushed = rush(letters, each, 60.0 * order.staff_hours)
    duration = hurried(each, rushed, r) / 60.0 * r.conversation_opening / order.staff_hours
    return duration, hurried_canned(order.canned_answers, rushed, r)


@rule
def arrival(p, day):
    """Return the hour today from which a letter can be answered."""
    if p.owed_day < day:
        return 0.0
    return f64(p.owed_clock)


@rule
def place_in_queue(p, order, i, day, r):
    """Return the place of a letter in the queue: the lower the sooner."""
    age, clock = day - i64(p.owed_day), f64(p.owed_clock)
    return queue_key(
        order.discipline, i64(p.owed), p.owed_public == 1, is_loyal(p, r), age, clock, i
    )


@allocating
def timetable(pairs, order, people, day, duration, r):
    """Return who of those ``people`` is served today, in turn, and at which hours."""
    n, served = people.size, 0
    turns, clocks, arrivals = np.empty(n, np.int64), np.empty(n), np.empty(n)
    for k in range(n):
        arrivals[k] = arrival(pairs[people[k]], day)
    by_arrival = np.argsort(arrivals, kind="mergesort")
    close = MORNING + r.conversation_opening
    free, come = MORNING, 0
    queue = [np.int64(0)]
    queue.pop()
    while come < n or len(queue) > 0:
        while come < n and arrivals[by_arrival[come]] <= free:
            i = i64(people[by_arrival[come]])
            heappush(queue, place_in_queue(pairs[i], order, i, day, r))
            come += 1
        if len(queue) == 0:
            free = f64(arrivals[by_arrival[come]])
            continue
        if free + duration > close:
            break
        free += duration
        turns[served], clocks[served] = heappop(queue) & MASK, free
        served += 1
    return turns[:served], clocks[:served]


@rule
def settle(m, clock, canned):
    """Answer or address one person at this hour."""
    if m.pair.owed == ADDRESSED:
        address(m, clock, canned)
        return
    days = m.day - i64(m.pair.owed_day)
    m.brand.served += 1
    answer(m, clamp(clock - f64(m.pair.owed_clock) + 24.0 * days, 0.0, 1e6), canned)


@rule
def forget_unaddressed(p):
    """Drop one whom staff did not get round to addressing today."""
    if p.owed == ADDRESSED:
        p.owed = 0
