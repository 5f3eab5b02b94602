"""The world: people on a social graph, brands, and the days that pass.

``BrandAudienceModel`` is the model; ``load_scenario`` reads what it runs on. Both are
imported when first asked for: the compiler takes a second to load.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.model import BrandAudienceModel
    from model.scenario import Scenario, load_scenario

__all__ = ["BrandAudienceModel", "Scenario", "load_scenario"]

HOMES = {
    "BrandAudienceModel": "model.model",
    "Scenario": "model.scenario",
    "load_scenario": "model.scenario",
}


def __getattr__(name: str) -> Any:
    if name in HOMES:
        return getattr(import_module(HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
