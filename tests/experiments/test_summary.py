"""The summary adds up what the series tells day by day."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.summary import FLOWS, STOCKS, brand_summary, of_brand, summarise, whole_run
from model.model import BrandAudienceModel
from model.observables import COLUMNS


@pytest.fixture(scope="module")
def model() -> BrandAudienceModel:
    made = BrandAudienceModel("three_strategies", **{"people.count": 150})
    made.run(50)
    return made


def test_every_observable_is_told_once() -> None:
    ratios = [column.name for column in COLUMNS if column.kind == "ratio"]
    assert sorted([*FLOWS, *STOCKS, *ratios]) == sorted(column.name for column in COLUMNS)


def test_each_brand_has_its_label_its_last_day_and_its_totals(model: BrandAudienceModel) -> None:
    series = model.series()
    found = summarise(series, model.base)
    assert list(found) == [brand.name for brand in model.base.brands]
    for brand in model.brands:
        own = found[brand.name]
        assert (own["label"], own["strategy"]) == (brand.label, brand.strategy_name)
        assert own["final"]["trust"] == brand.trust
        assert own["total"]["purchases"] == sum(
            bought
            for bought, name in zip(series["purchases"], series["brand"], strict=True)
            if name == brand.name
        )


def test_money_adds_up(model: BrandAudienceModel) -> None:
    for brand in summarise(model.series(), model.base).values():
        total = brand["total"]
        assert total["profit"] == pytest.approx(total["revenue"] - total["cost"])


def test_trust_of_fixed_groups_says_where_it_went(model: BrandAudienceModel) -> None:
    days = of_brand(model.series(), "neighbour")
    trust = brand_summary(days)["trust"]["followers_at_start"]
    assert trust["first_day"] == days["trust_followers"][0]
    assert trust["change"] == trust["last_day"] - trust["first_day"]


def test_ratios_of_the_whole_run_are_of_sums_not_means_of_ratios() -> None:
    days = {
        "value": np.array([1.0, 8.0]), "impressions": np.array([10.0, 10.0]),
        "read": np.array([5.0, 10.0]), "answered": np.array([0.0, 4.0]),
        "inbound": np.array([0.0, 8.0]), "wait": np.array([np.nan, 3.0]),
        "rating": np.array([1.0, 4.0]), "ratings": np.array([1.0, 3.0]),
    }  # fmt: skip
    found = whole_run(days)
    assert found["return_on_attention"] == pytest.approx(0.45)
    assert found["read_share"] == pytest.approx(0.75)
    assert found["answered_share"] == pytest.approx(0.5)
    assert found["wait"] == pytest.approx(3.0)
    assert found["rating"] == pytest.approx(3.25)


def test_nothing_divided_by_nothing_is_no_number() -> None:
    nothing = {
        name: np.zeros(3)
        for name in ("value", "impressions", "read", "answered", "inbound", "wait", "ratings")
    } | {"rating": np.full(3, np.nan)}
    assert all(np.isnan(value) for value in whole_run(nothing).values())
