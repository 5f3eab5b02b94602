"""What a scenario changes on the way."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from model.errors import InputError
from model.parameters import PARAMETERS
from model.parameters.rules import FIELDS
from model.scenario import Scenario, load_scenario
from model.scenario.later import MOST_CHANGES, can_change, shapes_the_start
from model.scenario.schema import json_schema
from tests.conftest import ROOT

BASE = load_scenario("three_strategies")
CHANGES = {
    "changes.30.brands.megaphone.price": 8,
    "changes.10.talk.rate": 0.2,
    "changes.30.brands.metronome.strategy": "mixed",
    "changes.40.brands.metronome.options.promotion_share": 0.25,
}
LATER = BASE.with_values(CHANGES)


def test_changes_are_kept_by_day() -> None:
    assert list(LATER.changes) == [10, 30, 40]
    assert LATER.changes[30] == {
        "brands.megaphone.price": 8.0, "brands.metronome.strategy": "mixed",
    }  # fmt: skip
    assert LATER.brands == BASE.brands
    assert LATER.values == BASE.values


def test_a_day_has_what_was_changed_up_to_it() -> None:
    assert LATER.on_day(9) == BASE
    assert LATER.on_day(10).values["talk.rate"] == 0.2
    assert LATER.on_day(29).brand("megaphone").values["price"] == 10.0
    assert LATER.on_day(30).brand("megaphone").values["price"] == 8.0
    assert LATER.on_day(39).brand("metronome").options["promotion_share"] != 0.25
    assert LATER.on_day(400).brand("metronome").options["promotion_share"] == 0.25
    assert not LATER.on_day(400).changes


@pytest.mark.parametrize("complete", [True, False])
def test_they_survive_being_written_down(complete: bool) -> None:
    again = Scenario.from_dict(tomllib.loads(LATER.to_toml(complete)), LATER.name)
    assert again == LATER
    assert again.content_hash() == LATER.content_hash() != BASE.content_hash()
    Draft202012Validator(json_schema()).validate(LATER.to_dict(complete))


def test_a_star_means_every_brand() -> None:
    star = BASE.with_values({"changes.5.brands.*.price": 7, "changes.5.brands.neighbour.price": 6})
    assert star.changes[5] == {
        "brands.megaphone.price": 7.0, "brands.metronome.price": 7.0, "brands.neighbour.price": 6.0,
    }  # fmt: skip


def test_an_empty_section_changes_nothing() -> None:
    assert Scenario.from_dict(BASE.to_dict() | {"changes": {"3": {}}}, BASE.name) == BASE


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("changes.30.people.count", 5, "changes.30.people.count = 5: cannot change on the way"),
        ("changes.30.days", 5, "cannot change on the way"),
        ("changes.30.brands.megaphone.label", "M", "cannot change on the way"),
        ("changes.30.brands.megaphone.awareness", 0.5, "cannot change on the way"),
        ("changes.thirty.talk.rate", 0.1, "changes.thirty: not a day"),
        ("changes.20000.talk.rate", 0.1, "not a day; allowed: 0 to 19999"),
        ("changes.030.talk.rate", 0.1, "not a day"),
        ("changes.30.talk.rat", 0.1, "did you mean changes.30.talk.rate?"),
        ("changes.30.talk.rate", 7, "changes.30.talk.rate = 7: out of range"),
        ("changes.30.brands.megafone.price", 7, "no such brand"),
        ("changes.30.brands.megaphone.strategy", "pusch", "did you mean push?"),
        ("changes.30.brands.megaphone.options.invite", 0.1, "unknown option of push"),
        ("changes.30.brands.megaphone.options", 1, "is a whole section"),
        ("changes.30", 1, "a section, [changes.30]"),
    ],
)
def test_what_does_not_fit_is_refused(key: str, value: Any, says: str) -> None:
    with pytest.raises(InputError) as caught:
        BASE.with_values({key: value})
    assert says in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_changes_on_days_that_never_come_are_said() -> None:
    assert LATER.notices() == []
    assert LATER.with_values({"days": 40}).notices() == [
        "changes.40 never comes: the last of 40 days is day 39"
    ]
    assert LATER.with_values({"days": 30, "changes.400.talk.rate": 0.1}).notices() == [
        "changes.30, changes.40 and changes.400 never come: the last of 30 days is day 29"
    ]


def test_too_many_are_refused() -> None:
    many = {f"changes.{day}.talk.rate": 0.1 for day in range(MOST_CHANGES + 1)}
    with pytest.raises(InputError, match="too many"):
        BASE.with_values(many)


def test_a_dot_inside_quotes_is_pointed_out() -> None:
    document = BASE.to_dict() | {"changes": {"30": {"talk.rate": 0.1}}}
    with pytest.raises(InputError, match="dot is inside quotes"):
        Scenario.from_dict(document)


def test_what_shapes_the_start_is_what_no_day_reads() -> None:
    """The list in ``later`` is that of the source: names that no rule, engine or brand reads."""
    folders = [ROOT / "model" / name for name in ("engines", "rules")]
    files = [file for folder in folders for file in folder.rglob("*.py")]
    files += [ROOT / "model" / name for name in ("books.py", "brand.py", "orders.py")]
    text = "\n".join(file.read_text("utf-8") for file in files)
    fields = {name: field for field, name in FIELDS.items()}
    for name in PARAMETERS:
        if name.startswith("fading.") or name == "medium.kind":
            continue  # read through model.build
        assert shapes_the_start(name) == (fields.get(name, "absent") not in text), name
        assert can_change(name) != shapes_the_start(name)
