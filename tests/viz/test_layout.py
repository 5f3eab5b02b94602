"""Where people stand: the same every time, near their friends, all inside the picture."""

from __future__ import annotations

import numpy as np
import pytest

from tests.viz.synthetic import friends
from viz.graphs.layout import layout, positions, sample_people

EMPTY = {"indptr": np.zeros(41, np.int64), "indices": np.zeros(0, np.int32)}


def edges(graph: dict) -> tuple[np.ndarray, np.ndarray]:
    row = np.repeat(np.arange(len(graph["indptr"]) - 1), np.diff(graph["indptr"]))
    return row, graph["indices"]


def test_the_same_seed_gives_the_same_picture():
    graph = friends(400)
    first = layout(graph["indptr"], graph["indices"], seed=3)
    assert np.array_equal(first, layout(graph["indptr"], graph["indices"], seed=3))
    assert not np.array_equal(first, layout(graph["indptr"], graph["indices"], seed=4))
    assert first.dtype == np.float32
    assert first.shape == (400, 2)


@pytest.mark.parametrize("graph", [friends(300), friends(2), friends(5), EMPTY])
def test_everybody_stands_inside_the_disc(graph: dict):
    place = layout(graph["indptr"], graph["indices"], seed=1)
    assert np.isfinite(place).all()
    assert np.linalg.norm(place, axis=1).max() <= 1.0001


@pytest.mark.parametrize("people", [0, 1])
def test_hardly_anybody(people: int):
    place = layout(np.zeros(people + 1, np.int64), np.zeros(0, np.int32), seed=1)
    assert place.shape == (people, 2)
    assert (place == 0).all()


def test_friends_stand_nearer_than_strangers():
    graph = friends(600)
    place = layout(graph["indptr"], graph["indices"], seed=1)
    one, other = edges(graph)
    near = np.linalg.norm(place[one] - place[other], axis=1).mean()
    far = np.linalg.norm(place[:, None] - place[None], axis=2).mean()
    assert near < 0.3 * far


def test_towns_without_a_tie_stand_apart():
    graph = friends(600)  # two towns of 300
    place = layout(graph["indptr"], graph["indices"], seed=1)
    tied = np.flatnonzero(np.diff(graph["indptr"]) > 0)
    apart = np.linalg.norm(place[tied][:, None] - place[tied][None], axis=2)
    np.fill_diagonal(apart, np.inf)
    nearest = tied[np.argmin(apart, axis=1)]
    assert ((nearest < 300) == (tied < 300)).mean() > 0.97


def test_nobody_stands_on_another():
    place = layout(EMPTY["indptr"], EMPTY["indices"], seed=1)
    apart = np.linalg.norm(place[:, None] - place[None], axis=2) + 9 * np.eye(40)
    assert apart.min() > 0.05


def test_a_small_crowd_is_shown_whole():
    graph = friends(100)
    assert np.array_equal(sample_people(graph, 100, seed=1), np.arange(100))


@pytest.mark.parametrize("limit", [1, 50, 499])
def test_a_sample_has_the_size_asked_for(limit: int):
    kept = sample_people(friends(500), limit, seed=1)
    assert len(np.unique(kept)) == limit
    assert (np.diff(kept) > 0).all()


def test_samples_are_keyed_by_the_seed():
    graph = friends(500)
    first = sample_people(graph, 100, seed=1)
    assert np.array_equal(first, sample_people(graph, 100, seed=1))
    assert not np.array_equal(first, sample_people(graph, 100, seed=2))


def test_a_sample_keeps_friends_together():
    """Many more friendships survive than among people drawn one by one."""
    graph = friends(3000)
    kept = np.zeros(3000, bool)
    kept[sample_people(graph, 600, seed=1)] = True
    one, other = edges(graph)
    share = (kept[one] & kept[other]).sum() / kept[one].sum()
    assert share > 2 * 0.2  # of a friend of somebody drawn at random, one in five is drawn too


def test_people_without_friends_can_be_sampled():
    assert len(sample_people(EMPTY, 10, seed=1)) == 10


def test_those_outside_the_picture_have_no_place():
    graph = friends(300)
    x, y = positions(graph, seed=1, limit=120)
    inside = sample_people(graph, 120, seed=1)
    assert np.array_equal(np.flatnonzero(np.isfinite(x)), inside)
    assert np.array_equal(np.isfinite(x), np.isfinite(y))
    assert x.dtype == np.float32


def test_a_whole_crowd_is_laid_out_as_it_is():
    graph = friends(80)
    x, y = positions(graph, seed=5)
    whole = layout(graph["indptr"], graph["indices"], seed=5)
    assert np.array_equal(np.stack([x, y], axis=1), whole)
