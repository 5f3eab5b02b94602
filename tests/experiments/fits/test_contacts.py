"""Adoption among contacts: known contagion is found again, and none where there is none."""

from __future__ import annotations

import json

import numpy as np
import pytest
from scipy.optimize import minimize

from experiments.fits.contacts import (
    Diffusion,
    curve,
    exposure_effect,
    logit,
    make_diffusion,
    read_diffusion,
)
from experiments.fits.diffusion import Hazards, adoption, fitted_hazards
from experiments.fits.resampling import uniforms
from tests.conftest import shared_data

PEOPLE, PERIODS = 600, 15


def contacts(people: int = PEOPLE, each: int = 4) -> np.ndarray:
    """Return who names whom: each names some others at random."""
    naming = np.repeat(np.arange(people), each)
    named = (uniforms(people * each, 5) * people).astype(int)
    return np.column_stack([naming, named])[naming != named]


def spread(effect: float, seed: int) -> Diffusion:
    """Return an adoption whose logit rises with exposure as given, on top of a common trend."""
    data = make_diffusion(contacts(), np.zeros(PEOPLE, int), PERIODS)
    named = np.asarray(data.named.sum(axis=1)).ravel()
    adopted = np.zeros(PEOPLE, int)
    for t in range(1, PERIODS + 1):
        exposure = data.named @ (adopted > 0).astype(float) / np.maximum(named, 1)
        pull = -3.5 + 0.1 * t + effect * exposure
        acts = uniforms(PEOPLE, t, seed) < 1.0 / (1.0 + np.exp(-pull))
        adopted[(adopted == 0) & acts] = t
    return data._replace(adopted=adopted)


def test_the_curve_counts_adopters() -> None:
    assert curve(np.array([1, 0, 2, 2]), 3).tolist() == [0.25, 0.75, 0.75]


@pytest.mark.parametrize("effect", [0.0, 1.5])
def test_a_known_effect_of_exposure_is_found(effect: float) -> None:
    found = [exposure_effect(data, data.adopted) for data in (spread(effect, s) for s in range(12))]
    values = np.array([one.value for one in found])
    assert values.mean() == pytest.approx(effect, abs=3 * values.std(ddof=1) / np.sqrt(12))
    covered = np.mean([one.low < effect < one.high for one in found])
    assert covered >= 0.75  # of 12 intervals of 95 %


def test_the_logit_is_that_of_greatest_likelihood() -> None:
    x, group = uniforms(300, 1), np.arange(300) % 3
    y = uniforms(300, 2) < 1.0 / (1.0 + np.exp(-(2.0 * x - 1.5 + 0.5 * group)))

    def surprise(w: np.ndarray) -> float:
        pull = w[0] * x + w[1:][group]
        return float((np.logaddexp(0.0, pull) - y * pull).sum())

    best = minimize(surprise, np.zeros(4), method="BFGS").x
    assert logit(x, y.astype(float), group).value == pytest.approx(best[0], abs=1e-3)


def test_who_names_nobody_or_all_the_same_has_no_effect_to_measure() -> None:
    alone = make_diffusion(np.zeros((0, 2)), np.array([1, 2, 0, 0]), 3)
    assert np.isnan(exposure_effect(alone, alone.adopted).value)


@pytest.mark.often
def test_known_hazards_are_found_again() -> None:
    """From a curve that the model itself made, under other luck."""
    data = make_diffusion(contacts(2500), np.zeros(2500, int), PERIODS)
    truth = Hazards(need=0.004, talk=0.08)
    made = data._replace(adopted=adoption(data.graph(), truth, PERIODS, seed=77))
    found = fitted_hazards(made, with_talk=True, seeds=1, rounds=40)
    assert found.need == pytest.approx(truth.need, rel=0.5)
    assert found.talk == pytest.approx(truth.talk, rel=0.35)


def test_without_talk_there_is_no_contagion_and_with_it_there_is() -> None:
    data = make_diffusion(contacts(), np.zeros(PEOPLE, int), PERIODS)
    graph = data.graph()
    effects = {
        talk: np.array([
            exposure_effect(data, adoption(graph, Hazards(0.006, talk), PERIODS, s)).value
            for s in range(12)
        ])
        for talk in (0.0, 0.08)
    }  # fmt: skip
    error = {talk: values.std(ddof=1) / np.sqrt(12) for talk, values in effects.items()}
    assert abs(effects[0.0].mean()) < 3 * error[0.0]
    assert effects[0.08].mean() > 5 * error[0.08]


@pytest.mark.parametrize(("name", "place"), [("brfarmers", "village"), ("medInnovations", "city")])
def test_real_contacts_show_what_was_published_of_them(name: str, place: str) -> None:
    """Against figures computed when the data were put together, by another count of contacts."""
    data = read_diffusion(shared_data(f"diffusion/{name}.csv"), place)
    known = json.loads(shared_data("targets.json").read_text("utf-8"))["diffusion"]
    value, error = known["exposure_logit_coef_se_timeFE"][name]
    found = exposure_effect(data, data.adopted)
    assert found.value == pytest.approx(value, abs=error)
    assert (found.low > 0) == (name == "brfarmers")
