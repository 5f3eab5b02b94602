from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.plan import MAX_POSTS, Post
from model.strategies.posting import campaign, due, feed, numbers_today
from tests.model.strategies.contract import view_of

rates = st.floats(0.0, float(MAX_POSTS))


@given(rate=rates, first=st.integers(0, 10_000))
def test_every_post_falls_on_one_day_and_only_one(rate: float, first: int) -> None:
    days = [numbers_today(view_of(day=first + d, posts_a_day=rate), 1.0) for d in range(40)]
    assert all(a.stop == b.start for a, b in pairwise(days))
    assert all(len(numbers) <= MAX_POSTS for numbers in days)


@given(rate=rates, days=st.integers(1, 10_000))
def test_the_long_run_mean_is_the_rate(rate: float, days: int) -> None:
    last = numbers_today(view_of(day=days - 1, posts_a_day=rate), 1.0)
    assert last.stop == pytest.approx(days * rate, abs=1)
    assert last.stop <= days * rate + 1e-6


@pytest.mark.parametrize(
    ("count", "rate", "events"), [(100, 0.29, 29), (30, 0.1, 3), (7, 3 / 7, 3)]
)
def test_decimal_rates_come_up_when_a_reader_expects_them(
    count: int, rate: float, events: int
) -> None:
    assert due(count, rate) == events


def test_more_posts_than_a_day_can_hold_are_cut() -> None:
    assert len(numbers_today(view_of(day=3, posts_a_day=50.0), 1.0)) == MAX_POSTS


def test_posts_and_promotions_rotate_through_topics_apart() -> None:
    usual, promotion = Post(), Post(intent=1.0)
    posts = [
        post
        for day in range(6)
        for post in feed(view_of(day=day, topics=2), 1.0, usual, promotion, 0.5)
    ]
    assert [(p.topic, p.intent) for p in posts[:8]] == [
        (0, 0.0), (0, 1.0), (1, 0.0), (1, 1.0), (0, 0.0), (0, 1.0), (1, 0.0), (1, 1.0),
    ]  # fmt: skip


def test_an_advertisement_takes_its_share_of_the_media_budget() -> None:
    ad, reach = campaign(view_of(day=4, ad_reach=0.2), 0.5, Post(intent=0.7))
    assert (ad, reach) == (Post(topic=1, intent=0.7), 0.1)
    assert campaign(view_of(ad_reach=0.2), 0.0, Post()) == (None, 0.0)
    assert campaign(view_of(ad_reach=3.0), 1.0, Post())[1] == 1.0
