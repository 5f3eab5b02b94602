"""The runs of a map on their way, in a thread of this process."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from experiments.analysis.cube import Cube
from experiments.analysis.facts import sweep_facts
from experiments.run.single import days_of, run_one
from experiments.run.stopped import Stopped
from experiments.sweep import Experiment
from experiments.sweep.block import outcomes_of
from experiments.sweep.design import points as points_of
from model.errors import InputError
from viz.app.survey import Survey
from viz.figures.sweep.facts import SweepFacts
from viz.lessons.jobs import BUREAU, Bureau


@dataclass
class Errand:
    """The runs of a map on their way."""

    experiment: Experiment
    bureau: Bureau = BUREAU
    done: int = 0
    failed: int = 0
    error: str = ""
    cancelled: bool = False
    values: dict[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    """By outcome, [point, arm, replicate]; NaN for what is not there yet."""
    ended: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.points = tuple(points_of(self.experiment))
        shape = len(self.points), len(self.experiment.arms), self.experiment.replication.most
        self.values = {name: np.full(shape, np.nan) for name in self.experiment.outcome_names}
        self.of = int(np.prod(shape))

    def begin(self) -> Errand:
        """Let it go on in a thread of its own."""
        threading.Thread(target=self._work, daemon=True).start()
        return self

    def cancel(self) -> None:
        """End it before its next day; what is there stays."""
        self.cancelled = True

    def survey(self) -> Survey:
        """Return what there is so far."""
        levels = {
            name: np.array([point[name] for point in self.points])
            for name in self.experiment.factor_names
        }
        arms = tuple(arm.name for arm in self.experiment.arms)
        values = {name: found.copy() for name, found in self.values.items()}
        cube = Cube(np.arange(len(self.points)), levels, arms, values)
        facts = SweepFacts.of(sweep_facts(self.experiment), self.of, self.failed)
        return Survey(self.experiment, facts, self.points, cube)

    def _work(self) -> None:
        try:
            with self.bureau.turns:
                for place in np.ndindex(*next(iter(self.values.values())).shape[::-1]):
                    if self.cancelled:
                        return
                    replicate, arm, point = place
                    self._one(point, arm, replicate)
                    self.done += 1
        except Stopped:
            pass
        except Exception as error:
            self.error = f"The runs failed ({type(error).__name__}). This is a mistake of ours."
        finally:
            self.ended.set()

    def _one(self, point: int, arm: int, replicate: int) -> None:
        experiment = self.experiment
        try:
            scenario = experiment.scenario(self.points[point], experiment.arms[arm], replicate)
        except InputError:
            self.failed += 1
            return
        days = run_one(scenario, days_of, each_day=self._alive)
        found = outcomes_of(days, experiment.measures, experiment.brand)
        for name, value in zip(experiment.outcome_names, found, strict=True):
            self.values[name][point, arm, replicate] = value

    def _alive(self, day: int) -> None:
        if self.cancelled:
            raise Stopped
