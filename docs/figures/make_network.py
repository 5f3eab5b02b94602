"""Draw docs/figures/network.png: the default network beside graphs of real platforms.

Run from the top of the checkout, with two edge lists from Rozemberczki's collection of data
sets (benedekrozemberczki/datasets on GitHub; by default looked for in ../shared/data/graphs):

    python -m docs.figures.make_network [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from model.network import Graph, build_network, read_network
from model.network.graph import count_people, degrees
from model.network.measures import statistics
from model.parameters.network import PARAMETERS
from viz.figures.network import network_shape
from viz.figures.tables import Table

HERE = Path(__file__).parent
FILES = {"LastFM Asia": "lastfm_asia_edges.csv", "Facebook pages": "fb_company_edges.csv"}
SEED = 1


def default_like(graph: Graph) -> Graph:
    """Return the default network for as many people with as many friends."""
    values = {p.name: p.default for p in PARAMETERS}
    values["network.mean_degree"] = float(degrees(graph).mean())
    return build_network(values, count_people(graph), SEED)


def tables(graphs: dict[str, Graph]) -> tuple[Table, Table]:
    """Return the tables of the picture: a row a person, and a row a graph."""
    friends = {name: degrees(graph) for name, graph in graphs.items()}
    people = {
        "graph": np.repeat(list(graphs), [len(row) for row in friends.values()]),
        "degree": np.concatenate(list(friends.values())),
    }
    rows = [statistics(graph, SEED) for graph in graphs.values()]
    numbers = {column: np.array([row[column] for row in rows]) for column in rows[0]}
    sizes = np.array([len(row) for row in friends.values()])
    return people, {"graph": np.array(list(graphs)), "people": sizes, **numbers}


def main(folder: Path) -> None:
    """Write the picture."""
    real = {name: read_network(folder / file).graph for name, file in FILES.items()}
    graphs = {"Default network": default_like(real["LastFM Asia"]), **real}
    network_shape(*tables(graphs)).savefig(HERE / "network.png")


if __name__ == "__main__":
    here = HERE.parents[1].parent / "shared" / "data" / "graphs"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else here)
