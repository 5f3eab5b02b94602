"""What makes a case one of interest, in words: ``conversational < push in trust``.

Parts joined by ``and``. Each part compares two things with ``<``, ``<=``, ``>`` or ``>=``: a
number, an outcome (``profit``), or an outcome of one arm (``push.profit``); after ``in`` comes
the outcome of arms that are named alone. A case is a point of an experiment: means over
replicates are compared, on the same people and luck.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.analysis.cube import Cube, Floats
from experiments.statistics import mean_interval
from model.errors import InputError
from model.parameters.validation import nearest

FILE = "--where"
ALLOWED = '"conversational < push in trust", "push.profit > 0", "trust < 0.4 and profit < 0"'
SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
PART = re.compile(r"\s*([^<>]+?)\s*(<=|>=|<|>)\s*([^<>]+?)(?:\s+in\s+([^<>]+?))?\s*")


@dataclass(frozen=True)
class Thing:
    """One side of a comparison: a number, or an outcome of an arm."""

    number: float = 0.0
    outcome: str | None = None
    arm: str = ""


@dataclass(frozen=True)
class Comparison:
    """One comparison."""

    left: Thing
    sign: str
    right: Thing


@dataclass(frozen=True)
class Cases:
    """What holds at each point."""

    wanted: npt.NDArray[np.bool_]
    known: npt.NDArray[np.bool_]
    """Whether there are values to compare."""
    sure: npt.NDArray[np.bool_]
    """Whether the 95 % interval of each comparison leaves out a tie."""


def parse(text: str, arms: tuple[str, ...], outcomes: tuple[str, ...]) -> tuple[Comparison, ...]:
    """Return the comparisons of a condition; raise InputError if it makes no sense."""
    parts = re.split(r"(?:^|\s+)and(?:\s+|$)", text.strip())
    return tuple(_part(part, text, arms, outcomes) for part in parts)


def _part(part: str, text: str, arms: tuple[str, ...], outcomes: tuple[str, ...]) -> Comparison:
    found = PART.fullmatch(part)
    if found is None:
        raise InputError("cannot be read", file=FILE, value=text, allowed=ALLOWED)
    left, sign, right, outcome = found.groups()
    if outcome is not None and outcome not in outcomes:
        raise _unknown("outcome", outcome, outcomes)
    one, other = (_thing(word, outcome, arms, outcomes) for word in (left, right))
    if one.outcome is None and other.outcome is None:
        raise InputError("compares two numbers", file=FILE, value=text, allowed=ALLOWED)
    return Comparison(one, sign, other)


def _thing(
    word: str, outcome: str | None, arms: tuple[str, ...], outcomes: tuple[str, ...]
) -> Thing:
    try:
        return Thing(number=float(word))
    except ValueError:
        pass
    if outcome is not None:
        if word not in arms:
            raise _unknown("arm", word, arms)
        return Thing(outcome=outcome, arm=word)
    if word in outcomes:
        if len(arms) > 1:
            raise InputError(
                "which arm's", file=FILE, value=word,
                allowed=" or ".join(f"{arm}.{word}" for arm in arms[:3]),
            )  # fmt: skip
        return Thing(outcome=word, arm=arms[0])
    arm, _, name = word.rpartition(".")
    if arm in arms and name in outcomes:
        return Thing(outcome=name, arm=arm)
    if arm in arms:
        raise _unknown("outcome", name, outcomes)
    known = outcomes if len(arms) == 1 else tuple(f"{a}.{o}" for a in arms for o in outcomes)
    raise _unknown("outcome", word, known)


def _unknown(what: str, word: str, known: tuple[str, ...]) -> InputError:
    return InputError(
        f"no such {what}", file=FILE, value=word, allowed=", ".join(known[:12]),
        nearest=nearest(word, known),
    )  # fmt: skip


def outcomes_of(parts: tuple[Comparison, ...]) -> tuple[str, ...]:
    """Return the outcomes that a condition is about, each once."""
    things = [thing for part in parts for thing in (part.left, part.right)]
    return tuple(dict.fromkeys(thing.outcome for thing in things if thing.outcome is not None))


def cases(parts: tuple[Comparison, ...], cube: Cube) -> Cases:
    """Return at which points of a cube the condition holds."""
    wanted = np.ones(len(cube.points), dtype=bool)
    known, sure = wanted.copy(), wanted.copy()
    for part in parts:
        gap = _values(part.left, cube) - _values(part.right, cube)
        found = mean_interval(gap.T)
        with np.errstate(invalid="ignore"):
            wanted &= SIGNS[part.sign](found.mean, 0.0)
            sure &= (found.low > 0) | (found.high < 0)
        known &= np.isfinite(found.mean)
    return Cases(wanted & known, known, sure & known)


def _values(thing: Thing, cube: Cube) -> Floats:
    """Return the values of one side, [point, replicate]."""
    if thing.outcome is None:
        return np.full((len(cube.points), 1), thing.number)
    return cube.values[thing.outcome][:, cube.arms.index(thing.arm)]


def in_words(parts: tuple[Comparison, ...]) -> str:
    """Return the condition as a sentence has it: "conversational has less trust than push"."""
    return " and ".join(_in_words(part) for part in parts)


def _in_words(part: Comparison) -> str:
    one, other, sign = part.left, part.right, part.sign
    if one.outcome is None:
        one, other, sign = other, one, {"<": ">", "<=": ">=", ">": "<", ">=": "<="}[sign]
    more = "more" if sign[0] == ">" else "less"
    equal = "at least as much" if sign == ">=" else "no more" if sign == "<=" else ""
    what = (one.outcome or "").replace("_", " ")
    if other.outcome is None:
        relation = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}[sign]
        return f"{_arm(one)} has {what} {relation} {other.number:g}"
    if one.outcome != other.outcome:
        relation = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}[sign]
        rival = (other.outcome or "").replace("_", " ")
        return f"{what} of {_arm(one)} is {relation} {rival} of {_arm(other)}"
    if sign == ">=":
        return f"{_arm(one)} has {equal} {what} as {_arm(other)}"
    return f"{_arm(one)} has {equal or more} {what} than {_arm(other)}"


def _arm(thing: Thing) -> str:
    return thing.arm.replace("_", " ")
