"""Numbers as a newspaper prints them."""

from __future__ import annotations

import math

import pytest

from viz.figures import words
from viz.figures.outcomes import undeclared
from viz.reports.outcomes import PRINTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (words.trust(0.6249), "0.62"),
        (words.trust(0.12, plus=True), "+0.12"),
        (words.trust(-0.004, plus=True), "0.00"),
        (words.trust(-0.12), "−0.12"),
        (words.share(0.3449), "34\u00a0%"),
        (words.share(0.0341), "3.4\u00a0%"),
        (words.share(0.0999), "10\u00a0%"),
        (words.share(0), "0\u00a0%"),
        (words.share(-0.2, plus=True), "−20\u00a0%"),
        (words.count(12_345.6), "12,346"),
        (words.count(2.5), "2.5"),
        (words.count(3.0), "3"),
        (words.short(950), "950"),
        (words.short(12_300), "12k"),
        (words.short(999_999), "1m"),
        (words.short(1_230_000), "1.2m"),
        (words.short(-4e9), "−4bn"),
        (words.euros(12_300), "€12,300"),
        (words.euros(-12_300.4), "−€12,300"),
        (words.euros(1_234_000), "€1.2 million"),
        (words.euros(0.5), "€0.50"),
        (words.euros(-0.0001), "€0"),
        (words.short_euros(-31_900), "−€32k"),
        (words.short_euros(17_000, plus=True), "+€17k"),
        (words.plural(1, "run"), "1 run"),
        (words.plural(30, "run"), "30 runs"),
        (words.plural(2, "person", "people"), "2 people"),
        (words.listed(["one"]), "one"),
        (words.listed(["one", "two", "three"]), "one, two and three"),
        (words.listed([]), ""),
        (words.spoken("bait_and_pitch"), "bait and pitch"),
    ],
)
def test_numbers_in_print(text: str, expected: str):
    assert text == expected


@pytest.mark.parametrize(
    "write",
    [words.trust, words.share, words.count, words.short, words.euros, words.short_euros],
)
def test_what_is_not_a_number_is_a_dash(write):
    assert write(math.nan) == words.NOTHING


@pytest.mark.parametrize("name", PRINTED)
def test_every_outcome_can_be_written(name: str):
    known = PRINTED[name]
    assert known.title
    assert known.unit
    assert known.change
    assert known.write(0.25, True)
    assert known.write_change(-0.25, True).startswith("−")
    assert known.write(math.nan, False) == words.NOTHING


def test_shares_change_by_percentage_points():
    assert PRINTED["read_share"].change == "percentage points"
    assert PRINTED["read_share"].write_change(0.126, True) == "+13"


def test_an_outcome_without_an_entry_keeps_its_name():
    assert undeclared("half_recovery_time").title == "Half recovery time"
    assert undeclared("half_recovery_time").write(1234, False) == "1.2k"
