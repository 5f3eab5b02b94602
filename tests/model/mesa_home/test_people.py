"""People as views that read like agents, in both engines."""

from __future__ import annotations

import gc
from collections.abc import Sequence

import mesa
import numpy as np
import pytest

from model.model import BrandAudienceModel
from model.state import PAIR, PERSON
from tests.model.mesa_home.towns import both_engines, town

FIRST, SECOND = "megaphone", "neighbour"


@pytest.fixture(name="model", scope="module", params=["compiled", "plain"])
def model_fixture(request: pytest.FixtureRequest) -> BrandAudienceModel:
    model = town(people=80, engine=request.param, **{"brands.*.followers": 0.5})
    model.run(5)
    return model


def test_people_are_a_sequence(model: BrandAudienceModel) -> None:
    people = model.people
    assert isinstance(people, Sequence)
    assert len(people) == len(list(people)) == 80
    assert [person.number for person in people] == list(range(80))
    assert people[-1] == people[79] == people[np.int64(79)]
    assert [person.number for person in people[3:9:2]] == [3, 5, 7]
    assert people[7] in people
    assert people.index(people[7]) == 7
    assert next(reversed(people)) == people[79]


@pytest.mark.parametrize("number", [80, -81, 10**9])
def test_nobody_is_an_index_error(model: BrandAudienceModel, number: int) -> None:
    with pytest.raises(IndexError, match="people 0 to 79"):
        model.people[number]


def test_the_same_person_is_the_same(model: BrandAudienceModel) -> None:
    one, again, other = model.people[3], model.people[3], model.people[4]
    assert one == again != other
    assert len({one, again, other}) == 2
    assert one != town(people=80).people[3]
    assert one != 3


@pytest.mark.parametrize("field", [name for name, _, _ in PERSON])
def test_state_reads_as_the_array_has_it(model: BrandAudienceModel, field: str) -> None:
    array = getattr(model.people, field)
    assert [getattr(person, field) for person in model.people] == array.tolist()
    assert field in dir(model.people[0])
    assert field in dir(model.people)


def test_relationships_read_as_the_arrays_have_them(model: BrandAudienceModel) -> None:
    place, trust = model.brand(SECOND).place, model.trust()
    for person in model.people[::7]:
        relation = person.towards(SECOND)
        assert relation.trust == pytest.approx(trust[person.number, place], abs=1e-12)
        assert (relation.person, relation.brand) == (person, SECOND)
        for field, _, _ in PAIR:
            assert getattr(relation, field) == model.pairs[field][person.number, place].item()
            assert field in dir(relation)


def test_friends_and_interests(model: BrandAudienceModel) -> None:
    graph = model.graph
    for person in model.people:
        friends = [friend.number for friend in person.friends]
        assert friends == graph.indices[slice(*graph.indptr[person.number :][:2])].tolist()
        assert all(person in friend.friends for friend in person.friends)
    assert model.people[2].interests.shape == (model.base.values["platform.topics"],)


def test_what_is_not_there_is_named_with_what_is_like_it(model: BrandAudienceModel) -> None:
    person = model.people[0]
    for wrong in (person, model.people):
        with pytest.raises(AttributeError, match="did you mean suspicion"):
            _ = wrong.suspicoin
        with pytest.raises(AttributeError, match="did you mean suspicion"):
            wrong.suspicoin = 1.0
    with pytest.raises(AttributeError, match="did you mean closeness"):
        _ = person.towards(FIRST).closness
    with pytest.raises(AttributeError, match="trust"):
        person.towards(FIRST).trust = 1.0
    assert getattr(person, "hunger", 5) == 5


def test_they_say_who_they_are(model: BrandAudienceModel) -> None:
    person = model.people[3]
    assert repr(person).startswith(f"<person 3, {len(person.friends)} friends: ")
    assert f"suspicion {person.suspicion:.4g}" in repr(person)
    assert repr(person.towards(FIRST)).startswith(f"<person 3 towards {FIRST}: trust 0.")
    assert repr(model.people).startswith("<80 people: suspicion, sessions")
    assert all(len(repr(one)) < 1000 for one in model.people)


def test_a_view_keeps_reading_and_writing_through_the_days() -> None:
    model = town()
    person, relation = model.people[9], model.people[9].towards(FIRST)
    before = person.sessions
    model.run(10)
    assert person.sessions == model.people.sessions[9].item() != before
    person.suspicion = 0.75
    relation.closeness = 0.5
    assert model.world.people.suspicion[9] == 0.75
    assert model.world.pairs.closeness[9, model.brand(FIRST).place] == 0.5


def test_a_view_keeps_its_model() -> None:
    person = town().people[1]
    gc.collect()
    assert len(person.friends) > 0


# --- the plain engine's own agents -----------------------------------------------------


def test_agents_of_the_compiled_engine_are_the_brands() -> None:
    model = town()
    assert list(model.agents) == list(model.brands)
    assert [agent.unique_id for agent in model.agents] == [1, 2, 3]


def test_agents_of_the_plain_engine_are_brands_and_people() -> None:
    model = town(engine="plain")
    (kind,) = (kind for kind in model.agent_types if kind is not type(model.brands[0]))
    people = model.agents_by_type[kind]
    assert len(model.agents) == 3 + 60
    assert {agent.unique_id for agent in model.agents} == set(range(1, 64))
    model.run(5)
    assert people.get("suspicion") == model.people.suspicion.tolist()
    for agent in people:
        view = model.people[agent.number]
        assert [friend.number for friend in agent.friends] == [f.number for f in view.friends]
        assert agent.towards(SECOND).trust == view.towards(SECOND).trust
        assert repr(agent) == repr(view)
        agent.suspicion = 0.25
    assert set(model.people.suspicion.tolist()) == {0.25}


@both_engines
def test_others_may_join(engine: str) -> None:
    class Journalist(mesa.Agent):
        pass

    model = town(engine=engine)
    before = len(model.agents)
    new = [Journalist(model) for _ in range(3)]
    assert [agent.unique_id for agent in new] == [before + 1, before + 2, before + 3]
    new[0].remove()
    assert len(model.agents) == before + 2
    model.step()
