"""Mixed: human posts and promotions in any proportion, and answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from model.plan import Answers, BrandView, Plan, Post
from model.strategies import levers
from model.strategies.base import Strategy
from model.strategies.posting import campaign, feed


@dataclass(frozen=True)
class Mixed(Strategy):
    """A share of the posts are promotions prepared in advance, the rest are human."""

    name: ClassVar[str] = "mixed"
    about: ClassVar[str] = "Human posts and promotions in a given proportion, with answers."

    promotion_share: float = levers.promotion_share(0.3)
    post_share: float = levers.post_share(0.5)
    ad_share: float = levers.ad_share(0.0)
    staff_share: float = levers.staff_share(1.0)
    craft: float = levers.craft()
    human_intent: float = levers.intent(0.05, "posts that are no promotions")
    invite: float = levers.invite(0.3)
    promotion_intent: float = levers.intent(0.8, "promotions and advertisements")
    offer: float = levers.offer(0.1)
    canned: float = levers.canned(0.5, "promotions and advertisements")
    answer_share: float = levers.answer_share(1.0)
    canned_answers: float = levers.canned_answers(0.0)
    follow_back: bool = levers.follow_back()

    def plan(self, view: BrandView) -> Plan:
        human = Post(intent=self.human_intent, craft=self.craft, invite=self.invite)
        promotion = Post(
            intent=self.promotion_intent, craft=self.craft, canned=self.canned, offer=self.offer
        )
        ad, reach = campaign(view, self.ad_share, promotion)
        return Plan(
            posts=feed(view, self.post_share, human, promotion, self.promotion_share),
            ad=ad,
            ad_reach=reach,
            staff_hours=self.staff_share * view.staff_hours,
            answers=Answers.all(self.answer_share),
            canned_answers=self.canned_answers,
            follow_back=self.follow_back,
        )
