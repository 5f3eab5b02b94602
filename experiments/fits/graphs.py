"""The network that ships against three real ones, with as many people and links.

Data: friendships of LastFM users in Asia (Rozemberczki & Sarkar 2020), mutual likes of company
pages on Facebook, friendships of German Twitch users (Rozemberczki, Davies, Sarkar & Sutton
2019). Nothing but size and mean degree is taken over; the shape is what ships.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import stats

from experiments.fits.data import DataFolder
from experiments.fits.resampling import interval, multiplicities
from experiments.fits.result import (
    Distance,
    Estimated,
    Fit,
    FitPanel,
    Floats,
    Statistic,
    measured,
    statistic,
)
from model.network import build_network, read_network
from model.network.graph import Graph, count_people, degrees
from model.network.measures import STATISTICS, matrix
from model.parameters import defaults

REAL: Mapping[str, str] = {
    "LastFM Asia": "graphs/lastfm_asia_edges.csv",
    "Facebook company pages": "graphs/fb_company_edges.csv",
    "Twitch Germany": "graphs/twitch_de_edges.csv",
}
FILES = tuple(REAL.values())
SOURCE = "Rozemberczki & Sarkar 2020; Rozemberczki, Davies, Sarkar & Sutton 2019"
VARIANT = "as shipped"
UNITS: Mapping[str, str] = {
    "mean_degree": "friends", "degree_mu": "ln", "degree_sd": "ln", "clustering": "share",
    "assortativity": "correlation", "mean_path": "steps", "modularity": "modularity",
}  # fmt: skip
SPOKEN: Mapping[str, str] = {
    "mean_degree": "mean degree", "degree_mu": "mean of ln degree", "degree_sd": "sd of ln degree",
    "clustering": "clustering", "assortativity": "assortativity", "mean_path": "mean path",
    "modularity": "modularity",
}  # fmt: skip
DRAWN = ("degree_sd", "clustering", "assortativity", "modularity")
SCALE: Mapping[str, float] = {
    "degree_mu": 0.2, "degree_sd": 0.12, "clustering": 0.05, "assortativity": 0.1,
    "mean_path": 0.5, "modularity": 0.12,
}  # fmt: skip
"""What counts as one step away, about as far as the two sparse graphs are from each other."""


def fit(data: DataFolder, quick: bool) -> Fit:
    """Compare every statistic on every graph; quick leaves the largest out."""
    chosen = list(REAL)[: 1 if quick else 3]
    statistics, panels, distances, people = [], [], [], 0
    notices: list[str] = []
    for place in chosen:
        name = place if data.is_known(REAL[place]) else Path(REAL[place]).name
        loaded = read_network(data.file(REAL[place]))
        graph = loaded.graph
        notices += loaded.notices
        seeds = range(1, 3 if quick or place == "Twitch Germany" else 6)
        found = compare(name, graph, seeds, 20 if quick else 200)
        statistics += found.statistics
        panels.append(found.panel)
        distances += found.distances
        people = max(people, count_people(graph))
    known = data.is_known(*(REAL[place] for place in chosen))
    source = SOURCE if known else f"{data.path}: edge lists"
    return Fit(
        "graphs", "The network that ships and real ones", source,
        finding(distances), statistics, panels, distances, 2 if quick else 5, people,
        note="Intervals of the data, where there are any: people resampled.", notices=notices,
    )  # fmt: skip


class GraphComparison(NamedTuple):
    """One graph beside the network that ships."""

    statistics: list[Statistic]
    panel: FitPanel
    distances: list[Distance]


def compare(name: str, graph: Graph, seeds: range, resamples: int) -> GraphComparison:
    """Return every statistic of a graph and of the network that ships, and how far it is."""
    ours = [network_like(graph, seed) for seed in seeds]
    runs = {key: [measure(one, 0) for one in ours] for key, measure in STATISTICS.items()}
    found = graph_figures(graph, resamples)
    statistics = [
        statistic(f"{name}: {SPOKEN[key]}", VARIANT, UNITS[key], found[key], runs[key])
        for key in STATISTICS
    ]
    panel = FitPanel(
        name, "share, correlation or ln", "rows", VARIANT, range(len(DRAWN)),
        [SPOKEN[key] for key in DRAWN], [found[key] for key in DRAWN],
        [measured(np.array(runs[key])[:, None])[0] for key in DRAWN],
    )  # fmt: skip
    return GraphComparison(statistics, panel, told_distances(name, graph, ours, found, runs))


def network_like(graph: Graph, seed: int) -> Graph:
    """Return the network that ships, with a graph's number of people and mean degree."""
    values = dict(defaults())
    values["network.mean_degree"] = float(degrees(graph).mean())
    return build_network(values, count_people(graph), seed)


def graph_figures(graph: Graph, resamples: int) -> dict[str, Estimated]:
    """Return a graph's statistics; those that are means over people with an interval."""
    values = {key: Estimated(measure(graph, 0)) for key, measure in STATISTICS.items()}
    friends = degrees(graph).astype(float)
    links = matrix(graph)
    triangles = (links @ links).multiply(links).sum(axis=1) / 2
    local = triangles / np.maximum(friends * (friends - 1) / 2, 1)
    linked = friends > 0
    logs = np.log(friends[linked])
    means = {"mean_degree": friends, "clustering": local}
    again: dict[str, list[float]] = {key: [] for key in (*means, "degree_mu", "degree_sd")}
    for index in range(resamples):
        weight = multiplicities(len(friends), index)
        for key, of_each in means.items():
            again[key].append(float(np.average(of_each, weights=weight)))
        weight = weight[linked]
        if not weight.any():
            continue
        centre = np.average(logs, weights=weight)
        again["degree_mu"].append(float(centre))
        spread = np.average((logs - centre) ** 2, weights=weight)
        again["degree_sd"].append(float(np.sqrt(spread)))
    for key, drawn in again.items():
        low, high = interval(drawn)
        values[key] = Estimated(values[key].value, float(low), float(high))
    return values


def told_distances(
    name: str,
    graph: Graph,
    ours: list[Graph],
    found: dict[str, Estimated],
    runs: Mapping[str, list[float]],
) -> list[Distance]:
    """Return the greatest gap between the distributions of degrees, and the rms of all gaps."""
    real = degrees(graph)
    gap = np.mean([stats.ks_2samp(real, degrees(one)).statistic for one in ours])
    away: Floats = np.array(
        [(np.mean(runs[key]) - found[key].value) / step for key, step in SCALE.items()]
    )
    rms = float(np.sqrt((away**2).mean()))
    return [
        Distance(VARIANT, f"{name}: greatest gap of degree distributions", float(gap), ""),
        Distance(VARIANT, f"{name}: rms of gaps in steps that count", rms, ""),
    ]


def finding(distances: list[Distance]) -> str:
    """Return what came of it in a sentence."""
    steps = {d.measure.partition(":")[0]: d.value for d in distances if "rms" in d.measure}
    near = [name for name, value in steps.items() if value <= 1]
    wide = [name for name, value in steps.items() if value > 1]
    said = f"The network that ships resembles {' and '.join(near) or 'none of them'}"
    return f"{said}, less so {' and '.join(wide)}" if near and wide else said
