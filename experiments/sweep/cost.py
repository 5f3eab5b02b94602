"""How long a run takes, roughly, before any has been run."""

from __future__ import annotations

from collections.abc import Iterator

from experiments.sweep.experiment import Experiment
from model.errors import InputError
from model.scenario import Scenario

A_DAY = 3e-4
"""Seconds that a day takes, however few people there are."""
A_PAIR = 0.6e-6
"""Seconds that a day takes for a person and a brand."""


def seconds_a_run(made: Experiment) -> float:
    """Return roughly the seconds that a run of an experiment takes in one thread, at most."""
    return max(map(seconds_of, extremes(made)))


def seconds_of(scenario: Scenario) -> float:
    """Return roughly the seconds that a run takes in one thread."""
    pairs = int(scenario.values["people.count"]) * len(scenario.brands)
    return scenario.days * (A_DAY + pairs * A_PAIR)


def extremes(made: Experiment) -> Iterator[Scenario]:
    """Yield the base and the ends of each factor that may change the size of a run."""
    yield made.base
    for factor in made.factors:
        if factor.choices or factor.key.startswith(("people.", "network.", "platform.", "days")):
            for level in factor.levels():
                try:
                    yield made.scenario({factor.name: level}, made.arms[0])
                except InputError:  # told of by the run itself
                    continue
