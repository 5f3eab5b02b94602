"""What stands in the registry for a strategy whose class lives in another process."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, make_dataclass
from typing import Any, ClassVar

from model.plan import BrandView, Plan
from model.strategies.base import Strategy
from model.strategies.own.description import Description
from model.strategies.own.process import StrategyProcess, Values
from model.strategies.registry import make_strategy


@dataclass(frozen=True)
class OwnStrategy(Strategy):
    """Has the options of a user's own strategy, and asks its process for the rest."""

    home: ClassVar[StrategyProcess]

    def __post_init__(self) -> None:
        super().__post_init__()
        for name, value in self.home.make(self.name, self._values()).items():
            object.__setattr__(self, name, value)

    def plan(self, view: BrandView) -> Plan:
        plan: Plan = self.home.plan(self.name, self._values(), view)
        return plan

    def _values(self) -> Values:
        return tuple((f.name, getattr(self, f.name)) for f in fields(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return make_strategy, (self.name, self.settings())


def proxy_of(description: Description, home: StrategyProcess) -> type[Strategy]:
    """Return the class that stands for the described one."""
    members = [
        (name, Any, field(default=default, metadata=declared))
        for name, default, declared in description.members
    ]
    space = {"name": description.name, "about": description.about, "home": home}
    made = make_dataclass(
        description.class_name, members, bases=(OwnStrategy,), namespace=space, frozen=True
    )
    made.__doc__ = description.doc
    return made
