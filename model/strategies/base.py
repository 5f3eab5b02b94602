"""The contract of a strategy: parameters in, a plan out, nothing hidden, nothing kept.

A strategy is a frozen dataclass. Its fields are its options, each declared with
:func:`option`; ``plan`` is a pure function of the view. To add one, subclass in a file of
your own, give it a ``name`` and name it in a scenario (see docs/examples/own_strategy.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from model.parameters.declaration import Parameter, Value
from model.plain_values import plain_value
from model.plan import BrandView, Plan
from model.strategies.registry import checked_options


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
    default = plain_value(default)
    declared = Parameter("", default, low, high, unit, about, source, role="lever", choices=choices)
    return field(default=default, metadata={"parameter": declared})


def options_of(named_by: str) -> Any:
    """Declare a table of options for the strategy whose name the option ``named_by`` holds.

    A scenario writes a table; the field holds it frozen, as (name, value) pairs by name.
    """
    return field(default=(), metadata={"options_of": named_by})


@dataclass(frozen=True)
class Strategy:
    """Base of all strategies."""

    name: ClassVar[str] = ""
    """What a scenario calls it."""
    about: ClassVar[str] = ""
    """One line for lists and menus."""

    def __post_init__(self) -> None:
        """Check every option against its declaration; a wrong one is an ``InputError``."""
        declared = {*self.options(), *self.tables()}
        given = {name: value for name, value in vars(self).items() if name in declared}
        for name, value in checked_options(type(self), given).items():
            object.__setattr__(self, name, _frozen(value))

    def plan(self, view: BrandView) -> Plan:
        """Return what the brand does today."""
        raise NotImplementedError(type(self).__name__)

    def settings(self) -> dict[str, Any]:
        """Return all options as plain JSON values; ``make_strategy`` takes them back."""
        names = {*self.options(), *self.tables()}
        tables = self.tables()
        return {
            f.name: _plain(getattr(self, f.name)) if f.name in tables else getattr(self, f.name)
            for f in fields(self)
            if f.name in names
        }

    @classmethod
    def options(cls) -> dict[str, Parameter]:
        """Return the declared options by name."""
        return {f.name: f.metadata["parameter"] for f in fields(cls) if "parameter" in f.metadata}

    @classmethod
    def tables(cls) -> dict[str, str]:
        """Return the options that are tables, each with the option that names its strategy."""
        return {f.name: f.metadata["options_of"] for f in fields(cls) if "options_of" in f.metadata}


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple((name, _frozen(value[name])) for name in sorted(value))
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return {name: _plain(inner) for name, inner in value}
    return value
