"""The default network: shaped like the friendship graphs of real platforms.

People differ in how many friends they have (lognormally), live in communities of about
equal size, meet others in proportion to how popular these are, mostly inside and else in wider
circles around them, and are introduced to friends of friends. That is a degree-corrected
block model (Karrer & Newman 2011, "Stochastic blockmodels and community structure in
networks") with groups at all scales (Kleinberg 2000, "Navigation in a small world") and
triadic closure (Holme & Kim 2002).

Members of a community have neighbouring numbers, so that friends lie close in memory.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from model.compilation import kernel, rule
from model.network.communities import bounds
from model.network.graph import Graph, Persons, from_edges
from model.network.links import Counts, makers, slots
from model.network.luck import Purpose, uniforms
from model.randomness import NO_BRAND, Block, draws, split_seed

ATTEMPTS = 8
"""Tries to find somebody not linked yet before a link is given up."""

NEARBY_ATTEMPTS = 4
"""How many of them may stay in the community: whoever knows all there looks outside."""

MEETING, INTRODUCTION = int(Purpose.MEETING), int(Purpose.INTRODUCTION)
BLOCK = int(Block.NETWORK)

Reals = npt.NDArray[np.float64]


class Making(NamedTuple):
    """What linking reads, and the targets that it fills in."""

    key: tuple[int, int]
    """The seed as two words."""
    first: Counts
    """Where each person's links begin; shape (people + 1,)."""
    met: Counts
    """How many of them lead to people met; the others come by introduction."""
    popularity: Reals
    """Running sums of popularity; shape (people + 1,)."""
    homophily: float
    target: Persons
    """Whom each link leads to; -1 for not known yet, its maker for nobody."""


@rule
def _leads_to(m, person, other):
    """Tell whether a link that ``person`` made leads to ``other``."""
    for slot in range(m.first[person], m.first[person + 1]):  # noqa: SIM110 - numba has no any()
        if m.target[slot] == other:
            return True
    return False


@rule
def _is_new(m, person, other):
    """Tell whether two people are different and not linked yet."""
    return person != other and not (_leads_to(m, person, other) or _leads_to(m, other, person))


@rule
def _popular(m, low, high, uniform):
    """Return somebody from [low, high), in proportion to popularity."""
    sought = m.popularity[low] + uniform * (m.popularity[high] - m.popularity[low])
    while high - low > 1:
        middle = (low + high) >> 1
        if m.popularity[middle] <= sought:
            low = middle
        else:
            high = middle
    return low


@rule
def _circle(m, person, community, uniform):
    """Return a range of people around a person, from community size to everyone.

    Its width is even in the logarithm: what is outside is itself grouped, at all scales.
    """
    count = len(m.met)
    width = int(community * math.exp(uniform * math.log(count / community)))
    begin = min(max(person - width // 2, 0), count - width)
    return begin, begin + width


@rule
def _meet(m, low, high, person, order):
    """Return somebody new from the community [low, high) or a wider circle; else ``person``."""
    for attempt in range(ATTEMPTS):
        index = order * ATTEMPTS + attempt
        u0, u1, u2, _ = draws(m.key[0], m.key[1], person, MEETING, NO_BRAND, BLOCK, index)
        if attempt < NEARBY_ATTEMPTS and u0 < m.homophily:
            other = _popular(m, low, high, u1)
        else:
            begin, end = _circle(m, person, high - low, u2)
            other = _popular(m, begin, end, u1)
        if _is_new(m, person, other):
            return other
    return person


@rule
def _introduce(m, person, order):
    """Return a new friend of a friend, both links by meeting; else ``person``."""
    for attempt in range(ATTEMPTS):
        index = order * ATTEMPTS + attempt
        u0, u1, _, _ = draws(m.key[0], m.key[1], person, INTRODUCTION, NO_BRAND, BLOCK, index)
        friend = m.target[m.first[person] + int(u0 * m.met[person])]
        other = np.int64(m.target[m.first[friend] + int(u1 * m.met[friend])])
        if _is_new(m, person, other):
            return other
    return person


def _link(m, borders):
    """Fill in all targets: first the people met, then those whom these introduce."""
    for introducing in (False, True):
        for group in range(len(borders) - 1):
            low, high = borders[group], borders[group + 1]
            for person in range(low, high):
                for slot in range(m.first[person], m.first[person + 1]):
                    order = slot - m.first[person]
                    if (order >= m.met[person]) != introducing:
                        continue
                    other = _introduce(m, person, order) if introducing else person
                    if other == person:
                        other = _meet(m, low, high, person, order)
                    m.target[slot] = other


_link_compiled = kernel(_link, allocates=True)


def links_sought(count: int, mean_degree: float, spread: float, uniform: Reals) -> Reals:
    """Return how many links each person would make: lognormal, ``spread`` the sd of the log.

    Scaled so that the links made (at least 1, at most half of all others) are half of
    ``mean_degree`` on average, since every link has two ends.
    """
    links = np.exp(spread * ndtri(uniform))
    for _ in range(20):  # settles within a few rounds
        links *= count * mean_degree / 2 / _within_reach(links).sum()
    return links


def _within_reach(links: Reals) -> Reals:
    return np.clip(links, 1.0, max((len(links) - 1) / 2, 1.0))


def social(
    count: int,
    mean_degree: float,
    degree_spread: float,
    clustering: float,
    homophily: float,
    community_size: int,
    seed: int,
) -> Graph:
    """Return the default network.

    ``clustering`` is the share of links made by introduction, ``homophily`` the share of the
    others that are sought inside the community.
    """
    luck = uniforms(seed, np.arange(count), Purpose.DEGREE, words=3)
    sought = links_sought(count, mean_degree, degree_spread, luck[0])
    made = (_within_reach(sought) + luck[1]).astype(np.int64)
    met = np.maximum(1, (made * (1 - clustering) + luck[2]).astype(np.int64))
    popularity = np.concatenate([[0.0], np.cumsum(np.minimum(sought, count))])
    target = np.full(made.sum(), -1, np.int32)
    making = Making(split_seed(seed), slots(made), met, popularity, float(homophily), target)
    _link_compiled(making, bounds(count, community_size))
    return from_edges(makers(made)[0], target, count)
