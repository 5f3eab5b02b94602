"""What a brand may do in a day (``Plan``) and what it can see (``BrandView``).

A strategy turns the second into the first. It never sees trust, only what a real brand
would: its own posts' figures, its inbox, its followers and its sales, reported with noise.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from math import inf
from typing import Any

from model.philox import Stream

MAX_POSTS = 12
"""Posts a brand can place in one day."""
SLOTS = MAX_POSTS + 1
"""Messages to many that a brand can place in a day; the last slot is the advertisement."""

DISCIPLINES = ("first_come", "last_come", "complaints_first", "public_first", "loyal_first")
"""Orders in which waiting messages may be answered."""

MOST_EUROS = 1e6
"""The largest sum that a plan can pay one person."""
MOST_EXCHANGES = 2**31 - 1
MOST_TIMES = 100.0
"""How many times the usual price a price can be."""


def between(default: float, low: float = 0.0, high: float = 1.0) -> Any:
    """Return a number of a plan with its default, its lowest and its highest value."""
    return field(default=default, metadata={"range": (low, high)})


def ranges(kind: type[Any]) -> dict[str, tuple[float, float]]:
    """Return the lowest and the highest value of every number in a plan or a part of it."""
    return {f.name: f.metadata["range"] for f in fields(kind) if "range" in f.metadata}


@dataclass(frozen=True, slots=True)
class Post:
    """One message to many: a post in the feed, or an advertisement."""

    topic: int = between(0, 0, inf)
    """Which of the platform's topics it is about (0 to topics - 1)."""
    intent: float = between(0.0)
    """Persuasive intent: 0 none, 1 nothing but a pitch."""
    craft: float = between(1.0, high=10.0)
    """How well made it is; 1 is the mean appeal of a human post."""
    canned: float = between(0.0)
    """Share of stock phrases and stock pictures in it, 0 to 1."""
    offer: float = between(0.0, high=0.99)
    """Price reduction it announces, as a share of the price."""
    invite: float = between(0.0)
    """How far it asks people to write to the brand, 0 to 1."""
    prompt: float = between(0.0)
    """How far it asks people to talk to one another, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Share of the messages of each kind that the brand means to answer."""

    social: float = between(0.0)
    question: float = between(0.0)
    complaint: float = between(0.0)
    praise: float = between(0.0)

    @classmethod
    def all(cls, share: float = 1.0) -> Answers:
        """Return the policy that treats every kind alike."""
        return cls(share, share, share, share)


@dataclass(frozen=True, slots=True)
class Repair:
    """What an answer to a complaint contains besides help."""

    apology: bool = False
    promise: bool = False
    denial: bool = False
    compensation: float = between(0.0, high=MOST_EUROS)
    """Euros paid to each answered complainer."""
    false_claim: bool = False
    """The answer claims something untrue, which may come out later."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One brand's day."""

    posts: tuple[Post, ...] = ()
    ad: Post | None = None
    """What the advertisement says; None for none."""
    ad_reach: float = between(0.0)
    """Advertising contacts bought, per person and day (0 to 1)."""
    staff_hours: float = between(0.0, high=inf)
    """Hours of staff who answer and reach out today, paid whether busy or not."""
    answers: Answers = field(default_factory=Answers)
    canned_answers: float = between(0.0)
    """Share of stock phrases in answers, 0 to 1."""
    discipline: str = "first_come"
    """In which order messages are answered: one of ``DISCIPLINES``."""
    outreach: float = between(0.0)
    """Share of the people online whom staff would address today, time permitting."""
    pitch_after: int = between(-1, -1, MOST_EXCHANGES)
    """Exchanges with a person after which an answer carries a pitch; -1 for never."""
    follow_back: bool = False
    """Whether followers are followed back."""
    referral_reward: float = between(0.0, high=MOST_EUROS)
    """Euros paid to a customer for each recommendation."""
    favour: float = between(0.0, high=MOST_EUROS)
    """Euros' worth of a small gift that goes to loyal customers."""
    price: float = between(1.0, 0.01, MOST_TIMES)
    """Price today, as a multiple of the brand's list price."""
    price_new: float = between(1.0, 0.01, MOST_TIMES)
    """What a first-time customer pays, as a multiple of today's price."""
    price_loyal: float = between(1.0, 0.01, MOST_TIMES)
    """What a loyal customer pays, as a multiple of today's price."""
    repair: Repair = field(default_factory=Repair)


def _some_luck() -> Stream:
    return Stream(0, 0, 0)


@dataclass(frozen=True, slots=True)
class BrandView:
    """What a brand knows on the morning of ``day``; all figures are yesterday's."""

    day: int
    topics: int
    """Number of topics on the platform."""
    staff_hours: float
    """Hours of staff the brand can have a day."""
    ad_reach: float
    """Advertising contacts per person and day that its media budget buys."""
    posts_a_day: float
    """Posts a day that its content budget pays for."""
    followers: int = 0
    inbound: int = 0
    """Messages that came in."""
    answered: int = 0
    backlog: int = 0
    """Messages still waiting."""
    impressions: int = 0
    reactions: int = 0
    clicks: int = 0
    sales: float = 0.0
    """Units sold, as the shop reports them (with noise)."""
    topic_impressions: tuple[int, ...] = ()
    """Impressions of the brand's posts so far, by topic."""
    topic_reactions: tuple[int, ...] = ()
    """Reactions to the brand's posts so far, by topic."""
    luck: Stream = field(default_factory=_some_luck)
    """The strategy's own keyed randomness for this day."""
