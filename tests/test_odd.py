"""The protocol in docs/odd.md names every rule, every group of parameters, every state."""

from __future__ import annotations

import re

import pytest

from model.network import GENERATORS
from model.parameters import ALL, PARAMETERS
from model.state import PAIR, PERSON
from model.strategies import SHIPPED
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "odd.md").read_text("utf-8")
CODE = set(re.findall(r"`([^`\n]+)`", PAGE))
"""Everything set as code on the page."""
ELEMENTS = (
    "Purpose and patterns", "Entities, state variables, scales", "Process overview and scheduling",
    "Theoretical and empirical background", "Individual decision-making", "Learning",
    "Individual sensing", "Individual prediction", "Interaction", "Collectives", "Heterogeneity",
    "Emergence", "Adaptation", "Stochasticity", "Observation", "Implementation",
    "Initialization", "Input data", "Submodels",
)  # fmt: skip
RULES = sorted(
    path.name for path in (ROOT / "model" / "rules").glob("*.py") if path.name != "__init__.py"
)


@pytest.mark.parametrize("element", ELEMENTS)
def test_every_element_of_the_protocol_is_there(element: str) -> None:
    assert re.search(rf"(?m)^#+ .*{element}|\*\*{element}", PAGE)


@pytest.mark.parametrize("name", RULES)
def test_every_rule_file_is_named(name: str) -> None:
    assert f"model/rules/{name}" in CODE


@pytest.mark.parametrize("group", sorted({p.group for p in ALL}))
def test_every_group_of_parameters_is_named(group: str) -> None:
    assert group in CODE or group.removesuffix(".*") in CODE


@pytest.mark.parametrize("field", [name for name, _, _ in (*PERSON, *PAIR)])
def test_every_state_is_named(field: str) -> None:
    assert field in CODE


@pytest.mark.parametrize("strategy", [strategy.name for strategy in SHIPPED])
def test_every_strategy_is_named(strategy: str) -> None:
    assert strategy in CODE


@pytest.mark.parametrize("kind", sorted(GENERATORS))
def test_every_kind_of_network_is_named(kind: str) -> None:
    assert kind in CODE


def test_every_parameter_that_is_named_exists() -> None:
    groups = {p.group for p in ALL}
    named = {word for word in CODE if re.fullmatch(r"[a-z_]+\.[a-z_]+", word)}
    named = {word for word in named if word.partition(".")[0] in groups}
    assert named
    assert named - set(PARAMETERS) == set()


def test_every_unknown_number_of_a_rule_stands_in_an_equation() -> None:
    """But for traits and networks, whose distributions are named by group."""
    elsewhere = ("people.", "network.", "medium.", "fading.")
    missing = [
        p.name
        for p in ALL
        if p.role == "uncertainty" and not p.name.startswith(elsewhere) and p.name not in CODE
    ]
    assert missing == []


def test_every_file_that_is_named_exists() -> None:
    files = {word for word in CODE if re.fullmatch(r"(model|experiments)/[\w/]*(\.py)?", word)}
    assert [name for name in files if not (ROOT / name).exists()] == []
