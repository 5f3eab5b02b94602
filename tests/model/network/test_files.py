"""Edge lists of every form give the graph that is in them."""

from __future__ import annotations

import gzip
import string
from pathlib import Path

import duckdb
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.network import read_network
from model.network.graph import edges
from tests.model.network.worlds import assert_well_formed, same


def written(folder: Path, text: str | bytes, name: str = "edges.csv") -> Path:
    path = folder / name
    data = text.encode() if isinstance(text, str) else text
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def parquet(folder: Path, query: str) -> Path:
    path = folder / "edges.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def links(path: Path, **options) -> set[frozenset]:
    """Return the links of a file, by the ids in the file."""
    loaded = read_network(path, **options)
    assert_well_formed(loaded.graph, len(loaded.ids))
    ids = loaded.ids.tolist()
    pairs = zip(*(ends.tolist() for ends in edges(loaded.graph)), strict=True)
    return {frozenset((ids[a], ids[b])) for a, b in pairs}


def of(*pairs: tuple) -> set[frozenset]:
    return {frozenset(pair) for pair in pairs}


TRIANGLE = of((1, 2), (2, 10), (10, 1))

FORMS = {
    "commas": "1,2\n2,10\n10,1\n",
    "no line end at the end": "1,2\n2,10\n10,1",
    "windows line ends": "1,2\r\n2,10\r\n10,1\r\n",
    "old mac line ends": "1,2\r2,10\r10,1\r",
    "byte order mark": "\ufeffsource,target\n1,2\n2,10\n10,1\n",
    "semicolons": "1;2\n2;10\n10;1\n",
    "tabs": "1\t2\n2\t10\n10\t1\n",
    "bars": "1|2\n2|10\n10|1\n",
    "blanks": "1 2\n  2   10 \n10\t 1\n",
    "blank after comma": "1, 2\n2, 10\n10, 1\n",
    "blank lines": "\n1,2\n\n2,10\n   \n10,1\n\n",
    "comments before": "# nodes: 3\n% sym\n1,2\n2,10\n10,1\n",
    "comments and header": "# Directed\n#\tFromNodeId\tToNodeId\n1\t2\n2\t10\n10\t1\n",
    "UTF-16": "1,2\n2,10\n10,1\n".encode("utf-16"),
    "UTF-16 without a mark": "source,target\n1,2\n2,10\n10,1\n".encode("utf-16-be"),
    "UTF-32": "1,2\n2,10\n10,1\n".encode("utf-32"),
    "rows of empty cells": "1,2\n,\n2,10\n , \n10,1\n,\n",
    "comments anywhere": "1 2\n# two\n2 10\n%\n10 1\n",
    "a comment with a quote": '# it"s me\n1,2\n2,10\n10,1\n',
    "repeated headers": "source,target\n1,2\n2,10\nsource,target\n10,1\n",
    "a title": "Friends of 2020\n\nsource;target\n1;2\n2;10\n10;1\n",
    "single quotes": "'1' '2'\n'2' '10'\n'10' '1'\n",
    "quotes after blanks": '"1", "2"\n"2", "10"\n"10", "1"\n',
    "whole numbers with a power": "1.00e+00 2.00e+00\n2.00e+00 1.00e+01\n1.00e+01 1.00e+00\n",
    "arrows": "1->2\n2 -> 10\n10->1\n",
    "quoted": '"1","2"\n"2","10"\n"10","1"\n',
    "header by name": "Source,TARGET\n1,2\n2,10\n10,1\n",
    "header by numbers below": "left hand,right hand\n1,2\n2,10\n10,1\n",
    "weights": "node_1,node_2,weight\n1,2,0.5\n2,10,0.1\n10,1,3\n",
    "empty last column": "1,2,\n2,10,\n10,1,\n",
    "ends are named": "id,from,to,since\n7,1,2,x\n8,2,10,y\n9,10,1,z\n",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["edges.csv", "edges.csv.gz"])
def test_every_form_of_text_is_read(form: str, name: str, tmp_path: Path) -> None:
    assert links(written(tmp_path, FORMS[form], name)) == TRIANGLE


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * FROM (VALUES (1, 2), (2, 10), (10, 1)) t(a, b)", TRIANGLE),
        ("SELECT * FROM (VALUES (1.0::DOUBLE, 2), (2, 10), (10, 1)) t(a, b)", TRIANGLE),
        ("SELECT 'x' AS w, 1 AS source, 2::UTINYINT AS target", of((1, 2))),
        ("SELECT 'anna' AS a, 'Åsa ' AS b", of(("anna", "Åsa"))),
        ("SELECT 1.5::DOUBLE AS a, 2::DOUBLE AS b", of(("1.5", "2"))),
    ],
)
def test_parquet_is_read(query: str, expected: set, tmp_path: Path) -> None:
    assert links(parquet(tmp_path, query)) == expected


def test_the_header_can_be_stated(tmp_path: Path) -> None:
    names = written(tmp_path, "anna,bert\ncarl,dora\n")
    assert links(names) == links(names, header=False) == of(("anna", "bert"), ("carl", "dora"))
    assert links(names, header=True) == of(("carl", "dora"))
    known = written(tmp_path, "u,v\n1,2\n")
    assert links(known) == links(known, header=True) == of((1, 2))
    assert links(known, header=False) == of(("u", "v"), ("1", "2"))


@pytest.mark.parametrize(
    "first", ["from,to", "node1,node2", "id_1,id_2", "src,dst", "Follower,Followee"]
)
def test_known_pairs_of_names_are_a_header_over_texts(first: str, tmp_path: Path) -> None:
    assert links(written(tmp_path, f"{first}\nanna,bert\n")) == of(("anna", "bert"))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("10,9\n-3,9\n", [-3, 9, 10]),
        ("10,9\n9,a\n", ["10", "9", "a"]),
        ("b,a\nB,ä\n", ["B", "a", "b", "ä"]),
        (f"{2**63 - 1},1\n", [1, 2**63 - 1]),
        (f"{10**20},9\n", ["9", "1" + "0" * 20]),
        ("1.0,2.0\n10.0,2.0\n", ["1.0", "10.0", "2.0"]),
        ("nan,none\nx,nan\n", ["nan", "none", "x"]),
        ("007,8\n7,9\n", ["007", "7", "8", "9"]),
        ("08,9\n10,+9\n", ["08", "+9", "9", "10"]),
    ],
)
def test_people_are_numbered_by_id(text: str, ids: list, tmp_path: Path) -> None:
    assert read_network(written(tmp_path, text)).ids.tolist() == ids


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "source,target,kind\n1,2,a\n2,1,a\n1,2,b\n3,3,c\n1,3,d\n")
    loaded = read_network(path)
    assert loaded.ids.tolist() == [1, 2, 3]
    assert links(path) == of((1, 2), (1, 3))
    assert loaded.notices == (
        f"{path}: the first row is taken as the header; people are in source and target,"
        " separator comma",
        f"{path}: columns not read: kind",
        f"{path}: rows dropped that link somebody with themselves: 1",
        f"{path}: rows dropped that repeat a link, either way: 2",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,2\n2,3\n", "no header: the first row is the link 1–2; people are in columns 1 and 2,"
         " separator comma"),
        ("source;target\n1;2\n2;3\n", "the first row is taken as the header; people are in source"
         " and target, separator semicolon"),
    ],
)  # fmt: skip
def test_a_clean_file_has_one_notice(text: str, said: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    assert read_network(path).notices == (f"{path}: {said}",)


def test_a_gzip_file_of_several_parts_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "parts"
    path.write_bytes(gzip.compress(b"1,2\n") + gzip.compress(b"2,10\n10,1\n"))
    assert links(path) == TRIANGLE


def test_odd_names_of_files_are_no_patterns(tmp_path: Path) -> None:
    folder = tmp_path / "a[1] *?{b}'"
    folder.mkdir()
    assert links(written(folder, FORMS["commas"], "e*.csv")) == TRIANGLE
    assert links(parquet(tmp_path, "SELECT 1 AS a, 2 AS b").rename(folder / "[x].pq")) == of((1, 2))


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path, FORMS["commas"], "edges.csv.gz")
    read_network(path)
    assert list(tmp_path.iterdir()) == [path]


WORDS = st.text(string.ascii_letters + "äß_-. ", min_size=1, max_size=5).filter(
    lambda word: word == word.strip(" ") != ""
)
IDS = st.one_of(st.integers(-30, 30), st.integers(10**18, 10**18 + 9), WORDS)


@settings(max_examples=30)
@given(st.data())
def test_rows_in_any_order_direction_and_number_give_the_same_graph(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from([st.integers(-30, 30), st.integers(0, 10**25), WORDS]))
    pairs = data.draw(st.lists(st.tuples(kind, kind), min_size=1, max_size=25))
    pairs = [*pairs, (pairs[0][0], "other" if kind is WORDS else 77)]
    again = [pair[:: data.draw(st.sampled_from([1, -1]))] for pair in pairs]
    extra = data.draw(st.lists(st.sampled_from(pairs), max_size=10))
    folder = tmp_path_factory.mktemp("edges")
    loaded = []
    for rows in (pairs, data.draw(st.permutations(again + extra))):
        text = "source,target\n" + "".join(f"{a},{b}\n" for a, b in rows)
        loaded.append(read_network(written(folder, text)))
    one, other = loaded
    assert same(one.graph, other.graph)
    assert np.array_equal(one.ids, other.ids)
    net = nx.Graph((str(a), str(b)) for a, b in pairs if a != b)
    ids = [str(i) for i in one.ids]
    ours = {frozenset((ids[a], ids[b])) for a, b in zip(*edges(one.graph), strict=True)}
    assert ours == {frozenset(edge) for edge in net.edges}


@pytest.mark.parametrize(
    ("name", "people", "friendships"),
    [("lastfm_asia", 7624, 27_806), ("fb_company", 14_113, 52_126), ("twitch_de", 9498, 153_138)],
)
def test_real_files_are_read(name: str, people: int, friendships: int, shared_data) -> None:
    loaded = read_network(shared_data(f"graphs/{name}_edges.csv"))
    assert len(loaded.ids) == people
    assert len(loaded.graph.indices) // 2 == pytest.approx(friendships, abs=200)
    assert np.array_equal(loaded.ids, np.arange(people))
