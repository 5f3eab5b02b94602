"""On which scale an unknown number is varied, and how loose it is before any target is read.

Before the targets, a number that cannot fall below zero is taken to lie within a factor of ten
of its default (95 %), the width that this project's sources call plausible; any other number
to lie evenly in its range. A step is a doubling; for numbers that may be negative it is half
the default, or a twentieth of the range where the default is zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

from model.parameters import uncertainties
from model.parameters.declaration import Parameter, Value

TENFOLD = log(10.0) / 1.96 / log(2.0)
"""Standard deviation, in doublings, of a number known within a factor of ten."""
EVEN = 1.0 / sqrt(12.0)
"""Standard deviation, in widths of its range, of a number that may be anything in it."""


@dataclass(frozen=True, slots=True)
class Scale:
    """One unknown number."""

    parameter: Parameter
    default: float
    """Where it stands, which a calibration may have moved."""

    @property
    def name(self) -> str:
        """The dotted name."""
        return self.parameter.name

    @property
    def doubles(self) -> bool:
        """Whether a step is a doubling."""
        return self.parameter.low >= 0.0 and self.default > 0.0

    @property
    def step(self) -> float:
        """Return the size of a step where it is no doubling."""
        span = self.parameter.high - self.parameter.low
        return 0.5 * abs(self.default) or 0.05 * span

    @property
    def prior_sd(self) -> float:
        """Standard deviation before any target is read, in steps."""
        if self.doubles:
            return TENFOLD
        return EVEN * (self.parameter.high - self.parameter.low) / self.step

    def at(self, steps: float) -> Value:
        """Return the number some steps from the default, kept within its range."""
        p = self.parameter
        up, along = self.default * 2.0**steps, self.default + steps * self.step
        moved = up if self.doubles else along
        kept = min(max(moved, p.low), p.high)
        return int(round(kept)) if p.kind is int else float(kept)

    def steps_to(self, value: Value) -> float:
        """Return how many steps from the default a number lies."""
        number = float(value)
        if self.doubles:
            return log(max(number, 1e-12) / self.default, 2.0)
        return (number - self.default) / self.step

    def width(self, sd: float) -> str:
        """Return half the interval of 95 % in words: a factor, or an amount."""
        if self.doubles:
            return f"×÷ {2.0 ** (1.96 * sd):.3g}"
        return f"± {1.96 * sd * self.step:.3g}"


def scales(values: dict[str, Value] | None = None) -> list[Scale]:
    """Return every unknown number with a scale; ``values`` replace defaults."""
    moved = values or {}
    return [
        Scale(p, float(moved.get(p.name, p.default)))
        for p in uncertainties()
        if p.kind in (int, float)
    ]
