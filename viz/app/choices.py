"""What menus offer: the scenarios with their brands, and the strategies."""

from __future__ import annotations

from typing import Any

from model.scenario import load_scenario, shipped_scenarios
from viz.figures import words
from viz.lessons.arms import SHIPPED_NAMES


def scenario_choices() -> list[dict[str, Any]]:
    """Return name, title and brands (name and label) of every scenario that ships."""
    return [
        {
            "name": one.name,
            "title": one.title,
            "brands": [{"name": brand.name, "label": brand.label} for brand in one.brands],
        }
        for one in (load_scenario(name) for name in shipped_scenarios())
    ]


def strategy_choices() -> list[dict[str, str]]:
    """Return name and label of every strategy that ships."""
    return [{"name": name, "label": words.spoken(name).capitalize()} for name in SHIPPED_NAMES]
