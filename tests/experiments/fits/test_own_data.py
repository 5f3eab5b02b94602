"""Data as people have them: read right and said, or one message with line, column and value."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from experiments.fits.contacts import read_diffusion
from experiments.fits.data import PUBLISHED, DataFolder
from experiments.fits.games import read_games
from experiments.fits.purchases import COLUMNS, read_customers
from model.errors import InputError
from model.tabular.records import read_records
from tests.conftest import TENTHS

COUNT = 24
TIMES = [0.0, 14.5, 30.25]


def customers(rng: np.random.Generator) -> tuple[list[int], list[float]]:
    repeats = rng.integers(0, 5, COUNT)
    weeks = np.where(repeats > 0, np.round(rng.uniform(1, 39, COUNT), 2), 0.0)
    return repeats.tolist(), weeks.tolist()


def table(rng: np.random.Generator, repeats: list[int], weeks: list[float]) -> bytes:
    """Return the customers as a file of any make."""
    mark = [",", ";", "\t", "|"][rng.integers(4)]
    comma = mark != "," and rng.random() < 0.5
    heads = [["ID", "frequency", "recency"], ["id", "Frequency", "Recency"], ["ID", "x", "t_x"]]
    lines = [mark.join(heads[rng.integers(3)])]
    for at, (count, time) in enumerate(zip(repeats, weeks, strict=True)):
        lines.append(mark.join([str(at), str(count), f"{time}".replace(".", ",."[not comma])]))
    if rng.random() < 0.3:
        lines = ["Customers of the shop", "", *lines]
    if rng.random() < 0.3:
        lines.append(mark * 2)
    text = ["\n", "\r\n"][rng.integers(2)].join(lines) + "\n"
    return text.encode(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"][rng.integers(4)])


def broken(rng: np.random.Generator, data: bytes) -> bytes:
    found, at = bytearray(data), int(rng.integers(len(data)))
    junk = [b"", b"-", b"x", b";", b",", b'"', b"\0", b"\xff", b"NaN", b"1e400", b"0.5"]
    found[at : at + int(rng.integers(0, 4))] = junk[rng.integers(len(junk))]
    return bytes(found) if rng.random() < 0.8 else bytes(found[:at])


def check(number: int, folder: Path) -> None:
    rng = np.random.default_rng(number)
    repeats, weeks = customers(rng)
    data, whole = table(rng, repeats, weeks), rng.random() < 0.6
    path = folder / "customers.csv"
    path.write_bytes(data if whole else broken(rng, data))
    try:
        found = read_customers(path)
    except InputError as error:
        found, refusal = None, str(error)
    if found is None:
        assert "\n" not in refusal
        assert not whole, (data, refusal)
        return
    assert (found.repeats >= 0).all()
    assert np.isfinite(found.last).all()
    if whole:
        assert found.repeats.tolist() == repeats
        assert found.last.tolist() == pytest.approx([7 * week for week in weeks])


def test_some_random_files(tmp_path: Path) -> None:
    for number in range(150):
        check(number, tmp_path)


@pytest.mark.parametrize("tenth", TENTHS)
def test_two_thousand_random_files(tenth: int, tmp_path: Path) -> None:
    for number in range(150, 2000)[tenth::10]:
        check(number, tmp_path)


ROWS = "".join(f"{at},1,{at + 1}.5\n" for at in range(30))
WRONG = {
    "a fraction": (f"ID,frequency,recency\n{ROWS}30,1.5,2\n", "line 32, column frequency", "1.5"),
    "below zero": (f"ID,frequency,recency\n0,-1,2\n{ROWS}", "line 2, column frequency", "-1"),
    "not a number": (f"ID,frequency,recency\n0,NaN,2\n{ROWS}", "line 2, column frequency", "NaN"),
    "endless": (f"ID,frequency,recency\n0,1,1e999\n{ROWS}", "line 2, column recency", "1e999"),
    "a point for thousands": (f"ID,frequency,recency\n0,1,1.234.5\n{ROWS}",
                              "line 2, column recency", "1.234.5"),
    "back without time": (f"ID,frequency,recency\n{ROWS}30,2,0\n", "row 31, column recency", 0.0),
    "three rows": ("ID,frequency,recency\n1,1,2\n2,0,0\n3,1,4\n", None, None),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_cell_is_named(case: str, tmp_path: Path) -> None:
    text, key, value = WRONG[case]
    path = tmp_path / "customers.csv"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        read_customers(path)
    assert (caught.value.key, caught.value.value) == (key, value)
    assert caught.value.allowed
    assert caught.value.file == str(path)


def test_three_rows_are_said_to_be_too_few(tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text(WRONG["three rows"][0])
    with pytest.raises(InputError, match="rows below the header: 3; allowed: at least 20"):
        read_customers(path)


def test_what_was_guessed_is_said(tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_bytes(b"Shop\nID;Frequency;t_x\n" + b"1;2;3,5\n" * 30 + b"\xe9;1;2,5\n")
    said = " | ".join(read_records(path, COLUMNS).notices)
    for what in ("Latin-1", "semicolon", "rows before the header not read: 1", "t_x is read as",
                 "comma is taken as the mark of decimals"):  # fmt: skip
        assert what in said


def test_coop_with_a_capital_is_named_with_what_is_right(tmp_path: Path) -> None:
    path = tmp_path / "games.csv"
    rows = ["period,my.decision,other.decision1", "1,coop,", "2,Coop,1", *["3,defect,0"] * 60]
    path.write_text("\n".join(rows) + "\n")
    with pytest.raises(InputError) as caught:
        read_games(path)
    error = caught.value
    assert (error.key, error.value, error.nearest) == ("line 3, column my.decision", "Coop", "coop")
    assert error.allowed == "coop or defect"


def test_titles_name_a_source_only_for_the_published_file(tmp_path: Path, shared_data) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "purchases").mkdir()
    name = "purchases/cdnow_customers_summary.csv"
    (tmp_path / name).write_text(f"ID,frequency,recency\n{ROWS}")
    assert not DataFolder(tmp_path).is_known(name)
    folder = DataFolder(shared_data("targets.json").parent)
    assert folder.is_known(*PUBLISHED)


def games(rows: list[str], mark: str = ",") -> str:
    lines = ["Games of ours", "", mark.join(("period", "decision", "other_decision")), *rows]
    return "\n".join(lines) + "\n"


WHOLE = [f"{n},coop,{'' if n == 1 else 1}" for n in range(1, 61)]


@pytest.mark.parametrize(
    ("row", "text", "said"),
    [
        (3, "9,coop,1", 'line 7, column period = "9": histories are not whole'),
        (3, "4,coop,", 'line 7, column other.decision1 = "": histories are not whole'),
        (0, "2,coop,1", 'line 4, column period = "2": histories are not whole'),
        (3, f"{10**20},coop,1", f'line 7, column period = "{10**20}": not allowed here'),
    ],
)
def test_a_history_with_a_gap_is_told_by_its_cell(
    row: int, text: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "games.csv"
    path.write_text(games(WHOLE))
    assert read_games(path).histories == 1
    path.write_text(games([*WHOLE[:row], text, *WHOLE[row + 1 :]]))
    with pytest.raises(InputError) as caught:
        read_games(path)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1;5;2;", 'line 7, column id = "5": this person is listed twice'),
        ("1;99;1000000000000;", 'line 7, column toa = "1000000000000": not allowed here'),
        ("1;99;2,5;", 'line 7, column toa = "2,5": not allowed here'),
    ],
)
def test_adoption_is_told_by_its_cell(row: str, said: str, tmp_path: Path) -> None:
    rows = [f"1;{n};{1 + n % 4};{n + 1}" for n in range(3, 30)]
    path = tmp_path / "adopted.csv"
    path.write_text("\n".join(["town;id;toa;net1", *rows]) + "\n")
    assert read_diffusion(path, "village").periods == 3
    path.write_text("\n".join(["town;id;toa;net1", *rows[:5], row, *rows[5:]]) + "\n")
    with pytest.raises(InputError) as caught:
        read_diffusion(path, "village")
    assert said in str(caught.value)


@pytest.mark.parametrize("act", ["coop", "defect"])
def test_games_of_one_act_only_are_counted(act: str, tmp_path: Path) -> None:
    path = tmp_path / "games.csv"
    path.write_text(games([row.replace("coop", act) for row in WHOLE]))
    read = read_games(path)
    assert read.cooperates.mean() == (act == "coop")


def test_other_files_are_refused_as_tables_and_not_as_links(tmp_path: Path) -> None:
    path = tmp_path / "games.json"
    path.write_text('[{"period": 1}]')
    with pytest.raises(InputError, match="save its rows as CSV with a header"):
        read_games(path)
