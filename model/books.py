"""Step 9 of the day: what it cost and earned, from the day's counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from model.history import COLUMN
from model.plan import Plan
from model.rules.arithmetic import SCALE
from model.world import World

AD_IMPRESSIONS, PURCHASES = COLUMN["ad_impressions"], COLUMN["purchases"]
TALK_PAID, FAVOURS, COMPENSATED = COLUMN["talk_paid"], COLUMN["favours"], COLUMN["compensated"]
STARS, RATINGS = COLUMN["stars"], COLUMN["ratings"]
THREADS, THREAD_FIXED = COLUMN["threads"], COLUMN["thread_fixed"]


def content_cost(plan: Plan, rules: Any) -> float:
    """Return the cost of the day's posts and advertisement, in euros: craft costs, stock saves."""
    made = (*plan.posts, plan.ad) if plan.ad is not None else plan.posts
    return sum(
        rules.platform_post_cost * post.craft * (1.0 - rules.platform_canned_saving * post.canned)
        for post in made
    )


def day_cost(plan: Plan, row: Sequence[int], levers: Mapping[str, Any], rules: Any) -> float:
    """Return a brand's cost of one day in euros, production of what was sold included.

    ``row`` holds the brand's tallies of the day, see ``model.history.COLUMN``.
    """
    contact = rules.platform_cost_per_contact * rules.medium_cost
    return float(
        content_cost(plan, rules)
        + contact * row[AD_IMPRESSIONS]
        + levers["wage"] * plan.staff_hours
        + levers["unit_cost"] * row[PURCHASES]
        + plan.referral_reward * row[TALK_PAID]
        + plan.favour * row[FAVOURS]
        + plan.repair.compensation * row[COMPENSATED]
    )


class PublicRecord:
    """What everyone can see of one brand: its ratings, and its threads of the day before."""

    def __init__(self, world: World, place: int) -> None:
        self._brands = world.brands.view(np.ndarray)[["stars", "ratings", "threads", "thread_mean"]]
        self._place = place

    def add(self, row: Sequence[int]) -> None:
        """Add the day's ratings and threads; they are seen tomorrow."""
        stars, ratings, _, _ = self._brands[self._place].item()
        mean = row[THREAD_FIXED] / SCALE / max(row[THREADS], 1)
        self._brands[self._place] = (
            stars + row[STARS], ratings + row[RATINGS], row[THREADS], mean,
        )  # fmt: skip
