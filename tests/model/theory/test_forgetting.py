"""Forgetting: what fades has its half-life, and what does not fade stays."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model import state
from model.build import KEEP
from model.model import BrandAudienceModel
from model.state import PAIR
from tests.model.runs import market

FADES = {
    "good": "evidence", "bad": "evidence", "warm": "evidence", "quick": "quick", "slow": "slow",
    "recent": "tedium", "familiarity": "familiarity", "closeness": "closeness",
    "expectation": "expectation", "disillusion": "disillusion",
}  # fmt: skip
"""What fades of itself, and the parameter ``fading.…`` that says how fast."""
STAYS = (
    "used_to",
    "broken", "expected", "satisfaction", "tie", "tie_day", "mutual", "purchases", "exchanges",
    "helped", "first_day", "contact_day", "cohort",
)  # fmt: skip
STILL: dict[str, Any] = {
    "people.count": 30, "people.need": 0.0, "brands.*.followers": 0.0,
    "conversation.social": 0.0, "conversation.question": 0.0, "conversation.praise": 0.0,
}  # fmt: skip


def still(**keys: Any) -> BrandAudienceModel:
    """Return a world in which nothing happens but that time passes."""
    return BrandAudienceModel(market({"one": "silent"}), seed=1, **(STILL | keys))


def test_every_half_life_is_tested() -> None:
    assert state.FADES == FADES
    assert set(FADES) == {name for name, _, _ in KEEP}


@pytest.mark.parametrize("days", [1, 7, 60])
@pytest.mark.parametrize("field", FADES)
def test_half_is_left_after_the_half_life(field: str, days: int) -> None:
    model = still(**{f"fading.{FADES[field]}": float(days)})
    model.pairs[field][:] = 0.8
    model.run(days)
    assert model.pairs[field] == pytest.approx(np.full((30, 1), 0.4), rel=1e-5)
    model.run(days)
    assert model.pairs[field] == pytest.approx(np.full((30, 1), 0.2), rel=1e-5)


def test_with_the_defaults_too() -> None:
    model = still()
    for field in FADES:
        model.pairs[field][:] = 0.8
    model.run(90)
    for field, kind in FADES.items():
        half_life = model.base.values[f"fading.{kind}"]
        expected = 0.8 * 0.5 ** (90.0 / float(half_life))  # type: ignore[arg-type]
        # what is below a millionth is dropped
        assert model.pairs[field] == pytest.approx(np.full((30, 1), expected), rel=1e-4, abs=1e-6)


def test_what_does_not_fade_stays() -> None:
    model = still()
    model.pairs.broken[:] = 0.7
    model.pairs.expected[:] = -0.3
    before = {field: model.pairs[field].copy() for field in STAYS}
    suspicion = model.people.suspicion.copy()
    model.run(400)
    assert all((model.pairs[field] == before[field]).all() for field in STAYS)
    assert (model.people.suspicion == suspicion).all()


def test_trust_returns_to_its_prior_by_the_calendar_alone() -> None:
    model = still(**{"fading.evidence": 20.0})
    model.pairs.good[:15] = 2.0
    model.pairs.bad[15:] = 2.0
    away = np.abs(model.trust() - prior(model))
    model.run(400)
    assert (away > 0.2).all()
    assert np.abs(model.trust() - prior(model)).max() < 1e-5


def prior(model: BrandAudienceModel) -> Any:
    r = model.rules
    suspicion = model.people.suspicion.astype(float)[:, None]
    return r.trust_prior * (1.0 - r.suspicion_spillover * suspicion)


def test_all_state_is_known_to_these_tests_or_to_others() -> None:
    """A new quantity must be said to fade or to stay."""
    of_the_moment = {
        "surprise", "owed_clock", "value_read", "intent_read", "deal", "passed_on", "owed_day",
        "event_day", "reads", "owed", "owed_public", "event", "told", "voiced", "signals",
    }  # fmt: skip
    assert {name for name, _, _ in PAIR} == {*FADES, *STAYS, *of_the_moment}
