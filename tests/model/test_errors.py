from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import InputError, shown

WHOLE = InputError(
    "unknown key",
    file="three.toml",
    key="people.cuont",
    value=5,
    allowed="count, need",
    nearest="people.count",
)


def test_the_message_names_everything_that_is_known() -> None:
    assert str(WHOLE) == (
        "three.toml: people.cuont = 5: unknown key; allowed: count, need; "
        "did you mean people.count?"
    )


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (InputError("no brands"), "no brands"),
        (InputError("is a directory", file="a/b"), "a/b: is a directory"),
        (InputError("missing", key="brands.a.strategy"), "brands.a.strategy: missing"),
        (InputError("wrong type", key="days", value=True), "days = true: wrong type"),
        (InputError("no = in it", value="days 3"), '"days 3": no = in it'),
        (InputError("unknown key", key="", value=1), "'' = 1: unknown key"),
    ],
)
def test_parts_may_be_left_out(error: InputError, message: str) -> None:
    assert str(error) == message


def test_it_survives_the_way_between_processes() -> None:
    again = pickle.loads(pickle.dumps(WHOLE))
    assert type(again) is InputError
    assert str(again) == str(WHOLE)
    assert (again.file, again.key, again.value) == ("three.toml", "people.cuont", 5)


@given(st.text(), st.text(), st.text() | st.integers() | st.lists(st.floats()))
def test_the_message_is_always_one_printable_line(file: str, key: str, value: object) -> None:
    assert str(InputError("wrong", file=file, key=key, value=value)).isprintable()


HUGE = (10**5000, {"a": 10**5000}, "x" * 1000, list(range(1000)))


@pytest.mark.parametrize("value", HUGE, ids=["int", "table", "text", "list"])
def test_huge_values_are_shown_in_short(value: object) -> None:
    assert len(shown(value)) <= 64
