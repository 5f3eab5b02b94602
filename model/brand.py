"""A brand: a Mesa agent that plans its day from what a real brand could see."""

from __future__ import annotations

from typing import Any

import mesa

from model.books import PublicRecord
from model.history import COLUMN
from model.luck import BrandLuck
from model.observables import BY_NAME
from model.orders import OrderBook
from model.plan import BrandView, Plan
from model.randomness import Stream
from model.rules.ties import FOLLOWER
from model.scenario.spec import BrandSpec
from model.strategies import SHIPPED, Planner, make_strategy
from model.strategies.registry import kinds_in

FOLLOWERS, INBOUND, ANSWERED = COLUMN["followers"], COLUMN["inbound"], COLUMN["answered"]
WAITING, IMPRESSIONS, CLICKS = COLUMN["waiting"], COLUMN["impressions"], COLUMN["clicks"]
REACTIONS, PURCHASES = COLUMN["reactions"], COLUMN["purchases"]
MEANS = ("staff_hours", "ad_reach", "posts_a_day")
"""Levers that limit what a brand can do in a day."""


class Brand(mesa.Agent):
    """One brand. Its figures of the last day are attributes: ``brand.trust``, ``brand.profit``.

    They are the observables of ``model.observables``; before the first day they are NaN.
    """

    def __init__(self, model: Any, spec: BrandSpec, place: int, key: int) -> None:
        super().__init__(model)
        self.name = spec.name
        self.place = place
        """Its place in the arrays [person, brand]."""
        self.key = key
        self.planner = Planner()
        """What asks a user's own strategy, and can ask it again."""
        self.orders = OrderBook(model.world, place)
        self.public = PublicRecord(model.world, place)
        self.adopt(spec)
        self.yesterday = [0] * len(COLUMN)
        """Its tallies of the last day, see ``model.history.COLUMN``."""
        self.yesterday[FOLLOWERS] = int((model.pairs.tie[:, place] == FOLLOWER).sum())

    def adopt(self, spec: BrandSpec) -> None:
        """Take over levers and strategy, and what the world's rules say of platforms."""
        model: Any = self.model
        self.spec = spec
        self.label = spec.label
        self.strategy_name = spec.strategy
        self.strategy = make_strategy(spec.strategy, spec.options)
        spread = float(model.rules.platform_rank_spread)
        self.luck = BrandLuck(model.run_seed, self.key, spread, model.base.days)
        self._report_noise = float(model.rules.platform_report_noise)
        self._means = {name: float(spec.values[name]) for name in MEANS}
        self._own = not set(kinds_in(self.strategy)) <= set(SHIPPED)
        record = model.world.brands[self.place]
        record.quality, record.failure_rate = spec.values["quality"], spec.values["failure_rate"]

    def plan(self) -> Plan:
        """Return what the brand does today; a user's own strategy is checked."""
        view = self.view()
        return self.planner.plan(self.strategy, view) if self._own else self.strategy.plan(view)

    def view(self) -> BrandView:
        """Return what the brand knows this morning."""
        model: Any = self.model
        day, history = model.day, model.history
        row, noise = self.yesterday, self._report_noise * self.luck.noise(day)
        return BrandView(
            day=day,
            topics=history.topic_impressions.shape[1],
            **self._means,
            followers=row[FOLLOWERS],
            inbound=row[INBOUND],
            answered=row[ANSWERED],
            backlog=row[WAITING],
            impressions=row[IMPRESSIONS],
            reactions=row[REACTIONS],
            clicks=row[CLICKS],
            sales=max(0.0, row[PURCHASES] * (1.0 + noise)),
            topic_impressions=tuple(history.topic_impressions[self.place].tolist()),
            topic_reactions=tuple(history.topic_reactions[self.place].tolist()),
            luck=Stream(model.run_seed, day, self.key),
        )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or "model" not in self.__dict__:
            raise AttributeError(name)
        return self.model.observe(name, self.place)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *BY_NAME})

    def __repr__(self) -> str:
        return f"<brand {self.name}: {self.strategy_name}>"
