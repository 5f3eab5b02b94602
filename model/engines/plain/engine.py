"""Letting days pass person by person, in plain Python.

People are visited in the order of ``engine.people``, an AgentSet that may be shuffled: no
result depends on it, since what people give off today is read tomorrow, and desks open
after everybody has written.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from mesa.agent import AgentSet

from model.engines.plain.brand import BrandState
from model.engines.plain.conditions import Conditions
from model.engines.plain.person import Person
from model.network.graph import Graph
from model.world import World


class PlainEngine:
    """Lets days pass as any Mesa model does: agents act, one after the other."""

    name = "plain"
    tasks = 1
    threads = 1

    def settle(self, model: Any) -> None:
        """Make one agent a person; ``model.grid`` puts them on a Mesa network when asked for."""
        world = model.world
        self.conditions = Conditions(world)
        self.brands = [BrandState(self.conditions, place) for place in range(len(world.brands))]
        people = [
            Person(model, number, self.conditions, self.brands)
            for number in range(len(world.people))
        ]
        befriend(people, model.graph)
        self.people = AgentSet(people, random=model.random)
        self._relations = [[person.relations[b.place] for person in people] for b in self.brands]

    @staticmethod
    def is_warm() -> bool:
        """Tell that the first day can start at once."""
        return True

    def live(self, world: World, day: int, ads: float) -> None:
        """Let one day pass, plans being made."""
        self.conditions.begin(day, ads)
        for brand in self.brands:
            brand.open()
        self.people.do("spend_morning")
        for brand, relations in zip(self.brands, self._relations, strict=True):
            brand.work_at_desk(relations)
        self.people.do("spend_evening")
        self.people.do("sleep")
        for brand in self.brands:
            brand.close()
        self.conditions.close()


def befriend(people: list[Person], graph: Graph) -> None:
    """Let everybody know their friends, in the order of their numbers."""
    ends, friends = pairwise(graph.indptr.tolist()), graph.indices.tolist()
    for person, (first, last) in zip(people, ends, strict=True):
        person.friends = [people[number] for number in friends[first:last]]
