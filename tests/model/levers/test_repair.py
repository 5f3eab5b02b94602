"""What an answer to a complaint contains: each part mends as much as its own parameter says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.model import BrandAudienceModel
from model.plan import Answers, Plan, Repair
from model.rules.events import BREACH, FAILURE
from model.rules.writing import COMPLAINT, SOCIAL
from tests.model.levers.towns import ODD, PEOPLE, cost, counts, pairs, town, trust_moved, waiting

SHARES = {
    "repair.help": 0.05, "repair.apology": 0.11, "repair.promise": 0.17, "repair.denial": -0.23,
    "repair.compensation": 0.02, "repair.claim": 0.31, "repair.closeness": 0.0,
    "repair.apology_breach": -0.13, "repair.denial_breach": 0.19, "repair.found_out": 0.0,
    "trust.answer": 0.0,
}  # fmt: skip
LEVERS = {
    "apology": 0.11, "promise": 0.17, "denial": -0.23, "false_claim": 0.31, "compensation": 0.08,
}  # fmt: skip
"""What each adds to the share of the evidence that help alone takes away."""


def complained(repair: Repair, event: int = FAILURE, **keys: Any) -> BrandAudienceModel:
    """Return the town after half of it complained over an event, half wrote for company.

    Answers come as soon as people think normal, so that they are worth all they can be.
    """
    plan = Plan(answers=Answers.all(), staff_hours=1000.0, repair=repair)
    keys = SHARES | {"conversation.expected_wait": 200.0, "brands.*.wage": 0.0} | keys
    model = town(plan, **keys)
    model.world.keep[:] = 1.0
    p = pairs(model)
    p.bad[:], p.broken[:], p.event[:], p.surprise[:] = 2.0, 1.0, event, -1.0
    waiting(model, np.where(ODD, COMPLAINT, SOCIAL))
    model.step()
    return model


def value(lever: str) -> Any:
    return 4.0 if lever == "compensation" else True


@pytest.mark.parametrize("lever", LEVERS)
def test_a_repair_mends_by_its_own_share_and_complainers_only(lever: str) -> None:
    model = complained(Repair(**{lever: value(lever)}))
    assert pairs(model).bad[ODD] == pytest.approx(2.0 * (1.0 - 0.05 - LEVERS[lever]))
    assert (pairs(model).bad[~ODD] == 2.0).all()
    assert (pairs(model).broken == 1.0).all()
    assert set(trust_moved(model, "repair")) == set(np.flatnonzero(ODD))


def test_without_any_there_is_help() -> None:
    assert pairs(complained(Repair())).bad[ODD] == pytest.approx(2.0 * 0.95)


BREACHES = {"apology": -0.13, "promise": 0.0, "denial": 0.19, "compensation": 0.0}


@pytest.mark.parametrize("lever", BREACHES)
def test_after_a_breach_apology_and_denial_move_the_breach(lever: str) -> None:
    """What they say of competence is beside the point; the other parts mend as ever."""
    model = complained(Repair(**{lever: value(lever)}), BREACH)
    assert pairs(model).broken[ODD] == pytest.approx(1.0 - BREACHES[lever])
    assert (pairs(model).broken[~ODD] == 1.0).all()
    mends = LEVERS[lever] if lever in ("promise", "compensation") else 0.0
    assert pairs(model).bad[ODD] == pytest.approx(2.0 * (1.0 - 0.05 - mends))


def test_only_what_is_paid_costs() -> None:
    for lever in LEVERS:
        model = complained(Repair(**{lever: value(lever)}))
        assert counts(model)["compensated"] == ODD.sum()
        assert cost(model) == (4.0 * ODD.sum() if lever == "compensation" else 0.0)


@pytest.mark.parametrize("lever", LEVERS)
def test_only_a_false_claim_can_come_out(lever: str) -> None:
    model = complained(Repair(**{lever: value(lever)}), **{"repair.found_out": 1.0})
    liars = lever == "false_claim"
    assert counts(model)["lies"] == (PEOPLE // 2 if liars else 0)
    assert set(trust_moved(model, "lie")) == (set(np.flatnonzero(ODD)) if liars else set())
    assert (pairs(model).broken[ODD] > 1.0).all() == liars


def test_a_false_claim_comes_out_by_chance() -> None:
    model = complained(Repair(false_claim=True), **{"repair.found_out": 0.5})
    assert 0 < counts(model)["lies"] < PEOPLE // 2
