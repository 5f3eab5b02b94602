"""Silent: the control."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from model.plan import BrandView, Plan
from model.strategies.base import Strategy


@dataclass(frozen=True)
class Silent(Strategy):
    """Says nothing, answers nobody, advertises nothing; it only sells."""

    name: ClassVar[str] = "silent"
    about: ClassVar[str] = "Says nothing and answers nobody: the control."

    def plan(self, view: BrandView) -> Plan:
        return Plan()
