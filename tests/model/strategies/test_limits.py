from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest

from model.errors import InputError
from model.plan import Answers, BrandView, Plan, Post, Repair
from model.strategies import Strategy, checked_plan
from model.strategies.limits import problems
from tests.model.strategies.contract import view_of


@dataclass(frozen=True)
class Given(Strategy):
    """Plans whatever it was told to."""

    name: ClassVar[str] = "given"
    told: Any = None

    def plan(self, view: BrandView) -> Plan:
        if isinstance(self.told, Exception):
            raise self.told
        return self.told


def test_a_full_plan_is_fine() -> None:
    plan = Plan(
        posts=(Post(topic=2, intent=1.0, craft=10.0, canned=1.0, offer=0.5, invite=1, prompt=1),),
        ad=Post(),
        ad_reach=0.1,
        staff_hours=8,
        answers=Answers.all(),
        canned_answers=1.0,
        discipline="loyal_first",
        outreach=1.0,
        pitch_after=0,
        follow_back=True,
        referral_reward=10.0,
        favour=3.0,
        price=0.8,
        price_new=0.9,
        price_loyal=1.2,
        repair=Repair(apology=True, compensation=20.0),
    )
    assert list(problems(plan, view_of())) == []


@pytest.mark.parametrize(
    ("plan", "key"),
    [
        (None, "plan"),
        (Plan(posts=[Post()]), "posts"),  # type: ignore[arg-type]
        (Plan(posts=(Post(),) * 13), "posts"),
        (Plan(posts=("hello",)), "posts[0]"),  # type: ignore[arg-type]
        (Plan(posts=(Post(), Post(topic=3))), "posts[1].topic"),
        (Plan(posts=(Post(topic=-1),)), "posts[0].topic"),
        (Plan(posts=(Post(topic=1.0),)), "posts[0].topic"),  # type: ignore[arg-type]
        (Plan(posts=(Post(intent=1.1),)), "posts[0].intent"),
        (Plan(posts=(Post(craft=math.nan),)), "posts[0].craft"),
        (Plan(ad=Post(offer=1.0), ad_reach=0.1), "ad.offer"),
        (Plan(ad_reach=0.1), "ad_reach"),
        (Plan(ad=Post(), ad_reach=0.2), "ad_reach"),
        (Plan(staff_hours=9.0), "staff_hours"),
        (Plan(staff_hours=math.nan), "staff_hours"),
        (Plan(answers=Answers(praise=-0.1)), "answers.praise"),
        (Plan(answers=1.0), "answers"),  # type: ignore[arg-type]
        (Plan(canned_answers=True), "canned_answers"),
        (Plan(discipline="fifo"), "discipline"),
        (Plan(outreach=2.0), "outreach"),
        (Plan(pitch_after=-2), "pitch_after"),
        (Plan(pitch_after=1.5), "pitch_after"),  # type: ignore[arg-type]
        (Plan(follow_back=1), "follow_back"),  # type: ignore[arg-type]
        (Plan(referral_reward=-1.0), "referral_reward"),
        (Plan(favour=math.inf), "favour"),
        (Plan(price=0.0), "price"),
        (Plan(price_loyal="low"), "price_loyal"),  # type: ignore[arg-type]
        (Plan(repair=Repair(compensation=-1.0)), "repair.compensation"),
        (Plan(repair=Repair(promise=None)), "repair.promise"),  # type: ignore[arg-type]
    ],
)
def test_a_wrong_plan_is_one_message_that_names_the_place(plan: Any, key: str) -> None:
    with pytest.raises(InputError) as caught:
        checked_plan(Given(told=plan), view_of(day=12))
    assert caught.value.key == f"strategy given, {key}"
    assert caught.value.problem == "wrong plan on day 12"
    assert caught.value.allowed


def test_a_strategy_that_fails_is_one_message_that_names_the_line() -> None:
    with pytest.raises(InputError) as caught:
        checked_plan(Given(told=KeyError("topic")), view_of(day=3))
    assert "strategy given: fails on day 3: KeyError: 'topic'" in str(caught.value)
    assert "test_limits.py, line " in str(caught.value)


@pytest.mark.parametrize("digits", [400, 5000])
def test_whole_numbers_too_large_for_a_float_are_refused(digits: int) -> None:
    with pytest.raises(InputError, match="price"):
        checked_plan(Given(told=Plan(price=10**digits)), view_of())
