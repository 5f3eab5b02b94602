"""Letters, answers, pitches, outreach, silence, threads: all that each changes."""

from __future__ import annotations

from math import exp
from typing import Any

import pytest

from model.mechanisms.answer import answer, welcome
from model.mechanisms.letters import write_letter
from model.mechanisms.outreach import address, addresses, choose
from model.mechanisms.pitch import pitch
from model.mechanisms.silence import is_given_up, take_silence
from model.mechanisms.threads import visit
from model.mechanisms.writing import write
from model.orders import ORDER
from model.randomness import Block
from model.rules.events import FAILURE, IGNORED, PURCHASE, REPLY
from model.rules.ties import ALIENATED, FOLLOWER, LEFT, STRANGER
from model.rules.writing import ADDRESSED, COMPLAINT, PRAISE, QUESTION, SOCIAL
from tests.model.mechanisms.meetings import DAY, effect, lucky, meet, record
from tests.model.rules.parameters import about, given

WORTH = {
    "medium_richness": 1.5, "conversation_expected_wait": 4.0, "conversation_canned_discount": 0.8,
    "trust_answer": 0.4,
}  # fmt: skip


def around(**values: Any) -> Any:
    return pytest.approx(values, rel=1e-9)


# --- writing ---------------------------------------------------------------------------


@pytest.mark.parametrize("public", [0, 1])
def test_a_letter_waits_and_is_counted(public: int) -> None:
    m = meet({"owed_public": 1 - public})
    found = effect(m, write_letter, m, PRAISE, public, 13.5)
    assert found.pair == {
        "owed": PRAISE, "owed_public": public, "owed_day": DAY, "owed_clock": 13.5,
    }  # fmt: skip
    assert found.tally == ({"inbound": 1, "public": 1} if public else {"inbound": 1})
    assert found.entries == [("LETTER", 13.5, PRAISE + 8 * public)]


REASONS: dict[str, float] = {
    "conversation_social": 0.0, "conversation_invitation": 0.0, "conversation_question": 0.0,
    "conversation_complaint": 0.0, "conversation_praise": 0.0, "conversation_closeness_pull": 0.5,
    "conversation_squeaky_wheel": 0.5,
}  # fmt: skip
STATE: dict[str, Any] = {
    "tie": FOLLOWER, "closeness": 0.4, "familiarity": 0.6, "event": FAILURE, "surprise": 0.5,
    "event_day": DAY - 2, "helped": 2,
}  # fmt: skip
"""With an event two days old, which is as good as .8 of a fresh one."""
WRITER = {"participation": 1.5, "need": 0.25}
HAZARDS = {
    ("conversation_social", SOCIAL): 0.1 * 1.5 * 1.2,
    ("conversation_invitation", SOCIAL): 0.1 * 1.5 * 0.7,
    ("conversation_question", QUESTION): 0.1 * 0.25 * 0.6,
    ("conversation_complaint", COMPLAINT): 0.1 * 2.0 * 0.8,
    ("conversation_praise", PRAISE): 0.1 * 0.5 * 0.8,
}


@pytest.mark.parametrize("reason", HAZARDS)
def test_each_reason_to_write_has_its_hazard(reason: tuple[str, int]) -> None:
    (parameter, kind), hazard = reason, HAZARDS[reason]
    for pen, writes in ((hazard - 1e-9, True), (hazard + 1e-9, False)):
        m = meet(STATE, WRITER, **(REASONS | {parameter: 0.1}))
        found = effect(m, write, m, 0.7, pen, 1.0, 0.0)
        assert found.pair.get("owed", 0) == (kind if writes else 0)
        voiced = writes and kind in (COMPLAINT, PRAISE)
        assert found.pair.get("voiced", 0) == int(voiced)
        assert found.tally.get("complaints", 0) == int(writes and kind == COMPLAINT)
        assert found.tally.get("inbound", 0) == int(writes)


def test_strangers_are_sociable_only_if_invited() -> None:
    m = meet(
        STATE | {"tie": STRANGER, "closeness": 0.0},
        WRITER,
        **(REASONS | {"conversation_social": 1.0}),
    )
    assert effect(m, write, m, 0.0, 1e-9, 1.0, 0.0).pair == {}


def test_the_alienated_only_complain() -> None:
    for (parameter, kind), hazard in HAZARDS.items():
        m = meet(STATE | {"tie": ALIENATED}, WRITER, **(REASONS | {parameter: 0.1}))
        effect(m, write, m, 0.7, hazard / 2, 1.0, 0.0)
        assert m.pair.owed == (COMPLAINT if kind == COMPLAINT else 0)


def test_hazards_add_up() -> None:
    both = REASONS | {"conversation_social": 0.1, "conversation_complaint": 0.1}
    total = 0.18 + 0.16
    for pen, writes in ((total - 1e-9, True), (total + 1e-9, False)):
        m = meet(STATE, WRITER, **both)
        write(m, 0.7, pen, 1.0, 0.0)
        assert (m.pair.owed > 0) == writes


def test_a_letter_is_public_or_private_and_has_its_hour() -> None:
    quiet = meet(STATE, WRITER)
    hour = 24.0 * lucky(quiet, Block.LETTER, 2)[0]
    for chance, public in zip(lucky(quiet, Block.LETTER, 1), (0, 1), strict=True):
        m = meet(
            STATE, WRITER, **(REASONS | {"conversation_social": 9.0, "conversation_public": chance})
        )
        write(m, 0.0, 0.5, 1.0, 0.0)
        assert (m.pair.owed_public, m.pair.owed_day) == (public, DAY)
        assert m.pair.owed_clock == pytest.approx(hour, abs=1e-6)


def test_who_has_no_reason_may_be_chosen_to_be_addressed() -> None:
    order = {"outreach": 0.3, "staff_hours": 1.0}
    for chosen, picked in ((0.29, True), (0.31, False)):
        m = meet(STATE | {"owed_public": 1}, WRITER, order, **REASONS)
        found = effect(m, write, m, 0.0, 0.5, chosen, 0.25)
        waits = {"owed": ADDRESSED, "owed_public": 0, "owed_day": DAY, "owed_clock": 6.0}
        assert found.pair == (waits if picked else {})
        assert (found.tally, found.entries) == ({}, [])
    m = meet(STATE | {"tie": ALIENATED}, WRITER, order, **REASONS)
    assert effect(m, write, m, 0.0, 0.5, 0.0, 0.25).pair == {}
    m = meet(STATE, WRITER, order | {"staff_hours": 0.0}, **REASONS)
    assert effect(m, write, m, 0.0, 0.5, 0.0, 0.25).pair == {}


def test_staff_write_first_if_there_are_staff_who_mean_to() -> None:
    for outreach, hours, expected in ((0.1, 1.0, True), (0.0, 1.0, False), (0.1, 0.0, False)):
        order = record(ORDER, outreach=outreach, staff_hours=hours)
        assert bool(addresses(order)) == expected
    m = meet({"owed_public": 1})
    assert effect(m, choose, m, 0.5).pair == {
        "owed": ADDRESSED, "owed_public": 0, "owed_day": DAY, "owed_clock": 12.0,
    }  # fmt: skip


# --- answers ---------------------------------------------------------------------------


def test_an_answer_in_private() -> None:
    m = meet(
        {"owed": SOCIAL, "owed_day": DAY - 1, "exchanges": 4, "expectation": 0.4, "closeness": 0.2},
        {"suspicion": 0.5}, conversation_expectation_gain=0.3, conversation_closeness_gain=0.1,
        conversation_familiarity_gain=0.2, suspicion_calm=0.05, **WORTH,
    )  # fmt: skip
    worth = 1.5 * 0.8 * exp(-0.5)
    found = effect(m, answer, m, 10.0, 0.25)
    assert found.pair == around(
        owed=0, exchanges=5, good=0.4 * worth, warm=0.4 * worth, expectation=0.58,
        closeness=0.2 + 0.8 * 0.1 * worth * 0.75, familiarity=0.2, contact_day=DAY,
        event=REPLY, event_day=DAY, surprise=worth - 0.4,
    )  # fmt: skip
    assert found.tally == {"answered": 1, "wait_fixed": 10 * 2**24}
    assert found.person == {"alarm": about(-0.05 * worth * 0.5)}
    assert found.signal == {}
    (first, second) = found.entries
    assert first == ("ANSWERED", 10.0, SOCIAL)
    assert second == ("ANSWER", about((0.5 + 0.4 * worth) / (1.0 + 0.4 * worth) - 0.5), 0)


@pytest.mark.parametrize(("kind", "seen"), [(SOCIAL, 1.5), (PRAISE, 1.5 - 1.7)])
def test_an_answer_in_public_is_seen(kind: int, seen: float) -> None:
    m = meet({"owed": kind, "owed_public": 1}, conversation_praise_motive=1.7, **WORTH)
    found = effect(m, answer, m, 0.0, 0.0)
    assert found.signal == {"thread": about(seen)}
    assert found.pair["signals"] == 1
    assert found.tally["threads"] == 1
    assert found.tally["thread_fixed"] == pytest.approx(seen * 2**24, abs=1)


def test_a_complaint_is_repaired_and_was_expected_to_be() -> None:
    m = meet(
        {"owed": COMPLAINT, "bad": 1.0, "event": FAILURE, "surprise": -0.1, "event_day": DAY},
        conversation_complaint_expectation=0.5, repair_help=0.2, **(WORTH | {"trust_answer": 0.0}),
    )  # fmt: skip
    found = effect(m, answer, m, 0.0, 0.0)
    assert found.pair["bad"] == about(0.7)
    assert (found.pair["helped"], found.tally["compensated"]) == (1, 1)
    assert found.pair["surprise"] == about(1.0)


def test_only_complaints_are_repaired() -> None:
    for kind in (SOCIAL, QUESTION, PRAISE):
        m = meet({"owed": kind, "bad": 1.0}, **(WORTH | {"trust_answer": 0.0}))
        assert "bad" not in effect(m, answer, m, 0.0, 0.0).pair


def test_an_answer_that_is_due_to_pitch_does() -> None:
    for exchanges, kind, pitched in ((1, SOCIAL, False), (2, SOCIAL, True), (0, QUESTION, True)):
        m = meet({"owed": kind, "exchanges": exchanges}, order={"pitch_after": 3}, **WORTH)
        found = effect(m, answer, m, 0.0, 0.0)
        assert (("PITCHED", 0.0, kind) in found.entries) == pitched
        assert found.tally.get("breaches", 0) == int(pitched and kind == SOCIAL)


def test_a_good_answer_wins_followers() -> None:
    quiet = meet()
    for chance, joins in zip(lucky(quiet, Block.ANSWER, 2), (False, True), strict=True):
        m = meet(ties_follow_answer=chance / 0.5)
        found = effect(m, welcome, m, 0.5)
        assert found.pair == ({"tie": FOLLOWER, "tie_day": DAY} if joins else {})
    m = meet({"tie": FOLLOWER}, ties_follow_answer=1.0)
    assert effect(m, welcome, m, 1.0).pair == {}
    m = meet(ties_follow_answer=1.0)
    assert effect(m, welcome, m, -1.0).pair == {}


def test_a_good_answer_may_win_back_the_alienated() -> None:
    quiet = meet()
    for chance, returns in zip(lucky(quiet, Block.ANSWER, 3), (False, True), strict=True):
        m = meet({"tie": ALIENATED}, ties_reconcile=chance / 0.5, ties_follow_answer=1.0)
        found = effect(m, welcome, m, 0.5)
        assert found.pair == ({"tie": LEFT} if returns else {})
        assert found.entries == ([("RECONCILED", 0.0, 0)] if returns else [])


# --- pitches ---------------------------------------------------------------------------

SELLS = {
    "conversation_pitch_salience": 2.0, "conversation_pitch_occasion": 0.0,
    "appraisal_resistance": 0.5, "fading_slow_share": 0.25, "trust_breach": 1.2,
    "trust_breach_exchange": 0.1, "trust_warmth": 0.5, "trust_alienation": 0.0,
    "trust_disillusion": 0.0, "suspicion_breach": 0.2,
}  # fmt: skip


def test_a_pitch_that_was_asked_for_sells() -> None:
    m = meet({"exchanges": 3, "closeness": 0.4}, {"suspicion": 0.4}, **SELLS)
    found = effect(m, pitch, m, QUESTION)
    assert found.pair == around(quick=1.2, slow=0.4)
    assert (found.person, found.tally) == ({}, {})
    assert found.entries == [("PITCHED", 0.0, QUESTION)]


def test_a_pitch_that_was_not_is_a_breach_as_well() -> None:
    m = meet({"exchanges": 3, "closeness": 0.4}, {"suspicion": 0.4}, **SELLS)
    found = effect(m, pitch, m, SOCIAL)
    share = 0.1 + 0.9 * 0.4
    assert found.pair == around(
        quick=1.2, slow=0.4, exchanges=0, broken=1.2 * share * 1.2, event=5, event_day=DAY,
        surprise=-1.2 * share,
    )  # fmt: skip
    assert found.tally == {"breaches": 1}
    assert found.person == {"alarm": about(share * 0.2 * 0.6)}
    assert [entry[0] for entry in found.entries] == ["PITCHED", "BREACH"]


def test_a_pitch_opens_an_occasion_by_chance() -> None:
    quiet = meet()
    for chance, opens in zip(lucky(quiet, Block.ANSWER, 0, 1), (0, 1), strict=True):
        m = meet(
            person={"suspicion": 0.4}, **(SELLS | {"conversation_pitch_occasion": chance / 0.8})
        )
        pitch(m, QUESTION)
        assert m.person.occasion == opens


def test_a_breach_costs_followers_by_chance() -> None:
    quiet, share = meet(), 0.1 + 0.9 * 0.4
    for chance, leaves in zip(lucky(quiet, Block.ANSWER, 1, 1), (False, True), strict=True):
        for tie in (FOLLOWER, LEFT):
            rules = SELLS | {"ties_unfollow_betrayed": chance / share}
            m = meet({"tie": tie, "closeness": 0.4, "mutual": 1}, **rules)
            found = effect(m, pitch, m, SOCIAL)
            gone = leaves and tie == FOLLOWER
            assert found.tally.get("unfollows_betrayed", 0) == int(gone)
            assert m.pair.tie == (LEFT if gone else tie)


def test_a_breach_may_end_it_by_a_draw_of_its_own() -> None:
    quiet = meet()
    for chance, ends in zip(lucky(quiet, Block.ANSWER, 2, 1), (False, True), strict=True):
        m = meet({"closeness": 0.5}, **(SELLS | {"trust_alienation": chance / 0.5}))
        pitch(m, SOCIAL)
        assert (m.pair.tie == ALIENATED) == ends


# --- outreach --------------------------------------------------------------------------


def test_being_addressed_is_a_contact_and_an_exposure() -> None:
    m = meet(
        {"owed": ADDRESSED, "recent": 9.0, "expectation": 0.2, "closeness": 0.5},
        {"suspicion": 0.5}, conversation_outreach_worth=0.5, conversation_outreach_exposure=2.0,
        conversation_outreach_reply=0.0, conversation_invited_expectation=0.25,
        appraisal_tolerance=7.0, appraisal_reactance=0.1, conversation_closeness_gain=0.1,
        suspicion_calm=0.05, **WORTH,
    )  # fmt: skip
    found = effect(m, address, m, 11.0, 0.25)
    worth = 0.5 * 1.5 * 0.8
    assert found.pair == around(
        owed=0, recent=11.0, good=0.4 * worth, warm=0.4 * worth, bad=0.4, expectation=0.4,
        closeness=0.5 + 0.5 * 0.1 * worth * 0.75, contact_day=DAY,
    )  # fmt: skip
    assert found.tally == {"addressed": 1}
    assert found.person == {"alarm": about(-0.05 * worth * 0.5)}
    assert [entry[0] for entry in found.entries] == ["ADDRESSED", "ADDRESSED", "ADDRESSED"]
    assert found.entries[0] == ("ADDRESSED", 11.0, 0)


def test_who_is_addressed_may_write_back() -> None:
    quiet = meet()
    for chance, writes in zip(lucky(quiet, Block.OUTREACH, 2), (False, True), strict=True):
        m = meet({"owed": ADDRESSED, "owed_public": 1}, conversation_outreach_reply=chance, **WORTH)
        found = effect(m, address, m, 11.0, 0.0)
        assert m.pair.owed == (SOCIAL if writes else 0)
        assert found.tally.get("inbound", 0) == int(writes)
        if writes:
            assert (m.pair.owed_public, m.pair.owed_clock) == (0, 11.0)


# --- silence and threads ---------------------------------------------------------------


def test_patience_ends() -> None:
    r = given(conversation_give_up=3.0)
    for owed, since, expected in ((1, 3, True), (1, 2, False), (0, 9, False), (1, 9, True)):
        m = meet({"owed": owed, "owed_day": DAY - since})
        assert bool(is_given_up(m.pair, DAY, r)) == expected


SILENCE = {
    "trust_silence": 0.5, "trust_warmth": 0.5, "conversation_expectation_gain": 0.25,
    "conversation_complaint_expectation": 0.5, "ties_unfollow_ignored": 0.0,
}  # fmt: skip


@pytest.mark.parametrize(("kind", "missed"), [(SOCIAL, 0.4), (COMPLAINT, 0.7)])
@pytest.mark.parametrize("public", [0, 1])
def test_silence_hurts_as_far_as_an_answer_was_expected(
    kind: int, missed: float, public: int
) -> None:
    waits = {"owed": kind, "owed_public": public, "expectation": 0.4, "closeness": 0.2}
    m = meet(waits, **SILENCE)
    found = effect(m, take_silence, m)
    expected = {
        "owed": 0, "bad": 0.5 * missed * 1.1, "expectation": 0.3, "event": IGNORED,
        "event_day": DAY, "surprise": -missed,
    }  # fmt: skip
    assert found.pair == pytest.approx(expected | ({"signals": 1} if public else {}), rel=1e-9)
    assert found.signal == ({"thread": about(-missed)} if public else {})
    assert found.tally.pop("silences") == 1
    seen = found.tally.pop("thread_fixed", 0)
    assert found.tally == ({"threads": 1} if public else {})
    assert seen == pytest.approx(-missed * 2**24 * public, abs=1)
    assert [entry[0] for entry in found.entries] == ["SILENCE"]


def test_nobody_sees_a_silence_that_nobody_minds() -> None:
    m = meet({"owed": SOCIAL, "owed_public": 1, "event": PURCHASE, "surprise": 0.5}, **SILENCE)
    found = effect(m, take_silence, m)
    assert found.pair == {"owed": 0}
    assert (found.signal, found.tally) == ({}, {"silences": 1})


def test_silence_costs_followers_by_chance() -> None:
    quiet = meet()
    for chance, leaves in zip(lucky(quiet, Block.SILENCE, 0), (False, True), strict=True):
        for tie in (FOLLOWER, STRANGER):
            rules = SILENCE | {"ties_unfollow_ignored": chance / 0.4}
            m = meet({"owed": SOCIAL, "expectation": 0.4, "tie": tie}, **rules)
            found = effect(m, take_silence, m)
            assert found.tally.get("unfollows_ignored", 0) == int(leaves and tie == FOLLOWER)


@pytest.mark.parametrize("mean", [0.5, -0.5])
def test_a_visit_shows_how_others_fare(mean: float) -> None:
    quiet = meet()
    for chance, looks in zip(lucky(quiet, Block.THREAD, 0), (False, True), strict=True):
        m = meet(
            {"expectation": 0.4}, brand={"thread_mean": mean}, conversation_visit=chance,
            conversation_seen_expectation=0.25, trust_thread=0.2,
        )  # fmt: skip
        found = effect(m, visit, m)
        evidence = {"good" if mean > 0 else "bad": 0.1}
        expectation = 0.55 if mean > 0 else 0.3
        assert found.pair == (around(expectation=expectation, **evidence) if looks else {})
        assert found.tally == ({"visits": 1} if looks else {})
        assert [entry[0] for entry in found.entries] == ["VISIT"] * looks
