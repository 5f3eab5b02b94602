"""The levers that a lesson hands to its reader."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from model.errors import InputError
from model.parameters import BRAND_PARAMETERS, PARAMETERS
from model.parameters.declaration import Parameter
from model.parameters.validation import number_text
from model.scenario import Scenario
from model.strategies import STRATEGIES
from viz.lessons.checking import Section, all_of, below
from viz.lessons.lesson import Challenge, LessonArm, Lever, Question

LEVERS = 1, 3
LABEL, TEXT = 60, 1200
FREE = (int, float)
FIXED_KEYS = ("people.count", "days", "seed")
"""What no lever may move: how much is run."""


def read_challenge(
    top: Section,
    name: str,
    arms: Sequence[LessonArm],
    questions: Sequence[Question],
    *,
    breaks: bool,
) -> Challenge | None:
    """Return what the reader may do with levers; None if the lesson has no such section."""
    section = top.section(name, needed=False)
    if section is None:
        return None
    text = section.text("text", TEXT)
    number = section.whole("question", 1, len(questions), 1) - 1
    contrast = questions[number].contrast
    compared = [arm for arm in arms if arm.name in (contrast.arm, contrast.against)]
    chosen = None
    if not breaks:
        chosen = section.choice("arm", [arm.name for arm in compared], needed=False) or contrast.arm
        compared = [arm for arm in compared if arm.name == chosen]
    levers = all_of(section, "levers", *LEVERS, partial(_lever, compared))
    says = {key: section.text(key, TEXT) for key in ("held", "broken")} if breaks else {}
    section.end()
    return Challenge(text, levers, number, chosen, **says)


def _lever(arms: Sequence[LessonArm], section: Section) -> Lever:
    key = section.take("key", 'a dotted key, such as "people.suspicion"')
    if not isinstance(key, str) or key in FIXED_KEYS:
        raise section.wrong("not a lever", "key", "a dotted key of a number, such as trust.breach")
    declared = [_declared(arm.scenario, key, section) for arm in arms]
    parameter, start = declared[0]
    label = section.text("label", LABEL)
    low = section.number("low", parameter.low, parameter.high)
    high = section.number("high", parameter.low, parameter.high)
    if not low < high or not low <= start <= high:
        raise section.wrong(
            f"low and high leave out where it starts, {number_text(start)}", "high",
            "low <= start <= high, and low < high",
        )  # fmt: skip
    for arm in arms:
        for value in (low, high):
            with below(section.path, section.file):
                arm.scenario.with_values({key: value})
    return Lever(key, label, low, high, float(start), parameter)


def _declared(scenario: Scenario, key: str, section: Section) -> tuple[Parameter, Any]:
    """Return the declaration of a key of a scenario, and its value there."""
    with below(f"{section.path}.key", section.file):
        value = _value(scenario, key)
        parameter = _parameter(scenario, key)
    if parameter is None or parameter.kind not in FREE:
        raise section.wrong("not a lever", "key", "a dotted key of a number")
    return parameter, value


def _value(scenario: Scenario, key: str) -> Any:
    """Return the value of a dotted key, or raise InputError."""
    if key in scenario.values:
        return scenario.values[key]
    table: Any = scenario.to_dict()
    for part in key.split("."):
        if not isinstance(table, dict) or part not in table:
            scenario.with_values({key: 0})  # says what is wrong with the key
            raise InputError("unknown key", value=key)
        table = table[part]
    return table


def _parameter(scenario: Scenario, key: str) -> Parameter | None:
    if key in PARAMETERS:
        return PARAMETERS[key]
    parts = key.split(".")
    if len(parts) == 3:
        return BRAND_PARAMETERS.get(parts[2])
    if len(parts) == 4 and parts[2] == "options":
        return STRATEGIES[scenario.brand(parts[1]).strategy].options().get(parts[3])
    return None
