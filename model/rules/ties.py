"""Ties: following, unfollowing with a cause, leaving for good.

One-way and newer ties break first (Kwak, Chun & Moon 2011).
"""

from __future__ import annotations

from model.compilation import rule
from model.rules.arithmetic import clamp

STRANGER, FOLLOWER, LEFT, ALIENATED = 0, 1, 2, 3
PROMOTION, IRRELEVANCE, VOLUME, IGNORED_CAUSE, BETRAYED = 0, 1, 2, 3, 4
"""Why a tie ended."""


@rule
def brittleness(age, mutual, r):
    """Return the factor that age and being followed back put on the hazard of a tie."""
    young = r.ties_age_scale / (r.ties_age_scale + age)
    return young * (1.0 - r.ties_mutual_protection * mutual)


@rule
def from_promotion(intent, r):
    """Return the hazard of leaving for the persuasive intent read today."""
    return r.ties_unfollow_promotion * intent


@rule
def from_irrelevance(worth, r):
    """Return the hazard of leaving for what was read today: what it lacked of a human post."""
    return r.ties_unfollow_irrelevance * clamp(1.0 - worth, 0.0, 3.0)


@rule
def from_volume(recent, r):
    """Return the hazard of leaving for too many recent exposures."""
    return r.ties_unfollow_volume * clamp(recent - r.ties_volume_tolerance, 0.0, 1e6)


@rule
def first_cause(u, promotion, irrelevance, volume):
    """Return the cause of an unfollow, the hazards deciding; u uniform in (0, 1)."""
    x = u * (promotion + irrelevance + volume)
    if x < promotion:
        return PROMOTION
    if x < promotion + irrelevance:
        return IRRELEVANCE
    return VOLUME


@rule
def chance_follow(tie, worth, r):
    """Return the chance that a reader of something this worthwhile begins to follow."""
    chance = r.ties_follow * clamp(worth, 0.0, 5.0)
    return readiness(tie, chance, r)


@rule
def readiness(tie, chance, r):
    """Return a chance to follow, given what the tie has been so far."""
    if tie == STRANGER:
        return chance
    if tie == LEFT:
        return chance * r.ties_return_share
    return 0.0
