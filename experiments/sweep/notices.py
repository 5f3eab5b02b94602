"""What an experiment asks for that is allowed and can hardly be meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from experiments.sweep.experiment import Experiment
from model.errors import InputError
from model.scenario import Scenario


def notices(made: Experiment) -> list[str]:
    """Return what is to be said of the scenarios of an experiment, each once."""
    return list(dict.fromkeys(text for each in _scenarios(made) for text in each.notices()))


def _scenarios(made: Experiment) -> Iterator[Scenario]:
    """Yield the scenario of each arm, at the base and at the ends of each factor."""
    ends: list[dict[str, Any]] = [{}]
    for factor in made.factors:
        ends += [{factor.name: factor.at(0.0)}, {factor.name: factor.at(1.0)}]
    for arm in made.arms:
        for levels in ends:
            try:
                yield made.scenario(levels, arm)
            except InputError:  # an option that exists at another level of another factor only
                continue
