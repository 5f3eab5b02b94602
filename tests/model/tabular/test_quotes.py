r"""Cells as R writes them: ``\"`` within quotes; and backslashes that are only backslashes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.network import read_network
from model.tabular.quotes import SAID
from model.tabular.records import Column, read_records

WORDS = [Column("who", "", words=('Ann "the boss"', "Bo", "C:\\")), Column("n", "a number")]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_records_of_r_are_read_and_it_is_said(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    rows = [['"who"', '"n"'], [r'"Ann \"the boss\""', "1"], ['"Bo"', "2"]] + [['"Bo"', "3"]] * 5
    path.write_text("".join(f"{mark.join(row)}\n" for row in rows))
    found = read_records(path, WORDS)
    assert found.columns["who"].tolist()[:2] == ['Ann "the boss"', "Bo"]
    assert found.columns["n"].tolist() == [1, 2, *[3] * 5]
    assert f"{path}: {SAID}" in found.notices


def test_a_backslash_at_the_end_of_a_cell_is_a_backslash(tmp_path: Path) -> None:
    path = tmp_path / "paths.csv"
    path.write_text('"who","n"\n"C:\\",1\n"Bo",2\n')
    found = read_records(path, WORDS)
    assert found.columns["who"].tolist() == ["C:\\", "Bo"]
    assert not any(SAID in notice for notice in found.notices)


def test_a_graph_of_r_has_the_people_that_it_names(tmp_path: Path) -> None:
    path = tmp_path / "graph.csv"
    path.write_text('"from","to"\n"Ann \\"A\\"","Bo"\n"Bo","Cy, the \\"third\\""\n"Bo","Di"\n')
    found = read_network(path)
    assert sorted(found.ids.tolist()) == ['Ann "A"', "Bo", 'Cy, the "third"', "Di"]
    assert any(SAID in notice for notice in found.notices)


CELLS = st.text(st.sampled_from('ab" ,'), min_size=1, max_size=6).map(lambda text: f"x{text}x")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(cells=st.lists(CELLS, min_size=2, max_size=6), of_r=st.booleans())
def test_both_ways_to_quote_give_the_same_cells(
    cells: list[str], of_r: bool, tmp_path: Path
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        [["who", "n"], *([cell, "1"] for cell in cells)]
    )
    content = text.getvalue()
    if of_r:
        rows = [cell.replace('"', '\\"') for cell in cells]
        content = '"who","n"\n' + "".join(f'"{row}","1"\n' for row in rows)
    path = tmp_path / "any.csv"
    path.write_text(content)
    column = Column("who", "", words=tuple(cells))
    assert read_records(path, [column, WORDS[1]]).columns["who"].tolist() == cells
