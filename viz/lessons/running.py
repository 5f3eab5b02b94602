"""Running a lesson's arms: the same people and luck in every arm, one replicate after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from experiments.comparison.outcomes import PATHS, outcomes
from experiments.run.single import days_of, run_one
from model.scenario import Scenario
from viz.lessons.lesson import LessonArm
from viz.lessons.measuring import Run


def replicates_of(
    arms: Sequence[LessonArm], brand: str, replicates: int, alive: Callable[[], None] = lambda: None
) -> Iterator[dict[str, Run]]:
    """Yield what came of each arm, a replicate at a time; replicate n has the seed plus n.

    ``alive`` is called every day of every run, and may raise to end it.
    """
    for number in range(replicates):
        yield {arm.name: replicate_of(arm.scenario, brand, number, alive) for arm in arms}


def replicate_of(scenario: Scenario, brand: str, number: int, alive: Callable[[], None]) -> Run:
    """Return what came of one arm in one replicate; runs in the thread that asks for it."""
    seeded = scenario.with_seed(scenario.seed + number)
    days = run_one(seeded, days_of, each_day=lambda day: alive())[brand]
    return Run(outcomes(days), np.array([days[name] for name in PATHS], dtype=np.float32))
