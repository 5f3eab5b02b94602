"""People as they read in Python: a light view on the arrays that looks like an agent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

import numpy as np

from model.parameters.validation import nearest
from model.state import PAIR, PERSON
from model.world import NO_DAY, NO_POST

PERSON_FIELDS = frozenset(name for name, _, _ in PERSON)
PAIR_FIELDS = frozenset(name for name, _, _ in PAIR)
BLANK = (0, NO_DAY, NO_POST)
"""Values that stand for nothing yet."""


class RecordView:
    """One record of an array, its fields as attributes: what is written goes into the array."""

    __slots__ = ("__weakref__", "_model", "_record")
    _fields: frozenset[str] = frozenset()
    _called = "it"

    def __init__(self, model: Any, record: Any) -> None:
        object.__setattr__(self, "_model", model)
        object.__setattr__(self, "_record", record)

    def __getattr__(self, name: str) -> Any:
        if name not in self._fields:
            raise unknown(f"{self._called} has no attribute", name, dir(self))
        return self._record[name].item()

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self._fields:
            raise unknown(f"{self._called} has no state to write called", name, self._fields)
        self._record[name] = value

    def __dir__(self) -> list[str]:
        return sorted({*dir(type(self)), *self._fields})

    def __repr__(self) -> str:
        return f"<{self._title()}: {listing(self._record)}>"

    def _title(self) -> str:
        return self._called


class RelationView(RecordView):
    """One person's relationship with one brand: ``relation.closeness`` and so on."""

    __slots__ = ("brand", "person")
    _fields, _called = PAIR_FIELDS, "a relationship"

    def __init__(self, person: PersonView, brand: str) -> None:
        model = person._model
        place = model.brand(brand).place
        super().__init__(model, model.world.pairs.view(np.ndarray)[person.number, place])
        object.__setattr__(self, "person", person)
        object.__setattr__(self, "brand", brand)

    @property
    def trust(self) -> float:
        """Trust as it stands; it follows from the evidence, so it cannot be written."""
        model = self._model
        return model.trust_between(self.person.number, model.brand(self.brand).place)

    def _title(self) -> str:
        return f"person {self.person.number} towards {self.brand}: trust {self.trust:.3g}"


class PersonView(RecordView):
    """One person: ``person.suspicion``, ``person.friends``, ``person.towards("brand").trust``."""

    __slots__ = ("number",)
    _fields, _called = PERSON_FIELDS, "a person"

    def __init__(self, model: Any, number: int) -> None:
        super().__init__(model, model.world.people.view(np.ndarray)[number])
        object.__setattr__(self, "number", number)

    @property
    def unique_id(self) -> int:
        """The person's number."""
        return self.number

    @property
    def friends(self) -> list[PersonView]:
        """The person's friends."""
        graph = self._model.graph
        friends = graph.indices[graph.indptr[self.number] : graph.indptr[self.number + 1]]
        return [PersonView(self._model, number) for number in friends.tolist()]

    @property
    def interests(self) -> Any:
        """Interest in each topic, mean 1."""
        return self._model.world.interests[self.number]

    @property
    def cell(self) -> Any:
        """The person's place in ``model.grid``."""
        return self._model.grid[self.number]

    def towards(self, brand: str) -> RelationView:
        """Return the relationship with the brand of that name."""
        return RelationView(self, brand)

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, PersonView) and other.number == self.number
        return same and other._model is self._model  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return hash((id(self._model), self.number))

    def _title(self) -> str:
        return f"person {self.number}, {len(self.friends)} friends"


class People(Sequence[PersonView]):
    """All people, by number; ``people.suspicion`` is the array of all."""

    __slots__ = ("_model",)

    def __init__(self, model: Any) -> None:
        object.__setattr__(self, "_model", model)

    def __len__(self) -> int:
        return len(self._model.world.people)

    @overload
    def __getitem__(self, number: int) -> PersonView: ...

    @overload
    def __getitem__(self, number: slice) -> list[PersonView]: ...

    def __getitem__(self, number: int | slice) -> PersonView | list[PersonView]:
        try:
            found = range(len(self))[number]
        except IndexError:
            there = f"there are people 0 to {len(self) - 1}"
            raise IndexError(f"no person {number}: {there}") from None
        if isinstance(found, range):
            return [PersonView(self._model, one) for one in found]
        return PersonView(self._model, found)

    def __iter__(self) -> Iterator[PersonView]:
        return (PersonView(self._model, number) for number in range(len(self)))

    def __getattr__(self, name: str) -> Any:
        if name not in PERSON_FIELDS:
            raise unknown("people have no attribute", name, dir(self))
        return np.asarray(self._model.world.people[name])

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in PERSON_FIELDS:
            raise unknown("people have no state to write called", name, PERSON_FIELDS)
        self._model.world.people[name][:] = value

    def __dir__(self) -> list[str]:
        return sorted({*dir(type(self)), *PERSON_FIELDS})

    def __repr__(self) -> str:
        return f"<{len(self)} people: {', '.join(name for name, _, _ in PERSON)}>"


def unknown(problem: str, name: str, names: Iterable[str]) -> AttributeError:
    """Return the error for an attribute that is not there, with the name most like it."""
    near = nearest(name, [known for known in names if not known.startswith("_")])
    hint = f"; did you mean {near}?" if near else ""
    return AttributeError(f"{problem} {name!r}{hint}")


def listing(record: Any) -> str:
    """Return the fields of a record that say something, in one line, numbers short."""
    values = zip(record.dtype.names, record.item(), strict=True)
    return ", ".join(f"{name} {value:.4g}" for name, value in values if value not in BLANK)
