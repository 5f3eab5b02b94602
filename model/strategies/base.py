"""The contract of a strategy: parameters in, a plan out, nothing hidden, nothing kept.

A strategy is a frozen dataclass. Its fields are its options, each declared with
:func:`option`; ``plan`` is a pure function of the view. To add one, subclass in a file of
your own, give it a ``name`` and name it in a scenario.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from model.parameters.declaration import Parameter, Value
from model.plan import BrandView, Plan


def option(
    default: Value,
    low: float,
    high: float,
    unit: str,
    about: str,
    source: str = "assumed",
    choices: tuple[str, ...] = (),
) -> Any:
    """Declare one option of a strategy: a dataclass field that carries its declaration."""
    declared = Parameter("", default, low, high, unit, about, source, role="lever", choices=choices)
    return field(default=default, metadata={"parameter": declared})


@dataclass(frozen=True)
class Strategy:
    """Base of all strategies."""

    name: ClassVar[str] = ""
    """What a scenario calls it."""
    about: ClassVar[str] = ""
    """One line for lists and menus."""

    def plan(self, view: BrandView) -> Plan:
        """Return what the brand does today."""
        raise NotImplementedError(type(self).__name__)

    @classmethod
    def options(cls) -> dict[str, Parameter]:
        """Return the declared options by name."""
        return {f.name: f.metadata["parameter"] for f in fields(cls) if "parameter" in f.metadata}
