"""The files of social graphs that an experiment names."""

from __future__ import annotations

import os
from functools import lru_cache

from experiments.sweep.experiment import Experiment
from experiments.sweep.factors import GRAPH


def graph_files(experiment: Experiment) -> list[str]:
    """Return the files, in the order in which they are named."""
    levels = [f.values for f in experiment.factors if f.key == GRAPH]
    named = [str(value) for values in levels for value in values]
    return [*named, *([experiment.graph] if experiment.graph is not None else [])]


def check_graphs(experiment: Experiment) -> list[str]:
    """Read each file, so that a wrong one is told of before anything is run.

    Returns what was guessed about the files, or left out of them. A file that has not changed
    since it was found right is not read again.
    """
    notices: list[str] = []
    for file in graph_files(experiment):
        try:
            state = os.stat(file)
        except (OSError, ValueError):  # reading it says what is wrong
            notices += _check(file, -1, -1)
        else:
            notices += _check(file, state.st_size, state.st_mtime_ns)
    return notices


@lru_cache(maxsize=64)
def _check(file: str, size: int, changed: int) -> tuple[str, ...]:
    """Return the notices of a file; raises InputError if it is no graph, which is not kept."""
    from model.network import read_network

    return read_network(file, None).notices
