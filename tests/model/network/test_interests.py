"""Interests: absolute scale, alike among friends, untouched by strangers."""

from __future__ import annotations

import numpy as np
import pytest

from model.network.graph import directed
from model.network.interests import interests
from tests.model.network.worlds import likeness, made, with_isolated

GRAPH = made("social", 2000)
TOPICS, HOMOPHILY, ROUNDS, SPREAD = 8, 0.5, 3, 0.6


def table(graph=GRAPH, seed=1, topics=TOPICS, homophily=HOMOPHILY, rounds=ROUNDS, spread=SPREAD):
    return interests(graph, seed, topics, homophily, rounds, spread)


def test_everyone_has_mean_one_and_the_spread_asked_for() -> None:
    found = table()
    assert found.shape == (2000, TOPICS)
    assert found.dtype == np.float32
    assert np.all(found > 0)
    assert found.mean(axis=1) == pytest.approx(np.ones(2000), abs=1e-5)
    assert np.log(found).std(axis=1) == pytest.approx(np.full(2000, SPREAD), abs=1e-4)


def test_no_topic_is_favoured() -> None:
    assert table(rounds=0).mean(axis=0) == pytest.approx(np.ones(TOPICS), abs=0.06)


def test_friends_are_alike_and_strangers_are_not() -> None:
    found = table()
    source, target = directed(GRAPH)
    strangers = np.roll(target, 777)
    assert likeness(GRAPH, found) > 0.3
    assert abs(np.corrcoef(found[source, 0], found[strangers, 0])[0, 1]) < 0.1


@pytest.mark.parametrize("nothing", [{"homophily": 0.0}, {"rounds": 0}])
def test_without_influence_friends_are_as_strangers(nothing) -> None:
    assert abs(likeness(GRAPH, table(**nothing))) < 0.03


def test_people_without_friends_change_nobody_and_keep_their_own() -> None:
    before, after = table(), table(graph=with_isolated(GRAPH, 2))
    assert np.array_equal(after[:2000], before)
    assert np.array_equal(after[2000:], table(with_isolated(GRAPH, 2), homophily=0.0)[2000:])


def test_a_topic_more_changes_no_draw_of_the_others() -> None:
    """Scales differ, since they are taken over all topics, but the order of topics stays."""
    few, many = table(topics=5, rounds=0), table(topics=9, rounds=0)
    assert np.array_equal(np.argsort(few, axis=1), np.argsort(many[:, :5], axis=1))


def test_the_seed_decides() -> None:
    assert np.array_equal(table(), table())
    assert not np.allclose(table(), table(seed=2))


@pytest.mark.parametrize("topics", [1, 2, 3, 32])
def test_any_number_of_topics(topics: int) -> None:
    found = table(topics=topics)
    assert found.shape == (2000, topics)
    assert found.mean(axis=1) == pytest.approx(np.ones(2000), abs=1e-5)


def test_nothing_differs_without_spread() -> None:
    assert np.array_equal(table(spread=0.0), np.ones((2000, TOPICS), np.float32))
