"""The files of social graphs that an experiment names."""

from __future__ import annotations

from experiments.sweep.experiment import Experiment
from experiments.sweep.factors import GRAPH


def graph_files(experiment: Experiment) -> list[str]:
    """Return the files, in the order in which they are named."""
    levels = [f.values for f in experiment.factors if f.key == GRAPH]
    named = [str(value) for values in levels for value in values]
    return [*named, *([experiment.graph] if experiment.graph is not None else [])]


def check_graphs(experiment: Experiment) -> None:
    """Read each file once, so that a wrong one is told of before anything is run."""
    from model.network import read_network

    for file in graph_files(experiment):
        read_network(file, None)
