"""What calibration varies, where it starts, and what it aims at.

A block names a few parameters with the range that is searched, and the experiments that they
govern, with the sizes of their worlds. An aim lies inside its target's band, so that an interval
around it has room; its scale says how much of a miss counts as one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Aim(NamedTuple):
    """Where a target should come to lie."""

    low: float
    high: float
    scale: float


class SearchRange(NamedTuple):
    """Where a parameter is searched."""

    low: float
    high: float


@dataclass(frozen=True)
class ParameterBlock:
    """Some parameters, and the experiments that they are fitted to."""

    name: str
    ranges: Mapping[str, SearchRange]
    experiments: Mapping[str, Mapping[str, int]]
    """Sizes of the worlds by experiment."""
    seeds: int
    """How many, the more the more luck matters."""


INF = math.inf

AIMS: Mapping[str, Aim] = {
    "V1.peak": Aim(8, 11, 2),
    "V1.spacing": Aim(0.01, INF, 0.01),
    "V1.recall": Aim(0.02, INF, 0.01),
    "V1.mail_too_few": Aim(0.03, INF, 0.03),
    "V1.mail_too_many": Aim(0.05, 0.3, 0.05),
    "V2.short": Aim(0.08, 0.15, 0.03),
    "V2.long_to_short": Aim(1.8, 2.4, 0.3),
    "V4.plain": Aim(0.96, INF, 0.01),
    "V4.lie": Aim(-INF, 0.85, 0.1),
    "V4.promise": Aim(0.3, INF, 0.3),
    "V4.promise_after_lie": Aim(0.03, INF, 0.03),
    "V5.before": Aim(0.05, INF, 0.05),
    "V5.fall": Aim(0.03, INF, 0.01),
    "V5.net": Aim(0.05, INF, 0.05),
    "V7.friendly_below_open": Aim(-INF, -0.03, 0.02),
    "V7.lift": Aim(0.02, INF, 0.02),
    "V7.explained": Aim(0.4, 0.6, 0.1),
    "V9.stars": Aim(0.09, 0.16, 0.03),
    "V9.volume": Aim(0.09, 0.16, 0.03),
    "V9.negatives": Aim(-INF, -0.004, 0.002),
    "V9.praise_only": Aim(-INF, -0.02, 0.02),
    "V10.low": Aim(0.001, INF, 0.002),
    "V10.high": Aim(-INF, -0.001, 0.002),
    "V12.reach": Aim(0.025, 0.055, 0.01),
    "V12.interactions": Aim(0.0005, 0.0015, 0.0003),
    "V12.active": Aim(0.007, 0.016, 0.003),
    "V13.hazard": Aim(0.0004, 0.003, 0.0003),
    "V13.age": Aim(1.5, INF, 0.3),
    "V13.mutual": Aim(-INF, 0.8, 0.1),
    "V13.cause": Aim(1.3, INF, 0.2),
    "V14.both_to_human": Aim(1.05, INF, 0.05),
    "V14.human_to_offer": Aim(2.2, 3.0, 0.3),
    "V14.clicks": Aim(1.5, INF, 0.3),
}
"""One for every fitted target."""

PROPOSED: Mapping[str, float] = {
    "appraisal.intent_cost": 0.5,
    "appraisal.intent_suspicion": 0.8,
    "appraisal.offer_value": 2.0,
    "feed.tedium_span": 10.0,
    "fading.tedium": 5.0,
    "appraisal.reactance": 0.005,
    "appraisal.tolerance": 8.0,
    "trust.warmth": 0.8,
    "trust.lie": 2.0,
    "trust.disillusion": 0.6,
    "talk.product": 0.05,
    "talk.salience": 0.15,
    "ties.unfollow_promotion": 0.006,
    "ties.unfollow_irrelevance": 0.006,
    "platform.brand_rank": 0.35,
    "feed.reaction_rate": 0.03,
    "conversation.social": 0.003,
    "conversation.invitation": 0.02,
    "conversation.question": 0.05,
    "trust.breach": 1.0,
    "trust.rereading": 0.5,
    "suspicion.spillover": 0.2,
    "appraisal.resistance": 0.5,
    "conversation.pitch_occasion": 0.15,
    "market.salience_weight": 0.4,
    "trust.thread": 0.02,
    "conversation.seen_expectation": 0.05,
    "talk.rating_heard": 0.5,
    "talk.rating_halo": 0.3,
    "conversation.praise_motive": 1.2,
}
"""What was assumed of each before anything was fitted: there the search begins."""

BLOCKS: tuple[ParameterBlock, ...] = (
    ParameterBlock(
        "content",
        {"appraisal.intent_cost": SearchRange(0.1, 1.0),
         "appraisal.intent_suspicion": SearchRange(0.1, 1.5),
         "appraisal.offer_value": SearchRange(0.5, 5.0)},
        {"V14": {"people": 12000}},
        seeds=8,
    ),
    ParameterBlock(
        "wear",
        {"feed.tedium_span": SearchRange(8.0, 25.0),
         "fading.tedium": SearchRange(3.0, 20.0),
         "appraisal.reactance": SearchRange(0.001, 0.05),
         "appraisal.tolerance": SearchRange(4.0, 14.0)},
        {"V1": {"people": 40, "customers": 100}},
        seeds=4,
    ),
    ParameterBlock(
        "harm",
        {"trust.warmth": SearchRange(0.3, 2.0),
         "trust.lie": SearchRange(1.0, 4.0),
         "trust.disillusion": SearchRange(0.2, 0.9)},
        {"V4": {"people": 8}, "V5": {"people": 60}},
        seeds=2,
    ),
    ParameterBlock(
        "words",
        {"talk.product": SearchRange(0.02, 0.2),
         "talk.salience": SearchRange(0.02, 0.4)},
        {"V10": {"people": 10, "hearers": 60}},
        seeds=2,
    ),
    ParameterBlock(
        "ties",
        {"ties.unfollow_promotion": SearchRange(0.003, 0.05),
         "ties.unfollow_irrelevance": SearchRange(0.002, 0.03)},
        {"V13": {"people": 2000}},
        seeds=4,
    ),
    ParameterBlock(
        "page",
        {"platform.brand_rank": SearchRange(0.15, 0.6),
         "feed.reaction_rate": SearchRange(0.01, 0.1),
         "conversation.social": SearchRange(0.0003, 0.005),
         "conversation.invitation": SearchRange(0.001, 0.05),
         "conversation.question": SearchRange(0.01, 0.1)},
        {"V12": {"people": 2000, "watched": 600}},
        seeds=4,
    ),
    ParameterBlock(
        "pitch",
        {"trust.breach": SearchRange(0.5, 4.0),
         "trust.rereading": SearchRange(0.3, 1.0),
         "suspicion.spillover": SearchRange(0.0, 0.4),
         "appraisal.resistance": SearchRange(0.3, 1.0),
         "conversation.pitch_occasion": SearchRange(0.05, 0.5)},
        {"V7": {"people": 200, "readers": 20}},
        seeds=4,
    ),
    ParameterBlock(
        "push",
        {"market.salience_weight": SearchRange(0.1, 1.5)},
        {"V2": {"people": 4000}},
        seeds=8,
    ),
    ParameterBlock(
        "replies",
        {"trust.thread": SearchRange(0.005, 0.2),
         "conversation.seen_expectation": SearchRange(0.01, 0.3),
         "talk.rating_heard": SearchRange(0.1, 2.0),
         "talk.rating_halo": SearchRange(0.1, 1.0),
         "conversation.praise_motive": SearchRange(0.8, 2.5)},
        {"V9": {"people": 400}},
        seeds=6,
    ),
)  # fmt: skip
"""In the order of the search: what a block depends on comes before it."""
