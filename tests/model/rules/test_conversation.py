"""Worked examples: writing, service, answers, pitches, repair, blame."""

from __future__ import annotations

from math import exp

import pytest

from model.plan import DISCIPLINES
from model.rules import answering, blame, norms, pitching, repair, service, threads, writing
from model.rules.events import BREACH, DEAL, FAILURE, IGNORED, LIE, PURCHASE, REPLY
from model.rules.writing import ADDRESSED, COMPLAINT, PRAISE, QUESTION, SOCIAL
from tests.model.rules.parameters import about, given

KINDS = (SOCIAL, QUESTION, COMPLAINT, PRAISE)

# --- writing ---------------------------------------------------------------------------


def test_followers_the_close_and_the_invited_write() -> None:
    r = given(
        conversation_social=0.03, conversation_closeness_pull=2.0, conversation_invitation=0.02
    )
    assert writing.sociable(1.0, 0.4, 0.5, 1.5, r) == about(1.5 * (0.03 * 1.8 + 0.01))
    assert writing.sociable(0.0, 0.0, 0.0, 1.5, r) == 0.0


def test_questions_come_of_need_and_acquaintance() -> None:
    assert writing.curious(0.04, 0.6, given(conversation_question=0.5)) == about(0.012)


def test_a_fresh_grievance_is_complained_of_until_told() -> None:
    r = given(conversation_complaint=0.1, conversation_squeaky_wheel=0.3, talk_window=8.0)
    assert writing.aggrieved(FAILURE, 2, 0, 2.0, r) == about(0.1 * 1.6 * 0.75)
    assert writing.aggrieved(FAILURE, 2, 0, 9.0, r) == about(0.1 * 2.5 * 0.75)
    assert writing.aggrieved(FAILURE, 2, 0, -9.0, r) == about(0.1 * 0.75)
    assert writing.aggrieved(FAILURE, 2, 1, 2.0, r) == 0.0
    assert writing.aggrieved(FAILURE, 8, 0, 2.0, r) == 0.0
    assert writing.aggrieved(PURCHASE, 2, 0, 2.0, r) == 0.0


def test_a_fresh_pleasure_is_praised_until_told() -> None:
    r = given(conversation_praise=0.2, talk_window=8.0)
    assert writing.pleased(PURCHASE, 0.5, 2, 0, r) == about(0.2 * 0.5 * 0.75)
    assert writing.pleased(PURCHASE, 0.5, 2, 1, r) == 0.0
    assert writing.pleased(0, 0.5, 2, 0, r) == 0.0
    assert writing.pleased(PURCHASE, 0.0, 2, 0, r) == 0.0
    assert writing.pleased(PURCHASE, -0.5, 2, 0, r) == 0.0


def test_the_hazards_decide_what_a_letter_is_for() -> None:
    us = (0.05, 0.15, 0.25, 0.35, 0.55, 0.65, 0.95)
    found = [writing.purpose(u, 0.1, 0.2, 0.3, 0.4) for u in us]
    assert found == [SOCIAL, QUESTION, QUESTION, COMPLAINT, COMPLAINT, PRAISE, PRAISE]
    for n, kind in enumerate(KINDS):
        only = [float(n == k) for k in range(4)]
        assert writing.purpose(0.99, *only) == kind


# --- service ---------------------------------------------------------------------------


def test_practice_makes_faster_by_a_power_law() -> None:
    r = given(
        conversation_learning_scale=100.0, conversation_handling=8.0, medium_handling=1.5,
        conversation_learning=0.5,
    )  # fmt: skip
    assert service.handling_minutes(300, r) == about(6.0)
    assert service.handling_minutes(0, r) == about(12.0)


def test_a_desk_that_cannot_keep_up_hurries() -> None:
    found = [service.rush(waiting, 6.0, 60.0) for waiting in (0, 10, 15, 20, 40)]
    assert found == [0.0, 0.0, about(0.5), 1.0, 1.0]
    assert service.rush(15, 6.0, 0.0) == service.rush(15, 6.0, -1.0) == 0.0
    r = given(conversation_hurry=0.4, conversation_rush_canned=0.7)
    assert service.hurried(8.0, 0.5, r) == about(6.4)
    assert service.hurried_canned(0.2, 0.5, r) == about(0.55)
    assert service.hurried_canned(0.9, 0.5, r) == 1.0


URGENT = {
    "first_come": (), "last_come": (),
    "complaints_first": ((COMPLAINT, 0, 0), (COMPLAINT, 1, 1)),
    "public_first": ((SOCIAL, 1, 0), (COMPLAINT, 1, 1)),
    "loyal_first": ((SOCIAL, 0, 1), (COMPLAINT, 1, 1)),
}  # fmt: skip
LETTERS = ((SOCIAL, 0, 0), (SOCIAL, 1, 0), (SOCIAL, 0, 1), (COMPLAINT, 0, 0), (COMPLAINT, 1, 1))


@pytest.mark.parametrize("discipline", URGENT)
def test_urgency_is_what_the_discipline_says(discipline: str) -> None:
    number, urgent = DISCIPLINES.index(discipline), URGENT[discipline]
    found = [service.urgency(number, *letter) for letter in LETTERS]
    assert found == [int(bool(urgent) and letter not in urgent) for letter in LETTERS]
    assert service.urgency(number, ADDRESSED, 1, 1) == 2


MOMENTS = ((900, 0.0), (1, 2.0), (0, 1.0), (0, 1.25))
"""Age in days and hour of writing, the oldest first."""


def key(discipline: str, kind: int, age: int, clock: float, person: int) -> int:
    return int(service.queue_key(DISCIPLINES.index(discipline), kind, 0, 0, age, clock, person))


def test_the_queue_is_in_order_of_urgency_arrival_and_person() -> None:
    letters = [(COMPLAINT, 2, 3.0, 9), (COMPLAINT, 0, 1.5, 4), (COMPLAINT, 0, 1.5, 5)]
    letters += [(SOCIAL, 900, 23.9, 1), (SOCIAL, 1, 23.999, 3), (SOCIAL, 0, 0.0, 2)]
    keys = [key("complaints_first", *letter) for letter in [*letters, (ADDRESSED, 1, 0.0, 0)]]
    assert keys == sorted(set(keys))
    first, last = (
        [key(name, SOCIAL, age, clock, 7) for age, clock in MOMENTS]
        for name in ("first_come", "last_come")
    )
    assert first == sorted(set(first))
    assert last == sorted(set(last), reverse=True)
    assert all(k & (1 << 32) - 1 == 7 for k in first + last)


# --- answers ---------------------------------------------------------------------------


def test_an_answer_loses_worth_with_the_wait_that_is_not_expected() -> None:
    r = given(conversation_expected_wait=4.0, conversation_canned_discount=0.8, medium_richness=1.5)
    assert answering.worth(3.0, 12.0, 0.0, r) == about(1.5)
    assert answering.worth(10.0, 12.0, 0.25, r) == about(1.5 * 0.8 * exp(-0.5))


def test_contingent_human_answers_bring_closer() -> None:
    r = given(conversation_closeness_gain=0.1)
    assert answering.closer(0.2, 0.5, 0.4, r) == about(0.2 + 0.8 * 0.1 * 0.5 * 0.6)
    assert answering.closer(0.2, 50.0, 0.4, r) == 1.0
    assert answering.closer(0.2, -50.0, 0.4, r) == 0.2


def test_answers_are_expected_by_experience_and_by_those_who_complain() -> None:
    r = given(conversation_expectation_gain=0.3, conversation_complaint_expectation=0.5)
    assert answering.expects(0.4, 1.0, r) == about(0.58)
    assert answering.expects(0.4, 0.0, r) == about(0.28)
    assert [answering.due(0.4, kind, r) for kind in KINDS] == [0.4, 0.4, about(0.7), 0.4]


def test_a_letter_is_given_up_after_some_days() -> None:
    r = given(conversation_give_up=3.0)
    assert [bool(answering.given_up(day, 10, r)) for day in (10, 12, 13, 20)] == [
        False,
        False,
        True,
        True,
    ]


def test_a_reply_to_praise_is_seen_to_serve_the_brand() -> None:
    r = given(conversation_praise_motive=0.6, conversation_seen_expectation=0.1)
    assert [threads.seen_worth(kind, 0.5, r) for kind in KINDS] == [0.5, 0.5, 0.5, about(-0.1)]
    assert threads.expects_too(0.4, 0.2, r) == about(0.46)
    assert threads.expects_too(0.4, 0.0, r) == threads.expects_too(0.4, -0.2, r) == about(0.36)


# --- pitches ---------------------------------------------------------------------------


def test_a_pitch_is_due_after_so_many_exchanges_or_when_asked() -> None:
    due = [
        (n, after) for n in (1, 2, 3) for after in (-1, 0, 2) if pitching.is_due(n, after, SOCIAL)
    ]
    assert due == [(1, 0), (2, 0), (2, 2), (3, 0), (3, 2)]
    assert [bool(pitching.is_due(1, after, QUESTION)) for after in (-1, 0, 9)] == [
        False,
        True,
        True,
    ]
    assert [bool(pitching.asked_for(kind)) for kind in KINDS] == [False, True, False, False]


def test_a_pitch_sells_less_to_the_suspicious() -> None:
    r = given(
        conversation_pitch_salience=1.5, conversation_pitch_occasion=0.2, appraisal_resistance=0.5
    )
    assert pitching.pitch_salience(0.4, r) == about(1.2)
    assert pitching.chance_occasion(0.4, r) == about(0.16)


def test_a_deception_does_more_among_the_close() -> None:
    r = given(
        trust_rereading=0.6, trust_disillusion=0.5, trust_alienation=0.15, trust_breach_exchange=0.1
    )
    assert pitching.reread(2.0, 0.4, r) == about(0.48)
    assert pitching.reread(2.0, 4.0, r) == 2.0
    assert pitching.reread(2.0, -4.0, r) == 0.0
    assert pitching.disillusioned(0.1, 0.4, r) == about(0.1 + 0.9 * 0.2)
    assert pitching.disillusioned(0.1, 4.0, r) == 1.0
    assert pitching.disillusioned(0.1, -4.0, r) == 0.1
    assert pitching.chance_alienated(0.4, r) == about(0.06)
    assert pitching.chance_alienated(40.0, r) == 1.0
    assert pitching.chance_alienated(-1.0, r) == 0.0
    assert norms.violation(0.4, r) == about(0.46)


# --- repair and blame ------------------------------------------------------------------

MENDS = {
    "repair_help": 0.1, "repair_apology": 0.02, "repair_promise": 0.03, "repair_denial": -0.04,
    "repair_compensation": 0.05, "repair_claim": 0.06,
}  # fmt: skip


def test_each_part_of_a_repair_adds_its_own_share() -> None:
    r = given(**MENDS)
    parts = [0.0, 0.02, 0.03, -0.04, 0.05 * 3.0, 0.06]
    for n, part in enumerate(parts):
        said = [float(n == k) for k in range(1, 6)]
        said[3] *= 3.0
        assert repair.mended(0.5, *said, r) == about(0.5 * (0.1 + part))
    assert repair.mended(0.5, 1.0, 1.0, 1.0, 3.0, 1.0, r) == about(0.5 * (0.1 + sum(parts)))
    assert repair.mended(1.0, 0.0, 0.0, 0.0, 100.0, 0.0, r) == 0.95
    assert repair.mended(1.0, 0.0, 0.0, 0.0, -100.0, 0.0, r) == -1.0


def test_the_close_forgive_more() -> None:
    r = given(repair_closeness=0.5)
    assert repair.forgiven(0.4, 0.6, r) == about(0.52)
    assert repair.forgiven(0.9, 0.6, r) == 0.95
    assert repair.forgiven(-0.9, 0.6, r) == -1.0


def test_words_about_a_breach_depend_on_its_proof() -> None:
    r = given(repair_apology_breach=-0.05, repair_denial_breach=0.1, repair_denial_proven=-0.2)
    found = {
        event: [blame.cleared(0.5, *said, event, r) for said in ((1, 0), (0, 1), (1, 1))]
        for event in (BREACH, LIE, FAILURE, REPLY, IGNORED, DEAL)
    }
    assert found.pop(BREACH) == [about(-0.025), about(0.05), about(0.025)]
    assert found.pop(LIE) == [0.0, about(-0.1), about(-0.1)]
    assert set(map(tuple, found.values())) == {(0.0, 0.0, 0.0)}
    assert blame.cleared(1.0, 0, 1, BREACH, given(repair_denial_breach=2.0)) == 0.95
    assert blame.cleared(1.0, 0, 1, LIE, given(repair_denial_proven=-2.0)) == -1.0
    assert [blame.of_competence(event) for event in (FAILURE, REPLY, BREACH, LIE)] == [1, 1, 0, 0]
