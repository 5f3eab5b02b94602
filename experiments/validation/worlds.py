"""Worlds and acts that several experiments share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from model.keys import Block, brand_key, draws_array
from model.plan import BrandView, Plan
from model.strategies.base import Strategy

BRAND = "focal"
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Always(Strategy):
    """Does the same every day."""

    today: Plan = field(default_factory=Plan)

    def plan(self, view: BrandView) -> Plan:
        return self.today


def laboratory(people: int, **levers: Any) -> dict[str, Any]:
    """Return a world for forced acts: one silent brand that everybody knows, nobody shops.

    ``levers`` change the brand. Nothing happens in it but what an experiment does.
    """
    brand = {
        "strategy": "silent", "awareness": 1.0, "followers": 0.0, "customers": 0.0,
        "staff_hours": 0.0, **levers,
    }  # fmt: skip
    return {
        "days": 400,
        "people": {"count": people, "need": 0.0},
        "brands": {BRAND: brand},
    }


def market(people: int, brands: Mapping[str, Mapping[str, Any]], **sections: Any) -> dict[str, Any]:
    """Return a world with these brands, each a table of a scenario."""
    given = sections.pop("people_table", {})
    return {"days": 3650, "people": {"count": people, **given}, "brands": dict(brands), **sections}


def set_plan(model: Any, plan: Plan, brand: str = BRAND) -> None:
    """Let a brand do the same every day from now on."""
    model.brand(brand).strategy = Always(today=plan)


def set_levers(model: Any, brand: str, **values: float) -> None:
    """Change a brand's budgets from now on."""
    found = model.brand(brand)
    found.spec = replace(found.spec, values={**found.spec.values, **values})


def chances(model: Any, index: int, brand: str = BRAND) -> Floats:
    """Return uniform draws for everybody on the coming day, for the experimenter's own use."""
    people = np.arange(len(model.world.people))
    return np.asarray(
        draws_array(
            model.run_seed, people, Block.EXPERIMENT, day=model.day, brand=brand_key(brand),
            index=index,
        )[0]
    )  # fmt: skip


def trust_in(model: Any, brand: str = BRAND) -> Floats:
    """Return everybody's trust in a brand."""
    return np.asarray(model.trust()[:, model.brand(brand).place])


def daily(model: Any, column: str, brand: str = BRAND) -> Floats:
    """Return an observable of a brand, one value a day."""
    table = model.series()
    return np.asarray(table[column], float)[table["brand"] == brand]
