"""Scheduled: the ritual of posts prepared in advance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from model.plan import Answers, BrandView, Plan, Post
from model.strategies import levers
from model.strategies.base import Strategy
from model.strategies.posting import campaign, feed


@dataclass(frozen=True)
class Scheduled(Strategy):
    """Posts canned content at a fixed pace, whatever happens; nobody is there to answer."""

    name: ClassVar[str] = "scheduled"
    about: ClassVar[str] = "A fixed ritual of posts prepared in advance; nobody answers."

    post_share: float = levers.post_share(1.0)
    ad_share: float = levers.ad_share(0.0)
    staff_share: float = levers.staff_share(0.0)
    craft: float = levers.craft()
    intent: float = levers.intent(0.2)
    canned: float = levers.canned(0.8)
    answer_share: float = levers.answer_share(0.0)
    canned_answers: float = levers.canned_answers(1.0)

    def plan(self, view: BrandView) -> Plan:
        post = Post(intent=self.intent, craft=self.craft, canned=self.canned)
        ad, reach = campaign(view, self.ad_share, post)
        return Plan(
            posts=feed(view, self.post_share, post),
            ad=ad,
            ad_reach=reach,
            staff_hours=self.staff_share * view.staff_hours,
            answers=Answers.all(self.answer_share),
            canned_answers=self.canned_answers,
        )
