"""Cells of CSV files: text stays text, and what was guarded is known again."""

from __future__ import annotations

import csv
import io
import math

from hypothesis import given
from hypothesis import strategies as st

from experiments.store.cells import cell, in_digits, known, write_rows


def written(heads: list[str], rows: list[list[object]]) -> list[list[str]]:
    text = io.StringIO(newline="")
    write_rows(text, heads, rows, in_digits)
    return list(csv.reader(io.StringIO(text.getvalue(), newline="")))


def test_text_is_guarded_and_numbers_are_written_as_asked() -> None:
    rows = written(["=a", "b"], [["-1+2", -0.123456789], ["@x", math.nan], ["ü", -math.inf]])
    assert rows == [["'=a", "b"], ["'-1+2", "-0.123457"], ["'@x", ""], ["ü", ""]]


@given(st.lists(st.text(min_size=1), unique=True, min_size=1))
def test_a_name_is_known_again_behind_its_guard(names: list[str]) -> None:
    for name in names:
        if cell(name) == name or cell(name) not in names:
            assert known(cell(name), names) == name
    assert known("no such name", {"a"}) == "no such name"
