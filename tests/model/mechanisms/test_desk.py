"""The desk: who is meant to be answered, in which turn, at which hours."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.mechanisms.desk import (
    arrival,
    desk_bit,
    forget_unaddressed,
    is_staffed,
    meant_to_answer,
    pace,
    place_in_queue,
    settle,
    share_answered,
    timetable,
)
from model.orders import ORDER
from model.plan import DISCIPLINES
from model.randomness import Block, draws
from model.rules.service import queue_key
from model.rules.writing import ADDRESSED, COMPLAINT, PRAISE, QUESTION, SOCIAL
from model.state import PAIR
from model.world import BRAND
from tests.model.mechanisms.meetings import DAY, effect, meet, record
from tests.model.rules.parameters import about, given

SHARES = {"social": 0.1, "question": 0.2, "complaint": 0.3, "praise": 0.4}


def letter(**values: Any) -> Any:
    return record(PAIR, **({"owed": SOCIAL, "owed_day": DAY, "owed_clock": 1.0} | values))


def test_each_kind_has_its_share() -> None:
    order = record(ORDER, **SHARES)
    kinds = (SOCIAL, QUESTION, COMPLAINT, PRAISE)
    assert [share_answered(order, kind) for kind in kinds] == [0.1, 0.2, 0.3, 0.4]


def test_a_desk_without_hours_has_no_staff() -> None:
    assert [bool(is_staffed(record(ORDER, staff_hours=h))) for h in (0.0, 0.1)] == [False, True]


def test_eight_brands_have_bits_of_their_own() -> None:
    assert [desk_bit(b) for b in range(9)] == [1, 2, 4, 8, 16, 32, 64, 128, 1]


def test_letters_in_the_inbox_are_answered_by_policy_and_all_chosen_addressed() -> None:
    us = [draws(5, 6, i, DAY - 1, 11, Block.POLICY, 0)[0] for i in range(6)]
    share = float(np.median(us))
    pairs = [letter(owed_day=DAY - 1) for _ in range(6)]
    pairs += [letter(owed=0), letter(owed=ADDRESSED), letter(owed=ADDRESSED)]
    inbox = np.full(9, desk_bit(3) | 1, np.uint8)
    inbox[8] = desk_bit(2)  # of another brand
    order, brand = record(ORDER, social=share), record(BRAND, key=11)
    people, letters = meant_to_answer(pairs, inbox, order, brand, 5, 6, DAY, 3)
    lucky = [i for i in range(6) if us[i] < share]
    assert people.tolist() == [*lucky, 7]
    assert letters == len(lucky) == 3


def test_the_pace_is_that_of_so_many_hands() -> None:
    """Eight minutes each, with four hours of staff in a day of eight: sixteen minutes apart."""
    r = given(
        conversation_handling=8.0, medium_handling=1.0, conversation_learning=1.0,
        conversation_learning_scale=100.0, conversation_opening=8.0, conversation_hurry=0.5,
        conversation_rush_canned=0.4,
    )  # fmt: skip
    order = record(ORDER, staff_hours=4.0, canned_answers=0.1)
    assert pace(order, record(BRAND), 10, r) == (about(16.0 / 60.0), 0.1)
    assert pace(order, record(BRAND, served=100), 10, r) == (about(8.0 / 60.0), 0.1)
    assert pace(order, record(BRAND), 45, r) == (about(12.0 / 60.0), about(0.3))


def test_yesterdays_letters_are_there_from_the_start() -> None:
    assert arrival(letter(owed_day=DAY - 1, owed_clock=23.0), DAY) == 0.0
    assert arrival(letter(owed_clock=23.0), DAY) == 23.0


@pytest.mark.parametrize("discipline", range(len(DISCIPLINES)))
def test_the_place_in_the_queue_is_by_discipline(discipline: int) -> None:
    r, order = given(market_loyal_after=3.0), record(ORDER, discipline=discipline)
    for kind, public, purchases in ((SOCIAL, 0, 0), (COMPLAINT, 1, 0), (SOCIAL, 0, 3)):
        p = letter(
            owed=kind, owed_public=public, purchases=purchases, owed_day=DAY - 2, owed_clock=3.5
        )
        expected = queue_key(discipline, kind, public, purchases == 3, 2, 3.5, 4)
        assert place_in_queue(p, order, 4, DAY, r) == expected


def turns(
    hours: list[float], duration: float, opening: float = 8.0, **values: Any
) -> list[tuple[int, float]]:
    """Return who is served when, of people whose letters came at these hours."""
    pairs = [letter(owed_clock=hour, **values) for hour in hours]
    r = given(conversation_opening=opening)
    people = np.arange(len(hours))
    who, when = timetable(pairs, record(ORDER), people, DAY, duration, r)
    return [(int(i), float(clock)) for i, clock in zip(who, when, strict=True)]


def test_letters_are_served_as_they_come_in_from_nine() -> None:
    found = turns([12.0, 3.0, 9.75, 2.0], 0.5)
    assert found == [(3, 9.5), (1, 10.0), (2, 10.5), (0, 12.5)]


def test_a_letter_waits_for_its_turn_and_an_idle_desk_for_a_letter() -> None:
    assert turns([9.0, 9.25, 14.0], 2.0) == [(0, 11.0), (1, 13.0), (2, 16.0)]


def test_nothing_is_begun_that_would_not_be_done_by_closing() -> None:
    assert turns([1.0, 2.0, 3.0], 3.0) == [(0, 12.0), (1, 15.0)]
    assert turns([1.0, 2.0], 4.0) == [(0, 13.0), (1, 17.0)]
    assert turns([16.9], 0.2) == []
    assert turns([16.9], 0.2, opening=10.0) == [(0, about(17.1))]


def test_an_answer_comes_after_the_wait() -> None:
    m = meet({"owed": SOCIAL, "owed_day": DAY - 2, "owed_clock": 20.0}, brand={"served": 4})
    found = effect(m, settle, m, 11.0, 0.0)
    assert found.brand == {"served": 5}
    assert found.tally["answered"] == 1
    assert found.entries[0] == ("ANSWERED", 39.0, SOCIAL)
    m = meet({"owed": SOCIAL, "owed_day": DAY, "owed_clock": 11.5})
    assert effect(m, settle, m, 11.0, 0.0).entries[0] == ("ANSWERED", 0.0, SOCIAL)
    m = meet({"owed": SOCIAL, "owed_day": -60_000})
    assert effect(m, settle, m, 11.0, 0.0).entries[0] == ("ANSWERED", 1e6, SOCIAL)


def test_stock_phrases_reach_the_answer() -> None:
    good = []
    for canned in (0.0, 1.0):
        m = meet({"owed": SOCIAL, "owed_day": DAY}, conversation_canned_discount=0.5)
        good.append(effect(m, settle, m, 9.5, canned).pair["good"])
    assert good[1] == about(0.5 * good[0])


def test_one_who_was_chosen_is_addressed() -> None:
    m = meet(
        {"owed": ADDRESSED, "owed_day": DAY}, brand={"served": 4}, conversation_outreach_reply=0.0
    )
    found = effect(m, settle, m, 11.0, 0.0)
    assert (found.brand, found.tally) == ({}, {"addressed": 1})
    assert found.entries[0] == ("ADDRESSED", 11.0, 0)


def test_who_was_not_got_round_to_is_forgotten_letters_are_not() -> None:
    for owed, left in ((ADDRESSED, 0), (SOCIAL, SOCIAL), (0, 0)):
        m = meet({"owed": owed})
        forget_unaddressed(m.pair)
        assert m.pair.owed == left
