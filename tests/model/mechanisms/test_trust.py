"""Evidence, memory, suspicion, what stays in mind, breaches, repair, fading, counting."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.entries import Cause
from model.mechanisms.activity import drift
from model.mechanisms.awareness import add_familiarity, add_salience
from model.mechanisms.contact import take_contact
from model.mechanisms.counting import count_pair
from model.mechanisms.deception import deceive
from model.mechanisms.evidence import add_bad, add_good, trust_if_watched, trust_of
from model.mechanisms.fading import fade, fade_watched
from model.mechanisms.memory import remember
from model.mechanisms.repair import repair
from model.mechanisms.suspicion import add_alarm, grow_wary, note_wariness
from model.randomness import Block
from model.rules.events import BREACH, DEAL, FAILURE, LIE, REPLY
from model.rules.ties import ALIENATED, FOLLOWER, LEFT, STRANGER
from model.state import PAIR
from model.tally import BRAND_TALLY, TRUST_BINS
from model.world import KNOWS_CUSTOMER, KNOWS_FOLLOWER
from tests.model.mechanisms.meetings import DAY, effect, lucky, meet, record
from tests.model.rules.parameters import about, given

EVIDENCE = {"good": 1.1, "bad": 0.55, "warm": 0.33, "broken": 0.2}

# --- evidence --------------------------------------------------------------------------


def test_trust_stands_where_evidence_and_the_prior_put_it() -> None:
    m = meet(EVIDENCE, {"suspicion": 0.4}, trust_prior=0.6, suspicion_spillover=0.25)
    assert trust_of(m) == about((0.54 + 1.1) / (1.0 + 1.1 + 0.55 + 0.2))
    assert trust_if_watched(m) == trust_of(m)
    assert trust_if_watched(meet(EVIDENCE, watched=0)) == 0.0


@pytest.mark.parametrize("warm", [0.0, 1.0])
def test_good_evidence_renews_the_old_and_is_noted(warm: float) -> None:
    m = meet(EVIDENCE | {"disillusion": 0.5}, trust_renewal=0.5)
    before = trust_of(m)
    found = effect(m, add_good, m, 0.4, warm, int(Cause.FAVOUR))
    assert found.pair == about_all(good=1.2, bad=0.5, warm=0.3 + 0.2 * warm)
    assert found.entries == [("FAVOUR", about(trust_of(m) - before), 0)]
    assert trust_of(m) > before


def about_all(**values: float) -> Any:
    return pytest.approx(values, rel=1e-9)


def test_bad_evidence_does_the_same() -> None:
    m = meet(EVIDENCE | {"disillusion": 0.5}, trust_renewal=0.5)
    before = trust_of(m)
    found = effect(m, add_bad, m, 0.2, int(Cause.SILENCE))
    assert found.pair == about_all(good=1.0, bad=0.7, warm=0.3)
    assert found.entries == [("SILENCE", about(trust_of(m) - before), 0)]
    assert trust_of(m) < before


def test_no_evidence_is_nothing() -> None:
    m = meet(EVIDENCE, trust_renewal=0.5)
    for weight in (0.0, -0.4):
        for found in (effect(m, add_good, m, weight, 1.0, 1), effect(m, add_bad, m, weight, 1)):
            assert (found.pair, found.entries) == ({}, [])


def test_nothing_is_noted_of_the_unwatched() -> None:
    m = meet(EVIDENCE, watched=0)
    assert effect(m, add_good, m, 0.4, 0.0, 1).entries == []
    assert effect(m, add_bad, m, 0.4, 1).entries == []


# --- mind ------------------------------------------------------------------------------


def test_salience_is_quick_and_slow() -> None:
    m = meet({"quick": 0.1, "slow": 0.2}, fading_slow_share=0.25)
    assert effect(m, add_salience, m, 0.4).pair == about_all(quick=0.4, slow=0.3)


def test_salience_stops_at_ten_thousand() -> None:
    m = meet({}, fading_slow_share=0.25)
    assert effect(m, add_salience, m, 1e5).pair == about_all(quick=10_000.0, slow=10_000.0)


def test_familiarity_grows_towards_one() -> None:
    m = meet({"familiarity": 0.2})
    assert effect(m, add_familiarity, m, 0.25).pair == about_all(familiarity=0.4)


def test_an_event_is_remembered_anew_with_nobody_told() -> None:
    old = {"event": DEAL, "event_day": DAY - 5, "surprise": 0.8, "told": 3, "voiced": 1}
    m = meet(old)
    assert effect(m, remember, m, REPLY, -0.39).pair == {}
    assert effect(m, remember, m, REPLY, -0.41).pair == {
        "event": REPLY, "event_day": DAY, "surprise": -0.41, "told": 0, "voiced": 0,
    }  # fmt: skip


def test_alarms_add_up_and_move_suspicion_at_night() -> None:
    m = meet(EVIDENCE, {"suspicion": 0.4, "alarm": 0.1}, suspicion_spillover=0.5)
    assert effect(m, add_alarm, m, 0.2).person == {"alarm": about(0.3)}
    before = trust_of(m)
    assert effect(m, grow_wary, m.person).person == {"alarm": 0.0, "suspicion": about(0.7)}
    assert effect(m, grow_wary, m.person).person == {}
    found = effect(m, note_wariness, m, before)
    assert found.entries == [("SUSPICION", about(trust_of(m) - before), 0)]
    assert trust_of(m) < before


def test_activity_drifts_towards_what_it_is_worth() -> None:
    person = {"sessions": 2.0, "sessions_trait": 1.5}
    r = given(people_activity_drift=0.1)
    for worth, sessions in ((1.2, 1.98), (0.0, 1.8)):
        m = meet(person=person | {"worth": worth})
        assert effect(m, drift, m.person, r).person == about_all(sessions=sessions)
    m = meet(person=person | {"worth": -1.0})
    assert effect(m, drift, m.person, r).person == {}


def test_a_contact_brings_closer_makes_known_and_calms() -> None:
    m = meet(
        {"closeness": 0.2, "familiarity": 0.5}, {"suspicion": 0.5, "alarm": 0.1},
        conversation_closeness_gain=0.1, conversation_familiarity_gain=0.2, suspicion_calm=0.05,
    )  # fmt: skip
    found = effect(m, take_contact, m, 0.8, 0.25)
    assert found.pair == about_all(closeness=0.2 + 0.8 * 0.06, familiarity=0.6, contact_day=DAY)
    assert found.person == {"alarm": about(0.1 - 0.05 * 0.8 * 0.5)}


# --- breaches --------------------------------------------------------------------------

BETRAYED = {
    "trust_warmth": 0.5, "trust_rereading": 0.5, "trust_disillusion": 0.25, "suspicion_breach": 0.2,
}  # fmt: skip


@pytest.mark.parametrize(("cause", "event"), [(Cause.BREACH, BREACH), (Cause.LIE, LIE)])
def test_a_breach_weighs_rereads_disillusions_and_alarms(cause: Cause, event: int) -> None:
    m = meet(
        EVIDENCE | {"closeness": 0.4, "disillusion": 0.1, "told": 2}, {"suspicion": 0.5},
        trust_alienation=0.0, **BETRAYED,
    )  # fmt: skip
    before = trust_of(m)
    found = effect(m, deceive, m, 1.5, 0.6, 0.5, int(cause))
    assert found.pair == about_all(
        good=1.1 - 0.066, warm=0.33 - 0.066, broken=0.2 + 0.9 * 1.2 + 0.066, disillusion=0.19,
        event=event, event_day=DAY, surprise=-0.9, told=0,
    )  # fmt: skip
    assert found.person == {"alarm": about(0.6 * 0.2 * 0.5)}
    assert found.entries == [(cause.name, about(trust_of(m) - before), 0)]
    assert found.tally == {}


def test_a_breach_takes_no_more_than_there_is_and_surprises_at_most_fully() -> None:
    m = meet(
        {"good": 0.1, "warm": 0.3, "closeness": 1.0}, trust_rereading=1.0, trust_alienation=0.0
    )
    found = effect(m, deceive, m, 3.0, 1.0, 0.5, int(Cause.BREACH))
    assert (m.pair.good, m.pair.warm, found.pair["surprise"]) == (0.0, 0.0, -1.0)
    m = meet({"good": 1e12}, trust_alienation=0.0)
    deceive(m, 1.0, 1.0, 0.5, int(Cause.BREACH))
    assert m.pair.good == 1e9


def test_a_breach_may_end_it() -> None:
    for ends, tie in ((0.29, ALIENATED), (0.31, FOLLOWER)):
        m = meet({"closeness": 0.6, "tie": FOLLOWER, "mutual": 1}, trust_alienation=0.5)
        found = effect(m, deceive, m, 1.0, 1.0, ends, int(Cause.BREACH))
        assert (m.pair.tie, m.pair.mutual) == (tie, int(tie == FOLLOWER))
        assert found.tally == ({"newly_alienated": 1} if tie == ALIENATED else {})
    m = meet({"closeness": 0.6, "tie": ALIENATED}, trust_alienation=1.0)
    assert effect(m, deceive, m, 1.0, 1.0, 0.0, int(Cause.BREACH)).tally == {}


# --- repair ----------------------------------------------------------------------------

SAID = {"apology": 1.0, "promise": 1.0, "denial": 1.0, "compensation": 2.0}
MENDS = {
    "repair_help": 0.1, "repair_apology": 0.02, "repair_promise": 0.03, "repair_denial": -0.05,
    "repair_compensation": 0.04, "repair_claim": 0.07, "repair_closeness": 0.5,
    "repair_apology_breach": -0.3, "repair_denial_breach": 0.1,
}  # fmt: skip


@pytest.mark.parametrize(
    ("event", "share", "cleared"), [(FAILURE, 0.18, 0.0), (BREACH, 0.21, -0.2)]
)
def test_a_repair_mends_what_is_believed(event: int, share: float, cleared: float) -> None:
    hurt = EVIDENCE | {"event": event, "disillusion": 0.25, "closeness": 0.4, "helped": 3}
    m = meet(hurt, order=SAID, **MENDS)
    before = trust_of(m)
    found = effect(m, repair, m, 0.8)
    bad = 0.55 * (1.0 - 0.8 * share * 1.2 * 0.75)
    expected = {"bad": bad, "helped": 4}
    if cleared:
        expected["broken"] = 0.2 * (1.0 - 0.8 * cleared * 0.75)
    assert found.pair == pytest.approx(expected, rel=1e-9)
    assert found.tally == {"compensated": 1}
    assert found.entries == [("REPAIR", about(trust_of(m) - before), 0)]


def test_a_false_claim_mends_until_it_comes_out() -> None:
    hurt = {"bad": 0.5, "event": FAILURE, "closeness": 0.0}
    quiet = meet(hurt)
    for chance, lies in zip(lucky(quiet, Block.ANSWER, 0), (0, 1), strict=True):
        m = meet(
            hurt, order={"false_claim": 1.0}, repair_found_out=chance, trust_lie=1.7,
            suspicion_breach=0.3, **MENDS,
        )  # fmt: skip
        found = effect(m, repair, m, 1.0)
        assert found.person == ({"alarm": about(0.3)} if lies else {})  # however much it weighs
        assert m.pair.bad == about(0.5 * (1.0 - 0.17))
        assert found.tally == ({"compensated": 1, "lies": 1} if lies else {"compensated": 1})
        assert m.pair.broken == about(1.7 * lies)
        assert [name for name, _, _ in found.entries] == ["REPAIR", "LIE"][: 1 + lies]
    m = meet(hurt, order={"false_claim": 0.0}, repair_found_out=1.0)
    assert effect(m, repair, m, 1.0).tally == {"compensated": 1}


def test_a_lie_that_comes_out_may_end_it() -> None:
    hurt = {"event": FAILURE, "closeness": 1.0}
    for chance, tie in zip(lucky(meet(hurt), Block.ANSWER, 1), (STRANGER, ALIENATED), strict=True):
        m = meet(hurt, order={"false_claim": 1.0}, repair_found_out=1.0, trust_alienation=chance)
        repair(m, 1.0)
        assert m.pair.tie == tie


# --- at night --------------------------------------------------------------------------

FADES = (
    "good", "bad", "warm", "quick", "slow", "recent", "familiarity", "closeness", "expectation",
    "disillusion",
)  # fmt: skip


def test_each_quantity_fades_at_its_own_rate_and_nothing_else_does() -> None:
    keep = {name: 0.5 + 0.04 * n for n, name in enumerate(FADES)}
    full = {name: 0.8 for name, kind, _ in PAIR if kind == "f4"}
    m = meet(full, watched=0)
    found = effect(m, fade, m.pair, keep)
    expected = {name: 0.8 * left for name, left in keep.items()}
    assert found.pair == pytest.approx(expected, rel=1e-6)
    m = meet(full)
    before = trust_of(m)
    found = effect(m, fade_watched, m, keep)
    assert found.pair == pytest.approx(expected, rel=1e-6)
    assert found.entries == [("FADING", about(trust_of(m) - before), 0)]


KNOWN = {
    "good": 1.0, "bad": 0.5, "broken": 0.25, "familiarity": 0.5, "satisfaction": 0.625,
    "quick": 0.25, "slow": 0.5, "closeness": 0.125, "expectation": 0.375, "disillusion": 0.0625,
}  # fmt: skip
UNIT = 2**24


def counted(pair: dict[str, Any], known_from: float = 0.1) -> tuple[dict[str, int], list[int]]:
    """Return what the day's counts get of one relationship, and the bins of trust it is in."""
    y, bins = record(BRAND_TALLY), np.zeros(TRUST_BINS, int)
    count_pair(record(PAIR, **pair), y, bins, 0.375, known_from)
    return {name: int(value) for name, value in vars(y).items() if value}, np.flatnonzero(
        bins
    ).tolist()


def test_one_who_knows_the_brand_is_counted_in_full() -> None:
    found, bins = counted(KNOWN)
    assert bins == [500]
    assert found == {
        "trust_fixed": UNIT // 2, "familiarity_fixed": UNIT // 2, "known": 1,
        "trust_known_fixed": UNIT // 2, "satisfaction_fixed": UNIT * 5 // 8,
        "salience_fixed": UNIT * 3 // 4, "closeness_fixed": UNIT // 8,
        "expectation_fixed": UNIT * 3 // 8, "disillusion_fixed": UNIT // 16,
    }  # fmt: skip


def test_one_who_does_not_is_counted_for_trust_only() -> None:
    assert counted(KNOWN, known_from=0.6)[0] == {
        "trust_fixed": UNIT // 2,
        "familiarity_fixed": UNIT // 2,
    }
    nobody = counted(KNOWN | {"familiarity": 0.0}, known_from=0.0)[0]
    assert nobody == {"trust_fixed": UNIT // 2}
    assert counted(KNOWN, known_from=0.5)[0]["known"] == 1


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ({"tie": FOLLOWER}, {"followers": 1}),
        ({"tie": LEFT}, {"left": 1}),
        ({"tie": ALIENATED}, {"alienated": 1}),
        ({"purchases": 3}, {"customers": 1}),
        ({"owed": 2}, {"waiting": 1}),
        ({"cohort": KNOWS_FOLLOWER}, {"trust_followers_fixed": UNIT // 2}),
        ({"cohort": KNOWS_CUSTOMER}, {"trust_customers_fixed": UNIT // 2}),
        (
            {"cohort": KNOWS_CUSTOMER | KNOWS_FOLLOWER},
            {"trust_customers_fixed": UNIT // 2, "trust_followers_fixed": UNIT // 2},
        ),
    ],
)
def test_ties_customers_letters_and_cohorts_are_counted(
    state: dict[str, int], expected: dict[str, int]
) -> None:
    plain, _ = counted(KNOWN)
    found, _ = counted(KNOWN | state)
    assert {name: found[name] for name in found.keys() - plain.keys()} == expected
    assert {name: found[name] for name in plain} == plain
