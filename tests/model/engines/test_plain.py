"""The plain engine as a Mesa model: agents over arrays, visited in any order."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, get_type_hints

import numba
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.engines.plain.desk import Desk
from model.engines.plain.held import Held
from model.engines.plain.person import Person
from model.engines.plain.state import PairState, PersonState
from model.model import BrandAudienceModel
from model.rules.service import MORNING
from model.rules.writing import ADDRESSED, COMPLAINT, QUESTION
from model.world import PAIR, PERSON, make_records
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


def test_the_two_engines_do_not_know_one_another() -> None:
    assert offenders("model/engines/plain", "model.engines.compiled", "numba") == []
    assert offenders("model/engines/compiled", "model.engines.plain") == []


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


@pytest.mark.parametrize(("state", "table"), [(PersonState, PERSON), (PairState, PAIR)])
def test_what_the_type_checker_is_told_is_true(state: type[Held], table: Any) -> None:
    told = {name: kind for name, kind in get_type_hints(state).items() if name != "record"}
    assert told == {name: float if kind.startswith("f") else int for name, kind, _ in table}


# --- stores ----------------------------------------------------------------------------

KINDS = (("f", "f4", ""), ("d", "f8", ""), ("b", "i1", ""), ("u", "u1", ""), ("h", "i2", ""),
         ("i", "i4", ""), ("q", "i8", ""))  # fmt: skip


class Thing(Held, fields=KINDS):
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


class Letter(SimpleNamespace):
    """Stands for a relationship: somebody whose letter waits."""

    def be_answered(self, wait: float, canned: float) -> None:
        self.owed, self.wait, self.canned = 0, wait, canned

    def be_addressed(self, clock: float, canned: float) -> None:
        self.owed, self.clock = 0, clock


def letter(number: int, clock: float, kind: int = QUESTION, day: int = 5) -> Letter:
    return Letter(
        person=SimpleNamespace(number=number), owed=kind, owed_day=day, owed_clock=clock,
        owed_public=0, is_loyal=False, luck=lambda block, day: (0.5,),
    )  # fmt: skip


def desk_of(letters: list[Letter], **order: Any) -> Desk:
    """Return a desk of one hour of staff, an eight-hour day and half an hour an answer."""
    rules = SimpleNamespace(
        conversation_opening=8.0, conversation_handling=30.0, conversation_learning=0.0,
        conversation_learning_scale=1.0, conversation_hurry=0.0, conversation_rush_canned=0.0,
        medium_handling=1.0,
    )  # fmt: skip
    usual = {
        "staff_hours": 1.0, "discipline": 0, "canned": 0.0, "social": 1.0, "question": 1.0,
        "complaint": 1.0, "praise": 1.0,
    }  # fmt: skip
    desk: Any = Desk.__new__(Desk)
    desk.today = SimpleNamespace(day=5, rules=rules)
    firm = SimpleNamespace(served=0)
    desk.company = SimpleNamespace(order=SimpleNamespace(**usual | order), firm=firm)
    desk.relations = letters
    return desk


def test_one_hour_of_staff_spread_over_the_day_answers_two() -> None:
    """Half an hour each, one hour in eight: an answer every four hours, at 13 and at 17."""
    letters = [letter(0, 8.0), letter(1, 7.0), letter(2, 20.0, day=4)]
    desk = desk_of(letters)
    desk.work()
    assert [it.owed for it in letters] == [QUESTION, 0, 0]
    assert letters[2].wait == MORNING + 4.0 - 20.0 + 24.0
    assert letters[1].wait == MORNING + 8.0 - 7.0
    assert desk.company.firm.served == 2


def test_staff_wait_for_who_comes_late_and_go_home_in_time() -> None:
    letters = [letter(0, 11.0), letter(1, 12.5)]
    desk_of(letters, staff_hours=2.0).work()  # an answer every two hours
    assert [it.wait for it in letters] == [2.0, 2.5]
    late = [letter(0, 15.5)]
    desk_of(late, staff_hours=2.0).work()
    assert late[0].owed == QUESTION


def test_complaints_come_first_where_they_do_and_the_unaddressed_are_forgotten() -> None:
    letters = [letter(0, 8.0), letter(1, 8.5, COMPLAINT), letter(2, 6.0, ADDRESSED)]
    desk_of(letters, discipline=2, staff_hours=0.5).work()  # one answer, at 17
    assert [it.owed for it in letters] == [QUESTION, 0, 0]
    assert not hasattr(letters[2], "clock")


def test_a_policy_leaves_letters_unanswered() -> None:
    letters = [letter(0, 8.0), letter(1, 8.5, COMPLAINT)]
    desk_of(letters, question=0.5, complaint=0.51).work()
    assert [it.owed for it in letters] == [QUESTION, 0]
