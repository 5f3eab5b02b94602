"""The desks of all brands, one after the other."""

from __future__ import annotations

from typing import Any

from model.compilation import kernel
from model.engines.compiled.meeting import meet
from model.mechanisms.desk import (
    forget_unaddressed,
    is_staffed,
    meant_to_answer,
    pace,
    settle,
    timetable,
)


def desks(w: Any, day: int) -> None:
    """Let every brand work through its inbox as far as its staff's hours reach."""
    k0, k1, r = w.key[0], w.key[1], w.rules[0]
    for b in range(w.brands.shape[0]):
        order, brand, pairs = w.orders[b], w.brands[b], w.pairs[:, b]
        if not is_staffed(order):
            continue
        people, letters = meant_to_answer(pairs, w.inbox, order, brand, k0, k1, day, b)
        if people.size > 0:
            duration, canned = pace(order, brand, letters, r)
            turns, clocks = timetable(pairs, order, people, day, duration, r)
            for k in range(turns.size):
                settle(meet(w, turns[k], b, day, 0), clocks[k], canned)
        if order.outreach > 0.0:
            for k in range(people.size):
                forget_unaddressed(pairs[people[k]])


desks_kernel = kernel(desks, allocates=True)
