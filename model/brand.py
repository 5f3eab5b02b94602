"""A brand: a Mesa agent that plans its day from what a real brand could see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa

from model.luck import BrandLuck
from model.plan import BrandView, Plan
from model.randomness import Stream
from model.rules.ties import FOLLOWER
from model.scenario.spec import BrandSpec
from model.strategies import SHIPPED, checked_plan, make_strategy

if TYPE_CHECKING:
    from model.model import BrandAudienceModel


class Brand(mesa.Agent):  # type: ignore[misc]
    """One brand. Its figures of the last day are attributes: ``brand.trust``, ``brand.profit``."""

    def __init__(self, model: BrandAudienceModel, spec: BrandSpec, place: int, key: int) -> None:
        super().__init__(model)
        self.spec = spec
        self.name = spec.name
        self.label = spec.label
        self.strategy_name = spec.strategy
        self.place = place
        """Its place in the arrays [person, brand]."""
        self.key = key
        self.strategy = make_strategy(spec.strategy, spec.options)
        self.luck = BrandLuck(model.run_seed, key, float(model.rules.platform_rank_spread))
        self._own = type(self.strategy) not in SHIPPED

    def plan(self) -> Plan:
        """Return what the brand does today; a user's own strategy is checked."""
        view = self.view()
        return checked_plan(self.strategy, view) if self._own else self.strategy.plan(view)

    def view(self) -> BrandView:
        """Return what the brand knows this morning."""
        model: Any = self.model
        day, levers, history = model.day, self.spec.values, model.history
        fixed = {
            "day": day,
            "topics": model.world.interests.shape[1],
            "staff_hours": float(levers["staff_hours"]),
            "ad_reach": float(levers["ad_reach"]),
            "posts_a_day": float(levers["posts_a_day"]),
            "luck": Stream(model.run_seed, day, self.key),
        }
        if day == 0:
            followers = int((model.pairs.tie[:, self.place] == FOLLOWER).sum())
            return BrandView(**fixed, followers=followers)
        row = history.brand[-1][self.place]
        noise = float(model.rules.platform_report_noise) * self.luck.noise(day)
        return BrandView(
            **fixed,
            followers=int(row.followers),
            inbound=int(row.inbound),
            answered=int(row.answered),
            backlog=int(row.waiting),
            impressions=int(row.impressions),
            reactions=int(row.reactions),
            clicks=int(row.clicks),
            sales=max(0.0, float(row.purchases) * (1.0 + noise)),
            topic_impressions=tuple(history.topic_impressions[self.place].tolist()),
            topic_reactions=tuple(history.topic_reactions[self.place].tolist()),
        )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or "model" not in self.__dict__:
            raise AttributeError(name)
        return self.model.observe(name, self.place)
