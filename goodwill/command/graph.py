"""``goodwill graph``: what is in a graph's file, and what was guessed; runs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodwill.command.options import JSON, PLACE
from goodwill.command.printing import out, print_json, print_table

if TYPE_CHECKING:
    from experiments.fits.graphs import GraphComparison
    from experiments.fits.own_graph import Shape


@click.command()
@click.argument("file", type=PLACE)
@click.option(
    "--graph-header", type=click.Choice(["yes", "no"]),
    help="Whether the first row names the columns; else it is guessed.",
)  # fmt: skip
@JSON
def graph(file: str, graph_header: str | None, as_json: bool) -> None:
    """Say what is in FILE: people, links, whatever was guessed or left out.

    Then degrees, clustering, components, and how near the default network comes. Runs nothing.
    """
    from experiments.fits.own_graph import document, nearness, shape_of
    from model.network import read_network

    loaded = read_network(file, None if graph_header is None else graph_header == "yes")
    shape = shape_of(loaded.graph)
    found = nearness(loaded.graph)
    if as_json:
        told = {"file": file, "notices": list(loaded.notices), **document(shape, found)}
        print_json(told)
        return
    for notice in loaded.notices:
        out(f"Notice: {notice}")
    show(file, shape, found)


def show(file: str, shape: Shape, found: GraphComparison | None) -> None:
    """Print the shape, and the default network beside the graph."""
    from experiments.fits.own_graph import FEWEST, LARGEST, SPOKEN, verdict
    from experiments.fits.tables import written

    rows = [[SPOKEN[name], f"{value:,.4g}" if isinstance(value, float) else f"{value:,}"]
            for name, value in shape._asdict().items()]  # fmt: skip
    print_table(file, ["What", "Is"], rows, numbers=True)
    if found is None:
        out(f"Compared with the default network from {FEWEST} people to {LARGEST:,} links.")
        return
    beside = [
        [s.name.removeprefix(": "), s.unit, written(s.data), written(s.model)]
        for s in found.statistics
    ]
    heads = ["Figure", "Unit", "This graph", "Default network"]
    print_table("Beside the default network, as large and as dense", heads, beside, numbers=True)
    out(f"{verdict(found)}.")
