"""Diffusion: with talk at a constant hazard, first purchases follow Bass (1969).

Set up so that nothing but the two mechanisms is left. Everybody knows the one brand, nobody
has bought it, an occasion is a purchase (doing without has no pull), and words only open
occasions. Then, with F(t) the share of people who have bought by the end of day t:

* An occasion of one's own arises with probability ``need`` a day: in Bass's terms a hazard
  p = -ln(1 - need).
* Each buyer tells, with probability ``talk.constant`` a day, one friend drawn at random. On
  a random graph a person hears on average ``talk.constant`` x (share of friends that bought)
  words a day, since a friend with d friends picks this one with probability 1 / d. Each word
  opens an occasion with probability ``talk.occasion``, so that the words of a day are a
  Poisson hazard q F with q = talk.constant x talk.occasion.
* Whoever buys on day t - 2 first tells in the evening of day t - 1, which is heard on day t.

So of those who have not bought, the share that buys on day t is
h(t) = 1 - exp(-(p + q F(t - 2))), the discrete Bass model with two days' lag. In the limit
of small p and q the lag vanishes, and F(t) is Bass's closed form
(1 - e^-(p+q)t) / (1 + q/p e^-(p+q)t). A friend who told us may be told by us in vain: with
degree d that wastes a share of about 1/d of all words, so q comes out a little low.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from scipy.optimize import curve_fit, minimize

from model.model import BrandAudienceModel
from tests.model.runs import market

PEOPLE, SEEDS = 10_000, 30
LIMIT: Mapping[str, Any] = {
    "network.kind": "random", "people.count": PEOPLE,
    "people.need_shape": 1000.0,  # equal need
    "people.price_sensitivity_spread": 0.0,
    "brands.*.awareness": 1.0, "brands.*.familiarity": 1.0, "brands.*.customers": 0.0,
    "brands.*.followers": 0.0, "brands.*.failure_rate": 0.0,
    "market.outside": -10.0, "fading.familiarity": 100_000.0,
    "talk.rate": 0.0, "talk.public": 0.0, "talk.salience": 0.0, "talk.evidence": 0.0,
    "talk.product": 0.0, "talk.familiarity": 0.0,
}  # fmt: skip


def first_purchases(seed: int, days: int, need: float, constant: float, **more: Any) -> Any:
    """Return how many bought for the first time on each day."""
    words = {"people.need": 365.0 * need, "talk.constant": constant, **more}
    base = market({"one": "silent"})
    model = BrandAudienceModel(base, seed=seed, **{**LIMIT, **words})
    model.pairs.familiarity[:] = 1.0
    model.run(days)
    return model.history.brand.first_purchases[:, 0]


def bought_before(adopted: Any, lag: int) -> Any:
    """Return the share of people who had bought by the end of the day ``lag`` days before."""
    return np.concatenate([np.zeros(lag), np.cumsum(adopted)[:-lag] / PEOPLE])


def fitted_hazard(adopted: Any) -> Any:
    """Return p and q of greatest likelihood, given the discrete model with two days' lag."""
    at_risk = PEOPLE * (1.0 - bought_before(adopted, 1))
    told = bought_before(adopted, 2)

    def surprise(pq: Any) -> float:
        hazard = pq[0] + pq[1] * told
        return float(((at_risk - adopted) * hazard - adopted * np.log(-np.expm1(-hazard))).sum())

    return minimize(surprise, (0.01, 0.1), bounds=[(1e-6, 1.0)] * 2, method="L-BFGS-B").x


def closed_form(t: Any, p: float, q: float) -> Any:
    gone = np.exp(-(p + q) * t)
    return (1.0 - gone) / (1.0 + q / p * gone)


def fitted_curve(adopted: Any) -> Any:
    """Return p and q of Bass's closed form by least squares (Srinivasan & Mason 1986)."""
    t = np.arange(1, len(adopted) + 1)
    return curve_fit(closed_form, t, np.cumsum(adopted) / PEOPLE, (0.01, 0.1))[0]


def discrete_bass(days: int, p: float, q: float) -> Any:
    """Return F(1), F(2), … of the discrete model with two days' lag."""
    share = [0.0, 0.0]
    for _ in range(days):
        share.append(share[-1] + (1.0 - share[-1]) * -np.expm1(-(p + q * share[-2])))
    return np.array(share[2:])


@pytest.mark.often
def test_first_purchases_follow_bass() -> None:
    need, constant, occasion = 0.012, 0.25, 0.9
    p, q = -np.log1p(-need), constant * occasion
    keys = {"talk.occasion": occasion, "network.mean_degree": 50}
    runs = [first_purchases(seed, 28, need, constant, **keys) for seed in range(SEEDS)]
    found = np.array([fitted_hazard(adopted) for adopted in runs])
    assert found.mean(axis=0) == pytest.approx((p, q), rel=0.10)
    share = np.cumsum(runs, axis=1).mean(axis=0) / PEOPLE
    assert np.abs(share - discrete_bass(28, p, q)).max() < 0.02
    assert share[-1] > 0.9  # nearly the whole curve was seen


@pytest.mark.slow
def test_slow_first_purchases_follow_the_closed_form() -> None:
    need, constant = 0.001, 0.02
    keys = {"talk.occasion": 1.0, "network.mean_degree": 100}
    runs = [first_purchases(seed, 330, need, constant, **keys) for seed in range(SEEDS)]
    found = np.array([fitted_curve(adopted) for adopted in runs])
    assert found.mean(axis=0) == pytest.approx((need, constant), rel=0.10)


def test_without_words_adoption_is_exponential() -> None:
    share = np.cumsum(first_purchases(1, 60, 0.02, 0.0)) / PEOPLE
    expected = 1.0 - 0.98 ** np.arange(1, 61)
    assert np.abs(share - expected).max() < 4 * np.sqrt(0.25 / PEOPLE)


def test_without_need_nobody_begins() -> None:
    assert first_purchases(1, 30, 0.0, 0.5).sum() == 0
