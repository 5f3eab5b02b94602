"""``model.grid``: the social graph as a Mesa space, made only when somebody asks for it."""

from __future__ import annotations

import mesa
import networkx as nx
import numpy as np

from model.network.graph import edges
from tests.model.mesa_home.towns import both_engines, same_series, town


@both_engines
def test_each_person_has_a_cell_beside_their_friends(engine: str) -> None:
    model = town(engine=engine)
    grid = model.grid
    assert isinstance(grid, mesa.discrete_space.Network)
    assert isinstance(grid.G, nx.Graph)
    assert sorted(map(sorted, grid.G.edges)) == np.transpose(edges(model.graph)).tolist()
    agents = sorted(grid.agents, key=lambda agent: agent.number)
    assert [agent.number for agent in agents] == list(range(60))
    for agent in agents:
        assert agent.cell is grid[agent.number]
        assert agent.cell.agents == [agent]
        around = sorted(one.number for one in agent.cell.neighborhood.agents)
        assert around == [friend.number for friend in agent.friends]


def test_the_plain_engine_puts_its_own_agents_there() -> None:
    model = town(engine="plain")
    assert all(isinstance(agent, mesa.Agent) for agent in model.grid.agents)
    model.step()


@both_engines
def test_nothing_is_made_before_it_is_asked_for(engine: str) -> None:
    model = town(engine=engine)
    model.run(2)
    assert "grid" not in vars(model)
    assert model.grid is model.grid
    assert "grid" in vars(model)


@both_engines
def test_asking_changes_nothing(engine: str) -> None:
    one, other = (town(engine=engine) for _ in range(2))
    assert one.grid is not None
    one.run(4)
    other.run(4)
    assert same_series(one, other)


def test_mesa_agent_sets_work_on_the_people_of_the_compiled_engine() -> None:
    people = town().grid.agents
    wary = people.select(lambda person: person.suspicion > 0.2)
    assert 0 < len(wary) < 60
    wary.set("suspicion", 0.0)
    assert max(people.get("suspicion")) <= 0.2
