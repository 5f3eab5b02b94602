"""Step 4 of the day at the brands' desks: the queue, the clock, the answers."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any

import numpy as np

from model.compilation import allocating, kernel, rule
from model.engines.compiled.answer import address, answer
from model.engines.compiled.relation import f64, i64, meet
from model.randomness import MASK, Block, draws
from model.rules.arithmetic import clamp
from model.rules.service import (
    MORNING,
    handling_minutes,
    hurried,
    hurried_canned,
    queue_key,
    rush,
)
from model.rules.writing import ADDRESSED, COMPLAINT, QUESTION, SOCIAL


def desks(w: Any, day: int) -> None:
    """Let every brand work through its inbox as far as its staff's hours reach."""
    for b in range(w.firms.shape[0]):
        order, r = w.orders[b], w.rules[0]
        if order.staff_hours <= 0.0:
            continue
        people, letters = meant_to_answer(w.pairs, w.inbox, order, w.firms[b], w.key, day, b)
        if people.size > 0:
            hours = order.staff_hours
            each = handling_minutes(w.firms[b].served, r)
            rushed = rush(letters, each, 60.0 * hours)
            canned = hurried_canned(order.canned, rushed, r)
            # the hours of work are spread over the working day: so many hands at once
            duration = hurried(each, rushed, r) / 60.0 * r.conversation_opening / hours
            work(w, b, day, people, duration, canned)
        if order.outreach > 0.0:
            forget_unaddressed(w.pairs, people, b)


@rule
def share_answered(order, kind):  # type: ignore[no-untyped-def]
    """Return the share of letters of this kind that the brand means to answer."""
    if kind == SOCIAL:
        return order.social
    if kind == QUESTION:
        return order.question
    if kind == COMPLAINT:
        return order.complaint
    return order.praise


@allocating
def meant_to_answer(pairs, inbox, order, firm, key, day, b):  # type: ignore[no-untyped-def]
    """Return who is to be answered or addressed, and how many letters are among them."""
    count, bit = 0, b & 7
    for i in range(inbox.size):
        count += (inbox[i] >> bit) & 1
    chosen = np.empty(count, np.int64)
    n, letters = 0, 0
    for i in range(inbox.size):
        if (inbox[i] >> bit) & 1 == 0:
            continue
        p = pairs[i, b]
        if p.owed == 0:
            continue
        if p.owed != ADDRESSED:
            u, _, _, _ = draws(key[0], key[1], i, i64(p.owed_day), firm.key, Block.POLICY, 0)
            if u >= share_answered(order, p.owed):
                continue
            letters += 1
        chosen[n] = i
        n += 1
    return chosen[:n], letters


@rule
def arrival(p, day):  # type: ignore[no-untyped-def]
    """Return the hour today from which a letter can be answered."""
    if p.owed_day < day:
        return 0.0
    return f64(p.owed_clock)


@rule
def place_in_queue(p, order, i, day, r):  # type: ignore[no-untyped-def]
    """Return the place of a letter in the queue: the lower the sooner."""
    loyal = p.purchases >= r.market_loyal_after or p.mutual == 1
    age, clock = day - i64(p.owed_day), f64(p.owed_clock)
    return queue_key(order.discipline, i64(p.owed), p.owed_public == 1, loyal, age, clock, i)


@allocating
def work(w, b, day, people, duration, canned):  # type: ignore[no-untyped-def]
    """Answer in turn: whenever staff are free, the most urgent letter that has come in."""
    n, r = people.size, w.rules[0]
    arrivals = np.empty(n, np.float64)
    for k in range(n):
        arrivals[k] = arrival(w.pairs[people[k], b], day)
    by_arrival = np.argsort(arrivals, kind="mergesort")
    close = MORNING + r.conversation_opening
    free, come = MORNING, 0
    queue = [np.int64(0)]
    queue.pop()
    while True:
        while come < n and arrivals[by_arrival[come]] <= free:
            i = people[by_arrival[come]]
            heappush(queue, place_in_queue(w.pairs[i, b], w.orders[b], i, day, r))
            come += 1
        if len(queue) == 0:
            if come == n:
                break
            free = arrivals[by_arrival[come]]
            continue
        if free + duration > close:
            break
        free += duration
        i = int(heappop(queue) & MASK)
        m = meet(w, i, b, day, 0)
        settle(m, free, canned)


@rule
def settle(m, clock, canned):  # type: ignore[no-untyped-def]
    """Answer or address one person at this hour."""
    if m.pair.owed == ADDRESSED:
        address(m, clock, canned)
        return
    days = m.day - i64(m.pair.owed_day)
    m.firm.served += 1
    answer(m, clamp(clock - f64(m.pair.owed_clock) + 24.0 * days, 0.0, 1e6), canned)


@rule
def forget_unaddressed(pairs, people, b):  # type: ignore[no-untyped-def]
    """Drop those whom staff did not get round to addressing today."""
    for k in range(people.size):
        if pairs[people[k], b].owed == ADDRESSED:
            pairs[people[k], b].owed = 0


desks_kernel = kernel(desks, allocates=True)
