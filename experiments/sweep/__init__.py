"""Batches of runs: what an experiment file asks, the runs it takes, and what came of them."""

from __future__ import annotations

from experiments.sweep.experiment import Experiment, Limits, Replication, SeriesWanted
from experiments.sweep.factors import Choice, Factor, Span
from experiments.sweep.measures import Measure
from experiments.sweep.reading import load_experiment, shipped_experiments

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
    "shipped_experiments",
]
