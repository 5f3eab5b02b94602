"""What is varied: a range of numbers, a list of values, or choices that set several keys each."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from model.parameters import BRAND_PARAMETERS
from model.parameters.declaration import Value

GRAPH = "graph"
"""The factor whose values are files of social graphs."""
Changes = Mapping[str, Any]
"""Values by dotted key of a scenario."""


def full_key(key: str, brand: str) -> str:
    """Return a scenario's dotted key; a brand's lever without a brand is the focal brand's."""
    head = key.split(".", 1)[0]
    if key in BRAND_PARAMETERS or head in ("strategy", "options"):
        return f"brands.{brand}.{key}"
    return key


@dataclass(frozen=True)
class Span:
    """A range of numbers, ends included."""

    low: float
    high: float
    levels: int = 5
    """Equal steps of a grid."""
    scale: str = "linear"
    """``linear`` or ``log``."""
    whole: bool = False
    """Whether only whole numbers are meant."""

    def at(self, share: float) -> Value:
        """Return the value at a share (0 to 1) of the range."""
        if self.scale == "log":
            low, high = math.log(self.low), math.log(self.high)
            value = math.exp(low + share * (high - low))
        else:
            value = self.low + share * (self.high - self.low)
        value = min(max(value, self.low), self.high)
        if self.whole:  # each whole number gets an equal part of the range
            span = int(self.high) - int(self.low) + 1
            return int(self.low) + min(int(share * span), span - 1)
        return value

    def grid(self) -> tuple[Value, ...]:
        """Return the values of a grid, the ends among them."""
        if self.levels == 1 or self.low == self.high:
            return (self.low,)
        steps = self.levels - 1
        values = [self.at(step / steps) for step in range(self.levels)]
        if self.whole:
            values = [
                round(self.low + k * (self.high - self.low) / steps) for k in range(steps + 1)
            ]
        return tuple(dict.fromkeys(values))


@dataclass(frozen=True)
class Choice:
    """One level that sets several keys at once."""

    name: str
    changes: Changes = field(hash=False)


@dataclass(frozen=True)
class Factor:
    """One thing that is varied.

    Either ``span`` is there, or ``values`` (numbers, texts, truth values, graph files), or
    ``choices``. ``key`` is the scenario's full dotted key; for choices any name.
    """

    name: str
    """Column of the tables; the key as it was written."""
    key: str
    span: Span | None = None
    values: tuple[Value, ...] = ()
    choices: tuple[Choice, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether levels are numbers."""
        if self.span is not None:
            return True
        return bool(self.values) and all(
            isinstance(value, (int, float)) and not isinstance(value, bool) for value in self.values
        )

    def levels(self) -> tuple[Value, ...]:
        """Return the levels of a grid: values, or names of choices."""
        if self.span is not None:
            return self.span.grid()
        return self.values or tuple(choice.name for choice in self.choices)

    def at(self, share: float) -> Value:
        """Return the level at a share (0 to 1) of the range; equal parts for each of a list."""
        if self.span is not None:
            return self.span.at(share)
        levels = self.levels()
        return levels[min(int(share * len(levels)), len(levels) - 1)]

    def changes(self, level: Value) -> dict[str, Any]:
        """Return what a level changes in the scenario, by full key; nothing for a graph."""
        if self.choices:
            return dict(next(c.changes for c in self.choices if c.name == level))
        return {} if self.key == GRAPH else {self.key: level}
