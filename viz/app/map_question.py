"""A map over two factors: what a visitor asks, and the experiment that answers it.

What is asked becomes an experiment as ``goodwill sweep`` knows it, so everything that is
checked there is checked here; only the bounds are tighter, and the runs go on in a thread of
this process, all points once, then all again, so that there is something to see at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from experiments.sweep import Experiment, make_experiment
from experiments.sweep.design import points as points_of
from model.errors import InputError
from model.scenario import Scenario, load_scenario
from model.scenario.reading import shipped_scenarios
from viz.lessons.arms import SHIPPED_NAMES

PEOPLE = (100, 300, 600, 1000)
DAYS = (30, 90, 180, 365)
REPLICATES = (2, 4, 8)
LEVELS = (2, 9)
WORK = 150_000_000
"""People times brands times days over all runs: some one and a half minutes."""
SECONDS = 0.6e-6
"""That one of them takes, roughly: for the announcement only."""
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
class MapQuestion:
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


def question_of(given: Mapping[str, Any]) -> MapQuestion:
    """Return the question that a page sent, or raise ``InputError``."""
    try:
        arms = tuple(dict.fromkeys(str(arm) for arm in given["arms"] if arm))
        people, days, replicates = (int(given[key]) for key in ("people", "days", "replicates"))
        return MapQuestion(
            str(given["scenario"]), str(given["brand"]), arms, _axis(given["across"]),
            _axis(given["up"]), people, days, replicates,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise InputError("not a question", allowed="a scenario, a brand, two factors") from error


def _axis(given: Mapping[str, Any]) -> Axis:
    low, high = float(given["low"]), float(given["high"])
    return Axis(str(given["key"]), low, high, int(given["levels"]))


def experiment_of(question: MapQuestion) -> Experiment:
    """Return the experiment that answers a question, or raise ``InputError``."""
    _check(question)
    factors = {
        axis.key: {"low": axis.low, "high": axis.high, "levels": axis.levels}
        for axis in (question.up, question.across)
    }
    document = {
        "title": "",
        "base": question.scenario,
        "brand": question.brand,
        "days": question.days,
        "replicates": question.replicates,
        "set": {"people.count": question.people},
        "factors": factors,
        "arms": {name: {"strategy": name} for name in question.arms},
        "outcomes": dict(OUTCOMES),
    }
    made = make_experiment(document, "map", "the map")
    work = count_runs(made) * question.people * question.days * len(made.base.brands)
    if work > WORK:
        raise InputError(
            f"too much for a page: about {work * SECONDS:.0f} seconds of runs",
            file="the map", allowed="fewer people, days, steps or times through; or goodwill sweep",
        )  # fmt: skip
    return made


def _check(question: MapQuestion) -> None:
    for key, value, choices in (
        ("scenario", question.scenario, shipped_scenarios()), ("people", question.people, PEOPLE),
        ("days", question.days, DAYS), ("times through", question.replicates, REPLICATES),
        *(("strategy", arm, SHIPPED_NAMES) for arm in question.arms),
    ):  # fmt: skip
        if value not in choices:
            allowed = ", ".join(str(choice) for choice in choices)
            raise InputError("not to be had here", file="the map", key=key, value=value,
                             allowed=allowed)  # fmt: skip
    if not 1 <= len(question.arms) <= 2:
        raise InputError("wrong number of strategies", file="the map", allowed="one or two")
    if question.across.key == question.up.key:
        raise InputError("the same factor twice", file="the map", value=question.up.key)
    for axis in (question.across, question.up):
        if not LEVELS[0] <= axis.levels <= LEVELS[1]:
            raise InputError("out of range", file="the map", key="steps", value=axis.levels,
                             allowed=f"{LEVELS[0]} to {LEVELS[1]}")  # fmt: skip
        if not axis.low < axis.high:
            raise InputError("from is not below to", file="the map", key=axis.key)


def count_runs(experiment: Experiment) -> int:
    """Return how many runs an experiment asks for."""
    arms, rule = len(experiment.arms), experiment.replication
    return len(points_of(experiment)) * arms * rule.most


def usual_scenario(question: MapQuestion) -> Scenario:
    """Return the scenario of a question with its first strategy, or raise ``InputError``."""
    _check_scenario(question.scenario)
    loaded = load_scenario(question.scenario)
    names = [brand.name for brand in loaded.brands]
    brand = question.brand if question.brand in names else names[0]
    arm = question.arms[0] if question.arms and question.arms[0] in SHIPPED_NAMES else ""
    return loaded.with_strategy(brand, arm) if arm else loaded


def _check_scenario(name: str) -> None:
    if name not in shipped_scenarios():
        raise InputError("no such scenario", value=name, allowed=", ".join(shipped_scenarios()))
