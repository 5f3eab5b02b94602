"""How posts are spread over days and over topics, and how advertising is bought.

A budget of half a post a day means a post every second day: post number n of a brand falls
on the day in which n whole posts are paid for. Nothing is drawn, nothing is kept.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from math import floor

from model.plan import MAX_POSTS, BrandView, Post

TINY = 1e-9
"""Makes 100 times 0.29 count as 29 and not as 28.999..."""


def due(count: int, rate: float) -> int:
    """Return how many whole events of ``rate`` a unit have come up after ``count`` units."""
    return floor(count * rate + TINY)


@lru_cache(maxsize=1024)
def on_topic(message: Post, topic: int) -> Post:
    """Return the message on a topic; equal ones are made once."""
    return replace(message, topic=topic)


def numbers_today(view: BrandView, share: float) -> range:
    """Return the running numbers (from 0) of the posts that fall on the view's day.

    ``share`` is of the posts that the content budget pays for. Over any number of days the
    count of posts is the rate times the days, rounded down.
    """
    rate = min(share * view.posts_a_day, float(MAX_POSTS))
    return range(due(view.day, rate), due(view.day + 1, rate))


def feed(
    view: BrandView,
    share: float,
    usual: Post,
    promotion: Post | None = None,
    promotion_share: float = 0.0,
) -> tuple[Post, ...]:
    """Return today's posts; of all posts, ``promotion_share`` are promotions, evenly spread.

    Usual posts and promotions go through the topics each in a rotation of their own, so that
    no topic gets more promotions than another.
    """
    posts = []
    for number in numbers_today(view, share):
        before, after = due(number, promotion_share), due(number + 1, promotion_share)
        if promotion is not None and after > before:
            posts.append(on_topic(promotion, before % view.topics))
        else:
            posts.append(on_topic(usual, (number - before) % view.topics))
    return tuple(posts)


def campaign(view: BrandView, share: float, message: Post) -> tuple[Post | None, float]:
    """Return the advertisement (None for none) and the contacts bought per person and day.

    ``share`` is of what the media budget pays for. The topic changes daily, in rotation.
    """
    reach = min(share * view.ad_reach, 1.0)
    if reach <= 0.0:
        return None, 0.0
    return on_topic(message, view.day % view.topics), reach
