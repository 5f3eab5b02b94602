"""Trust against the Beta reputation's closed form (Josang & Ismail 2002), and its renewal."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.interventions import answer_now, fail, write_now
from model.model import BrandAudienceModel
from model.randomness import Block, draws_array
from tests.model.runs import market

PEOPLE = 40
NOTHING_ELSE: dict[str, Any] = {
    "people.count": PEOPLE, "people.need": 0.0, "brands.*.followers": 0.0,
    "brands.*.customers": 0.0,
    "trust.renewal": 0.0, "trust.rereading": 0.0, "trust.disillusion": 0.0, "trust.alienation": 0.0,
    "conversation.closeness_gain": 0.0, "conversation.social": 0.0, "conversation.question": 0.0,
    "conversation.complaint": 0.0, "conversation.praise": 0.0, "talk.rate": 0.0,
    "suspicion.gain": 0.0, "suspicion.breach": 0.0, "suspicion.calm": 0.0,
    "suspicion.spillover": 0.0, "trust.breach_exchange": 1.0,
}  # fmt: skip
ACTS = ("answer", "failure", "breach")
ACT = st.sampled_from(ACTS)


def world(**keys: Any) -> BrandAudienceModel:
    """Return a world in which evidence comes by hand only, and nothing fades."""
    model = BrandAudienceModel(market({"one": "silent"}), seed=1, **(NOTHING_ELSE | keys))
    model.world.keep[:] = 1.0
    return model


def act(model: BrandAudienceModel, person: int, what: str) -> None:
    if what == "failure":
        fail(model, person, "one")
        return
    write_now(model, person, "one")
    answer_now(model, person, "one", pitched=what == "breach")


def closed_form(model: BrandAudienceModel, acts: list[str]) -> float:
    """Return (p + good) / (1 + good + bad + broken), each act counting its declared weight.

    An answer with a pitch is an answer and a breach.
    """
    r = model.rules
    good = r.trust_answer * (acts.count("answer") + acts.count("breach"))
    bad, broken = r.trust_failure * acts.count("failure"), r.trust_breach * acts.count("breach")
    return float((r.trust_prior + good) / (1.0 + good + bad + broken))


@given(acts=st.lists(ACT, max_size=30))
def test_trust_is_that_of_the_beta_reputation(acts: list[str]) -> None:
    model = world()
    for what in acts:
        act(model, 0, what)
    assert model.trust_between(0, 0) == pytest.approx(closed_form(model, acts), abs=1e-6)
    assert model.trust_between(1, 0) == model.rules.trust_prior


def test_days_that_pass_change_nothing_where_nothing_fades() -> None:
    model = world()
    for what in ("answer", "failure", "breach", "answer"):
        act(model, 0, what)
    before = model.trust()
    model.run(100)
    assert (model.trust() == before).all()


def test_failures_in_a_run_follow_the_closed_form() -> None:
    """Everybody buys daily and every unit fails: after k purchases trust is p / (1 + k w)."""
    keys = {
        "people.need": 365.0, "people.need_shape": 1000.0, "market.outside": -10.0,
        "brands.*.failure_rate": 1.0, "brands.*.awareness": 1.0,
    }  # fmt: skip
    model = world(**keys)
    model.pairs.familiarity[:] = 1.0
    model.run(25)
    bought = model.pairs.purchases[:, 0].astype(float)
    assert bought.min() > 15
    r = model.rules
    expected = r.trust_prior / (1.0 + bought * r.trust_failure)
    assert model.trust()[:, 0] == pytest.approx(expected, abs=1e-6)


@given(acts=st.lists(ACT, max_size=12), seed=st.integers(0, 2**32))
def test_without_renewal_the_order_of_acts_does_not_matter(acts: list[str], seed: int) -> None:
    model = world()
    luck = draws_array(seed, np.arange(len(acts)), Block.PICTURE)[0]
    shuffled = [acts[place] for place in np.argsort(luck)]
    for what in acts:
        act(model, 0, what)
    for what in shuffled:
        act(model, 1, what)
    assert model.trust_between(0, 0) == pytest.approx(model.trust_between(1, 0), abs=1e-6)


def test_with_renewal_the_last_act_counts_most() -> None:
    model = world(**{"trust.renewal": 0.2, "trust.failure": 0.4})
    for what in ("failure", "answer"):
        act(model, 0, what)
    for what in ("answer", "failure"):
        act(model, 1, what)
    assert model.trust_between(0, 0) > 0.5 > model.trust_between(1, 0)


def test_renewal_bounds_evidence() -> None:
    """n answers of weight w leave a good of at most w + 1 / renewal: g = g / (1 + a w) + w."""
    model = world(**{"trust.renewal": 0.25})
    w, a = model.rules.trust_answer, 0.25
    expected = 0.0
    for _ in range(60):
        act(model, 0, "answer")
        expected = expected / (1.0 + a * w) + w
    good = float(model.pairs.good[0, 0])
    assert good == pytest.approx(expected, rel=1e-5)
    assert good == pytest.approx(w + 1 / a, rel=0.01)


def test_what_honesty_cannot_renew() -> None:
    """Answers wear down old failures, never a breach (Schweitzer, Hershey & Bradlow 2006)."""
    model = world(**{"trust.renewal": 0.25})
    act(model, 0, "failure")
    act(model, 1, "breach")
    for _ in range(60):
        act(model, 0, "answer")
        act(model, 1, "answer")
    assert model.pairs.bad[0, 0] < 0.01
    assert model.pairs.broken[1, 0] == np.float32(model.rules.trust_breach)
    assert model.trust_between(1, 0) < model.trust_between(0, 0)
