"""What is wrong with an edge list is said in one message: file, line, what is allowed."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from model.errors import InputError
from model.network import read_network
from tests.model.network.test_files import parquet, written

BAD_TEXT = {
    "no end": ("1,2\n3,\n", "line 2", "one end is missing"),
    "no beginning": ("source,target\n1,2\n,3\n", "line 3", "one end is missing"),
    "neither, and a weight": ("1,2,3\n,,5\n3,4,5\n", "line 2", "one end is missing"),
    "a blank for an end": ("1,2\n 3 , \n", "line 2", "one end is missing"),
    "one cell": ("1,2\n3\n4,5\n", "line 2", "one end is missing"),
    "one word": ("a b\nc\n", "line 2", "one end is missing"),
    "nan among numbers": ("1,2\nNaN,3\n", "line 2", "one end is missing"),
    "null among numbers": (
        "# about\n\nsource,target\n1,2\n2,null\n",
        "line 5",
        "one end is missing",
    ),
    "a column too many": ("1,2\n3,4,5\n", "line 2", "columns: 3, where the first row has 2"),
    "a word too many": ("1 2\n3 4\n3 4 5\n", "line 3", "columns: 3, where the first row has 2"),
    "another separator": ("1;2\n3,4\n", "line 2", "one end is missing"),
    "one column": ("person\n1\n2\n", "line 1", "only one column"),
    "UTF-8 and Latin-1": (b"1,2\n3," + b"\xe9\n\xc3\xa9,4\n", "line 2", "not UTF-8"),
    "no text": (b"1,2\n3,\xe9\x02\x01\n", "line 2", "no text"),
    "half of UTF-16": ("1,2\n3,4\n".encode("utf-16")[:-1], None, "cut short"),
    "lost digits": ("1.5E+17,2\n2,3\n", "line 1", "lost digits"),
    "a zero byte": ("1,2\n3,4\0\n", "line 2", "zero byte"),
    "an open quote": ('1,2\n3,"4\n5,6\n', "line 3", "cannot be split"),
    "a line without end": ("1,2\n3," + "4" * 3_000_000 + "\n", "line 2", "cannot be split"),
    "only a header": ("source,target\n", None, "holds no rows"),
    "only blank lines": ("\n\n  \n", None, "holds no rows"),
    "only comments": ("# nothing\n", None, "holds no rows"),
    "only people with themselves": ("1,1\n2,2\n", None, "no links are left"),
    "empty": ("", None, "the file is empty"),
}


def failure(path: Path | str, **options) -> InputError:
    with pytest.raises(InputError) as caught:
        read_network(path, **options)
    error = caught.value
    assert error.file == str(path)
    assert error.allowed
    assert "\n" not in str(error)
    assert len(str(error)) < 700
    return error


@pytest.mark.parametrize("name", ["edges.csv", "edges.csv.gz"])
@pytest.mark.parametrize("case", BAD_TEXT)
def test_bad_text_is_named_by_its_line(case: str, name: str, tmp_path: Path) -> None:
    text, line, problem = BAD_TEXT[case]
    if (case, name) == ("empty", "edges.csv.gz"):
        problem = "holds no rows"  # the packed file itself is not empty
    error = failure(written(tmp_path, text, name))
    assert error.key == line
    assert problem in error.problem


def test_one_row_that_is_said_to_be_a_header(tmp_path: Path) -> None:
    assert failure(written(tmp_path, "1,2\n"), header=True).problem == "holds no rows"


def test_the_line_is_right_in_a_long_file(tmp_path: Path) -> None:
    rows = [f"{i},{i + 1}" for i in range(200_000)]
    rows[150_000] = "7,"
    error = failure(written(tmp_path, "source,target\n" + "\n".join(rows)))
    assert error.key == "line 150002"
    assert error.value == "7,"


def test_a_missing_file_and_the_nearest_name(tmp_path: Path) -> None:
    written(tmp_path, "1,2\n", "friends.csv")
    error = failure(tmp_path / "freinds.csv")
    assert error.problem == "no such file"
    assert error.nearest == str(tmp_path / "friends.csv")
    assert failure(tmp_path / "no" / "such" / "folder.csv").nearest is None


def test_a_folder(tmp_path: Path) -> None:
    assert failure(tmp_path).problem == "is a folder"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert failure(tmp_path / "pipe.csv").problem == "is not a file"


@pytest.mark.parametrize("name", ["x" * 5000 + ".csv", "a\0b.csv"])
def test_impossible_names(name: str) -> None:
    with pytest.raises(InputError):
        read_network(name)


@pytest.mark.parametrize("lost", [1, 8, 30])
def test_a_gzip_file_cut_short(lost: int, tmp_path: Path) -> None:
    path = written(tmp_path, "1,2\n3,4\n" * 1000, "edges.csv.gz")
    path.write_bytes(path.read_bytes()[:-lost])
    assert "cut short or damaged" in failure(path).problem


def test_a_damaged_gzip_file(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(os.urandom(5000)))
    data[2000:2020] = b"\0" * 20
    path = tmp_path / "edges.gz"
    path.write_bytes(bytes(data))
    assert "cut short or damaged" in failure(path).problem


def test_a_gz_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "edges.gz"
    path.write_text("1,2\n")
    assert failure(path).problem == "not a gzip file"


BAD_TABLES = {
    "NULL": ("SELECT 1 AS a, 2 AS b UNION ALL SELECT NULL, 3", "row 2", "one end is missing"),
    "NaN": ("SELECT 1.0::DOUBLE AS a, 'nan'::DOUBLE AS b", "row 1", "one end is missing"),
    "empty text": ("SELECT 'a' AS a, ' ' AS b", "row 1", "one end is missing"),
    "nan as text": ("SELECT '1' AS a, '2' AS b UNION ALL SELECT '3', 'nan'", "row 2", "missing"),
    "lists": ("SELECT [1] AS a, 2 AS b", "column a", "holds INTEGER[]"),
    "one column": ("SELECT 1 AS a", None, "only one column"),
    "no rows": ("SELECT 1 AS a, 2 AS b WHERE 1 = 0", None, "holds no rows"),
    "only oneself": ("SELECT 1 AS a, 1 AS b", None, "no links are left"),
}


@pytest.mark.parametrize("case", BAD_TABLES)
def test_bad_tables_are_named_by_their_row(case: str, tmp_path: Path) -> None:
    query, key, problem = BAD_TABLES[case]
    error = failure(parquet(tmp_path, query))
    assert error.key == key
    assert problem in error.problem


@pytest.mark.parametrize("cut", [4, 12, 100])
def test_broken_parquet(cut: int, tmp_path: Path) -> None:
    path = parquet(tmp_path, "SELECT i AS a, i + 1 AS b FROM range(1000) t(i)")
    path.write_bytes(path.read_bytes()[:-cut])
    assert "Parquet" in failure(path).problem


def test_text_that_is_called_parquet(tmp_path: Path) -> None:
    assert "Parquet" in failure(written(tmp_path, "1,2\n", "edges.parquet")).problem
