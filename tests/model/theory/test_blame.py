"""An apology or a denial, by kind of failure (Kim, Ferrin, Cooper & Dirks 2004)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.interventions import answer_now, fail, write_now
from model.model import BrandAudienceModel
from model.parameters import defaults
from model.parameters.rules import rules_of
from model.plan import Repair
from model.rules.blame import cleared, of_competence
from model.rules.events import BREACH, FAILURE, LIE, Event, is_breach, is_conduct, is_grievance
from tests.model.runs import market

PEOPLE = 20
EVERYBODY = range(PEOPLE)
UNIT = st.floats(0.0, 1.0)
R = rules_of(defaults())
NOTHING, APOLOGY, DENIAL = Repair(), Repair(apology=True), Repair(denial=True)


def friends(**keys: Any) -> BrandAudienceModel:
    """Return people close to a brand, who have had good answers and expect them.

    Whatever is false comes out, and nobody leaves for good.
    """
    fixed = {
        "people.count": PEOPLE, "people.need": 0.0, "repair.found_out": 1.0,
        "trust.alienation": 0.0,
    }  # fmt: skip
    model = BrandAudienceModel(market({"one": "silent"}), seed=1, **fixed, **keys)
    model.pairs.closeness[:], model.pairs.expectation[:] = 0.6, 1.0
    model.pairs.good[:], model.pairs.bad[:] = 1.5, 0.3
    return model


def complain(model: BrandAudienceModel, repair: Repair) -> None:
    """Let everybody complain and be answered within the hour."""
    write_now(model, EVERYBODY, "one", kind="complaint")
    answer_now(model, EVERYBODY, "one", wait=1.0, repair=repair)


def product_fails(model: BrandAudienceModel) -> None:
    fail(model, EVERYBODY, "one")


def friendliness_sells(model: BrandAudienceModel) -> None:
    write_now(model, EVERYBODY, "one")
    answer_now(model, EVERYBODY, "one", wait=1.0, pitched=True)


def lie_comes_out(model: BrandAudienceModel) -> None:
    product_fails(model)
    complain(model, Repair(false_claim=True))


Wrong = Callable[[BrandAudienceModel], None]


def after(wrong: Wrong, repair: Repair, **keys: Any) -> BrandAudienceModel:
    """Return the world after something wrong, a complaint over it, and the answer."""
    model = friends(**keys)
    wrong(model)
    complain(model, repair)
    return model


def trust_after(wrong: Wrong, **keys: Any) -> list[float]:
    """Return trust after an answer with an apology, with neither, and with a denial."""
    return [
        float(after(wrong, repair, **keys).trust().mean()) for repair in (APOLOGY, NOTHING, DENIAL)
    ]


# --- what people make of it ------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "event"),
    [(product_fails, FAILURE), (friendliness_sells, BREACH), (lie_comes_out, LIE)],
)
def test_what_went_wrong_is_what_is_complained_of(wrong: Wrong, event: int) -> None:
    model = friends()
    wrong(model)
    assert (model.pairs.event == event).all()


def test_an_apology_mends_a_failure_and_a_denial_does_not() -> None:
    apology, neither, denial = trust_after(product_fails)
    assert apology > neither > denial


def test_a_denial_casts_doubt_on_an_unproven_breach_and_an_apology_confirms_it() -> None:
    apology, neither, denial = trust_after(friendliness_sells)
    assert denial > neither > apology


def test_a_denial_of_a_lie_found_out_does_harm() -> None:
    apology, neither, denial = trust_after(lie_comes_out)
    assert apology == neither > denial


def test_with_the_mechanism_off_words_after_a_breach_do_nothing() -> None:
    off = {f"repair.{name}": 0.0 for name in ("apology_breach", "denial_breach", "denial_proven")}
    for wrong in (friendliness_sells, lie_comes_out):
        assert len(set(trust_after(wrong, **off))) == 1
    assert len(set(trust_after(product_fails, **off))) == 3


@pytest.mark.parametrize("wrong", [friendliness_sells, lie_comes_out])
@pytest.mark.parametrize(
    "repair", [NOTHING, APOLOGY, Repair(promise=True), Repair(compensation=20.0)], ids=str
)
def test_nothing_but_a_denial_takes_away_breach_evidence(wrong: Wrong, repair: Repair) -> None:
    model = friends()
    wrong(model)
    before = model.pairs.broken.copy()
    complain(model, repair)
    assert (before > 0.0).all()
    assert (model.pairs.broken >= before).all()


def test_a_failure_since_the_breach_is_what_the_answer_is_about() -> None:
    model = friends()
    friendliness_sells(model)
    broken = model.pairs.broken.copy()
    model.pairs.surprise[:] *= 0.5  # a while ago
    product_fails(model)
    complain(model, DENIAL)
    assert np.array_equal(model.pairs.broken, broken)


# --- the rules -------------------------------------------------------------------------


def test_breaches_are_grievances_and_conduct() -> None:
    assert [event for event in Event if is_breach(event)] == [BREACH, LIE]
    assert all(is_grievance(kind) and is_conduct(kind) for kind in (BREACH, LIE))


@pytest.mark.parametrize("event", Event)
def test_either_the_failure_or_the_breach_is_at_issue(event: int) -> None:
    found = cleared(1.0, 1.0, 1.0, event, R)
    assert of_competence(event) == (found == 0.0)


@given(UNIT, UNIT, UNIT, st.sampled_from([BREACH, LIE]), st.floats(-1.0, 1.0))
def test_no_answer_clears_all(worth: float, apology: float, denial: float, event: int, x: float):
    r = R._replace(repair_apology_breach=x, repair_denial_breach=x, repair_denial_proven=x)
    assert -1.0 <= cleared(worth, apology, denial, event, r) <= 0.95
    assert cleared(0.0, apology, denial, event, r) == 0.0
