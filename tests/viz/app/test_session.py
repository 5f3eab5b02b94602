"""A visitor's run goes both ways, takes changes, and comes to the same as any other run."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.errors import InputError
from model.model import BrandAudienceModel
from model.scenario import Scenario, load_scenario
from tests.model.runs import same_tables
from viz.app.session import MOST_DAYS, MOST_PEOPLE, Session

PRICE = "brands.megaphone.price"


def small(**more: Any) -> Scenario:
    return load_scenario("three_strategies").with_values({"people.count": 80} | more)


def lived(scenario: Scenario, days: int) -> BrandAudienceModel:
    model = BrandAudienceModel(scenario)
    model.run(days)
    return model


def test_going_back_is_as_if_one_had_never_gone_on() -> None:
    session = Session(small(), 12)
    session.work()
    epoch = session.epoch
    session.seek(30)
    session.work()
    assert session.epoch == epoch
    session.seek(12)
    session.work()
    assert session.epoch != epoch
    assert same_tables(session.model.series(), lived(small(), 12).series())


def test_a_long_way_is_gone_in_pieces() -> None:
    session = Session(small(), 200)
    pieces = 0
    while not session.work(seconds=0.0):
        pieces += 1
        assert not session.arrived
    assert session.day == 200
    assert pieces == 199


def test_nobody_goes_beyond_the_ends() -> None:
    session = Session(small(days=20), 50)
    session.work()
    assert session.day == 20
    session.play(5)
    assert session.day == 20
    session.seek(-3)
    assert session.day == 0


def test_a_change_counts_from_today() -> None:
    session = Session(small(), 10)
    session.work()
    session.change({PRICE: 4.0})
    assert (session.day, session.arrived) == (10, True)
    assert session.scenario.changes == {10: {PRICE: 4.0}}
    session.play(10)
    planned = lived(small(**{f"changes.10.{PRICE}": 4.0}), 20)
    assert same_tables(session.model.series(), planned.series())
    assert session.now.brand("megaphone").values["price"] == 4.0


def test_a_change_from_the_start_comes_back_to_its_day() -> None:
    session = Session(small(), 10)
    session.work()
    session.change({PRICE: 4.0}, from_start=True)
    assert session.target == 10
    session.work()
    assert not session.scenario.changes
    assert same_tables(session.model.series(), lived(small(**{PRICE: 4.0}), 10).series())


def test_on_the_first_day_and_for_what_shapes_the_start_it_is_the_scenario() -> None:
    session = Session(small())
    session.change({PRICE: 4.0})
    session.seek(5)
    session.work()
    session.change({"people.suspicion": 0.6})
    assert not session.scenario.changes
    assert session.scenario.values["people.suspicion"] == 0.6
    assert session.target == 5


def test_a_change_on_the_way_to_a_day_counts_from_that_day() -> None:
    session = Session(small(), 30)
    session.work(seconds=0.0)
    session.change({PRICE: 4.0})
    session.work()
    assert session.scenario.changes == {30: {PRICE: 4.0}}
    assert same_tables(session.model.series(), lived(small(), 30).series())


def test_what_is_refused_changes_nothing() -> None:
    session = Session(small(), 6)
    session.work()
    before, model = session.scenario, session.model
    for values in ({PRICE: -1.0}, {"people.count": MOST_PEOPLE + 1}, {"nonsense": 1}):
        with pytest.raises(InputError):
            session.change(values)
    assert session.scenario is before
    assert session.model is model
    session.play(1)
    assert session.day == 7


def test_changes_can_be_taken_back() -> None:
    session = Session(small(), 4)
    session.work()
    session.change({PRICE: 4.0})
    session.play(3)
    session.change({"talk.rate": 0.3})
    session.drop(4, PRICE)
    session.work()
    assert session.scenario.changes == {7: {"talk.rate": 0.3}}
    assert same_tables(session.model.series(), lived(small(), 7).series())
    session.drop(7, "talk.rate")
    assert session.scenario == small()
    with pytest.raises(InputError, match="no such change"):
        session.drop(4, PRICE)


def test_a_page_takes_no_more_than_it_can_play() -> None:
    with pytest.raises(InputError, match="too many for a page"):
        Session(small(**{"people.count": MOST_PEOPLE + 1}))
    with pytest.raises(InputError, match="too long for a page"):
        Session(small(days=MOST_DAYS + 1))


def test_sessions_do_not_share_their_state() -> None:
    one, other = Session(small(), 5), Session(small(), 5)
    one.work()
    other.work()
    one.change({PRICE: 4.0})
    one.model.people.suspicion[:] = 0.9
    one.play(5)
    other.play(5)
    assert same_tables(other.model.series(), lived(small(), 10).series())


def test_an_adopted_model_goes_on_as_the_old_one_would_have() -> None:
    session = Session(small(), 8)
    session.work()
    watching = session.again(session.scenario, (3,))
    watching.seek(8)
    watching.work()
    session.adopt(watching)
    session.play(6)
    assert session.watch == (3,)
    assert same_tables(session.model.series(), lived(small(), 14).series())
    np.testing.assert_array_equal(session.model.trust(), lived(small(), 14).trust())
