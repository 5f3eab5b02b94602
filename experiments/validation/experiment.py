"""What a validation experiment is: a measurement, what it is held against, and an ablation."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from experiments.run.single import build
from model.parameters.declaration import Value

Measures = dict[str, float]
"""What one replicate gave, by name."""
Role = Literal["fitted", "held out", "reported"]
"""How calibration treats a target: it may read it, it never reads it, or nothing is asked of it."""


@dataclass(frozen=True)
class Target:
    """One quantity and the band in which published work puts it.

    ``of`` turns the means of the measures over replicates into the quantity; without it the
    measure of the target's own name is meant. ``coded`` marks a shape that a rule contains
    directly: holding it is calibration, no validation.
    """

    name: str
    about: str
    low: float = -math.inf
    high: float = math.inf
    of: Callable[[Mapping[str, float]], float] | None = None
    role: Role = "fitted"
    facts: str = ""
    """Numbers of the facts; those of the experiment, if empty."""
    unit: str = ""
    coded: bool = False

    def value(self, means: Mapping[str, float]) -> float:
        """Return the quantity, given the mean of every measure; NaN where it has none."""
        try:
            found = means[self.name] if self.of is None else self.of(means)
        except (ZeroDivisionError, ValueError):
            return math.nan
        return float(found) if math.isfinite(found) else math.nan

    def holds(self, low: float, high: float) -> bool:
        """Tell whether an interval lies within the band."""
        return bool(self.low <= low and high <= self.high)


@dataclass(frozen=True)
class VirtualTrial:
    """One replicate: its luck, its size, and what is different from the defaults."""

    seed: int
    size: Mapping[str, int]
    """Numbers of people, days and the like, by name."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """Parameters that differ from the defaults; they go before the experiment's own."""
    ablated: bool = False
    defaults: Mapping[str, Value] = field(default_factory=dict)
    """Parameters that stand in for the defaults; the experiment's own go before them."""

    def model(self, base: Any, values: Mapping[str, Any] | None = None, **keywords: Any) -> Any:
        """Return a model of this replicate; ``base`` is a scenario or a document of one."""
        from model.scenario import Scenario

        scenario = Scenario.from_dict(base) if isinstance(base, Mapping) else base
        changes = {**self.defaults, **(values or {}), **self.values}
        return build(scenario, threads=1, **keywords, **changes, seed=self.seed)


@dataclass(frozen=True)
class VirtualExperiment:
    """One virtual experiment."""

    id: str
    title: str
    facts: str
    """Numbers of the facts in the list of evidence."""
    source: str
    mechanism: str
    """What is switched off in the ablation, in words."""
    measure: Callable[[VirtualTrial], Measures]
    targets: tuple[Target, ...]
    full: Mapping[str, int]
    quick: Mapping[str, int]
    off: Mapping[str, Value] = field(default_factory=dict)
    """Parameters that switch the mechanism off; none if the measurement sees to it."""
    replicates: int = 30
    """In full."""

    def run(
        self, seed: int, *, quick: bool = False, ablated: bool = False,
        values: Mapping[str, Value] | None = None, size: Mapping[str, int] | None = None,
        defaults: Mapping[str, Value] | None = None,
    ) -> Measures:  # fmt: skip
        """Return what one replicate gives; ``size`` is for worlds of another size."""
        changes = {**(values or {}), **(self.off if ablated else {})}
        size = size or (self.quick if quick else self.full)
        return self.measure(VirtualTrial(seed, size, changes, ablated, defaults or {}))
