"""Purchases, engagement, graphs, resampling: known answers on data made for the purpose."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special, stats

from experiments.fits import NAMES, fit_named, needed_files
from experiments.fits.data import DataFolder
from experiments.fits.engagement import (
    NAMES as FIGURES,
)
from experiments.fits.engagement import (
    around,
    data_figures,
    figures,
    page_figures,
    top_share,
    with_interval,
)
from experiments.fits.graphs import SCALE, graph_figures, network_like, told_distances
from experiments.fits.purchases import (
    DAYS,
    MOST,
    Customers,
    customers,
    fitted_need,
    gaps,
    shares,
    summary,
)
from experiments.fits.resampling import multiplicities, resampled, uniforms
from experiments.fits.result import over_replicates
from model.network import build_network
from model.network.graph import from_edges
from model.network.measures import STATISTICS
from model.parameters import defaults
from tests.conftest import shared_data


def normals(count: int, index: int) -> np.ndarray:
    return np.asarray(special.ndtri(uniforms(count, index)))


# --- resampling ------------------------------------------------------------------------


def test_resampling_gives_the_interval_of_a_mean() -> None:
    values = normals(900, 3)
    (found,) = resampled(900, lambda weight: [np.average(values, weights=weight)])
    assert found.value == pytest.approx(values.mean())
    assert found.high - found.low == pytest.approx(2 * 1.96 / 30, rel=0.2)


def test_every_resample_is_as_large_and_differs() -> None:
    one, other = multiplicities(50, 1), multiplicities(50, 2)
    assert one.sum() == other.sum() == 50
    assert (one != other).any()
    assert (one == multiplicities(50, 1)).all()


def test_replicates_without_a_value_are_left_out() -> None:
    found, spread, count = over_replicates([1.0, np.nan, 3.0])
    assert (found.value, count) == (2.0, 2)
    assert spread == pytest.approx(np.sqrt(2.0))


# --- purchases -------------------------------------------------------------------------


def test_repeats_and_gaps_by_hand() -> None:
    found = Customers(np.array([0, 1, 2, 9]), np.array([0.0, 14.0, 60.0, 90.0]))
    assert shares(found.repeats).tolist() == [0.25, 0.25, 0.25, *[0.0] * (MOST - 3), 0.25]
    expected = [np.mean([d >= 14, d >= 30, d >= 10]) for d in DAYS]
    assert gaps(found) == pytest.approx(expected)
    assert summary(found)[-2:] == pytest.approx([3.0, 0.75])


def test_weights_count_customers_as_often() -> None:
    found = Customers(np.array([0, 1, 3]), np.array([0.0, 7.0, 30.0]))
    thrice = Customers(np.array([0, 1, 1, 3]), np.array([0.0, 7.0, 7.0, 30.0]))
    weight = np.array([1, 2, 1])
    assert summary(found, weight) == pytest.approx(summary(thrice))


@pytest.mark.slow
def test_known_need_is_found_again() -> None:
    """From customers that the model itself won, under other luck."""
    made = customers(9, 12_000, **{"people.need": 4.0, "people.need_shape": 1.0})
    found = fitted_need(shares(made.repeats), people=3000, rounds=30)
    assert found["people.need"] == pytest.approx(4.0, rel=0.35)
    again = customers(10, 12_000, **found)
    assert np.abs(shares(again.repeats) - shares(made.repeats)).sum() / 2 < 0.08


# --- engagement ------------------------------------------------------------------------


def test_figures_of_lognormal_posts_are_those_of_theory() -> None:
    """Top tenth of a lognormal: 1 - Phi(z - sd) of the total; the slope is as put in."""
    sd, slope, posts = 0.9, 0.7, 200_000
    reach = np.exp(8.0 + sd * normals(posts, 4))
    stirred = 0.3 * reach**slope
    found = dict(zip(FIGURES, figures(reach, stirred, np.full(posts, 1e5), (8, 1, 1)), strict=True))
    assert found["sd of ln reach"] == pytest.approx(sd, rel=0.01)
    expected = 1.0 - stats.norm.cdf(stats.norm.ppf(0.9) - sd)
    assert found["share of reach, top tenth of posts"] == pytest.approx(expected, rel=0.02)
    assert found["elasticity of interactions in reach"] == pytest.approx(slope, abs=1e-6)
    assert found["reach ÷ fans, median"] == pytest.approx(np.exp(8.0) / 1e5, rel=0.01)
    assert found["likes among interactions"] == 0.8


def test_intervals_of_quantiles_are_those_of_samples() -> None:
    low, middle, high = with_interval([0.1, 0.2, 0.4], 500)
    sd = np.log(4.0) / (2 * stats.norm.ppf(0.9))
    medians = [np.median(0.2 * np.exp(sd * normals(500, 300 + i))) for i in range(300)]
    assert np.log(middle.high / middle.low) == pytest.approx(
        np.log(np.divide(*np.quantile(medians, [0.975, 0.025]))), rel=0.15
    )
    assert (low.value, high.value) == (0.1, 0.4)
    assert around(0.4, 500).low < 0.4 < around(0.4, 500).high


def test_equal_posts_are_not_concentrated() -> None:
    assert top_share(np.ones(50)) == pytest.approx(0.1)


def test_a_page_of_the_model_has_all_figures() -> None:
    found = page_figures(seed=1, people=1500)
    assert len(found) == len(FIGURES)
    assert 0.0 < found[1] < 1.0
    assert found[-3:].sum() == pytest.approx(1.0)


def test_the_real_page_has_all_figures() -> None:
    import json

    known = json.loads(shared_data("targets.json").read_text("utf-8"))["facebook_metrics"]
    found = data_figures(known)
    assert len(found) == len(FIGURES)
    assert found[6].value == known["ln_reach_mu_sd"][1]


# --- graphs ----------------------------------------------------------------------------


def test_a_ring_has_the_clustering_of_theory() -> None:
    """Everybody linked to the four nearest: 1/2 (Watts & Strogatz 1998)."""
    people = np.arange(200)
    ends = (np.concatenate([people, people]), np.concatenate([people + 1, people + 2]) % 200)
    found = graph_figures(from_edges(*ends, 200), resamples=5)
    assert found["clustering"] == pytest.approx((0.5, 0.5, 0.5))
    assert found["degree_sd"].value == pytest.approx(0.0, abs=1e-9)


def test_the_network_that_ships_resembles_itself() -> None:
    base = build_network(dict(defaults()), 3000, seed=3)
    ours = [network_like(base, seed) for seed in (1, 2)]
    found = graph_figures(base, resamples=10)
    runs = {key: [measure(one, 0) for one in ours] for key, measure in STATISTICS.items()}
    gap, rms = told_distances("itself", base, ours, found, runs)
    assert gap.value < 0.06
    assert rms.value < 0.6
    assert set(SCALE) < set(found)


# --- the list of fits ------------------------------------------------------------------


def test_every_fit_names_its_files_and_can_be_made() -> None:
    for name in NAMES:
        assert callable(fit_named(name))
        assert all("/" in file or file.endswith(".json") for file in needed_files(name))


@pytest.mark.slow
def test_the_purchases_are_fitted_from_the_shared_data() -> None:
    folder = DataFolder(shared_data("targets.json").parent)
    folder.check([file for name in NAMES for file in needed_files(name)])
    fit = fit_named("purchases")(folder, True)
    apart = {d.variant: d.value for d in fit.distances if "repeats" in d.measure}
    assert apart["fitted"] < 0.5 * apart["as shipped"]
