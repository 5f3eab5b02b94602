"""Need and choice against theory: gamma-Poisson occasions, nested logit, price elasticity."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from scipy import stats

from model.model import BrandAudienceModel
from model.parameters.rules import rules_of
from model.rules.market import attraction, chance_category, utility
from model.scenario import load_scenario
from tests.model.runs import market

ALL_KNOW: Mapping[str, Any] = {
    "brands.*.awareness": 1.0, "brands.*.customers": 0.0, "brands.*.followers": 0.0,
    "fading.familiarity": 100_000.0, "talk.occasion": 0.0,
}  # fmt: skip
ONLY_PRICE: Mapping[str, Any] = {
    "market.trust_weight": 0.0, "market.satisfaction_weight": 0.0, "market.salience_weight": 0.0,
    "market.habit_weight": 0.0, "market.rating_weight": 0.0,
    "people.price_sensitivity_spread": 0.0,
}  # fmt: skip
NAMES = ("one", "two", "three")


def sales(brands: int, days: int, **keys: Any) -> BrandAudienceModel:
    """Return a market of silent brands that everybody knows well, after some days."""
    base = market(dict.fromkeys(NAMES[:brands], "silent"))
    model = BrandAudienceModel(base, seed=8, **{**ALL_KNOW, **keys})
    model.pairs.familiarity[:] = 1.0
    model.run(days)
    return model


# --- need ------------------------------------------------------------------------------


def test_occasions_are_negative_binomial() -> None:
    """Gamma need (shape r, mean m occasions) gives NBD counts (Ehrenberg 1959).

    Mean m, variance m + m^2 / r, share of people with none (1 + m / r)^-r. A day holds one
    occasion at most, which takes the sum of squared daily chances, m^2 (1 + 1/r) / days, off the
    variance. Where an occasion is a purchase, purchases count the occasions.
    """
    people, days, m, r = 20_000, 365, 4.0, 0.553
    keys = {"people.count": people, "people.need": m, "people.need_shape": r}
    model = sales(1, days, **keys, **{"market.outside": -10.0})
    bought = model.world.pairs.purchases[:, 0].astype(float)
    spread = m + m * m / r - m * m * (1 + 1 / r) / days
    assert bought.mean() == pytest.approx(m, abs=4 * np.sqrt(spread / people))
    fourth = ((bought - bought.mean()) ** 4).mean()
    assert bought.var() == pytest.approx(spread, abs=4 * np.sqrt((fourth - spread**2) / people))
    none = (1.0 + m / r) ** -r
    assert (bought == 0).mean() == pytest.approx(none, abs=4 * np.sqrt(none * (1 - none) / people))
    size, chance = r, r / (r + m)
    for count in range(1, 6):
        share = float(stats.nbinom.pmf(count, size, chance))
        assert (bought == count).mean() == pytest.approx(share, abs=4 * np.sqrt(share / people))


def test_need_is_gamma() -> None:
    base = market({"one": "silent"})
    keys = {"people.count": 20_000, "people.need": 6.0, "people.need_shape": 0.553}
    need = BrandAudienceModel(base, seed=8, **keys).world.people.need * 365.0
    below = need < 364.0  # one occasion a day is the most there is
    assert below.mean() > 0.9999
    assert stats.kstest(need[below], stats.gamma(0.553, scale=6.0 / 0.553).cdf).pvalue > 1e-3


# --- choice ----------------------------------------------------------------------------


@pytest.mark.parametrize("brands", [1, 2, 3])
def test_equal_brands_sell_as_the_nested_logit_has_it(brands: int) -> None:
    """n brands of utility 0: the category is chosen with chance 1 / (1 + e^outside n^-mu)."""
    outside, mu = 0.4, 0.6
    keys = {"market.outside": outside, "market.similarity": mu, "people.need": 40.0}
    model = sales(brands, 60, **ONLY_PRICE, **keys, **{"people.count": 4000})
    occasions = int(model.history.person.occasions.sum())
    sold = model.history.brand.purchases.sum(axis=0)
    chance = 1.0 / (1.0 + np.exp(outside) * brands**-mu)
    error = np.sqrt(chance * (1 - chance) / occasions)
    assert sold.sum() / occasions == pytest.approx(chance, abs=4 * error)
    assert brands == 1 or stats.chisquare(sold).pvalue > 1e-3


def test_shares_follow_prices() -> None:
    """Within the category, shares go as price^(-weight / similarity)."""
    prices = {"one": 8.0, "two": 10.0, "three": 13.0}
    keys = {f"brands.{name}.price": price for name, price in prices.items()}
    model = sales(3, 60, **ONLY_PRICE, **keys, **{"people.count": 4000, "people.need": 40.0})
    sold = model.history.brand.purchases.sum(axis=0)
    power = -model.rules.market_price_weight / model.rules.market_similarity
    pull = np.array([prices[brand.name] for brand in model.brands]) ** power
    assert stats.chisquare(sold, sold.sum() * pull / pull.sum()).pvalue > 1e-3


def chance_of_a_sale(brands: int) -> float:
    """Return the chance that an occasion ends in a purchase, all brands equal and known."""
    rules = rules_of(load_scenario("one_brand").values)
    price = rules.market_reference_price
    each = attraction(utility(0.5, 0.5, 0.0, 0.0, 0.5, price, 1.0, rules), rules)
    return float(chance_category(brands * each, rules))


def test_ten_equal_brands_do_not_sell_ten_times_what_one_does() -> None:
    """The ratio is at most n^similarity, and less the more people buy at all."""
    ratio = chance_of_a_sale(10) / chance_of_a_sale(1)
    assert 1.0 < ratio < 2.5
    similarity = load_scenario("one_brand").values["market.similarity"]
    assert ratio < 10 ** float(similarity)  # type: ignore[arg-type]
    chances = [chance_of_a_sale(n) for n in range(1, 60)]
    assert all(a < b for a, b in itertools.pairwise(chances))
    assert chances[-1] < 1.0


def test_nor_do_they_in_a_run() -> None:
    """Eight, with all that else goes on: who knows which, habit, satisfaction, posts, talk."""
    sold = []
    for brands in (1, 8):
        base = market({f"brand_{n}": "business_as_usual" for n in range(brands)})
        model = BrandAudienceModel(base, seed=1, **{"people.count": 1000})
        model.run(200)
        sold.append(int(model.history.brand.purchases.sum()))
    assert 1.2 < sold[1] / sold[0] < 2.5


# --- price -----------------------------------------------------------------------------

TARGET, BAND = -2.6, 0.3
"""Bijmolt, van Heerde & Pieters (2005), over 1,851 estimates: -2.62."""


def own_price_elasticity(seed: int, people: int) -> float:
    """Return d ln(purchases) / d ln(price) over a year, for one of three brands, usual business."""
    base = market(dict.fromkeys(NAMES, "business_as_usual"))
    sold = []
    for price in (9.5, 10.5):
        keys = {"people.count": people, "brands.one.price": price}
        model = BrandAudienceModel(base, seed=seed, **keys)
        model.run(365)
        sold.append(int(model.history.brand.purchases[:, model.brand("one").place].sum()))
    return float(np.log(sold[1] / sold[0]) / np.log(10.5 / 9.5))


def elasticities(seeds: int, people: int) -> tuple[float, float]:
    """Return the mean over seeds, and half the width of its CI of 95 %."""
    found = np.array([own_price_elasticity(seed, people) for seed in range(seeds)])
    error = found.std(ddof=1) / np.sqrt(seeds)
    return float(found.mean()), float(stats.t.ppf(0.975, seeds - 1) * error)


@pytest.mark.slow
def test_own_price_elasticity_is_that_of_the_literature() -> None:
    mean, reach = elasticities(seeds=6, people=6000)
    assert mean - reach > TARGET - BAND
    assert mean + reach < TARGET + BAND


@pytest.mark.slow
def test_own_price_elasticity_in_a_large_market() -> None:
    mean, reach = elasticities(seeds=10, people=20_000)
    assert mean - reach > TARGET - 0.5 * BAND
    assert mean + reach < TARGET + 0.5 * BAND
