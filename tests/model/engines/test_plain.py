"""The plain engine as a Mesa model: agents over arrays, visited in any order."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numba
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.engines.plain.brand import BrandState
from model.engines.plain.person import Person
from model.engines.plain.record_state import RecordState
from model.mechanisms.desk import settle
from model.model import BrandAudienceModel
from model.rules.service import MORNING
from model.rules.writing import ADDRESSED, COMPLAINT, QUESTION
from model.state import PAIR, PERSON
from model.world import BRAND, make_records
from tests.model.engines.docking import difference, ledger_difference, record_difference
from tests.model.engines.markets import BUSY, graphs, market
from tests.test_house import offenders

ORDERS: dict[str, Callable[[BrandAudienceModel], Any]] = {
    "shuffled": lambda model: model.engine.people.shuffle(inplace=True),
    "backwards": lambda model: model.engine.people.sort("number", inplace=True),
    "the weary first": lambda model: model.engine.people.sort(
        lambda person: person.suspicion, inplace=True
    ),
}


def busy(people: int = 40) -> BrandAudienceModel:
    brands = {"erratic": "erratic", "generous": "generous", "bait": "bait_and_pitch"}
    graph = graphs()["dense"] if people == 40 else None
    base = market(brands, people, **BUSY)
    return BrandAudienceModel(base, engine="plain", graph=graph, watch=range(people))


@pytest.fixture(scope="module")
def straight() -> BrandAudienceModel:
    """A run in which people are visited by number."""
    model = busy()
    model.run(20)
    return model


@pytest.mark.often
@pytest.mark.parametrize("order", ORDERS)
def test_the_order_of_visits_changes_nothing(order: str, straight: BrandAudienceModel) -> None:
    model = busy()
    for _ in range(20):
        ORDERS[order](model)
        model.step()
    visited = [person.number for person in model.engine.people]
    assert visited != sorted(visited)
    assert difference(straight, model) == ""
    assert ledger_difference(straight, model) == ""
    assert record_difference(straight, model) == ""


def test_the_two_engines_share_mechanisms_and_know_nothing_else_of_one_another() -> None:
    assert offenders("model/engines/plain", "model.engines.compiled", "numba") == []
    assert offenders("model/engines/compiled", "model.engines.plain") == []
    assert offenders("model/mechanisms", "model.engines") == []


# --- agents over arrays ----------------------------------------------------------------


def test_mesa_chooses_among_people_and_brands() -> None:
    model = busy(12)
    model.run(3)
    people = model.agents.select(agent_type=Person)
    assert len(people) == len(model.agents_by_type[Person]) == 12
    assert len(model.agents) == 12 + len(model.brands)
    assert people.get("suspicion") == model.world.people.suspicion.tolist()
    wary = people.select(lambda person: person.suspicion > 0.3)
    assert len(wary) == (model.world.people.suspicion > 0.3).sum()
    assert len(model.agents.get("suspicion")) == len(model.agents)  # brands report a mean


def test_what_an_agent_is_given_stands_in_the_arrays_and_the_other_way_round() -> None:
    model = busy(12)
    person = model.engine.people[3]
    relation = person.towards("bait")
    place = model.brand("bait").place
    person.suspicion, relation.closeness, relation.tie = 0.1, 0.7, 2
    assert model.world.people.suspicion[3] == np.float32(0.1)
    assert model.pairs.closeness[3, place] == np.float32(0.7)
    assert model.pairs.tie[3, place] == 2
    model.pairs.good[3, place], model.world.people.occasion[3] = 1.5, 1
    assert (relation.good, person.occasion) == (1.5, 1)
    assert relation.trust == model.trust_between(3, place)
    assert person.interests.tolist() == model.world.interests[3].tolist()


def test_state_reads_as_python_numbers() -> None:
    """Rules and keyed draws take Python's own numbers: others warn, or round too early."""
    person = busy(3).engine.people[0]
    for owner, table in ((person, PERSON), (person.relations[0], PAIR)):
        for name, kind, _ in table:
            assert type(getattr(owner, name)) is (float if kind.startswith("f") else int), name


# --- stores ----------------------------------------------------------------------------

KINDS = (("f", "f4", ""), ("d", "f8", ""), ("b", "i1", ""), ("u", "u1", ""), ("h", "i2", ""),
         ("i", "i4", ""), ("q", "i8", ""))  # fmt: skip


class Thing(RecordState, fields=KINDS):
    def __init__(self) -> None:
        self.record = make_records(KINDS, 1).view(np.ndarray)[0]


@numba.njit
def stored(record: Any, real: float, whole: int) -> None:
    record.f = real
    record.d = real
    record.b = whole
    record.u = whole
    record.h = whole
    record.i = whole
    record.q = whole


@given(st.floats(width=64, min_value=-3e38, max_value=3e38), st.integers(-(2**63), 2**63 - 1))
def test_stores_round_and_wrap_as_compiled_ones_do(real: float, whole: int) -> None:
    thing, record = Thing(), make_records(KINDS, 1)
    stored(record[0], real, whole)
    thing.f = thing.d = real
    thing.b = thing.u = thing.h = thing.i = thing.q = whole
    assert thing.record.tobytes() == record.tobytes()


# --- the desk --------------------------------------------------------------------------


class Letter(RecordState, fields=PAIR):
    """Stands for a relationship: somebody whose letter waits."""

    def __init__(self, clock: float, kind: int = QUESTION, day: int = 5) -> None:
        self.record = make_records(PAIR, 1).view(np.ndarray)[0]
        self.owed, self.owed_day, self.owed_clock = kind, day, clock


def desk_of(monkeypatch: pytest.MonkeyPatch, letters: list[Letter], **order: Any) -> Any:
    """Work at a desk: an hour of staff, eight hours a day, half an hour an answer.

    Return the hours at which letters were dealt with, by number.
    """
    rules = SimpleNamespace(
        conversation_opening=8.0, conversation_handling=30.0, conversation_learning=0.0,
        conversation_learning_scale=1.0, conversation_hurry=0.0, conversation_rush_canned=0.0,
        medium_handling=1.0, market_loyal_after=3.0,
    )  # fmt: skip
    usual = {
        "staff_hours": 1.0, "discipline": 0, "canned_answers": 0.0, "social": 1.0, "question": 1.0,
        "complaint": 1.0, "praise": 1.0, "outreach": 1.0,
    }  # fmt: skip
    served: dict[int, float] = {}

    def settle(it: Letter, clock: float, canned: float) -> None:
        it.owed = 0
        served[letters.index(it)] = clock

    monkeypatch.setattr("model.engines.plain.brand.settle", settle)
    world = SimpleNamespace(inbox=np.ones(len(letters), np.uint8))
    state: Any = BrandState.__new__(BrandState)
    state.record = make_records(BRAND, 1).view(np.ndarray)[0]
    state.conditions = SimpleNamespace(day=5, rules=rules, key=(1, 2), world=world)
    state.order, state.place = SimpleNamespace(**usual | order), 0
    state.work_at_desk(letters)
    return served


def test_one_hour_of_staff_spread_over_the_day_answers_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Half an hour each, one hour in eight: an answer every four hours, at 13 and at 17."""
    letters = [Letter(8.0), Letter(7.0), Letter(20.0, day=4)]
    served = desk_of(monkeypatch, letters)
    assert [it.owed for it in letters] == [QUESTION, 0, 0]
    assert served == {2: MORNING + 4.0, 1: MORNING + 8.0}


def test_staff_wait_for_who_comes_late_and_go_home_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    letters = [Letter(11.0), Letter(12.5)]  # an answer every two hours
    assert desk_of(monkeypatch, letters, staff_hours=2.0) == {0: 13.0, 1: 15.0}
    late = [Letter(15.5)]
    assert desk_of(monkeypatch, late, staff_hours=2.0) == {}
    assert late[0].owed == QUESTION


def test_complaints_come_first_where_they_do_and_the_unaddressed_are_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    letters = [Letter(8.0), Letter(8.5, COMPLAINT), Letter(6.0, ADDRESSED)]
    served = desk_of(monkeypatch, letters, discipline=2, staff_hours=0.5)  # one answer, at 17
    assert [it.owed for it in letters] == [QUESTION, 0, 0]
    assert set(served) == {1}


def test_a_policy_leaves_letters_unanswered(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = [Letter(8.0), Letter(8.5, COMPLAINT)]
    assert set(desk_of(monkeypatch, letters, question=0.0, complaint=1.0)) == {1}
    assert [it.owed for it in letters] == [QUESTION, 0]


def test_a_letter_waits_from_the_hour_it_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(
        "model.mechanisms.desk.answer", lambda meeting, wait, canned: waits.append(wait)
    )
    for it in (Letter(20.0, day=4), Letter(7.0)):
        brand = SimpleNamespace(served=0)
        settle(SimpleNamespace(pair=it, day=5, brand=brand), 13.0, 0.0)
        assert brand.served == 1
    assert waits == [17.0, 6.0]
