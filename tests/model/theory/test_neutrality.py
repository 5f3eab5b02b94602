"""Neutrality: no moral sits in the rules. It sits in coefficients that can be put to zero."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from scipy import stats

from model.model import BrandAudienceModel
from model.parameters import moral
from tests.model.runs import DEALINGS, differences, market

PEOPLE, SEEDS, YEAR = 2000, 3, 365
NO_MORAL = {p.name: 0.0 for p in moral()}
EQUAL: dict[str, Any] = {"post_share": 0.5, "ad_share": 0.5, "craft": 1.0}
"""The same reach, and posts of the same appeal."""
ARMS: dict[str, dict[str, Any]] = {
    "push": EQUAL | {"offer": 0.0},
    "scheduled": EQUAL,
    "conversational": EQUAL,
    "listening": EQUAL,
    "bait_and_pitch": EQUAL,
    "mixed": EQUAL | {"offer": 0.0},
    "business_as_usual": EQUAL | {"offer": 0.0},
}
"""All strategies that post; offers apart, which are worth something to people (fact 48)."""


def outcome(strategy: str, options: dict[str, Any], seed: int, **keys: Any) -> list[float]:
    """Return trust and trust of those who know the brand, after a year beside usual business."""
    chosen = {f"brands.one.options.{name}": value for name, value in options.items()}
    base = market({"one": strategy, "other": "business_as_usual"})
    keys = {"people.count": PEOPLE, **NO_MORAL, **chosen, **keys}
    model = BrandAudienceModel(base, seed=seed, **keys)
    model.run(YEAR)
    last = model.series()
    return [float(last[name][-2]) for name in ("trust", "trust_known", "trust_followers")]


@lru_cache
def year_of(strategy: str) -> tuple[float, ...]:
    """Return the same, mean over seeds."""
    runs = [outcome(strategy, ARMS[strategy], seed) for seed in range(SEEDS)]
    return tuple(np.mean(runs, axis=0).tolist())


def test_the_range_of_every_moral_number_includes_zero() -> None:
    assert len(NO_MORAL) >= 15
    assert all(p.low <= 0.0 <= p.high for p in moral())


@pytest.mark.often
def test_without_the_moral_all_strategies_end_alike() -> None:
    """Within .01 of trust of one another, over everyone and over those who know the brand."""
    trust, known, _ = np.array([year_of(strategy) for strategy in ARMS]).T
    assert np.ptp(trust) < 0.01
    assert np.ptp(known) < 0.01
    assert trust.min() > 0.52  # and not because nothing was learned


def test_with_the_moral_they_do_not() -> None:
    """The same arms under the default coefficients are far apart: the test above can fail."""
    usual = {p.name: p.default for p in moral()}
    found = [outcome(s, ARMS[s], 1, **usual)[2] for s in ("push", "conversational")]
    assert abs(found[0] - found[1]) > 0.05


@pytest.mark.parametrize("option", ["intent", "canned", "answer_share", "canned_answers"])
def test_without_the_moral_no_single_choice_matters(option: str) -> None:
    """One brand, one option from end to end: intent, stock phrases, answering."""
    pair = [
        outcome("push", ARMS["push"] | {"staff_share": 1.0, option: value}, 1)
        for value in (0.0, 1.0)
    ]
    assert np.abs(np.subtract(*pair))[:2].max() < 0.01


def test_without_the_moral_a_pitch_is_no_breach() -> None:
    pair = [outcome("bait_and_pitch", EQUAL | {"pitch_after": after}, 1) for after in (1, -1)]
    assert np.abs(np.subtract(*pair))[:2].max() < 0.01


# --- the silent control ----------------------------------------------------------------


def silent_beside(rival: str, **keys: Any) -> BrandAudienceModel:
    """Return a silent brand whose product never fails (a failure is a dealing), after a while."""
    base = market({"control": "silent", "rival": rival})
    keys = {**DEALINGS, "people.count": 300, "brands.control.failure_rate": 0.0, **keys}
    model = BrandAudienceModel(base, seed=2, watch=range(300), **keys)
    model.run(150)
    return model


@pytest.mark.parametrize("rival", ["push", "bait_and_pitch", "conversational"])
def test_the_silent_control_drifts_only_through_suspicion(rival: str) -> None:
    model = silent_beside(rival)
    changes = model.ledger.changes()
    mine = changes["brand"] == "control"
    assert set(changes["cause"][mine]) == {"suspicion"}
    assert model.history.brand.inbound[:, 0].sum() > 100  # people did write, and got no answer


@pytest.mark.parametrize("rival", ["push", "bait_and_pitch"])
def test_without_spill_over_the_silent_control_stays_where_it_is(rival: str) -> None:
    model = silent_beside(rival, **{"suspicion.spillover": 0.0})
    place = model.brand("control").place
    assert (model.trust()[:, place] == model.rules.trust_prior).all()
    assert model.people.suspicion.mean() > 0.305  # others did raise suspicion


def test_what_the_control_does_not_do_changes_nothing_for_it() -> None:
    """A rival that pushes and one that talks leave the control's trust the same, spill-over off."""
    pair = [silent_beside(r, **{"suspicion.spillover": 0.0}) for r in ("push", "conversational")]
    tables = [model.series() for model in pair]
    mine = tables[0]["brand"] == "control"
    columns = ("trust", "trust_p10", "trust_p50", "trust_p90", "closeness", "expectation")
    one, other = ({name: table[name][mine] for name in columns} for table in tables)
    assert differences(one, other) == []


# --- and against the preaching ---------------------------------------------------------


@pytest.mark.often
def test_a_pitch_can_pay() -> None:
    """Under the default coefficients, the same brand sells more within months if it pitches."""
    more = []
    base = market({"one": "bait_and_pitch", "two": "business_as_usual"})
    for seed in range(16):
        sold = []
        for after in (3, -1):
            keys = {"people.count": 1000, "brands.one.options.pitch_after": after}
            model = BrandAudienceModel(base, seed=seed, **keys)
            model.run(120)
            sold.append(int(model.history.brand.purchases[:, 0].sum()))
        more.append(sold[0] - sold[1])
    error = np.std(more, ddof=1) / 4.0
    assert np.mean(more) - stats.t.ppf(0.975, 15) * error > 0.0


def test_push_can_sell() -> None:
    """Advertising and offers sell more than silence, to the same people (facts 40, 43)."""
    sold = []
    for strategy in ("push", "silent"):
        model = BrandAudienceModel(
            market({"one": strategy, "two": "business_as_usual"}), seed=1, **{"people.count": 2000}
        )
        model.run(120)
        sold.append(int(model.history.brand.purchases[:, 0].sum()))
    assert sold[0] > 1.2 * sold[1]
