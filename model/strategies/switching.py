"""Switching: one strategy up to a day, another from it on, with amends or without."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

from model.plan import BrandView, Plan, Repair
from model.strategies.base import Strategy, option, options_of
from model.strategies.registry import make_strategy

CHOICE = "a brand's choice"


@dataclass(frozen=True)
class Switching(Strategy):
    """Follows one strategy before a day and another from that day on.

    From that day on answers to complaints carry the amends asked for, besides those of the
    strategy itself. With day 0 it adds amends to any strategy from the start.
    """

    name: ClassVar[str] = "switching"
    about: ClassVar[str] = "Any strategy, and from a day on any other, with or without amends."

    before: str = option("push", 0.0, 0.0, "", "strategy at first", CHOICE)
    before_options: tuple[tuple[str, Any], ...] = options_of("before")
    after: str = option("conversational", 0.0, 0.0, "", "strategy from the day on", CHOICE)
    after_options: tuple[tuple[str, Any], ...] = options_of("after")
    day: int = option(90, 0, 20_000, "days", "first day of the second strategy", CHOICE)
    apology: bool = option(False, 0.0, 1.0, "", "answers then apologise", CHOICE)
    promise: bool = option(False, 0.0, 1.0, "", "answers then promise to do better", CHOICE)
    denial: bool = option(False, 0.0, 1.0, "", "answers then deny the fault", CHOICE)
    compensation: float = option(
        0.0, 0.0, 10_000.0, "euros", "paid then to each answered complainer", CHOICE
    )
    false_claim: bool = option(False, 0.0, 1.0, "", "answers then claim something untrue", CHOICE)

    def plan(self, view: BrandView) -> Plan:
        if view.day < self.day:
            return self._first.plan(view)
        plan = self._second.plan(view)
        return replace(plan, repair=self._amends(plan.repair))

    @cached_property
    def _first(self) -> Strategy:
        return make_strategy(self.before, dict(self.before_options))

    @cached_property
    def _second(self) -> Strategy:
        return make_strategy(self.after, dict(self.after_options))

    def _amends(self, own: Repair) -> Repair:
        return Repair(
            apology=self.apology or own.apology,
            promise=self.promise or own.promise,
            denial=self.denial or own.denial,
            compensation=max(self.compensation, own.compensation),
            false_claim=self.false_claim or own.false_claim,
        )
