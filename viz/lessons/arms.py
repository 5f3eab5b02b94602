"""The arms of a lesson: shipped strategies only, and no more work than a lesson may ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from model.errors import InputError
from model.parameters.validation import nearest
from model.scenario import Scenario
from model.strategies import SHIPPED, STRATEGIES
from viz.lessons.checking import Section, all_of, below
from viz.lessons.lesson import LessonArm

SHIPPED_NAMES = tuple(kind.name for kind in SHIPPED)
NAMING = {"strategy", *(key for kind in SHIPPED for key in kind.tables().values())}
"""Keys whose value names a strategy."""
ARMS = 2, 5
LABEL = 40
PEOPLE = 2000
WORK = 60_000_000
"""People times brands times days over all runs: some half a minute on one processor."""


def read_arms(top: Section, world: Scenario, brand: str) -> tuple[LessonArm, ...]:
    """Return the arms of a lesson's file, complete and checked."""
    arms: tuple[LessonArm, ...] = all_of(top, "arms", *ARMS, partial(_arm, world, brand))
    for place, arm in enumerate(arms):
        if arm.name in [other.name for other in arms[:place]]:
            raise InputError(
                "an arm is there twice", file=top.file, key=f"arms[{place + 1}].name",
                value=arm.name,
            )  # fmt: skip
        if arm.scenario.days != world.days:
            raise InputError(
                "all arms last as long", file=top.file, key=f"arms[{place + 1}].set: days",
                value=arm.scenario.days, allowed=str(world.days),
            )  # fmt: skip
    return arms


def _arm(world: Scenario, brand: str, section: Section) -> LessonArm:
    name, label = section.name("name"), section.text("label", LABEL)
    strategy = section.choice("strategy", SHIPPED_NAMES, needed=False)
    options = section.section("options", needed=False)
    changes = section.changes("set")
    with below(section.path, section.file):
        scenario = world.with_values(changes)
        if strategy:
            scenario = scenario.with_strategy(brand, strategy, options.table if options else {})
        elif options:
            raise section.wrong("needs a strategy", "options", "together with strategy")
    check_shipped(scenario, section.path, section.file)
    return LessonArm(name, label, scenario)


def check_shipped(scenario: Scenario, path: str, file: object = None) -> None:
    """Raise InputError if a brand follows, now or later, a strategy that does not ship."""
    for key, name in _named(scenario):
        if name not in SHIPPED_NAMES:
            raise InputError(
                "not a strategy that ships", file=file, key=f"{path}: {key}", value=name,
                allowed=", ".join(SHIPPED_NAMES), nearest=nearest(str(name), SHIPPED_NAMES),
            )  # fmt: skip


def _named(scenario: Scenario) -> Iterator[tuple[str, Any]]:
    """Yield every strategy that a scenario names, now or on a later day, with its key."""
    for brand in scenario.brands:
        for name in followed(brand.strategy, brand.options):
            yield f"brands.{brand.name}.strategy", name
    for day, values in scenario.changes.items():
        for key, value in values.items():
            if key.rpartition(".")[2] in NAMING:
                yield f"changes.{day}.{key}", value


def followed(strategy: str, options: Mapping[str, Any]) -> Iterator[str]:
    """Yield a strategy and the strategies that it follows in turn."""
    yield strategy
    for table, named_by in STRATEGIES[strategy].tables().items():
        yield from followed(options[named_by], options[table])


def check_work(arms: Sequence[LessonArm], replicates: int, file: object = None) -> None:
    """Raise InputError if the runs would take too long, or too much memory, for a page."""
    for arm in arms:
        people = int(arm.scenario.values["people.count"])
        if people > PEOPLE:
            raise InputError(
                "too many people for a lesson", file=file, key="people.count", value=people,
                allowed=f"at most {PEOPLE:,}",
            )  # fmt: skip
    work = replicates * sum(
        int(arm.scenario.values["people.count"]) * len(arm.scenario.brands) * arm.scenario.days
        for arm in arms
    )
    if work > WORK:
        raise InputError(
            f"too much to run: people × brands × days over all runs come to {work:,}",
            file=file, key="world", allowed=f"at most {WORK:,}",
        )  # fmt: skip
