"""What single rules must do whatever their parameters are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.parameters import defaults
from model.parameters.rules import rules_of
from model.rules.norms import violation
from model.rules.promotion import perceived, used_to
from model.rules.rating import chance_rates, is_low, stars
from model.rules.reactance import resented
from model.rules.repair import forgiven
from model.rules.threads import expects_too, seen_worth
from model.rules.writing import COMPLAINT, PRAISE, QUESTION, SOCIAL

UNIT = st.floats(0.0, 1.0)
R = rules_of(defaults())


@given(UNIT, UNIT)
def test_a_pitch_breaks_norms_the_more_the_closer(a: float, b: float):
    low, high = sorted((a, b))
    assert R.trust_breach_exchange <= violation(low, R) <= violation(high, R) <= 1.0
    assert violation(1.0, R) == pytest.approx(1.0)


def test_only_what_comes_too_often_is_resented():
    tolerance, step = R.appraisal_tolerance, R.appraisal_reactance
    assert resented(tolerance, R) == 0.0
    assert resented(tolerance + 3.0, R) == pytest.approx(3.0 * step)
    assert resented(0.0, R) == 0.0


@given(st.floats(0.0, 0.9), st.floats(0.0, 0.9))
def test_an_offer_repeated_surprises_less_each_time(usual: float, offer: float):
    learned = used_to(usual, offer, R)
    assert abs(offer - learned) <= abs(offer - usual)
    for _ in range(200):
        learned = used_to(learned, offer, R)
    assert learned == pytest.approx(offer, abs=1e-6)


@given(st.floats(0.1, 1000.0), UNIT)
def test_who_is_used_to_offers_finds_the_price_dear(price: float, usual: float):
    assert perceived(price, 0.0, R) == price
    assert perceived(price, usual, R) >= price
    assert perceived(price, 1.0, R._replace(market_anchoring=1.0)) < 100 * price


@pytest.mark.parametrize("kind", [SOCIAL, QUESTION, COMPLAINT])
def test_readers_of_a_thread_discount_replies_to_praise_only(kind: int):
    assert seen_worth(kind, 0.8, R) == 0.8
    assert seen_worth(PRAISE, 0.8, R) == pytest.approx(0.8 - R.conversation_praise_motive)


def test_readers_of_threads_expect_what_others_got():
    assert expects_too(0.2, 0.7, R) > 0.2 > expects_too(0.2, -0.7, R)


@given(st.floats(-1.0, 0.95), UNIT)
def test_the_close_forgive_more_but_never_all(share: float, closeness: float):
    found = forgiven(share, closeness, R)
    assert -1.0 <= found <= 0.95
    assert abs(found) >= min(abs(share), 0.95) - 1e-12


@given(UNIT, UNIT, UNIT)
def test_trust_colours_a_rating_and_never_takes_it_off_the_scale(how: float, a: float, b: float):
    low, high = sorted((a, b))
    assert 1 <= stars(how, low, R) <= stars(how, high, R) <= 5
    assert stars(how, 0.5, R) == 1 + int(how * 4.0 + 0.5)


def test_one_and_two_stars_are_negative():
    assert [bool(is_low(given)) for given in (1, 2, 3, 4, 5)] == [True, True, False, False, False]


@given(st.floats(-1.0, 1.0), UNIT, UNIT)
def test_those_who_expect_to_be_heard_rate_more(surprise: float, a: float, b: float):
    low, high = sorted((a, b))
    assert 0.0 <= chance_rates(surprise, low, R) <= chance_rates(surprise, high, R) <= 1.0
