"""What is made to happen between days has the effects that it has by itself, in both engines."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.errors import InputError
from model.interventions import (
    answer_now,
    expose,
    fail,
    make_follow,
    tell,
    withhold_answer,
    write_now,
)
from model.model import BrandAudienceModel
from model.plan import Post, Repair
from model.rules.talk import CONDUCT, PRODUCT
from model.rules.ties import ALIENATED, FOLLOWER
from tests.model.runs import differences, market, same_state, same_tables, state

PEOPLE = 60
EVERYBODY = range(PEOPLE)
QUIET: dict[str, Any] = {
    "people.count": PEOPLE, "people.need": 0.0, "brands.*.followers": 0.0,
    "brands.*.customers": 0.0,
}  # fmt: skip


def silent(**keys: Any) -> BrandAudienceModel:
    """Return a world in which nothing happens by itself."""
    return BrandAudienceModel(
        market({"one": "silent", "other": "silent"}), seed=1, **(QUIET | keys)
    )


def meddled_with(engine: str) -> BrandAudienceModel:
    """Return a lively world in which everything is done by hand as well, three times."""
    base = market({"one": "bait_and_pitch", "other": "business_as_usual"})
    keys = {"people.count": PEOPLE, "conversation.social": 0.1, "talk.rate": 0.8}
    model = BrandAudienceModel(base, seed=3, engine=engine, watch=range(PEOPLE), **keys)
    for _ in range(3):
        expose(
            model, EVERYBODY, "one", Post(topic=2, intent=0.6, offer=0.3, invite=1.0, prompt=1.0)
        )
        make_follow(model, [1, 2, 3], "other")
        fail(model, range(0, 30, 2), "other")
        write_now(model, range(30), "other", kind="complaint", public=True)
        answer_now(model, range(10), "other", wait=9.0, canned=0.3, repair=Repair(false_claim=True))
        answer_now(model, range(10, 15), "other", pitched=True)
        withhold_answer(model, range(15, 20), "other")
        tell(model, [40, 41], "one", -1.0, CONDUCT)
        tell(model, [40, 41], "other", 0.5, PRODUCT)
        model.run(4)
    return model


def test_both_engines_go_on_alike() -> None:
    compiled, plain = meddled_with("compiled"), meddled_with("plain")
    assert differences(compiled.series(), plain.series()) == []
    assert same_state(state(compiled), state(plain))
    assert same_tables(compiled.ledger.changes(), plain.ledger.changes())


def test_what_is_done_stands_in_the_ledger() -> None:
    model = meddled_with("compiled")
    changes = model.ledger.changes()
    assert set(changes["day"][changes["cause"] == "by_hand"]) == {0, 4, 8}
    total = np.zeros((PEOPLE, 2))
    places = [model.brand(name).place for name in changes["brand"]]
    np.add.at(total, (changes["person"], places), changes["amount"])
    start = BrandAudienceModel(model.base, seed=3).trust()
    assert np.abs(start + total - model.trust()).max() < 1e-9


def test_it_counts_towards_the_coming_day() -> None:
    model = silent()
    model.run(2)
    expose(model, [4, 5], "one", Post())
    make_follow(model, [4, 5, 6], "one")
    write_now(model, [1, 2, 3], "one", public=True)
    assert answer_now(model, [1], "one", wait=2.0) == 1
    assert withhold_answer(model, [2, 9], "one") == 1
    fail(model, [8], "other")
    model.step()
    one, other = (model.history.brand[2, model.brand(n).place] for n in ("one", "other"))
    assert (one.impressions, one.read, one.follows, one.inbound, one.public) == (2, 2, 3, 3, 3)
    assert (one.answered, one.silences, one.waiting, one.followers) == (1, 1, 1, 3)
    assert (other.failures, other.impressions, other.inbound) == (1, 0, 0)
    assert model.history.brand[1].impressions.sum() == 0


def test_exposure_teaches_what_to_expect() -> None:
    """Rescorla-Wagner: e moves by the learning rate towards what the message was worth."""
    model = silent(**{"people.interest_spread": 0.0})
    expose(model, [0], "one", Post(craft=1.0))
    start, rate = model.rules.feed_expected_start, model.rules.feed_learning
    expected = model.pairs.expected[:2, model.brand("one").place]
    assert expected[0] == pytest.approx(start + rate * (1.0 - start), rel=1e-6)
    assert expected[1] == pytest.approx(start)


def test_the_alienated_cannot_be_reached() -> None:
    model = silent()
    model.pairs.tie[0, 0] = ALIENATED
    before = state(model)
    expose(model, 0, "one", Post())
    assert same_state(before, state(model))


def test_who_follows_already_goes_on() -> None:
    model = silent()
    model.run(5)
    make_follow(model, 0, "one")
    model.run(3)
    make_follow(model, [0, 1], "one")
    assert model.pairs.tie[:2, 0].tolist() == [FOLLOWER, FOLLOWER]
    assert model.pairs.tie_day[:2, 0].tolist() == [5, 8]


def test_a_failure_by_hand_weighs_as_one_after_a_purchase() -> None:
    """All buy one unit that fails on day 0; by hand the same evidence and satisfaction."""
    keys = {"brands.*.failure_rate": 1.0, "brands.*.awareness": 1.0, "market.outside": -10.0}
    bought, told = (
        BrandAudienceModel(market({"one": "silent"}), seed=1, **(QUIET | keys)) for _ in range(2)
    )
    bought.pairs.familiarity[:] = told.pairs.familiarity[:] = 1.0
    bought.people.occasion[:] = 1
    bought.step()
    assert (bought.pairs.purchases == 1).mean() > 0.9
    fail(told, EVERYBODY, "one")
    told.step()
    failed = bought.pairs.purchases == 1
    for name in ("bad", "satisfaction", "event", "event_day"):
        assert (bought.pairs[name][failed] == told.pairs[name][failed]).all()


def test_a_prompt_human_answer_is_the_evidence_that_is_declared() -> None:
    model = silent()
    write_now(model, [0, 1], "one")
    answer_now(model, [0], "one")
    answer_now(model, [1], "one", canned=1.0)
    good = model.pairs.good[:2, 0]
    assert good[0] == pytest.approx(model.rules.trust_answer)
    assert good[1] == pytest.approx(good[0] * (1 - model.rules.conversation_canned_discount))
    assert answer_now(model, [0, 1], "one") == 0


def test_a_mask_chooses_too() -> None:
    model = silent()
    make_follow(model, np.arange(PEOPLE) % 2 == 0, "one")
    assert model.pairs.tie[:, 0].tolist() == [1, 0] * (PEOPLE // 2)


@pytest.mark.parametrize("person", [-1, PEOPLE])
def test_no_such_person(person: int) -> None:
    with pytest.raises(InputError, match="no such person"):
        fail(silent(), [0, person], "one")


def test_no_such_brand_or_letter() -> None:
    with pytest.raises(InputError, match="no such brand"):
        fail(silent(), 0, "on")
    with pytest.raises(InputError, match="complaint"):
        write_now(silent(), 0, "one", kind="complain")
