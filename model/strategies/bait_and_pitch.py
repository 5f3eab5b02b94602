"""Bait and pitch: the teller who befriends a customer in order to sell her a loan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from model.plan import Answers, BrandView, Plan, Post
from model.strategies import levers
from model.strategies.base import Strategy, option
from model.strategies.posting import campaign, feed


@dataclass(frozen=True)
class BaitAndPitch(Strategy):
    """Does all that a conversational brand does, and pitches once a person has warmed up."""

    name: ClassVar[str] = "bait_and_pitch"
    about: ClassVar[str] = "Friendly outreach and answers, then a pitch nobody asked for."

    post_share: float = levers.post_share(0.25)
    ad_share: float = levers.ad_share(0.0)
    staff_share: float = levers.staff_share(1.0)
    craft: float = levers.craft()
    intent: float = levers.intent(0.0)
    invite: float = levers.invite(0.5)
    answer_share: float = levers.answer_share(1.0)
    canned_answers: float = levers.canned_answers(0.0)
    outreach: float = levers.outreach(0.02)
    pitch_after: int = option(
        3, -1, 100, "exchanges", "friendly exchanges before the pitch; -1 for never", "assumed"
    )

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
            outreach=self.outreach,
            pitch_after=self.pitch_after,
        )
