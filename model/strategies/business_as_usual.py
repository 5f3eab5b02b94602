"""Business as usual: what large companies were seen to do around 2015."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from model.plan import Answers, BrandView, Plan, Post
from model.strategies import levers
from model.strategies.base import Strategy
from model.strategies.posting import campaign, feed

COMPLAINTS = "47 % of complaints stayed unanswered (Einwiller & Steilen 2015)"


@dataclass(frozen=True)
class BusinessAsUsual(Strategy):
    """Some news, some promotion, some advertising; half of the complaints get an answer."""

    name: ClassVar[str] = "business_as_usual"
    about: ClassVar[str] = "A few posts a week, modest advertising, half the complaints answered."

    post_share: float = levers.post_share(0.3)
    ad_share: float = levers.ad_share(0.5)
    staff_share: float = levers.staff_share(0.5)
    craft: float = levers.craft()
    news_intent: float = levers.intent(0.2, "posts that are no promotions")
    promotion_share: float = levers.promotion_share(0.4)
    promotion_intent: float = levers.intent(0.7, "promotions and advertisements")
    offer: float = levers.offer(0.1)
    canned: float = levers.canned(0.3)
    complaints: float = levers.answer_share(0.53, "complaints", COMPLAINTS)
    questions: float = levers.answer_share(0.5, "questions", "assumed, as complaints")
    others: float = levers.answer_share(0.1, "other messages", levers.IGNORED)
    canned_answers: float = levers.canned_answers(0.5)
    discipline: str = levers.discipline("complaints_first")

    def plan(self, view: BrandView) -> Plan:
        news = Post(intent=self.news_intent, craft=self.craft, canned=self.canned)
        promotion = Post(
            intent=self.promotion_intent, craft=self.craft, canned=self.canned, offer=self.offer
        )
        ad, reach = campaign(view, self.ad_share, promotion)
        return Plan(
            posts=feed(view, self.post_share, news, promotion, self.promotion_share),
            ad=ad,
            ad_reach=reach,
            staff_hours=self.staff_share * view.staff_hours,
            answers=Answers(self.others, self.questions, self.complaints, self.others),
            canned_answers=self.canned_answers,
            discipline=self.discipline,
        )
