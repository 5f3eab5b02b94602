"""Conversational: be human, be there, answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from model.plan import Answers, BrandView, Plan, Post
from model.strategies import levers
from model.strategies.base import Strategy
from model.strategies.posting import campaign, feed


@dataclass(frozen=True)
class Conversational(Strategy):
    """Few human posts that invite replies, all staff on answering, some outreach, no pitch."""

    name: ClassVar[str] = "conversational"
    about: ClassVar[str] = "Few human posts, everybody answered, some outreach, no pitch."

    post_share: float = levers.post_share(0.25)
    ad_share: float = levers.ad_share(0.0)
    staff_share: float = levers.staff_share(1.0)
    craft: float = levers.craft()
    intent: float = levers.intent(0.05)
    invite: float = levers.invite(0.5)
    answer_share: float = levers.answer_share(1.0)
    canned_answers: float = levers.canned_answers(0.0)
    discipline: str = levers.discipline("first_come")
    outreach: float = levers.outreach(0.01)
    follow_back: bool = levers.follow_back()

    def plan(self, view: BrandView) -> Plan:
        post = Post(intent=self.intent, craft=self.craft, invite=self.invite)
        ad, reach = campaign(view, self.ad_share, post)
        return Plan(
            posts=feed(view, self.post_share, post),
            ad=ad,
            ad_reach=reach,
            staff_hours=self.staff_share * view.staff_hours,
            answers=Answers.all(self.answer_share),
            canned_answers=self.canned_answers,
            discipline=self.discipline,
            outreach=self.outreach,
            follow_back=self.follow_back,
        )
