"""A message before a reader: all that it changes."""

from __future__ import annotations

from typing import Any

import pytest

from model.entries import Cause
from model.mechanisms.reading import READING, appraise, forget_reading, has_read, react, show, stir
from model.mechanisms.sharing import pass_on
from model.plan import MAX_POSTS, SLOTS
from model.rules.events import DEAL, PROMPT
from model.rules.ties import ALIENATED
from model.rules.writing import SOCIAL
from tests.model.mechanisms.meetings import DAY, effect, meet, post, post_counts
from tests.model.rules.parameters import about

NUMBER = DAY * SLOTS + 3
SHARED = int(Cause.SHARED)
READER: dict[str, float] = {
    "feed_tedium_span": 10.0, "feed_learning": 0.25, "feed_familiarity_gain": 0.1,
    "appraisal_intent_cost": 0.5, "appraisal_intent_suspicion": 0.8, "appraisal_canned_cost": 0.4,
    "appraisal_offer_value": 2.0, "appraisal_evidence": 0.01, "appraisal_intent_harm": 0.02,
    "appraisal_reactance": 0.1, "appraisal_tolerance": 3.5, "appraisal_detection": 0.4,
    "appraisal_resistance": 0.5, "appraisal_persuasion": 0.3, "appraisal_mention": 0.1,
    "suspicion_gain": 0.05, "fading_slow_share": 0.25, "feed_notice_floor": 0.0,
    "feed_notice_midpoint": 0.5, "feed_notice_slope": 0.1, "feed_reaction_rate": 0.0,
    "feed_click_rate": 0.0,
}  # fmt: skip
WARY = {"suspicion": 0.5, "price_sensitivity": 1.2, "participation": 1.5}
MESSAGE = {"craft": 1.5, "intent": 0.4, "canned": 0.25, "offer": 0.1}
VALUE = 1.5 * 0.8 * 0.6 + 0.24 - 0.4 * 0.9 - 0.1
"""Of that message to somebody wary who cares .8 for it, and has read four of the brand."""
SEEN = 0.4 * 0.7
BEFORE: dict[str, Any] = {
    "recent": 4.0, "expected": 0.2, "familiarity": 0.5, "reads": 1, "value_read": 0.3,
    "intent_read": 0.2, "deal": 0.3,
}  # fmt: skip


def around(**values: Any) -> Any:
    return pytest.approx(values, rel=1e-9)


# --- appraisal -------------------------------------------------------------------------


@pytest.mark.parametrize(("cause", "endorsed"), [(READING, 0.0), (SHARED, 0.2)])
def test_a_reading_teaches_persuades_and_is_judged(cause: int, endorsed: float) -> None:
    m = meet(BEFORE | {"event": 1, "surprise": 1.0, "event_day": DAY}, WARY, **READER)
    found = effect(m, appraise, m, post(**MESSAGE), 0.8, endorsed, cause)
    worth, salience = VALUE + endorsed, 0.1 + 0.3 * 0.4 * 0.75
    assert found.result == about(worth)
    assert found.pair == around(
        recent=5.0, expected=0.2 + 0.25 * (worth - 0.2), familiarity=0.55, reads=2,
        value_read=0.3 + worth, intent_read=0.6, quick=0.75 * salience, slow=0.25 * salience,
        good=0.01 * worth, bad=0.02 * SEEN + 0.05, used_to=0.01,
    )  # fmt: skip
    assert found.person == {"alarm": about(0.05 * SEEN * 0.5)}
    assert [name for name, _, _ in found.entries] == [Cause(cause).name] * 2
    assert (found.tally, found.signal) == ({}, {})


def test_what_is_worth_less_than_nothing_is_evidence_against() -> None:
    m = meet(BEFORE | {"recent": 0.0}, WARY, **READER)
    found = effect(m, appraise, m, post(craft=-1.0), 0.8, 0.0, READING)
    assert "good" not in found.pair
    assert found.pair["bad"] == about(0.008)


def test_an_offer_better_than_todays_surprises() -> None:
    m = meet({"deal": 0.1, "used_to": 0.2}, market_offer_learning=0.5)
    assert effect(m, stir, m, post(offer=0.1)).pair == around(used_to=0.15)
    m = meet({"deal": 0.1, "used_to": 0.2}, market_offer_learning=0.5)
    assert effect(m, stir, m, post(offer=0.3)).pair == around(
        deal=0.3, used_to=0.25, event=DEAL, event_day=DAY, surprise=0.1
    )


def test_an_offer_below_what_one_is_used_to_is_no_surprise() -> None:
    m = meet({"used_to": 0.5}, market_offer_learning=0.5)
    assert effect(m, stir, m, post(offer=0.3)).pair == around(deal=0.3, used_to=0.4)


def test_an_invitation_raises_the_expectation_of_an_answer() -> None:
    m = meet({"expectation": 0.2}, conversation_invited_expectation=0.5)
    assert effect(m, stir, m, post(invite=0.5)).pair == around(expectation=0.4)


@pytest.mark.parametrize(
    ("dealings", "stirs"), [({}, False), ({"purchases": 1}, True), ({"exchanges": 1}, True)]
)
def test_a_prompt_reminds_of_dealings(dealings: dict[str, int], stirs: bool) -> None:
    m = meet({"satisfaction": 0.8} | dealings, talk_prompted=0.5)
    found = effect(m, stir, m, post(prompt=0.5))
    reminded = around(event=PROMPT, event_day=DAY, surprise=0.15)
    assert found.pair == (reminded if stirs else {})


# --- in the feed -----------------------------------------------------------------------


def shown(m: Any, cause: int, notice: float, **message: float) -> tuple[Any, Any]:
    """Return what showing a message does, and its counts."""
    counts = post_counts()
    args = (m, post(**message), counts, NUMBER, 0.8, 0.0, cause, notice, 0.99, 0.5)
    return effect(m, show, *args), {k: v for k, v in vars(counts).items() if v}


def test_a_message_that_is_noticed_is_read() -> None:
    for notice, read in ((0.49, True), (0.51, False)):
        m = meet({"expected": 0.5}, **READER)
        found, counts = shown(m, READING, notice, invite=0.7)
        assert found.result == (0.7 if read else 0.0)
        assert counts == ({"impressions": 1, "reads": 1} if read else {"impressions": 1})
        value = {"read": 1, "value_fixed": pytest.approx(0.8 * 2**24, abs=1)}
        assert found.tally == {"impressions": 1} | (value if read else {})
        last = found.entries[-1]
        assert last == (("READ", about(0.8), NUMBER) if read else ("OVERLOOKED", 0.0, NUMBER))
        assert found.pair.get("reads", 0) == int(read)


def test_what_a_friend_passed_on_passes_the_filter() -> None:
    found, _ = shown(meet({"expected": -9.0}, **READER), SHARED, 0.99)
    assert found.tally["read"] == 1


def test_the_alienated_are_shown_it_in_vain() -> None:
    found, counts = shown(
        meet({"tie": ALIENATED, "expected": 9.0}, **READER), SHARED, 0.0, invite=0.7
    )
    assert (found.result, found.pair, found.entries) == (0.0, {}, [])
    assert (found.tally, counts) == ({"impressions": 1}, {"impressions": 1})


# --- reactions -------------------------------------------------------------------------

LIVELY = {
    "feed_reaction_rate": 0.2, "feed_share_share": 0.3, "feed_comment_share": 0.4,
    "feed_click_rate": 0.5, "appraisal_offer_value": 2.0,
}  # fmt: skip


def reacted(act: float, worth: float = 2.0, pair: dict[str, Any] | None = None) -> tuple[Any, Any]:
    """Return what a reader does at this draw, who reacts with a chance of .6, clicks with .15."""
    m, counts = (
        meet(pair, {"participation": 1.5, "price_sensitivity": 2.0}, **LIVELY),
        post_counts(),
    )
    found = effect(m, react, m, post(offer=0.05), counts, NUMBER, worth, act, 0.25)
    return found, {k: v for k, v in vars(counts).items() if v}


LIKED = ("REACTED", 2.0, NUMBER)


def test_some_pass_it_on() -> None:
    found, counts = reacted(0.17)
    assert found.tally == {"reactions": 1, "shares": 1}
    assert counts == {"reactions": 1, "shares": 1}
    assert found.signal == {"post": NUMBER}
    assert found.pair == {"passed_on": NUMBER, "signals": 1}
    assert found.entries == [LIKED, ("PASSED_ON", 0.0, NUMBER)]


def test_some_comment_which_is_a_letter_in_public() -> None:
    for act in (0.19, 0.41):
        found, counts = reacted(act)
        assert found.tally == {"reactions": 1, "comments": 1, "inbound": 1, "public": 1}
        assert counts == {"reactions": 1}
        assert found.pair == {"owed": SOCIAL, "owed_public": 1, "owed_day": DAY, "owed_clock": 6.0}
        assert found.entries == [LIKED, ("LETTER", 6.0, SOCIAL + 8)]
    found, _ = reacted(0.19, pair={"owed": SOCIAL})
    assert found.tally == {"reactions": 1, "comments": 1}
    assert found.pair == {}


def test_others_like_it() -> None:
    for act in (0.43, 0.59):
        found, counts = reacted(act)
        assert (found.tally, counts) == ({"reactions": 1}, {"reactions": 1})
        assert (found.pair, found.entries) == ({}, [LIKED])


def test_others_click_or_do_nothing() -> None:
    for act, clicks in ((0.61, {"clicks": 1}), (0.74, {"clicks": 1}), (0.76, {})):
        found, counts = reacted(act)
        assert (found.tally, counts, found.entries) == (clicks, {}, [])


def test_whatever_is_worth_something_may_have_a_reaction() -> None:
    assert reacted(0.14, 0.5)[0].tally["reactions"] == 1
    assert reacted(0.16, 0.5)[0].tally == {"clicks": 1}


def test_nobody_reacts_to_what_is_worth_nothing_but_some_click() -> None:
    for worth in (0.0, -2.0):
        assert reacted(0.14, worth)[0].tally == {"clicks": 1}
        assert reacted(0.16, worth)[0].tally == {}


@pytest.mark.parametrize(
    ("number", "state", "signal"),
    [
        (DAY * SLOTS + MAX_POSTS, {}, -1),
        (NUMBER, {"passed_on": NUMBER}, -1),
        (NUMBER, {}, 0),
    ],
)
def test_no_advertisement_none_twice_and_one_a_day_is_passed_on(
    number: int, state: dict[str, int], signal: int
) -> None:
    m, counts = meet(state), post_counts()
    m.signal.post = signal
    found = effect(m, pass_on, m, counts, number)
    assert (found.pair, found.signal, found.tally, counts.shares) == ({}, {}, {}, 0)


def test_the_sums_of_a_day_begin_anew() -> None:
    read = {"reads": 2, "value_read": 1.5, "intent_read": 0.5, "deal": 0.1}
    m = meet(read | {"recent": 3.0})
    assert has_read(m.pair)
    assert effect(m, forget_reading, m.pair).pair == dict.fromkeys(read, 0)
    assert not has_read(m.pair)
    m = meet({"value_read": 1.5})
    assert effect(m, forget_reading, m.pair).pair == {}
