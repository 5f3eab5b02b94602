"""People as they read in Python: a light view on the arrays that looks like an agent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from model.errors import InputError
from model.world import PAIR, PERSON

if TYPE_CHECKING:
    from model.model import BrandAudienceModel

PERSON_FIELDS = frozenset(name for name, _, _ in PERSON)
PAIR_FIELDS = frozenset(name for name, _, _ in PAIR)


class Relation:
    """One person's relationship with one brand: ``relation.closeness`` and so on."""

    __slots__ = ("_brand", "_model", "_person")

    def __init__(self, model: BrandAudienceModel, person: int, brand: int) -> None:
        object.__setattr__(self, "_model", model)
        object.__setattr__(self, "_person", person)
        object.__setattr__(self, "_brand", brand)

    @property
    def trust(self) -> float:
        """Trust as it stands."""
        return float(self._model.trust_between(self._person, self._brand))

    def __getattr__(self, name: str) -> Any:
        if name not in PAIR_FIELDS:
            raise AttributeError(name)
        return self._model.world.pairs[name][self._person, self._brand].item()

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in PAIR_FIELDS:
            raise AttributeError(name)
        self._model.world.pairs[name][self._person, self._brand] = value


class Person:
    """One person: ``person.suspicion``, ``person.friends``, ``person.towards("brand").trust``."""

    __slots__ = ("_model", "unique_id")

    def __init__(self, model: BrandAudienceModel, number: int) -> None:
        object.__setattr__(self, "_model", model)
        object.__setattr__(self, "unique_id", number)

    @property
    def friends(self) -> Any:
        """Numbers of the person's friends."""
        graph = self._model.graph
        return graph.indices[graph.indptr[self.unique_id] : graph.indptr[self.unique_id + 1]]

    @property
    def interests(self) -> Any:
        """Interest in each topic, mean 1."""
        return self._model.world.interests[self.unique_id]

    def towards(self, brand: str) -> Relation:
        """Return the relationship with the brand of that name."""
        return Relation(self._model, self.unique_id, self._model.brand(brand).place)

    def __getattr__(self, name: str) -> Any:
        if name not in PERSON_FIELDS:
            raise AttributeError(name)
        return self._model.world.people[name][self.unique_id].item()

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in PERSON_FIELDS:
            raise AttributeError(name)
        self._model.world.people[name][self.unique_id] = value


class People:
    """All people, by number; ``people.suspicion`` is the array of all."""

    def __init__(self, model: BrandAudienceModel) -> None:
        self._model = model

    def __len__(self) -> int:
        return len(self._model.world.people)

    def __getitem__(self, number: int) -> Person:
        if not -len(self) <= number < len(self):
            raise InputError("no such person", value=number, allowed=f"0 to {len(self) - 1}")
        return Person(self._model, int(number) % len(self))

    def __iter__(self) -> Iterator[Person]:
        return (Person(self._model, number) for number in range(len(self)))

    def __getattr__(self, name: str) -> Any:
        if name not in PERSON_FIELDS:
            raise AttributeError(name)
        return np.asarray(self._model.world.people[name])
