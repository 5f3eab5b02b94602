"""Small towns in which one brand pulls one lever and nothing else happens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from model.model import BrandAudienceModel
from model.plan import BrandView, Plan
from model.strategies.base import Strategy
from tests.model.runs import market

PEOPLE = 24
EVERYBODY = np.arange(PEOPLE)
ODD = EVERYBODY % 2 == 1
"""Every other person, where half of the town is in another state."""
BRAND = "one"
QUIET: dict[str, Any] = {
    "people.count": PEOPLE, "people.need": 0.0, "people.suspicion_spread": 0.0,
    "people.interest_spread": 0.0, "people.price_sensitivity_spread": 0.0,
    "people.participation_spread": 0.0,
    "brands.*.followers": 0.0, "brands.*.customers": 0.0, "brands.*.staff_hours": 1000.0,
    "brands.*.ad_reach": 1.0, "brands.*.failure_rate": 0.0,
    "conversation.social": 0.0, "conversation.question": 0.0, "conversation.complaint": 0.0,
    "conversation.praise": 0.0, "conversation.invitation": 0.0, "conversation.outreach_reply": 0.0,
    "talk.rate": 0.0, "talk.constant": 0.0, "talk.rating_rate": 0.0, "talk.rating_selection": 0.0,
    "feed.reaction_rate": 0.0, "feed.click_rate": 0.0, "feed.notice_floor": 1.0,
    "ties.follow": 0.0, "ties.follow_answer": 0.0, "ties.follow_purchase": 0.0,
    "ties.unfollow_promotion": 0.0, "ties.unfollow_irrelevance": 0.0, "ties.unfollow_volume": 0.0,
}  # fmt: skip
ALWAYS_ONLINE: dict[str, Any] = {"people.sessions": 20.0, "people.sessions_spread": 0.0}
SHOPPING: dict[str, Any] = {"market.outside": -10.0, "market.habit_weight": 0.0}


@dataclass(frozen=True)
class Acting(Strategy):
    """Does the same every day."""

    name: ClassVar[str] = "acting"
    about: ClassVar[str] = "The same every day."

    every_day: Plan = field(default_factory=Plan)

    def plan(self, view: BrandView) -> Plan:
        return self.every_day


def town(plan: Plan, *, brands: int = 1, **keys: Any) -> BrandAudienceModel:
    """Return a town in which a brand acts on this plan; its rivals do nothing."""
    names = (BRAND, "other", "third")[:brands]
    model = BrandAudienceModel(
        market(dict.fromkeys(names, "silent")), seed=5, engine="plain", watch=range(PEOPLE),
        **(QUIET | keys),
    )  # fmt: skip
    act(model, plan)
    return model


def act(model: BrandAudienceModel, plan: Plan) -> None:
    """Let the brand act on this plan from now on."""
    model.brand(BRAND).strategy = Acting(plan)


def pairs(model: BrandAudienceModel) -> Any:
    """Return everybody's relationship with the brand."""
    return model.pairs[:, model.brand(BRAND).place]


def counts(model: BrandAudienceModel) -> Any:
    """Return what was counted of the brand, all days together, by name."""
    rows = model.history.brand[: model.day, model.brand(BRAND).place]
    return {name: int(rows[name].sum()) for name in rows.dtype.names}


def cost(model: BrandAudienceModel) -> float:
    """Return what the brand spent, in euros, all days together."""
    table = model.series()
    return float(table["cost"][table["brand"] == BRAND].sum())


def happened(model: BrandAudienceModel, event: str) -> dict[int, float]:
    """Return to whom this happened with the brand, and the amount that was noted."""
    rows = model.ledger.events()
    mine = (rows["event"] == event) & (rows["brand"] == BRAND)
    return dict(zip(rows["person"][mine].tolist(), rows["amount"][mine].tolist(), strict=True))


def trust_moved(model: BrandAudienceModel, cause: str) -> dict[int, float]:
    """Return whose trust in the brand moved for this cause, and by how much."""
    rows = model.ledger.changes()
    mine = (rows["cause"] == cause) & (rows["brand"] == BRAND)
    return dict(zip(rows["person"][mine].tolist(), rows["amount"][mine].tolist(), strict=True))


def waiting(model: BrandAudienceModel, kinds: Any, *, public: Any = 0, clock: Any = 1.0) -> None:
    """Let letters of these kinds wait since the small hours of the coming day; 0 for none."""
    p = pairs(model)
    p.owed[:], p.owed_public[:], p.owed_clock[:] = kinds, public, clock
    p.owed_day[:] = model.day
