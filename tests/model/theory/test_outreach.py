"""Too much engagement harms (Homburg, Ehm & Artz 2015): being addressed is an exposure."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.interventions import address_now, answer_now, write_now
from model.model import BrandAudienceModel
from model.parameters import defaults
from model.parameters.rules import rules_of
from model.rules.outreach import exposed, intrusion
from model.rules.reactance import resented
from model.rules.ties import ALIENATED
from tests.model.runs import market

PEOPLE, DAYS = 20, 120
EVERYBODY = range(PEOPLE)
PAUSES = (120, 40, 20, 10, 5, 3, 2, 1)
"""Days from one address to the next, rare first."""
R = rules_of(defaults())
OFF = {"conversation.outreach_exposure": 0.0}


def quiet(**keys: Any) -> BrandAudienceModel:
    """Return a world in which nothing happens by itself."""
    fixed = {"people.count": PEOPLE, "people.need": 0.0, "conversation.outreach_reply": 0.0}
    return BrandAudienceModel(market({"one": "silent"}), seed=1, **fixed, **keys)


@lru_cache
def trust_by_frequency(**keys: float) -> tuple[float, ...]:
    """Return mean trust after some months of being addressed, by how often."""
    found = []
    for pause in PAUSES:
        model = quiet(**keys)
        for _ in range(DAYS // pause):
            address_now(model, EVERYBODY, "one")
            model.run(pause)
        found.append(float(model.trust().mean()))
    return tuple(found)


def test_trust_is_highest_where_one_is_addressed_now_and_then() -> None:
    found = trust_by_frequency()
    best = int(np.argmax(found))
    assert 0 < best < len(found) - 1
    assert (np.diff(found[: best + 1]) > 0.0).all()
    assert (np.diff(found[best:]) < 0.0).all()
    assert found[best] - found[-1] > 0.02


def test_with_the_mechanism_off_more_is_better() -> None:
    assert (np.diff(trust_by_frequency(**OFF)) > 0.0).all()


def test_an_answer_is_no_intrusion_however_often() -> None:
    """The source found no harm where conversations served social needs."""
    found = []
    for keys in ({}, OFF):
        model = quiet(**keys)
        for _ in range(20):
            write_now(model, EVERYBODY, "one", public=True)
            answer_now(model, EVERYBODY, "one")
            model.run(1)
        assert (model.pairs.recent == 0.0).all()
        found.append(model.trust())
    assert np.array_equal(*found)


def test_the_ledger_says_that_it_was_being_addressed() -> None:
    base = market({"one": "conversational"})
    keys = {"brands.one.options.outreach": 1.0, "brands.one.options.post_share": 0.0}
    model = BrandAudienceModel(
        base, seed=1, watch=range(5),
        **keys | {"people.count": 5, "brands.one.staff_hours": 24.0},
    )  # fmt: skip
    model.run(30)
    changes = model.ledger.changes()
    addressed = changes["amount"][changes["cause"] == "addressed"]
    assert (addressed > 0.0).any()
    assert (addressed < 0.0).any()


def test_neither_the_alienated_nor_who_waits_is_addressed() -> None:
    model = quiet()
    model.pairs.tie[3] = ALIENATED
    write_now(model, [7], "one")
    assert address_now(model, [3, 7, 8], "one") == 1
    assert model.pairs.owed[7, 0] > 0
    assert np.flatnonzero(model.pairs.recent[:, 0]).tolist() == [8]


@given(st.floats(0.0, 60.0), st.floats(0.0, 10.0))
def test_every_exposure_counts_as_a_reading_does(recent: float, exposure: float):
    r = R._replace(conversation_outreach_exposure=exposure)
    assert exposed(recent, r) == recent + exposure
    assert intrusion(recent, r) == pytest.approx(exposure * resented(recent, R))
