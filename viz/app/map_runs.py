"""The runs of a map on their way, in a thread of this process."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from experiments.analysis.cube import Cube
from experiments.analysis.facts import sweep_facts
from experiments.summary import of_brand
from experiments.sweep import Experiment
from experiments.sweep.design import points as points_of
from model.errors import InputError
from viz.app.map_results import MapResults
from viz.figures.sweep.facts import SweepFacts
from viz.lessons.jobs import QUEUE, JobQueue


@dataclass
class MapRuns:
    """The runs of a map on their way."""

    experiment: Experiment
    queue: JobQueue = QUEUE
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

    def begin(self) -> MapRuns:
        """Let it go on in a thread of its own."""
        threading.Thread(target=self._work, daemon=True).start()
        return self

    def cancel(self) -> None:
        """End it before its next day; what is there stays."""
        self.cancelled = True

    def so_far(self) -> MapResults:
        """Return what there is so far."""
        levels = {
            name: np.array([point[name] for point in self.points])
            for name in self.experiment.factor_names
        }
        arms = tuple(arm.name for arm in self.experiment.arms)
        values = {name: found.copy() for name, found in self.values.items()}
        cube = Cube(np.arange(len(self.points)), levels, arms, values)
        facts = SweepFacts.of(sweep_facts(self.experiment), self.of, self.failed)
        return MapResults(self.experiment, facts, self.points, cube)

    def _work(self) -> None:
        try:
            with self.queue.turns:
                for place in np.ndindex(*next(iter(self.values.values())).shape[::-1]):
                    if self.cancelled:
                        return
                    replicate, arm, point = place
                    self._one(point, arm, replicate)
                    self.done += 1
        except _Cancelled:
            pass
        except Exception as error:
            self.error = f"The runs failed ({type(error).__name__}). This is a mistake of ours."
        finally:
            self.ended.set()

    def _one(self, point: int, arm: int, replicate: int) -> None:
        from experiments.comparison.replication import release
        from model.model import BrandAudienceModel

        experiment = self.experiment
        try:
            scenario = experiment.scenario(self.points[point], experiment.arms[arm], replicate)
        except InputError:
            self.failed += 1
            return
        model = BrandAudienceModel(scenario, threads=1)
        try:
            model.run(progress=self._alive)
            table = model.series()
        finally:
            release(model)
        days = {brand.name: of_brand(table, brand.name) for brand in scenario.brands}
        for measure in experiment.measures:
            self.values[measure.name][point, arm, replicate] = measure.value(days, experiment.brand)

    def _alive(self, day: int) -> None:
        if self.cancelled:
            raise _Cancelled


class _Cancelled(Exception):
    """Raised inside a run that is no longer wanted."""
