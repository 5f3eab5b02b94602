"""A person's page: why they trust adds up, and a twin differs by the strategy alone."""

from __future__ import annotations

import json

import pytest

from model.entries import Cause, Happening
from model.errors import InputError
from model.scenario import load_scenario
from viz.app.person import CAUSES, _told, beside, portrait, twin_scenario
from viz.app.session import Session
from viz.app.study import Study

BUSY = load_scenario("three_strategies").with_values(
    {"people.count": 150, "conversation.social": 0.05, "talk.rate": 0.4, "ties.follow": 0.05}
)


@pytest.fixture(name="session", scope="module")
def session_fixture() -> Session:
    session = Session(BUSY, 60, tuple(range(0, 150, 5)))
    session.work()
    return session


def test_causes_add_up_to_the_change_of_trust(session: Session) -> None:
    moved = 0
    for person in session.watch:
        for brand in portrait(session.model, person)["brands"]:
            total = brand["path"][0] + sum(row["amount"] for row in brand["why"])
            assert total == pytest.approx(brand["trust"], abs=1e-4)
            assert len(brand["path"]) == 61
            assert brand["path"][-1] == pytest.approx(brand["trust"], abs=1e-4)
            moved += len(brand["why"])
    assert moved > 100


def test_it_tells_what_was_on_the_screen_and_what_happened(session: Session) -> None:
    told = [portrait(session.model, person) for person in session.watch]
    assert any(one["feed"] for one in told)
    assert any(not message["read"] for one in told for message in one["feed"])
    events = [event for one in told for event in one["events"]]
    assert {event["day"] for event in events} <= set(range(1, 61))
    assert any("began to follow" in event["text"] for event in events)
    for one in told:
        days = [event["day"] for event in one["events"]]
        assert days == sorted(days, reverse=True)
        graph = session.model.graph
        row = graph.indices[graph.indptr[one["number"]] : graph.indptr[one["number"] + 1]]
        assert one["friends"] == sorted(row.tolist())
        json.dumps(one, allow_nan=False)


def test_every_cause_and_every_happening_has_its_words() -> None:
    assert set(CAUSES) == set(Cause)
    texts = {_told(kind, 1.0, 1, "Brand") for kind in Happening if kind.name != "OVERLOOKED"}
    assert all("Brand" in text for text in texts)
    assert len(texts) >= 14


def test_the_twin_under_the_same_strategy_is_the_same(session: Session) -> None:
    person = session.watch[3]
    same = twin_scenario(BUSY, "neighbour", "conversational")
    assert same == BUSY
    mine = portrait(session.model, person)
    told = beside(mine, session.model, "neighbour")
    assert told["trust"] == mine["brands"][2]["trust"]
    assert all(row["mine"] == row["twin"] for row in told["rows"])


def test_a_twin_drops_what_was_changed_of_the_strategy_and_keeps_the_rest() -> None:
    changed = BUSY.with_values(
        {
            "changes.5.brands.neighbour.options.invite": 0.9,
            "changes.5.brands.neighbour.price": 8.0,
            "changes.9.brands.megaphone.strategy": "mixed",
        }
    )
    twin = twin_scenario(changed, "neighbour", "push")
    assert twin.brand("neighbour").strategy == "push"
    assert twin.changes == {
        5: {"brands.neighbour.price": 8.0},
        9: {"brands.megaphone.strategy": "mixed"},
    }


def test_a_study_catches_up_bit_by_bit_and_changes_nothing() -> None:
    session = Session(BUSY, 30)
    session.work()
    before = session.model.trust()
    study = Study(session, 7, "neighbour")
    steps = 0
    while study.one is None:
        study.follow(seconds=0.0)
        steps += 1
    assert steps > 3 or study.reached == 30
    assert (session.model.trust() == before).all()
    assert session.watch == (7,)
    study.compare("push")
    while study.twin is None:
        study.follow(seconds=0.0)
    assert study.twin["day"] == session.day == 30
    assert study.twin["strategy"] == "push"


def test_a_study_follows_the_run_and_its_changes() -> None:
    session = Session(BUSY, 10)
    session.work()
    study = Study(session, 7, "neighbour")
    study.compare("push")
    session.play(5)
    study.follow()
    assert study.one is not None
    assert study.twin is not None
    assert (len(study.one["brands"][0]["path"]), study.twin["day"]) == (16, 15)
    session.change({"talk.rate": 0.0})
    study.follow()
    assert study.twin is not None
    assert study.twin["day"] == 15


def test_nobody_is_made_up() -> None:
    session = Session(BUSY)
    with pytest.raises(InputError, match="no such person"):
        Study(session, 150, "neighbour")
    with pytest.raises(InputError, match="unknown strategy"):
        Study(session, 3, "neighbour").compare("nonsense")
