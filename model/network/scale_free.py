"""The scale-free graph: newcomers link to the well linked (Barabási & Albert 1999).

Picking an end of an existing link at random picks a person in proportion to their links
(Batagelj & Brandes 2005, "Efficient generation of large random networks"). With the chance
``clustering`` a newcomer's next link goes to the other end of the link just picked, which
closes a triangle (Holme & Kim 2002, "Growing scale-free networks with tunable clustering").
"""

from __future__ import annotations

import numpy as np

from model.compilation import kernel, rule
from model.network.graph import Graph, from_edges
from model.network.links import slots, spread_evenly
from model.network.luck import Purpose
from model.randomness import NO_BRAND, Block, draws, split_seed

ATTEMPTS = 8
"""Tries to find somebody not linked yet before a link is given up."""

PURPOSE = int(Purpose.ATTACHMENT)
BLOCK = int(Block.NETWORK)


@rule
def _is_new(ends, begin, slot, candidate):  # type: ignore[no-untyped-def]
    """Tell whether none of a person's slots from ``begin`` to ``slot`` has this target yet."""
    for other in range(begin, slot):  # noqa: SIM110 - numba has no any()
        if ends[2 * other + 1] == candidate:
            return False
    return True


@rule
def _attach(k0, k1, ends, begin, slot, person, clustering, mate):  # type: ignore[no-untyped-def]
    """Fill one slot of a newcomer; return the other end of the link that was picked."""
    for attempt in range(ATTEMPTS):
        key = (slot - begin) * ATTEMPTS + attempt
        u0, u1, _, _ = draws(k0, k1, person, PURPOSE, NO_BRAND, BLOCK, key)
        introduced = attempt == 0 and mate >= 0 and u0 < clustering
        at = mate if introduced else np.int64(u1 * 2 * begin)
        if _is_new(ends, begin, slot, ends[at]):
            ends[2 * slot + 1] = ends[at]
            return np.int64(-1) if introduced else at ^ 1
    return np.int64(-1)


def _grow(k0, k1, first, clustering, ends):  # type: ignore[no-untyped-def]
    """Fill ``ends``: slot e has its maker at 2e and its target at 2e + 1."""
    for person in range(len(first) - 1):
        begin = first[person]
        made = first[person + 1] - begin
        mate = np.int64(-1)
        for slot in range(begin, begin + made):
            ends[2 * slot] = person
            ends[2 * slot + 1] = person
            if person > made:
                mate = _attach(k0, k1, ends, begin, slot, person, clustering, mate)
            else:  # the first few all know one another
                ends[2 * slot + 1] = min(slot - begin, person)


_grow_compiled = kernel(_grow)


def scale_free(count: int, mean_degree: float, clustering: float, seed: int) -> Graph:
    """Return a graph grown person by person, each making ``mean_degree`` / 2 links."""
    first = slots(spread_evenly(count, mean_degree / 2))
    ends = np.empty(2 * first[-1], np.int32)
    _grow_compiled(*split_seed(seed), first, float(clustering), ends)
    return from_edges(ends[::2], ends[1::2], count)
