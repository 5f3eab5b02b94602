"""Graph files as people have them: read right with everything guessed said, or refused by name."""

from __future__ import annotations

import csv
import io
import re
import tarfile
import zipfile
from pathlib import Path

import duckdb
import pytest

from model.errors import InputError
from model.network import read_network
from tests.conftest import ROOT

CASES = ROOT.parent / "shared" / "cases"


def outcome(path: Path) -> tuple[str, int, int, str]:
    """Return what became of a file: read or refused, people, links, and what was said."""
    try:
        loaded = read_network(path)
    except InputError as error:
        said = str(error) if error.allowed else "shows no way on"
        return "refused", 0, 0, said.replace(str(path), "FILE").replace("\n", "BREAK")
    assert all("\n" not in notice for notice in loaded.notices)
    said = " | ".join(loaded.notices).replace(str(path), "FILE")
    return "read", len(loaded.ids), len(loaded.graph.indices) // 2, said


def checked(path: Path, people: int | None, links: int | None, says: str) -> None:
    kind, *found, said = outcome(path)
    assert "BREAK" not in said
    assert (kind == "refused") == (people is None), said
    if people:
        assert found == [people, links], said
    assert says.lower() in said.lower()


def zipped(name: str, data: str = "1,2\n") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, data)
    return file.getvalue()


def tarred() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        info = tarfile.TarInfo("edges.csv")
        info.size = 4
        archive.addfile(info, io.BytesIO(b"1,2\n"))
    return file.getvalue()


RING = "ann,ben\nben,cem\ncem,ann\n"
READ = {
    "semicolons, decimal commas": ("e.csv", "ann;ben;0,5\nben;cem;1,5\ncem;ann;2,0\n", 3, 3, "no header"),
    "decimal commas, blanks": ("e.txt", "ann ben 0,5\nben cem 1,5\ncem ann 2,0\n", 3, 3, "column 3"),
    "commas in names, tabs": ("e.tsv", "O, Ann\tU, Ben\nU, Ben\tE, Cem\n", 3, 2, ""),
    "a tie": ("e.csv", "a;b,c\nb,c;d,e\nd,e;a\n".replace("a", "a,f"), 3, 3, "comma would split"),
    "quotes and blanks": ("e.txt", '"A B" "C D"\n"C D" "E F"\n"E F" "A B"\n', 3, 3, ""),
    "row names of R": ("e.txt", '"V1" "V2"\n"1" "a" "b"\n"2" "b" "c"\n', 3, 2, "V1 and V2"),
    "row numbers of R": ("e.csv", '"","V1","V2"\n"1",11,12\n"2",12,13\n', 3, 2, "V1 and V2"),
    "index of pandas": ("e.csv", ",a,b\n0,x,y\n1,y,z\n2,z,x\n", 3, 3, "a and b"),
    "Gephi": ("e.csv", "Source;Type;Target\na;Directed;b\nb;Directed;c\n", 3, 2, "Source and Target"),
    "a header backwards": ("e.csv", "weight,target,source\n3,a,b\n4,b,c\n", 3, 2, "source and target"),
    "a header in German": ("e.csv", "Quelle;Ziel\nann;ben\nben;cem\ncem;ann\n", 3, 3, "first row"),
    "an unknown header": ("e.csv", f"Name,Adores\n{RING}", 3, 3, "first row"),
    "an unknown header, weights": ("e.csv", "P,F,W\nann,ben,1\nben,ann,2\n", 2, 1, "first row"),
    "a header of numbers": ("e.csv", f"0,1\n{RING}", 3, 3, "first row"),
    "no header": ("e.csv", RING, 3, 3, ""),
    "a line break in the header": ("e.csv", f'"From\n(who)","To\n(whom)"\n{RING}', 3, 3, "first row"),
    "a line break in names": ("e.csv", '"a\nb","c\nd"\n"c\nd",e\ne,"a\nb"\n', 3, 3, ""),
    "floats of pandas": ("e.csv", "source,target\n1,2.0\n2,3.0\n3,1.0\n", 3, 3, "joined"),
    "one float, one whole": ("e.csv", "1;2,0\n2;3,0\n3;5,0\n", 4, 3, ""),
    "telephone numbers": ("e.csv", "source,target\n0049,+49\n49,+49\n0049,7\n", 4, 3, "kept apart"),
    "leading zeros": ("e.csv", "Source,Target\n007,12\n7,12\n12,13\n", 4, 3, "kept apart"),
    "capitals": ("e.csv", "Ann,ben\nann,ben\nben,cem\ncem,Ann\ncem,ann\n", 4, 5, "capitals"),
    "blanks nobody sees": ("e.csv", "s,t\nann\u00a0,ben\nben\u200b,cem\ncem,ann\n", 3, 3, "joined"),
    "Unicode forms": ("e.csv", "source,target\nZo\u00eb,Ben\nCem,Zoe\u0308\n", 3, 2, "only: 1"),
    "hash words": ("e.txt", "#love peace\n#peace war\nwar love\npeace love\n", 5, 4, ""),
    "percent words": ("e.txt", "%a b\n%b c\nc d\n", 5, 3, ""),
    "many comments": ("e.txt", "# c\n" * 1500 + "1 2\n2 3\n% 3 4\n3 1\n", 3, 3, "comments not read: 1,501"),
    "rows of Excel": ("e.csv", "source,target\n1,2\n2,3\n,\n,\n", 3, 2, "empty rows not read: 2"),
    "Latin-1": ("e.csv", "Zoë,Ben\nBen,Åsa\n".encode("latin-1"), 3, 2, "Latin-1"),
    "UTF-16": ("e.csv", "Zoë\tBen\nBen\tÅsa\n".encode("utf-16"), 3, 2, "UTF-16"),
    "a relation between": ("e.txt", "a likes b\nb likes c\nc hates a\n", 3, 3, "columns 1 and 3"),
    "arrows": ("e.txt", "a -> b\nb -> c\nc -> a\n", 3, 3, ""),
    "prose": ("e.txt", "Data set\nFriends network\nSee paper\nThanks all\n", 8, 4, "two rows"),
    "two kinds": ("e.csv", "who,book\nann,x\nben,x\ncem,y\nann,y\n", 5, 4, "both columns"),
    "loops": ("e.csv", "1,1\n1,2\n3,3\n", 3, 1, "without any link: 1"),
    "GML": ("e.gml", 'graph [ directed 1 node [ id 0 label "a" ] node [ id 1 label "b" ]'
            " edge [ source 0 target 1 ] edge [ source 1 target 0 ] ]", 2, 1, "direction"),
    "GraphML": ("e.graphml", '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph'
                ' edgedefault="undirected"><node id="a"/><node id="b"/><node id="c"/>'
                '<edge source="a" target="b"/></graph></graphml>', 3, 1, "without any link: 1"),
    "GEXF": ("e.gexf", '<?xml version="1.0"?><gexf xmlns="http://gexf.net/1.3" version="1.3">'
             '<graph defaultedgetype="directed"><nodes><node id="a"/><node id="b"/></nodes>'
             '<edges><edge source="a" target="b"/></edges></graph></gexf>', 2, 1, "direction"),
    "Pajek": ("e.net", '*Vertices 3\n1 "A B"\n2 "C"\n3 "D"\n*Edges\n1 2 1\n2 3 4\n', 3, 2, "weights"),
    "Pajek without vertex lines": ("e.net", "*Vertices 4\n*Arcs 3\n1 2\n2 3\n3 4\n", 4, 3, "direction"),
    "Pajek, arcs and edges": ("e.net", "*vertices 4\n*arcs\n1 2\n*edges\n3 4\n", 4, 2, "Pajek"),
    "Pajek lists": ("e.net", "*Vertices 4\n*Arcslist\n1 2 3\n4 1\n", 4, 3, "Pajek"),
    "Matrix Market": ("e.mtx", "%%MatrixMarket matrix coordinate pattern symmetric\n9 9 2\n2 1\n3 2\n",
                      9, 2, "without any link: 6"),
    "Matrix Market with weights": ("e.mtx", "%%MatrixMarket matrix coordinate real general\n"
                                   "3 3 3\n1 2 .5\n2 1 .5\n3 3 1\n", 3, 1, "weights"),
    "SIF": ("e.sif", "a pp b\nb pp c d\nlone\n", 5, 3, "without any link: 1"),
}  # fmt: skip
REFUSED = {
    "lost digits": ("e.csv", "1.23457E+17,1.23458E+17\n1.23458E+17,9.8E+17\n", "E+17"),
    "UCINET": ("e.txt", "dl n=4 format=edgelist1\ndata:\n1 2\n2 3\n", "DL"),
    "METIS": ("e.graph", "4 4\n2 4\n1 3\n2 4\n3 1\n", "METIS"),
    "a matrix": ("e.csv", "0,1,0\n1,0,1\n0,1,0\n", "matrix"),
    "a matrix with names": ("e.csv", ",a,b,c\na,0,1,0\nb,1,0,1\nc,0,1,0\n", "matrix"),
    "JSON": ("e.csv", '{"0": [1, 2], "1": [2]}\n', "JSON"),
    "JSON lines": ("e.jsonl", '{"source": "a", "target": "b"}\n' * 2, "JSON"),
    "a JSON list": ("e.txt", "[[1, 2], [2, 3]]\n", "JSON"),
    "LFS": ("e.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n", "LFS"),
    "a node list": ("e.csv", "Id,Label,Group\n1,Ann,a\n2,Ben,b\n3,Cem,a\n", "node"),
    "ids and countries": ("e.csv", "id,target\n0,8\n1,17\n2,3\n", "node"),
    "DOT": ("e.dot", "digraph G {\n a -> b;\n}\n", "DOT"),
    "a web page": ("e.csv", "<!DOCTYPE html>\n<html><body>no</body></html>\n", "web page"),
    "Excel": ("e.xlsx", zipped("xl/workbook.xml"), "Excel"),
    "Excel in CSV's clothes": ("e.csv", zipped("xl/workbook.xml"), "Excel"),
    "a Gephi project": ("e.gephi", zipped("Project_xml"), "Gephi"),
    "zip": ("e.zip", zipped("edges.csv"), "zip"),
    "tar": ("e.tar.gz", tarred(), "tar"),
    "Feather": ("e.feather", b"ARROW1\0\0" + bytes(100), "Feather"),
    "a pickle": ("e.pkl", b"\x80\x04\x95" + bytes(30), "pickle"),
    "noise": ("e.csv", bytes(range(256)) * 4, "no text"),
    "GML by its ending": ("e.gml", RING, "GML"),
    "half a GML": ("e.gml", "graph [ node [ id 0 ", "GML"),
    "GML without a node": ("e.gml", "graph [ edge [ source 0 target 1 ] ]", "GML"),
    "half a GEXF": ("e.gexf", "<gexf><graph><nodes>", "GEXF"),
    "a matrix that is cut": ("e.mtx", "%%MatrixMarket matrix coordinate pattern general\n5 5 4\n1 2\n",
                             "Matrix Market"),
    "an oblong matrix": ("e.mtx", "%%MatrixMarket matrix coordinate pattern general\n2 3 1\n1 2\n",
                         "2 by 3"),
    "a Pajek matrix": ("e.net", "*Vertices 2\n*Matrix\n0 1\n1 0\n", "*matrix"),
}  # fmt: skip


def put(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize("case", READ)
def test_read_right_and_said(case: str, tmp_path: Path) -> None:
    name, data, people, links, says = READ[case]
    checked(put(tmp_path, name, data), people, links, says)


@pytest.mark.parametrize("case", REFUSED)
def test_refused_by_name(case: str, tmp_path: Path) -> None:
    name, data, says = REFUSED[case]
    checked(put(tmp_path, name, data), None, None, says)


def test_a_column_of_weights_first_in_parquet(tmp_path: Path) -> None:
    path = tmp_path / "e.parquet"
    with duckdb.connect() as connection:
        rows = "(VALUES (1.0, 'x', 'y'), (2.0, 'y', 'z')) t(weight, a, b)"
        connection.execute(f"COPY (SELECT * FROM {rows}) TO '{path}' (FORMAT parquet)")
    checked(path, 3, 2, "columns not read: weight")


def test_the_header_can_be_denied(tmp_path: Path) -> None:
    path = put(tmp_path, "e.csv", f"zoe,yan\n{RING}")
    assert len(read_network(path).ids) == 3
    assert len(read_network(path, header=False).ids) == 5


def test_every_refusal_shows_a_way_on(tmp_path: Path) -> None:
    for name, data, _ in REFUSED.values():
        *_, said = outcome(put(tmp_path, name, data))
        assert re.search(r"allowed: .{12}", said), said


def rows() -> list[dict[str, str]]:
    if not (CASES / "graphs.csv").exists():
        return []
    with (CASES / "graphs.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.skipif(not rows(), reason="shared/cases is not beside this checkout")
@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_the_handed_cases(row: dict[str, str]) -> None:
    path = CASES / "graphs" / row["file"]
    if row["outcome"] == "refused":
        checked(path, None, None, row["says"])
    else:
        checked(path, int(row["people"] or 0), int(row["links"] or 0), row["says"])
