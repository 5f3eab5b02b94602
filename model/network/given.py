"""A social graph as a user of Python gives it: ours, of networkx, or the path of a file."""

from __future__ import annotations

import sys
import warnings
from os import PathLike
from typing import Any

import numpy as np

from model.errors import InputError
from model.network.files import LoadedGraph, read_network
from model.network.graph import Graph, from_edges

ALLOWED = (
    "a graph of networkx, the path of a graph file, or what model.network.read_network returns"
)


def graph_of(given: Any) -> Graph | None:
    """Return a graph of any kind as ours; None stays None.

    People of a networkx graph are numbered in the order of its nodes. Links are mutual, count
    once, and those of somebody with themselves are left out; what is lost by that, and what was
    guessed about a file, is warned of. Raises InputError.
    """
    if given is None or isinstance(given, Graph):
        return given
    if isinstance(given, LoadedGraph):
        return given.graph
    if isinstance(given, (str, PathLike)):
        loaded = read_network(str(given))
        for notice in loaded.notices:
            warnings.warn(notice, stacklevel=3)
        return loaded.graph
    if _is_networkx(given):
        return _of_networkx(given)
    raise InputError("no social graph", key="graph", value=type(given).__name__, allowed=ALLOWED)


def _is_networkx(given: Any) -> bool:
    networkx = sys.modules.get("networkx")  # not loaded: then it is none
    return networkx is not None and isinstance(given, networkx.Graph)


def _of_networkx(given: Any) -> Graph:
    nodes = list(given.nodes)
    if not nodes:
        raise InputError("has no nodes", key="graph", value=str(given), allowed="at least one")
    number = {node: at for at, node in enumerate(nodes)}
    pairs = [(number[a], number[b]) for a, b, *_ in given.edges]
    ends = np.array(pairs, np.int64).reshape(-1, 2)
    graph = from_edges(ends[:, 0], ends[:, 1], len(nodes))
    if given.is_directed():
        warnings.warn("the graph's links have a direction: read as mutual", stacklevel=4)
    loops = int((ends[:, 0] == ends[:, 1]).sum())
    repeats = len(ends) - loops - len(graph.indices) // 2
    if loops:
        warnings.warn(f"links left out of somebody with themselves: {loops:,}", stacklevel=4)
    if repeats:
        warnings.warn(f"links left out that repeat one, either way: {repeats:,}", stacklevel=4)
    return graph
