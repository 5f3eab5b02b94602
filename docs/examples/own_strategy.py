"""A strategy of your own: copy this file, change it, and name it in a scenario.

A strategy turns what a brand can see in the morning (``BrandView``) into what it does that
day (``Plan``). It keeps nothing between days: the same view always gives the same plan. For
chance use ``view.luck``, which is keyed by seed, brand and day, never ``random``. Both are
checked; docs/own_strategies.md says how, and how to step through it with a debugger.

This one keeps office hours: it is there five days a week. If people wrote more than its
staff could answer, it posts without inviting even more of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from model.plan import Answers, BrandView, Plan, Post
from model.strategies import Strategy, option


@dataclass(frozen=True)
class OfficeHours(Strategy):
    """Posts and answers on working days only."""

    name: ClassVar[str] = "office_hours"
    about: ClassVar[str] = "There five days a week; invites people only while nobody waits."

    # Each option: default, lowest, highest, unit, what it is, and where the number is from.
    working_days: int = option(5, 0, 7, "days a week", "days on which staff work", "assumed")
    invite: float = option(0.5, 0.0, 1.0, "0 to 1", "how far posts invite replies", "assumed")
    intent: float = option(0.1, 0.0, 1.0, "0 to 1", "persuasive intent of posts", "assumed")

    def plan(self, view: BrandView) -> Plan:
        if view.day % 7 >= self.working_days:
            return Plan()
        post = Post(
            topic=view.day % view.topics,
            intent=self.intent,
            invite=0.0 if view.backlog else self.invite,
        )
        return Plan(
            posts=(post,) if view.posts_a_day >= 1.0 else (),
            staff_hours=view.staff_hours,
            answers=Answers.all(),
            discipline="complaints_first",
        )
