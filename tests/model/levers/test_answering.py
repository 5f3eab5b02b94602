"""Whose letters are answered, how, in which order, by how many hands, and with what in them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.model import BrandAudienceModel
from model.plan import Answers, Plan
from model.rules.service import MORNING
from model.rules.ties import ALIENATED, FOLLOWER
from model.rules.writing import COMPLAINT, PRAISE, QUESTION, SOCIAL
from tests.model.levers.towns import (
    ALWAYS_ONLINE,
    EVERYBODY,
    ODD,
    PEOPLE,
    cost,
    counts,
    happened,
    pairs,
    town,
    trust_moved,
    waiting,
)

KINDS = {"social": SOCIAL, "question": QUESTION, "complaint": COMPLAINT, "praise": PRAISE}
HANDS = {"staff_hours": 1000.0}
ALL = Plan(answers=Answers.all(), staff_hours=1000.0)


def answered(plan: Plan, kinds: Any = SOCIAL, **keys: Any) -> BrandAudienceModel:
    """Return the town after a day that began with letters of these kinds in the inbox."""
    model = town(plan, **keys)
    waiting(model, kinds)
    model.step()
    return model


# --- which letters ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_policy_answers_letters_of_its_own_kind_only(kind: str) -> None:
    kinds = np.array(list(KINDS.values()))[EVERYBODY % 4]
    model = answered(Plan(answers=Answers(**{kind: 1.0}), **HANDS), kinds)
    mine = kinds == KINDS[kind]
    assert set(happened(model, "answered")) == set(np.flatnonzero(mine).tolist())
    assert (pairs(model).owed == np.where(mine, 0, kinds)).all()


@pytest.mark.parametrize("share", [0.0, 0.25, 0.75])
def test_a_share_of_the_letters_is_answered(share: float) -> None:
    model = answered(Plan(answers=Answers(social=share), **HANDS), **{"people.count": 200})
    spread = np.sqrt(share * (1 - share) * 200)
    assert counts(model)["answered"] == pytest.approx(200 * share, abs=4 * spread)


def test_all_alike_is_every_kind() -> None:
    assert Answers.all() == Answers(1.0, 1.0, 1.0, 1.0)
    assert Answers.all(0.3) == Answers(social=0.3, question=0.3, complaint=0.3, praise=0.3)
    assert Plan().answers == Answers.all(0.0)


# --- hours -----------------------------------------------------------------------------


@pytest.mark.parametrize("hours", [0.0, 1.05, 2.1])
def test_staff_answer_what_their_hours_reach_and_are_paid_for_all(hours: float) -> None:
    keys = {"conversation.handling": 10.0, "conversation.hurry": 0.0, "conversation.learning": 0.0}
    plan = Plan(answers=Answers.all(), staff_hours=hours)
    model = answered(plan, **keys, **{"brands.*.wage": 20.0})
    assert counts(model)["answered"] == int(6 * hours)
    assert cost(model) == pytest.approx(20.0 * hours)


DISCIPLINES = {
    "first_come": lambda p: p.owed_clock,
    "last_come": lambda p: -p.owed_clock,
    "complaints_first": lambda p: p.owed != COMPLAINT,
    "public_first": lambda p: p.owed_public == 0,
    "loyal_first": lambda p: p.mutual == 0,
}
"""What is answered first: the lower the sooner."""


@pytest.mark.parametrize("discipline", DISCIPLINES)
def test_a_discipline_says_who_is_answered_first(discipline: str) -> None:
    """An hour and a little, ten minutes each: six of the letters, all there in the morning."""
    keys = {"conversation.handling": 10.0, "conversation.hurry": 0.0, "conversation.learning": 0.0}
    plan = Plan(answers=Answers.all(), staff_hours=1.05, discipline=discipline)
    model = town(plan, **keys)
    clocks = MORNING * ((EVERYBODY * 7) % PEOPLE + 0.5) / PEOPLE
    waiting(
        model, np.where(EVERYBODY % 3 == 0, COMPLAINT, SOCIAL), public=EVERYBODY % 4 == 1,
        clock=clocks,
    )  # fmt: skip
    pairs(model).mutual[EVERYBODY % 4 == 2] = 1
    before = pairs(model).copy()
    model.step()
    served = sorted(happened(model, "answered"))
    order = np.lexsort((clocks, DISCIPLINES[discipline](before)))
    assert served == sorted(order[:6].tolist())


# --- how -------------------------------------------------------------------------------


def test_stock_phrases_take_worth_and_closeness_from_an_answer() -> None:
    found = {}
    for canned in (0.0, 0.5, 1.0):
        model = answered(Plan(answers=Answers.all(), canned_answers=canned, **HANDS))
        found[canned] = pairs(model).good.mean(), pairs(model).closeness.mean()
    share = 1.0 - model.rules.conversation_canned_discount
    assert found[1.0][0] == pytest.approx(share * found[0.0][0], rel=1e-3)
    assert found[0.5][0] == pytest.approx((1 + share) / 2 * found[0.0][0], rel=1e-3)
    assert found[0.0][1] > found[0.5][1] > found[1.0][1] == 0.0


@pytest.mark.parametrize("pitch_after", [-1, 0, 1, 3])
def test_a_pitch_comes_after_so_many_exchanges_or_when_asked_for(pitch_after: int) -> None:
    model = town(Plan(answers=Answers.all(), pitch_after=pitch_after, **HANDS))
    kinds = np.where(ODD, QUESTION, SOCIAL)
    waiting(model, kinds)
    pairs(model).exchanges[:] = EVERYBODY % 6
    model.step()
    due = (pitch_after <= EVERYBODY % 6 + 1) | ODD if pitch_after >= 0 else EVERYBODY < 0
    assert set(happened(model, "pitched")) == set(np.flatnonzero(due).tolist())
    assert set(trust_moved(model, "breach")) == set(np.flatnonzero(due & ~ODD).tolist())
    assert (pairs(model).quick[due] > 0.0).all()
    assert (pairs(model).quick[~due] == 0.0).all()


# --- first -----------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_staff_write_first_to_a_share_of_people(share: float) -> None:
    keys = {"people.count": 120, "conversation.opening": 15.0}  # open until midnight
    model = town(Plan(outreach=share, **HANDS), **ALWAYS_ONLINE, **keys)
    number = np.arange(120)
    waits = (number >= 20) & (number < 40)
    pairs(model).tie[:20] = ALIENATED
    waiting(model, np.where(waits, SOCIAL, 0))  # for an answer that does not come
    model.step()
    addressed = np.flatnonzero(pairs(model).contact_day == 0)
    assert len(addressed) == pytest.approx(80 * share, abs=4 * np.sqrt(80 * share * (1 - share)))
    assert (addressed >= 40).all()
    assert counts(model)["addressed"] == len(addressed)
    assert (pairs(model).owed == np.where(waits, SOCIAL, 0)).all()


def test_nobody_writes_first_without_hours() -> None:
    model = town(Plan(outreach=1.0))
    model.step()
    assert counts(model)["addressed"] == 0


def test_followers_are_followed_back_and_nobody_else() -> None:
    for follow_back in (False, True):
        model = town(Plan(follow_back=follow_back))
        pairs(model).tie[ODD] = FOLLOWER
        model.run(2)
        assert (pairs(model).mutual == (ODD & follow_back)).all()
        assert set(happened(model, "followed_back")) == set(np.flatnonzero(ODD & follow_back))
        assert counts(model)["follows_back"] == (ODD & follow_back).sum()
