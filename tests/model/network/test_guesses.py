"""What is guessed about an edge list: which columns are read, and what is no list of links."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.errors import InputError
from model.network import read_network
from tests.model.network.test_files import links, of, parquet, written

ANN_BOB_CEM = of(("ann", "bob"), ("bob", "cem"))
SPARSE = of((5, 7), (7, 9), (9, 5))
COLUMNS = {
    "an index, words": ("0,ann,bob\n1,bob,cem\n", ANN_BOB_CEM),
    "an index, nobody twice": ("0,ann,bob\n1,cem,dan\n", of(("ann", "bob"), ("cem", "dan"))),
    "an index, numbers": ("0,1,2\n1,5,7\n", of((1, 2), (5, 7))),
    "an index from 1": ("1 5 7\n2 7 9\n3 9 5\n", SPARSE),
    "an index from 0 to ids": ("0\t1\t2\n1\t2\t3\n2\t3\t1\n3\t1\t4\n",
                               of((1, 2), (2, 3), (3, 1), (1, 4))),
    "an index by another name": ("obs,A,B\n1,5,7\n2,7,9\n3,9,5\n", SPARSE),
    "no index: a ring with weights": ("1,2,.5\n2,3,.1\n3,1,2\n", of((1, 2), (2, 3), (3, 1))),
    "no index: equal weights": ("1,2,1\n2,3,1\n3,1,1\n", of((1, 2), (2, 3), (3, 1))),
    "words of names": ("X,from_person,to_person\n1,ann,bob\n2,bob,cem\n", ANN_BOB_CEM),
    "words of ids": ("tweet_id,source_user_id,target_user_id\n900,5,7\n901,7,9\n7,9,5\n", SPARSE),
    "numbered names": ("n,PersonID1,PersonID2,Closeness\n3,5,7,1\n9,7,9,2\n5,9,5,2\n", SPARSE),
    "a school": ("school,student,friend\n1,5,7\n1,7,9\n1,9,5\n", SPARSE),
    "waves": ("wave,ego,alter\n5,5,7\n5,7,9\n5,9,5\n", SPARSE),
    "an id and a friend": ("id,friend,weight\n1,2,5\n2,3,4\n3,1,4\n", of((1, 2), (2, 3), (3, 1))),
    "countries": ("country_from,country_to,person_from,person_to\nDE,FR,ann,bob\nFR,DE,bob,cem\n",
                  ANN_BOB_CEM),
    "times by the names of ends": ("A,B,start,end\nann,bob,2020-01-01,2020-02-01\n"
                                   "bob,cem,2020-02-01,2020-03-01\n", ANN_BOB_CEM),
    "years by the names of ends": ("A,B,from,to\nann,bob,2010,2011\nbob,cem,2011,2012\n",
        ANN_BOB_CEM),
    "networkx's attributes": ("".join(f"{at} {at + 1} {{'weight': {at % 3}}}\n" for at in range(9)),
                              of(*((at, at + 1) for at in range(9)))),
    "two attributes": ("ann bob {'weight': 4, 'since': '2001'}\n"
                       "bob cem {'weight': 3, 'since': '2'}\n", ANN_BOB_CEM),
    "a date first": ("2020-01-01,ann,bob\n2020-01-02,bob,cem\n", ANN_BOB_CEM),
    "a German date first": ("01.02.2020;ann;bob\n02.02.2020;bob;cem\n", ANN_BOB_CEM),
    "a time first": ("10:01:05 ann bob\n10:02:00 bob cem\n", ANN_BOB_CEM),
    "a month first": ("Jan 5 2020,ann,bob\nJan 6 2020,bob,cem\n", ANN_BOB_CEM),
    "seconds first": ("1600000000,5,7\n1600000100,7,9\n1600000300,9,5\n", SPARSE),
    "seconds first, of a long list": (
        "".join(f"{1_600_000_000 + at},{at // 60},{at % 7}\n" for at in range(700)),
        of(*((at // 60, at % 7) for at in range(700) if at // 60 != at % 7)),
    ),
    "weights last, within the ids": (
        "".join(f"{at // 60},{at % 70},{at % 5 + 1}\n" for at in range(700)),
        of(*((at // 60, at % 70) for at in range(700) if at // 60 != at % 70)),
    ),
    "weights first, within the ids": (
        "".join(f"{at % 5 + 1},{at % 40},{at * 7 % 50}\n" for at in range(700)),
        of(*((at % 40, at * 7 % 50) for at in range(700) if at % 40 != at * 7 % 50)),
    ),
    "an index called id": (
        "id,a,b\n" + "".join(f"{at},{at % 97},{at * 7 % 89}\n" for at in range(700)),
        of(*((at % 97, at * 7 % 89) for at in range(700) if at % 97 != at * 7 % 89)),
    ),
    "one person's friends, with weights": (
        "".join(f"0,{at},{at % 5 + 1}\n" for at in range(1, 700)),
        of(*((0, at) for at in range(1, 700))),
    ),
    "signs": ("1,2,-1\n2,3,1\n3,4,-1\n", of((1, 2), (2, 3), (3, 4))),
    "an index of what else would be loops": ("1 1 2\n2 2 3\n3 3 1\n", of((1, 2), (2, 3), (3, 1))),
    "managers": ("employee_id,manager_id,department\n5,7,x\n7,9,y\n9,5,x\n", SPARSE),
    "a team first": ("team,P,Q\n1,5,7\n1,7,9\n2,9,5\n", SPARSE),
    "numbered people": ("user1,user2\nuser2,user3\nuser3,user1\n",
                        of(("user1", "user2"), ("user2", "user3"), ("user3", "user1"))),
    "letters as people": ("u,v\nv,w\nw,u\n", of("uv", "vw", "wu")),
    "a header of numbered people": ("user1,user2\nann,bob\nbob,cem\n", ANN_BOB_CEM),
    "a word for a relation": ("ann,bob,comment\nbob,cem,like\n", ANN_BOB_CEM),
    "a sum": ("ann,bob\nbob,cem\nTotal,3\n", ANN_BOB_CEM),
    "a sum of weights": ("a,b,w\nann,bob,4\nbob,cem,8\nSum,,12\n", ANN_BOB_CEM),
    "a sum of links": ("ann;bob\nbob;cem\n\nTotal links;2\n", ANN_BOB_CEM),
    "a sum of numbers": ("5,7\n7,9\n9,5\n\"Total\",\"3\"\n\n", SPARSE),
    "a number of rows": ("ann bob\nbob cem\n(2 rows)\n", ANN_BOB_CEM),
    "rows of a database": ("ann|bob\nbob|cem\n2 rows selected.\n", ANN_BOB_CEM),
    "a firm called Total": ("s,t\nTotal,Shell\nTotal,3\n", of(("Total", "Shell"), ("Total", "3"))),
    "a title behind slashes": ("// Friends of 2020\nann bob\nbob cem\n", ANN_BOB_CEM),
    "slashes within": ("ann,bob\n//\nbob,cem\n", ANN_BOB_CEM),
    "slashes joined to words": ("//ann,//bob\n//bob,//cem\n",
        of(("//ann", "//bob"), ("//bob", "//cem"))),
}  # fmt: skip
SAID = {
    "words for nothing": ("ann,NaN\nNA,bob\nbob,ann\n", "stand for nothing: NA, NaN"),
    "a person called Null": ("Ann,Null\nNull,Zoë\n", "stand for nothing: Null"),
    "a word among numbers": ("1,missing\n2,3\n3,1\n", "no numbers, as all others are: missing"),
    "a comment behind a row": ("ann,bob # first\nbob,ann\n", "end in a comment: bob # first"),
    "a footer": ("ann,bob\nbob,cem\nTotal,3\n", "last line not read, which is no link: Total,3"),
    "people without links": ("1,Ann,30\n2,Ben,25\n3,Cem,41\n", "a table of people"),
    "Latin-1": ("Zoë,Ann\nAnn,Bo\n".encode("latin-1"), "if names look wrong, convert it"),
}
REFUSED = {
    "people with counts": ("username,followers,following\nann,120,300\nben,80,120\n", "people"),
    "people with ages": ("id,name,age\n1,Ann,30\n2,Ben,1\n", "people"),
    "people in German": ("Name;Alter;Stadt\nAnn;30;Ulm\nBen;31;Bonn\n", "people"),
    "people with unknown counts": ("player,wins,losses\nann,3,1\nbob,1,3\n", "people"),
    "people on a plan": ("node_id,x,y\n1,0.1,0.5\n2,0.3,0.7\n", "people"),
    "people on a map": ("id,lat,lon\n1,50.1,8.2\n2,51.1,9.2\n", "people"),
    "weights in a square": ("0,2,3,1\n1,0,4,2\n5,1,0,1\n2,2,1,0\n", "matrix"),
    "ones in a square": ("0 1 1 0\n1 1 1 1\n0 1 0 1\n1 1 0 0\n", "matrix"),
    "decimal commas in a square": ("1;0,5;0;0\n0,5;1;0;0,2\n0;0;1;0\n0;0,2;3;1\n", "matrix"),
    "a square without a diagonal": ("NA,3,0,1\n2,NA,1,0\n0,0,NA,5\n1,1,1,NA\n", "matrix"),
    "dashes on a diagonal": ("- 1 0 1\n1 - 0 0\n0 0 - 1\n1 0 1 -\n", "matrix"),
    "a square with names of rows": ("ann,0,1,0\nben,1,0,1\ncem,0,1,0\n", "matrix"),
    "a square with a header": ("a,b,c,d\n0,2,0,1\n1,0,0,0\n0,0,0,4\n1,0,2,0\n", "matrix"),
    "nominations": ("ego,alter1,alter2\nann,bob,cem\nbob,cem,ann\n",
                    "ego and alter1, or ego and alter2"),
    "groups of three": ("user1,user2,user3\nann,bob,cem\nbob,dan,eve\n", "user1 and user2, or"),
    "chains of three": ("a,b,c\nann,bob,cem\nbob,cem,dan\ncem,dan,eve\n", "a and b, or b and c"),
    "weights or ids": ("2,1,4\n3,1,2\n4,1,5\n5,2,1\n6,3,3\n", "column 1 and column 3"),
    "an index or ids": ("1,2,5\n2,3,4\n3,4,9\n4,5,2\n5,6,3\n", "column 1 and column 2"),
    "a word for nothing among decimals": ("1.0,2.0\nNaN,3.0\n", "line 2 = \"NaN, 3.0\": one end"),
    "an error of Excel": ("1,#N/A\n2,3\n", "line 1 = \"1, #N/A\": one end is missing"),
    "nothing in one column": ("1,ann\nNULL,ben\n3,ann\n", "line 2 = \"NULL, ben\": one end"),
    "a title without a blank": ("//Friends of the year\nann bob\nbob cem\n",
                                "Friends of the year.*: 4, in most: 2; .* with # and a blank"),
    "Cyrillic": ("Кто;Кого\nАнна;Пётр\nПётр;Ольга\n".encode("cp1251"), "Latin-1 .* iconv"),
    "Cyrillic, KOI8": ("a;b\nАнна;Пётр\n".encode("koi8-r"), "as Latin-1 it says áÎÎÁ.* iconv"),
    "Greek": ("a;b\nΜαρία;Γιάννης\n".encode("iso-8859-7"), "as Latin-1 it says Ìáñßá"),
    "Polish": ("a;b\nŁukasz;Paweł\n".encode("cp1250"), "as Latin-1 it says £ukasz"),
    "Japanese": ("a;b\n太郎;花子\n花子;次郎\n".encode("shift-jis"), "another encoding"),
    "of a Mac": ("a;b\nJosé;François\n".encode("mac-roman"), "bytes that Latin-1 has not"),
    "a matrix of zeros": ("%%MatrixMarket matrix coordinate real general\n3 3 1\n1 2 0\n",
        "no links"),
}  # fmt: skip
ZEROS = {
    "coordinates": ("coordinate real general\n4 4 3\n1 2 0.0\n2 3 1\n3 4 2\n", 1),
    "half of the coordinates": ("coordinate real symmetric\n4 4 3\n2 1 0.0\n3 2 1\n4 3 2\n", 1),
    "an array": ("array real general\n4 4\n" + "0\n" * 5 + "0\n2\n" + "0\n" * 4 + "1\n" + "0\n" * 4,
        14),
    "half of an array": ("array real symmetric\n4 4\n0\n0\n0\n0\n0\n1\n0\n0\n2\n0\n", 8),
}  # fmt: skip


@pytest.mark.parametrize("case", COLUMNS)
def test_the_ends_are_found(case: str, tmp_path: Path) -> None:
    text, expected = COLUMNS[case]
    path = written(tmp_path, text)
    assert links(path) == expected
    assert any("people are in" in notice for notice in read_network(path).notices)


@pytest.mark.parametrize("case", SAID)
def test_what_is_odd_is_said(case: str, tmp_path: Path) -> None:
    text, says = SAID[case]
    assert says in " | ".join(read_network(written(tmp_path, text)).notices)


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_told_is_refused(case: str, tmp_path: Path) -> None:
    text, says = REFUSED[case]
    with pytest.raises(InputError, match=says) as caught:
        read_network(written(tmp_path, text, "e.mtx" if "%%" in str(text) else "e.csv"))
    assert caught.value.allowed


@pytest.mark.parametrize("case", ZEROS)
def test_entries_of_zero_are_no_links(case: str, tmp_path: Path) -> None:
    text, zeros = ZEROS[case]
    found = read_network(written(tmp_path, f"%%MatrixMarket matrix {text}", "e.mtx"))
    assert (len(found.ids), len(found.graph.indices)) == (4, 4)
    assert any(f"zero, which are no links: {zeros}" in notice for notice in found.notices)


def test_parquet_says_its_columns_and_refuses_a_tie(tmp_path: Path) -> None:
    path = parquet(tmp_path, "SELECT 'ann' AS a, 'bob' AS b")
    assert read_network(path).notices == (f"{path}: people are in a and b",)
    rows = "(VALUES ('ann', 'bob', 'cem'), ('bob', 'cem', 'ann'), ('cem', 'ann', 'bob')) t(a, b, c)"
    with pytest.raises(InputError, match="a and b, or a and c"):
        read_network(parquet(tmp_path, f"SELECT * FROM {rows}"))


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT * FROM (VALUES (0, 2, 1), (1, 0, 0), (3, 1, 0)) t(a, b, c)", "matrix"),
        ("SELECT * FROM (VALUES (1, 'Ann', 30), (2, 'Ben', 1)) t(id, name, age)", "people"),
    ],
)
def test_parquet_of_something_else_is_refused(query: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=says):
        read_network(parquet(tmp_path, query))


def test_that_nobody_stands_in_two_rows_is_said_only_where_it_is_so(tmp_path: Path) -> None:
    vertices = '*Vertices 4\n1 "ann"\n2 "bob"\n3 "cem"\n4 "dan"\n*Edges\n'
    path = read_network(written(tmp_path, f"{vertices}1 2\n2 3\n", "e.net"))
    pairs = read_network(written(tmp_path, f"{vertices}1 2\n4 3\n", "f.net"))
    assert ["two rows" in " ".join(found.notices) for found in (path, pairs)] == [False, True]
