"""Tables with a hash: what was written is what is read, and damage is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from experiments.store.whole import Damaged, read_whole, table_hash, write_whole

TABLES = {
    "no text is missing": ["a", "b", "?"],
    "some are": ["a", None, "?"],
    "all are": [None, None, None],
}


@pytest.mark.parametrize("case", TABLES)
def test_a_table_is_whole_when_it_is_read_again(case: str, tmp_path: Path) -> None:
    table = {"error": np.array(TABLES[case], dtype=object), "trust": np.array([0.5, np.nan, 1.0])}
    write_whole(tmp_path / "t.parquet", table, {"error": "what failed", "trust": "of all"})
    found, _ = read_whole(tmp_path / "t.parquet")
    assert table_hash(found) == table_hash(table)


def test_missing_texts_are_told_from_others() -> None:
    hashes = {table_hash({"a": np.array(texts, dtype=object)}) for texts in TABLES.values()}
    assert len(hashes) == 3


def test_a_table_that_is_cut_short_is_damaged(tmp_path: Path) -> None:
    table = {"error": np.array(["a"], dtype=object)}
    write_whole(tmp_path / "one", table, {"error": "what failed"})
    (tmp_path / "one").write_bytes((tmp_path / "one").read_bytes()[:-20])
    with pytest.raises(Damaged):
        read_whole(tmp_path / "one")
