"""What is measured, as pages and pictures print it, and the facts of a run that go with it."""

from __future__ import annotations

from experiments.quantities import QUANTITIES
from model.scenario import Scenario
from viz.figures.outcomes import printed
from viz.figures.tables import RunFacts

PRINTED = {name: printed(one.title, one.unit, one.better) for name, one in QUANTITIES.items()}
"""By name; each from its declaration."""


def run_facts(scenario: Scenario, people: int, replicates: int = 1) -> RunFacts:
    """Return what pictures say about where they come from and what they show."""
    labels = {brand.name: brand.label for brand in scenario.brands}
    known_from = float(scenario.values["market.known_from"])
    return RunFacts(people, scenario.seed, replicates, labels, known_from, PRINTED)
