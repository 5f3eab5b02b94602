"""Posts reach followers, advertisements anybody; each property of a message has its own effect."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.model import BrandAudienceModel
from model.plan import Plan, Post
from model.rules.events import DEAL, PROMPT
from model.rules.ties import ALIENATED, FOLLOWER
from model.rules.writing import SOCIAL
from tests.model.levers.towns import (
    ALWAYS_ONLINE,
    EVERYBODY,
    ODD,
    cost,
    counts,
    happened,
    pairs,
    town,
)

SEEN = ALWAYS_ONLINE | {
    "platform.brand_rank": 5.0, "platform.background": 1.0, "platform.rank_spread": 0.0,
    "platform.ad_slots": 100.0, "medium.reach": 5.0, "people.suspicion": 0.4,
    "suspicion.gain": 0.1, "fading.familiarity": 100_000.0,
}  # fmt: skip
"""Whatever is placed is seen by those whom it may reach."""


def posted(post: Post, *, carrier: str = "post", **keys: Any) -> BrandAudienceModel:
    """Return the town after a day with this message; half are followers."""
    plan = Plan(posts=(post,)) if carrier == "post" else Plan(ad=post, ad_reach=1.0)
    model = town(plan, **(SEEN | keys))
    pairs(model).tie[ODD] = FOLLOWER
    model.step()
    return model


def readers(carrier: str) -> Any:
    return ODD if carrier == "post" else EVERYBODY >= 0


BOTH = pytest.mark.parametrize("carrier", ["post", "advertisement"])


def worths(model: BrandAudienceModel, carrier: str) -> Any:
    """Return what the message was worth to its readers, who are whom it may reach."""
    found = happened(model, "read")
    assert set(found) == set(np.flatnonzero(readers(carrier)))
    return np.array([found[i] for i in sorted(found)])


@BOTH
def test_a_plain_message_is_worth_one_and_counted(carrier: str) -> None:
    model = posted(Post(), carrier=carrier)
    assert worths(model, carrier) == pytest.approx(1.0)
    found, number = counts(model), int(readers(carrier).sum())
    assert (found["impressions"], found["read"]) == (number, number)
    assert found["ad_impressions"] == (0 if carrier == "post" else number)
    assert (pairs(model).good[readers(carrier)] > 0.0).all()
    assert (pairs(model).good[~readers(carrier)] == 0.0).all()


@BOTH
def test_a_topic_pleases_those_who_care_for_it(carrier: str) -> None:
    model = town(
        Plan(posts=(Post(topic=2),)) if carrier == "post" else Plan(ad=Post(topic=2), ad_reach=1.0),
        **SEEN,
    )
    pairs(model).tie[ODD] = FOLLOWER
    model.world.interests[:] = 0.1
    model.world.interests[:, 2] = interest = 0.2 + 0.05 * EVERYBODY
    model.step()
    assert worths(model, carrier) == pytest.approx(interest[readers(carrier)], rel=1e-6)


@BOTH
@pytest.mark.parametrize("craft", [0.5, 2.0])
def test_craft_is_worth_what_it_is(carrier: str, craft: float) -> None:
    assert worths(posted(Post(craft=craft), carrier=carrier), carrier) == pytest.approx(craft)


@BOTH
def test_stock_material_is_worth_less(carrier: str) -> None:
    model = posted(Post(canned=0.5), carrier=carrier)
    expected = 1.0 - 0.5 * model.rules.appraisal_canned_cost
    assert worths(model, carrier) == pytest.approx(expected)
    assert expected < 1.0


@BOTH
def test_intent_costs_value_stirs_suspicion_and_persuades(carrier: str) -> None:
    plain, model = (posted(Post(intent=x), carrier=carrier) for x in (0.0, 0.5))
    r, s, here = model.rules, 0.4, readers(carrier)
    cost_of_it = 0.5 * (r.appraisal_intent_cost + r.appraisal_intent_suspicion * s)
    assert worths(model, carrier) == pytest.approx(1.0 - cost_of_it, abs=1e-6)
    seen = 0.5 * (r.appraisal_detection + (1.0 - r.appraisal_detection) * s)
    assert model.people.suspicion[here] == pytest.approx(s + r.suspicion_gain * seen * (1.0 - s))
    assert model.people.suspicion[~here] == pytest.approx(s)
    assert (plain.people.suspicion == np.float32(s)).all()
    salience = [pairs(m).quick + pairs(m).slow for m in (plain, model)]
    assert (salience[1][here] > salience[0][here]).all()
    assert (pairs(model).bad[here] > 0.0).all()
    assert (pairs(model).bad[~here] == 0.0).all()


@BOTH
def test_an_offer_is_worth_something_and_one_gets_used_to_it(carrier: str) -> None:
    model = posted(Post(offer=0.3), carrier=carrier)
    here, r = readers(carrier), model.rules
    assert worths(model, carrier) == pytest.approx(1.0 + 0.3 * r.appraisal_offer_value)
    assert pairs(model).used_to == pytest.approx(0.3 * r.market_offer_learning * here)
    assert (pairs(model).event == np.where(here, DEAL, 0)).all()
    assert pairs(model).surprise[here] == pytest.approx(0.3)


@BOTH
def test_an_invitation_makes_readers_write_and_expect_an_answer(carrier: str) -> None:
    model = posted(Post(invite=0.8), carrier=carrier, **{"conversation.invitation": 1.0})
    here, found = readers(carrier), happened(model, "letter")
    assert set(found) <= set(np.flatnonzero(here))
    assert len(found) == pytest.approx(0.8 * here.sum(), abs=4 * np.sqrt(0.16 * here.sum()))
    assert (pairs(model).owed[list(found)] == SOCIAL).all()
    raised = 0.8 * model.rules.conversation_invited_expectation
    assert pairs(model).expectation == pytest.approx(raised * here, rel=1e-2)


@BOTH
def test_a_prompt_reminds_those_who_had_dealings_with_the_brand(carrier: str) -> None:
    plan = Plan(posts=(Post(prompt=0.5),)) if carrier == "post" else Plan(
        ad=Post(prompt=0.5), ad_reach=1.0
    )  # fmt: skip
    model = town(plan, **SEEN)
    p = pairs(model)
    p.tie[ODD], p.satisfaction[:] = FOLLOWER, 0.9
    p.purchases[EVERYBODY % 6 < 2] = 1
    p.exchanges[EVERYBODY % 6 == 3] = 1
    model.step()
    here = readers(carrier) & ((EVERYBODY % 6 < 2) | (EVERYBODY % 6 == 3))
    assert (p.event == np.where(here, PROMPT, 0)).all()
    assert p.surprise[here] == pytest.approx(model.rules.talk_prompted * 0.5 * 0.8, rel=1e-6)


def test_posts_of_one_day_are_all_read() -> None:
    model = town(Plan(posts=(Post(craft=2.0), Post(craft=0.5), Post(craft=1.0))), **SEEN)
    pairs(model).tie[ODD] = FOLLOWER
    model.step()
    rows = model.ledger.events()
    mine = (rows["event"] == "read") & (rows["person"] == 1)
    found = rows["amount"][mine]
    tedium = model.rules.feed_tedium_span
    assert found == pytest.approx([2.0, 0.5 * (1 - 1 / tedium), 1.0 * (1 - 2 / tedium)])
    assert counts(model)["read"] == 3 * ODD.sum()


@pytest.mark.parametrize("reach", [0.0, 0.2, 0.6])
def test_reach_buys_contacts_with_anybody_and_is_paid_a_contact(reach: float) -> None:
    keys = ALWAYS_ONLINE | {"people.count": 400, "platform.post_cost": 0.0,
                            "platform.cost_per_contact": 0.5, "platform.ad_slots": 2.0}  # fmt: skip
    model = town(Plan(ad=Post(), ad_reach=reach), **keys)
    pairs(model).tie[:100] = ALIENATED
    model.step()
    found, share = counts(model), reach / (1.0 + reach / 2.0)
    spread = np.sqrt(share * (1 - share) * 400)
    assert found["ad_impressions"] == pytest.approx(400 * share, abs=4 * spread)
    assert found["impressions"] == found["ad_impressions"]
    assert found["read"] == pytest.approx(0.75 * found["impressions"], abs=spread)
    assert (pairs(model).reads[:100] == 0).all()
    assert (pairs(model).recent[:100] == 0.0).all()
    assert cost(model) == pytest.approx(0.5 * found["ad_impressions"])


@BOTH
def test_making_a_message_costs_by_craft_and_stock_saves(carrier: str) -> None:
    keys = {"platform.post_cost": 10.0, "platform.canned_saving": 0.6,
            "platform.cost_per_contact": 0.0}  # fmt: skip
    model = posted(Post(craft=1.5, canned=0.5), carrier=carrier, **keys)
    assert cost(model) == pytest.approx(10.0 * 1.5 * (1.0 - 0.3))
