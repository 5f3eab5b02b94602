"""Step 9 of the day: what it cost and earned, from the day's counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from model.plan import Plan


def content_cost(plan: Plan, rules: Any) -> float:
    """Return the cost of the day's posts and advertisement, in euros: craft costs, stock saves."""
    made = (*plan.posts, plan.ad) if plan.ad is not None else plan.posts
    return sum(
        rules.platform_post_cost * post.craft * (1.0 - rules.platform_canned_saving * post.canned)
        for post in made
    )


def day_cost(plan: Plan, row: Any, levers: Mapping[str, Any], rules: Any) -> float:
    """Return a brand's cost of one day in euros, production of what was sold included.

    ``row`` is its record of ``BRAND_TALLY`` for the day.
    """
    contact = rules.platform_cost_per_contact * rules.medium_cost
    return float(
        content_cost(plan, rules)
        + contact * row.ad_impressions
        + levers["wage"] * plan.staff_hours
        + levers["unit_cost"] * row.purchases
        + plan.referral_reward * row.talk_paid
        + plan.favour * row.favours
        + plan.repair.compensation * row.compensated
    )
