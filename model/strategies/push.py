"""Push: sell, with every post and every contact that money buys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from model.plan import Answers, BrandView, Plan, Post
from model.strategies import levers
from model.strategies.base import Strategy
from model.strategies.posting import campaign, feed


@dataclass(frozen=True)
class Push(Strategy):
    """Spends all on posts and advertising that sell; hardly anybody gets an answer."""

    name: ClassVar[str] = "push"
    about: ClassVar[str] = "Posts and advertises offers with the whole budget, hardly answers."

    post_share: float = levers.post_share(1.0)
    ad_share: float = levers.ad_share(1.0)
    staff_share: float = levers.staff_share(0.1)
    craft: float = levers.craft()
    promotion_share: float = levers.promotion_share(0.9)
    intent: float = levers.intent(0.9, "promotions and advertisements")
    offer: float = levers.offer(0.1)
    canned: float = levers.canned(0.3)
    answer_share: float = levers.answer_share(0.1, source=levers.IGNORED)
    canned_answers: float = levers.canned_answers(0.8)

    def plan(self, view: BrandView) -> Plan:
        news = Post(craft=self.craft, canned=self.canned)
        promotion = Post(intent=self.intent, craft=self.craft, canned=self.canned, offer=self.offer)
        ad, reach = campaign(view, self.ad_share, promotion)
        return Plan(
            posts=feed(view, self.post_share, news, promotion, self.promotion_share),
            ad=ad,
            ad_reach=reach,
            staff_hours=self.staff_share * view.staff_hours,
            answers=Answers.all(self.answer_share),
            canned_answers=self.canned_answers,
        )
