"""The audience on day 0: traits of people, and where they stand with each brand.

Traits are on absolute scales and drawn by person, so that one more person changes nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

from model.network.graph import Graph
from model.network.interests import interests
from model.randomness import Block, draws_array
from model.rules.ties import FOLLOWER
from model.scenario.spec import BrandSpec
from model.state import PAIR, PERSON
from model.world import (
    F32,
    F64,
    KNOWS_CUSTOMER,
    KNOWS_FOLLOWER,
    NO_DAY,
    NO_POST,
    Records,
    make_records,
)

CHUNK = 1 << 20
"""People drawn at a time, to bound memory."""
MOST_SESSIONS = 10_000.0
"""Sessions a day that nobody exceeds on day 0; they can double."""
OLDEST_TIE = 20_000
"""Days before the start that no tie is older than."""


def make_people(values: Mapping[str, Any], count: int, seed: int) -> Records:
    """Return ``count`` people with their traits, records of ``PERSON``."""
    people = make_records(PERSON, count)
    for first in range(0, count, CHUNK):
        numbers = np.arange(first, min(first + CHUNK, count))
        for name, drawn in _traits(values, numbers, seed).items():
            people[name][numbers[0] : numbers[-1] + 1] = drawn
    people.sessions_trait[:] = people.sessions
    people.worth[:] = -1.0
    people.bought_last[:] = -1
    return people


def make_interests(values: Mapping[str, Any], graph: Graph, seed: int) -> F32:
    """Return interests [person, topic], alike among friends, of mean 1."""
    return interests(
        graph,
        seed,
        int(values["platform.topics"]),
        homophily=float(values["people.interest_homophily"]),
        rounds=int(values["network.interest_rounds"]),
        spread=float(values["people.interest_spread"]),
    )


def _traits(values: Mapping[str, Any], people: Any, seed: int) -> dict[str, F64]:
    first, second = _two_draws(seed, people, Block.TRAITS)
    participation = _lognormal(first[2], values["people.participation_spread"])
    sensitivity = _lognormal(first[3], values["people.price_sensitivity_spread"])
    return {
        "sessions": np.minimum(
            values["people.sessions"]
            * np.exp(values["people.sessions_spread"] * special.ndtri(first[0])),
            MOST_SESSIONS,
        ),
        "attention": values["people.attention"]
        * np.exp(values["people.attention_spread"] * special.ndtri(first[1])),
        "participation": participation,
        "price_sensitivity": sensitivity,
        "need": _need(second[0], values["people.need"] / 365.0, values["people.need_shape"]),
        "suspicion": _beta(
            second[1], values["people.suspicion"], values["people.suspicion_spread"]
        ),
        "patience": np.full(len(people), values["people.patience"]),
    }


def _two_draws(seed: int, people: Any, block: Block, **key: int) -> tuple[F64, F64]:
    """Return two draws of a purpose in one go, each of shape (4, len(people))."""
    index = np.repeat((0, 1), len(people))
    both = draws_array(seed, np.tile(people, 2), block, index=index, **key)
    return both[:, : len(people)], both[:, len(people) :]


def _lognormal(u: F64, spread: float) -> F64:
    """Return lognormal draws of mean 1."""
    return np.asarray(np.exp(spread * special.ndtri(u) - 0.5 * spread * spread))


def _need(u: F64, mean: float, shape: float) -> F64:
    """Return gamma draws of this mean; 1 at most (an occasion a day)."""
    return np.asarray(np.minimum(special.gammaincinv(shape, u) / shape * mean, 1.0))


def _beta(u: F64, mean: float, spread: float) -> F64:
    """Return beta draws of this mean and standard deviation (as near as a beta allows)."""
    if spread < 1e-8:  # less than float32 tells apart
        return np.full(len(u), mean)
    size = max(mean * (1.0 - mean) / (spread * spread) - 1.0, 0.1)
    return np.asarray(special.betaincinv(mean * size, (1.0 - mean) * size, u))


def make_pairs(
    values: Mapping[str, Any],
    brands: Sequence[BrandSpec],
    keys: Sequence[int],
    count: int,
    seed: int,
) -> tuple[Records, npt.NDArray[np.int16]]:
    """Return the relationships on day 0, and the brand that each person bought last.

    Records of ``PAIR`` [person, brand], and int16 [person] (-1 for none).
    """
    pairs = make_records(PAIR, count, len(brands))
    latest, bought_last = np.zeros(count), np.full(count, -1, np.int16)
    pairs.expected[:] = values["feed.expected_start"]
    pairs.satisfaction[:] = values["market.satisfaction_start"]
    for name in ("tie_day", "owed_day", "event_day", "contact_day", "first_day"):
        pairs[name][:] = NO_DAY
    pairs.passed_on[:] = NO_POST
    for b, (brand, key) in enumerate(zip(brands, keys, strict=True)):
        for first in range(0, count, CHUNK):
            people = np.arange(first, min(first + CHUNK, count))
            luck = _introduce(pairs, b, brand.values, key, people, seed)
            later = (pairs.purchases[people, b] > 0) & (luck > latest[people])
            latest[people[later]] = luck[later]
            bought_last[people[later]] = b
    return pairs, bought_last


def _introduce(
    pairs: Records, b: int, lever: Mapping[str, Any], key: int, people: Any, seed: int
) -> F64:
    """Draw who knows, follows and buys brand ``b`` on day 0, and return how late each bought."""
    where = slice(people[0], people[-1] + 1)
    (aware, follows, buys, how_well), (age, often, luck, _) = _two_draws(
        seed, people, Block.START, brand=key
    )
    knows = aware < lever["awareness"]
    follower = knows & (follows < lever["followers"])
    customer = knows & (buys < lever["customers"])
    familiarity = np.clip(lever["familiarity"] * (0.5 + how_well), 0.0, 1.0)
    pairs.familiarity[where, b] = np.where(knows, familiarity, 0.0)
    pairs.tie[where, b] = np.where(follower, FOLLOWER, 0)
    oldest = np.minimum(np.floor(-lever["tie_age"] * np.log(age)), OLDEST_TIE)
    pairs.tie_day[where, b] = np.where(follower, -oldest, NO_DAY)
    pairs.purchases[where, b] = np.where(customer, 1 + np.floor(-2.0 * np.log(often)), 0)
    pairs.first_day[where, b] = np.where(customer, -1, NO_DAY)
    pairs.satisfaction[where, b] = np.where(
        customer, lever["quality"], pairs.satisfaction[where, b]
    )
    pairs.cohort[where, b] = KNOWS_FOLLOWER * follower + KNOWS_CUSTOMER * customer
    return luck
