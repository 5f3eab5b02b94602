"""Tables come back as they were, with their definitions, and always in the same bytes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from experiments.store.parquet import read_notes, read_table, write_table

TABLE = {
    "day": np.array([0, 0, 1]),
    "brand": np.array(["Ærø & Søn", "b'", None], dtype=object),
    "trust": np.array([0.1, np.nan, np.inf]),
    "good": np.array([0.1, 0.2, 0.3], dtype=np.float32),
    "mutual": np.array([True, False, True]),
    "since": np.ma.masked_equal(np.array([3, -30_000, 5], np.int32), -30_000),
}
NOTES = {name: f"what '{name}' is; \"so\" it is – ü" for name in TABLE}


def test_a_table_comes_back_as_it_was(tmp_path: Path) -> None:
    write_table(tmp_path / "it's.parquet", TABLE, NOTES)
    found = read_table(tmp_path / "it's.parquet")
    assert list(found) == list(TABLE)
    np.testing.assert_array_equal(found["day"], TABLE["day"])
    assert not np.ma.isMaskedArray(found["trust"])
    np.testing.assert_array_equal(found["trust"], TABLE["trust"])
    np.testing.assert_array_equal(found["good"], TABLE["good"])
    assert found["good"].dtype == np.float32
    assert found["brand"].tolist() == TABLE["brand"].tolist()
    assert found["since"].dtype == np.int32
    assert found["mutual"].tolist() == [True, False, True]
    assert found["since"].tolist() == [3, None, 5]


def test_definitions_travel_with_the_table(tmp_path: Path) -> None:
    write_table(tmp_path / "t.parquet", TABLE, NOTES | {"other": "of no column here"})
    assert read_notes(tmp_path / "t.parquet") == NOTES


def test_a_column_without_definition_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_table(tmp_path / "t.parquet", TABLE, {})


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    many = {"n": np.arange(300_000), "name": np.full(300_000, "x", dtype=object)}
    for name in ("one", "other"):
        write_table(tmp_path / name, many, dict.fromkeys(many, "?"))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_an_empty_table_keeps_its_types(tmp_path: Path) -> None:
    empty = {name: column[:0] for name, column in TABLE.items()}
    write_table(tmp_path / "t.parquet", empty, NOTES)
    found = read_table(tmp_path / "t.parquet")
    assert [len(column) for column in found.values()] == [0] * len(TABLE)
    assert found["brand"].dtype == object
    assert found["trust"].dtype == np.float64


def test_a_place_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="Cannot open file"):
        write_table(tmp_path / "nowhere" / "t.parquet", TABLE, NOTES)
