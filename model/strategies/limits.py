"""What a plan may contain. A wrong plan, or a strategy that fails, is one clear message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any

from model.errors import InputError
from model.plan import DISCIPLINES, MAX_POSTS, Answers, BrandView, Plan, Post, Repair, ranges
from model.strategies.base import Strategy
from model.strategies.own.failure import StrategyFailure, told
from model.strategies.own.plain import plain_plan
from model.strategies.registry import SOURCES

Problem = tuple[str, Any, str]
"""Where in the plan, what stands there, what is allowed."""


def checked_plan(strategy: Strategy, view: BrandView) -> Plan:
    """Return what the strategy plans, or raise an ``InputError`` that says what is wrong.

    NumPy's numbers become Python's.
    """
    file, key = SOURCES.get(strategy.name), f"strategy {strategy.name}"
    plan = _planned(strategy, view, file, key)
    for place, value, allowed in problems(plan, view):
        raise InputError(
            f"wrong plan on day {view.day}",
            file=file,
            key=f"{key}, {place}",
            value=value,
            allowed=allowed,
        )
    return plan


def _planned(strategy: Strategy, view: BrandView, file: Path | None, key: str) -> Any:
    """Return what the strategy plans in plain values; whatever it raises is an InputError."""
    try:
        return plain_plan(strategy.plan(view))
    except (InputError, KeyboardInterrupt):
        raise  # nobody can tell a strategy's interrupt in this process from the user's
    except StrategyFailure as error:
        text = str(error)
    except BaseException as error:
        text = told(error, type(strategy).plan.__code__.co_filename)
    raise InputError(f"fails on day {view.day}: {text}", file=file, key=key)


def problems(plan: object, view: BrandView) -> Iterator[Problem]:
    """Yield everything in the plan that is of a wrong type, out of range or over budget."""
    if not isinstance(plan, Plan):
        yield "plan", type(plan).__name__, "a Plan"
        return
    yield from _messages(plan, view)
    yield from _budgets(plan, view)
    if plan.discipline not in DISCIPLINES:
        yield "discipline", plan.discipline, ", ".join(DISCIPLINES)
    for key, part, kind in (("answers", plan.answers, Answers), ("repair", plan.repair, Repair)):
        yield from _part(key, part, kind)
    yield from _values(plan, "", skip=("staff_hours",))


def _messages(plan: Plan, view: BrandView) -> Iterator[Problem]:
    if not isinstance(plan.posts, tuple) or len(plan.posts) > MAX_POSTS:
        yield "posts", plan.posts, f"a tuple of at most {MAX_POSTS} posts"
        return
    named = [(f"posts[{place}]", post) for place, post in enumerate(plan.posts)]
    for key, post in [*named, *([] if plan.ad is None else [("ad", plan.ad)])]:
        yield from _part(key, post, Post)
        topic = getattr(post, "topic", 0)
        if isinstance(topic, int) and not 0 <= topic < view.topics:
            yield f"{key}.topic", topic, f"0 to {view.topics - 1}"


def _budgets(plan: Plan, view: BrandView) -> Iterator[Problem]:
    for key in ("staff_hours", "ad_reach"):
        value, budget = getattr(plan, key), getattr(view, key)
        if not _is_number(value) or not 0.0 <= value <= budget:
            yield key, value, f"a number from 0 to the brand's budget, {budget}"
    if plan.ad is None and plan.ad_reach:
        yield "ad_reach", plan.ad_reach, "0 without an advertisement"


def _part(key: str, part: object, kind: type) -> Iterator[Problem]:
    if isinstance(part, kind):
        yield from _values(part, f"{key}.")
    else:
        yield key, part, f"one of class {kind.__name__}"


def _values(part: Any, prefix: str, skip: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Yield the wrong ones among the plain numbers and yes-or-no values of a part of a plan."""
    kind: Any = type(part)
    switches, numbers = _kinds(kind)
    for name in switches:
        if not isinstance(value := getattr(part, name), bool):
            yield f"{prefix}{name}", value, "True or False"
    for name, whole, low, high in numbers:
        value = getattr(part, name)
        right_kind = _is_number(value) and (isinstance(value, int) or not whole)
        if name not in skip and not (right_kind and low <= value <= high):
            sort = "a whole number" if whole else "a number"
            yield f"{prefix}{name}", value, f"{sort} from {low} to {high}"


@cache
def _kinds(part: Any) -> tuple[list[str], list[tuple[str, bool, float, float]]]:
    """Return what is yes or no, and name, wholeness and range of each number, once a class."""
    allowed, kinds = ranges(part), {f.name: str(f.type) for f in fields(part)}
    numbers = [(name, kinds[name] == "int", *allowed[name]) for name in allowed]
    return [name for name, kind in kinds.items() if kind == "bool"], numbers


def _is_number(value: Any) -> bool:
    if isinstance(value, int):  # of any size: math.isfinite takes no large ones
        return not isinstance(value, bool)
    return isinstance(value, float) and isfinite(value)
