"""Considering, buying, finding out; and the desk: all that each changes."""

from __future__ import annotations

from math import exp, log, log1p, sqrt
from typing import Any

import numpy as np
import pytest

from model.mechanisms.experience import use
from model.mechanisms.meeting import luck_of
from model.mechanisms.shopping import attraction_of, buy, comes_at, is_loyal, price_for
from model.randomness import Block
from model.rules.events import FAILURE, PURCHASE
from model.rules.ties import ALIENATED, FOLLOWER
from model.state import PAIR
from model.world import NO_DAY
from tests.model.mechanisms.meetings import DAY, PLACE, effect, lucky, meet, record
from tests.model.rules.parameters import about, given

QUIET: dict[str, float] = {
    "talk_rating_rate": 0.0, "talk_rating_selection": 0.0, "talk_rating_heard": 0.5,
    "ties_follow_purchase": 0.0, "market_satisfaction_learning": 0.25, "trust_failure": 0.5,
    "trust_warmth": 0.5, "market_experience_noise": 0.05, "market_experience_familiarity": 0.25,
    "market_loyal_after": 3.0,
}  # fmt: skip


def around(**values: Any) -> Any:
    return pytest.approx(values, rel=1e-9)


# --- considering -----------------------------------------------------------------------


def test_the_loyal_have_bought_often_or_are_followed_back() -> None:
    r = given(market_loyal_after=3.0)
    found = [
        bool(is_loyal(record(PAIR, purchases=n, mutual=m), r)) for n, m in ((2, 0), (3, 0), (0, 1))
    ]
    assert found == [False, True, True]


ORDER = {"price": 8.0, "price_new": 0.5, "price_loyal": 0.75}


@pytest.mark.parametrize(("purchases", "factor"), [(0, 0.5), (1, 1.0), (3, 0.75)])
def test_the_price_is_that_of_ones_tenure_less_the_deal(purchases: int, factor: float) -> None:
    m = meet({"purchases": purchases, "deal": 0.25}, order=ORDER, market_loyal_after=3.0)
    assert price_for(m) == about(8.0 * factor * 0.75)


def test_a_brand_attracts_by_all_that_speaks_for_it() -> None:
    m = meet(
        {"good": 1.0, "satisfaction": 0.9, "quick": 0.5, "slow": 1.0, "familiarity": 1.0,
         "purchases": 1, "used_to": 0.4},
        {"bought_last": PLACE, "price_sensitivity": 1.2}, {"price": 12.0},
        {"stars": 45, "ratings": 10}, market_trust_weight=2.0, market_satisfaction_weight=3.0,
        market_salience_weight=0.5, market_habit_weight=0.6, market_rating_weight=0.7,
        market_price_weight=1.5, market_reference_price=8.0, market_rating_prior=10.0,
        market_anchoring=0.5, market_similarity=0.5, trust_prior=0.5,
    )  # fmt: skip
    rating = (35.0 / 4.0 + 5.0) / 20.0
    utility = 2.0 * 0.25 + 3.0 * 0.4 + 0.5 * log1p(1.5) + 0.6 + 0.7 * (rating - 0.5)
    utility -= 1.5 * 1.2 * log(15.0 / 8.0)
    assert attraction_of(m) == about(exp(utility / 0.5))
    m.person.bought_last = PLACE + 1
    assert attraction_of(m) == about(exp((utility - 0.6) / 0.5))


def test_only_what_comes_to_mind_is_considered() -> None:
    for familiar, considered in zip(lucky(meet(), Block.CONSIDER, 0), (False, True), strict=True):
        assert (attraction_of(meet({"familiarity": familiar})) > 0.0) == considered
    assert attraction_of(meet({"familiarity": 1.0, "tie": ALIENATED})) == 0.0
    assert attraction_of(meet({"familiarity": 0.0})) == 0.0


def test_the_choice_is_who_takes_up_the_aim() -> None:
    """Of three, the second is not considered; the last is taken where the sum was rounded."""

    def chosen(aim: float) -> int | None:
        found, reached = None, 0.0
        for n, pull in enumerate((0.3, 0.0, 0.6)):
            if comes_at(aim, reached, pull, found is not None):
                found = n
            reached += pull
        return found

    assert [chosen(aim) for aim in (0.1, 0.29, 0.31, 0.8, 1.0)] == [0, 0, 2, 2, 2]
    assert comes_at(0.5, 0.5, 0.1, True)
    assert comes_at(0.0, 0.5, 0.1, False)


# --- buying ----------------------------------------------------------------------------


def test_a_first_purchase() -> None:
    m = meet({"familiarity": 0.2, "deal": 0.25}, None, ORDER, {"quality": 0.5}, **QUIET)
    found = effect(m, buy, m)
    assert found.tally == {"purchases": 1, "revenue_fixed": 3 * 2**24, "first_purchases": 1}
    assert found.person == {"bought_last": PLACE}
    changed = {name: found.pair[name] for name in ("first_day", "purchases", "familiarity")}
    assert changed == around(first_day=DAY, purchases=1, familiarity=0.4)
    assert found.pair["event"] == PURCHASE
    assert found.entries == [("BOUGHT", 3.0, 0)]


def test_a_later_purchase_is_not_the_first() -> None:
    m = meet({"first_day": -1, "purchases": 1}, None, ORDER, **QUIET)
    found = effect(m, buy, m)
    assert "first_day" not in found.pair
    assert found.pair["purchases"] == 2
    assert "first_purchases" not in found.tally
    assert NO_DAY < -1


def test_the_loyal_are_done_a_favour() -> None:
    for purchases, favour, given_one in ((3, 2.0, True), (2, 2.0, False), (3, 0.0, False)):
        m = meet({"purchases": purchases, "first_day": -1}, None, ORDER | {"favour": favour},
                 trust_favour=0.1, **QUIET)  # fmt: skip
        found = effect(m, buy, m)
        assert found.tally.get("favours", 0) == int(given_one)
        assert found.pair.get("good", 0.0) == about(0.2 if given_one else 0.0)
        assert found.pair.get("warm", 0.0) == about(0.2 if given_one else 0.0)
        assert ("FAVOUR" in [name for name, _, _ in found.entries]) == given_one


def test_a_favour_is_for_who_was_loyal_before() -> None:
    m = meet({"purchases": 2, "first_day": -1}, None, {"favour": 2.0}, **QUIET)
    assert "favours" not in effect(m, buy, m).tally


# --- finding out -----------------------------------------------------------------------


def test_a_product_that_works_satisfies_by_its_quality() -> None:
    how = luck_of(meet(), Block.PRODUCT, 0)[1]
    result = 0.6 + 0.05 * sqrt(12.0) * (how - 0.5)
    m = meet({"satisfaction": 0.4}, brand={"quality": 0.6}, **QUIET)
    found = effect(m, use, m)
    assert found.pair == around(
        satisfaction=0.4 + 0.25 * (result - 0.4),
        event=PURCHASE,
        event_day=DAY,
        surprise=result - 0.4,
    )
    assert (found.tally, found.entries) == ({}, [])


def test_a_product_fails_at_its_rate_and_disappoints() -> None:
    for rate, fails in zip(lucky(meet(), Block.PRODUCT, 0), (False, True), strict=True):
        m = meet(
            {"satisfaction": 0.4, "closeness": 0.2},
            brand={"quality": 0.6, "failure_rate": rate},
            **QUIET,
        )
        found = effect(m, use, m)
        assert found.tally == ({"failures": 1} if fails else {})
        if fails:
            assert found.pair == around(
                satisfaction=0.3, bad=0.55, event=FAILURE, event_day=DAY, surprise=-1.0
            )
            assert [name for name, _, _ in found.entries] == ["FAILURE"]


@pytest.mark.parametrize(("failure_rate", "stars"), [(1.0, 1), (0.0, 4)])
def test_the_surprised_rate(failure_rate: float, stars: int) -> None:
    how = luck_of(meet(), Block.PRODUCT, 0)[1]
    surprise = -0.4 if failure_rate else 0.75 + 0.05 * sqrt(12.0) * (how - 0.5) - 0.4
    for chance, rates in zip(lucky(meet(), Block.PRODUCT, 2), (False, True), strict=True):
        selection = chance / abs(surprise) / 1.1
        m = meet(
            {"satisfaction": 0.4, "expectation": 0.2},
            brand={"quality": 0.75, "failure_rate": failure_rate},
            **(QUIET | {"talk_rating_selection": selection, "talk_rating_halo": 0.0}),
        )  # fmt: skip
        found = effect(m, use, m)
        rated = {"ratings": 1, "stars": stars} | ({"low_ratings": 1} if stars <= 2 else {})
        failed = {"failures": 1} if failure_rate else {}
        assert found.tally == failed | (rated if rates else {})
        assert (("RATED", 0.0, stars) in found.entries) == rates


def test_trust_colours_the_stars() -> None:
    stars = []
    for good, bad in ((0.0, 9.0), (9.0, 0.0)):
        m = meet({"good": good, "bad": bad}, brand={"quality": 0.5},
                 **(QUIET | {"talk_rating_rate": 1.0, "talk_rating_halo": 1.0}))  # fmt: skip
        stars.append(effect(m, use, m).tally["stars"])
    assert stars == [1, 5]


def test_buyers_may_follow_unless_it_failed() -> None:
    for chance, joins in zip(lucky(meet(), Block.PRODUCT, 3), (False, True), strict=True):
        for failure_rate in (0.0, 1.0):
            m = meet(
                brand={"failure_rate": failure_rate}, **(QUIET | {"ties_follow_purchase": chance})
            )
            found = effect(m, use, m)
            follows = joins and not failure_rate
            assert found.tally.get("follows", 0) == int(follows)
            assert m.pair.tie == (FOLLOWER if follows else 0)


def test_every_draw_is_a_number_of_its_own() -> None:
    assert len(np.unique(luck_of(meet(), Block.PRODUCT, 0))) == 4
