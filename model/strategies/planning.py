"""Asking a user's own strategy for plans, and making sure that it keeps nothing in mind.

A plan has to follow from the view alone, or no run can be repeated: days would depend on what
ran before them, and on which machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from model.errors import InputError, shown
from model.plan import Answers, BrandView, Plan, Post, Repair
from model.strategies.base import Strategy
from model.strategies.limits import checked_plan
from model.strategies.own.proxy import OwnStrategy
from model.strategies.registry import SOURCES, kinds_in

FIRST_DAYS = 14
"""Days on which a strategy is asked twice; from then on on some."""
EVERY = 10
"""Of the later days one in so many."""

Morning = tuple[Strategy, BrandView, Plan]


class Planner:
    """Asks one brand's own strategies for plans, and now and then asks again.

    It does so for the same view at once, and for the view of the morning before, in between:
    who counts calls or days, or draws chance elsewhere, then answers something else.
    """

    def __init__(self) -> None:
        self._mornings: list[Morning] = []

    def plan(self, strategy: Strategy, view: BrandView) -> Plan:
        """Return the checked plan, or raise an ``InputError`` that says what is wrong."""
        plan = checked_plan(strategy, view)
        morning = (strategy, view, plan)
        if view.day < FIRST_DAYS or view.day % EVERY == 0:
            for asked in (*self._mornings[-1:], morning):
                _ask_again(*asked)
        self._mornings.append(morning)
        return plan

    def check_again(self) -> None:
        """Ask again for every plan so far, the last first, in new processes.

        For a run in doubt, such as one that was repeated and came out otherwise. Raises
        ``InputError`` for the first plan that differs.
        """
        homes = {
            kind.home
            for strategy in {id(asked): asked for asked, _, _ in self._mornings}.values()
            for kind in kinds_in(strategy)
            if issubclass(kind, OwnStrategy)
        }
        for home in homes:
            home.close()
        for morning in reversed(self._mornings):
            _ask_again(*morning)


def _ask_again(strategy: Strategy, view: BrandView, first: Plan) -> None:
    """Raise an ``InputError`` unless the strategy plans for a view what it planned before."""
    for place, before, now in differences(first, checked_plan(strategy, view)):
        raise InputError(
            f"planned at first; asked again on the same view of day {view.day} it was {shown(now)}",
            file=SOURCES.get(strategy.name),
            key=f"strategy {strategy.name}, {place}",
            value=shown(before) if before is None else before,
            allowed="one plan a view: a strategy keeps no state, and uses only view.luck",
        )


def differences(one: Any, other: Any, place: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield where two plans differ, and what stands there in each."""
    if isinstance(one, (Plan, Post, Answers, Repair)) and type(one) is type(other):
        for f in fields(one):
            inner = f"{place}.{f.name}" if place else f.name
            yield from differences(getattr(one, f.name), getattr(other, f.name), inner)
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for number, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from differences(left, right, f"{place}[{number}]")
    elif isinstance(one, tuple) and isinstance(other, tuple):
        yield f"number of {place}", len(one), len(other)
    elif one != other:
        yield place, one, other
