"""Whom a picture of a large graph shows: a forest fire (Leskovec & Faloutsos 2006, KDD).

A fire starts at a person drawn by key and burns a geometric number of friends, then some
of theirs; where it dies a new one starts. So the people shown come in connected patches
that keep the graph's communities and clustering.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

BURN = 0.7
"""Chance of one friend more: the burning probability with which the sample keeps the
graph's shape best (Leskovec & Faloutsos 2006)."""


def sample_people(
    graph: Mapping[str, npt.NDArray[Any]], limit: int, seed: int
) -> npt.NDArray[np.int64]:
    """Return the indices of at most ``limit`` people, ascending; all where they fit."""
    people = len(graph["indptr"]) - 1
    if people <= limit:
        return np.arange(people, dtype=np.int64)
    luck = _luck(people, seed)
    order = np.argsort(luck[0], kind="stable")
    kept = np.zeros(people, dtype=bool)
    count, at = 0, 0
    while count < limit:
        while kept[order[at]]:
            at += 1
        count += _burn(graph, int(order[at]), luck, kept, limit - count)
    return np.flatnonzero(kept).astype(np.int64)


def _luck(people: int, seed: int) -> npt.NDArray[np.float64]:
    from model.keys import Block, draws_array

    return draws_array(seed, np.arange(people), Block.PICTURE, index=1)


def _burn(
    graph: Mapping[str, npt.NDArray[Any]],
    first: int,
    luck: npt.NDArray[np.float64],
    kept: npt.NDArray[np.bool_],
    room: int,
) -> int:
    """Burn from one person on, mark whom the fire reaches, return how many they are."""
    _, order, burns, _ = luck
    kept[first] = True
    burnt, front = 1, deque([first])
    while front and burnt < room:
        person = front.popleft()
        friends = graph["indices"][graph["indptr"][person] : graph["indptr"][person + 1]]
        friends = friends[~kept[friends]]
        wanted = min(int(np.log(burns[person]) / np.log(BURN)), room - burnt)
        chosen = friends[np.argsort(order[friends], kind="stable")[:wanted]]
        kept[chosen] = True
        burnt += len(chosen)
        front.extend(int(friend) for friend in chosen)
    return burnt
