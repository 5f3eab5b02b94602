"""What ``goodwill compare`` is asked for: by its options, or by a comparison that is repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from experiments.comparison.arms import Arm, parse_arms
from experiments.run.processes import usual_workers
from goodwill.command.inputs import Inputs, check_size
from goodwill.command.repeating import EarlierRun
from model.errors import InputError
from model.scenario import Scenario


@dataclass(frozen=True)
class ComparisonPlan:
    """What is compared."""

    inputs: Inputs
    arms: tuple[Arm, ...]
    brand: str
    replicates: int
    workers: int

    @property
    def scenario(self) -> Scenario:
        """What all arms have in common."""
        return self.inputs.scenario

    @property
    def days(self) -> int:
        """Days of all runs together."""
        return len(self.arms) * self.replicates * self.scenario.days


class ArmsAsked(NamedTuple):
    """What is compared, as it was written."""

    arms: Sequence[str]
    brand: str | None
    replicates: int


def arms_asked(
    arms: Sequence[str], brand: str | None, replicates: int | None, earlier: EarlierRun | None
) -> ArmsAsked:
    """Return what the options say, or the comparison that is repeated; raise InputError."""
    if earlier is not None:
        before = earlier.manifest
        try:
            arms = arms or [str(arm["name"]) for arm in before["arms"]]
            brand, replicates = brand or str(before["brand"]), replicates or len(before["seeds"])
        except (KeyError, TypeError) as error:
            raise InputError(
                "does not say what was compared", file=earlier.place, key=str(error).strip("'"),
                allowed="the manifest that goodwill compare wrote",
            ) from error  # fmt: skip
    if not arms:
        raise InputError("missing", file="--arms", allowed="strategies with commas between")
    if replicates is None:
        raise InputError("missing", file="--replicates", allowed="a whole number from 1")
    return ArmsAsked(arms, brand, replicates)


def plan_of(given: Inputs, asked: ArmsAsked, workers: int | None) -> ComparisonPlan:
    """Return what is compared, checked."""
    several = min(workers or usual_workers(), asked.replicates)
    focal = focal_brand(given.scenario, asked.brand)
    plan = ComparisonPlan(given, parse_arms(asked.arms), focal, asked.replicates, several)
    _check_seeds(plan)
    check_size(given, runs=several)
    return plan


def focal_brand(scenario: Scenario, name: str | None) -> str:
    """Return the brand that the arms are applied to, or raise InputError."""
    if name is None:
        return scenario.brands[0].name
    try:
        return scenario.brand(name).name
    except InputError as error:
        raise InputError(
            error.problem, file="--brand", value=name, allowed=error.allowed, nearest=error.nearest
        ) from error


def _check_seeds(plan: ComparisonPlan) -> None:
    """Raise InputError if the last replicate's seed would be too large."""
    plan.scenario.with_seed(plan.scenario.seed + plan.replicates - 1, file="--seed")
