"""Edge lists of more kinds that people bring, each read right or refused by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.errors import InputError
from model.network import read_network

READ = {
    "pandas_index.csv": ("Unnamed: 0,a,b\n0,11,12\n1,12,13\n2,13,11\n", [11, 12, 13]),
    "readr_index.csv": ("...1,a,b\n1,11,12\n2,12,13\n3,13,11\n", [11, 12, 13]),
    "number.csv": ("Nr,A,B\n1,11,12\n2,12,13\n3,13,11\n", [11, 12, 13]),
    "weights_first.csv": ("0.5,11,12\n0.7,12,13\n0.1,13,11\n", [11, 12, 13]),
    "word_between.csv": ("11,knows,12\n12,likes,13\n13,knows,11\n", [11, 12, 13]),
    "line_ends_twice.csv": ("ann,bob\r\r\nbob,cem\r\r\ncem,ann\r\r\n", ["ann", "bob", "cem"]),
}
REFUSED = {
    "first_row_longer.txt": ("a b c\nd e\ne f\n", "uneven"),
    "zero_byte_first.csv": ("ann,bob\0\nbob,cem\n", "zero byte"),
    "pairs.txt": ("(1,2)\n(1,3)\n(2,3)\n", "Python"),
    "list.txt": ("[(1, 2), (2, 3), (3, 1)]\n", "Python"),
    "dict.txt": ("{'ann': ['bob'], 'bob': ['cem']}\n", "Python"),
    "dump.txt": ("INSERT INTO links VALUES (1,2);\nINSERT INTO links VALUES (2,3);\n", "SQL"),
    "text.txt": ("{\\rtf1\\ansi a,b\\par b,c}", "Rich Text"),
    "table.md": ("| a | b |\n|---|---|\n| ann | bob |\n| bob | cem |\n", "dashes"),
    "table.rst": ("=== ===\na b\n=== ===\nann bob\nbob cem\n=== ===\n", "dashes"),
    "two.paj": ("*Vertices 2\n*Edges\n1 2\n*Vertices 3\n*Edges\n2 3\n", "second network"),
}


@pytest.mark.parametrize("name", READ)
def test_strange_lists_are_read(name: str, tmp_path: Path) -> None:
    text, people = READ[name]
    (tmp_path / name).write_bytes(text.encode())
    found = read_network(tmp_path / name)
    assert found.ids.tolist() == people
    assert len(found.graph.indices) == 6


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_list_is_refused_by_its_name(name: str, tmp_path: Path) -> None:
    text, says = REFUSED[name]
    (tmp_path / name).write_bytes(text.encode())
    with pytest.raises(InputError, match=says):
        read_network(tmp_path / name)


@pytest.mark.often
@pytest.mark.parametrize("named", [False, True])
def test_a_matrix_longer_than_what_is_looked_at_is_known(named: bool, tmp_path: Path) -> None:
    count = 1100
    rows = [[f"{int((a * b) % 7 == 1)}" for a in range(count)] for b in range(count)]
    if named:
        rows = [["", *(f"p{a}" for a in range(count))]] + [
            [f"p{a}", *row] for a, row in enumerate(rows)
        ]
    file = tmp_path / "matrix.csv"
    file.write_text("".join(",".join(row) + "\n" for row in rows))
    with pytest.raises(InputError, match="matrix"):
        read_network(file)
