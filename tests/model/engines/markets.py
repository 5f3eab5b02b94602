"""Markets in which something happens, and strategies that use every lever there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from model.network import build_network
from model.network.graph import Graph
from model.parameters import defaults
from model.plan import DISCIPLINES, MAX_POSTS, Answers, BrandView, Plan, Post, Repair
from model.scenario import Scenario
from model.strategies import Strategy, option
from tests.model.network.worlds import with_isolated

BUSY: Mapping[str, Any] = {
    "people.sessions": 2.5, "people.need": 60.0, "platform.background": 60.0,
    "medium.reach": 2.0, "feed.reaction_rate": 0.4, "feed.comment_share": 0.3,
    "feed.share_share": 0.4, "feed.click_rate": 0.3, "conversation.social": 0.08,
    "conversation.question": 0.6, "conversation.complaint": 0.7, "conversation.praise": 0.5,
    "conversation.public": 0.6, "conversation.visit": 0.5, "conversation.closeness_gain": 0.6,
    "conversation.give_up": 2.0, "conversation.expected_wait": 1.0,
    "conversation.outreach_reply": 0.6, "conversation.pitch_occasion": 0.6,
    "repair.found_out": 0.6, "talk.rate": 0.9, "talk.public": 0.4, "talk.visibility": 0.8,
    "talk.occasion": 0.3, "talk.referral": 0.05, "talk.constant": 0.01, "talk.prompted": 1.5,
    "talk.share_window": 7, "talk.rating_rate": 0.4, "ties.follow": 0.1,
    "ties.follow_answer": 0.4, "ties.follow_purchase": 0.2, "ties.unfollow_promotion": 0.05,
    "ties.unfollow_irrelevance": 0.03, "ties.unfollow_volume": 0.02,
    "ties.unfollow_ignored": 0.6, "ties.return_share": 0.6, "ties.reconcile": 0.8,
    "trust.alienation": 0.7, "trust.thread": 0.1,
    "brands.*.awareness": 0.9, "brands.*.followers": 0.5, "brands.*.customers": 0.4,
    "brands.*.failure_rate": 0.25, "brands.*.posts_a_day": 4.0, "brands.*.ad_reach": 0.8,
    "brands.*.staff_hours": 1.5,
}  # fmt: skip
"""Values under which everything that can happen does so within weeks."""


def market(strategies: Mapping[str, Any], people: int, **values: Any) -> Scenario:
    """Return a market of these brands: name to strategy, or to a whole table."""
    brands = {
        name: table if isinstance(table, dict) else {"strategy": table}
        for name, table in strategies.items()
    }
    base = Scenario.from_dict({"brands": brands, "seed": 5}, "docking")
    return base.with_values({"people.count": people} | values)


# --- strategies ------------------------------------------------------------------------


@dataclass(frozen=True)
class Generous(Strategy):
    """Uses the levers that no shipped strategy uses, and answers in an order of its own."""

    name: ClassVar[str] = "generous"
    about: ClassVar[str] = "Rewards, favours, prices by tenure, prompts, amends and lies."

    discipline: str = option(
        "loyal_first", 0.0, 0.0, "", "order of answering", "a test", choices=DISCIPLINES
    )
    pitch_after: int = option(1, -1, 100, "exchanges", "before a pitch", "a test")
    claim: bool = option(False, 0.0, 1.0, "", "answers claim something untrue", "a test")

    def plan(self, view: BrandView) -> Plan:
        day, topics = view.day, view.topics
        return Plan(
            posts=(
                Post(day % topics, intent=0.9, offer=0.05 * (day % 9), craft=0.7, canned=0.5),
                Post((day + 1) % topics, invite=0.8, prompt=0.9, craft=1.6),
            ),
            ad=Post(day % topics, intent=0.6, offer=0.2, invite=0.2),
            ad_reach=view.ad_reach,
            staff_hours=view.staff_hours,
            answers=Answers(0.7, 0.9, 0.8, 0.5),
            canned_answers=0.1,
            discipline=self.discipline,
            outreach=0.1,
            pitch_after=self.pitch_after,
            follow_back=day % 3 == 0,
            referral_reward=5.0,
            favour=3.0,
            price=1.1,
            price_new=0.8,
            price_loyal=0.9,
            repair=Repair(True, True, False, 2.0, self.claim),
        )


@dataclass(frozen=True)
class Erratic(Strategy):
    """Does anything whatever, every day something else, within the limits of a plan."""

    name: ClassVar[str] = "erratic"
    about: ClassVar[str] = "Any plan at all."

    calm: float = option(0.3, 0.0, 1.0, "share", "levers that are left alone", "a test")

    def plan(self, view: BrandView) -> Plan:
        luck = iter(view.luck)

        def some(most: float = 1.0) -> float:
            return next(luck) * most if next(luck) >= self.calm else 0.0

        def post() -> Post:
            return Post(
                int(next(luck) * view.topics), some(), some(3.0), some(), some(0.9), some(), some()
            )

        ad = post() if some() else None
        return Plan(
            posts=tuple(post() for _ in range(int(some(MAX_POSTS + 0.9)))),
            ad=ad,
            ad_reach=some(view.ad_reach) if ad else 0.0,
            staff_hours=some(view.staff_hours),
            answers=Answers(some(), some(), some(), some()),
            canned_answers=some(),
            discipline=DISCIPLINES[int(next(luck) * len(DISCIPLINES))],
            outreach=some(),
            pitch_after=int(some(4.0)) - 1,
            follow_back=some() > 0.5,
            referral_reward=some(50.0),
            favour=some(50.0),
            price=0.5 + next(luck),
            price_new=0.5 + next(luck),
            price_loyal=0.5 + next(luck),
            repair=Repair(some() > 0.5, some() > 0.5, some() > 0.5, some(20.0), some() > 0.5),
        )


OWN = (Generous, Erratic)

# --- graphs ----------------------------------------------------------------------------


def grown(kind: str, people: int, **values: Any) -> Graph:
    """Return a graph of one kind."""
    own = {f"network.{key}": value for key, value in values.items()}
    return build_network(defaults() | {"network.kind": kind} | own, people, seed=3)


def lonely() -> Graph:
    """Return one person."""
    return Graph(np.zeros(2, np.int64), np.zeros(0, np.int32))


def graphs() -> dict[str, Graph]:
    """Return graphs of several kinds, by name."""
    return {
        "social": grown("social", 70),
        "scale_free": grown("scale_free", 50, mean_degree=4.0),
        "dense": grown("random", 40, mean_degree=20.0),
        "isolated": with_isolated(grown("communities", 30, community_size=6), 15),
        "one_person": lonely(),
    }
