"""A graph of one's own: its shape, and how near the network that ships comes to it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csgraph

from experiments.fits.graphs import SCALE, GraphComparison, compare
from model.network.graph import Graph, count_people, degrees
from model.network.measures import clustering, matrix

LARGEST = 400_000
"""Links up to which a graph is compared: beyond, communities and resampling take minutes."""
FEWEST = 20
"""People from whom on it can be compared."""
SEEDS, RESAMPLES = range(1, 4), 40


class Shape(NamedTuple):
    """What is said about a graph in one number each."""

    people: int
    links: int
    mean_degree: float
    median_degree: float
    largest_degree: int
    without_links: int
    components: int
    """Groups of people who can reach each other; somebody without links is one."""
    largest_component: int
    """People in the largest of them."""
    clustering: float
    """Mean share of pairs of a person's friends who are friends; a sample of large graphs."""


SPOKEN = {
    "people": "people", "links": "links", "mean_degree": "mean degree",
    "median_degree": "median degree", "largest_degree": "largest degree",
    "without_links": "people without links", "components": "components",
    "largest_component": "people in the largest component", "clustering": "clustering",
}  # fmt: skip


def shape_of(graph: Graph) -> Shape:
    """Return the shape of a graph."""
    friends = degrees(graph)
    count, member = csgraph.connected_components(matrix(graph), directed=False)
    return Shape(
        count_people(graph), len(graph.indices) // 2, float(friends.mean()),
        float(np.median(friends)), int(friends.max()), int((friends == 0).sum()), int(count),
        int(np.bincount(member).max()), clustering(graph),
    )  # fmt: skip


def nearness(graph: Graph) -> GraphComparison | None:
    """Return the graph beside networks that ship of its size; None where that says nothing."""
    links = len(graph.indices) // 2
    if not count_people(graph) >= FEWEST or not 0 < links <= LARGEST:
        return None
    return compare("", graph, SEEDS, RESAMPLES)


def verdict(found: GraphComparison) -> str:
    """Return how near the network that ships comes, in a sentence."""
    rms = next(d.value for d in found.distances if "rms" in d.measure)
    near = "comes near" if rms <= 1 else "is some way off" if rms <= 2 else "is far off"
    return (
        f"The default network {near}: {rms:.2g} of the steps that count, over {len(SCALE)} figures"
    )


def document(shape: Shape, found: GraphComparison | None) -> dict[str, Any]:
    """Return all that was found as JSON has it."""
    if found is None:
        return {**shape._asdict(), "default_network": None}
    figures = {
        s.name.removeprefix(": "): {"graph": s.data._asdict(), "default_network": s.model._asdict()}
        for s in found.statistics
    }
    distances = {d.measure.removeprefix(": "): d.value for d in found.distances}
    told = {"figures": figures, "distances": distances, "verdict": verdict(found)}
    return {**shape._asdict(), "default_network": told}
