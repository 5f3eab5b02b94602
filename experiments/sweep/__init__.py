"""Batches of runs: what an experiment file asks, the runs it takes, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from experiments.sweep.experiment import Experiment, Limits, Replication, SeriesWanted
from experiments.sweep.factors import Choice, Factor, Span
from experiments.sweep.measures import Measure
from experiments.sweep.reading import load_experiment, make_experiment, shipped_experiments

if TYPE_CHECKING:
    from experiments.sweep.results import Results
    from experiments.sweep.running import run_sweep

__all__ = [
    "Choice",
    "Experiment",
    "Factor",
    "Limits",
    "Measure",
    "Replication",
    "SeriesWanted",
    "Span",
    "load_experiment",
    "make_experiment",
    "open_results",
    "run_sweep",
    "shipped_experiments",
]


def open_results(folder: Any, *, trust: bool = False) -> Results:
    """Return the results in a folder that a sweep wrote, complete or not.

    Python that stands in the folder is run only with ``trust``.
    """
    from experiments.sweep.results import Results

    return Results(folder, trust=trust)


def __getattr__(name: str) -> Any:
    """Import what runs a sweep only when it is asked for: it brings Dask with it."""
    if name == "run_sweep":
        from experiments.sweep.running import run_sweep

        return run_sweep
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
