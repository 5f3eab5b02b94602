"""The feed: who is online, how crowded it is, what is visible, what is noticed."""

from __future__ import annotations

from model.compilation import rule
from model.rules.arithmetic import clamp, safe_exp


@rule
def chance_online(sessions):
    """Return the chance of at least one session today, sessions being Poisson."""
    return 1.0 - safe_exp(-sessions)


@rule
def items_read(sessions, attention, online):
    """Return the items that a person online reads today: mean sessions, given one at least."""
    return attention * sessions / online


@rule
def crowd(background, brand_posts):
    """Return the items that compete for a person's reading today."""
    return background + brand_posts


@rule
def chance_visible(pull, items, crowded, r):
    """Return the chance that a follower's feed shows a post: rank x pull x items / crowd."""
    return clamp(r.medium_reach * r.platform_brand_rank * pull * items / crowded, 0.0, 1.0)


@rule
def chance_ad(reach, total, r):
    """Return the chance that an advertisement is shown, all brands' together being ``total``."""
    return clamp(r.medium_reach * reach / (1.0 + total / r.platform_ad_slots), 0.0, 1.0)


@rule
def chance_noticed(expected, r):
    """Return the chance that something visible is noticed: the learned filter."""
    pull = 1.0 / (1.0 + safe_exp((r.feed_notice_midpoint - expected) / r.feed_notice_slope))
    return r.feed_notice_floor + (1.0 - r.feed_notice_floor) * pull


@rule
def session_worth(background, crowded, received, items):
    """Return what reading was worth an item: people's posts count 1, brands' what they gave."""
    return clamp(background / crowded + received / items, 0.0, 2.0)
