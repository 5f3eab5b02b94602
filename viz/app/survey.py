"""A map over two factors: what a visitor asks, the runs it takes, and results from elsewhere.

What is asked becomes an experiment as ``goodwill sweep`` knows it, so everything that is
checked there is checked here; only the bounds are tighter, and the runs go on in a thread of
this process, all points once, then all again, so that there is something to see at once.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.analysis.cube import Cube, make_cube
from experiments.analysis.facts import sweep_facts
from experiments.summary import of_brand
from experiments.sweep import Experiment, make_experiment, open_results
from experiments.sweep.design import points as points_of
from experiments.sweep.results import OWN_STRATEGIES
from model.errors import InputError
from model.scenario import Scenario, load_scenario
from model.scenario.reading import shipped_scenarios
from viz.figures.sweep.facts import SweepFacts
from viz.lessons.arms import SHIPPED_NAMES, check_shipped
from viz.lessons.jobs import BUREAU, Bureau

PEOPLE = (100, 300, 600, 1000)
DAYS = (30, 90, 180, 365)
REPLICATES = (2, 4, 8)
LEVELS = (2, 9)
WORK = 150_000_000
"""People times brands times days over all runs: some one and a half minutes."""
SECONDS = 0.6e-6
"""That one of them takes, roughly: for the announcement only."""
MOST_ROWS = 500_000
"""Runs of results from elsewhere that a page opens."""
OUTCOMES: Mapping[str, Any] = {
    "trust": "final",
    "profit": "total",
    "purchases": "total",
    "suspicion": "final",
    "closeness": "final",
    "followers": "final",
    "alienated": "final",
    "read_share": {"of": "read", "how": "ratio", "by": "impressions"},
    "cost": "total",
}
"""What is measured, as an experiment's file has it."""


@dataclass(frozen=True)
class Axis:
    """One factor of a map."""

    key: str
    low: float
    high: float
    levels: int = 5


@dataclass(frozen=True)
class Wish:
    """What a visitor wants to have mapped."""

    scenario: str = "three_strategies"
    brand: str = "neighbour"
    arms: tuple[str, ...] = ("conversational",)
    """One strategy, or two to be compared; the first is what the other is compared with."""
    across: Axis = Axis("brands.neighbour.staff_hours", 0.0, 2.0)
    up: Axis = Axis("people.suspicion", 0.1, 0.9)
    people: int = 300
    days: int = 180
    replicates: int = 4


def wish_of(given: Mapping[str, Any]) -> Wish:
    """Return the wish that a page sent, or raise ``InputError``."""
    try:
        arms = tuple(dict.fromkeys(str(arm) for arm in given["arms"] if arm))
        people, days, replicates = (int(given[key]) for key in ("people", "days", "replicates"))
        return Wish(
            str(given["scenario"]), str(given["brand"]), arms, _axis(given["across"]),
            _axis(given["up"]), people, days, replicates,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise InputError("not a question", allowed="a scenario, a brand, two factors") from error


def _axis(given: Mapping[str, Any]) -> Axis:
    low, high = float(given["low"]), float(given["high"])
    return Axis(str(given["key"]), low, high, int(given["levels"]))


def experiment_of(wish: Wish) -> Experiment:
    """Return the experiment that answers a wish, or raise ``InputError``."""
    _check(wish)
    factors = {
        axis.key: {"low": axis.low, "high": axis.high, "levels": axis.levels}
        for axis in (wish.up, wish.across)
    }
    document = {
        "title": "",
        "base": wish.scenario,
        "brand": wish.brand,
        "days": wish.days,
        "replicates": wish.replicates,
        "set": {"people.count": wish.people},
        "factors": factors,
        "arms": {name: {"strategy": name} for name in wish.arms},
        "outcomes": dict(OUTCOMES),
    }
    made = make_experiment(document, "map", "the map")
    work = count_runs(made) * wish.people * wish.days * len(made.base.brands)
    if work > WORK:
        raise InputError(
            f"too much for a page: about {work * SECONDS:.0f} seconds of runs",
            file="the map", allowed="fewer people, days, steps or times through; or goodwill sweep",
        )  # fmt: skip
    return made


def _check(wish: Wish) -> None:
    for key, value, choices in (
        ("scenario", wish.scenario, shipped_scenarios()), ("people", wish.people, PEOPLE),
        ("days", wish.days, DAYS), ("times through", wish.replicates, REPLICATES),
        *(("strategy", arm, SHIPPED_NAMES) for arm in wish.arms),
    ):  # fmt: skip
        if value not in choices:
            allowed = ", ".join(str(choice) for choice in choices)
            raise InputError("not to be had here", file="the map", key=key, value=value,
                             allowed=allowed)  # fmt: skip
    if not 1 <= len(wish.arms) <= 2:
        raise InputError("wrong number of strategies", file="the map", allowed="one or two")
    if wish.across.key == wish.up.key:
        raise InputError("the same factor twice", file="the map", value=wish.up.key)
    for axis in (wish.across, wish.up):
        if not LEVELS[0] <= axis.levels <= LEVELS[1]:
            raise InputError("out of range", file="the map", key="steps", value=axis.levels,
                             allowed=f"{LEVELS[0]} to {LEVELS[1]}")  # fmt: skip
        if not axis.low < axis.high:
            raise InputError("from is not below to", file="the map", key=axis.key)


def count_runs(experiment: Experiment) -> int:
    """Return how many runs an experiment asks for."""
    arms, rule = len(experiment.arms), experiment.replication
    return len(points_of(experiment)) * arms * rule.most


# --- what there is to see ----------------------------------------------------------------


@dataclass(frozen=True)
class Survey:
    """An experiment with its results so far."""

    experiment: Experiment
    facts: SweepFacts
    points: tuple[Mapping[str, Any], ...]
    """The levels of each of the cube's points."""
    cube: Cube
    note: str = ""

    def scenario(self, point: int, arm: int, replicate: int = 0) -> Scenario:
        """Return the very scenario that was run; raise ``InputError`` if a page cannot have it."""
        experiment = self.experiment
        levels = self.points[point]
        if experiment.graph_of(levels) is not None:
            raise InputError("ran on a social graph from a file", allowed="goodwill run --graph")
        made = experiment.scenario(levels, experiment.arms[arm], replicate)
        check_shipped(made, "this run")
        return made


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


# --- results from elsewhere --------------------------------------------------------------


_results = Path()


def use_results(folder: str) -> None:
    """Let the pages of this process open the sweeps in a folder; raise ``InputError``."""
    global _results
    if not Path(folder).is_dir():
        raise InputError("no such folder", file=folder, allowed="a folder with results of sweeps")
    _results = Path(folder).resolve()


def results_folder() -> Path:
    """Return the folder whose sweeps the pages may open."""
    return _results


def sweeps_in(folder: Path) -> list[str]:
    """Return the names of the folders with a sweep's results in a folder, sorted."""
    try:
        found = [path for path in folder.iterdir() if (path / "ledger.sqlite").is_file()]
    except OSError:
        return []
    return sorted(path.name for path in found)[:200]


def open_survey(folder: Path, name: str) -> Survey:
    """Return the results that a sweep wrote to ``folder / name``, or raise ``InputError``."""
    if name not in sweeps_in(folder):
        raise InputError("no results of that name", value=name, allowed="one of the list")
    place = folder / name
    if (place / OWN_STRATEGIES).exists():
        raise InputError(
            "was run with strategies of its own, which a page never loads", file=name,
            allowed=f"goodwill results {name}",
        )  # fmt: skip
    results = open_results(place)
    experiment, counts = results.experiment, results.counts()
    if counts["rows"] > MOST_ROWS:
        raise InputError("too large for a page", file=name, value=counts["rows"],
                         allowed=f"at most {MOST_ROWS:,} runs")  # fmt: skip
    table = results.table()
    if not len(table["point"]):
        raise InputError("holds no finished run yet", file=name, allowed="wait for the sweep")
    arms = [arm.name for arm in experiment.arms]
    cube = make_cube(table, experiment.factor_names, experiment.outcome_names, arms)
    known = points_of(experiment)
    facts = SweepFacts.of(sweep_facts(experiment), counts["rows"], counts["failed"])
    note = "" if results.is_complete else "The sweep is not complete; this is what is there so far."
    return Survey(experiment, facts, tuple(known[point] for point in cube.points), cube, note)


def usual_scenario(wish: Wish) -> Scenario:
    """Return the scenario of a wish with its first strategy, or raise ``InputError``."""
    _check_scenario(wish.scenario)
    loaded = load_scenario(wish.scenario)
    names = [brand.name for brand in loaded.brands]
    brand = wish.brand if wish.brand in names else names[0]
    arm = wish.arms[0] if wish.arms and wish.arms[0] in SHIPPED_NAMES else ""
    return loaded.with_strategy(brand, arm) if arm else loaded


def _check_scenario(name: str) -> None:
    if name not in shipped_scenarios():
        raise InputError("no such scenario", value=name, allowed=", ".join(shipped_scenarios()))
