"""Every uncertainty, moved up, moves its stated outcome in its stated direction."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from scipy import stats

from model.parameters import uncertainties
from model.parameters.declaration import Parameter
from model.strategies import STRATEGIES, Strategy
from tests.conftest import thinned
from tests.model.directions import acts
from tests.model.directions.worlds import measure

SEEDS = range(1, 5)
LEVELS = {
    # where half and double the default say too little
    "suspicion.calm": (0.0, 0.1),
    "talk.constant": (0.0, 0.05),
    "talk.endorsement": (-0.5, 1.0),
    "repair.denial": (-0.5, 0.5),
    "repair.apology_breach": (-0.5, 0.5),
    "repair.denial_breach": (-0.2, 0.5),
    "repair.denial_proven": (-0.5, 0.2),
    "market.outside": (-1.0, 2.0),
    "platform.brand_rank": (0.2, 1.0),
    "talk.occasion": (0.0, 0.8),
    "talk.share_window": (1, 7),
    "ties.follow_answer": (0.0, 0.8),
    "ties.reconcile": (0.0, 1.0),
}


def levels(parameter: Parameter) -> tuple[float, float]:
    """Return a low and a high value: half and double the default, within the range.

    What is off by default is switched on in full.
    """
    if parameter.name in LEVELS:
        return LEVELS[parameter.name]
    default = float(parameter.default)
    low, high = max(parameter.low, default / 2), min(parameter.high, default * 2)
    high = high or parameter.high
    return (round(low), round(high)) if parameter.kind is int else (low, high)


def of_the_day() -> list[Parameter]:
    """Return the uncertainties that a run shows; those of the graph are tested with it."""
    return [one for one in uncertainties() if not one.name.startswith("network.")]


@pytest.fixture(scope="module", autouse=True)
def probe_strategies() -> Iterator[None]:
    """Make the probes' own strategies known for the time of these tests."""
    probes = {
        kind.name: kind for kind in Strategy.__subclasses__() if kind.__module__ == acts.__name__
    }
    STRATEGIES.update(probes)
    yield
    for name in probes:
        del STRATEGIES[name]


@pytest.mark.parametrize("parameter", thinned(of_the_day(), 4), ids=lambda one: one.name)
def test_a_rise_moves_its_outcome(parameter: Parameter) -> None:
    world, _, outcome = parameter.probe.partition("/")
    low, high = levels(parameter)
    assert low < high
    moved = [
        measure(world, outcome, parameter.name, high, seed)
        - measure(world, outcome, parameter.name, low, seed)
        for seed in SEEDS
    ]
    mean, half = np.mean(moved), stats.sem(moved) * stats.t.ppf(0.975, len(moved) - 1)
    assert mean * parameter.direction > 0, f"{parameter.probe} moved by {moved}"
    assert abs(mean) > half or np.ptp(moved) == 0, f"{parameter.probe} moved by {moved}"
