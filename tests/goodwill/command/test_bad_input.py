"""Whatever is wrong with what a user wrote: one message, exit code 2, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import thinned
from tests.goodwill.commands import apart, here

SCENARIO = """\
[people]
count = 50
[brands.acme]
strategy = "push"
"""

# (words after "run" or "compare", what the one message has to name)
WRONG: dict[str, tuple[list[str], list[str]]] = {
    "unknown scenario": (["run", "three_strategy"], ["three_strategy", "three_strategies?"]),
    "missing scenario": (["run", "mine.tml"], ["mine.tml", "mine.toml?"]),
    "scenario that is no TOML": (["run", "broken.toml"], ["broken.toml", "line 1", "TOML"]),
    "unknown key": (["run", "odd.toml"], ["odd.toml", "people.cuont", "9", "people.count?"]),
    "out of range": (["run", "high.toml"], ["high.toml", "people.suspicion", "7", "0.01 to 0.99"]),
    "not a number": (["run", "nan.toml"], ["nan.toml", "people.need", "nan", "0 to 365"]),
    "unknown strategy": (["run", "who.toml"],
                         ["who.toml", "brands.acme.strategy", "pusch", "push?"]),
    "unknown key set": (["run", "mine.toml", "--set", "poeple.count=5"],
                        ["--set", "poeple.count", "5", "people.count?"]),
    "zero people": (["run", "one_brand", "--set", "people.count=0"],
                    ["--set", "people.count", "0", "1 to 20000000"]),
    "no days": (["run", "one_brand", "--days", "0"], ["--days", "0", "1 to 20000"]),
    "days below one": (["run", "one_brand", "--days=-4"], ["--days", "-4", "1 to 20000"]),
    "days in words": (["run", "one_brand", "--days", "many"], ["--days", "many", "a whole number"]),
    "seed below zero": (["run", "one_brand", "--seed=-1"], ["--seed", "-1", "from 0"]),
    "set without value": (["run", "one_brand", "--set", "days"], ["--set", "days", "key=value"]),
    "missing graph": (["run", "one_brand", "--graph", "ok.scv"],
                      ["ok.scv", "no such file", "ok.csv?"]),
    "empty graph": (["run", "one_brand", "--graph", "empty.csv"], ["empty.csv", "empty"]),
    "graph without rows": (["run", "one_brand", "--graph", "head.csv"], ["head.csv", "no rows"]),
    "graph of loops": (["run", "one_brand", "--graph", "loops.csv"], ["loops.csv", "no links"]),
    "one end missing": (["run", "one_brand", "--graph", "end.csv"],
                        ["end.csv", "line 3", "missing"]),
    "malformed graph": (["run", "one_brand", "--graph", "torn.parquet"],
                        ["torn.parquet", "Parquet"]),
    "graph is a folder": (["run", "one_brand", "--graph", "folder"], ["folder", "is a folder"]),
    "graph and count": (["run", "one_brand", "--graph", "ok.csv", "--set", "people.count=3"],
                        ["--set", "people.count", "3", "--graph"]),
    "graph and a file's count": (["run", "mine.toml", "--graph", "ok.csv"],
                                 ["mine.toml", "people.count", "50", "--graph"]),
    "header without graph": (["run", "one_brand", "--graph-header", "no"],
                             ["--graph-header", "--graph"]),
    "output is a file": (["run", "one_brand", "--out", "ok.csv"], ["--out", "ok.csv", "folder"]),
    "output below a file": (["run", "one_brand", "--out", "ok.csv/a"], ["--out", "ok.csv/a"]),
    "output not ours": (["run", "one_brand", "--out", "folder"],
                        ["--out", "folder", "something else"]),
    "unknown engine": (["run", "one_brand", "--engine", "fast"],
                       ["--engine", "fast", "compiled", "plain"]),
    "unknown option": (["run", "one_brand", "--sed", "3"], ["--sed", "--seed"]),
    "no scenario": (["run"], ["SCENARIO"]),
    "no threads": (["run", "one_brand", "--threads", "0"], ["--threads", "0"]),
    "watched stranger": (["run", "one_brand", "--watch", "4000", "--out", "o"],
                         ["--watch", "4000", "999"]),
    "watched id": (["run", "one_brand", "--watch", "x", "--graph", "ok.csv", "--out", "o"],
                   ["--watch", "x", "ids"]),
    "watch without folder": (["run", "one_brand", "--watch", "4"], ["--watch", "--out"]),
    "missing strategies": (["run", "one_brand", "--strategies", "no.py"],
                           ["no.py", "cannot be read"]),
    "strategies that fail": (["run", "one_brand", "--strategies", "bad.py"], ["bad.py", "line 1"]),
    "unknown command": (["rum", "one_brand"], ["rum", "run"]),
    "one arm": (["compare", "one_brand", "--arms", "push", "--replicates", "2"], ["--arms", "two"]),
    "unknown arm": (["compare", "one_brand", "--arms", "push,slient", "--replicates", "2"],
                    ["--arms", "slient", "silent?"]),
    "no replicates": (["compare", "one_brand", "--arms", "push,silent", "--replicates", "0"],
                      ["--replicates", "0"]),
    "unknown brand": (["compare", "mine.toml", "--arms", "push,silent", "--replicates", "1",
                       "--brand", "acne"], ["--brand", "acne", "acme?"]),
    "last seed too large": (["compare", "one_brand", "--arms", "push,silent", "--replicates", "9",
                             "--seed", "9223372036854775807"], ["--seed", "9223372036854775807"]),
}  # fmt: skip
"""Every kind of wrong input, with what its message has to name."""

AS_PROCESSES = (
    "unknown scenario", "unknown key", "not a number", "unknown strategy", "no days",
    "missing graph", "one end missing", "graph and count", "output below a file", "unknown option",
)  # fmt: skip
"""Those that are tried the way users meet them, too."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with scenarios and graphs, most of them wrong."""
    files = {
        "mine.toml": SCENARIO,
        "broken.toml": "[people\n",
        "odd.toml": SCENARIO.replace("count = 50", "cuont = 9"),
        "high.toml": SCENARIO.replace("count = 50", "suspicion = 7"),
        "nan.toml": SCENARIO.replace("count = 50", "need = nan"),
        "who.toml": SCENARIO.replace("push", "pusch"),
        "ok.csv": "1,2\n2,3\n",
        "empty.csv": "",
        "head.csv": "source,target\n",
        "loops.csv": "1,1\n2,2\n",
        "end.csv": "1,2\n2,3\n3,\n",
        "torn.parquet": "PAR1 and no more",
        "folder/thesis.tex": "years of work",
        "bad.py": "1 / 0\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_text() for path in files}


def check(message: str, named: list[str]) -> None:
    """Check that standard error holds one message that names everything."""
    assert message.startswith("goodwill: ")
    assert message.count("\n") == 1
    assert "Traceback" not in message
    assert [name for name in named if name not in message] == [], message


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_input_is_told_in_one_message_and_nothing_is_written(desk: Path, kind: str) -> None:
    words, named = WRONG[kind]
    before = contents(desk)
    done = here(*words)
    assert done.exit_code == 2
    assert done.stdout == ""
    check(done.stderr, named)
    assert contents(desk) == before


@pytest.mark.parametrize("kind", thinned(AS_PROCESSES))
def test_users_see_the_same(desk: Path, kind: str) -> None:
    words, named = WRONG[kind]
    before = contents(desk)
    done = apart(*words, cwd=desk)
    assert done.returncode == 2
    assert done.stdout == ""
    check(done.stderr, named)
    assert contents(desk) == before


def test_wrong_input_with_an_output_folder_makes_no_folder(desk: Path) -> None:
    for words in (["--set", "people.count=0"], ["--graph", "end.csv"], ["--days", "0"]):
        assert here("run", "one_brand", *words, "--out", "a/b/c").exit_code == 2
    assert not (desk / "a").exists()


def test_more_people_than_there_is_room_for_are_refused_before_the_run_begins(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("experiments.memory.available_bytes", lambda: 4 << 30)
    done = here("run", "one_brand", "--set", "people.count=20000000", "--out", "out")
    assert done.exit_code == 2
    check(done.stderr, ["people.count", "20000000", "GB", "4.0 GB are free", "people"])
    assert not (desk / "out").exists()


def test_no_command_at_all_shows_what_there_is() -> None:
    done = here()
    assert done.exit_code == 2
    for command in ("run", "compare", "list", "schema"):
        assert command in done.stderr
