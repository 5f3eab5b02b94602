"""The social graph as a Mesa space, for pages and tools that draw or search Mesa's spaces."""

from __future__ import annotations

import inspect
from typing import Any

import mesa

from model.network.graph import count_people, edges


def make_space(model: Any) -> Any:
    """Return a ``mesa.discrete_space.Network`` with every person on the cell of their number."""
    import networkx as nx
    from mesa.discrete_space import Network

    net = nx.empty_graph(count_people(model.graph))
    net.add_edges_from(zip(*(ends.tolist() for ends in edges(model.graph)), strict=True))
    # From Mesa 3.5 on a network lays itself out at once, which takes seconds.
    unplaced = {"layout": None} if "layout" in inspect.signature(Network).parameters else {}
    space = Network(net, random=model.random, **unplaced)
    for person in getattr(model.engine, "people", model.people):
        _put(person, space[person.number])
    return space


def _put(person: Any, cell: Any) -> None:
    if isinstance(person, mesa.Agent):
        person.cell = cell
    else:
        cell.add_agent(person)
