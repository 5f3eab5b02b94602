"""Tables as CSV: Excel reads their letters right, and no cell becomes a formula."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.store.cells import cell
from goodwill.command.csv_files import check_ending, export
from model.errors import InputError

FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1")


def test_a_spreadsheet_sees_letters_numbers_and_no_formula(tmp_path: Path) -> None:
    table = {
        "=factor": np.array([*FORMULAS, "Käse"], dtype=object),
        "trust": np.array([-0.5] * len(FORMULAS) + [np.nan]),
    }
    export(table, str(tmp_path / "runs.csv"))
    content = (tmp_path / "runs.csv").read_bytes()
    assert content.startswith("\ufeff".encode())
    with (tmp_path / "runs.csv").open(newline="", encoding="utf-8-sig") as opened:
        head, *rows = csv.reader(opened)
    assert head == ["'=factor", "trust"]
    assert [row[0] for row in rows] == [*(f"'{text}" for text in FORMULAS), "Käse"]
    assert [row[1] for row in rows] == ["-0.5"] * len(FORMULAS) + [""]


@given(st.text())
def test_whatever_a_text_is_it_is_no_formula(text: str) -> None:
    assert cell(text).lstrip(" ")[:1] not in "=+-@\t\r" or cell(text) == "" or not text.strip(" ")


@pytest.mark.parametrize("name", ["r.xlsx", "r.XLS", "r", "r.csv.gz", "r.tsv"])
def test_another_ending_is_refused(name: str) -> None:
    with pytest.raises(InputError, match=r"\.csv") as found:
        check_ending(name)
    assert found.value.value == name


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        export({"a": np.array([1])}, str(tmp_path / "x.csv"))
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]
