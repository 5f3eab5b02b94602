"""The arms of a comparison: ``push,mixed:promotion_share=0.3`` as the command line writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from model.errors import InputError
from model.scenario import Scenario, parse_set
from model.scenario.options import complete_options, put_option

FILE = "--arms"
ALLOWED = "strategies with commas between, options after colons: push,mixed:promotion_share=0.3"


@dataclass(frozen=True)
class Arm:
    """What the focal brand does in one arm."""

    name: str
    """As it was written; what tables and pictures call it."""
    strategy: str
    options: Mapping[str, Any]
    """Those that were given; all others are usual."""


def parse_arms(texts: Iterable[str]) -> tuple[Arm, ...]:
    """Return the arms that some texts list, or raise InputError; at least two, all different."""
    words = [word.strip() for text in texts for word in text.split(",")]
    if not all(words):
        raise InputError("an arm without a name", file=FILE, value=",".join(words), allowed=ALLOWED)
    arms = tuple(_arm(word) for word in words)
    if len(arms) < 2:
        raise InputError("too few arms", file=FILE, value=",".join(words), allowed="two or more")
    for arm in arms:
        if words.count(arm.name) > 1:
            raise InputError("an arm is there twice", file=FILE, value=arm.name)
    return arms


def _arm(word: str) -> Arm:
    strategy, *given = word.split(":")
    options: dict[str, Any] = {}
    for text in given:
        try:
            key, value = parse_set(text)
        except InputError as error:
            raise InputError(error.problem, file=FILE, value=word, allowed=ALLOWED) from error
        put_option(strategy, options, key.split("."), value)
    complete_options(strategy, options, file=FILE, key="arm", path=strategy)
    return Arm(word, strategy, options)


def with_arm(scenario: Scenario, brand: str, arm: Arm) -> Scenario:
    """Return the scenario in which one brand does what the arm says; the others stay."""
    return scenario.with_strategy(brand, arm.strategy, arm.options)
