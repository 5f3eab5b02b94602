"""A mapping that cannot be changed, can be hashed, and travels between processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


class FrozenMapping(Mapping[str, Any]):
    """Names to values; tables inside it are frozen too."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, Any]) -> None:
        self._items = {
            name: FrozenMapping(value) if isinstance(value, Mapping) else value
            for name, value in items.items()
        }

    def __getitem__(self, name: str) -> Any:
        return self._items[name]

    def __contains__(self, name: object) -> bool:
        return name in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return repr(plain(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenMapping, (plain(self),)


def plain(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy in ordinary dictionaries, all the way down."""
    return {
        name: plain(value) if isinstance(value, Mapping) else value for name, value in table.items()
    }
