"""Conditions in words."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.condition import cases, in_words, outcomes_of, parse
from experiments.analysis.cube import Cube
from model.errors import InputError

ARMS, OUTCOMES = ("push", "conversational", "mixed:x=0.3"), ("trust", "profit")


def cube() -> Cube:
    trust = np.array([
        [[0.5, 0.5, 0.5], [0.4, 0.38, 0.4], [0.1, 0.2, 0.3]],
        [[0.5, 0.5, 0.5], [0.6, 0.62, 0.6], [0.1, 0.2, 0.3]],
        [[0.5, 0.1, 0.9], [0.4, 0.6, 0.4], [0.1, 0.2, np.nan]],
        [[np.nan] * 3, [0.4] * 3, [0.1] * 3],
    ])  # fmt: skip
    return Cube(np.arange(4), {}, ARMS, {"trust": trust, "profit": 100 * trust - 45})


def holds(text: str) -> list[bool]:
    return cases(parse(text, ARMS, OUTCOMES), cube()).wanted.tolist()


def test_arms_are_compared_in_an_outcome() -> None:
    parts = parse("conversational < push in trust", ARMS, OUTCOMES)
    found = cases(parts, cube())
    assert found.wanted.tolist() == [True, False, True, False]
    assert found.known.tolist() == [True, True, True, False]
    assert found.sure.tolist() == [True, True, False, False]
    assert outcomes_of(parts) == ("trust",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("conversational.trust < push.trust", [True, False, True, False]),
        ("conversational.trust>=0.4", [False, True, True, True]),
        ("conversational.profit < 0 and push.profit > 0", [True, False, False, False]),
        ("push > 0.4 in trust", [True, True, True, False]),
        ("0.3 > mixed:x=0.3.trust", [True, True, True, True]),
    ],
)
def test_what_conditions_say(text: str, expected: list[bool]) -> None:
    assert holds(text) == expected


def test_with_one_arm_an_outcome_needs_no_name() -> None:
    one = Cube(np.arange(1), {}, ("base",), {"trust": np.array([[[0.2, 0.3]]])})
    assert cases(parse("trust < 0.26", ("base",), ("trust",)), one).wanted.tolist() == [True]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("conversational < push in trust", "conversational has less trust than push"),
        ("push >= conversational in trust", "push has at least as much trust as conversational"),
        ("0 > push.profit", "push has profit below 0"),
        ("push.profit > push.trust and push.trust <= 0.5",
         "profit of push is above trust of push and push has trust at most 0.5"),
    ],
)  # fmt: skip
def test_conditions_can_be_said(text: str, words: str) -> None:
    assert in_words(parse(text, ARMS, OUTCOMES)) == words


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "cannot be read"),
        ("push", "cannot be read"),
        ("push = mixed in trust", "cannot be read"),
        ("1 < 2", "two numbers"),
        ("push < conversatonal in trust", "conversational"),
        ("push < conversational in trsut", "trust"),
        ("trust < 0.4", "which arm"),
        ("push.trsut < 0.4", "trust"),
        ("shove.trust < 0.4", "no such outcome"),
        ("push.trust < 0.4 and", "cannot be read"),
    ],
)
def test_what_makes_no_sense_is_told(text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        parse(text, ARMS, OUTCOMES)
    assert message in error.value.message
    assert "--where" in error.value.message
