"""Whole numbers of options: digits alone, and every refusal says what is allowed."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from goodwill.command.whole_number import WholeNumber


def said(text: str, **span: int) -> str:
    @click.command()
    @click.option("--n", type=WholeNumber(**span))
    def tell(n: int) -> None:
        click.echo(f"got {n}")

    return CliRunner().invoke(tell, ["--n", text]).output


@pytest.mark.parametrize(("text", "number"), [("7", 7), (" 12 ", 12), ("-3", -3), ("+4", 4)])
def test_digits_are_a_number(text: str, number: int) -> None:
    assert said(text) == f"got {number}\n"


@pytest.mark.parametrize(
    "text", ["1.0", "1e3", "1_000", "1,000", "٣", "0x10", "", "seven", "9" * 5000]
)
def test_anything_else_is_refused(text: str) -> None:
    assert f"{text[:40]!r}; allowed: a whole number" in said(text)


@pytest.mark.parametrize(
    ("span", "text", "allowed"),
    [
        ({"min": 1}, "0", "a whole number from 1"),
        ({"min": 1, "max": 20_000}, "20001", "a whole number from 1 to 20,000"),
        ({"min": 0, "max": 9}, "-1", "a whole number from 0 to 9"),
    ],
)
def test_so_is_what_is_out_of_the_range(span: dict[str, int], text: str, allowed: str) -> None:
    assert allowed in said(text, **span)
    ends = [span["min"], span.get("max", 1000)]
    assert [said(str(end), **span) for end in ends] == [f"got {end}\n" for end in ends]


def test_the_help_says_the_range_where_there_is_one() -> None:
    @click.command()
    @click.option("--n", type=WholeNumber(1, 5), help="So many.")
    @click.option("--m", type=WholeNumber(), help="Any.")
    def tell(n: int, m: int) -> None: ...

    text = CliRunner().invoke(tell, ["--help"]).output
    assert "1<=x<=5" in text
    assert "None" not in text
