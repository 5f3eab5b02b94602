"""Changes by dotted key."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import InputError
from model.scenario import Scenario, parse_set, parse_sets

BASE = Scenario.from_dict(
    {
        "brands": {
            "a": {"strategy": "push", "options": {"craft": 2.0}},
            "b": {"strategy": "switching", "options": {"before_options": {"craft": 0.5}}},
        }
    },
    "base",
)


def test_every_kind_of_key_can_be_set() -> None:
    other = BASE.with_values(
        {
            "title": "New",
            "days": 30,
            "seed": 4,
            "people.count": 200,
            "brands.a.price": 9,
            "brands.a.label": "A!",
            "brands.a.options.intent": 0.1,
            "brands.b.options.after_options.invite": 1,
        }
    )
    assert (other.name, other.title, other.days, other.seed) == ("base", "New", 30, 4)
    assert other.values["people.count"] == 200
    a, b = other.brands
    assert (a.label, a.values["price"]) == ("A!", 9.0)
    assert (a.options["craft"], a.options["intent"]) == (2.0, 0.1)
    assert b.options["after_options"]["invite"] == 1.0
    assert BASE.values["people.count"] == 1000


def test_a_star_means_every_brand_and_one_brand_counts_more() -> None:
    for changes in permutations({"brands.*.price": 7, "brands.b.price": 8}.items()):
        prices = [b.values["price"] for b in BASE.with_values(dict(changes)).brands]
        assert prices == [7.0, 8.0]


def test_another_strategy_starts_from_its_own_options() -> None:
    changes = {"brands.a.options.invite": 0.2, "brands.a.strategy": "conversational"}
    assert BASE.with_values(changes) == BASE.with_strategy("a", "conversational", {"invite": 0.2})
    same = BASE.with_values({"brands.a.strategy": "push"})
    assert same == BASE


def test_another_strategy_within_a_strategy_too() -> None:
    other = BASE.with_values({"brands.b.options.before": "scheduled"}).brand("b").options
    assert other["before_options"]["craft"] == 1.0
    within = "brands.b.options.before_options"
    changes = {
        f"{within}.after_options.craft": 0.3,
        f"{within}.after": "push",
        "brands.b.options.before": "switching",
    }
    for order in permutations(changes.items()):
        deep = BASE.with_values(dict(order)).brand("b").options["before_options"]
        assert deep["after"] == "push"
        assert deep["after_options"]["craft"] == 0.3


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "misspelt": ({"people.cuont": 5}, r"^people\.cuont = 5: unknown key; .*mean people\.count\?$"),
    "section": ({"peopel.count": 5}, r"unknown key; .*mean people\.count\?$"),
    "no section": ({"count": 5}, r"^count = 5: unknown key"),
    "below a value": ({"days.x": 5}, r"^days\.x = 5: unknown key; .*mean days\?$"),
    "nothing": ({"": 5}, r"^'' = 5: unknown key; allowed: title, about"),
    "dots": ({"..": 5}, r"^\.\. = 5: unknown key"),
    "whole section": ({"people": 5}, r"^people = 5: is a whole section; allowed: people\.count,"),
    "whole brand": ({"brands.a": 5}, r"^brands\.a = 5: is a whole section"),
    "whole options": ({"brands.a.options": 5}, r"^brands\.a\.options = 5: is a whole section"),
    "no such brand": (
        {"brands.c.price": 5},
        r"^brands\.c\.price = 5: no such brand; allowed: a, b",
    ),
    "new brand": ({"brands.c": {}}, r"^brands\.c = {}: no such brand"),
    "lever": ({"brands.a.prise": 5}, r"unknown key; .*mean brands\.a\.price\?$"),
    "every lever": ({"brands.*.prise": 5}, r"^brands\.a\.prise = 5: unknown key"),
    "option": ({"brands.a.options.crafd": 1}, r"unknown option of push; .*a\.options\.craft\?$"),
    "below an option": ({"brands.a.options.craft.x": 1}, r"options\.craft = .*: wrong type"),
    "not a table": ({"brands.b.options.before_options": 1}, r"before_options = 1: wrong type"),
    "out of range": ({"people.count": 0}, r"^people\.count = 0: out of range; allowed: a whole"),
    "days": ({"days": 0}, r"^days = 0: out of range; allowed: a whole number from 1 to 20000"),
    "seed": ({"seed": 2**63}, r"^seed = 9223372036854775808: out of range"),
    "nan": ({"trust.prior": float("nan")}, r"^trust\.prior = nan: not a finite number"),
    "text": ({"trust.prior": "high"}, r'^trust\.prior = "high": wrong type; allowed: a number'),
    "table": ({"trust.prior": {"x": 1}}, r"^trust\.prior = .*: wrong type"),
    "choice": ({"network.kind": "smal_world"}, r"not one of the choices; .*mean small_world\?$"),
    "strategy": ({"brands.a.strategy": "Pusch"}, r"unknown strategy; .*did you mean push\?$"),
    "no text": ({"brands.a.strategy": [1]}, r"^brands\.a\.strategy = \[1\]: unknown strategy"),
    "title": ({"title": "two\nlines"}, r'^title = "two\\nlines": holds control characters'),
    "label": ({"brands.a.label": 3}, r"^brands\.a\.label = 3: wrong type"),
}


@pytest.mark.parametrize(("changes", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_change_is_named(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        BASE.with_values(changes)
    with pytest.raises(InputError) as again:
        BASE.with_values(changes, file="--set")
    assert str(again.value) == f"--set: {caught.value}"


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("people.count=200", "people.count", 200),
        (" trust.prior = 0.25 ", "trust.prior", 0.25),
        ("days=1_000", "days", 1000),
        ("a.b=true", "a.b", True),
        ("a.b=push", "a.b", "push"),
        ('a.b="push"', "a.b", "push"),
        ("a.b='3'", "a.b", "3"),
        ("a.b=x=y", "a.b", "x=y"),
        ("a.b=one two", "a.b", "one two"),
        ("a.b=[1]", "a.b", "[1]"),
        ("a.b={x=1}", "a.b", "{x=1}"),
        ("a.b=2020-01-01", "a.b", "2020-01-01"),
        ("a.b=1\nc = 2", "a.b", "1\nc = 2"),
        ("a.b=-inf", "a.b", float("-inf")),
    ],
)
def test_a_setting_is_read_as_toml_or_as_text(text: str, key: str, value: object) -> None:
    assert parse_set(text) == (key, value)
    assert type(parse_set(text)[1]) is type(value)


@pytest.mark.parametrize("text", ["", "days", "=3", "days=", "  =  "])
def test_half_a_setting_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"^--set: .*; allowed: key=value, such as people.count=2"):
        parse_set(text)


def test_the_last_of_several_settings_counts() -> None:
    assert parse_sets(["days=3", "seed=2", "days=4"]) == {"days": 4, "seed": 2}


@given(st.text(), st.text())
def test_any_text_is_a_setting_or_an_input_error(key: str, value: str) -> None:
    message = "--set: "
    try:
        BASE.with_values(parse_sets([f"{key}={value}"]), file="--set")
    except InputError as error:
        message = str(error)
    assert message.startswith("--set: ")
    assert message.isprintable()
