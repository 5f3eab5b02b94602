"""Levers and rules that change on the way take effect from their day, and in both engines."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.errors import InputError
from model.model import BrandAudienceModel
from model.parameters import BRAND_PARAMETERS, PARAMETERS
from tests.model.runs import differences

SMALL = {"people.count": 60}
CHANGES: dict[str, Any] = {
    "brands.megaphone.strategy": "conversational",
    "brands.metronome.price": 4.0,
    "brands.neighbour.options.invite": 0.9,
    "brands.*.failure_rate": 0.5,
    "suspicion.gain": 0.08,
    "platform.rank_spread": 0.2,
    "platform.report_noise": 0.5,
    "fading.evidence": 3.0,
    "medium.kind": "phone",
    "trust.prior": 0.3,
}


def model_of(engine: str = "compiled", **more: Any) -> BrandAudienceModel:
    return BrandAudienceModel("three_strategies", engine=engine, **(SMALL | more))


def at(day: int) -> dict[str, Any]:
    return {f"changes.{day}.{key}": value for key, value in CHANGES.items()}


@pytest.fixture(name="planned", scope="module")
def planned_fixture() -> BrandAudienceModel:
    model = model_of(**at(8))
    model.run(16)
    return model


def test_changing_by_hand_is_the_run_that_had_it_planned(planned: BrandAudienceModel) -> None:
    model = model_of()
    model.run(8)
    model.change(CHANGES)
    model.run(8)
    assert model.base == planned.base
    assert differences(model.series(), planned.series()) == []
    np.testing.assert_array_equal(model.trust(), planned.trust())


def test_nothing_changes_before_the_day(planned: BrandAudienceModel) -> None:
    untouched = model_of()
    untouched.run(16)
    now, before = planned.series(), untouched.series()
    early = now["day"] < 8
    assert differences(
        {name: column[early] for name, column in now.items()},
        {name: column[early] for name, column in before.items()},
    ) == []  # fmt: skip
    assert differences(now, before) != []


def test_both_engines_agree(planned: BrandAudienceModel) -> None:
    plain = model_of("plain", **at(8))
    plain.run(16)
    assert differences(plain.series(), planned.series()) == []
    np.testing.assert_array_equal(plain.trust(), planned.trust())


def test_the_series_tells_each_days_strategy(planned: BrandAudienceModel) -> None:
    table = planned.series()
    own = table["brand"] == "megaphone"
    assert set(table["strategy"][own & (table["day"] < 8)]) == {"push"}
    assert set(table["strategy"][own & (table["day"] >= 8)]) == {"conversational"}
    assert planned.brand("megaphone").strategy_name == "conversational"


def test_trust_and_views_read_the_changed_rules() -> None:
    model = model_of()
    before = model.trust()
    model.change({"trust.prior": 0.2})
    assert (model.trust() < before).all()
    assert model.people[0].towards("megaphone").trust < before[0, 0]
    assert model.rules.trust_prior == 0.2 == model.scenario_values["trust.prior"]


def test_the_ledger_still_adds_up() -> None:
    model = model_of(watch=[3], **at(4))
    start = model.trust_between(3, 0)
    model.run(9)
    changes = model.ledger.changes()
    own = changes["brand"] == model.brands[0].name
    assert start + changes["amount"][own].sum() == pytest.approx(
        model.trust_between(3, 0), abs=1e-6
    )


def test_what_shapes_the_start_is_refused_and_changes_nothing() -> None:
    model = model_of()
    base = model.base
    with pytest.raises(InputError, match="cannot change on the way"):
        model.change({"people.suspicion": 0.9})
    assert model.base is base


def test_every_lever_of_a_brand_can_be_changed() -> None:
    model = model_of()
    model.run(1)
    for key, parameter in BRAND_PARAMETERS.items():
        if parameter.role == "lever":
            model.change({f"brands.megaphone.{key}": parameter.default})
    assert len(model.base.changes[1]) == 8
    assert "talk.rate" in PARAMETERS
    model.run(1)
