"""Strategies that the probes need and that nobody would ship: one lever each, pulled hard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from model.plan import Answers, BrandView, Plan, Post
from model.strategies.base import Strategy

HUMAN = Post(invite=0.5)
CARING = Plan(posts=(HUMAN,), answers=Answers.all())


@dataclass(frozen=True)
class Favours(Strategy):
    """Gives loyal customers something with every purchase."""

    name: ClassVar[str] = "probe_favours"

    def plan(self, view: BrandView) -> Plan:
        """Return the same plan every day."""
        return Plan(favour=5.0)


@dataclass(frozen=True)
class Referring(Strategy):
    """Pays for recommendations."""

    name: ClassVar[str] = "probe_referring"

    def plan(self, view: BrandView) -> Plan:
        """Return the same plan every day."""
        return Plan(referral_reward=20.0)


@dataclass(frozen=True)
class Prompting(Strategy):
    """Asks people to talk to one another."""

    name: ClassVar[str] = "probe_prompting"

    def plan(self, view: BrandView) -> Plan:
        """Return the same plan every day."""
        return Plan(ad=Post(prompt=1.0), ad_reach=view.ad_reach)


@dataclass(frozen=True)
class Mutual(Strategy):
    """Advertises as a pusher does, and follows everyone back."""

    name: ClassVar[str] = "probe_mutual"

    def plan(self, view: BrandView) -> Plan:
        """Return the same plan every day."""
        promotion = Post(intent=0.9)
        return Plan(posts=(promotion,) * 3, ad=promotion, ad_reach=view.ad_reach, follow_back=True)


@dataclass(frozen=True)
class Canned(Strategy):
    """Answers everyone with stock phrases."""

    name: ClassVar[str] = "probe_canned"

    def plan(self, view: BrandView) -> Plan:
        """Return the same plan every day."""
        return replace(CARING, staff_hours=view.staff_hours, canned_answers=0.7)


@dataclass(frozen=True)
class Caring(Strategy):
    """Invites letters and answers all of them."""

    name: ClassVar[str] = "probe_caring"

    def plan(self, view: BrandView) -> Plan:
        """Return the same plan every day."""
        return replace(CARING, staff_hours=view.staff_hours)


@dataclass(frozen=True)
class Reaching(Strategy):
    """Writes to people first and answers those who write back."""

    name: ClassVar[str] = "probe_reaching"

    def plan(self, view: BrandView) -> Plan:
        """Return the same plan every day."""
        return Plan(outreach=0.1, answers=Answers.all(), staff_hours=view.staff_hours)


@dataclass(frozen=True)
class Smothering(Strategy):
    """Writes to everybody every day."""

    name: ClassVar[str] = "probe_smothering"

    def plan(self, view: BrandView) -> Plan:
        """Return the same plan every day."""
        return Plan(outreach=1.0, answers=Answers.all(), staff_hours=view.staff_hours)
