"""Where each person stands in the picture: a force layout, the same on every run.

Friends pull each other together in proportion to distance, all push each other apart by
the inverse of distance and the more friends they have, so that communities separate
(ForceAtlas2: Jacomy, Venturini, Heymann & Bastian 2014, PLoS ONE 9(6): e98679). The push
is summed on a grid by fast Fourier transform (particle-mesh: Hockney & Eastwood 1988,
Computer Simulation Using Particles), so a step costs about as much as reading the edges.
A weak pull to the middle keeps components that have no tie to the rest in sight.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from viz.figures.tables import Floats
from viz.graphs.sampling import sample_people

__all__ = ["layout", "positions", "sample_people"]

Graph = Mapping[str, npt.NDArray[Any]]
Ints = npt.NDArray[np.int64]

IN_PICTURE = 5000
"""People a picture shows at most."""
PHASES = ((64, 90), (160, 50))
"""Grid cells a side and steps: the rough shape first, then room between neighbours."""
PUSH = 0.3
PULL_TO_MIDDLE = 0.03
FIRST_STEP = 0.3
"""Longest move at the start, as a share of the square root of the number of people."""
INNER = 0.98
"""Share of people placed in proportion; the few beyond are drawn in towards the rim."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Each friendship once, and the weight of each person in the push."""

    one: Ints
    other: Ints
    mass: Floats


def layout(
    indptr: npt.NDArray[np.int64], indices: npt.NDArray[np.integer], seed: int
) -> npt.NDArray[np.float32]:
    """Return positions [person, 2] in the unit disc for a graph in CSR form."""
    people = len(indptr) - 1
    if people <= 1:
        return np.zeros((max(people, 0), 2), dtype=np.float32)
    edges = _edges(indptr, indices)
    place = _start(people, seed)
    total = sum(steps for _, steps in PHASES)
    done = 0
    for cells, steps in PHASES:
        for _ in range(steps):
            place = _step(place, edges, cells, 1 - done / total)
            done += 1
    return _within_disc(place).astype(np.float32)


def positions(
    graph: Graph, seed: int, limit: int = IN_PICTURE
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Return x and y of everybody [person]; NaN for those who are not in the picture."""
    indptr, indices = graph["indptr"], graph["indices"]
    kept = sample_people(graph, limit, seed)
    number = np.full(len(indptr) - 1, -1, dtype=np.int64)
    number[kept] = np.arange(len(kept))
    row = np.repeat(number, np.diff(indptr))
    column = number[indices]
    inside = (row >= 0) & (column >= 0)
    rows = np.concatenate([[0], np.cumsum(np.bincount(row[inside], minlength=len(kept)))])
    place = np.full((len(number), 2), np.nan, dtype=np.float32)
    place[kept] = layout(rows, column[inside], seed)
    return place[:, 0], place[:, 1]


def _edges(indptr: npt.NDArray[np.int64], indices: npt.NDArray[np.integer]) -> Edges:
    degree = np.diff(indptr)
    row = np.repeat(np.arange(len(degree)), degree)
    column = np.asarray(indices, dtype=np.int64)
    once = row < column
    return Edges(row[once], column[once], degree + 1.0)


def _start(people: int, seed: int) -> Floats:
    from model.keys import Block, draws_array

    angle, radius, _, _ = draws_array(seed, np.arange(people), Block.PICTURE)
    turn = 2 * np.pi * angle
    far = np.sqrt(radius * people) * 2
    return np.stack([far * np.cos(turn), far * np.sin(turn)], axis=1)


def _step(place: Floats, edges: Edges, cells: int, heat: float) -> Floats:
    people = len(place)
    force = _push(place, edges.mass, cells) * (PUSH * edges.mass[:, None])
    apart = place[edges.other] - place[edges.one]
    for axis in (0, 1):
        force[:, axis] += np.bincount(edges.one, apart[:, axis], people)
        force[:, axis] -= np.bincount(edges.other, apart[:, axis], people)
    force -= PULL_TO_MIDDLE * edges.mass[:, None] * place
    size = np.sqrt((force**2).sum(axis=1)) + 1e-12
    longest = FIRST_STEP * np.sqrt(people) * heat + 0.02
    move = np.minimum(size / edges.mass, longest)
    return place + force * (move / size)[:, None]


def _push(place: Floats, mass: Floats, cells: int) -> Floats:
    """Return the push on each person: the sum of mass × d / |d|² over all others."""
    low = place.min(axis=0)
    width = float((place.max(axis=0) - low).max()) * 1.001 + 1e-9
    scale = width / (cells - 1)
    grid = (place - low) / scale
    corner = np.minimum(grid.astype(np.int64), cells - 2)
    right, up = (grid - corner).T
    base = corner[:, 0] * cells + corner[:, 1]
    nodes = (base, base + cells, base + 1, base + cells + 1)
    shares = ((1 - right) * (1 - up), right * (1 - up), (1 - right) * up, right * up)
    charge = np.zeros(cells * cells)
    for node, part in zip(nodes, shares, strict=True):
        charge += np.bincount(node, part * mass, cells * cells)
    spectrum = np.fft.rfft2(charge.reshape(cells, cells), (2 * cells, 2 * cells))
    push = np.empty_like(place)
    for axis, kernel in enumerate(_kernels(cells)):
        field = np.fft.irfft2(spectrum * kernel, (2 * cells, 2 * cells))[:cells, :cells].ravel()
        push[:, axis] = sum(field[n] * part for n, part in zip(nodes, shares, strict=True))
    return push / scale


@lru_cache(maxsize=4)
def _kernels(cells: int) -> tuple[npt.NDArray[np.complex128], npt.NDArray[np.complex128]]:
    """Return the transforms of d / |d|² along both axes, softened within half a cell."""
    steps = np.fft.fftfreq(2 * cells, 1 / (2 * cells))
    across, along = np.meshgrid(steps, steps, indexing="ij")
    square = across**2 + along**2 + 0.25
    return np.fft.rfft2(across / square), np.fft.rfft2(along / square)


def _within_disc(place: Floats) -> Floats:
    """Centre, scale so that nearly all fit in proportion, and draw in the rest."""
    centred = place - np.median(place, axis=0)
    radius = np.sqrt((centred**2).sum(axis=1))
    near = float(np.quantile(radius, INNER)) or 1.0
    ratio = radius / near
    rim = np.where(ratio > 1, 1 + np.tanh(ratio - 1) * 0.15, ratio) / 1.15
    return centred * (rim / np.maximum(radius, 1e-12))[:, None]
