"""The scale-free graph: newcomers link to the well linked (Barabási & Albert 1999).

Picking an end of an existing link at random picks a person in proportion to their links
(Batagelj & Brandes 2005, "Efficient generation of large random networks"). With the chance
``clustering`` a newcomer's next link goes to the other end of the link just picked, which
closes a triangle (Holme & Kim 2002, "Growing scale-free networks with tunable clustering").
"""

from __future__ import annotations

import math

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
def _is_new(ends, begin, slot, candidate):
    """Tell whether none of a person's slots from ``begin`` to ``slot`` has this target yet."""
    for other in range(begin, slot):  # noqa: SIM110 - numba has no any()
        if ends[2 * other + 1] == candidate:
            return False
    return True


@rule
def _introduced(first, ends, at, fresh, uniform):
    """Return a neighbour of the person at end ``at``.

    It is the other end of that link while fresh, later the target of a link this person made.
    """
    host = ends[at]
    made = first[host + 1] - first[host]
    if fresh or made == 0:
        return ends[at ^ 1]
    return ends[2 * (first[host] + int(uniform * made)) + 1]


@rule
def _attach(k0, k1, first, ends, slot, person, clustering, at, fresh):
    """Fill one slot of a newcomer.

    Return the end picked by popularity, now or before, and whether it is fresh (now).
    """
    begin = first[person]
    for attempt in range(ATTEMPTS):
        key = (slot - begin) * ATTEMPTS + attempt
        u0, u1, _, _ = draws(k0, k1, person, PURPOSE, NO_BRAND, BLOCK, key)
        introducing = attempt == 0 and slot > begin and u0 < clustering
        if introducing:
            picked = _introduced(first, ends, at, fresh, u1)
        else:
            at = int(u1 * 2 * begin)
            picked = ends[at]
        fresh = not introducing
        if _is_new(ends, begin, slot, picked):
            ends[2 * slot + 1] = picked
            break
    return at, fresh


def _grow(k0, k1, first, core, clustering, ends):
    """Fill ``ends``: slot e has its maker at 2e and its target at 2e + 1."""
    for person in range(len(first) - 1):
        at, fresh = 0, True
        for slot in range(first[person], first[person + 1]):
            ends[2 * slot] = person
            if person <= core:
                ends[2 * slot + 1] = 0
            else:
                ends[2 * slot + 1] = person  # nobody, unless somebody is found
                at, fresh = _attach(k0, k1, first, ends, slot, person, clustering, at, fresh)


_grow_compiled = kernel(_grow, allocates=True)


def scale_free(count: int, mean_degree: float, clustering: float, seed: int) -> Graph:
    """Return a graph grown person by person, each making ``mean_degree`` / 2 links.

    It begins as a star: the first few all know person 0 and nobody else.
    """
    made = spread_evenly(count, mean_degree / 2)
    core = math.ceil(mean_degree / 2)
    made[:1] = 0
    made[1 : core + 1] = 1
    first = slots(made)
    ends = np.empty(2 * first[-1], np.int32)
    _grow_compiled(*split_seed(seed), first, core, float(clustering), ends)
    return from_edges(ends[::2], ends[1::2], count)
