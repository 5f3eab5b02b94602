"""Counting links: Poisson numbers, chances of pairs, slots."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from model.network.communities import bounds
from model.network.links import attempts_each, makers, poisson, slots, spread_evenly
from model.network.luck import CHUNK, Purpose, uniforms
from model.randomness import Block, draws, split_seed


@pytest.mark.parametrize("mean", [0.0, 0.3, 4.0, 60.0])
def test_poisson_numbers_are_those_of_scipy(mean: float) -> None:
    uniform = (np.arange(2000) + 0.5) / 2000
    assert np.array_equal(poisson(mean, uniform), stats.poisson(mean).ppf(uniform))


@pytest.mark.parametrize("probability", [0.0, 0.004, 0.5, 0.99])
def test_attempts_link_a_pair_with_the_probability_asked_for(probability: float) -> None:
    people = 100
    each_way = attempts_each(probability, people) / people  # mean number of tries for one pair
    assert 1 - np.exp(-2 * each_way) == pytest.approx(probability)


def test_slots_are_numbered_within_each_person() -> None:
    source, order = makers(np.array([2, 0, 3]))
    assert source.tolist() == [0, 0, 2, 2, 2]
    assert order.tolist() == [0, 1, 0, 1, 2]
    assert slots(np.array([2, 0, 3])).tolist() == [0, 2, 2, 5]


@pytest.mark.parametrize("each", [0.0, 0.5, 2.5, 4.0])
def test_links_are_spread_evenly(each: float) -> None:
    made = spread_evenly(1000, each)
    assert made.sum() == int(1000 * each)
    assert made.max() - made.min() <= 1


@pytest.mark.parametrize(("count", "size"), [(1, 300), (10, 3), (1000, 300), (7624, 300)])
def test_communities_are_of_almost_one_size(count: int, size: int) -> None:
    members = np.diff(bounds(count, size))
    assert members.sum() == count
    assert members.max() - members.min() <= 1
    assert len(members) == max(1, round(count / size))


def test_uniforms_are_the_keyed_draws_whatever_the_chunk() -> None:
    seed, people = 2**40 + 3, np.array([0, CHUNK - 1, CHUNK, 5, *range(CHUNK)])
    order = np.arange(len(people))
    found = uniforms(seed, people, Purpose.MEETING, index=order, words=3)
    assert found.shape == (3, len(people))
    for at in (0, 2, CHUNK - 1, CHUNK, CHUNK + 3):
        key = (int(people[at]), Purpose.MEETING, 0xFFFFFFFF, int(Block.NETWORK), at)
        assert tuple(found[:, at]) == draws(*split_seed(seed), *key)[:3]
