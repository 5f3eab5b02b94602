"""A strategy that does everything a plan allows, so that tests meet with everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from model.model import BrandAudienceModel
from model.plan import Answers, BrandView, Plan, Post, Repair
from model.strategies.base import Strategy


@dataclass(frozen=True)
class Everything(Strategy):
    """Posts, advertises, answers most, lies, pitches, gives favours, asks people to talk."""

    name: ClassVar[str] = "everything"
    about: ClassVar[str] = "All at once."

    def plan(self, view: BrandView) -> Plan:
        post = Post(topic=view.day % view.topics, intent=0.4, offer=0.1, invite=0.8, prompt=0.5)
        return Plan(
            posts=(post, post),
            ad=post,
            ad_reach=0.5,
            staff_hours=20.0,
            answers=Answers(0.8, 0.8, 0.8, 0.8),
            discipline="public_first",
            outreach=0.05,
            pitch_after=2,
            follow_back=view.day % 2 == 0,
            referral_reward=5.0,
            favour=3.0,
            price=1.1,
            price_new=0.9,
            price_loyal=0.95,
            repair=Repair(apology=True, promise=True, compensation=2.0, false_claim=True),
        )


def let_do_everything(model: BrandAudienceModel, brand: str) -> BrandAudienceModel:
    """Give a brand that strategy; return the model."""
    model.brand(brand).strategy = Everything()
    return model
