"""What the engines read is what was planned, each value under its own name."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import numpy as np
import pytest

from model.orders import ORDER, POST
from model.plan import DISCIPLINES, MAX_POSTS, SLOTS, Answers, BrandView, Plan, Post, Repair, ranges
from model.randomness import Stream
from model.world import RING
from tests.model.levers.towns import BRAND, town

ANSWERS = Answers(social=0.11, question=0.22, complaint=0.33, praise=0.44)
NUMBERS = {
    "ad_reach": 0.55, "staff_hours": 3.25, "canned_answers": 0.66, "outreach": 0.77,
    "pitch_after": 4, "referral_reward": 5.5, "favour": 6.5, "price": 1.3, "price_new": 0.85,
    "price_loyal": 0.95,
}  # fmt: skip
PLAN = Plan(ad=Post(), answers=ANSWERS, discipline="public_first", **NUMBERS)  # type: ignore[arg-type]
FLAGS = ("apology", "promise", "denial", "false_claim")


def orders_of(plan: Plan) -> dict[str, float]:
    """Return the record of the brand's orders after a day on which it acted on this plan."""
    model = town(plan, **{"brands.one.price": 7.0})
    model.step()
    record = model.world.orders[model.brand(BRAND).place]
    return {name: float(record[name]) for name in record.dtype.names}


def test_every_lever_stands_under_its_own_name() -> None:
    found = orders_of(PLAN)
    expected = dict(NUMBERS)
    expected |= {f.name: getattr(ANSWERS, f.name) for f in fields(Answers)}
    expected |= {"price": 7.0 * 1.3, "discipline": DISCIPLINES.index("public_first")}
    assert {name: found[name] for name in expected} == pytest.approx(expected)
    assert len(set(expected.values())) == len(expected)


@pytest.mark.parametrize("flag", FLAGS)
def test_every_kind_of_repair_stands_under_its_own_name(flag: str) -> None:
    found = orders_of(Plan(repair=Repair(**{flag: True, "compensation": 2.5})))
    assert {name: found[name] for name in FLAGS} == {name: float(name == flag) for name in FLAGS}
    assert found["compensation"] == 2.5


@pytest.mark.parametrize("follow_back", [False, True])
def test_following_back_is_one_or_zero(follow_back: bool) -> None:
    assert orders_of(Plan(follow_back=follow_back))["follow_back"] == float(follow_back)


def test_no_advertisement_no_reach() -> None:
    assert orders_of(Plan(ad=None))["ad_reach"] == 0.0


def test_a_plan_that_says_nothing_is_to_do_nothing() -> None:
    found = orders_of(Plan())
    usual = {"price": 7.0, "price_new": 1.0, "price_loyal": 1.0, "pitch_after": -1.0}
    assert found == {name: usual.get(name, 0.0) for name in found}
    assert (Plan().posts, Plan().ad) == ((), None)
    assert Post() == Post(0, intent=0.0, craft=1.0, canned=0.0, offer=0.0, invite=0.0, prompt=0.0)


def test_a_view_of_the_first_morning_shows_nothing_yet() -> None:
    view = BrandView(day=0, topics=3, staff_hours=1.0, ad_reach=0.2, posts_a_day=2.0)
    given = {"day", "topics", "staff_hours", "ad_reach", "posts_a_day", "luck"}
    rest = {f.name: getattr(view, f.name) for f in fields(BrandView) if f.name not in given}
    assert rest == {name: () if name.startswith("topic_") else 0 for name in rest}
    assert [view.luck.uniform(n) for n in range(5)] == [
        Stream(0, 0, 0).uniform(n) for n in range(5)
    ]


def test_what_a_brand_says_cannot_be_changed() -> None:
    view = BrandView(day=0, topics=3, staff_hours=1.0, ad_reach=0.2, posts_a_day=2.0)
    for part in (Post(), Answers(), Repair(), Plan(), view):
        with pytest.raises(FrozenInstanceError):
            setattr(part, fields(part)[0].name, 1)
        assert not hasattr(part, "__dict__")


def test_a_day_has_room_for_twelve_posts_and_an_advertisement() -> None:
    assert (MAX_POSTS, SLOTS) == (12, 13)


def test_no_field_of_a_plan_is_left_out() -> None:
    apart = {"posts", "ad", "answers", "repair"}
    parts = [f.name for part in (Plan, Answers, Repair) for f in fields(part)]
    planned = {name for name in parts if name not in apart}
    assert {name for name, _, _ in ORDER} == planned
    assert {name for name, _, _ in POST} == {f.name for f in fields(Post)} | {"pull"}


def post_of(n: int) -> Post:
    """Return a post all of whose values differ, and differ from those of another ``n``."""
    x = 0.01 * n
    return Post(n, intent=0.1 + x, craft=1.2 + x, canned=0.3 + x, offer=0.4 + x, invite=0.5 + x,
                prompt=0.6 + x)  # fmt: skip


def test_a_number_of_a_plan_goes_as_far_as_its_column_and_a_share_to_one() -> None:
    assert ranges(Plan)["pitch_after"] == (-1, np.iinfo(np.int32).max)
    for name in ("intent", "canned", "invite", "prompt"):
        assert ranges(Post)[name] == (0.0, 1.0)


def test_every_post_stands_in_its_slot_and_the_advertisement_in_the_last() -> None:
    model = town(Plan(posts=(post_of(1), post_of(2)), ad=post_of(3)))
    model.run(2)
    ring, place = 1 % RING, model.brand(BRAND).place
    assert model.world.post_count[ring, place] == 2
    row = model.world.posts.view(np.ndarray)[ring, place]
    for slot, n in ((0, 1), (1, 2), (MAX_POSTS, 3)):
        for f in fields(Post):
            assert row[slot][f.name] == getattr(post_of(n), f.name)
    pulls = model.brand(BRAND).luck.pulls(1)
    assert [row[slot]["pull"] for slot in (0, 1, MAX_POSTS)] == [pulls[0], pulls[1], pulls[-1]]
