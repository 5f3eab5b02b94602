from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import InputError
from model.parameters.declaration import Parameter, Value
from model.parameters.validation import allowed, check, nearest, number_text

SHARE = Parameter("feed.share", 0.5, 0.0, 1.0, "share", "a share", "assumed")
COUNT = Parameter("people.count", 1000, 1, 10_000, "people", "how many", "assumed")
SWITCH = Parameter("feed.open", False, 0, 1, "", "open or not", "assumed")
KIND = Parameter("medium.kind", "mail", 0, 0, "", "which", "assumed", choices=("mail", "phone"))
NOTE = Parameter("run.note", "", 0, 0, "", "free text", "assumed")

RIGHT: list[tuple[Parameter, object, Value]] = [
    (SHARE, 0.25, 0.25),
    (SHARE, 1, 1.0),
    (SHARE, np.float32(0.5), 0.5),
    (COUNT, 7, 7),
    (COUNT, 7.0, 7),
    (COUNT, np.int64(7), 7),
    (SWITCH, True, True),
    (SWITCH, np.bool_(True), True),
    (KIND, "phone", "phone"),
    (NOTE, "two\nlines", "two\nlines"),
]

WRONG: list[tuple[Parameter, object, str]] = [
    (SHARE, 1.0000001, "out of range"),
    (SHARE, -1, "out of range"),
    (SHARE, 10**400, "out of range"),
    (SHARE, math.nan, "not a finite number"),
    (SHARE, math.inf, "not a finite number"),
    (SHARE, -math.inf, "not a finite number"),
    (SHARE, np.float64("nan"), "not a finite number"),
    (SHARE, True, "wrong type"),
    (SHARE, "0.5", "wrong type"),
    (SHARE, None, "wrong type"),
    (COUNT, 0, "out of range"),
    (COUNT, 7.5, "wrong type"),
    (COUNT, math.nan, "wrong type"),
    (COUNT, True, "wrong type"),
    (COUNT, [7], "wrong type"),
    (SWITCH, 1, "wrong type"),
    (SWITCH, "true", "wrong type"),
    (KIND, "fax", "not one of the choices"),
    (KIND, 1, "wrong type"),
    (NOTE, "x" * 5000, "too long"),
    (NOTE, "bell \a", "holds characters that are not text"),
    (NOTE, "\ud800", "holds characters that are not text"),
]


@pytest.mark.parametrize(("parameter", "value", "expected"), RIGHT)
def test_what_fits_comes_back_in_its_type(
    parameter: Parameter, value: object, expected: Value
) -> None:
    result = check(parameter, value)
    assert result == expected
    assert type(result) is parameter.kind


def test_minus_zero_is_zero() -> None:
    assert str(check(SHARE, -0.0)) == "0.0"


@pytest.mark.parametrize(("parameter", "value", "problem"), WRONG, ids=range(len(WRONG)))
def test_what_does_not_fit_is_named(parameter: Parameter, value: object, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        check(parameter, value, file="a.toml")
    error = caught.value
    assert (error.problem, error.key, error.file) == (problem, parameter.name, "a.toml")
    assert error.allowed == allowed(parameter)


def test_the_key_may_be_another() -> None:
    with pytest.raises(InputError, match=r"^brands\.a\.share = 2: out of range; allowed: a number"):
        check(SHARE, 2, key="brands.a.share")


def test_a_wrong_choice_is_told_the_nearest() -> None:
    with pytest.raises(InputError, match=r"allowed: mail, phone; did you mean phone\?$"):
        check(KIND, "Phoen")


@given(
    st.sampled_from([SHARE, COUNT, SWITCH, KIND, NOTE]),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers()),
)
def test_a_value_either_fits_or_is_an_input_error(parameter: Parameter, value: Any) -> None:
    try:
        result = check(parameter, value)
    except InputError:
        return
    assert type(result) is parameter.kind
    assert result == value
    assert check(parameter, result) == result


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("people.cuont", "people.count"),
        ("PEOPLE.COUNT", "people.count"),
        ("trust.priors", "trust.prior"),
        ("zzz", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_nearest(wrong: str, right: str | None) -> None:
    assert nearest(wrong, ["people.count", "trust.prior"]) == right


@pytest.mark.parametrize(
    ("value", "text"),
    [(1000.0, "1000"), (20_000_000, "20000000"), (0.05, "0.05"), (True, "true"), ("a", "a")],
)
def test_numbers_are_written_as_a_reader_writes_them(value: Value, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize(
    ("parameter", "text"),
    [
        (SHARE, "a number from 0 to 1 (share)"),
        (COUNT, "a whole number from 1 to 10000 (people)"),
        (SWITCH, "true or false"),
        (KIND, "mail, phone"),
        (NOTE, "a text of at most 4000 characters"),
    ],
)
def test_allowed_says_type_range_and_unit(parameter: Parameter, text: str) -> None:
    assert allowed(parameter) == text
