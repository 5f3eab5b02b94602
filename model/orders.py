"""From plans to arrays: what the brands mean to do today, as the rules of the day read it."""

from __future__ import annotations

import numpy as np

from model.plan import DISCIPLINES, MAX_POSTS, Plan, Post
from model.world import F64, RING, World


def write_order(world: World, b: int, plan: Plan, list_price: float) -> None:
    """Write one brand's plan, posts apart, as its record of ``ORDER``."""
    answers, repair = plan.answers, plan.repair
    world.orders.view(np.ndarray)[b] = (
        plan.ad_reach if plan.ad is not None else 0.0,
        plan.staff_hours,
        answers.social,
        answers.question,
        answers.complaint,
        answers.praise,
        plan.canned_answers,
        plan.outreach,
        plan.referral_reward,
        plan.favour,
        list_price * plan.price,
        plan.price_new,
        plan.price_loyal,
        repair.apology,
        repair.promise,
        repair.denial,
        repair.false_claim,
        repair.compensation,
        DISCIPLINES.index(plan.discipline),
        plan.pitch_after,
        plan.follow_back,
    )


def write_posts(world: World, b: int, day: int, plan: Plan, pulls: F64) -> None:
    """Write one brand's messages of the day; ``pulls`` is how the ranking favours each slot."""
    ring = day % RING
    world.post_count[ring, b] = len(plan.posts)
    row = world.posts.view(np.ndarray)[ring, b]
    for slot, post in enumerate(plan.posts):
        row[slot] = _fields(post, pulls[slot])
    if plan.ad is not None:
        row[MAX_POSTS] = _fields(plan.ad, pulls[MAX_POSTS])


def _fields(post: Post, pull: float) -> tuple[float, ...]:
    return (
        post.topic,
        post.intent,
        post.craft,
        post.canned,
        post.offer,
        post.invite,
        post.prompt,
        pull,
    )
