"""Plans in plain Python values, whatever a strategy put into them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from model.errors import shown
from model.plain_values import plain_value
from model.plan import Answers, Plan, Post, Repair

NAMES = {kind: [f.name for f in fields(kind)] for kind in (Plan, Post, Answers, Repair)}
LONGEST_TUPLE = 100
PLAIN = (bool, int, float, str, type(None))


def plain_plan(plan: Any) -> Any:
    """Return a plan with plain values in all its parts, its posts too; anything else as it is."""
    if type(plan) in PLAIN:
        return plan
    for kind, names in NAMES.items():
        if isinstance(plan, kind):
            return kind(*[plain_plan(getattr(plan, name)) for name in names])
    if type(plan) is tuple:
        return tuple([plain_plan(part) for part in plan])
    return plain_value(plan)


def tame(value: Any) -> Any:
    """Return a value that can be sent, and taken out anywhere: foreign ones become their text."""
    value = plain_value(value)
    if type(value) in PLAIN:
        return value
    if type(value) in NAMES:
        kind = type(value)
        return kind(*(tame(getattr(value, name)) for name in NAMES[kind]))
    if type(value) is tuple and len(value) <= LONGEST_TUPLE:
        return tuple(tame(part) for part in value)
    return _Foreign(type(value).__name__, _words(value))


def _words(value: Any) -> str:
    try:
        return shown(value)
    except BaseException:
        return f"a value of type {type(value).__name__}"


class _Foreign:
    """Stands for a value of a class that is unknown here; it has that class's name."""

    def __init__(self, kind: str, text: str) -> None:
        self._kind, self._text = kind, text
        self.__class__ = type(kind, (_Foreign,), {})

    def __str__(self) -> str:
        return self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Foreign) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self._kind, self._text))

    def __reduce__(self) -> tuple[Any, ...]:
        return _Foreign, (self._kind, self._text)
