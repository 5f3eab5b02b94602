"""Prices, favours and rewards: who pays, who is given, and what it costs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.model import BrandAudienceModel
from model.plan import Plan, Post
from tests.model.levers.towns import (
    ALWAYS_ONLINE,
    EVERYBODY,
    PEOPLE,
    SHOPPING,
    cost,
    counts,
    happened,
    pairs,
    town,
    trust_moved,
)

TENURE = {"new": 0, "some": 1, "loyal": 50}
"""Purchases so far of those who buy for the first time, have bought, and are loyal."""
KIND = np.array(list(TENURE))[EVERYBODY % 3]
LIST = 8.0


def all_buy(plan: Plan, *, mutual: str = "", **keys: Any) -> BrandAudienceModel:
    """Return the town after a day on which everybody buys; a third each is new, some, loyal.

    ``mutual`` names a third whom the brand follows back.
    """
    keys = SHOPPING | {"brands.one.price": LIST, "brands.*.unit_cost": 0.0} | keys
    model = town(plan, **keys)
    p = pairs(model)
    p.familiarity[:] = 1.0
    p.purchases[:] = [TENURE[kind] for kind in KIND]
    p.mutual[mutual == KIND] = 1
    p.tie[mutual == KIND] = 1
    model.people.occasion[:] = 1
    model.step()
    assert counts(model)["purchases"] == PEOPLE
    return model


def paid(model: BrandAudienceModel) -> dict[str, set[float]]:
    """Return what was paid by tenure, as multiples of the list price."""
    prices = happened(model, "bought")
    return {
        kind: {round(prices[i] / LIST, 9) for i in np.flatnonzero(kind == KIND)} for kind in TENURE
    }


@pytest.mark.parametrize(
    ("lever", "payers"),
    [("price", {"new", "some", "loyal"}), ("price_new", {"new"}), ("price_loyal", {"loyal"})],
)
def test_a_price_is_paid_by_those_it_is_for_only(lever: str, payers: set[str]) -> None:
    model = all_buy(Plan(**{lever: 0.75}))  # type: ignore[arg-type]
    assert paid(model) == {kind: {0.75 if kind in payers else 1.0} for kind in TENURE}
    revenue = sum(happened(model, "bought").values())
    assert counts(model)["revenue_fixed"] / 2**24 == pytest.approx(revenue)


def test_prices_by_tenure_are_multiples_of_todays() -> None:
    model = all_buy(Plan(price=0.5, price_new=0.8, price_loyal=1.2))
    assert paid(model) == {"new": {0.4}, "some": {0.5}, "loyal": {0.6}}


def test_who_is_followed_back_pays_as_the_loyal_do_unless_new() -> None:
    plan = Plan(price_new=0.8, price_loyal=0.9)
    assert paid(all_buy(plan, mutual="some"))["some"] == {0.9}
    assert paid(all_buy(plan, mutual="new"))["new"] == {0.8}


def test_a_favour_goes_to_loyal_customers_and_wins_trust() -> None:
    model = all_buy(Plan(favour=3.0))
    found = trust_moved(model, "favour")
    assert set(found) == set(np.flatnonzero(KIND == "loyal").tolist())
    assert min(found.values()) > 0.0
    assert counts(model)["favours"] == (KIND == "loyal").sum()
    assert cost(model) == pytest.approx(3.0 * (KIND == "loyal").sum())
    good = 3.0 * model.rules.trust_favour
    assert pairs(model).good[KIND == "loyal"] == pytest.approx(good, rel=1e-2)  # a night has passed
    assert (pairs(model).warm[KIND == "loyal"] > 0.99 * good).all()
    assert trust_moved(all_buy(Plan()), "favour") == {}


def test_an_offer_is_a_price_cut_for_those_who_read_it() -> None:
    offer = Plan(posts=(Post(offer=0.25),))
    keys = ALWAYS_ONLINE | {"platform.brand_rank": 5.0, "platform.background": 1.0}
    assert paid(all_buy(offer, mutual="some", **keys)) == {
        "new": {1.0},
        "some": {0.75},
        "loyal": {1.0},
    }


def test_a_reward_makes_customers_recommend() -> None:
    keys = {"talk.referral": 0.2, "talk.constant": 0.0}
    model = town(Plan(referral_reward=4.0), **keys)
    pairs(model).purchases[:] = TENURE["some"] * (KIND == "some")
    model.step()
    friendless = np.diff(model.graph.indptr) == 0
    said = happened(model, "said")
    customers = np.flatnonzero((KIND == "some") & ~friendless)
    assert set(said) <= set(customers.tolist())
    assert len(said) == pytest.approx(0.8 * len(customers), abs=3)
    assert set(said.values()) == {1.0}
    assert counts(model)["talk_paid"] == len(said)
    assert cost(model) == pytest.approx(4.0 * len(said))


def test_without_a_reward_nobody_is_paid() -> None:
    model = town(Plan(), **{"talk.referral": 0.2, "talk.constant": 1.0})
    pairs(model).purchases[:] = 1
    model.step()
    assert counts(model)["talk_paid"] == 0
    assert counts(model)["talk_positive"] > 0.8 * PEOPLE
    assert cost(model) == 0.0
