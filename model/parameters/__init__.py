"""Every number that shapes behaviour, declared once: see ``Parameter`` for what one looks like.

One module a subject. The declarations feed validation (``validation``), the rules' argument
(``rules``), the JSON schema of a scenario (``schema``) and the table in docs (``table``).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from model.parameters import (
    appraisal,
    brand,
    conversation,
    fading,
    feed,
    market,
    network,
    people,
    platform,
    suspicion,
    talk,
    ties,
    trust,
)
from model.parameters.declaration import Parameter, Value

MODULES = (
    people,
    network,
    platform,
    feed,
    appraisal,
    suspicion,
    trust,
    conversation,
    talk,
    ties,
    market,
    fading,
    brand,
)
"""The subjects, in the order in which tables and menus show them."""

BRAND_PREFIX = "brands.*."
"""How the names of a brand's own levers begin; a scenario writes ``brands.<name>.<key>``."""

ALL: tuple[Parameter, ...] = tuple(p for module in MODULES for p in module.PARAMETERS)
"""Every declaration, in order."""

PARAMETERS: Mapping[str, Parameter] = MappingProxyType(
    {p.name: p for p in ALL if not p.name.startswith(BRAND_PREFIX)}
)
"""What holds for the whole world, by dotted name."""

BRAND_PARAMETERS: Mapping[str, Parameter] = MappingProxyType(
    {p.key: p for p in ALL if p.name.startswith(BRAND_PREFIX)}
)
"""What each brand has a value of its own for, by the last part of the name."""


def levers() -> tuple[Parameter, ...]:
    """Return what a brand decides."""
    return tuple(p for p in ALL if p.role == "lever")


def uncertainties() -> tuple[Parameter, ...]:
    """Return what nobody knows."""
    return tuple(p for p in ALL if p.role == "uncertainty")


def moral() -> tuple[Parameter, ...]:
    """Return the numbers that carry the essays' moral; zero switches it off."""
    return tuple(p for p in ALL if p.moral)


def defaults() -> dict[str, Value]:
    """Return the default of every parameter of the world, by dotted name."""
    return {name: p.default for name, p in PARAMETERS.items()}


def brand_defaults() -> dict[str, Value]:
    """Return the default of every lever of a brand, by key."""
    return {key: p.default for key, p in BRAND_PARAMETERS.items()}
