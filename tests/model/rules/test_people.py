"""Worked examples: evidence and trust, memory, talk, ties, the market, ratings."""

from __future__ import annotations

from math import exp, log, log1p, sqrt

import numpy as np
import pytest

from model.rules import arithmetic, events, evidence, market, rating, talk, ties, trust, writing
from model.rules.events import Event
from model.rules.ties import ALIENATED, FOLLOWER, LEFT, STRANGER
from tests.model.rules.parameters import about, given

# --- arithmetic ------------------------------------------------------------------------


def test_arithmetic() -> None:
    held = [arithmetic.clamp(x, -1.0, 2.0) for x in (-3.0, -1.0, 0.5, 2.0, 3.0)]
    assert held == [-1.0, -1.0, 0.5, 2.0, 2.0]
    assert [arithmetic.safe_exp(x) for x in (-99.0, 0.5, 99.0)] == [exp(-40), exp(0.5), exp(40)]
    assert arithmetic.SCALE == 16_777_216
    thirds = [arithmetic.fixed(x) for x in (1 / 3, -1 / 3, 2 / 3, -2 / 3)]
    assert thirds == [5592405, -5592405, 11184811, -11184811]
    assert [arithmetic.fixed_share(x) for x in (1 / 3, 2 / 3)] == [5592405, 11184811]
    assert arithmetic.approach(2.0, 5.0, 0.25) == 2.75


# --- evidence and trust ----------------------------------------------------------------


def test_trust_is_the_share_of_good_evidence() -> None:
    assert trust.trust(1.5, 0.7, 0.3, 0.6) == about(2.1 / 3.5)
    r = given(trust_prior=0.6, suspicion_spillover=0.25)
    assert trust.prior_trust(0.4, r) == about(0.54)
    assert trust.prior_trust(0.4, given(trust_prior=1.0, suspicion_spillover=0.0)) == 0.999
    assert trust.prior_trust(1.0, given(trust_prior=1.0, suspicion_spillover=1.0)) == 0.001


def test_bins_of_trust_include_the_ends() -> None:
    levels = (-0.3, 0.0, 0.05, 0.1, 0.55, 0.99, 1.0, 1.2)
    assert [trust.trust_bin(level, 10) for level in levels] == [0, 0, 0, 1, 5, 9, 9, 9]


def test_evidence_is_discounted_weighed_and_renewed() -> None:
    r = given(trust_warmth=0.8, trust_renewal=0.1)
    assert evidence.believed(0.6, 0.25) == about(0.45)
    assert evidence.felt(1.5, 0.5, r) == about(2.1)
    assert evidence.felt(1.5, 0.5, given(trust_warmth=-4.0)) == 0.0
    assert evidence.felt(1e9, 0.5, r) == 1e6
    assert evidence.renewed(2.2, 1.0, r) == about(2.0)
    assert evidence.renewed(2.2, 0.0, r) == 2.2


def test_what_is_left_overnight_is_a_share_and_nothing_in_the_end() -> None:
    assert evidence.faded(0.8, 0.5) == np.float32(0.4)
    assert evidence.faded(2.2e-6, 0.5) == np.float32(1.1e-6)
    assert evidence.faded(1.8e-6, 0.5) == 0.0


# --- memory ----------------------------------------------------------------------------

CONDUCT = {Event.FAILURE, Event.REPLY, Event.IGNORED, Event.BREACH, Event.LIE}


def test_events_are_of_their_kinds() -> None:
    assert {e for e in Event if events.is_breach(e)} == {Event.BREACH, Event.LIE}
    assert {e for e in Event if events.is_grievance(e)} == CONDUCT - {Event.REPLY}
    assert {e for e in Event if events.is_conduct(e)} == CONDUCT
    named = {e.name: getattr(events, e.name) for e in Event if e}
    assert named == {e.name: e.value for e in Event if e}


def test_events_go_stale() -> None:
    assert [events.freshness(age, 8.0) for age in (0, 2, 7, 8, 9)] == [1.0, 0.75, 0.125, 0.0, 0.0]


def test_the_more_surprising_is_remembered() -> None:
    surprises = (0.7, 0.75, 0.8, -0.7, -0.8)
    remembered = [bool(events.outshines(x, 1, -1.0, 2, 8.0)) for x in surprises]
    assert remembered == [False, True, True, False, True]
    assert [bool(events.outshines(x, 0, 0.9, 0, 8.0)) for x in (0.1, -0.1, 0.0)] == [
        True,
        True,
        False,
    ]
    assert not events.outshines(0.0, 1, 0.0, 9, 8.0)


# --- talk ------------------------------------------------------------------------------


def test_only_a_word_to_one_friend_is_private() -> None:
    assert talk.is_private(0.5, 3, -1, 0.0)
    assert talk.is_private(-0.5, 0, -1, 0.0)
    others = [(0.0, 3, -1, 0.0), (0.5, talk.PUBLIC, -1, 0.0), (0.5, 3, 0, 0.0), (0.5, 3, -1, -0.1)]
    assert not any(talk.is_private(*signal) for signal in others)
    assert talk.CONDUCT | talk.PRODUCT | talk.PAID == 7


def test_surprise_is_told_while_fresh() -> None:
    r = given(talk_rate=0.2, talk_window=8.0)
    assert talk.chance_told(0.5, 2, r) == talk.chance_told(-0.5, 2, r) == about(0.075)
    assert talk.chance_told(0.5, 8, r) == 0.0
    assert talk.chance_told(50.0, 2, r) == 1.0


def test_rewards_make_talk_that_is_paid_for() -> None:
    r = given(talk_constant=0.1, talk_referral=0.02)
    assert talk.chance_owner_talks(5.0, r) == about(0.2)
    assert talk.chance_owner_talks(500.0, r) == 1.0
    assert talk.chance_owner_talks(-500.0, r) == 0.0
    assert talk.chance_paid(5.0, r) == about(0.5)
    assert talk.chance_paid(0.0, r) == 0.0
    assert talk.chance_paid(0.0, given(talk_constant=0.0)) == 0.0
    assert talk.chance_paid(5.0, given(talk_constant=0.0)) == 1.0


def test_friends_are_told_in_turn() -> None:
    assert [talk.friend_told(5, 0.7, told) for told in range(5)] == [3, 4, 0, 1, 2]


def test_paid_words_count_less() -> None:
    r = given(talk_paid_discount=0.75, talk_occasion=0.2)
    assert talk.word_weight(0.8, 0, r) == 0.8
    assert talk.word_weight(0.8, talk.PAID, r) == about(0.2)
    assert talk.chance_word_occasion(0.8, r) == about(0.16)
    assert talk.chance_word_occasion(8.0, r) == 1.0
    assert talk.chance_word_occasion(-0.8, r) == 0.0


def test_hearsay_pulls_satisfaction_up_or_down() -> None:
    r = given(talk_product=0.5, talk_prompted=0.5)
    assert talk.hearsay(0.6, 0.4, r) == about(0.68)
    assert talk.hearsay(0.6, -0.4, r) == about(0.48)
    assert (talk.hearsay(0.6, 9.0, r), talk.hearsay(0.6, -9.0, r)) == (1.0, 0.0)
    assert talk.hearsay(0.6, 0.0, r) == 0.6
    assert talk.prompted(0.8, 0.9, r) == about(0.32)
    assert talk.prompted(0.8, 0.5, r) == 0.0


# --- ties ------------------------------------------------------------------------------


def test_young_one_way_ties_are_brittle() -> None:
    r = given(ties_age_scale=100.0, ties_mutual_protection=0.6)
    assert ties.brittleness(0.0, 0.0, r) == 1.0
    assert ties.brittleness(300.0, 0.0, r) == about(0.25)
    assert ties.brittleness(300.0, 1.0, r) == about(0.1)


def test_three_reasons_to_unfollow() -> None:
    r = given(
        ties_unfollow_promotion=0.01, ties_unfollow_irrelevance=0.02, ties_unfollow_volume=0.03,
        ties_volume_tolerance=4.0,
    )  # fmt: skip
    assert ties.from_promotion(0.6, r) == about(0.006)
    assert [ties.from_irrelevance(w, r) for w in (2.0, 1.0, 0.5, -5.0)] == [
        0.0,
        0.0,
        about(0.01),
        about(0.06),
    ]
    assert [ties.from_volume(n, r) for n in (2.0, 4.0, 6.0)] == [0.0, 0.0, about(0.06)]
    assert ties.from_volume(1e9, r) == about(0.03e6)
    causes = [ties.first_cause(u, 0.1, 0.2, 0.3) for u in (0.1, 0.2, 0.45, 0.55, 0.9)]
    assert causes == [ties.PROMOTION, ties.IRRELEVANCE, ties.IRRELEVANCE, ties.VOLUME, ties.VOLUME]
    assert ties.first_cause(0.99, 1.0, 0.0, 0.0) == ties.PROMOTION
    assert ties.first_cause(0.99, 0.0, 1.0, 0.0) == ties.IRRELEVANCE


def test_following_takes_worth_and_leaving_makes_reluctant() -> None:
    r = given(ties_follow=0.1, ties_return_share=0.25)
    ways = (STRANGER, FOLLOWER, LEFT, ALIENATED)
    assert [ties.chance_follow(tie, 2.0, r) for tie in ways] == [about(0.2), 0.0, about(0.05), 0.0]
    assert [ties.readiness(tie, 0.6, r) for tie in ways] == [0.6, 0.0, about(0.15), 0.0]
    assert [ties.chance_follow(STRANGER, worth, r) for worth in (-1.0, 9.0)] == [0.0, about(0.5)]
    assert ways == (0, 1, 2, 3)


def test_codes_are_those_that_stand_in_ledgers() -> None:
    causes = (ties.PROMOTION, ties.IRRELEVANCE, ties.VOLUME, ties.IGNORED_CAUSE, ties.BETRAYED)
    letters = (writing.SOCIAL, writing.QUESTION, writing.COMPLAINT, writing.PRAISE)
    assert causes == (0, 1, 2, 3, 4)
    assert (*letters, writing.ADDRESSED) == (1, 2, 3, 4, 5)
    assert (talk.CONDUCT, talk.PRODUCT, talk.PAID, talk.PUBLIC) == (1, 2, 4, -1)


# --- the market ------------------------------------------------------------------------


def test_utility_adds_up_what_speaks_for_a_brand() -> None:
    r = given(
        market_trust_weight=2.0, market_satisfaction_weight=3.0, market_salience_weight=0.5,
        market_habit_weight=0.6, market_rating_weight=0.7, market_price_weight=1.5,
        market_reference_price=8.0,
    )  # fmt: skip
    found = market.utility(0.8, 0.6, 1.5, 1.0, 0.9, 12.0, 1.2, r)
    expected = 2.0 * 0.3 + 3.0 * 0.1 + 0.5 * log1p(1.5) + 0.6 + 0.7 * 0.4 - 1.5 * 1.2 * log(1.5)
    assert found == about(expected)
    assert market.utility(0.8, 0.6, 1.5, 0.0, 0.9, 12.0, 1.2, r) == about(expected - 0.6)


def test_choice_is_a_nested_logit() -> None:
    r = given(market_similarity=0.5, market_outside=0.4)
    assert market.attraction(0.7, r) == about(exp(1.4))
    assert market.chance_category(3.0, r) == about(1.0 / (1.0 + exp(0.4 - 0.5 * log(3.0))))
    assert market.chance_category(0.0, r) == market.chance_category(-1.0, r) == 0.0


def test_prices_go_by_tenure_less_the_offer() -> None:
    def paid(new: bool, loyal: bool, offer: float) -> float:
        return float(market.price_paid(10.0, new, loyal, 0.8, 0.9, offer))

    assert paid(False, False, 0.25) == about(7.5)
    assert paid(True, False, 0.25) == paid(True, True, 0.25) == about(6.0)
    assert paid(False, True, 0.25) == about(6.75)
    assert paid(False, False, 1.0) == 0.01
    assert market.price_paid(1e12, False, False, 0.8, 0.9, 0.0) == 1e9


def test_products_turn_out_around_their_quality() -> None:
    r = given(market_experience_noise=0.1)
    assert market.experience(0.6, 0.75, r) == about(0.6 + 0.1 * sqrt(12.0) * 0.25)
    assert market.experience(0.6, 0.5, r) == 0.6
    assert market.experience(0.95, 0.99, r) == 1.0
    assert market.experience(0.05, 0.01, r) == 0.0
    evenly = [market.experience(0.5, (n + 0.5) / 1000, r) for n in range(1000)]
    assert np.std(evenly) == pytest.approx(0.1, rel=1e-3)


def test_ratings_are_made_by_the_surprised_and_the_heard() -> None:
    r = given(talk_rating_rate=0.05, talk_rating_selection=0.2, talk_rating_heard=0.5)
    assert (
        rating.chance_rates(-0.6, 0.4, r) == rating.chance_rates(0.6, 0.4, r) == about(0.17 * 1.2)
    )
    assert rating.chance_rates(60.0, 0.4, r) == 1.0


def test_stars_are_an_experience_in_the_light_of_trust() -> None:
    r = given(talk_rating_halo=0.5)
    assert [rating.stars(x, 0.5, r) for x in (-0.3, 0.0, 0.13, 0.4, 0.6, 0.8, 1.0, 1.3)] == [
        1,
        1,
        2,
        3,
        3,
        4,
        5,
        5,
    ]
    assert [rating.stars(0.5, level, r) for level in (0.0, 0.5, 1.0)] == [2, 3, 4]
    assert [bool(rating.is_low(stars)) for stars in range(1, 6)] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_standing_is_shrunk_to_the_middle() -> None:
    r = given(market_rating_prior=10.0)
    assert rating.standing(0, 0, r) == 0.5
    assert rating.standing(150, 30, r) == about((30.0 + 5.0) / 40.0)
    assert rating.standing(30, 30, r) == about(5.0 / 40.0)
