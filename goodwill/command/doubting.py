"""Results that came out otherwise: whether a strategy of the user's own plans otherwise now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.sweep.experiment import Experiment


def ask_again(model: Any) -> None:
    """Ask the strategies of a run that is in doubt again; raise InputError if one differs."""
    for brand in model.brands:
        brand.planner.check_again()


def run_in_doubt(made: Experiment, point: Mapping[str, Any], arm: str, replicate: int) -> None:
    """Run one row of a sweep here, and ask its strategies again; raise InputError if one differs.

    Nothing is done where there are no strategies of the user's own.
    """
    from experiments.run.networks import NetworkFile, network_of
    from experiments.run.single import opened

    if made.strategies is None:
        return
    path = made.graph_of(point)
    scenario = made.scenario(point, next(one for one in made.arms if one.name == arm), replicate)
    graph = None
    if path is not None:
        graph = network_of(scenario, NetworkFile(path, header=made.graph_header))
        scenario = scenario.with_values({"people.count": len(graph.indptr) - 1})
    with opened(scenario, graph=graph, threads=1) as model:
        model.run()
        ask_again(model)
