"""Meetings as tuples of pointers into the world."""

from __future__ import annotations

from model.compilation import spliced
from model.mechanisms.meeting import Meeting


@spliced
def meet(w, i, b, day, t):
    """Return the meeting of a person and a brand; ``t`` is the range's place in the tallies."""
    return Meeting(
        i, b, day, w.people[i], w.pairs[i, b], w.signals[day & 1, i, b], w.brands[b],
        w.orders[b], w.brand_tally[t, b], w.entries[w.slot[i]], w.rules[0], w.key[0], w.key[1],
    )  # fmt: skip
