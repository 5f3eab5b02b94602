"""Factors as the command line writes them."""

from __future__ import annotations

import pytest

from experiments.studies.factors import read_factors
from experiments.sweep.factors import Factor
from model.errors import InputError
from model.parameters import levers, uncertainties
from model.scenario import load_scenario

BASE = load_scenario("three_strategies")


def read(*texts: str, around: float | None = 0.5) -> dict[str, Factor]:
    found = read_factors(texts, BASE, "neighbour", "--factors", around)
    return {factor.name: factor for factor in found}


def ends(factor: Factor) -> tuple[float, float]:
    assert factor.span is not None
    return factor.span.low, factor.span.high


def test_ranges_lists_and_bare_keys() -> None:
    found = read("staff_hours=0..2, strategy=push|mixed", "trust.prior,posts_a_day")
    assert found["staff_hours"].key == "brands.neighbour.staff_hours"
    assert ends(found["staff_hours"]) == (0.0, 2.0)
    assert found["strategy"].levels() == ("push", "mixed")
    prior = float(BASE.values["trust.prior"])
    assert ends(found["trust.prior"]) == pytest.approx((prior / 2, min(1.5 * prior, 1.0)))
    assert ends(found["posts_a_day"]) == (1.0, 3.0)


def test_how_far_a_bare_key_varies() -> None:
    assert ends(read("staff_hours", around=0.1)["staff_hours"]) == pytest.approx((0.378, 0.462))
    assert ends(read("ad_reach", around=None)["ad_reach"]) == (0.0, 1.0)
    zero = BASE.with_values({"appraisal.intent_cost": 0.0})
    (factor,) = read_factors(["appraisal.intent_cost"], zero, "neighbour", "--factors", 0.5)
    assert ends(factor) == (-0.25, 1.0), "about 0: half of what is allowed on either side"


def test_kinds_that_have_no_range() -> None:
    strategies = read("strategy")["strategy"].levels()
    assert {"push", "conversational", "silent"} <= set(strategies)
    assert read("options.follow_back")["options.follow_back"].levels() == (False, True)
    disciplines = read("options.discipline")["options.discipline"]
    assert "first_come" in disciplines.levels()
    assert not disciplines.is_number


def test_groups_stand_for_many_factors() -> None:
    assert len(read("levers")) == len(levers())
    whole = read("uncertainties", "levers", "staff_hours=0..1" if False else "moral")
    assert len(whole) == len(levers()) + len(uncertainties())
    assert all(factor.at(0.0) != factor.at(1.0) for factor in whole.values())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("staff_huors", "staff_hours"),
        ("staff_hours,staff_hours=0..1", "twice"),
        ("", "without a name"),
        ("staff_hours=", "without a name"),
        ("staff_hours=2..1", "below low"),
        ("staff_hours=-1..1", "-1"),
        ("strategy=push|phus", "phus"),
        ("seed", "no such factor"),
        ("seed=1..5", "seeds are not a factor"),
        ("strategy=0..1", "strategy"),
        ("options.promotion_share=0..2", "2"),
    ],
)
def test_what_is_wrong_is_told(text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        read(*[text])
    assert message in error.value.message
