"""What has to be known of a strategy's class where the class itself is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from model.strategies.base import Strategy
from model.strategies.own.plain import tame


@dataclass(frozen=True)
class Description:
    """A strategy's class in plain values; it travels between processes."""

    class_name: str
    name: Any
    """What the class says its name is; whether that will do is for the reader to check."""
    about: Any
    doc: str | None
    is_dataclass: bool
    """Whether the class itself, not only its base, is one."""
    members: tuple[tuple[str, Any, Mapping[str, Any]], ...]
    """Name, default and declaration of each field; without a declaration the last is empty."""

    @property
    def undeclared(self) -> list[str]:
        """Fields that are no options."""
        return [name for name, _, declared in self.members if not declared]


def described(kind: type[Strategy]) -> Description:
    """Return the description of a strategy's class."""
    known = {*kind.options(), *kind.tables()}
    members = (
        (f.name, tame(f.default), _declared(f.metadata)) if f.name in known else (f.name, None, {})
        for f in fields(kind)
    )
    return Description(
        class_name=kind.__name__,
        name=tame(kind.name),
        about=tame(kind.about),
        doc=kind.__doc__ if isinstance(kind.__doc__, str) else None,
        is_dataclass="__dataclass_fields__" in vars(kind),
        members=tuple(members),
    )


def _declared(metadata: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what declares an option, in values that can be sent."""
    if "parameter" not in metadata:
        return {"options_of": tame(metadata["options_of"])}
    parameter = metadata["parameter"]
    tamed = {f.name: tame(getattr(parameter, f.name)) for f in fields(parameter)}
    return {"parameter": replace(parameter, **tamed)}
