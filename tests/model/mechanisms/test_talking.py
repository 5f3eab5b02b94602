"""Talk, what is heard of it, ties: all that each changes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from model.mechanisms.hearing import hear_of, is_recent, see_shared, take_word
from model.mechanisms.meeting import luck_of
from model.mechanisms.signals import forget
from model.mechanisms.talk import MOST_TOLD, may_talk, say, talk, tell
from model.mechanisms.ties import (
    alienate,
    be_followed_back,
    follow,
    is_followed_back,
    reconsider_tie,
    unfollow,
)
from model.orders import ORDER
from model.plan import SLOTS
from model.randomness import Block, draws
from model.rules import ties
from model.rules.events import BREACH, FAILURE, PURCHASE
from model.rules.talk import CONDUCT, PAID, PRODUCT, PUBLIC
from model.rules.ties import ALIENATED, FOLLOWER, LEFT, STRANGER
from model.state import PAIR
from model.world import NO_POST, SIGNAL
from tests.model.mechanisms.meetings import (
    DAY,
    PERSON_NUMBER,
    PLACE,
    effect,
    lucky,
    meet,
    post,
    post_counts,
    record,
)
from tests.model.rules.parameters import about, given

FRIENDS = np.array([31, 32, 33, 34, 35])


def around(**values: Any) -> Any:
    return pytest.approx(values, rel=1e-9)


# --- talk ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pair", "reward", "constant", "may"),
    [
        ({"event": 1}, 0.0, 0.0, True),
        ({"purchases": 1}, 0.0, 0.0, False),
        ({"purchases": 1}, 2.0, 0.0, True),
        ({"purchases": 1}, 0.0, 0.1, True),
        ({}, 2.0, 0.1, False),
    ],
)
def test_who_has_something_to_talk_about(
    pair: dict[str, int], reward: float, constant: float, may: bool
) -> None:
    r, order = given(talk_constant=constant), record(ORDER, referral_reward=reward)
    assert bool(may_talk(record(PAIR, **pair), order, r)) == may


@pytest.mark.parametrize("strength", [0.4, -0.4])
def test_a_word_waits_for_friends(strength: float) -> None:
    m = meet()
    found = effect(m, say, m, strength, CONDUCT, 33)
    assert found.signal == {"word": strength, "about": CONDUCT, "to": 33}
    assert found.pair == {"signals": 1}
    assert found.tally == {"talk_positive" if strength > 0 else "talk_negative": 1}
    assert found.entries == [("SAID", strength, 33 * 8 + CONDUCT)]


EVENT = {"event": FAILURE, "event_day": DAY - 2, "surprise": -0.5, "told": 1}


@pytest.mark.parametrize(
    ("event", "what"), [(FAILURE, CONDUCT), (PURCHASE, PRODUCT), (BREACH, CONDUCT)]
)
def test_an_event_is_told_in_public_once_or_to_the_next_friend(event: int, what: int) -> None:
    m = meet()
    openly, start, _, _ = draws(m.k0, m.k1, PERSON_NUMBER, DAY - 2, 11, Block.TALK, 1)
    for chance, public in ((openly - 1e-9, False), (openly + 1e-9, True)):
        m = meet(EVENT | {"event": event}, talk_public=chance)
        found = effect(m, tell, m, FRIENDS)
        to = PUBLIC if public else int(FRIENDS[(int(start * 5) + 1) % 5])
        assert found.pair == {"told": -1 if public else 2, "signals": 1}
        assert (m.signal.word, m.signal.about, m.signal.to) == (-0.5, what, to)


def talked(
    pair: dict[str, Any], friends: Any = FRIENDS, reward: float = 0.0, **rules: float
) -> Any:
    m = meet(pair, order={"referral_reward": reward}, **({"talk_public": 0.0} | rules))
    return effect(m, talk, m, friends)


def test_what_happened_is_told_by_chance() -> None:
    for chance, tells in zip(lucky(meet(), Block.TALK, 0), (False, True), strict=True):
        found = talked(EVENT, talk_rate=chance / 0.4)  # .5 of surprise, .8 of freshness
        assert ("signals" in found.pair) == tells


def test_what_is_stale_is_forgotten() -> None:
    found = talked(EVENT | {"event_day": DAY - 10}, talk_rate=9.0)
    assert (found.pair, found.signal) == ({"event": 0}, {})
    assert "event" not in talked(EVENT | {"event_day": DAY - 9}, talk_rate=9.0).pair


@pytest.mark.parametrize("told", [-1, 5, 6])
def test_nothing_is_told_where_all_know_it(told: int) -> None:
    assert talked(EVENT | {"told": told, "surprise": -9.0}, talk_rate=9.0).signal == {}


def test_there_is_an_end_to_telling() -> None:
    many = np.arange(500, 700)
    always = {"talk_rate": 99.0}
    assert talked(EVENT | {"told": MOST_TOLD}, many, **always).signal == {}
    assert talked(EVENT | {"told": MOST_TOLD - 1}, many, **always).pair["told"] == MOST_TOLD == 100


def test_the_friendless_tell_nobody() -> None:
    assert talked(EVENT, FRIENDS[:0], talk_rate=99.0, talk_constant=1.0).pair == {}


def test_customers_may_recommend_for_nothing() -> None:
    _, _, friend, _ = luck_of(meet(), Block.TALK, 0)
    for chance, talks in zip(lucky(meet(), Block.TALK, 1), (False, True), strict=True):
        found = talked({"purchases": 1}, talk_constant=chance)
        to = int(FRIENDS[int(friend * 5)])
        said = {"word": 1.0, "about": PRODUCT, "to": to}
        assert found.signal == (said if talks else {})
        assert found.tally == ({"talk_positive": 1} if talks else {})
    assert talked({}, talk_constant=1.0).signal == {}


def test_a_word_may_be_paid_for() -> None:
    """The rest of the talk being a constant .5, a share x is paid for with .5 x / (1 - x) more."""
    for share, paid in zip(lucky(meet(), Block.TALK, 3), (False, True), strict=True):
        referral = 0.5 * share / (1.0 - share)
        found = talked(
            {"purchases": 1}, reward=2.0, talk_constant=0.5, talk_referral=referral / 2.0
        )
        assert found.signal["about"] == (PRODUCT | PAID if paid else PRODUCT)
        assert found.tally.get("talk_paid", 0) == int(paid)


# --- hearing ---------------------------------------------------------------------------

HEARD: dict[str, float] = {
    "talk_visibility": 1.0, "talk_evidence": 0.5, "trust_thread": 0.2, "talk_familiarity": 0.25,
    "talk_salience": 0.4, "talk_occasion": 0.0, "talk_paid_discount": 0.5, "talk_product": 0.5,
    "fading_slow_share": 0.25, "conversation_seen_expectation": 0.25,
}  # fmt: skip


def test_a_good_word_about_conduct() -> None:
    m = meet({"familiarity": 0.2, "satisfaction": 0.6}, **HEARD)
    found = effect(m, take_word, m, 0.8, CONDUCT, 0.5)
    assert found.result == 0.8
    assert found.pair == around(familiarity=0.4, quick=0.24, slow=0.08)
    assert found.tally == {"heard": 1}


def test_a_bad_word_makes_known_and_no_more() -> None:
    m = meet({"familiarity": 0.2, "satisfaction": 0.6}, **(HEARD | {"talk_occasion": 1.0}))
    found = effect(m, take_word, m, -0.8, CONDUCT, 0.0)
    assert (found.result, found.pair, found.person) == (-0.8, around(familiarity=0.4), {})


def test_a_word_about_the_product_moves_satisfaction() -> None:
    m = meet({"satisfaction": 0.6}, **HEARD)
    found = effect(m, take_word, m, 0.8, PRODUCT, 0.5)
    assert found.result == 0.0
    assert found.pair["satisfaction"] == about(0.76)
    m = meet({"satisfaction": 0.6}, **HEARD)
    assert effect(m, take_word, m, 0.8, PRODUCT | PAID, 0.5).pair["satisfaction"] == about(0.68)


def test_a_good_word_may_open_an_occasion() -> None:
    for chance, occasion in ((0.39, 1), (0.41, 0)):
        m = meet(**(HEARD | {"talk_occasion": 0.5}))
        take_word(m, 0.8, CONDUCT, chance)
        assert m.person.occasion == occasion


ONE, OTHER = 31, 33
SPOKE = np.zeros(64, dtype=int)
SPOKE[[ONE, OTHER]] = 1 << PLACE


def heard(
    online: bool = True, pair: dict[str, Any] | None = None, of: int = PLACE, **rules: float
) -> Any:
    """Return what is heard of friends, one of whom gave off what ``SIGNALS`` says."""

    def listen(signals: dict[int, dict[str, Any]]) -> Any:
        world = np.zeros((64, PLACE + 1), [(name, kind) for name, kind, _ in SIGNAL]).view(
            np.recarray
        )
        world.post = NO_POST
        world.to = PUBLIC
        for friend, signal in signals.items():
            for name, value in signal.items():
                world[name][friend, of] = value
        m = meet(pair, **(HEARD | rules))
        friends = np.array([0, *FRIENDS, 0])
        return effect(m, hear_of, m, 1, 6, friends, SPOKE, world, online)

    return listen


def test_words_of_friends_are_evidence() -> None:
    said = {ONE: {"word": 0.5, "about": CONDUCT}, OTHER: {"word": -0.25, "about": CONDUCT}}
    found = heard()(said)
    assert found.result == NO_POST
    assert (found.pair["good"], found.pair["bad"]) == (about(0.25), about(0.125))
    assert found.tally == {"heard": 2}
    assert [name for name, _, _ in found.entries] == ["WORD", "WORD"]


def test_public_words_are_seen_online_by_some_private_ones_always() -> None:
    public, private = (
        {ONE: {"word": 0.5, "about": CONDUCT, "to": to}} for to in (PUBLIC, PERSON_NUMBER)
    )
    assert heard(online=False)(public).tally == {}
    assert heard(online=False)(private).tally == {"heard": 1}
    assert heard()({ONE: {"word": 0.5, "about": CONDUCT, "to": 40}}).tally == {}
    for chance, sees in zip(lucky(meet(), Block.HEARD, 0, ONE), (0, 1), strict=True):
        assert heard(talk_visibility=chance)(public).tally.get("heard", 0) == sees
        assert heard(talk_visibility=chance)(private).tally == {"heard": 1}


def test_who_spoke_of_another_brand_is_not_heard() -> None:
    assert heard(of=PLACE - 1)({ONE: {"word": 0.5, "about": CONDUCT}}).tally == {}
    assert heard()({32: {"word": 0.5, "about": CONDUCT}}).tally == {}


def test_threads_are_evidence_and_teach_what_to_expect() -> None:
    found = heard(pair={"expectation": 0.4})({ONE: {"thread": 0.5}, OTHER: {"thread": -0.25}})
    assert (found.pair["good"], found.pair["bad"]) == (about(0.1), about(0.05))
    assert found.pair["expectation"] == about(0.55 * 0.75)
    assert [name for name, _, _ in found.entries] == ["THREAD", "THREAD"]
    assert heard(online=False)({ONE: {"thread": 0.5}}).pair == {}
    for chance, sees in zip(lucky(meet(), Block.HEARD, 2, ONE), (False, True), strict=True):
        assert bool(heard(talk_visibility=chance)({ONE: {"thread": 0.5}}).pair) == sees


def test_the_first_post_passed_on_is_seen() -> None:
    passed = {ONE: {"post": 600}, OTHER: {"post": 601}}
    assert heard()(passed).result == 600
    assert heard(online=False)(passed).result == NO_POST
    assert heard()({ONE: {"post": 0}}).result == 0
    for chance, sees in zip(lucky(meet(), Block.HEARD, 1, ONE), (NO_POST, 600), strict=True):
        assert heard(talk_visibility=chance)({ONE: {"post": 600}}).result == sees


def test_a_private_word_hides_nothing_that_others_may_see() -> None:
    private = {"word": 0.5, "about": CONDUCT, "to": 40}
    assert heard()({ONE: private | {"thread": 0.5}}).pair["good"] == about(0.1)
    assert heard()({ONE: private | {"post": 600}}).result == 600
    found = heard()({ONE: private | {"thread": -0.25, "post": 0}})
    assert (found.result, found.pair["bad"]) == (0, about(0.05))


def test_a_post_is_recent_for_some_days() -> None:
    r = given(talk_share_window=3.0)
    found = [bool(is_recent(day * SLOTS + 12, DAY, r)) for day in (DAY, DAY - 3, DAY - 4)]
    assert found == [True, True, False]
    assert not is_recent(NO_POST, 0, r)
    assert is_recent(0, 0, r)


def test_what_is_shared_is_endorsed_and_may_be_shared_on() -> None:
    act, clock, _, _ = luck_of(meet(), Block.SHARED, 0)
    for chance, comments in ((act - 1e-9, 0), (act + 1e-9, 1)):
        m = meet(
            {"expected": -9.0}, talk_endorsement=0.5, feed_tedium_span=10.0, feed_share_share=0.0,
            feed_comment_share=1.0, feed_reaction_rate=chance / 1.3, feed_click_rate=0.0,
        )  # fmt: skip
        found = effect(m, see_shared, m, post(), post_counts(), 600, 0.8)
        assert ("READ", about(1.3), 600) in found.entries
        assert "SHARED" in [name for name, _, _ in found.entries]
        assert found.tally.get("comments", 0) == comments
        assert comments == 0 or found.pair["owed_clock"] == about(24.0 * clock)


def test_what_was_given_off_is_emptied() -> None:
    signal = SimpleNamespace(word=0.5, thread=0.25, post=600, to=3, about=1)
    forget(signal)
    assert (signal.word, signal.thread, signal.post) == (0.0, 0.0, NO_POST)


# --- ties ------------------------------------------------------------------------------


def test_following_begins_today() -> None:
    m = meet({"tie": LEFT, "tie_day": 3})
    found = effect(m, follow, m)
    assert found.pair == {"tie": FOLLOWER, "tie_day": DAY}
    assert (found.tally, found.entries) == ({"follows": 1}, [("FOLLOWED", 0.0, 0)])


CAUSES = {
    ties.PROMOTION: "promotion", ties.IRRELEVANCE: "irrelevance", ties.VOLUME: "volume",
    ties.IGNORED_CAUSE: "ignored", ties.BETRAYED: "betrayed",
}  # fmt: skip


@pytest.mark.parametrize("cause", CAUSES)
def test_unfollowing_is_counted_by_its_cause(cause: int) -> None:
    m = meet({"tie": FOLLOWER, "mutual": 1})
    found = effect(m, unfollow, m, cause)
    assert found.pair == {"tie": LEFT, "mutual": 0}
    assert found.tally == {f"unfollows_{CAUSES[cause]}": 1}
    assert found.entries == [("UNFOLLOWED", 0.0, cause)]


def test_leaving_for_good() -> None:
    m = meet({"tie": FOLLOWER, "mutual": 1})
    found = effect(m, alienate, m)
    assert found.pair == {"tie": ALIENATED, "mutual": 0}
    assert (found.tally, found.entries) == ({"newly_alienated": 1}, [("ALIENATED", 0.0, 0)])


def test_readers_begin_to_follow_by_what_a_message_was_worth() -> None:
    for chance, follows in zip(lucky(meet(), Block.TIES, 0), (False, True), strict=True):
        m = meet({"reads": 2, "value_read": 1.6}, ties_follow=chance / 0.8)
        found = effect(m, reconsider_tie, m)
        assert found.pair == ({"tie": FOLLOWER, "tie_day": DAY} if follows else {})


REASONS: dict[str, float] = {
    "ties_unfollow_promotion": 0.0, "ties_unfollow_irrelevance": 0.0, "ties_unfollow_volume": 0.0,
    "ties_volume_tolerance": 2.0, "ties_age_scale": 100.0, "ties_mutual_protection": 0.6,
}  # fmt: skip
HAZARDS = {"promotion": 0.3, "irrelevance": 0.6, "volume": 3.0}
"""Of a follower who read two messages worth .8, with intent .3, five recent, per unit of each."""
FOLLOWS = {
    "tie": FOLLOWER, "reads": 2, "value_read": 0.8, "intent_read": 0.3, "recent": 5.0,
    "tie_day": DAY - 300,
}  # fmt: skip


@pytest.mark.parametrize("mutual", [0, 1])
@pytest.mark.parametrize("reason", HAZARDS)
def test_followers_leave_for_three_reasons_the_young_and_one_way_first(
    reason: str, mutual: int
) -> None:
    brittle = 0.25 * (0.4 if mutual else 1.0)
    for chance, leaves in zip(lucky(meet(), Block.TIES, 0), (False, True), strict=True):
        rate = chance / brittle / HAZARDS[reason]
        m = meet(FOLLOWS | {"mutual": mutual}, **(REASONS | {f"ties_unfollow_{reason}": rate}))
        found = effect(m, reconsider_tie, m)
        assert found.tally == ({f"unfollows_{reason}": 1} if leaves else {})


def test_the_reason_is_drawn_by_hazard() -> None:
    _, which, _, _ = luck_of(meet(), Block.TIES, 0)
    rates = {
        "ties_unfollow_promotion": 1e3 * which / 0.3,
        "ties_unfollow_irrelevance": 1e3 * (1.0 - which) / 0.6,
    }
    for more, reason in ((1.001, "promotion"), (0.999, "irrelevance")):
        tilted = rates | {"ties_unfollow_promotion": rates["ties_unfollow_promotion"] * more}
        m = meet(FOLLOWS, **(REASONS | tilted))
        assert effect(m, reconsider_tie, m).tally == {f"unfollows_{reason}": 1}


def test_brands_follow_back_followers_once() -> None:
    for follow_back, tie, mutual, expected in (
        (1, FOLLOWER, 0, True), (0, FOLLOWER, 0, False), (1, STRANGER, 0, False),
        (1, LEFT, 0, False), (1, FOLLOWER, 1, False),
    ):  # fmt: skip
        pair, order = record(PAIR, tie=tie, mutual=mutual), record(ORDER, follow_back=follow_back)
        assert bool(is_followed_back(pair, order)) == expected
    m = meet({"tie": FOLLOWER})
    found = effect(m, be_followed_back, m)
    assert (found.pair, found.tally) == ({"mutual": 1}, {"follows_back": 1})
    assert found.entries == [("FOLLOWED_BACK", 0.0, 0)]
