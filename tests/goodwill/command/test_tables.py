"""Tables on terminals of any width: no number and no word is ever cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.command.tables import fitting, plain_table, shown_table
from tests.goodwill.commands import WIDTHS, check_widths

HEADS = ["Brand", "Trust\n0 to 1", "Change\nof trust", "Revenue\n€"]
ROWS = [
    ["The friendly teller\n(bait and pitch)", "0.48", "−0.02", "1,154,000"],
    ["Plain", "0.52", "+0.11", "−269"],
]
words = st.text("abcdefgh-,.", min_size=1, max_size=14)
texts = st.lists(words, min_size=1, max_size=6).map(" ".join)


def test_a_wide_terminal_shows_a_table_and_a_narrow_one_a_block_a_brand() -> None:
    wide = shown_table("T", HEADS, ROWS, True, 80).splitlines()
    assert any("Plain" in line and "0.52" in line and "−269" in line for line in wide)
    narrow = shown_table("T", HEADS, ROWS, True, 40)
    assert narrow.splitlines()[:4] == [
        "T",
        "The friendly teller (bait and pitch)",
        "  Trust 0 to 1     0.48",
        "  Change of trust  −0.02",
    ]


@pytest.mark.parametrize("numbers", [True, False])
def test_every_word_is_whole_at_every_width(numbers: bool) -> None:
    check_widths("A title of some words", HEADS, ROWS, numbers)


@given(st.integers(1, 7), st.data(), st.booleans())
def test_any_table_is_whole_at_every_width(count: int, data: st.DataObject, numbers: bool) -> None:
    row = st.lists(texts, min_size=count, max_size=count)
    heads, rows = data.draw(row), data.draw(st.lists(row, max_size=3))
    check_widths("", heads, rows, numbers)


def test_columns_of_numbers_keep_their_width() -> None:
    widths = fitting(["a", "b c"], [["many words stand here", "0.5 [0.4, 0.6]"]], True, 34)
    assert widths is not None
    assert widths[1] == len("0.5 [0.4, 0.6]")
    assert sum(widths) + 3 == 34


def test_plain_tables_keep_one_line_a_row() -> None:
    text = plain_table("T", ["name", "a\nb"], [["x", "1"], ["longer", "20\nto 30"]], numbers=True)
    assert text.splitlines() == ["T", "name         a b", "x              1", "longer  20 to 30"]


def test_the_check_sees_what_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodwill.command.tables._widest_word", lambda text: 3)
    with pytest.raises(AssertionError):
        check_widths("", HEADS, [["incomprehensibilities galore", "1", "2", "3"]], False)
    assert min(WIDTHS) == 40


def test_a_number_alone_is_no_heading_of_a_block() -> None:
    heads, rows = ("point", "an outcome with a long name"), [["0", "0.4753 ±0.0012 of all people"]]
    assert shown_table("", heads, rows, True, 30).startswith("point 0\n")
