"""Scenarios: what a run is of. TOML in, a frozen ``Scenario`` out."""

from __future__ import annotations

from model.scenario.changing import parse_set, parse_sets
from model.scenario.reading import load_scenario, shipped_scenarios
from model.scenario.spec import BrandSpec, Scenario

__all__ = [
    "BrandSpec",
    "Scenario",
    "load_scenario",
    "parse_set",
    "parse_sets",
    "shipped_scenarios",
]
