"""Every declaration is whole, and the collections hold all of them."""

from __future__ import annotations

import math
import pkgutil
import re
from importlib import import_module

import pytest

import model.parameters as package
from model.parameters import (
    ALL,
    BRAND_PARAMETERS,
    BRAND_PREFIX,
    MODULES,
    PARAMETERS,
    brand_defaults,
    defaults,
    levers,
    moral,
    uncertainties,
)
from model.parameters.declaration import Parameter
from model.parameters.validation import check
from model.strategies import SHIPPED

OPTIONS = [
    pytest.param(parameter, id=f"{strategy.name}.{name}")
    for strategy in SHIPPED
    for name, parameter in strategy.options().items()
]
DECLARED = [pytest.param(parameter, id=parameter.name) for parameter in ALL]
NAME = re.compile(r"([a-z_]+\.)+[a-z_]+|brands\.\*\.[a-z_]+")


@pytest.mark.parametrize("parameter", [*DECLARED, *OPTIONS])
def test_default_and_limits_fit(parameter: Parameter) -> None:
    assert check(parameter, parameter.default) == parameter.default
    assert type(check(parameter, parameter.default)) is parameter.kind
    if parameter.kind in (int, float):
        assert math.isfinite(parameter.low)
        assert parameter.low < parameter.high < math.inf


@pytest.mark.parametrize("parameter", [*DECLARED, *OPTIONS])
def test_it_says_what_it_is(parameter: Parameter) -> None:
    assert parameter.about.strip()
    assert parameter.source.strip()
    if parameter.kind in (int, float):
        assert parameter.unit.strip()


@pytest.mark.parametrize("parameter", DECLARED)
def test_the_role_is_complete(parameter: Parameter) -> None:
    assert NAME.fullmatch(parameter.name)
    if parameter.role == "uncertainty":
        assert parameter.probe.count("/") == 1
        assert parameter.direction in (-1, 1)
        assert parameter.kind in (int, float)
    else:
        assert parameter.role in ("lever", "setting")
        assert (parameter.probe, parameter.direction) == ("", 0)
    if parameter.role == "lever":
        assert parameter.name.startswith(BRAND_PREFIX)


@pytest.mark.parametrize("parameter", moral(), ids=lambda parameter: parameter.name)
def test_a_moral_range_includes_zero(parameter: Parameter) -> None:
    assert parameter.role == "uncertainty"
    assert parameter.low <= 0.0 <= parameter.high
    assert check(parameter, 0.0) == 0.0


def test_no_two_are_alike() -> None:
    names = [parameter.name for parameter in ALL]
    assert len(set(names)) == len(names)
    told = [(parameter.group, parameter.about) for parameter in ALL]
    assert len(set(told)) == len(told)


def test_every_module_of_declarations_is_collected() -> None:
    names = [f"{package.__name__}.{m.name}" for m in pkgutil.iter_modules(package.__path__)]
    declaring = [m for m in map(import_module, names) if type(vars(m).get("PARAMETERS")) is tuple]
    assert {module.__name__ for module in declaring} == {module.__name__ for module in MODULES}


def test_the_collections_share_out_all() -> None:
    assert [*PARAMETERS.values(), *BRAND_PARAMETERS.values()] == list(ALL)
    assert all(name == parameter.name for name, parameter in PARAMETERS.items())
    assert all(BRAND_PREFIX + key == p.name for key, p in BRAND_PARAMETERS.items())
    assert defaults() == {name: parameter.default for name, parameter in PARAMETERS.items()}
    assert list(brand_defaults()) == list(BRAND_PARAMETERS)
    assert {p.role for p in levers()} == {"lever"}
    assert {p.role for p in uncertainties()} == {"uncertainty"}
    settings = [p for p in ALL if p.role == "setting"]
    assert len(levers()) + len(uncertainties()) + len(settings) == len(ALL)
    assert moral()
