"""Studies that choose their own runs: sensitivity, regions of interest, optimisation.

The same as the commands, in a few calls: ``ask`` what is varied and measured, give a
``sweeper`` that computes runs into a folder, and take tables.
"""

from __future__ import annotations

from experiments.studies.asking import read_asked as ask
from experiments.studies.evaluating import sweeper
from experiments.studies.indices import sensitivity
from experiments.studies.objectives import read_objectives as objectives
from experiments.studies.optimisation import optimise, plan_of
from experiments.studies.regions import find_regions
from experiments.studies.split import best_split

__all__ = [
    "ask",
    "best_split",
    "find_regions",
    "objectives",
    "optimise",
    "plan_of",
    "sensitivity",
    "sweeper",
]
