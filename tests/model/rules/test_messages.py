"""Worked examples: feed, appraisal, suspicion, offers, too much of it."""

from __future__ import annotations

from math import exp

import pytest

from model.rules import appraisal, feed, outreach, promotion, reactance, suspicion
from tests.model.rules.parameters import about, given

# --- feed ------------------------------------------------------------------------------


def test_going_online_is_one_session_or_more() -> None:
    assert feed.chance_online(0.7) == about(1.0 - exp(-0.7))
    assert feed.chance_online(0.0) == 0.0


def test_items_are_read_in_all_sessions_of_one_who_is_online() -> None:
    assert feed.items_read(1.5, 20.0, 0.75) == about(40.0)
    assert feed.crowd(150.0, 7.0) == 157.0


def test_a_post_is_shown_in_proportion_to_rank_and_reading() -> None:
    r = given(medium_reach=0.5, platform_brand_rank=0.4)
    assert feed.chance_visible(1.5, 30.0, 200.0, r) == about(0.5 * 0.4 * 1.5 * 30.0 / 200.0)
    assert feed.chance_visible(1000.0, 30.0, 200.0, r) == 1.0
    assert feed.chance_visible(0.0, 30.0, 200.0, r) == 0.0


def test_advertisements_crowd_one_another_out() -> None:
    r = given(medium_reach=0.8, platform_ad_slots=4.0)
    assert feed.chance_ad(0.5, 2.0, r) == about(0.8 * 0.5 / 1.5)
    assert feed.chance_ad(5.0, 2.0, r) == 1.0
    assert feed.chance_ad(0.0, 2.0, r) == 0.0


def test_what_is_expected_decides_what_is_noticed() -> None:
    r = given(feed_notice_floor=0.2, feed_notice_midpoint=0.5, feed_notice_slope=0.25)
    assert feed.chance_noticed(0.5, r) == about(0.2 + 0.8 * 0.5)
    assert feed.chance_noticed(1.0, r) == about(0.2 + 0.8 / (1.0 + exp(-2.0)))


def test_a_session_is_worth_what_people_and_brands_gave() -> None:
    assert feed.session_worth(150.0, 200.0, 3.0, 12.0) == about(0.75 + 0.25)
    assert feed.session_worth(150.0, 200.0, -30.0, 12.0) == 0.0
    assert feed.session_worth(150.0, 200.0, 90.0, 12.0) == 2.0


# --- appraisal -------------------------------------------------------------------------


def test_novelty_wears_off_to_the_contrary() -> None:
    r = given(feed_tedium_span=10.0)
    found = [appraisal.novelty(recent, r) for recent in (-5.0, 0.0, 4.0, 10.0, 15.0, 40.0)]
    assert found == [1.0, 1.0, about(0.6), 0.0, about(-0.5), -1.0]


def test_an_offer_is_worth_most_to_the_price_sensitive() -> None:
    assert appraisal.reward(0.3, 1.4, given(appraisal_offer_value=2.0)) == about(0.84)


def test_value_is_appeal_and_reward_less_intent_and_stock() -> None:
    r = given(
        feed_tedium_span=10.0, appraisal_intent_cost=0.5, appraisal_intent_suspicion=0.9,
        appraisal_canned_cost=0.4,
    )  # fmt: skip
    found = appraisal.value(1.2, 0.7, 4.0, 0.35, 0.6, 0.25, 0.3, r)
    assert found == about(1.2 * 0.7 * 0.6 + 0.35 - 0.6 * (0.5 + 0.9 * 0.3) - 0.25 * 0.4)


def test_a_message_is_worth_a_thousand_human_posts_at_most() -> None:
    r = given(
        appraisal_intent_cost=1.0, appraisal_intent_suspicion=0.0, appraisal_canned_cost=0.0,
        feed_tedium_span=10.0,
    )  # fmt: skip
    assert appraisal.value(1.0, 1.0, 0.0, 5000.0, 0.0, 0.0, 0.0, r) == 1000.0
    assert appraisal.value(1.0, 1.0, 0.0, 0.0, 5000.0, 0.0, 0.0, r) == -1000.0


def test_the_suspicious_see_more_intent_and_are_persuaded_less() -> None:
    r = given(
        appraisal_detection=0.4, appraisal_mention=0.1, appraisal_persuasion=0.3,
        appraisal_resistance=0.44,
    )  # fmt: skip
    assert appraisal.detected(0.8, 0.25, r) == about(0.8 * (0.4 + 0.6 * 0.25))
    assert appraisal.persuasion(0.8, 0.25, r) == about(0.1 + 0.3 * 0.8 * (1.0 - 0.11))


def test_value_is_evidence_and_intent_is_evidence_against() -> None:
    r = given(appraisal_evidence=0.02, appraisal_intent_harm=0.03)
    assert appraisal.good_in(1.5, r) == about(0.03)
    assert appraisal.good_in(-1.5, r) == appraisal.good_in(0.0, r) == 0.0
    assert appraisal.bad_in(1.5, 0.4, r) == about(0.012)
    assert appraisal.bad_in(-1.5, 0.4, r) == about(0.012 + 0.03)
    assert appraisal.bad_in(1.5, 0.4, given(appraisal_intent_harm=-1.0)) == 0.0
    assert appraisal.bad_in(1.5, 1e9, r) == 1e6


def test_reactions_and_clicks() -> None:
    r = given(feed_reaction_rate=0.1, feed_click_rate=0.2)
    assert appraisal.chance_reaction(1.5, 2.0, r) == about(0.3)
    assert appraisal.chance_reaction(15.0, 2.0, r) == 1.0
    assert appraisal.chance_reaction(-1.0, 2.0, r) == 0.0
    assert appraisal.chance_click(0.4, r) == about(0.1)
    assert appraisal.chance_click(40.0, r) == 1.0
    assert appraisal.chance_click(-4.0, r) == 0.0


# --- suspicion, reactance, offers ------------------------------------------------------


def test_suspicion_rises_towards_one_and_falls_towards_zero() -> None:
    r = given(suspicion_gain=0.1, suspicion_breach=0.2, suspicion_calm=0.05)
    assert suspicion.alarm(0.5, 0.4, r) == about(0.1 * 0.5 * 0.6)
    assert suspicion.shock(0.4, r) == about(0.2 * 0.6)
    assert suspicion.calm(0.8, 0.4, r) == about(0.05 * 0.8 * 0.4)
    assert [suspicion.moved(0.4, x) for x in (0.25, -0.25, 0.9, -0.9)] == [
        about(0.65), about(0.15), 1.0, 0.0,
    ]  # fmt: skip


def test_what_comes_too_often_is_resented_in_proportion() -> None:
    r = given(appraisal_reactance=0.01, appraisal_tolerance=7.0, conversation_outreach_exposure=1.5)
    assert reactance.resented(9.5, r) == about(0.025)
    assert reactance.resented(6.0, r) == 0.0
    assert reactance.resented(1e9, r) == about(0.01e6)
    assert outreach.intrusion(9.5, r) == about(0.0375)
    assert outreach.exposed(9.5, r) == 11.0


def test_offers_are_got_used_to_and_prices_judged_against_them() -> None:
    r = given(market_offer_learning=0.1, market_anchoring=0.5)
    assert promotion.used_to(0.2, 0.5, r) == about(0.23)
    assert promotion.perceived(12.0, 0.4, r) == about(15.0)
    assert promotion.perceived(12.0, 1.0, given(market_anchoring=2.0)) == about(240.0)
    assert promotion.perceived(12.0, -1.0, r) == 12.0


@pytest.mark.parametrize("usual", [0.0, 0.3])
def test_without_anchoring_a_price_is_a_price(usual: float) -> None:
    assert promotion.perceived(9.0, usual, given(market_anchoring=0.0)) == 9.0
