"""Values of ``--set`` that look like numbers are written as numbers are, or refused by name."""

from __future__ import annotations

import pytest

from goodwill.command.numbers import read_sets
from model.errors import InputError


@pytest.mark.parametrize(
    "text",
    ["people.count=1.000", "seed=2.0", "days=30.0", "changes.5.people.count=1.5e3",
     "brands.acme.options.pitch_after=2.0"],
)  # fmt: skip
def test_a_whole_number_has_no_point(text: str) -> None:
    with pytest.raises(InputError, match="a whole number has no point") as found:
        read_sets([text])
    assert found.value.key == text.partition("=")[0]
    assert found.value.value == text.partition("=")[2]


@pytest.mark.parametrize(
    "value",
    [
        "1,000",
        "0,5",
        "1.234.567",
        "1 000",
        "1'000",
        "50%",
        "€5",
        "10 €",
        "１０",
        "−3",
        "05",
        "1,5e3",
    ],
)
def test_a_number_written_in_another_way_is_refused(value: str) -> None:
    with pytest.raises(InputError, match="not how a number is written") as found:
        read_sets([f"talk.rate={value}"])
    assert "1000, 0.5" in str(found.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("people.count=1000", 1000), ("people.count=1_000", 1000), ("talk.rate=0.30", 0.3),
        ("talk.rate=1e-3", 0.001), ("people.count=1e3", 1000.0), ("brands.a.strategy=push", "push"),
        ("brands.a.label=4711 Cologne", "4711 Cologne"), ("talk.rate=-0.5", -0.5),
        ("brands.a.label=50%", "50%"), ("title=1,5", "1,5"),
    ],
)  # fmt: skip
def test_numbers_and_words_are_taken(text: str, value: object) -> None:
    assert read_sets([text]) == {text.partition("=")[0]: value}
